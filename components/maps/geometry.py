"""Where the browser finds our geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from data.store import published_folder, resource_path

Box = tuple[float, float, float, float]  # west, south, east, north, degrees

# plotly.js looks here for its base map; without an address of ours it would ask another host.
EMPTY_TOPOLOGY_URL = "/assets/topo/"


def geometry_url(name: str) -> str:
    """Address of a published geometry, e.g. `mx_states`. DataUnavailableError when it is not published."""
    return "/files/" + resource_path(f"geo_{name}")


def bounds(name: str, codes: Iterable[str]) -> Box:
    """The box around the largest part of each of these places; KeyError for a code that has no outline."""
    boxes = [_boxes(name)[code] for code in codes]
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def codes(name: str) -> list[str]:
    """Codes of the places that a geometry has."""
    return list(_boxes(name))


@cache
def _boxes(name: str) -> dict[str, Box]:
    """The box of every place's largest part: far islands would leave the rest of a map small."""
    features = json.loads((published_folder() / resource_path(f"geo_{name}")).read_bytes())["features"]
    return {
        feature["properties"]["code"]: max((_box(ring) for ring in _outer_rings(feature["geometry"])), key=_area)
        for feature in features
        if feature["properties"]["code"]
    }


def _outer_rings(geometry: dict) -> Iterator[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield polygon[0]


def _box(ring: list[list[float]]) -> Box:
    longitudes, latitudes = zip(*ring)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _area(box: Box) -> float:
    west, south, east, north = box
    return (east - west) * (north - south)
