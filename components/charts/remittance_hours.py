"""A year of the programme against the remittances of that year: in hours, and in pesos for each thousand dollars."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template

TABLES = ("programme_budget", "remittances", "exchange_rate")


def hours(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Hours of remittances by year. rows: as `store.remittances_against_budget` gives them."""
    columns = ["year", "amount_mxn", "remitted_mxn", "hours"]
    if rows.empty:
        return Exhibit("remittance_hours", t("A year of the programme in hours of remittances"), "", "", rows, TABLES)
    most, last = rows.loc[rows["hours"].idxmax()], rows.iloc[-1]
    said = {"most": _time(most["hours"], t), "last": _time(last["hours"], t)}
    return Exhibit(
        name="remittance_hours",
        headline=t(
            "A year of the programme equalled at most {most} of remittances ({peak}); in {last_year}, {last}",
            **said, peak=int(most["year"]), last_year=int(last["year"]),
        ),
        subtitle=t(
            "Hours of the year’s remittances that match the federal money exercised, {period}",
            period=t.years(rows["year"].min(), rows["year"].max()),
        ),
        alt=t("Hours by year: {all}.", all=_told(rows, "hours", t)),
        rows=rows[columns],
        tables=TABLES,
        views={"chart": _columns(rows, "hours", t, colours)},
    )  # fmt: skip


def pesos_per_thousand(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Federal pesos for each thousand dollars of remittances. rows: as `hours` takes them."""
    columns = ["year", "amount_mxn", "remitted_usd", "mxn_per_1000_usd"]
    if rows.empty:
        title = t("Federal money for each thousand dollars of remittances")
        return Exhibit("pesos_per_thousand", title, "", "", rows, TABLES)
    first, last = rows.iloc[0], rows.iloc[-1]
    most = rows.loc[rows["mxn_per_1000_usd"].idxmax()]
    return Exhibit(
        name="pesos_per_thousand",
        headline=t(
            "For each thousand dollars sent home: {before} federal pesos in {first}, at most {most} in {peak}, "
            "{after} in {last}",
            before=_short(first["mxn_per_1000_usd"], t), first=int(first["year"]),
            most=_short(most["mxn_per_1000_usd"], t), peak=int(most["year"]),
            after=_short(last["mxn_per_1000_usd"], t), last=int(last["year"]),
        ),
        subtitle=t(
            "Nominal pesos of federal 3x1 money for each thousand nominal US dollars of remittances, {period}",
            period=t.years(first["year"], last["year"]),
        ),
        alt=t("Pesos by year: {all}.", all=_told(rows, "mxn_per_1000_usd", t)),
        rows=rows[columns],
        tables=TABLES[:2],
        views={"chart": _columns(rows, "mxn_per_1000_usd", t, colours)},
    )  # fmt: skip


def _short(value: float, t: Language) -> str:
    return t.number(value, 1)


def _time(hours: float, t: Language) -> str:
    """Hours in words, minutes when there is not a whole one."""
    if hours < 1:
        return t.plural("{n} minute", "{n} minutes", round(60 * hours))
    return t.plural("{n} hour", "{n} hours", round(hours))


def _told(rows: pd.DataFrame, column: str, t: Language) -> str:
    return t.together(f"{row.year} {_short(getattr(row, column), t)}" for row in rows.itertuples())


def _columns(rows: pd.DataFrame, column: str, t: Language, colours: Palette) -> go.Figure:
    years = rows["year"].tolist()
    peak = rows[column].max()
    figure = go.Figure(
        go.Bar(
            x=years,
            y=rows[column].tolist(),
            text=[_short(value, t) for value in rows[column]],
            textposition="outside",
            textangle=0,
            textfont={"size": 12, "color": colours.ink},
            cliponaxis=False,
            marker={
                "color": [colours.accent if value == peak else colours.muted for value in rows[column]],
                "line": {"width": 0},
            },
            hovertemplate="%{x}: %{text}<extra></extra>",
        )
    )
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_yaxes(visible=False, range=[0, peak * 1.18])
    figure.update_layout(template=template(colours), height=280, bargap=0.25)
    return figure
