"""Any figure of the site by its id, without its page: for slides, embeds and whoever links to one. No Streamlit.

Ids are public addresses: an id stays with its figure for good. It is the exhibit's name where that does not depend on
what is chosen, and the name without the choice where it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from components.address import Address
from components.exhibit import Exhibit
from components.figures import agenda, corridors, funding, overview, profile, projects, remittances, targeting
from components.figures.figure import Figure
from components.i18n import Language
from components.page_choices import PAGES, read
from components.theme import Palette

__all__ = [
    "Figure", "UnknownFigureError", "address_of", "agenda", "corridors", "figure", "figures", "from_address", "funding",
    "overview", "profile", "projects", "remittances", "targeting",
]  # fmt: skip
PARTS = (overview, projects, funding, targeting, profile, remittances, corridors, agenda)  # as the site lists them


class UnknownFigureError(KeyError):
    """No figure has this id. asked: the id; matches: ids that look like it, the closest first."""

    def __init__(self, asked: str, matches: list[str]) -> None:
        super().__init__(asked)
        self.asked, self.matches = asked, matches


@cache
def figures() -> Mapping[str, Figure]:
    """Every figure by id, in the order of the pages and, on each, from top to bottom."""
    return {known.id: known for part in PARTS for known in part.FIGURES}


def figure(figure_id: str) -> Figure:
    """The figure with that id. UnknownFigureError when there is none."""
    try:
        return figures()[figure_id]
    except KeyError:
        raise UnknownFigureError(figure_id, get_close_matches(figure_id, figures(), n=3)) from None


def from_address(figure_id: str, address: Address, t: Language, colours: Palette) -> Exhibit:
    """The figure as its page would show it at that address; what the page would ignore is ignored.

    UnknownFigureError for an unknown id; DataUnavailableError when its data cannot be read.
    """
    known = figure(figure_id)
    page = PAGES[known.page_slug]
    return known.make(page.settled(read(address, t, page, known.measures), t), t, colours)


def address_of(figure_id: str, address: Address, t: Language) -> dict[str, list[str]]:
    """The parameters that show the figure on its page: those that it listens to, and the measure where it needs one."""
    known = figure(figure_id)
    kept = {name: list(values) for name, values in address.items() if name in known.parameters}
    if known.measures:
        choices = read(address, t, PAGES[known.page_slug], known.measures)
        if choices.measure != next(iter(PAGES[known.page_slug].measures(t))):
            kept["measure"] = [choices.measure]
    return kept
