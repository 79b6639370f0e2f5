"""Small panels on one scale, two to a row: the same axes in each, its name and figures above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

import plotly.graph_objects as go

from components.charts.scale import round_ticks
from components.theme import Palette, template

PLOT, LINE, TICKS, APART = 120, 18, 24, 12  # pixels: plot of a panel, line of its head, years below it, and to the next
BETWEEN = 0.06  # of the width, between two panels of a row


def panels(
    heads: Sequence[str], years: Sequence[int], top: float, write: Callable[[float], str], colours: Palette
) -> go.Figure:
    """An empty figure with a panel for each head (lines of text above it); traces name theirs with `axes`.

    top: the largest figure of any panel. write: how a figure of the vertical scale is written.
    """
    ticks = round_ticks(0, top, 3)
    lines = 1 + max(head.count("<br>") for head in heads)
    columns, rows = min(2, len(heads)), ceil(len(heads) / 2)
    head_room = LINE * lines + APART
    panel = head_room + PLOT + TICKS
    height = rows * panel
    width = (1 - BETWEEN * (columns - 1)) / columns
    figure = go.Figure()
    for i, head in enumerate(heads):
        row, column = divmod(i, columns)
        low = 1 - (row * panel + head_room + PLOT) / height
        pair = axes(i)
        left = column * (width + BETWEEN)
        figure.layout[f"xaxis{i + 1}"] = {
            "domain": [left, left + width], "anchor": pair["yaxis"], "range": [years[0] - 0.7, years[-1] + 0.7],
            "tickvals": _round_years(years), "showgrid": False, "tickangle": 0, "automargin": False,
        }  # fmt: skip
        figure.layout[f"yaxis{i + 1}"] = {
            "domain": [low, low + PLOT / height], "anchor": pair["xaxis"], "range": [0, top * 1.05],
            "tickvals": ticks, "ticktext": [write(tick) for tick in ticks], "showticklabels": column == 0,
        }  # fmt: skip
        figure.add_annotation(
            x=0, y=1, xref=f"{pair['xaxis']} domain", yref=f"{pair['yaxis']} domain", text=head, showarrow=False,
            xanchor="left", yanchor="bottom", align="left", yshift=2, font={"size": 13, "color": colours.ink},
        )  # fmt: skip
    return figure.update_layout(template=template(colours), height=height, margin={"t": 0, "b": 0}, bargap=0.12)


def axes(i: int) -> dict[str, str]:
    """The axes of panel `i`, as a trace names them."""
    return {"xaxis": f"x{i + 1}" if i else "x", "yaxis": f"y{i + 1}" if i else "y"}


def _round_years(years: Sequence[int]) -> list[int]:
    """Every fifth year that leaves room for its label inside the panel; the years themselves where they are few."""
    edge = len(years) // 10 + 1
    inside = [year for year in years[edge:-edge] if year % 5 == 0]
    return inside if len(inside) > 1 or len(years) > 4 else list(years)
