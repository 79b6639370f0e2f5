"""Ticks: at round numbers, and at years that leave room for each other."""

from __future__ import annotations

import math


def round_ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers between low and high, about as many as asked for."""
    if not high > low:
        return [low]
    rough = (high - low) / about
    magnitude = 10 ** math.floor(math.log10(rough))
    step = next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= rough * 0.99)
    first = math.ceil(low / step)
    return [i * step for i in range(first, math.floor(high / step) + 1)]


def sparse_years(years: list[int], step: int = 2) -> list[int]:
    """Every second year (or every `step`-th) with both ends, so that a phone can show them all."""
    kept = years[::step]
    return kept if not years or kept[-1] == years[-1] else [*kept[:-1], years[-1]]


def spread(positions: list[float], gap: float) -> list[float]:
    """The positions moved as little as needed for neighbours to stand `gap` apart, order kept."""
    order = sorted(range(len(positions)), key=positions.__getitem__)
    placed: list[list[float]] = []  # groups of neighbours that touch: middle and number of each
    for i in order:
        placed.append([positions[i], 1])
        while len(placed) > 1 and placed[-1][0] - placed[-2][0] < gap * (placed[-1][1] + placed[-2][1]) / 2:
            (low, n), (high, m) = placed[-2], placed.pop()
            placed[-1] = [(low * n + high * m) / (n + m), n + m]
    moved = [middle + gap * (k - (n - 1) / 2) for middle, n in placed for k in range(int(n))]
    return [place for _, place in sorted(zip(order, moved))]
