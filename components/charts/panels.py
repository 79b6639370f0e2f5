"""Small panels on one scale, two to a row: the same axes in each, its name and figures above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import plotly.graph_objects as go

from components.charts.scale import round_ticks, sparse_years
from components.theme import Palette, template

PLOT, LINE, TICKS = 120, 17, 26  # pixels: the plot of a panel, a line of its head, the years below it
BETWEEN = 0.06  # of the width, between two panels of a row


def panels(heads: Sequence[str], years: Sequence[int], ticks: Mapping[float, str], colours: Palette) -> go.Figure:
    """An empty figure with a panel for each head (lines of text above it); traces name theirs with `axes`.

    ticks: figures of the vertical scale with their labels, the last being its upper end.
    """
    lines = 1 + max(head.count("<br>") for head in heads)
    columns, rows = min(2, len(heads)), ceil(len(heads) / 2)
    panel = PLOT + TICKS + LINE * lines
    height = rows * panel
    width = (1 - BETWEEN * (columns - 1)) / columns
    shown = sparse_years(list(years), max(1, ceil((len(years) - 1) / 2)))
    figure = go.Figure()
    for i, head in enumerate(heads):
        row, column = divmod(i, columns)
        low = 1 - (row * panel + LINE * lines + PLOT) / height
        number = axes(i)
        left = column * (width + BETWEEN)
        figure.layout[f"xaxis{i + 1}"] = {
            "domain": [left, left + width], "anchor": number["yaxis"], "range": [years[0] - 0.7, years[-1] + 0.7],
            "tickvals": shown, "showgrid": False, "ticklabelshift": 0, "tickangle": 0, "automargin": False,
        }  # fmt: skip
        figure.layout[f"yaxis{i + 1}"] = {
            "domain": [low, low + PLOT / height], "anchor": number["xaxis"], "range": [0, max(ticks)],
            "tickvals": list(ticks), "ticktext": list(ticks.values()), "showticklabels": column == 0,
        }  # fmt: skip
        figure.add_annotation(
            x=0, y=1, xref=f"{number['xaxis']} domain", yref=f"{number['yaxis']} domain", text=head, showarrow=False,
            xanchor="left", yanchor="bottom", align="left", yshift=2, font={"size": 13, "color": colours.ink},
        )  # fmt: skip
    return figure.update_layout(template=template(colours), height=height, margin={"t": 0, "b": 0}, bargap=0.12)


def axes(i: int) -> dict[str, str]:
    """The axes of panel `i`, as a trace names them."""
    return {"xaxis": f"x{i + 1}" if i else "x", "yaxis": f"y{i + 1}" if i else "y"}


def scale(top: float) -> list[float]:
    """Round figures from nought to the first that nothing exceeds."""
    ticks = round_ticks(0, top, 2)
    return ticks if ticks[-1] >= top else [*ticks, ticks[-1] + ticks[1]]
