"""Sums that must agree with figures which the raw file itself states but which are not published."""

from __future__ import annotations

import pandas as pd

from data.build.raw import BuildError


def agree(what: str, found: pd.Series, stated: pd.Series, tolerance: float) -> None:
    """BuildError naming the first labels at which the two differ by more than `tolerance`, or only one has a value."""
    pair = pd.DataFrame({"found": found, "stated": stated})
    off = pair[~((pair["found"] - pair["stated"]).abs() <= tolerance)]  # a missing value is off, too
    if len(off):
        raise BuildError(f"{what}: {len(off)} sums are off by more than {tolerance:,}\n{off.head(5)}")
