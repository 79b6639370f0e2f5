"""How the measures of remittances by state are named and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from components.charts.remittance_measures import signed
from components.i18n import Language

BILLION = 1e9  # from here on one decimal would not tell the first states apart


@dataclass(frozen=True)
class Words:
    """How a measure is spoken of.

    `subtitle` takes {period} and, for a change, {first}; `of_quarter` is that of a quarter where it says something
    else. hover: what hovering writes, in d3's format, after the place of the value. legend: title of the map's.
    """

    title: Callable[[Language], str]
    subtitle: Callable[[Language], str]
    over_time: Callable[[Language], str]
    legend: Callable[[Language], str]
    write: Callable[[float, Language], str]
    hover: str
    of_quarter: Callable[[Language], str] | None = None


WORDS = {
    "state_usd": Words(
        lambda t: t("Remittances by state"),
        lambda t: t("Remittances received, nominal US dollars, {period}"),
        lambda t: t("Remittances received, nominal US dollars, {period}"),
        lambda t: t("US dollars"),
        lambda value, t: t.money(
            value, "usd", 2 if abs(value) >= BILLION else 1
        ),  # the first states lie close together
        "US$%{VALUE:,.0f}",
    ),
    "state_per_person": Words(
        lambda t: t("Remittances per person"),
        lambda t: t("Remittances per inhabitant, nominal US dollars, {period}"),
        lambda t: t("Remittances per inhabitant, nominal US dollars, {period}"),
        lambda t: t("US dollars per inhabitant"),
        lambda value, t: "US$" + t.number(value),
        "US$%{VALUE:,.0f}",
        lambda t: t("Remittances of the quarter per inhabitant of that year, nominal US dollars, {period}"),
    ),
    "state_share_of_gdp": Words(
        lambda t: t("Remittances as a share of GDP"),
        lambda t: t("Remittances as a share of the state’s GDP, both in nominal pesos, {period}"),
        lambda t: t("Remittances as a share of the state’s GDP, both in nominal pesos, {period}"),
        lambda t: t("Share of the state’s GDP"),
        lambda value, t: t.percent(value, 1),
        "%{VALUE:.1%}",
    ),
    "state_change": Words(
        lambda t: t("Change of remittances"),
        lambda t: t("Change of remittances from {first} to {period}, nominal US dollars"),
        lambda t: t("Change of remittances since {first}, nominal US dollars, {period}"),
        lambda t: t("Change, nominal dollars"),
        lambda value, t: signed(value, t) if abs(value) < 1 else t.change(value),
        "%{VALUE:+.1%}",
    ),
}


def state_measure_names(t: Language) -> dict[str, str]:
    """Names of the measures, the default first."""
    return {measure: words.title(t) for measure, words in WORDS.items()}


def period(year: float, quarter: int | None, t: Language) -> str:
    """A year, or a quarter of it."""
    return str(int(year)) if quarter is None else t.quarter(date(int(year), 3 * quarter - 2, 1))


def why_nothing(measure: str, quarter: int | None, t: Language) -> str:
    """What is said where a choice leaves no figure."""
    if measure == "state_share_of_gdp":
        if quarter is not None:
            return t("GDP by state is annual: choose whole years.")
        return t("There is no GDP by state for the last of these years: choose an earlier one.")
    if quarter is None:
        return t("None of these years is complete and on record by state: choose others, or a quarter.")
    return t("That quarter is not on record by state in any of these years: choose others.")
