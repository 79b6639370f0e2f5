"""Targeting: did the money reach the poorest places with most migrants?"""

import streamlit as st

from components import figures, filters, frame, pieces, story
from components.address import Choices
from components.charts import concentration, evaluator_list, quadrants
from components.part import part
from components.show import show
from data import store

t = frame.language()
colours = frame.colours()


def chosen() -> None:
    """All that the choices narrow or mark."""
    choices = choose()
    for need in ("marginalisation", choices.measure):
        with frame.guarded(t):
            show(figures.targeting.money_and_need(need, choices, t, colours), t, choices.view)
            groups, _, _ = figures.targeting.grouped(need, choices)
            if len(groups):
                st.html(pieces.groups(quadrants.told(groups, need, t)))
    st.header(t("How unequal was it?"), anchor="concentration-index")
    unequal(choices)
    st.header(t("What the report said, and what the money says"), anchor="report")
    with frame.guarded(t):
        show(figures.targeting.evaluator_list(choices, t, colours), t, choices.view)
        if len(named := store.evaluator_list(choices.filters)):
            st.html(pieces.groups(evaluator_list.told(named, figures.targeting.recorded(choices), t)))
    st.header(t("Every state"), anchor="states")
    with frame.guarded(t):
        show(figures.targeting.all_states(choices, t, colours), t)
    st.subheader(t("What this cannot tell"), anchor="limits")
    with frame.guarded(t):
        st.html(pieces.gaps(story.not_known_of_targeting(without_a_line(choices), t), t))


def choose() -> Choices:
    """States to mark, years, the second measure of need, and view."""
    views = {"chart": t("Chart"), "table": t("Table")}
    measures = quadrants.measure_names(t)
    choices = filters.read(t, measures=list(measures), views=list(views))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        with frame.guarded(t):
            filters.choose_states(choices, t, t("Mark states"), t("None marked"))
        filters.choose_years(choices, 2008, 2011, t)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters.choose_one("measure", t("Dwellings with"), choices.measure, measures)
        filters.choose_one("view", t("View"), choices.view, views)
    return choices


def unequal(choices: Choices) -> None:
    """The curve of concentration, and how its index is found."""
    with frame.guarded(t):
        show(figures.targeting.concentration(choices, t, colours), t, choices.view)
        if not len(store.money_concentration("marginalisation", choices.filters)):
            return
        indices = [store.concentration_index(need, choices.filters) for need in ("marginalisation", choices.measure)]
        st.latex(concentration.FORMULA)
        missing = without_a_line(choices)
        with_zero = store.concentration_index("marginalisation", choices.filters, missing_as_zero=True).value
        for paragraph in concentration.method(indices, with_zero, missing, t):
            st.caption(paragraph)


def without_a_line(choices: Choices) -> list[str]:
    """Names of the states for which the accounts have no line."""
    return store.targeting(choices.filters).query("amount_mxn.isna()")["state"].tolist()


frame.opening("focalizacion", t)
with frame.guarded(t):
    st.caption(story.warned(store.programme_facts(), t))
part(chosen, t)
