"""The same arcs for a browser without WebGL: lines on a plotly map, over our own outlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.maps import arcs as shape
from components.maps.geometry import Box, codes, geometry_url
from components.theme import Palette, template

WIDE = 150  # degrees: a map wider than this is one of the world
AROUND = 0.08  # of width and height, left free around the ends
HANDLE, SMALL = 6, 500  # pixels of the point that carries an arc's words, on a map wider than this


def arc_figure(
    arcs: pd.DataFrame, land: Sequence[str], colours: Palette, size: shape.Size, selected: str | None = None
) -> go.Figure:
    """A figure of one line a row (see `components.maps.arcs`), and one trace of points half way that name them.

    land: geometries under them. size: of the map, pixels. The points' `customdata` is the row's id.
    """
    drawn = shape.drawable(arcs)
    handle = HANDLE if size[0] > SMALL else HANDLE / 2
    under = [_land(name, colours) for name in land]
    data = [*under, *_lines(drawn, colours, selected), _handles(drawn, handle, colours, selected)]
    return go.Figure({"data": data, "layout": _layout(shape.box(drawn), size, colours)}, skip_invalid=True)


def _land(name: str, colours: Palette) -> dict[str, Any]:
    places = codes(name)
    return {
        "type": "choropleth", "geojson": geometry_url(name), "featureidkey": "properties.code", "locations": places,
        "z": np.zeros(len(places), dtype=np.uint8), "colorscale": [[0, colours.panel], [1, colours.panel]],
        "showscale": False, "marker": {"line": {"color": colours.rule, "width": 0.6}}, "hoverinfo": "skip",
    }  # fmt: skip


def _ink(row: Any, colours: Palette) -> str:
    return colours.funders["migrants"] if row.outward else colours.accent


def _lines(drawn: pd.DataFrame, colours: Palette, selected: str | None) -> Iterator[dict[str, Any]]:
    most = float(drawn["value"].max()) if len(drawn) else 1.0
    for row, width in zip(drawn.itertuples(), shape.widths(drawn["value"], most)):
        chosen = row.id == selected
        yield {
            "type": "scattergeo", "mode": "lines", "name": row.id, "hoverinfo": "skip",
            **dict(zip(("lon", "lat"), shape.along(row))),
            "line": {"width": round(float(width) + 2 * chosen, 2), "color": _ink(row, colours)},
            "opacity": 1 if chosen else 0.65 if selected is None else 0.2,
        }  # fmt: skip


def _handles(drawn: pd.DataFrame, handle: float, colours: Palette, selected: str | None) -> dict[str, Any]:
    longitudes, latitudes = shape.middles(drawn)
    rows = list(drawn.itertuples())
    return {
        "type": "scattergeo", "mode": "markers", "lon": longitudes, "lat": latitudes,
        "customdata": [row.id for row in rows],
        "text": [f"<b>{row.origin_name} → {row.destination_name}</b><br>{row.said}" for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": [handle * (2 if row.id == selected else 1) for row in rows], "symbol": "circle",
            "color": [_ink(row, colours) for row in rows], "opacity": 0.9,
            "line": {"width": 1, "color": colours.paper},
        },
    }  # fmt: skip


def _layout(around: Box, size: shape.Size, colours: Palette) -> dict[str, Any]:
    whole = around[2] - around[0] > WIDE
    west, south, east, north = shape.framed(around, size)
    aside, above = AROUND * (east - west), AROUND * (north - south)
    ranges = (
        {"lataxis": {"range": [-56, 78]}}
        if whole
        else {
            "lonaxis": {"range": [west - aside, east + aside]},
            "lataxis": {"range": [south - above, north + above]},
        }
    )
    return {
        "template": template(colours),
        "geo": {
            "visible": False, "bgcolor": colours.paper, "domain": {"x": [0, 1], "y": [0, 1]},
            "projection": {"type": "natural earth" if whole else "mercator"}, **ranges,
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "height": size[1],
    }  # fmt: skip
