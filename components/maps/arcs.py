"""Arcs from place to place: how wide each is drawn, what the legend says, and the part of the world they need.

Arcs are rows with id, origin_name, destination_name, origin_longitude, origin_latitude, destination_longitude,
destination_latitude (degrees), value, said (the value in words), outward (drawn in the other colour) and apart (so far
off that the map does not open wide enough to hold it).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from components.charts.scale import round_ticks
from components.maps.geometry import Box
from components.theme import Palette

WIDEST, NARROWEST = 14.0, 0.8  # pixels; a line that were thinner could not be seen
Size = tuple[int, int]  # width and height, pixels
ENDS = ["origin_longitude", "origin_latitude", "destination_longitude", "destination_latitude"]
ROOM = 0.5  # zoom levels left around the ends
LEAST_POINTS, STEP = 9, 12  # points of an arc, and degrees that bring one more
SWELL, HIGHEST = 0.12, 78.0  # of an arc's length, that it swells by; degrees beyond which it would meet the pole
LEAST_SPAN = 8.0  # degrees: a map of two neighbours still shows where they lie


def drawable(arcs: pd.DataFrame) -> pd.DataFrame:
    """The arcs whose two ends have a point, the widest first."""
    return arcs.dropna(subset=ENDS).sort_values("value", ascending=False, kind="stable")


def widths(values: pd.Series, most: float) -> np.ndarray:
    """Pixels of each arc: twice the value, twice the width, but never less than a hairline."""
    return np.maximum(WIDEST * values.to_numpy(dtype=float) / most, NARROWEST)


def box(arcs: pd.DataFrame) -> Box:
    """The box that holds every end, but for arcs that are apart, unless there are no others."""
    near = arcs[~arcs["apart"]] if not arcs["apart"].all() else arcs
    longitudes, latitudes = near[ENDS[0::2]].to_numpy(), near[ENDS[1::2]].to_numpy()
    west, east = _at_least(longitudes.min(), longitudes.max())
    south, north = _at_least(latitudes.min(), latitudes.max())
    return west, south, east, north


def _at_least(low: float, high: float) -> tuple[float, float]:
    more = max(LEAST_SPAN - (high - low), 0) / 2
    return float(low - more), float(high + more)


def along(row: Any) -> tuple[list[float], list[float]]:
    """Longitudes and latitudes of points along an arc, which swells northward, or southward where it is outward."""
    east, north = row.destination_longitude - row.origin_longitude, row.destination_latitude - row.origin_latitude
    steps = np.linspace(0, 1, LEAST_POINTS + int(max(abs(east), abs(north)) // STEP))
    rise = SWELL * math.hypot(east, north) * 4 * steps * (1 - steps) * (-1 if row.outward else 1)
    longitudes, latitudes = row.origin_longitude + steps * east, row.origin_latitude + steps * north + rise
    return longitudes.round(2).tolist(), latitudes.clip(-HIGHEST, HIGHEST).round(2).tolist()


def middles(arcs: pd.DataFrame) -> tuple[list[float], list[float]]:
    """Longitude and latitude half way along each arc."""
    ways = [along(row) for row in arcs.itertuples()]
    return tuple([way[axis][len(way[axis]) // 2] for way in ways] for axis in (0, 1))  # type: ignore[return-value]


def legend(
    arcs: pd.DataFrame, write: Callable[[float], str], colours: Palette, *, title: str, inward: str, outward: str = ""
) -> str:
    """What width and colour mean, as HTML: two or three widths at round numbers, and the direction.

    inward, outward: words for the two colours; no outward where no arc has it.
    """
    most = float(arcs["value"].max())
    rounded = [tick for tick in round_ticks(0, most, 6) if tick > 0] or [most]
    ticks = dict.fromkeys((rounded[0], rounded[len(rounded) // 2], rounded[-1]))
    lines = "".join(
        f'<li><i style="height: {max(WIDEST * tick / most, NARROWEST):.1f}px"></i>{escape(write(tick))}</li>'
        for tick in ticks
    )
    directions = "".join(
        f'<li><i style="background: linear-gradient(90deg, {colours.muted}, {colour})"></i>{escape(words)}</li>'
        for colour, words in ((colours.accent, inward), (colours.funders["migrants"], outward))
        if words
    )
    return f'<div class="arc-legend"><span>{escape(title)}</span><ul>{lines}{directions}</ul></div>'


def framed(around: Box, size: Size) -> Box:
    """The box grown to the shape of a frame of so many pixels, on Mercator's map."""
    west, south, east, north = around
    low, high = _mercator(south), _mercator(north)
    wider = max((high - low) * size[0] / size[1] - (east - west), 0) / 2
    higher = max((east - west) * size[1] / size[0] - (high - low), 0) / 2
    return west - wider, _latitude(low - higher), east + wider, _latitude(high + higher)


def zoom(around: Box, size: Size) -> tuple[float, float, float]:
    """Longitude, latitude and zoom (deck.gl's, 512 pixels the world at 0) at which a box fits so many pixels."""
    west, south, east, north = framed(around, size)
    level = math.log2(size[0] / 512 * 360 / (east - west))
    return (west + east) / 2, _latitude((_mercator(south) + _mercator(north)) / 2), min(level - ROOM, 7)


def _mercator(latitude: float) -> float:
    """How far up a latitude lies on Mercator's map, where a degree of longitude is one."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _latitude(up: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(up))) - math.pi / 2)
