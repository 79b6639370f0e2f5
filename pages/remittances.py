"""Remittances: how much migrants send home, to which places, and from where."""

from dataclasses import replace

import streamlit as st

from components import figures, frame, player, remittance_parts
from components.address import Choices
from components.charts import remittances_monthly
from components.links import page_link
from components.part import part
from components.pieces import key_figures
from components.show import show
from data import store

t = frame.language()
colours = frame.colours()


def one_part() -> None:
    """One part with its choices: all that runs again when one of them changes."""
    choices = remittance_parts.read(t)
    remittance_parts.choose_part(choices.measure, t)
    chosen = remittance_parts.choose(choices, t)
    DRAWN[remittance_parts.part_of(choices.measure, t)](replace(choices, filters=chosen))


def country(choices: Choices) -> None:
    """Month by month."""
    show(figures.remittances.monthly(choices, t, colours), t, choices.view)
    show(figures.remittances.growth(choices, t, colours), t, choices.view)


def states(choices: Choices) -> None:
    """Map and bars of one period, and the states on one line chart."""
    show(figures.remittances.states(choices, t, colours), t, choices.view)
    show(figures.remittances.state_lines(choices, t, colours), t, choices.view)


def municipalities(choices: Choices) -> None:
    """Every municipality on a map, those with most and least, and how few hold how much."""
    show(figures.remittances.municipalities(choices, t, colours), t, choices.view)
    if choices.view == "table":  # which has the most and the least at its ends
        show(figures.remittances.municipal_concentration(choices, t, colours), t, choices.view)
        show(figures.remittances.municipal_states(choices, t, colours), t)
        return
    left, right = st.columns(2, gap="large")
    with left:
        show(figures.remittances.municipal_ranking(choices, t, colours), t)
    with right:
        show(figures.remittances.municipal_concentration(choices, t, colours), t)


def us_states(choices: Choices) -> None:
    """Where in the United States it comes from."""
    show(figures.remittances.us_states(choices, t, colours), t, choices.view)
    show(figures.remittances.us_states_over_time(choices, t, colours), t, choices.view)
    page_link("corridors.py", t("See it as arcs on a map"))


def countries(choices: Choices) -> None:
    """From which countries it comes, to which it leaves."""
    show(figures.remittances.countries(choices, t, colours), t, choices.view)
    show(figures.remittances.flows(choices, t, colours), t, choices.view)
    if choices.filters.countries:
        show(figures.remittances.countries_over_time(choices, t, colours), t, choices.view)
    page_link("corridors.py", t("See it as arcs on a map"), measure="remittances_country")


DRAWN = {
    "country": country,
    "states": states,
    "municipalities": municipalities,
    "us_states": us_states,
    "countries": countries,
}

frame.opening("remesas", t)
with frame.guarded(t):
    st.html(key_figures(remittances_monthly.key_figures(store.remittances_monthly(), t)))
part(one_part, t, player.pace())
