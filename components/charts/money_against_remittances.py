"""Federal 3x1 money by state against the state's remittances, 2008-2011: each state named, and the ratio on a map."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.charts.labels import place
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import classed_map, natural_breaks
from components.theme import Palette, template

TABLES = ("programme_budget_by_state", "remittances_by_state")
HEIGHT, AROUND = 560, 60  # pixels of the figure, and of it what is not the plot


def scatter(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Budget against remittances on log axes. rows: as `store.state_money_against_remittances` gives them."""
    known = rows[rows["amount_mxn"] > 0].sort_values("amount_mxn", ascending=False)  # a log axis has no zero
    if known.empty:
        return Exhibit("state_money", t("Federal money against remittances by state"), "", "", known, TABLES)
    period = t.years(known["year_from"].iloc[0], known["year_to"].iloc[0])
    whole = 1000 * known["amount_mxn"].sum() / rows["remitted_usd"].sum()
    return Exhibit(
        name="state_money",
        headline=_headline(known, t),
        subtitle=t(
            "Federal 3x1 money (nominal pesos) against remittances (nominal US dollars), sums of {period}; "
            "both axes are logarithmic",
            period=period,
        ),
        alt=t("Federal pesos for each thousand dollars of remittances: {all}.", all=_told(known, t)),
        rows=rows.drop(columns="abbreviation").sort_values("remitted_usd", ascending=False, ignore_index=True),
        tables=TABLES,
        views={"chart": _scatter(known, whole, t, colours)},
        notes=(
            t(
                "Red: {gaining}, which the report of 2007 names as gaining most. Blue: {unable}, which it names as "
                "unable to take part.",
                gaining=_named(rows, "best_served", t), unable=_named(rows, "underserved", t),
            ),
            *_unknown(rows, t),
        ),
    )  # fmt: skip


def ratio(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Pesos for each thousand dollars, as a map and bars. rows: as `scatter` takes them."""
    ranked = rows.dropna(subset=["mxn_per_1000_usd"]).sort_values("mxn_per_1000_usd", ascending=False)
    if ranked.empty:
        return Exhibit("state_ratio", t("Federal pesos for each thousand dollars by state"), "", "", ranked, TABLES)
    top, low = ranked.iloc[0], ranked.iloc[-1]
    title = t("Pesos per thousand dollars")
    labels = [_pesos(value, t) for value in ranked["mxn_per_1000_usd"]]
    classes = natural_breaks(ranked["mxn_per_1000_usd"])
    return Exhibit(
        name="state_ratio",
        headline=t(
            "For each thousand dollars of remittances, {top} got {most} federal pesos and {low} {least}",
            top=top["state"], most=_pesos(top["mxn_per_1000_usd"], t),
            low=low["state"], least=_pesos(low["mxn_per_1000_usd"], t),
        ),
        subtitle=t(
            "Nominal pesos of federal 3x1 money for each thousand US dollars of remittances, sums of {period}",
            period=t.years(top["year_from"], top["year_to"]),
        ),
        alt=t("Federal pesos for each thousand dollars of remittances: {all}.", all=_told(ranked, t)),
        rows=rows.drop(columns="abbreviation").sort_values("mxn_per_1000_usd", ascending=False, ignore_index=True),
        tables=TABLES,
        views={
            "map": classed_map(
                "mx_states", rows.rename(columns={"state_code": "code", "mxn_per_1000_usd": "value", "state": "name"}),
                classes, colours, title=title, write=lambda value: _pesos(value, t), hover="%{z:,.1f}",
                missing=t.missing,
            ),
            "chart": ranked_bars(ranked["state"].tolist(), ranked["mxn_per_1000_usd"].tolist(), labels, colours),
        },
        notes=(*_unknown(rows, t), classes.note(t)),
    )  # fmt: skip


def _pesos(value: float, t: Language) -> str:
    return t.number(value, 1 if value < 10 else 0, trim=True)


def _told(ranked: pd.DataFrame, t: Language) -> str:
    return t.together(f"{row.state} {_pesos(row.mxn_per_1000_usd, t)}" for row in ranked.itertuples())


def _named(rows: pd.DataFrame, how: str, t: Language) -> str:
    return t.together(rows.loc[rows["named"] == how, "state"]) or t.missing


def _unknown(rows: pd.DataFrame, t: Language) -> list[str]:
    """The states without a figure, and those whose figure is a zero, named."""
    missing, zero = (
        rows.loc[which, "state"].tolist() for which in (rows["amount_mxn"].isna(), rows["amount_mxn"] == 0)
    )
    notes = []
    if missing:
        notes.append(t("No federal 3x1 money by state in the accounts: {states}.", states=t.together(missing)))
    if zero:
        notes.append(t("The accounts show nothing spent in these years: {states}.", states=t.together(zero)))
    return notes


def _headline(known: pd.DataFrame, t: Language) -> str:
    """How alike the two orders are, in words a reader can check: who leads in one and in the other."""
    money, sent = known.iloc[0], known.loc[known["remitted_usd"].idxmax()]
    if money["state"] == sent["state"]:
        return t("{state} had most remittances and most federal 3x1 money", state=money["state"])
    place = 1 + known["state"].tolist().index(sent["state"])
    return t(
        "{sent} had most remittances, {money} most federal 3x1 money; {sent} came {place} in it",
        sent=sent["state"], money=money["state"], place=t("in place {n}", n=place),
    )  # fmt: skip


def _scatter(known: pd.DataFrame, whole: float, t: Language, colours: Palette) -> go.Figure:
    x, y = known["remitted_usd"].map(math.log10), known["amount_mxn"].map(math.log10)
    x_span, y_span = _span(x, 0.14), _span(y, 0.07)
    places = place(_along(x, x_span), _along(y, y_span), known["abbreviation"].tolist(), HEIGHT - AROUND)
    tone = {"best_served": colours.accent, "underserved": colours.purposes["protection"]}
    tones = [tone.get(named, colours.quiet) for named in known["named"]]
    hover = [
        t(
            "<b>{state}</b><br>federal 3x1 money {money}<br>remittances {sent}<br>{ratio} pesos per thousand dollars",
            state=row.state, money=t.money(row.amount_mxn, "mxn"), sent=t.money(row.remitted_usd, "usd"),
            ratio=_pesos(row.mxn_per_1000_usd, t),
        )
        for row in known.itertuples()
    ]  # fmt: skip
    figure = go.Figure(
        go.Scatter(
            x=known["remitted_usd"].tolist(),
            y=known["amount_mxn"].tolist(),
            mode="markers+text",
            text=known["abbreviation"].tolist(),
            textposition=places,
            textfont={"size": 11, "color": colours.ink},
            marker={"size": 8, "color": tones},
            cliponaxis=False,
            hovertext=hover,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    _equal_ratio(figure, whole, x_span, t, colours)
    figure.update_xaxes(type="log", range=x_span, title=t("Remittances"), **_ticks(x_span, "usd", t))
    figure.update_yaxes(type="log", range=y_span, **_ticks(y_span, "mxn", t))
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", text=t("Federal 3x1 money"), showarrow=False, xanchor="left",
        yanchor="bottom", font={"size": 13, "color": colours.quiet},
    )  # fmt: skip
    figure.update_layout(template=template(colours), height=HEIGHT, margin_t=28)
    return figure


def _span(logs: pd.Series, edge: float) -> list[float]:
    """The axis from end to end, with room for names at its edges."""
    room = max(0.12, edge * (logs.max() - logs.min()))
    return [logs.min() - room, logs.max() + room]


def _along(logs: pd.Series, span: list[float]) -> list[float]:
    return [(value - span[0]) / (span[1] - span[0]) for value in logs]


def _ticks(span: list[float], currency: str, t: Language) -> dict[str, list]:
    """Ones and threes of each power of ten inside the axis."""
    low, high = math.floor(span[0]), math.ceil(span[1])
    values = [n * 10.0**power for power in range(low, high) for n in (1, 3)]
    inside = [value for value in values if span[0] <= math.log10(value) <= span[1]]
    return {"tickvals": inside, "ticktext": [t.money(value, currency, 0) for value in inside]}


def _equal_ratio(figure: go.Figure, whole: float, x_span: list[float], t: Language, colours: Palette) -> None:
    """The line on which a state gets the country's pesos for each thousand dollars."""
    ends = [10**edge for edge in x_span]
    figure.add_scatter(
        x=ends, y=[whole / 1000 * end for end in ends], mode="lines", hoverinfo="skip",
        line={"color": colours.rule, "width": 2, "dash": "dash"},
    )  # fmt: skip
    figure.add_annotation(
        x=x_span[0], y=math.log10(whole / 1000) + x_span[0], xanchor="left", yanchor="top", showarrow=False, yshift=-4,
        text=t("the country’s ratio:<br>{n} pesos per<br>thousand dollars", n=_pesos(whole, t)), align="left",
        font={"size": 12, "color": colours.quiet},
    )  # fmt: skip
