"""Control totals: figures known from elsewhere that the published tables must reproduce."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from data.build.raw import BuildError

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Control:
    """What must be, how to compute it from the tables, and how far off it may be (absolute)."""

    what: str
    compute: Callable[[Tables], float]
    expected: float
    tolerance: float = 0.0


def check(controls: Iterable[Control], tables: Tables) -> int:
    """How many controls hold. BuildError names every one that is off, with both figures."""
    count, off = 0, []
    for control in controls:
        found = control.compute(tables)
        if not abs(found - control.expected) <= control.tolerance:  # a NaN is off, too
            off.append(f"{control.what}: found {found:,}, must be {control.expected:,} ± {control.tolerance:,}")
        count += 1
    if off:
        raise BuildError("control totals are off:\n" + "\n".join(off))
    return count
