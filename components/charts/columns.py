"""Columns by year, a year that is not whole drawn hollow and said so."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from components.i18n import Language
from components.theme import Palette, template


def money_layer(amounts: pd.Series, name: str, colour: str, t: Language, colours: Palette) -> go.Bar:
    """One layer of stacked columns. amounts: pesos by year."""
    return go.Bar(
        x=amounts.index.tolist(),
        y=amounts.tolist(),
        name=name,
        marker={"color": colour, "line": {"color": colours.paper, "width": 0.6}},
        text=[t.money(amount, "mxn") for amount in amounts],
        textposition="none",
        hovertemplate=f"%{{x}}, {name}: %{{text}}<extra></extra>",
    )


def columns_by_year(
    rows: pd.DataFrame, value: str, t: Language, colours: Palette, write: Callable[[float], str] | None = None
) -> go.Figure:
    """rows: year, `value`, partial. The year with most, among whole years, carries the accent.

    `write` makes the figure over a column, a plain number unless told otherwise.
    """
    write = write or t.number
    whole = rows[~rows["partial"]]
    peak = whole[value].max() if not whole.empty else None
    fills = [
        colours.paper if row.partial else colours.accent if getattr(row, value) == peak else colours.muted
        for row in rows.itertuples()
    ]
    nine_months = t("9 months")
    ticks = [f"{row.year}<br>{nine_months}" if row.partial else str(row.year) for row in rows.itertuples()]
    figure = go.Figure(
        go.Bar(
            x=rows["year"].tolist(),
            y=rows[value].tolist(),
            text=[write(v) for v in rows[value]],
            textposition="outside",
            textfont={"size": 14, "color": colours.ink},
            cliponaxis=False,
            marker={
                "color": fills,
                "line": {"width": 2, "color": [colours.muted if p else f for p, f in zip(rows["partial"], fills)]},
            },
            hovertemplate="%{x}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(tickvals=rows["year"].tolist(), ticktext=ticks, showgrid=False, tickfont={"color": colours.ink})
    figure.update_yaxes(visible=False, range=[0, rows[value].max() * 1.18])
    figure.update_layout(template=template(colours), height=280, bargap=0.35)
    return figure
