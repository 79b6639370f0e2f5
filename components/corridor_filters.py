"""The choices that belong to one kind of corridor: its years, its two ends, and links to corridors worth seeing."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import filters, player
from components.address import Choices
from components.corridor_kinds import SURVEY, ends, kinds, years
from components.i18n import Language
from components.links import page_link
from components.names import country_name, us_state_name
from data import catalog, store
from data.store import Filters

OF_ONE_KIND = ("to", "from", "origin", "destination", "state", "us_state")  # no use to another kind
TWO_ENDS = ("remittances_country", "migrant_stock", "remittances_world")
SOUTH_AMERICA = ("ARG", "BOL", "BRA", "CHL", "COL", "ECU", "PER", "PRY", "URY", "VEN")


def choose_kind(kind: str, t: Language) -> None:
    """What moves; another kind drops what it has no use for."""
    filters.choose_one("measure", t("What moves"), kind, kinds(t), as_list=True, drops=OF_ONE_KIND)


def choose(choices: Choices, t: Language) -> Filters:
    """The widgets of this kind, and the filters for its store function."""
    kind, chosen = choices.measure, choices.filters
    _say_what_cannot_be(chosen, t)
    if kind in TWO_ENDS:
        _ends(kind, chosen, t)
    if kind == SURVEY:
        with st.container(horizontal=True, key="ends"):
            filters.choose_states(choices, t)
            us_states = {code: us_state_name(code, t) for code in catalog.us_states() if code != "XX"}
            filters.choose_several("us_state", t("US states"), chosen.us_states, us_states, t("All US states"))
    span = years(kind)
    if len(span) > 1:
        chosen = replace(chosen, year_to=player.choose_year(choices, span, t))
    return ends(kind, chosen)


def _say_what_cannot_be(chosen: Filters, t: Language) -> None:
    if len(chosen.origins) == 1 and chosen.origins == chosen.destinations:
        place = country_name(chosen.origins[0], t)
        st.warning(t("A corridor has two ends: from {place} to {place} there is none.", place=place))


def _ends(kind: str, chosen: Filters, t: Language) -> None:
    with st.container(horizontal=True, key="ends"):
        for end, label, picked, every in (
            ("origin", t("From"), chosen.origins, t("All origins")),
            ("destination", t("To"), chosen.destinations, t("All destinations")),
        ):
            codes = store.countries_of(kind, end)
            names = {code: country_name(code, t) for code in codes}
            by_name = dict(sorted(names.items(), key=lambda item: item[1]))
            filters.choose_several(end, label, picked, by_name, every)
    if kind == "migrant_stock":
        _worth_seeing(t)


def _worth_seeing(t: Language) -> None:
    """Links to groups of corridors."""
    with st.container(horizontal=True, gap="small", key="worth_seeing"):
        for label, ends in (
            (t("Central America, Mexico and the United States"), {}),
            (t("Peru and Bolivia to Chile"), {"origin": ("PER", "BOL"), "destination": ("CHL",)}),
            (t("Between neighbours in South America"), {"origin": SOUTH_AMERICA, "destination": SOUTH_AMERICA}),
            (t("From Venezuela"), {"origin": ("VEN",)}),
            (t("To Mexico"), {"destination": ("MEX",)}),
        ):
            page_link("corridors.py", label, measure="migrant_stock", **ends)
