"""Who paid the works of 2007, state by state."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import BAR_HEIGHT
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_names
from components.theme import Palette, template

TABLES = ("works_by_funder",)


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Stacked amounts by state. rows: year, state_code, funder, amount_mxn, share, as the store gives them."""
    names = value_names("works_by_funder", "funder", t)
    total = rows.groupby("state")["amount_mxn"].sum().sort_values(ascending=False)
    paid = total[total > 0]
    ordered = rows[rows["state"].isin(paid.index)]
    by_funder = rows.groupby("funder")["amount_mxn"].sum()
    all_shares = by_funder / by_funder.sum() if by_funder.sum() else by_funder
    return Exhibit(
        name="works_by_funder",
        headline=_headline(all_shares, len(paid), t),
        subtitle=t.plural(
            "Cost of works by funder, nominal pesos, 2007; {n} state with works on record",
            "Cost of works by funder, nominal pesos, 2007; {n} states with works on record",
            len(paid),
        ),
        alt=t(
            "Shares of the cost of works over the states shown: {shares}. Most in {state}.",
            shares=t.together(f"{names[f]} {t.percent(s, 1)}" for f, s in all_shares.items() if s > 0),
            state=paid.index[0] if len(paid) else t.missing,
        ),
        rows=ordered[["year", "state_code", "state", "funder", "amount_mxn", "share"]],
        tables=TABLES,
        views={"chart": _stack(ordered, paid, names, t, colours)} if len(paid) else {},
        notes=(t("Zacatecas and the Federal District are not in the source: not available, which is not zero."),),
    )  # fmt: skip


def _headline(shares: pd.Series, states: int, t: Language) -> str:
    if not states:
        return t("Who paid the works of 2007")
    migrants = shares.get("migrants", 0.0)
    return t("Migrants paid {share} of the works of 2007 on record", share=t.percent(migrants, 1))


def _stack(rows: pd.DataFrame, total: pd.Series, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    order = total.index.tolist()
    figure = go.Figure()
    for funder, name in names.items():
        part = rows[rows["funder"] == funder].set_index("state").reindex(order)
        if not part["amount_mxn"].fillna(0).any():
            continue
        figure.add_bar(
            x=part["amount_mxn"].tolist(),
            y=order,
            orientation="h",
            name=name,
            marker={"color": colours.funders[funder], "line": {"color": colours.paper, "width": 0.8}},
            text=[t.money(v, "mxn") for v in part["amount_mxn"]],
            textposition="none",
            hovertemplate=f"<b>%{{y}}</b><br>{name}: %{{text}}<extra></extra>",
        )
    for state, amount in zip(order, total):
        figure.add_annotation(
            x=amount, y=state, text=t.money(amount, "mxn"), showarrow=False, xanchor="left", xshift=6,
            font={"size": 13, "color": colours.ink},
        )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, total.max() * 1.25])
    figure.update_yaxes(
        autorange="reversed", showgrid=False, tickfont={"color": colours.ink, "size": 13}, ticksuffix="  "
    )
    figure.update_layout(
        template=template(colours), barmode="stack", bargap=0.28, height=BAR_HEIGHT * len(order) + 60, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13}},
    )  # fmt: skip
    return figure
