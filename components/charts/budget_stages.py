"""The federal budget of the programme: approved, modified and exercised, year by year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts import pesos
from components.charts.scale import sparse_years, spread
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_names
from components.theme import Palette, template

TABLES = ("programme_budget", "price_index")
HEIGHT = 340


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Dumbbells from approved to exercised. rows: as `store.programme_budget_stages` gives them."""
    wide = rows.pivot(index="year", columns="stage", values=pesos.amount(measure))
    if wide.empty:
        return Exhibit("budget_stages", t("Federal budget of the programme by stage"), "", "", rows, TABLES)
    names = value_names("programme_budget", "stage", t)
    told = [
        f"{year}: " + t.together(f"{names[stage]} {t.money(value, 'mxn')}" for stage, value in line.dropna().items())
        for year, line in wide.iterrows()
    ]
    return Exhibit(
        name="budget_stages",
        headline=_headline(wide, t),
        subtitle=t(
            "Federal money of the programme by stage of the budget, {unit}, {period}",
            unit=pesos.unit(rows, measure, t), period=t.years(wide.index.min(), wide.index.max()),
        ),
        alt="; ".join(told) + ".",
        rows=pesos.shown(rows, measure),
        tables=TABLES,
        views={"chart": _dumbbells(wide, names, t, colours)},
        notes=tuple(_gaps(wide, names, t)),
    )  # fmt: skip


def _headline(wide: pd.DataFrame, t: Language) -> str:
    """How much of what was approved was exercised: the year with least, and the others."""
    spent = (wide["exercised"] / wide["approved"]).dropna().sort_values()
    if spent.empty:
        return t("Federal budget of the programme by stage")
    least = t.percent(spent.iloc[0])
    if len(spent) == 1:
        return t("{share} of the federal money approved for {year} was spent", share=least, year=spent.index[0])
    return t(
        "Of the federal money approved for {year}, {share} was spent; in other years, {low} to {high}",
        year=spent.index[0], share=least, low=t.percent(spent.iloc[1]), high=t.percent(spent.iloc[-1]),
    )  # fmt: skip


def _gaps(wide: pd.DataFrame, names: dict[str, str], t: Language) -> list[str]:
    """The stages that the accounts do not have, with their years."""
    missing = {
        names[stage].lower(): t.together(str(year) for year in wide.index[wide[stage].isna()])
        for stage in wide
        if wide[stage].isna().any()
    }
    if not missing:
        return []
    return [
        t("Not in the accounts: {stages}.", stages="; ".join(f"{stage}, {years}" for stage, years in missing.items()))
    ]


def _dumbbells(wide: pd.DataFrame, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    for year, line in wide[["approved", "exercised"]].dropna().iterrows():
        figure.add_shape(
            type="line", x0=year, x1=year, y0=line["approved"], y1=line["exercised"], layer="below",
            line={"color": colours.muted, "width": 4},
        )  # fmt: skip
    marks = {
        "approved": {
            "symbol": "circle",
            "size": 12,
            "color": colours.paper,
            "line": {"color": colours.ink, "width": 2},
        },
        "exercised": {"symbol": "circle", "size": 12, "color": colours.accent},
        "modified": {"symbol": "line-ew-open", "size": 18, "color": colours.ink, "line": {"width": 2}},
    }
    for stage, mark in marks.items():
        known = wide[stage].dropna()
        figure.add_scatter(
            x=known.index.tolist(),
            y=known.tolist(),
            name=names[stage],
            mode="markers",
            marker=mark,
            text=[t.money(value, "mxn") for value in known],
            hovertemplate=f"%{{x}}, {names[stage]}: %{{text}}<extra></extra>",
        )
    top, gap = wide.max(axis=None), wide.max(axis=None) / HEIGHT * 20
    most = wide["approved"].idxmax() if wide["approved"].notna().any() else None
    if most is not None and most != wide.index[-1]:
        figure.add_annotation(
            x=most, y=wide.loc[most, "approved"], text=t.money(wide.loc[most, "approved"], "mxn"), showarrow=False,
            yshift=17, font={"size": 13, "color": colours.ink},
        )  # fmt: skip
    for text, y in _labels(wide.iloc[-1].dropna(), names, gap, t):
        figure.add_annotation(
            x=wide.index[-1], y=y, text=text, showarrow=False, xanchor="left", xshift=13,
            font={"size": 13, "color": colours.ink}, align="left",
        )  # fmt: skip
    years = wide.index.tolist()
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.5, years[-1] + 0.4])
    figure.update_yaxes(range=[-2.2 * gap, top * 1.1], tickvals=[0], ticktext=["0"])
    figure.update_layout(template=template(colours), height=HEIGHT, margin_r=84)
    return figure


def _labels(last: pd.Series, names: dict[str, str], gap: float, t: Language) -> list[tuple[str, float]]:
    """Name and amount of each stage beside the last year, those that share a place in one."""
    places: dict[float, list[str]] = {}
    for stage in ("approved", "exercised", "modified"):
        if stage in last:
            near = next((place for place in places if abs(place - last[stage]) < gap / 2), None)
            places.setdefault(last[stage] if near is None else near, []).append(names[stage].lower())
    texts = [f"{'<br>'.join(stages)}<br><b>{t.money(place, 'mxn')}</b>" for place, stages in places.items()]
    lines = 1 + max(len(stages) for stages in places.values())
    return list(zip(texts, spread(list(places), gap * lines)))
