"""Targeting: did the money reach the poorest places with most migrants?"""

import streamlit as st

from components import figures, filters, frame, pieces, story
from components.charts import concentration, evaluator_list, quadrants
from components.show import show
from data import store

t = frame.language()
colours = frame.colours()
views = {"chart": t("Chart"), "table": t("Table")}
measures = quadrants.measure_names(t)
choices = filters.read(t, measures=list(measures), views=list(views))
chosen = choices.filters

frame.opening("focalizacion", t)

with frame.guarded(t):
    st.caption(story.warned(store.programme_facts(), t))

with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
    with frame.guarded(t):
        filters.choose_states(choices, t, t("Mark states"), t("None marked"))
    filters.choose_years(choices, 2008, 2011, t)
with st.container(horizontal=True, vertical_alignment="bottom"):
    filters.choose_one("measure", t("Dwellings with"), choices.measure, measures)
    filters.choose_one("view", t("View"), choices.view, views)

for need in ("marginalisation", choices.measure):
    with frame.guarded(t):
        show(figures.targeting.money_and_need(need, choices, t, colours), t, choices.view)
        groups, _, _ = figures.targeting.grouped(need, choices)
        if len(groups):
            st.html(pieces.groups(quadrants.told(groups, need, t)))

st.header(t("How unequal was it?"), anchor="concentration-index")
with frame.guarded(t):
    show(figures.targeting.concentration(choices, t, colours), t, choices.view)
    if len(store.money_concentration("marginalisation", chosen)):
        indices = [store.concentration_index(need, chosen) for need in ("marginalisation", choices.measure)]
        st.latex(concentration.FORMULA)
        missing = store.targeting(chosen).query("amount_mxn.isna()")["state"].tolist()
        with_zero = store.concentration_index("marginalisation", chosen, missing_as_zero=True).value
        for paragraph in concentration.method(indices, with_zero, missing, t):
            st.caption(paragraph)

st.header(t("What the report said, and what the money says"), anchor="report")
with frame.guarded(t):
    show(figures.targeting.evaluator_list(choices, t, colours), t, choices.view)
    if len(named := store.evaluator_list(chosen)):
        st.html(pieces.groups(evaluator_list.told(named, figures.targeting.recorded(choices), t)))

st.header(t("Every state"), anchor="states")
with frame.guarded(t):
    show(figures.targeting.all_states(choices, t, colours), t)

st.subheader(t("What this cannot tell"), anchor="limits")
with frame.guarded(t):
    no_line = store.targeting(chosen).query("amount_mxn.isna()")["state"].tolist()
    st.html(pieces.gaps(story.not_known_of_targeting(no_line, t), t))
