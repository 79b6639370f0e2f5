"""The programme's weight: pesos of each hundred thousand of its ministry and of the federal budget."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template

TABLES = ("programme_budget", "ministry_budget", "federal_budget")


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Two rows of columns on one axis of years. rows: as `store.budget_shares` gives them."""
    titles = {
        "ministry_share": t("Of each 100,000 pesos that the ministry (Ramo 20) exercised"),
        "federal_share": t("Of each 100,000 pesos of the approved federal budget"),
    }
    known = {column: rows.dropna(subset=[column]).set_index("year")[column] for column in titles}
    if rows.empty:
        return Exhibit("budget_shares", t("The programme’s weight in the budget"), "", "", rows, TABLES)
    told = [
        f"{titles[column]}: " + t.together(f"{year} {_short(value, t)}" for year, value in values.items())
        for column, values in known.items()
        if len(values)
    ]
    return Exhibit(
        name="budget_shares",
        headline=_headline(known["ministry_share"], t),
        subtitle=t(
            "Pesos of the programme, {period}: exercised of exercised, approved of approved",
            period=t.years(rows["year"].min(), rows["year"].max()),
        ),
        alt=". ".join(told) + ".",
        rows=rows,
        tables=TABLES,
        views={"chart": _panels(known, titles, rows["year"].tolist(), t, colours)},
        notes=(
            t(
                "The ministry is SEDESOL, since 2018 Bienestar. Its total before 2013 is the sum of its programmes; "
                "totals of the federal budget are at hand from 2013 on, as approved."
            ),
        ),
    )  # fmt: skip


def _short(value: float, t: Language) -> str:
    return t.number(value, 0 if value >= 99.5 else 1)


def _headline(share: pd.Series, t: Language) -> str:
    first, last = share.index[0], share.index[-1]
    if first == last:
        return t("Of each 100,000 pesos of its ministry, 3x1 spent {n} in {year}", n=_short(share[last], t), year=last)
    return t(
        "Of each 100,000 pesos of its ministry, 3x1 spent {before} in {first} and {after} in {last}",
        before=_short(share[first], t), first=first, after=_short(share[last], t), last=last,
    )  # fmt: skip


def _panels(
    known: dict[str, pd.Series], titles: dict[str, str], years: list[int], t: Language, colours: Palette
) -> go.Figure:
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.2, subplot_titles=list(titles.values())
    )
    for row, (column, values) in enumerate(known.items(), start=1):
        figure.add_bar(
            row=row, col=1, x=values.index.tolist(), y=values.tolist(), text=[_short(v, t) for v in values],
            textposition="outside", textangle=0, textfont={"size": 12, "color": colours.ink}, cliponaxis=False,
            marker={"color": colours.accent if column == "ministry_share" else colours.muted, "line": {"width": 0}},
            hovertemplate="%{x}: %{text}<extra></extra>",
        )  # fmt: skip
        figure.update_yaxes(row=row, visible=False, range=[0, 1.2 * values.max() if len(values) else 1])
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_annotations(x=0, xanchor="left", font={"size": 13, "color": colours.quiet}, align="left")
    figure.update_layout(template=template(colours), height=380, bargap=0.25, margin_t=28)
    return figure
