"""Where a state lies."""

from __future__ import annotations

import plotly.graph_objects as go

from components.maps.geometry import geometry_url
from components.theme import Palette, template

STATE_CODES = [f"{number:02d}" for number in range(1, 33)]
MEXICO = {"lonaxis_range": [-118.6, -86.5], "lataxis_range": [14.2, 33.0]}


def locator_map(state_code: str, colours: Palette) -> go.Figure:
    """Mexico with one state filled: where it lies."""
    figure = go.Figure()
    _add(figure, [code for code in STATE_CODES if code != state_code], colours.panel, colours.rule)
    _add(figure, [state_code], colours.accent, colours.accent)
    figure.update_geos(visible=False, projection_type="mercator", bgcolor=colours.paper, **MEXICO)
    return figure.update_layout(template=template(colours), margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _add(figure: go.Figure, codes: list[str], fill: str, line: str) -> None:
    """States in one plain colour, without a place in the legend."""
    figure.add_choropleth(
        geojson=geometry_url("mx_states"),
        featureidkey="properties.code",
        locations=codes,
        z=[0] * len(codes),
        hoverinfo="skip",
        colorscale=[[0, fill], [1, fill]],
        marker={"line": {"color": line, "width": 0.7}},
        showscale=False,
    )
