"""A map of corridors and its ranked table, side by side: what is selected in one is marked in the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from components import browser
from components.exhibit import Exhibit, short_value
from components.i18n import Language
from components.maps.arcs_webgl import LAYER
from components.show import PLOTLY
from components.theme import Palette
from data import catalog

WIDE, NARROW = (690, 460), (350, 340)  # width and height of the map, pixels
CHOOSER = 84  # of the list over the table
SELECTED, FROM_MAP, FROM_TABLE = "corridor", "corridor_from_map", "corridor_from_table"


def selected() -> str | None:
    """Id of the corridor that the reader selected, ORIGIN-DESTINATION."""
    return st.session_state.get(SELECTED)


def size() -> tuple[int, int]:
    """Width and height that the map has on this reader's screen."""
    return NARROW if browser.is_narrow() else WIDE


def draw(exhibit: Exhibit, view: str, t: Language, colours: Palette) -> None:
    """Map on the left, list to choose from and ranked table on the right; below each other on a phone."""
    rows = exhibit.rows
    ids = (rows["origin"] + "-" + rows["destination"]).tolist()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(exhibit, view)
        st.html(exhibit.legend)
    with right:
        _choose(rows, ids, exhibit.name, t)
        _table(exhibit, ids, t, colours)


def _map(exhibit: Exhibit, view: str) -> None:
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
            figure, theme=None, config=PLOTLY, key=key, alt=exhibit.alt,
            selection_mode="points", on_select=lambda: _select(_clicked_point(key), FROM_MAP),
        )  # fmt: skip


def _clicked_arc(key: str) -> str | None:
    objects = st.session_state[key]["selection"]["objects"].get(LAYER, [])
    return objects[0]["id"] if objects else None


def _clicked_point(key: str) -> str | None:
    points = st.session_state[key]["selection"]["points"]
    return points[0].get("customdata") if points else None


def _select(corridor: str | None, origin: str) -> None:
    st.session_state[SELECTED] = corridor
    st.session_state[origin] = st.session_state.get(origin, 0) + 1


def _choose(rows: pd.DataFrame, ids: list[str], name: str, t: Language) -> None:
    """The selection for keyboard and screen reader, and in words."""
    names = {i: f"{row.origin_name} → {row.destination_name}" for i, row in zip(ids, rows.itertuples())}
    key = f"choice_corridor_{name}"
    st.session_state[key] = selected() if selected() in names else None

    def changed() -> None:
        _select(st.session_state[key], FROM_MAP)
        _select(st.session_state[key], FROM_TABLE)

    st.selectbox(
        t("Highlight a corridor"), ids, format_func=names.__getitem__, key=key, on_change=changed,
        placeholder=t("None: select one here, on the map or in the table"),
    )  # fmt: skip


def _table(exhibit: Exhibit, ids: list[str], t: Language, colours: Palette) -> None:
    """The ranked corridors; the one that is selected has the accent's shade and is the grid's own selection."""
    shown = _written(exhibit, t)
    at = next((place for place, i in enumerate(ids) if i == selected()), None)
    key = f"ranked_{exhibit.name}_{st.session_state.get(FROM_MAP, 0)}"
    st.dataframe(
        shown.style.apply(lambda row: [_mark(row.name == at, colours)] * len(row), axis=1),
        hide_index=True,
        height=WIDE[1] - CHOOSER,
        key=key,
        alt=exhibit.headline,
        placeholder=t.missing,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if at is None else [at], "columns": [], "cells": []}},
        on_select=lambda: _select(_chosen_row(key, ids), FROM_TABLE),
    )


def _chosen_row(key: str, ids: Sequence[str]) -> str | None:
    rows = st.session_state[key]["selection"]["rows"]
    return ids[rows[0]] if rows else None


def _mark(chosen: bool, colours: Palette) -> str:
    return f"background-color: {colours.sequential[0]}; font-weight: 600" if chosen else ""


def _written(exhibit: Exhibit, t: Language) -> pd.DataFrame:
    """Corridor by its names, then its figures, short."""
    rows = exhibit.rows
    corridor = rows["origin_name"] + " → " + rows["destination_name"]
    figures = {}
    for name in rows.columns.drop(["origin_name", "destination_name", "origin", "destination"]):
        column = catalog.describe(name, exhibit.tables)
        assert column is not None, f"{name} is not in the catalogue"
        figures[t.text(column.title)] = [short_value(value, column, t) for value in rows[name]]
    return pd.DataFrame({t("Corridor"): corridor, **figures})
