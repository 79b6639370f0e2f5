"""Corridors: from where to where do money and people move?"""

import streamlit as st

from components import corridor_map, filters, frame, player
from components.charts import corridors
from components.show import show
from data import store
from data.store import Filters

t = frame.language()
colours = frame.colours()


def one_kind() -> None:
    """The map of one kind of corridor with its filters: all that runs again when one of them changes."""
    kinds = {slug: kind.title(t) for slug, kind in corridors.KINDS.items()}
    views = {"map": t("Map"), "chart": t("Without WebGL"), "table": t("Table")}
    choices = filters.read(t, measures=list(kinds), views=list(views))
    filters.choose_one("measure", t("What moves"), choices.measure, kinds, as_list=True)
    filters.choose_one("view", t("View"), choices.view, views)
    with frame.guarded(t):
        if choices.measure == "survey":
            for survey in ("mmp", "mbcs"):
                draw(store.surveyed_corridors(survey, choices.filters), choices)
            return
        years = store.corridor_years(choices.measure)
        f = choices.filters
        year = player.choose_year(choices, years, t) if len(years) > 1 else years[-1]
        f = Filters(origins=f.origins, destinations=f.destinations, year_to=year)
        rows = {
            "remittances_us_state": store.remittances_from_us_states,
            "remittances_country": store.remittances_with_countries,
            "migrant_stock": store.migrant_stock,
            "remittances_world": store.remittances_of_the_world,
        }[choices.measure](f)
        draw(rows, choices)


def draw(rows, choices):
    e = corridors.exhibit(rows, choices.measure, t, colours, view=choices.view, selected=corridor_map.selected())
    show(e, t, choices.view, draw=lambda name: corridor_map.draw(e, name, t, colours))


st.title(t("From where to where?"))
st.fragment(one_kind, run_every=player.pace())()
