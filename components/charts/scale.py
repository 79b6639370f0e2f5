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
