"""The figures of the page on remittances, part by part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from components.address import Choices
from components.charts import (
    remittances_concentration,
    remittances_countries,
    remittances_growth,
    remittances_monthly,
    remittances_municipalities,
    remittances_state_lines,
    remittances_states,
    remittances_us_states,
)
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.remittance_kinds import PARTS
from components.theme import Palette
from data import store

SLUG, YEARS = "remesas", ("from", "to")


@built_once
def monthly(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The country month by month."""
    rows, landmarks = store.remittances_monthly(choices.filters), store.remittances_landmarks(choices.measure)
    return remittances_monthly.exhibit(rows, landmarks, choices.measure, t, colours)


@built_once
def growth(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """How much more or less than a year before."""
    return remittances_growth.exhibit(store.remittances_monthly(choices.filters), choices.measure, t, colours)


@built_once
def states(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The states in one period."""
    measure, quarter, chosen = choices.measure, choices.quarter, choices.filters
    rows = store.state_remittances(measure, chosen, quarter)
    return remittances_states.exhibit(rows, measure, chosen, quarter, t, colours)


@built_once
def state_lines(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The states over the years."""
    measure, quarter, chosen = choices.measure, choices.quarter, choices.filters
    lines = store.state_remittances_by_year(measure, chosen, quarter)
    return remittances_state_lines.exhibit(lines, measure, bool(chosen.states), quarter, t, colours)


@built_once
def municipalities(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Every municipality on a map."""
    rows = store.municipal_remittances(choices.filters, choices.quarter)
    by_state = store.municipal_remittances_by_state(choices.filters, choices.quarter)
    return remittances_municipalities.map_of_all(rows, by_state, choices.measure, t, colours)


@built_once
def municipal_ranking(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The municipalities with most and least."""
    rows = store.municipal_remittances(choices.filters, choices.quarter)
    by_state = store.municipal_remittances_by_state(choices.filters, choices.quarter)
    return remittances_municipalities.ranking(rows, by_state, choices.measure, t, colours)


@built_once
def municipal_concentration(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """How few municipalities hold how much."""
    rows = store.municipal_remittances(choices.filters, choices.quarter)
    by_state = store.municipal_remittances_by_state(choices.filters, choices.quarter)
    curve = store.municipal_concentration(choices.filters, choices.quarter)
    return remittances_concentration.exhibit(curve, rows, by_state, t, colours)


@built_once
def municipal_states(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """How much of each state's remittances has a municipality."""
    rows = store.municipal_remittances(choices.filters, choices.quarter)
    return remittances_concentration.by_state(
        rows, store.municipal_remittances_by_state(choices.filters, choices.quarter), t
    )


@built_once
def us_states(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """From which US states they come."""
    rows = store.us_state_remittances(choices.filters, choices.quarter)
    return remittances_us_states.exhibit(rows, t, colours, choices.filters.us_states)


@built_once
def us_states_over_time(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """From which US states they came over the years."""
    lines = store.us_state_remittances_by_year(choices.filters, choices.quarter)
    return remittances_us_states.over_time(lines, t, colours, choices.filters.us_states, choices.quarter)


@built_once
def countries(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """From which countries they come, or to which they leave."""
    flow: Literal["inflow", "outflow"] = "outflow" if choices.measure == "outflow" else "inflow"
    rows = store.country_remittances(choices.filters, flow, choices.quarter)
    return remittances_countries.ranking(rows, choices.measure, t, colours, choices.filters.countries)


@built_once
def flows(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Into Mexico and out of it over the years."""
    rows = store.remittance_flows_by_year(choices.filters, choices.quarter)
    return remittances_countries.flows(rows, t, colours, choices.quarter)


@built_once
def countries_over_time(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The countries chosen over the years."""
    lines = store.country_remittances_by_year(choices.filters, choices.quarter)
    return remittances_countries.over_time(lines, t, colours, choices.quarter)


def _figure(
    part: str, figure_id: str, make: Callable[[Choices, Language, Palette], Exhibit], title: Callable[[Language], str],
    *parameters: str, named: tuple[str, ...] = (),
) -> Figure:  # fmt: skip
    return Figure(figure_id, SLUG, make, title, parameters, PARTS[part].measures, named)


FIGURES = (
    _figure("country", "remittances_monthly", monthly, lambda t: t("Remittances, month by month"), *YEARS, "measure"),
    _figure("country", "remittances_growth", growth, lambda t: t("Growth of remittances"), *YEARS, "measure"),
    _figure(
        "states", "remittances_states", states, lambda t: t("Remittances by state"), "state", *YEARS, "quarter",
        "measure",
    ),
    _figure(
        "states", "remittances_state_lines", state_lines, lambda t: t("Remittances by state over the years"), "state",
        *YEARS, "quarter", "measure",
    ),
    _figure(
        "municipalities", "remittances_municipalities", municipalities, lambda t: t("Remittances by municipality"),
        "state", "to", "quarter", "measure", named=("map_municipality_*",),
    ),
    _figure(
        "municipalities", "municipal_ranking", municipal_ranking,
        lambda t: t("Municipalities with most and least remittances"), "state", "to", "quarter", "measure",
        named=("ranking_municipality_*",),
    ),
    _figure(
        "municipalities", "municipal_concentration", municipal_concentration,
        lambda t: t("How few municipalities receive how much"), "state", "to", "quarter",
    ),
    _figure(
        "municipalities", "municipal_states", municipal_states,
        lambda t: t("Remittances of municipalities, added up by state"), "state", "to", "quarter",
    ),
    _figure("us_states", "us_states", us_states, lambda t: t("Remittances by US state"), "us_state", *YEARS, "quarter"),
    _figure(
        "us_states", "us_states_over_time", us_states_over_time,
        lambda t: t("Remittances by US state over the years"), "us_state", *YEARS, "quarter",
    ),
    _figure(
        "countries", "countries", countries, lambda t: t("Remittances by country"), "country", *YEARS, "quarter",
        "measure", named=("countries_inflow", "countries_outflow"),
    ),
    _figure(
        "countries", "remittance_flows", flows, lambda t: t("Remittances into and out of Mexico"), "country", *YEARS,
        "quarter",
    ),
    _figure(
        "countries", "countries_over_time", countries_over_time,
        lambda t: t("Remittances by country over the years"), "country", *YEARS, "quarter",
    ),
)  # fmt: skip
