"""Arcs on a map drawn by deck.gl, over our own outlines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydeck as pdk

from components.maps import arcs as shape
from components.maps.geometry import geometry_url
from components.theme import Palette, rgba

LAYER = "arcs"
PITCH = 25  # degrees: the map leans back, so that arcs rise from it
RISE, TILT = 0.45, 14  # of a half circle; degrees that arcs of the two directions lean apart
CONTROLLER = {"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": True}  # the page may scroll


def arc_deck(
    arcs: pd.DataFrame, land: Sequence[str], colours: Palette, size: shape.Size, selected: str | None = None
) -> pdk.Deck:
    """A deck of one arc a row (see `components.maps.arcs`), the selected one before the others.

    land: geometries under them. size: room for the map. A click gives the arc's record, whose `id` is the row's.
    """
    drawn = shape.drawable(arcs)
    longitude, latitude, level = shape.zoom(shape.box(drawn), size)
    return pdk.Deck(
        map_provider=None,  # no tiles and no style of others; a map_style of None would fetch one
        layers=[*(_land(name, colours) for name in land), _arcs(drawn, colours, selected)],
        initial_view_state=pdk.ViewState(longitude=longitude, latitude=latitude, zoom=level, pitch=PITCH),
        views=[pdk.View(type="MapView", controller=CONTROLLER)],
        tooltip={
            "html": "<b>{from} → {to}</b><br>{said}",
            "style": {"backgroundColor": colours.panel, "color": colours.ink, "fontSize": "14px"},
        },
    )


def _land(name: str, colours: Palette) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        geometry_url(name),
        id=f"land_{name}",
        stroked=True,
        filled=True,
        get_fill_color=rgba(colours.panel),
        get_line_color=rgba(colours.rule),
        line_width_min_pixels=0.6,
        pickable=False,
    )


def _arcs(drawn: pd.DataFrame, colours: Palette, selected: str | None) -> pdk.Layer:
    return pdk.Layer(
        "ArcLayer",
        _records(drawn, colours, selected),
        id=LAYER,
        get_source_position="start",
        get_target_position="end",
        get_source_color="pale",
        get_target_color="strong",
        get_width="width",
        get_tilt="tilt",
        get_height=RISE,
        pickable=True,
        auto_highlight=True,
        highlight_color=rgba(colours.ink, 90),
    )


def _records(drawn: pd.DataFrame, colours: Palette, selected: str | None) -> list[dict[str, Any]]:
    """The widest first, so that thin arcs lie over it; the selected one last."""
    most = float(drawn["value"].max()) if len(drawn) else 1.0
    apart = TILT if drawn["outward"].nunique() > 1 else 0
    records = []
    for row, width in zip(drawn.itertuples(), shape.widths(drawn["value"], most)):
        chosen = row.id == selected
        alpha = 255 if chosen else 200 if selected is None else 50
        strong = colours.funders["migrants"] if row.outward else colours.accent
        records.append(
            {
                "id": row.id, "from": row.origin_name, "to": row.destination_name, "said": row.said,
                "start": [row.origin_longitude, row.origin_latitude],
                "end": [row.destination_longitude, row.destination_latitude],
                "width": round(float(width) + 2 * chosen, 2), "tilt": -apart if row.outward else apart,
                "pale": rgba(strong if chosen else colours.muted, alpha), "strong": rgba(strong, alpha),
            }
        )  # fmt: skip
    return sorted(records, key=lambda record: record["id"] == selected)
