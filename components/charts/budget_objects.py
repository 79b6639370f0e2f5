"""What the federal money bought: subsidies for works, investment, operation and staff; and what running it cost."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts import pesos
from components.charts.bars import ranked_bars
from components.charts.columns import money_layer
from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_names
from components.theme import Palette, template
from data import catalog

TABLES = ("programme_budget_by_object", "price_index")
SUBSIDIES = ("subsidies", "investment_subsidies")
RUNNING = ("staff", "operation")
STATEMENTS = ("operating_cost", "operating_cost_2003")


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Stacked columns by year. rows: as `store.programme_budget_by_object` gives them."""
    wide = rows.pivot(index="year", columns="object", values=pesos.amount(measure))
    if wide.empty:
        return Exhibit("budget_objects", t("What the federal money bought"), "", "", rows, TABLES)
    names = value_names("programme_budget_by_object", "object", t)
    paid = wide[[column for column in SUBSIDIES if column in wide]].sum(axis=1)
    told = [
        f"{year}: "
        + t.together(f"{names[column]} {t.money(value, 'mxn')}" for column, value in line.items() if value > 0)
        for year, line in wide.iterrows()
    ]
    return Exhibit(
        name="budget_objects",
        headline=_headline(paid, t),
        subtitle=t(
            "Federal money exercised by object of spending, {unit}, {period}",
            unit=pesos.unit(rows, measure, t), period=t.years(wide.index.min(), wide.index.max()),
        ),
        alt="; ".join(told) + ".",
        rows=pesos.shown(rows, measure),
        tables=TABLES,
        views={"chart": _columns(wide, paid, names, t, colours)},
        notes=(
            t(
                "The accounts approve no money for operation under its own name. In 2010 and 2011 they approve "
                "indirect costs as subsidies and show them spent as staff and operation."
            ),
            *([t("2012: the accounts have no breakdown.")] if _skips(wide, 2012) else []),
        ),
    )  # fmt: skip


def _skips(wide: pd.DataFrame, year: int) -> bool:
    return wide.index.min() < year < wide.index.max() and year not in wide.index


def _headline(paid: pd.Series, t: Language) -> str:
    peak, last = paid.idxmax(), paid.index[-1]
    if peak == last:
        return t("Subsidies for works: {amount} in {year}", amount=t.money(paid[last], "mxn", words=True), year=last)
    return t(
        "Subsidies for works went from {most} in {peak} to {least} in {last}",
        most=t.money(paid[peak], "mxn", words=True), peak=peak, least=t.money(paid[last], "mxn", words=True), last=last,
    )  # fmt: skip


def _columns(wide: pd.DataFrame, paid: pd.Series, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    years = list(range(wide.index.min(), wide.index.max() + 1))
    for slug, colour in colours.objects.items():
        if slug in wide and wide[slug].fillna(0).any():
            figure.add_trace(money_layer(wide[slug], names[slug], colour, t, colours))
    top = wide.sum(axis=1)
    for year in years:
        said = t.number(top[year] / 1e6) if year in top.index else t.missing
        figure.add_annotation(
            x=year, y=top.get(year, 0), text=said, showarrow=False, yanchor="bottom", yshift=2,
            font={"size": 11, "color": colours.ink},
        )  # fmt: skip
    for year in paid.index[paid == 0]:
        figure.add_annotation(
            x=year, y=top[year], standoff=18, text=t("{year}: no subsidies", year=year), axref="x", ayref="y",
            ax=year + 0.4, ay=top.max(), xanchor="right", yanchor="bottom", arrowcolor=colours.quiet, arrowhead=0,
            font={"size": 13, "color": colours.accent},
        )  # fmt: skip
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.6, years[-1] + 0.7])
    figure.update_yaxes(visible=False, range=[0, top.max() * 1.1])
    figure.update_layout(
        template=template(colours), barmode="stack", bargap=0.22, height=400, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13}},
    )  # fmt: skip
    return figure


def running_cost(objects: pd.DataFrame, facts: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """What staff and operation took of each year's money, beside what the report said of earlier years.

    objects: as `store.programme_budget_by_object` gives them; facts: as `store.programme_facts` does.
    """
    running = objects["object"].isin(RUNNING)
    share = objects[running].groupby("year")["amount_mxn"].sum() / objects.groupby("year")["amount_mxn"].sum()
    rows = _said_and_counted(share, facts, t)
    works = share[share < 1]
    tables = ("programme_facts", "programme_budget_by_object")
    if works.empty:
        return Exhibit("running_cost", t("What it cost to run the programme"), "", "", rows.head(0), tables)
    labels = [t.percent(value, 1) for value in works]
    usual, odd = (t.percent(facts.loc[fact, "value"] / 100) for fact in STATEMENTS)
    notes = [
        t(
            "The report states ({places}): {period}, less than {usual} of the money of each year on operating costs; "
            "{odd_year}, {odd}. Those are other years, and it does not say what it counts: the two are no series.",
            places=t.together(dict.fromkeys(facts.loc[list(STATEMENTS), "locator"])),
            period=facts.loc[STATEMENTS[0], "period"], odd_year=facts.loc[STATEMENTS[1], "period"],
            usual=usual, odd=odd,
        )
    ]  # fmt: skip
    if len(without := share.index[share == 1]):
        notes.append(t("{years}: all of the money, for there were no works.", years=t.together(map(str, without))))
    return Exhibit(
        name="running_cost",
        headline=t(
            "Staff and operation took {low} to {high} of the money in years with works",
            low=t.percent(works.min(), 1), high=t.percent(works.max(), 1),
        ),
        subtitle=t("Staff and operation as a share of the federal money exercised, {period}",
                   period=t.years(works.index[0], works.index[-1])),
        alt=t("Share by year: {all}.", all=t.together(f"{y} {label}" for y, label in zip(works.index, labels))),
        rows=rows,
        tables=tables,
        caveats=("secondary_source",),
        views={"chart": _by_year(works, labels, colours)},
        notes=tuple(notes),
    )  # fmt: skip


def _said_and_counted(share: pd.Series, facts: pd.DataFrame, t: Language) -> pd.DataFrame:
    """The report's statements and the shares of the accounts, each row with who says it."""
    report, accounts = (t.text(catalog.publishers()[publisher].short) for publisher in ("rocha_menocal", "shcp"))
    said = [
        (facts.loc[fact, "period"], facts.loc[fact, f"statement_{t.code}"], facts.loc[fact, "value"] / 100, report)
        for fact in STATEMENTS
    ]
    spent = t("Staff and operation, of the federal money exercised")
    counted = [(str(year), spent, value, accounts) for year, value in share.items()]
    return pd.DataFrame([*said, *counted], columns=["period", "statement", "share", "publisher"])


def _by_year(works: pd.Series, labels: list[str], colours: Palette) -> go.Figure:
    """Bars down the years; a year without a figure keeps its empty place."""
    figure = ranked_bars([str(year) for year in works.index], works.tolist(), labels, colours, told=0)
    return figure.update_yaxes(dtick=1).update_layout(height=max(figure.layout.height, 120))
