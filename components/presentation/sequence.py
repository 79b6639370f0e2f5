"""A sequence of figures as an address writes it: `figures=federal_budget,state_money~state:32~from:2009`.

Figures are separated by commas; a figure's own choices follow its id, `~name:value` each. The other parameters of the
address hold for every figure that does not say otherwise. No Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components import figures
from components.address import Address
from components.figures import UnknownFigureError

MOST = 40  # figures in a sequence
BETWEEN, OWN, IS = ",", "~", ":"
OF_FIGURES = (
    "state", "municipality", "us_state", "country", "origin", "destination", "type", "quarter", "from", "to",
    "measure", "view",
)  # fmt: skip
VALUE = re.compile(r"[A-Za-z0-9_.-]{1,40}")


Common = Mapping[str, list[str]]  # choices that hold for every figure


@dataclass(frozen=True)
class Slide:
    """One figure and the choices that are its own: all values by name."""

    figure_id: str
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def address(self, common: Common) -> dict[str, list[str]]:
        """What the figure's page would have as its address."""
        return {**common, **{name: list(values) for name, values in self.own.items()}}

    def __str__(self) -> str:
        parts = [f"{name}{IS}{value}" for name, values in self.own.items() for value in values]
        return OWN.join([self.figure_id, *parts])


@dataclass(frozen=True)
class Read:
    """The slides of an address, and what of it was not understood, as typed."""

    slides: tuple[Slide, ...]
    unknown: tuple[UnknownFigureError, ...] = ()
    ill_formed: tuple[str, ...] = ()
    too_many: int = 0  # how many there were, when they are more than a sequence holds


def read(values: Sequence[str]) -> Read:
    """The slides that `figures` names, each once, the first of too many; what is unknown is left out and said."""
    items = [item.strip() for value in values for item in value.split(BETWEEN) if item.strip()]
    slides: list[Slide] = []
    unknown: list[UnknownFigureError] = []
    ill_formed: list[str] = []
    for item in items[:MOST]:
        figure_id, *parts = item.split(OWN)
        try:
            figures.figure(figure_id)
        except UnknownFigureError as error:
            unknown.append(error)
            continue
        own, bad = _own(parts)
        ill_formed += bad
        slides.append(Slide(figure_id, own))
    once = {str(slide): slide for slide in slides}
    return Read(tuple(once.values()), tuple(unknown), tuple(ill_formed), len(items) if len(items) > MOST else 0)


def _own(parts: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    own: dict[str, tuple[str, ...]] = {}
    bad: list[str] = []
    for part in parts:
        name, _, value = part.partition(IS)
        if name in OF_FIGURES and VALUE.fullmatch(value):
            own[name] = (*own.get(name, ()), value)
        else:
            bad.append(part)
    return own, bad


def common(address: Address) -> dict[str, list[str]]:
    """The choices of an address that hold for every figure."""
    return {name: list(values) for name, values in address.items() if name in OF_FIGURES}


def write(slides: Iterable[Slide]) -> str:
    """The value of `figures` that names these slides."""
    return BETWEEN.join(str(slide) for slide in slides)


def of_view(figure_id: str, address: Address) -> Slide:
    """A figure as it stands on its page: with those choices of the page's address that it listens to."""
    heard = (*figures.figure(figure_id).parameters, "view")
    return Slide(figure_id, {name: tuple(values) for name, values in address.items() if name in heard and values})
