"""Names beside points: which side each name stands on, so that names do not cover each other, a point or a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

LETTER, LINE, GAP = 6.3, 13.0, 6.0  # pixels: a letter of 12, its line, and from the point to its name
WIDTHS = (335.0, 1150.0)  # of the plot on a phone and on a screen: one choice has to do for both
# Plotly's word for the side -> where the middle of the name lies, in halves of its size and gaps.
SIDES = {
    "middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
    "top right": (1, 1), "top left": (-1, 1), "bottom right": (1, -1), "bottom left": (-1, -1),
}  # fmt: skip
STRUCK, POINT, LEAST_LIKED = 25.0, 5.0, 0.5  # cost of a line through a name; half a point; of each side further on
STARTS, PASSES = 24, 6


def place(
    x: Sequence[float],
    y: Sequence[float],
    names: Sequence[str],
    height: float,
    lines: tuple[Sequence[float], Sequence[float]] = ((), ()),
) -> list[str]:
    """Plotly's text position of each name; the same names get the same places.

    x, y: where the points are on the plot, 0-1 from the left and from below; lines: those that stand (x) and lie (y).
    """  # fmt: skip
    if not names:
        return []
    alone, together = _costs(np.column_stack([x, y]), names, height, lines)
    every = np.arange(len(names))
    starts = np.random.default_rng(0).integers(0, len(SIDES), (STARTS, len(names)))
    starts[0] = 0
    best, lowest = starts[0], np.inf
    for chosen in starts:
        for _ in range(PASSES):
            for i in every:
                chosen[i] = (alone[i] + together[i, :, every, chosen].sum(axis=0)).argmin()
        cost = alone[every, chosen].sum() + together[every[:, None], chosen[:, None], every, chosen].sum() / 2
        if cost < lowest:
            best, lowest = chosen, cost
    return [list(SIDES)[side] for side in best]


def _costs(
    points: np.ndarray, names: Sequence[str], height: float, lines: tuple[Sequence[float], Sequence[float]]
) -> tuple[np.ndarray, np.ndarray]:
    """Pixels that a name covers on each side by itself (n, sides), and with each other name (n, sides, n, sides)."""
    steps = np.array(list(SIDES.values()), dtype=float)
    halves = np.array([[len(name) * LETTER / 2, LINE / 2] for name in names])[:, None, :]
    alone = np.tile(np.arange(len(SIDES)) * LEAST_LIKED, (len(names), 1))
    together = np.zeros((len(names), len(SIDES), len(names), len(SIDES)))
    straight = np.abs(steps).sum(axis=1, keepdims=True) == 1
    for width in WIDTHS:
        size = np.array([width, height])
        at = points * size
        middles = at[:, None, :] + steps * (halves + np.where(straight, GAP, GAP / 2))
        covered = _shared(middles[:, :, None, :], halves[:, :, None, :], at, POINT)
        covered[np.arange(len(names)), :, np.arange(len(names))] = 0
        beyond = np.clip(np.abs(middles - size / 2) + halves - size / 2, 0, None).sum(axis=2)
        alone += covered.sum(axis=2) + STRUCK * beyond
        for axis in (0, 1):
            for line in lines[axis]:
                alone += STRUCK * (np.abs(middles[:, :, axis] - line * size[axis]) < halves[:, :, axis] - 2)
        together += _shared(middles[:, :, None, None, :], halves[:, :, None, None, :], middles, halves)
    together[np.arange(len(names)), :, np.arange(len(names)), :] = 0
    return alone, together


def _shared(one: np.ndarray, half: np.ndarray, other: np.ndarray, halves: np.ndarray | float) -> np.ndarray:
    """Area that boxes share, each given by its middle and half its size."""
    return np.clip(half + halves - np.abs(one - other), 0, None).prod(axis=-1)
