"""The states of Mexico on a continuous scale, and where one of them lies."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.maps.geometry import geometry_url
from components.theme import Palette, template

STATE_CODES = [f"{number:02d}" for number in range(1, 33)]
MEXICO = {"lonaxis_range": [-118.6, -86.5], "lataxis_range": [14.2, 33.0]}


def choropleth_of_mexico(
    values: pd.DataFrame, colours: Palette, *, legend: str, hover: list[str], tick_text: dict[float, str]
) -> go.Figure:
    """The states of Mexico, the stronger the colour the more.

    A state without a figure stays in the no-data colour, one that is not in `values` is an outline.
    values: columns state_code, value. hover: one text a row. tick_text: label of each tick of the legend.
    """
    known = values["value"].notna()
    asked = set(values["state_code"])
    figure = go.Figure()
    _add(figure, [code for code in STATE_CODES if code not in asked], colours.paper, colours.rule)
    _add(
        figure, values.loc[~known, "state_code"].tolist(), colours.no_data, colours.paper,
        text=[text for text, has_value in zip(hover, known) if not has_value],
    )  # fmt: skip
    shown = values[known]
    steps = len(colours.sequential) - 1
    figure.add_choropleth(
        geojson=geometry_url("mx_states"),
        featureidkey="properties.code",
        locations=shown["state_code"].tolist(),
        z=shown["value"].tolist(),
        text=[text for text, has_value in zip(hover, known) if has_value],
        hovertemplate="%{text}<extra></extra>",
        colorscale=[[i / steps, colour] for i, colour in enumerate(colours.sequential)],
        zmin=0,  # twice the figure, twice the way along the scale
        zmax=shown["value"].max(),
        marker={"line": {"color": colours.paper, "width": 0.7}},
        colorbar=_legend(legend, tick_text, colours),
    )
    figure.update_geos(
        visible=False, projection_type="mercator", bgcolor=colours.paper, domain={"x": [0, 1], "y": [0, 1]}, **MEXICO
    )
    figure.update_layout(template=template(colours), margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def locator_map(state_code: str, colours: Palette) -> go.Figure:
    """Mexico with one state filled: where it lies."""
    figure = go.Figure()
    _add(figure, [code for code in STATE_CODES if code != state_code], colours.panel, colours.rule)
    _add(figure, [state_code], colours.accent, colours.accent)
    figure.update_geos(visible=False, projection_type="mercator", bgcolor=colours.paper, **MEXICO)
    return figure.update_layout(template=template(colours), margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _add(figure: go.Figure, codes: list[str], fill: str, line: str, text: list[str] | None = None) -> None:
    """States in one plain colour, without a place in the legend."""
    if codes:
        figure.add_choropleth(
            geojson=geometry_url("mx_states"),
            featureidkey="properties.code",
            locations=codes,
            z=[0] * len(codes),
            text=text,
            hovertemplate="%{text}<extra></extra>" if text else None,
            hoverinfo=None if text else "skip",
            colorscale=[[0, fill], [1, fill]],
            marker={"line": {"color": line, "width": 0.7}},
            showscale=False,
        )


def _legend(title: str, tick_text: dict[float, str], colours: Palette) -> dict:
    return {
        "title": {"text": title, "side": "top", "font": {"size": 13, "color": colours.quiet}},
        "orientation": "h",
        "x": 0.01,
        "xanchor": "left",
        "y": 0.02,
        "yanchor": "bottom",
        "len": 0.42,
        "thickness": 10,
        "outlinewidth": 0,
        "tickvals": list(tick_text),
        "ticktext": list(tick_text.values()),
        "tickfont": {"size": 12, "color": colours.quiet},
    }
