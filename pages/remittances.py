"""Remittances: how much migrants send home, to which places, and from where."""

import streamlit as st

from components import frame, player, remittance_parts
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
from components.filters import Choices
from components.links import page_link
from components.pieces import key_figures
from components.show import show
from data import store
from data.store import Filters

t = frame.language()
colours = frame.colours()


def one_part() -> None:
    """One part with its choices: all that runs again when one of them changes."""
    with frame.guarded(t):
        choices = remittance_parts.read(t)
        remittance_parts.choose_part(choices.measure, t)
        chosen = remittance_parts.choose(choices, t)
        DRAWN[remittance_parts.part_of(choices.measure, t)](chosen, choices)


def country(chosen: Filters, choices: Choices) -> None:
    """Month by month."""
    measure, view = choices.measure, choices.view
    rows = store.remittances_monthly(chosen)
    show(remittances_monthly.exhibit(rows, store.remittances_landmarks(measure), measure, t, colours), t, view)
    show(remittances_growth.exhibit(rows, measure, t, colours), t, view)


def states(chosen: Filters, choices: Choices) -> None:
    """Map and bars of one period, and the states on one line chart."""
    measure, quarter, view = choices.measure, choices.quarter, choices.view
    rows = store.state_remittances(measure, chosen, quarter)
    show(remittances_states.exhibit(rows, measure, chosen, quarter, t, colours), t, view)
    lines = store.state_remittances_by_year(measure, chosen, quarter)
    show(remittances_state_lines.exhibit(lines, measure, bool(chosen.states), quarter, t, colours), t, view)


def municipalities(chosen: Filters, choices: Choices) -> None:
    """Every municipality on a map, those with most and least, and how few hold how much."""
    measure, view = choices.measure, choices.view
    rows = store.municipal_remittances(chosen, choices.quarter)
    by_state = store.municipal_remittances_by_state(chosen, choices.quarter)
    show(remittances_municipalities.map_of_all(rows, by_state, measure, t, colours), t, view)
    curve = store.municipal_concentration(chosen, choices.quarter)
    concentration = remittances_concentration.exhibit(curve, rows, by_state, t, colours)
    if view == "table":  # which has the most and the least at its ends
        show(concentration, t, view)
        show(remittances_concentration.by_state(rows, by_state, t), t)
        return
    left, right = st.columns(2, gap="large")
    with left:
        show(remittances_municipalities.ranking(rows, by_state, measure, t, colours), t)
    with right:
        show(concentration, t)


def us_states(chosen: Filters, choices: Choices) -> None:
    """Where in the United States it comes from."""
    quarter, asked = choices.quarter, chosen.us_states
    show(remittances_us_states.exhibit(store.us_state_remittances(chosen, quarter), t, colours, asked), t, choices.view)
    lines = store.us_state_remittances_by_year(chosen, quarter)
    show(remittances_us_states.over_time(lines, t, colours, asked, quarter), t, choices.view)
    page_link("corridors.py", t("See it as arcs on a map"))


def countries(chosen: Filters, choices: Choices) -> None:
    """From which countries it comes, to which it leaves."""
    quarter, view = choices.quarter, choices.view
    rows = store.country_remittances(chosen, choices.measure, quarter)
    show(remittances_countries.ranking(rows, choices.measure, t, colours, chosen.countries), t, view)
    show(remittances_countries.flows(store.remittance_flows_by_year(chosen, quarter), t, colours, quarter), t, view)
    if chosen.countries:
        lines = store.country_remittances_by_year(chosen, quarter)
        show(remittances_countries.over_time(lines, t, colours, quarter), t, view)
    page_link("corridors.py", t("See it as arcs on a map"), measure="remittances_country")


DRAWN = {
    "country": country,
    "states": states,
    "municipalities": municipalities,
    "us_states": us_states,
    "countries": countries,
}

st.title(t("How much is sent home, from where, and to where?"))
st.markdown(
    t(
        "Besides what their clubs gave, migrants send money to their families. Here it is as Banco de México records "
        "it, **month by month since 1995 and by place since 2003**: in dollars and in pesos, with and without "
        "inflation, per person, and against the size of each state’s economy."
    )
)
with frame.guarded(t):
    st.html(key_figures(remittances_monthly.key_figures(store.remittances_monthly(), t)))
st.fragment(one_part, run_every=player.pace())()
