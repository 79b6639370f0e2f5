"""One state on one page: remittances, the programme's money, need, and where its people go."""

import streamlit as st

from components import filters, frame, names, quoted, state_chooser
from components.charts import state_money, state_places, state_standing, state_trend
from components.factsheet.link import factsheet_link
from components.maps import locator_map
from components.show import PLOTLY, show
from data import store
from data.store import Filters

t = frame.language()
colours = frame.colours()
measures = {name: words(t) for name, words in state_places.MEASURES.items()}
choices = filters.read(t, measures=list(measures), views=["chart", "table"])
code = state_chooser.choose_state(choices, t)
own = Filters(states=(code,))
state = names.state_names()[code]

where, standing = st.columns([1, 3], gap="large")
with where, frame.guarded(t), st.container(key="map_locator"):
    alt = t("Map of Mexico with {state} filled in", state=state)
    st.plotly_chart(locator_map(code, colours), theme=None, config=PLOTLY, height="stretch", alt=alt)
with standing:
    st.title(state)
    st.markdown(t("What public data say of {state} and Programa 3x1 para Migrantes, beside the country.", state=state))
    factsheet_link(t, code)
    filters.choose_one("view", t("View"), choices.view, {"chart": t("Chart"), "table": t("Table")})

with frame.guarded(t):
    indicators = {name: (i.column, i.tables) for name, i in store.INDICATORS.items()}
    rows = store.standing(code)
    show(state_standing.exhibit(rows, store.marginalisation(code), state, indicators, t), t, choices.view)
with frame.guarded(t):
    show(state_trend.exhibit(store.remittances_beside_the_country(code), state, t, colours), t, choices.view)

st.header(t("The programme’s money"), anchor="money")
by_year, funders = st.columns(2, gap="large")
with by_year, frame.guarded(t):
    show(state_money.by_year(store.money_by_year(code), state, t, colours), t, choices.view)
with funders, frame.guarded(t):
    show(state_money.who_paid(store.works_beside_the_record(code), state, t, colours), t, choices.view)

st.header(t("Municipalities that stand out"), anchor="municipalities")
with frame.guarded(t):
    filters.choose_one("measure", t("Measure"), choices.measure, measures, as_list=True)
    table, column = store.MUNICIPAL_MEASURES[choices.measure]
    rows = store.municipalities_that_stand_out(code, choices.measure)
    show(state_places.municipalities(rows, choices.measure, table, column, t, colours), t, choices.view)

st.header(t("Where its people go"), anchor="corridor")
with frame.guarded(t):
    rows = store.survey_destinations(code)
    for survey, place in zip(names.value_names("survey_corridors", "survey", t), st.columns(2, gap="large")):
        with place:
            show(state_places.destinations(rows, survey, state, t, colours), t, choices.view)
    show(state_places.consulates(store.consulates_of_the_corridor(code), state, t), t)

st.header(t("What the press and reports say"), anchor="reported")
with frame.guarded(t):
    reported = store.reported_figures(own, statuses=("result",))
    said = t.plural(
        "{n} result that press and reports quote", "{n} results that press and reports quote", len(reported)
    )
    nothing = t("No reported result of {state} was found.", state=state)
    show(quoted.reported(reported, t, name="reported", headline=said, nothing=nothing), t)
    show(quoted.examples(store.project_examples(own), t, nothing=t("No example of {state} was found.", state=state)), t)
