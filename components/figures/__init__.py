"""Any figure of the site by its id, without its page: for slides, embeds and whoever links to one. No Streamlit.

Ids are public addresses: an id stays with its figure for good. It is the exhibit's name where that does not depend on
what is chosen, and the name without the choice where it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from components.address import Address
from components.exhibit import Exhibit
from components.figures import agenda, corridors, funding, overview, profile, projects, remittances, targeting
from components.figures.figure import Figure
from components.i18n import Language
from components.page_choices import PAGES, read
from components.theme import Palette

__all__ = [
    "Figure", "UnknownFigureError", "address_of", "agenda", "corridors", "figure", "figures", "from_address", "funding",
    "of_exhibit", "overview", "profile", "projects", "remittances", "targeting",
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


@lru_cache(4096)
def of_exhibit(name: str, page_slug: str) -> Figure | None:
    """The figure that the page with that slug shows as the exhibit of that name; None for what is not registered.

    A page's own figures come first: two pages may call exhibits the same.
    """
    ordered = sorted(figures().values(), key=lambda known: known.page_slug != page_slug)
    if not ordered or ordered[0].page_slug != page_slug:
        return None  # a page without figures, whose exhibits are something else
    return next((known for known in ordered if any(fnmatchcase(name, n) for n in known.named or (known.id,))), None)


def from_address(figure_id: str, address: Address, t: Language, colours: Palette) -> Exhibit:
    """The figure as its page would show it at that address; what the page would ignore is ignored.

    UnknownFigureError for an unknown id; DataUnavailableError when its data cannot be read.
    """
    known = figure(figure_id)
    page = PAGES[known.page_slug]
    return known.make(page.settled(read(address, t, page, known.measures), t), t, colours)


def address_of(figure_id: str, address: Address, t: Language) -> dict[str, list[str]]:
    """The parameters that show the figure on its page: those that it listens to, and the measure where it needs one.

    What the page would ignore is left out.
    """
    known = figure(figure_id)
    choices = read(address, t, PAGES[known.page_slug], known.measures)
    kept = {}
    for name in known.parameters:
        if good := [value for value in address.get(name, ()) if f"{name}={value}" not in choices.ignored]:
            kept[name] = good
    if known.measures and choices.measure != next(iter(PAGES[known.page_slug].measures(t))):
        kept["measure"] = [choices.measure]
    return kept
