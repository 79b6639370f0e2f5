"""Corridors: from where to where do money and people move?"""

import streamlit as st

from components import browser, corridor_filters, filters, frame, player, ranked_map
from components.charts import asylum, border_encounters, border_sectors, corridors, margins, return_migrants
from components.exhibit import Exhibit
from components.links import page_link
from components.show import show
from data import store
from data.store import Filters

ROWS = {
    "remittances_us_state": store.remittances_from_us_states,
    "remittances_country": store.remittances_with_countries,
    "migrant_stock": store.migrant_stock,
    "remittances_world": store.remittances_of_the_world,
}

t = frame.language()
colours = frame.colours()


def one_kind() -> None:
    """One kind of corridor with its filters: the part that runs again when one of them changes."""
    kinds = corridor_filters.kinds(t)
    kind = filters.parse(filters.address(), measures=list(kinds)).measure
    with frame.guarded(t):
        choices = filters.read(t, measures=list(kinds), views=list(views(kind)), years=corridor_filters.years(kind))
        with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
            drops = corridor_filters.OF_ONE_KIND
            filters.choose_one("measure", t("What moves"), kind, kinds, as_list=True, drops=drops)
            filters.choose_one("view", t("View"), choices.view, views(kind))
        chosen = corridor_filters.choose(choices, t)
        if kind == corridor_filters.MARGINS:
            two_ends(chosen, choices.view)
        elif kind == corridor_filters.SURVEY:
            for survey in ("mmp", "mbcs"):
                one_map(store.surveyed_corridors(survey, chosen), kind, choices.view)
        else:
            one_map(ROWS[kind](chosen), kind, choices.view)


def views(kind: str) -> dict[str, str]:
    """The views of a kind, the one that this browser can draw first."""
    if kind == corridor_filters.MARGINS:
        return {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
    flat = {"chart": t("Flat map"), "table": t("Table")}
    return {"map": t("Map"), **flat} if browser.has_webgl() else flat


def one_map(rows, kind: str, view: str) -> None:
    """The arcs of these corridors beside their ranked table."""
    size = ranked_map.size()
    exhibit = corridors.exhibit(rows, kind, t, colours, view=view, size=size, selected=ranked_map.selected())
    ranking = ranked_map.corridors(exhibit.rows, t) if len(rows) else None
    show(exhibit, t, view, draw=lambda drawn: ranked_map.beside(exhibit, ranking, drawn, t, colours))


def two_ends(chosen: Filters, view: str) -> None:
    """Where they leave and where they live, side by side, and why there is nothing between."""
    selected = ranked_map.selected()
    left, right = st.columns(2, gap="large")
    with left:
        rows, national = store.emigration_by_state(chosen), store.emigration_national()
        one_end(margins.leave(rows, national, t, colours, selected), "state_code", "state", margins.LEFT, view)
    with right:
        rows, consulates = store.mexican_born_by_us_state(chosen), store.consulates(chosen)
        one_end(margins.live(rows, consulates, t, colours, selected), "us_state", "place_name", margins.LIVED, view)
    show(margins.between(store.survey_cases(), t), t, view)


def one_end(exhibit: Exhibit, code: str, name: str, figures: tuple[str, ...], view: str) -> None:
    """One of the two maps over its ranked table."""
    ranking = ranked_map.places(exhibit.rows, code, name, figures, t) if len(exhibit.rows) else None
    show(exhibit, t, view, draw=lambda drawn: ranked_map.under(exhibit, ranking, drawn, t, colours))


st.title(t("From where, and where to?"))
st.markdown(
    t(
        "Remittances and people move along corridors. Here is **each kind that open data know**: dollars from each US "
        "state and from each country, people who live in another country, what a model says of the whole world, and "
        "what two surveys say of the ways from state to state. **How many went from each Mexican state to each US "
        "state, no open source tells.**"
    )
)
if not browser.has_webgl():
    st.caption(t("This browser has no WebGL, so the maps are drawn flat; they show the same."))
st.fragment(one_kind, run_every=player.pace())()

st.header(t("At the border, and back"), anchor="border")
with frame.guarded(t):
    everyone = Filters()
    show(border_encounters.exhibit(store.border_encounters(everyone), t, colours), t)
    show(border_sectors.exhibit(store.border_encounters_by_sector(everyone), t, colours), t)
    show(asylum.exhibit(store.asylum_applications(everyone), t, colours), t)
    show(return_migrants.exhibit(store.return_migrants_by_state(everyone), t, colours), t)
page_link("agenda.py", t("What is missing, and how to ask for it"))
