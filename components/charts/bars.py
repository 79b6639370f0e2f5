"""Ranked horizontal bars with their figures beside them: the chart this site uses most."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from components.theme import Palette, template

BAR_HEIGHT = 28


def ranked_bars(
    names: Sequence[str], values: Sequence[float], labels: Sequence[str], colours: Palette, *, told: int = 1
) -> go.Figure:
    """Bars in the order given, the first on top; `told` of them carry the accent, the point being made.

    labels: the figure written beside each bar, also what hovering shows.
    """
    marks = [colours.accent if i < told else colours.muted for i in range(len(values))]
    figure = go.Figure(
        go.Bar(
            x=list(values),
            y=list(names),
            orientation="h",
            text=list(labels),
            textposition="outside",
            textfont={"size": 13, "color": colours.ink},
            cliponaxis=False,
            marker={"color": marks, "line": {"width": 0}},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    room = 10 + 8 * max((len(label) for label in labels), default=0)  # pixels for the figure beside the longest bar
    low, high = min([0, *values]), max([0, *values])
    figure.update_xaxes(visible=False, range=[low * 1.2, high])
    figure.update_yaxes(
        autorange="reversed", showgrid=False, tickfont={"color": colours.ink, "size": 13}, ticksuffix="  "
    )
    figure.update_layout(template=template(colours), height=BAR_HEIGHT * len(values) + 24, bargap=0.28, margin_r=room)
    return figure
