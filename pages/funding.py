"""Funding: who paid, how much it was, and what it was against remittances."""

import streamlit as st

from components import filters, frame, statement
from components.charts import (
    budget_objects,
    budget_shares,
    budget_stages,
    equal_parts,
    migrant_fund,
    migrant_rights,
    migration_programmes,
    money_against_remittances,
    pesos,
    remittance_hours,
)
from components.show import show
from data import store
from data.store import Filters

FUND, FUND_YEAR = ("23", "U033"), 2016

t = frame.language()
colours = frame.colours()
views = {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
choices = filters.read(t, measures=pesos.MEASURES, views=list(views))
chosen, measure, view = choices.filters, choices.measure, choices.view
places = Filters(states=chosen.states)

st.title(t("Who paid, and how much was it really?"))
st.markdown(
    t(
        "The rule said four equal parts: the club, the Federation, the state and the municipality. Only the federal "
        "part is in the open accounts year by year; who else paid is known for one year. Here is **what was approved "
        "and what was spent, what it bought, and how small it was beside the remittances**."
    )
)

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    with frame.guarded(t):
        filters.choose_states(choices, t)
    filters.choose_years(choices, 2008, 2020, t)
with st.container(horizontal=True, vertical_alignment="bottom"):
    filters.choose_one("measure", t("Measure"), measure, pesos.measure_names(t))
    filters.choose_one("view", t("View"), view, views)
st.caption(
    t(
        "Years narrow what is shown by year; the four equal parts are of 2007 and the support fund of 2016. States "
        "narrow what exists by state."
    )
)

st.header(t("The federal budget"), anchor="budget")
with frame.guarded(t):
    show(budget_stages.exhibit(store.programme_budget_stages(chosen), measure, t, colours), t, view)
with frame.guarded(t):
    objects = store.programme_budget_by_object(chosen)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show(budget_objects.exhibit(objects, measure, t, colours), t, view)
    with right:
        show(budget_objects.running_cost(objects, store.programme_facts(), t, colours), t, view)
with frame.guarded(t):
    show(budget_shares.exhibit(store.budget_shares(chosen), t, colours), t, view)

st.header(t("Four equal parts?"), anchor="equal")
with frame.guarded(t):
    show(equal_parts.exhibit(store.equal_parts(places), t, colours), t, view)

st.header(t("Other federal money about migration"), anchor="programmes")
with frame.guarded(t):
    programmes = store.migration_programmes(chosen)
    left, right = st.columns(2, gap="large")
    with left:
        show(migration_programmes.by_purpose(programmes, measure, t, colours), t, view)
        show(migrant_rights.exhibit(programmes, measure, t, colours), t, view)
    with right:
        show(migration_programmes.by_programme(programmes, measure, t, colours), t, view)

with frame.guarded(t):
    fund = store.migration_programmes(Filters(year_from=FUND_YEAR, year_to=FUND_YEAR))
    fund = fund.set_index(["ramo_code", "programme_code"])["amount_mxn"]
    exercised = None if places.states else float(fund[FUND])
    show(migrant_fund.exhibit(store.migrant_fund_by_state(places), exercised, t, colours), t, view)

st.header(t("Remittances against budget"), anchor="remittances")
with frame.guarded(t):
    against = store.remittances_against_budget(chosen)
    left, right = st.columns(2, gap="large")
    with left:
        show(remittance_hours.hours(against, t, colours), t, view)
    with right:
        show(remittance_hours.pesos_per_thousand(against, t, colours), t, view)

with frame.guarded(t):
    by_state = store.state_money_against_remittances(chosen)
    left, right = st.columns(2, gap="large")
    with left:
        show(money_against_remittances.scatter(by_state, t, colours), t, view)
    with right:
        show(money_against_remittances.ratio(by_state, t, colours), t, view)

st.header(t("A published statement, checked"), anchor="check")
with frame.guarded(t):
    facts, sent = store.programme_facts(), store.remittances_national()
    early, rates = store.early_federal_money(), store.annual_exchange_rate()
    show(statement.money_against_a_day(facts, sent, early, rates, t), t, view)
