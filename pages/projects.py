"""Projects: what was built, where the programme reached, and how much of it is on record."""

import streamlit as st

from components import filters, frame, names, quoted, register
from components.charts import (
    coverage,
    projects_by_type,
    projects_by_year,
    state_values,
    type_by_year,
    works_by_funder,
)
from components.show import show
from data import store

t = frame.language()
colours = frame.colours()
views = {"chart": t("Chart"), "map": t("Map"), "table": t("Table")}
choices = filters.read(t, measures=projects_by_type.MEASURES, views=list(views))
chosen = choices.filters

st.title(t("What was built, and where"))
st.markdown(register.introduction(t))

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    with frame.guarded(t):
        filters.choose_states(choices, t)
    types = names.value_names("projects_by_type", "project_type", t)
    filters.choose_types(choices, types, t)
    filters.choose_years(choices, 2002, 2019, t)
with st.container(horizontal=True, vertical_alignment="bottom"):
    filters.choose_one("measure", t("Measure"), choices.measure, projects_by_type.measure_names(t))
    filters.choose_one("view", t("View"), choices.view, views)

with frame.guarded(t):
    projects = store.projects_by_type(chosen)
    if chosen.states:
        st.info(t("These counts exist for the whole country only: the states you chose narrow the parts below."))
    show(projects_by_type.exhibit(projects, choices.measure, t, colours), t, choices.view)
    show(type_by_year.exhibit(projects, choices.measure, t, colours), t, choices.view)

by_year, reach = st.columns(2, gap="large")
with by_year, frame.guarded(t):
    show(projects_by_year.exhibit(projects, t, colours), t, choices.view)
with reach, frame.guarded(t):
    show(coverage.exhibit(store.programme_coverage(chosen), t, colours), t, choices.view)

with frame.guarded(t):
    facts = store.programme_facts()["value"]
    clubs, us_states = t.number(facts["clubs_2006"]), t.number(facts["us_states_2006"])
    behind = t("{clubs} clubs in {states} US states stood behind the projects in 2006", clubs=clubs, states=us_states)
    counted = t("The headline is of A. Rocha Menocal (EUROsociAL / ODI), 1.2; the rows are what others reported.")
    rows = store.reported_figures(units=quoted.CLUB_UNITS, statuses=("result",))
    show(quoted.reported(rows, t, name="clubs", headline=behind, notes=(counted,)), t)

with frame.guarded(t):
    register.section(choices, t, colours)

st.header(t("By state: what exists"), anchor="states")
with frame.guarded(t):
    measure = store.STATE_MEASURES["federal_money"]
    money = store.state_measure("federal_money", chosen)
    central = t("What central offices spent belongs to no state: it is in the national total and not drawn here.")
    show(
        state_values.exhibit(money, "federal_money", measure.column, measure.tables, t, colours, notes=(central,)),
        t,
        choices.view,
    )

with frame.guarded(t):
    show(works_by_funder.exhibit(store.works_by_funder(chosen), t, colours), t, choices.view)

with frame.guarded(t):
    reported = store.reported_figures(chosen, statuses=("result",))
    said = t.plural(
        "{n} result that press and reports quote", "{n} results that press and reports quote", len(reported)
    )
    show(quoted.reported(reported, t, name="reported", headline=said), t)

with frame.guarded(t):
    show(quoted.examples(store.project_examples(chosen), t), t)
