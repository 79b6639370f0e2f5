"""One state on one page: remittances, the programme's money, need, and where its people go."""

from dataclasses import replace

import streamlit as st

from components import figures, filters, frame, names, openings, state_chooser
from components.address import parse
from components.charts import state_places
from components.factsheet.link import factsheet_link
from components.maps import locator_map
from components.part import part
from components.show import PLOTLY, show

t = frame.language()
colours = frame.colours()
measures = {name: words(t) for name, words in state_places.MEASURES.items()}
views = {"chart": t("Chart"), "table": t("Table")}


def municipalities() -> None:
    """Municipalities of the state by the measure that is chosen."""
    now = replace(choices, measure=parse(filters.address(), measures=list(measures)).measure)
    filters.choose_one("measure", t("Measure"), now.measure, measures, as_list=True)
    show(figures.profile.state_municipalities(now, t, colours), t, now.view)


choices = filters.read(t, measures=list(measures), views=list(views))
code = state_chooser.choose_state(choices, t)
state = names.state_names()[code]

where, standing = st.columns([1, 3], gap="large")
with where, frame.guarded(t), st.container(key="map_locator"):
    alt = t("Map of Mexico with {state} filled in", state=state)
    st.plotly_chart(locator_map(code, colours), theme=None, config=PLOTLY, height="stretch", alt=alt)
with standing:
    st.title(state)
    st.markdown(openings.of_state(state, t))
    factsheet_link(t, code)
    filters.choose_one("view", t("View"), choices.view, views)

with frame.guarded(t):
    show(figures.profile.standing(choices, t, colours), t, choices.view)
with frame.guarded(t):
    show(figures.profile.state_trend(choices, t, colours), t, choices.view)

st.header(t("The programme’s money"), anchor="money")
by_year, funders = st.columns(2, gap="large")
with by_year, frame.guarded(t):
    show(figures.profile.state_money(choices, t, colours), t, choices.view)
with funders, frame.guarded(t):
    show(figures.profile.state_funders(choices, t, colours), t, choices.view)

st.header(t("Municipalities that stand out"), anchor="municipalities")
part(municipalities, t)

st.header(t("Where its people go"), anchor="corridor")
with frame.guarded(t):
    for survey, place in zip(names.value_names("survey_corridors", "survey", t), st.columns(2, gap="large")):
        with place:
            show(figures.profile.destinations(survey, choices, t, colours), t, choices.view)
    show(figures.profile.state_consulates(choices, t, colours), t)

st.header(t("What the press and reports say"), anchor="reported")
with frame.guarded(t):
    show(figures.profile.state_reported(choices, t, colours), t)
    show(figures.profile.state_examples(choices, t, colours), t)
