"""Corridors: from where to where do money and people move?"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components import browser, corridor_filters, corridor_kinds, figures, filters, frame, player, ranked_map
from components.address import Choices, parse
from components.charts import margins
from components.exhibit import Exhibit
from components.links import page_link
from components.part import part
from components.show import show

t = frame.language()
colours = frame.colours()


def one_kind() -> None:
    """One kind of corridor with its filters: the part that runs again when one of them changes."""
    kinds = list(corridor_kinds.kinds(t))
    kind = parse(filters.address(), measures=kinds).measure
    choices = filters.read(t, measures=kinds, views=list(views(kind)), years=corridor_kinds.years(kind))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        corridor_filters.choose_kind(kind, t)
        filters.choose_one("view", t("View"), choices.view, views(kind))
    choices = replace(choices, filters=corridor_filters.choose(choices, t))
    if kind == corridor_kinds.MARGINS:
        two_ends(choices)
    elif kind == corridor_kinds.SURVEY:
        one_map(figures.corridors.corridors_mmp, choices)
        one_map(figures.corridors.corridors_mbcs, choices)
    else:
        one_map(figures.corridors.corridors, choices)


def views(kind: str) -> dict[str, str]:
    """The views of a kind, the one that this browser can draw first."""
    if kind == corridor_kinds.MARGINS:
        return {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}
    flat = {"chart": t("Flat map"), "table": t("Table")}
    return {"map": t("Map"), **flat} if browser.has_webgl() else flat


def one_map(make: Callable[..., Exhibit], choices: Choices) -> None:
    """The arcs of these corridors beside their ranked table."""
    exhibit = make(choices, t, colours, ranked_map.size(), ranked_map.selected())
    ranking = ranked_map.corridors(exhibit.rows, t) if len(exhibit.rows) else None
    show(exhibit, t, choices.view, draw=lambda drawn: ranked_map.beside(exhibit, ranking, drawn, t, colours))


def two_ends(choices: Choices) -> None:
    """Where they leave and where they live, side by side, and why there is nothing between."""
    selected, view = ranked_map.selected(), choices.view
    left, right = st.columns(2, gap="large")
    with left:
        exhibit = figures.corridors.margin_mexico(choices, t, colours, selected)
        one_end(exhibit, "state_code", "state", margins.LEFT, view)
    with right:
        exhibit = figures.corridors.margin_us(choices, t, colours, selected)
        one_end(exhibit, "us_state", "place_name", margins.LIVED, view)
    show(figures.corridors.margin_between(choices, t, colours), t, view)


def one_end(exhibit: Exhibit, code: str, name: str, columns: tuple[str, ...], view: str) -> None:
    """One of the two maps over its ranked table."""
    ranking = ranked_map.places(exhibit.rows, code, name, columns, t) if len(exhibit.rows) else None
    show(exhibit, t, view, draw=lambda drawn: ranked_map.under(exhibit, ranking, drawn, t, colours))


frame.opening("corredores", t)
if not browser.has_webgl():
    st.caption(t("This browser has no WebGL, so the maps are drawn flat; they show the same."))
part(one_kind, t, player.pace())

st.header(t("At the border, and back"), anchor="border")
with frame.guarded(t):
    choices = parse(filters.address())
    show(figures.corridors.border_encounters(choices, t, colours), t)
    show(figures.corridors.border_sectors(choices, t, colours), t)
    show(figures.corridors.asylum(choices, t, colours), t)
    show(figures.corridors.return_migrants(choices, t, colours), t)
page_link("agenda.py", t("What is missing, and how to ask for it"))
