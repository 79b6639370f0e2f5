"""Kinds of corridors: their names, their years, and what is shown where the address leaves it open. No Streamlit."""

from __future__ import annotations

from dataclasses import replace

from components.address import Choices
from components.charts.corridors import KINDS
from components.i18n import Language
from data import catalog, store
from data.store import Filters

MARGINS, SURVEY = "margins", "survey"


def kinds(t: Language) -> dict[str, str]:
    """What can move, by slug, in the order of the list."""
    return {**{slug: kind.title(t) for slug, kind in KINDS.items()}, MARGINS: t("The two ends, without a line between")}


def years(kind: str) -> list[int]:
    """Years of a kind; none where it is not by year."""
    return [] if kind in (SURVEY, MARGINS) else store.corridor_years(kind)


def settled(choices: Choices, t: Language) -> Choices:
    """What is shown where the address leaves it open: the last year, and the ends that are to be seen first."""
    span = years(choices.measure)
    chosen = choices.filters
    if len(span) > 1:
        chosen = replace(chosen, year_to=chosen.year_to or span[-1])
    return replace(choices, filters=ends(choices.measure, chosen))


def ends(kind: str, chosen: Filters) -> Filters:
    """Central America, Mexico and the United States where the reader has not chosen ends of people's corridors."""
    chosen = replace(chosen, countries=())
    if kind != "migrant_stock" or chosen.origins or chosen.destinations:
        return chosen
    home = (*catalog.country_groups()["central_america"].countries, "MEX")
    return replace(chosen, origins=home, destinations=(*home, "USA"))
