"""Small assets made by code."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components.brand import icon_svg
from components.maps import EMPTY_TOPOLOGY_URL

EMPTY_TOPOLOGY_PATHS = tuple(EMPTY_TOPOLOGY_URL + f"{scope}_110m.json" for scope in ("world", "usa"))
DAY = {"Cache-Control": "public, max-age=86400"}


async def empty_topology(request: Request) -> Response:
    """A topology without shapes: plotly.js asks for its own base map even where we bring all the geometry."""
    empty = {"type": "GeometryCollection", "geometries": []}
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    return JSONResponse({"type": "Topology", "arcs": [], "objects": dict.fromkeys(layers, empty)}, headers=DAY)


async def icon(request: Request) -> Response:
    """The site's icon."""
    return Response(icon_svg(), media_type="image/svg+xml", headers=DAY)
