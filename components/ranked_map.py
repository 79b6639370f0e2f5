"""A map and the ranked table of what it draws: what is selected in one is marked in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from components import browser
from components.exhibit import Exhibit, short_value
from components.i18n import Language
from components.maps.arcs_webgl import LAYER
from components.show import PLOTLY, first_rows_on_paper
from components.theme import Palette
from data import catalog

WIDE, NARROW = (690, 460), (350, 340)  # width and height of the map, pixels
CHOOSER = 84  # of the list over the table
LIST_HEIGHT = 250  # of a table under its map
SELECTED, FROM_MAP, FROM_TABLE = "ranked_selected", "ranked_from_map", "ranked_from_table"


@dataclass(frozen=True)
class Ranking:
    """The rows of an exhibit as a ranked list: id and name of each, what they are called, and the figures shown."""

    ids: list[str]
    names: list[str]
    what: str
    figures: tuple[str, ...]


def corridors(rows: pd.DataFrame, t: Language) -> Ranking:
    """The ranking of an exhibit of corridors, whose ids are ORIGIN-DESTINATION."""
    figures = tuple(rows.columns.drop(["origin_name", "destination_name", "origin", "destination"]))
    ids = (rows["origin"] + "-" + rows["destination"]).tolist()
    return Ranking(ids, (rows["origin_name"] + " → " + rows["destination_name"]).tolist(), t("Corridor"), figures)


def places(rows: pd.DataFrame, code: str, name: str, figures: tuple[str, ...], t: Language) -> Ranking:
    """The ranking of an exhibit of places, by the columns that hold their code and name."""
    return Ranking(rows[code].tolist(), rows[name].tolist(), t("Place"), figures)


def selected() -> str | None:
    """Id of what the reader selected: a corridor, ORIGIN-DESTINATION, or a place."""
    return st.session_state.get(SELECTED)


def size() -> tuple[int, int]:
    """Width and height that the map has on this reader's screen."""
    return NARROW if browser.is_narrow() else WIDE


def beside(exhibit: Exhibit, ranking: Ranking, view: str, t: Language, colours: Palette) -> None:
    """Map on the left, list to choose from and ranked table on the right; below each other on a phone."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(exhibit, ranking, view)
        st.html(exhibit.legend)
    with right:
        _choose(ranking, exhibit.name, t)
        _table(exhibit, ranking, WIDE[1] - CHOOSER, t, colours)


def under(exhibit: Exhibit, ranking: Ranking, view: str, t: Language, colours: Palette) -> None:
    """The same with the table under the map, where two maps stand side by side."""
    with st.container(key=f"{view}_{exhibit.name}"):
        _map(exhibit, ranking, view)
    _choose(ranking, exhibit.name, t)
    _table(exhibit, ranking, LIST_HEIGHT, t, colours)


def _map(exhibit: Exhibit, ranking: Ranking, view: str) -> None:
    """A new key, so that the browser forgets its own selection, whenever the selection came from elsewhere."""
    figure = exhibit.views[view]
    key = f"arcs_{exhibit.name}_{view}_{st.session_state.get(FROM_TABLE, 0)}"
    if isinstance(figure, pdk.Deck):
        st.pydeck_chart(
            figure, height=size()[1], key=key, alt=exhibit.alt, selection_mode="single-object",
            on_select=lambda: _select(_clicked_arc(key), FROM_MAP),
        )  # fmt: skip
    elif isinstance(figure, go.Figure):
        st.plotly_chart(
            _listening(figure), theme=None, config=PLOTLY, key=key, alt=exhibit.alt, selection_mode="points",
            height="stretch" if view == "map" else "content",
            on_select=lambda: _select(_clicked_point(key, ranking.ids), FROM_MAP),
        )  # fmt: skip


def _listening(figure: go.Figure) -> go.Figure:
    """The figure, which is everybody's, with a layout of its own that hears clicks."""
    return go.Figure(figure).update_layout(clickmode="event+select")


def _clicked_arc(key: str) -> str | None:
    objects = st.session_state[key]["selection"]["objects"].get(LAYER, [])
    return objects[0]["id"] if objects else None


def _clicked_point(key: str, ids: Sequence[str]) -> str | None:
    """An arc carries its id; a place its code, which travels as a number where it has no leading zero."""
    points = st.session_state[key]["selection"]["points"]
    if not points:
        return None
    clicked = str(points[0].get("customdata") or points[0].get("location", ""))
    return next((i for i in ids if i.lstrip("0") == clicked.lstrip("0")), None)


def _select(chosen: str | None, origin: str) -> None:
    st.session_state[SELECTED] = chosen
    st.session_state[origin] = st.session_state.get(origin, 0) + 1


def _choose(ranking: Ranking, name: str, t: Language) -> None:
    """The selection for keyboard and screen reader, and in words."""
    names = dict(zip(ranking.ids, ranking.names))
    key = f"choice_ranked_{name}"
    st.session_state[key] = selected() if selected() in names else None

    def changed() -> None:
        _select(st.session_state[key], FROM_MAP)
        _select(st.session_state[key], FROM_TABLE)

    st.selectbox(
        t("Highlight one"), ranking.ids, format_func=names.__getitem__, key=key, on_change=changed,
        placeholder=t("None: select one here, on the map or in the table"),
    )  # fmt: skip


def _table(exhibit: Exhibit, ranking: Ranking, height: int, t: Language, colours: Palette) -> None:
    """The ranked rows; the one that is selected has the accent's shade and is the grid's own selection."""
    at = next((place for place, i in enumerate(ranking.ids) if i == selected()), None)
    key = f"ranked_{exhibit.name}_{st.session_state.get(FROM_MAP, 0)}"
    st.dataframe(
        _written(exhibit, ranking, t).style.apply(lambda row: [_mark(row.name == at, colours)] * len(row), axis=1),
        hide_index=True,
        height=height,
        key=key,
        alt=exhibit.headline,
        placeholder=t.missing,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if at is None else [at], "columns": [], "cells": []}},
        on_select=lambda: _select(_chosen_row(key, ranking.ids), FROM_TABLE),
    )
    first_rows_on_paper(t)


def _chosen_row(key: str, ids: Sequence[str]) -> str | None:
    rows = st.session_state[key]["selection"]["rows"]
    return ids[rows[0]] if rows else None


def _mark(chosen: bool, colours: Palette) -> str:
    return f"background-color: {colours.sequential[0]}; font-weight: 600" if chosen else ""


def _written(exhibit: Exhibit, ranking: Ranking, t: Language) -> pd.DataFrame:
    """Name and figures of each row, short."""
    figures = {}
    for name in ranking.figures:
        column = catalog.describe(name, exhibit.tables)
        assert column is not None, f"{name} is not in the catalogue"
        figures[t.text(column.title)] = [short_value(value, column, t) for value in exhibit.rows[name]]
    return pd.DataFrame({ranking.what: ranking.names, **figures})
