"""The published outline of the states, made small enough to travel inside a page."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.store import published_folder, resource_path

TOLERANCE = 0.05  # degrees, about 5 km: less than a pixel of a map 600 pixels wide
LEAST_ISLAND = 0.06  # square degrees: smaller parts of a state with several would be dust
UNITS = 1000  # width of the map in the units of its paths


@dataclass(frozen=True)
class Outline:
    """A state's shape: `path` for SVG in map units, and the middle and reach of its largest part."""

    path: str
    x: float
    y: float
    reach: float


@dataclass(frozen=True)
class Outlines:
    """All states by code, and the height of the map in map units; its width is UNITS."""

    states: dict[str, Outline]
    height: float


@cache
def state_outlines() -> Outlines:
    """Outlines of the 32 states in Mercator's projection. DataUnavailableError when the geometry is not published."""
    features = json.loads((published_folder() / resource_path("geo_mx_states")).read_bytes())["features"]
    codes = [feature["properties"]["code"] for feature in features]
    # As one coverage: neighbours keep the same border, without gaps between them.
    simple = shapely.coverage_simplify(np.array([shape(f["geometry"]) for f in features]), TOLERANCE)
    parts = [_mainland(geometry) for geometry in simple]
    west, _, east, north = shapely.total_bounds(np.concatenate([np.array(p) for p in parts]))
    scale = UNITS / (east - west)

    def project(rings: np.ndarray) -> np.ndarray:
        mercator = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(rings[:, 1]) / 2)))
        top = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(north) / 2)))
        return np.column_stack([(rings[:, 0] - west) * scale, (top - mercator) * scale])

    projected = [[project(shapely.get_coordinates(part.exterior)) for part in of_one] for of_one in parts]
    height = max(float(ring[:, 1].max()) for rings in projected for ring in rings)
    return Outlines({code: _outline(rings) for code, rings in zip(codes, projected)}, height)


def _mainland(geometry: BaseGeometry) -> list[shapely.Polygon]:
    """The parts of a state that can be seen, the largest first."""
    parts = sorted(shapely.get_parts(geometry), key=lambda part: -part.area)
    return [part for i, part in enumerate(parts) if i == 0 or part.area > LEAST_ISLAND]


def _outline(rings: list[np.ndarray]) -> Outline:
    largest = rings[0]
    low, high = largest.min(axis=0), largest.max(axis=0)
    x, y = (low + high) / 2
    return Outline("".join(_path(ring) for ring in rings), float(x), float(y), float(np.hypot(*(high - low)) / 2))


def _path(ring: np.ndarray) -> str:
    """A ring in whole map units, each point by its distance from the one before."""
    points = np.rint(ring).astype(int)[:-1]
    steps = np.diff(points, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    return f"M{points[0][0]} {points[0][1]}l{_joined(steps.tolist())}z"


def _joined(steps: list[list[int]]) -> str:
    """Numbers with a blank between them only where no minus tells them apart."""
    written = ""
    for number in (number for step in steps for number in step):
        written += str(number) if number < 0 or not written else f" {number}"
    return written
