"""The parts of the page on remittances, and which measures, table and views each has. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.address import Choices
from components.charts.remittance_measures import measure_names
from components.charts.remittances_municipalities import MEASURES as MUNICIPAL
from components.charts.state_remittance_measures import state_measure_names
from components.i18n import Language
from data import store


@dataclass(frozen=True)
class Part:
    """One part: its name, its measures by slug, the quarterly table behind it ('' for months), its views."""

    name: Callable[[Language], str]
    measures: Callable[[Language], Mapping[str, str]]
    table: str = ""
    views: tuple[str, ...] = ("map", "chart", "table")


PARTS = {
    "country": Part(lambda t: t("The country"), measure_names, views=("chart", "table")),
    "states": Part(lambda t: t("States"), state_measure_names, "remittances_by_state"),
    "municipalities": Part(
        lambda t: t("Municipalities"),
        lambda t: {slug: words.title(t) for slug, words in MUNICIPAL.items()},
        "remittances_by_municipality",
        views=("map", "table"),
    ),
    "us_states": Part(
        lambda t: t("US states"), lambda t: {"us_state_usd": t("Remittances by US state")}, "remittances_by_us_state"
    ),
    "countries": Part(
        lambda t: t("Countries"),
        lambda t: {"inflow": t("Into Mexico"), "outflow": t("Out of Mexico")},
        "remittances_by_country",
        views=("chart", "table"),
    ),
}


def measures(t: Language) -> dict[str, str]:
    """Every measure of the page by slug, the default first."""
    return {slug: name for part in PARTS.values() for slug, name in part.measures(t).items()}


def part_of(measure: str, t: Language) -> str:
    """The part that a measure belongs to."""
    return next(name for name, part in PARTS.items() if measure in part.measures(t))


def years(choices: Choices, t: Language) -> Sequence[int]:
    """The years that the part asked for has, whole or of the quarter asked for."""
    return store.remittance_years(PARTS[part_of(choices.measure, t)].table, choices.quarter)


def is_of_one_year(measure: str, t: Language) -> bool:
    """Whether the part of a measure shows a single year."""
    return part_of(measure, t) == "municipalities"


def settled(choices: Choices, t: Language) -> Choices:
    """What is shown where the address leaves it open: of municipalities, the last year."""
    if not is_of_one_year(choices.measure, t):
        return choices
    year = choices.filters.year_to or years(choices, t)[-1]
    return replace(choices, filters=replace(choices.filters, year_from=None, year_to=year))
