"""One measured figure beside its reference and its goal: what `make bench` prints and writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Measure:
    """`value` and `against` (the reference's, measured in the same run) are in `unit`; a goal is of one of them.

    `ratio` is value / against. A goal is a most or a least, of the value itself or of the ratio.
    """

    part: str
    what: str
    value: float
    unit: str
    reference: str
    against: float
    goal: float | None = None
    of: Literal["value", "ratio"] = "value"
    at_most: bool = True

    @property
    def ratio(self) -> float | None:
        """None where the reference is nothing."""
        return self.value / self.against if self.against else None

    @property
    def met(self) -> bool | None:
        """None without a goal, or where what it is of cannot be said."""
        measured = self.value if self.of == "value" else self.ratio
        if self.goal is None or measured is None:
            return None
        return measured <= self.goal if self.at_most else measured >= self.goal

    def line(self) -> str:
        """A line to read."""
        ratio = "no ratio" if self.ratio is None else f"{self.ratio:.2f} x"
        said = f"{self.what}: {self.value:,.4g} {self.unit} = {ratio} of {self.against:,.4g} ({self.reference})"
        if self.goal is None:
            return f"[    ] {said}"
        bound, of = ("at most" if self.at_most else "at least"), (self.unit if self.of == "value" else "x")
        return f"[{'met ' if self.met else 'MISS'}] {said}; goal {bound} {self.goal:g} {of}"

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}
