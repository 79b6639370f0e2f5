"""The projections of the site's maps, as plane coordinates (x to the right, y upward) for shapes on a slide."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Plane = np.ndarray  # points of x and y
Degrees = np.ndarray  # points of longitude and latitude

# Of d3's Albers USA, which plotly draws: parallels, centre, scale and place of the lower states, Alaska and Hawaii.
LOWER = ((29.5, 45.5), (-96.0, 37.5), 1.0, (0.0, 0.0))
ALASKA = ((55.0, 65.0), (-156.0, 58.5), 0.35, (-0.307, -0.201))
HAWAII = ((8.0, 18.0), (-160.0, 19.9), 1.0, (-0.205, -0.212))


def mercator(points: Degrees) -> Plane:
    """Mercator, radians."""
    longitudes, latitudes = np.radians(points).T
    return np.column_stack([longitudes, np.log(np.tan(np.pi / 4 + np.clip(latitudes, -1.48, 1.48) / 2))])


def natural_earth(points: Degrees) -> Plane:
    """Natural Earth, for the whole world."""
    longitudes, latitudes = np.radians(points).T
    two, four = latitudes**2, latitudes**4
    x = longitudes * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)))
    y = latitudes * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)))
    return np.column_stack([x, y])


def albers_usa(points: Degrees) -> Plane:
    """The lower states with Alaska and Hawaii set in below them."""
    west, north = points[:, 0].mean(), points[:, 1].mean()
    part = ALASKA if north > 50 else HAWAII if north < 24 and west < -140 else LOWER
    return _conic(points, *part)


def _conic(
    points: Degrees, parallels: tuple[float, float], centre: tuple[float, float], scale: float,
    moved: tuple[float, float],
) -> Plane:  # fmt: skip
    """Conic equal-area."""
    sines = np.sin(np.radians(parallels))
    n = sines.sum() / 2
    c = 1 + sines[0] * (2 * n - sines[0])
    away = points.copy()
    away[:, 0] = (away[:, 0] - centre[0] + 180) % 360 - 180
    longitudes, latitudes = np.radians(away).T
    radius = np.sqrt(np.maximum(c - 2 * n * np.sin(latitudes), 0)) / n
    middle = np.sqrt(c - 2 * n * np.sin(np.radians(centre[1]))) / n
    x, y = radius * np.sin(n * longitudes), middle - radius * np.cos(n * longitudes)
    return scale * np.column_stack([x, y]) + np.array(moved)


BY_NAME: dict[str, Callable[[Degrees], Plane]] = {
    "mercator": mercator,
    "natural earth": natural_earth,
    "albers usa": albers_usa,
}


def clipped(ring: Plane, low: np.ndarray, high: np.ndarray) -> Plane:
    """The part of a closed ring inside a rectangle (Sutherland and Hodgman)."""
    for axis in (0, 1):
        for edge, sign in ((low[axis], 1), (high[axis], -1)):
            if not len(ring):
                return ring
            inside = sign * (ring[:, axis] - edge) >= 0
            if inside.all():
                continue
            made = []
            for here, there, this, that in zip(ring, np.roll(ring, -1, 0), inside, np.roll(inside, -1)):
                if this:
                    made.append(here)
                if this != that:
                    made.append(here + (there - here) * (edge - here[axis]) / (there[axis] - here[axis]))
            ring = np.array(made).reshape(-1, 2)
    return ring
