"""The choices of the page on remittances: its parts, and the widgets that belong to each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from components import filters, player
from components.address import Choices, parse
from components.i18n import Language
from components.names import country_name, us_state_name
from components.remittance_kinds import PARTS, measures, part_of
from data import catalog, store
from data.store import Filters

PLACES = ("state", "us_state", "country")  # in the address; no use to another part


def read(t: Language) -> Choices:
    """The choices in the address, with the years and views that the part asked for has."""
    asked = parse(filters.address(), measures=list(measures(t)))
    part = PARTS[part_of(asked.measure, t)]
    years = store.remittance_years(part.table, asked.quarter)
    return filters.read(t, measures=list(measures(t)), views=part.views, years=years)


def choose_part(measure: str, t: Language) -> None:
    """The part to see; the measure in the address says which it is."""
    every = list(measures(t))

    def changed() -> None:
        for name in PLACES:
            st.query_params.pop(name, None)
        player.stop()
        first = next(iter(PARTS[st.session_state["choice_part"]].measures(t)))
        filters.write("measure", [first], every[:1])

    st.session_state["choice_part"] = part_of(measure, t)
    st.segmented_control(
        t("Remittances by"), list(PARTS), format_func=lambda name: PARTS[name].name(t), key="choice_part",
        on_change=changed, required=True,
    )  # fmt: skip


def choose(choices: Choices, t: Language) -> Filters:
    """The widgets of the part, and the filters for its store functions."""
    name = part_of(choices.measure, t)
    part, chosen = PARTS[name], choices.filters
    names = {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
    with st.container(horizontal=True, vertical_alignment="bottom", key="measures"):
        if len(part.measures(t)) > 1:
            default = next(iter(measures(t)))
            filters.choose_one("measure", t("Measure"), choices.measure, part.measures(t), default=default)
        filters.choose_one("view", t("View"), choices.view, {view: names[view] for view in part.views})
        if part.table:
            filters.choose_one("quarter", t("Period"), str(choices.quarter or ""), _quarters(t))
    years = store.remittance_years(part.table, choices.quarter)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        _choose_places(name, choices, t)
        if name != "municipalities":
            filters.choose_years(choices, years[0], years[-1], t)
    if name == "municipalities":
        chosen = replace(chosen, year_from=None, year_to=player.choose_year(choices, years, t))
    return chosen


def _quarters(t: Language) -> dict[str, str]:
    return {"": t("Whole year"), **{str(n): t.quarter_name(date(2000, 3 * n - 2, 1)) for n in store.QUARTERS}}


def _choose_places(name: str, choices: Choices, t: Language) -> None:
    if name in ("states", "municipalities"):
        filters.choose_states(choices, t)
    elif name == "us_states":
        us_states = {code: us_state_name(code, t) for code in catalog.us_states() if code != "XX"}
        filters.choose_several("us_state", t("US states"), choices.filters.us_states, us_states, t("All US states"))
    elif name == "countries":
        codes = store.countries_of("remittances_country", "origin")
        countries = {code: country_name(code, t) for code in codes if code not in ("MEX", "XXX")}
        by_name = dict(sorted(countries.items(), key=lambda item: item[1]))
        filters.choose_several("country", t("Countries"), choices.filters.countries, by_name, t("All countries"))
