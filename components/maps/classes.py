"""Classes of a map: where one colour ends and the next begins, chosen by mapclassify and named to the reader."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from components.i18n import Language
from components.theme import Palette

MOST = 5  # colours of a scale that a reader still tells apart

METHODS: dict[str, Callable[[Language], str]] = {
    "quantiles": lambda t: t("Classes of the map: quantiles, each colour holds about as many places (mapclassify)."),
    "natural_breaks": lambda t: t("Classes of the map: natural breaks of Fisher and Jenks (mapclassify)."),
    "around_zero": lambda t: t(
        "Classes of the map: natural breaks of Fisher and Jenks on either side of zero (mapclassify)."
    ),
}


@dataclass(frozen=True)
class Classes:
    """Classes from little to much: each holds the values up to its upper bound, beyond the one before.

    method: slug of METHODS. uppers: upper bound of each class, ascending. below_zero: how many of them end at or
    below zero, for diverging colours; None for a scale that goes one way.
    """

    method: str
    uppers: tuple[float, ...]
    below_zero: int | None = None

    def of(self, values: ArrayLike) -> np.ndarray:
        """Class of each value, 0 being the lowest. Values have to be known."""
        places = np.searchsorted(np.asarray(self.uppers), np.asarray(values, dtype=float), side="left")
        return np.minimum(places, len(self.uppers) - 1).astype(np.uint8)

    def fills(self, colours: Palette) -> list[str]:
        """Colour of each class."""
        if self.below_zero is None:
            return _spread(colours.sequential, len(self.uppers))
        half = len(colours.diverging) // 2
        above = len(self.uppers) - self.below_zero
        return [*colours.diverging[:half][: self.below_zero], *colours.diverging[half + 1 :][half - above :]]

    def labels(self, write: Callable[[float], str]) -> list[str]:
        """Each class by its bounds: ≤ a, a – b, > b; 0 where the lowest holds nothing else."""
        if len(self.uppers) < 2:
            return [write(upper) for upper in self.uppers]
        written = [write(upper) for upper in self.uppers]
        between = [f"{low} – {high}" for low, high in pairwise(written[:-1])]
        lowest = written[0] if self.uppers[0] == 0 and self.below_zero is None else f"≤ {written[0]}"
        return [lowest, *between, f"> {written[-2]}"]

    def note(self, t: Language) -> str:
        """How the classes were made, for the notes under a map."""
        return METHODS[self.method](t)


def _spread(scale: Sequence[str], k: int) -> list[str]:
    """k colours of a scale, its ends included."""
    return [scale[round(i)] for i in np.linspace(0, len(scale) - 1, k)] if k > 1 else [scale[-1]] * k


def _known(values: ArrayLike) -> np.ndarray:
    known = np.asarray(values, dtype=float)
    return known[~np.isnan(known)]


def quantiles(values: ArrayLike, k: int = MOST) -> Classes:
    """Classes of about as many places each; fewer where many places share a value."""
    return Classes("quantiles", _bins("Quantiles", _known(values), k))


def natural_breaks(values: ArrayLike, k: int = MOST) -> Classes:
    """Classes with the least spread inside (Fisher-Jenks): for tens of places, not for thousands."""
    return Classes("natural_breaks", _bins("FisherJenks", _known(values), k))


def around_zero(values: ArrayLike) -> Classes:
    """Up to two classes below zero and two above, each side by natural breaks."""
    known = _known(values)
    falling, rising = known[known <= 0], known[known > 0]
    below = _bins("FisherJenks", falling, 2)
    if below and len(rising):
        below = (*below[:-1], 0.0)  # the colours change at zero, not at the least fall
    return Classes("around_zero", (*below, *_bins("FisherJenks", rising, 2)), below_zero=len(below))


def _bins(classifier: str, known: np.ndarray, k: int) -> tuple[float, ...]:
    import mapclassify  # brings scikit-learn along: only where a map is drawn

    k = min(k, len(np.unique(known)))
    if k < 2:
        return tuple(float(value) for value in np.unique(known))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba would make it faster, and ties make fewer quantiles
        bins = getattr(mapclassify, classifier)(known, k=k).bins
    return tuple(float(upper) for upper in np.unique(bins))
