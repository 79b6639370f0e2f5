"""Overview: what the programme was. For every peso of a migrant club, three of government."""

import streamlit as st

from components import figures, filters, frame, pieces, story
from components.charts import state_values
from components.factsheet.link import factsheet_link
from components.links import page_link
from components.part import part
from components.show import show
from data import store

t = frame.language()
colours = frame.colours()


def chosen() -> None:
    """The figures, in the measure and view that are chosen."""
    views = {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
    choices = filters.read(t, measures=list(store.STATE_MEASURES), views=list(views))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measures = {name: state_values.WORDS[name].title(t) for name in store.STATE_MEASURES}
        filters.choose_one("measure", t("Measure"), choices.measure, measures, as_list=True)
        filters.choose_one("view", t("View"), choices.view, views)

    left, right = st.columns([3, 2], gap="large")
    with left, frame.guarded(t):
        show(figures.overview.measure_by_state(choices, t, colours), t, choices.view)
    with right, frame.guarded(t):
        show(figures.from_address("projects_by_type", {}, t, colours), t, choices.view)

    with frame.guarded(t):
        show(figures.overview.federal_budget(choices, t, colours), t, choices.view)
        show(figures.overview.timeline(choices, t, colours), t, choices.view)

    with frame.guarded(t):
        show(figures.overview.process(choices, t, colours), t, choices.view)


frame.opening("", t)
factsheet_link(t)

with frame.guarded(t):
    facts, budget = store.programme_facts(), store.programme_budget()
    objects, remitted = store.programme_budget_by_object(), store.remittances_national()
    st.html(pieces.key_figures(story.six_figures(store.projects_by_type(), facts, budget, objects, remitted, t)))

part(chosen, t)

st.subheader(t("Three doors"), anchor="doors")
doors = (
    (t("For civil society"), t("Your state on one page, beside the country."), t("See your state"), "profile.py", {}),
    (
        t("For journalists"),
        t("The rows behind every figure, with source, licence and caveats."),
        t("See the tables"),
        "projects.py",
        {"view": "table"},
    ),
    (
        t("For officials"),
        t("Maps by state to show in a meeting."),
        t("See the maps"),
        "projects.py",
        {"view": "map"},
    ),
)
for column, (who, what, label, file, parameters) in zip(st.columns(3), doors):
    with column, st.container(border=True):
        st.markdown(f"**{who}**  \n{what}")
        page_link(file, label, **parameters)

st.subheader(t("What is not known"), anchor="gaps")
st.html(pieces.gaps(story.not_known(t), t))
page_link("agenda.py", t("Ask for it: information requests ready to copy"))
