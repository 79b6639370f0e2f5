"""Concentration of money over people ordered by need: the formula, and its interval by SciPy. No I/O."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

LEVEL, RESAMPLES, SEED, METHOD = 0.95, 9_999, 2010, "BCa"
SMALLEST_SAMPLE = 10  # under it an interval would be a pretence
BATCH = 500  # resamples at a time: a few MB


@dataclass(frozen=True)
class Interval:
    """A figure with the bounds of its bootstrap interval, NaN where there are too few places for one."""

    value: float
    low: float
    high: float
    places: int
    level: float = LEVEL
    resamples: int = RESAMPLES
    seed: int = SEED
    method: str = METHOD


def fractional_rank(need: np.ndarray, population: np.ndarray) -> np.ndarray:
    """Share of the people who come before the middle of each place, the lowest `need` first; ties share their middle.

    The last axis are the places; axes before it are resamples.
    """
    share = population / population.sum(axis=-1, keepdims=True)
    before = need[..., :, None] > need[..., None, :]
    same = need[..., :, None] == need[..., None, :]
    return ((before + same / 2) * share[..., None, :]).sum(axis=-1)


def concentration_index(need: np.ndarray, money: np.ndarray, population: np.ndarray, axis: int = -1) -> np.ndarray:
    """C = 2 Σ sᵢ Rᵢ − 1, from −1 (all to the first) to 1 (all to the last); 0 is the same money for each person.

    need: places are ordered by it, the lowest first. sᵢ: share of the money; Rᵢ: fractional rank of the people.
    It is (2/μ) Σ fᵢ μᵢ Rᵢ − 1 of Kakwani, Wagstaff and van Doorslaer (1997), with sᵢ = fᵢ μᵢ / μ. NaN without money.
    """
    need, money, population = (np.moveaxis(np.asarray(a, dtype=float), axis, -1) for a in (need, money, population))
    with np.errstate(invalid="ignore"):
        share = money / money.sum(axis=-1, keepdims=True)
    return 2 * (share * fractional_rank(need, population)).sum(axis=-1) - 1


def concentration_curve(
    need: np.ndarray, money: np.ndarray, population: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Order of the places (the lowest need first, ties as given), and both cumulative shares after each of them."""
    order = np.argsort(np.asarray(need, dtype=float), kind="stable")
    people, amounts = (np.cumsum(np.asarray(a, dtype=float)[order]) for a in (population, money))
    with np.errstate(invalid="ignore"):
        return order, people / people[-1:], amounts / amounts[-1:]


def share_of_first(part: float, people: np.ndarray, money: np.ndarray) -> float:
    """Share of the money that the first `part` of the people got; within a place each person counts the same."""
    return float(np.interp(part, np.concatenate([[0], people]), np.concatenate([[0], money])))


@lru_cache(maxsize=64)
def index_with_interval(need: tuple[float, ...], money: tuple[float, ...], population: tuple[float, ...]) -> Interval:
    """The index with its bootstrap interval: places drawn with replacement, each with its own people and money."""
    arrays = [np.array(values) for values in (need, money, population)]
    value = float(concentration_index(arrays[0], arrays[1], arrays[2])) if need else float("nan")
    if len(need) < SMALLEST_SAMPLE or not np.isfinite(value):
        return Interval(value, float("nan"), float("nan"), len(need))
    from scipy import stats  # here: it takes a second to import, and most pages do without it

    found = stats.bootstrap(
        arrays, concentration_index, paired=True, vectorized=True, method=METHOD, confidence_level=LEVEL,
        n_resamples=RESAMPLES, batch=BATCH, rng=np.random.default_rng(SEED),
    ).confidence_interval  # fmt: skip
    return Interval(value, float(found.low), float(found.high), len(need))
