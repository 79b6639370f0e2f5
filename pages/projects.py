"""Projects: what was built, where the programme reached, and how much of it is on record."""

import streamlit as st

from components import figures, filters, frame, names, register
from components.address import Choices
from components.charts import projects_by_type
from components.part import part
from components.show import show

t = frame.language()
colours = frame.colours()


def chosen() -> None:
    """All that the choices narrow."""
    choices = choose()
    counted(choices)
    with frame.guarded(t):
        show(figures.projects.clubs(choices, t, colours), t)
    with frame.guarded(t):
        register.section(choices, t, colours)
    st.header(t("By state: what exists"), anchor="states")
    by_state(choices)


def choose() -> Choices:
    """States, types, years, measure and view."""
    views = {"chart": t("Chart"), "map": t("Map"), "table": t("Table")}
    choices = filters.read(t, measures=projects_by_type.MEASURES, views=list(views))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        with frame.guarded(t):
            filters.choose_states(choices, t)
        filters.choose_types(choices, names.value_names("projects_by_type", "project_type", t), t)
        filters.choose_years(choices, 2002, 2019, t)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters.choose_one("measure", t("Measure"), choices.measure, projects_by_type.measure_names(t))
        filters.choose_one("view", t("View"), choices.view, views)
    return choices


def counted(choices: Choices) -> None:
    """Projects by type and year, and how far the programme reached: known for the country alone."""
    with frame.guarded(t):
        if choices.filters.states:
            st.info(t("These counts exist for the whole country only: the states you chose narrow the parts below."))
        show(figures.projects.projects_by_type(choices, t, colours), t, choices.view)
        show(figures.projects.type_by_year(choices, t, colours), t, choices.view)
    by_year, reach = st.columns(2, gap="large")
    with by_year, frame.guarded(t):
        show(figures.projects.projects_by_year(choices, t, colours), t, choices.view)
    with reach, frame.guarded(t):
        show(figures.projects.coverage(choices, t, colours), t, choices.view)


def by_state(choices: Choices) -> None:
    """Money and works of the states, and what press and reports said of them."""
    with frame.guarded(t):
        show(figures.projects.federal_money_by_state(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        show(figures.projects.works_by_funder(choices, t, colours), t, choices.view)
    with frame.guarded(t):
        show(figures.projects.reported(choices, t, colours), t)
    with frame.guarded(t):
        show(figures.projects.project_examples(choices, t, colours), t)


frame.opening("proyectos", t)
part(chosen, t)
