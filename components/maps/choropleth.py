"""Maps whose places are coloured by class."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.maps.classes import Classes
from components.maps.geometry import bounds, geometry_url
from components.theme import Palette, template

# Mercator where nothing is said; the scope is what plotly.js asks its base map for.
PROJECTIONS: dict[str, dict[str, Any]] = {
    "us_states": {"projection": {"type": "albers usa"}, "scope": "usa"},
    "countries": {"projection": {"type": "natural earth"}, "lataxis": {"range": [-56, 78]}},
}
AROUND = 0.04  # of the width and height of the places, left free around them
LINES = {"mx_municipalities": 0.2, "countries": 0.4}
NO_FILL = "rgba(0,0,0,0)"


def classed_map(
    geometry: str,
    places: pd.DataFrame,
    classes: Classes,
    colours: Palette,
    *,
    title: str,
    write: Callable[[float], str],
    hover: str,
    missing: str,
    outline: str | None = None,
    selected: str | None = None,
) -> go.Figure:
    """The places of a geometry, each in the colour of its class; the map fits the places given.

    places: code, value (missing: in the no-data colour); optional name (else the geometry's own) and within (name of
    the place it lies in). title: of the legend, measure and unit. write: a break in the legend. hover: what hovering
    writes of the value (`z`), in d3's format. missing: the words where there is none. outline: a geometry
    drawn over it as lines. selected: code of a place with a strong line around it.
    """
    known = places["value"].notna()
    data = [
        *_traces(places[known], f"<br>{hover}"),
        *_unknown(places[~known], colours, f"<br>{missing}"),
        *([_outline(outline, sorted(set(places["code"].str[:2])), colours.quiet, 0.6)] if outline else []),
        *([_outline(geometry, [selected], colours.ink, 3)] if selected and selected in set(places["code"]) else []),
        *_legend_entries(classes, write, colours, missing if not known.all() else ""),
    ]
    layout = _layout(geometry, places, classes, title, colours)
    if "within" in places:
        within = "<b>%{properties.name}</b>, %{fullData.name}<br>"
        layout["template"].data.choropleth[0].hovertemplate = f"{within}{hover}<extra></extra>"
    return go.Figure({"data": data, "layout": layout}, skip_invalid=True)


def _traces(places: pd.DataFrame, hover: str) -> Iterator[dict[str, Any]]:
    """One trace, or one for each place that the others lie in: its name is then sent once, not with every place."""
    within = places["within"] if "within" in places else pd.Series("", index=places.index)
    for where, rows in places.groupby(within, sort=True):
        yield {
            **_shapes(rows),
            "z": _lean(rows["value"]),
            "coloraxis": "coloraxis",
            **({"name": where} if where else {"hovertemplate": _hover(rows, hover)}),
        }


def _shapes(rows: pd.DataFrame) -> dict[str, Any]:
    """Places of the map's own geometry, which the template names."""
    return {"type": "choropleth", "locations": _codes(rows["code"]), **_named(rows)}


def _named(rows: pd.DataFrame) -> dict[str, Any]:
    return {"text": rows["name"].to_numpy()} if "name" in rows else {}


def _hover(rows: pd.DataFrame, said: str) -> str:
    return f"<b>{'%{text}' if 'name' in rows else '%{properties.name}'}</b>{said}<extra></extra>"


def _codes(codes: pd.Series) -> np.ndarray:
    """Codes as the browser needs them: numbers, a third of the bytes, where no leading zero would be lost."""
    if codes.str.fullmatch("[1-9][0-9]*").all() and len(codes):
        return codes.astype(np.int32).to_numpy(dtype=np.int16)
    return codes.to_numpy()


def _lean(values: pd.Series) -> np.ndarray:
    """The values in the fewest bytes that hold what hovering writes: whole numbers where there are no others."""
    whole = values.round()
    if (whole == values).all() and values.abs().max() < 2**31:
        return whole.to_numpy(dtype=np.int32)
    return values.to_numpy(dtype=np.float32)


def _unknown(rows: pd.DataFrame, colours: Palette, hover: str) -> Iterator[dict[str, Any]]:
    if len(rows):
        yield {**_shapes(rows), **_plain(len(rows), colours.no_data), "hovertemplate": _hover(rows, hover)}


def _plain(n: int, fill: str) -> dict[str, Any]:
    return {"z": np.zeros(n, dtype=np.uint8), "colorscale": [[0, fill], [1, fill]], "showscale": False}


def _outline(geometry: str, codes: list[str], colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "choropleth", "geojson": geometry_url(geometry), "locations": codes, **_plain(len(codes), NO_FILL),
        "marker": {"line": {"color": colour, "width": width}}, "hoverinfo": "skip", "hovertemplate": "",
    }  # fmt: skip


def _legend_entries(
    classes: Classes, write: Callable[[float], str], colours: Palette, missing: str
) -> Iterator[dict[str, Any]]:
    """Points that are nowhere, for the sake of their place in the legend."""
    entries = list(zip(classes.labels(write), classes.fills(colours)))
    for label, fill in [*entries, *([(missing, colours.no_data)] if missing else [])]:
        yield {
            "type": "scattergeo", "lon": [None], "lat": [None], "mode": "markers", "name": label, "hoverinfo": "skip",
            "marker": {"symbol": "square", "size": 14, "color": fill, "line": {"width": 0.5, "color": colours.quiet}},
        }  # fmt: skip


def _colour_axis(values: pd.Series, classes: Classes, colours: Palette) -> dict[str, Any]:
    """A scale in steps: each class one colour, from half way between it and the next lower value to the next higher."""
    known = np.unique(values.dropna().to_numpy(dtype=float))
    if not len(known):
        return {"showscale": False}
    low, high = known[0], known[-1] if known[-1] > known[0] else known[0] + 1
    above = np.searchsorted(known, classes.uppers[:-1], side="right")
    breaks = (known[above - 1] + known[above]) / 2
    edges = [0.0, *((breaks - low) / (high - low)), 1.0]
    steps = zip(edges, edges[1:], classes.fills(colours))
    scale = [[edge, fill] for start, end, fill in steps for edge in (start, end)]
    return {"colorscale": scale, "cmin": low, "cmax": high, "showscale": False}


def _layout(geometry: str, places: pd.DataFrame, classes: Classes, title: str, colours: Palette) -> dict[str, Any]:
    base = template(colours)
    base.data.choropleth = [
        {
            "geojson": geometry_url(geometry),
            "featureidkey": "properties.code",
            "showlegend": False,
            "marker": {"line": {"color": colours.paper, "width": LINES.get(geometry, 0.7)}},
        }
    ]
    return {
        "template": base,
        "coloraxis": _colour_axis(places["value"], classes, colours),
        "geo": {
            "visible": False,
            "bgcolor": colours.paper,
            "domain": {"x": [0, 1], "y": [0, 1]},
            **(PROJECTIONS.get(geometry) or _around(geometry, places["code"])),
        },
        "showlegend": True,
        "legend": {
            "title": {"text": title, "side": "top", "font": {"size": 13, "color": colours.quiet}},
            "orientation": "h", "x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "itemclick": False,
            "itemdoubleclick": False, "font": {"size": 12, "color": colours.ink}, "bgcolor": colours.paper,
            "itemwidth": 30, "maxheight": 1,
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }  # fmt: skip


def _around(geometry: str, codes: pd.Series) -> dict[str, Any]:
    """Mercator over the box of these places."""
    west, south, east, north = bounds(geometry, codes)
    aside, above = AROUND * (east - west), AROUND * (north - south)
    return {
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west - aside, east + aside]},
        "lataxis": {"range": [south - above, north + above]},
    }
