"""Funding: who paid, how much it was, and what it was against remittances."""

import streamlit as st

from components import figures, filters, frame
from components.address import Choices
from components.charts import pesos
from components.part import part
from components.show import show

t = frame.language()
colours = frame.colours()


def chosen() -> None:
    """All that the choices narrow."""
    choices = choose()
    st.header(t("The federal budget"), anchor="budget")
    federal_budget(choices)
    st.header(t("Four equal parts?"), anchor="equal")
    with frame.guarded(t):
        show(figures.funding.equal_parts(choices, t, colours), t, choices.view)
    st.header(t("Other federal money about migration"), anchor="programmes")
    other_money(choices)
    st.header(t("Remittances against budget"), anchor="remittances")
    against_remittances(choices)
    st.header(t("A published statement, checked"), anchor="check")
    with frame.guarded(t):
        show(figures.funding.statement_check(choices, t, colours), t, choices.view)


def choose() -> Choices:
    """States, years, measure and view."""
    views = {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
    choices = filters.read(t, measures=pesos.MEASURES, views=list(views))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        with frame.guarded(t):
            filters.choose_states(choices, t)
        filters.choose_years(choices, 2008, 2020, t)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters.choose_one("measure", t("Measure"), choices.measure, pesos.measure_names(t))
        filters.choose_one("view", t("View"), choices.view, views)
    st.caption(
        t(
            "Years narrow what is shown by year; the four equal parts are of 2007 and the support fund of 2016. States "
            "narrow what exists by state."
        )
    )
    return choices


def federal_budget(choices: Choices) -> None:
    """What was approved and spent, on what, and what part of it reached works."""
    with frame.guarded(t):
        show(figures.funding.budget_stages(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        left, right = st.columns([3, 2], gap="large")
        with left:
            show(figures.funding.budget_objects(choices, t, colours), t, choices.view)
        with right:
            show(figures.funding.running_cost(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        show(figures.funding.budget_shares(choices, t, colours), t, choices.view)


def other_money(choices: Choices) -> None:
    """Other programmes for migrants, by purpose, by programme and by state."""
    with frame.guarded(t):
        left, right = st.columns(2, gap="large")
        with left:
            show(figures.funding.migration_purposes(choices, t, colours), t, choices.view)
            show(figures.funding.migrant_rights(choices, t, colours), t, choices.view)
        with right:
            show(figures.funding.migration_programmes(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        show(figures.funding.migrant_fund(choices, t, colours), t, choices.view)


def against_remittances(choices: Choices) -> None:
    """The budget as hours of remittances, by year, and by state."""
    with frame.guarded(t):
        left, right = st.columns(2, gap="large")
        with left:
            show(figures.funding.hours(choices, t, colours), t, choices.view)
        with right:
            show(figures.funding.pesos_per_thousand(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        left, right = st.columns(2, gap="large")
        with left:
            show(figures.funding.money_and_remittances(choices, t, colours), t, choices.view)
        with right:
            show(figures.funding.state_ratio(choices, t, colours), t, choices.view)


frame.opening("financiamiento", t)
part(chosen, t)
