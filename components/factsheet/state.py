"""The fact sheet of a state: where it lies, where it stands, its remittances, the programme's money, who paid."""

from __future__ import annotations

import pandas as pd

from components.charts import state_money, state_places, state_standing, state_trend
from components.exhibit import Exhibit, short_value
from components.factsheet.places import official_name
from components.factsheet.sheet import (
    CHART_HEIGHT,
    CHART_TEXT,
    CHART_WIDTH,
    FONT,
    MAP_WIDTH,
    Figure,
    Panel,
    Picture,
    Sheet,
    panel,
)
from components.i18n import Language
from components.names import state_names, us_state_name, value_name
from components.svg import Line, bar_chart, column_chart, line_chart, locator
from components.theme import Palette
from data import catalog, store

FIGURES = (
    "remittances_per_person",
    "remittances_share_of_gdp",
    "federal_money_per_person",
    "poverty",
    "dwellings_with_emigrants",
)
MOST_BARS = 5


def state_sheet(code: str, t: Language, colours: Palette) -> Sheet:
    """What stands on the sheet of a state. KeyError for a code that is not one of a state."""
    state = state_names()[code]
    trend = store.remittances_beside_the_country(code)
    need = store.marginalisation(code)
    standing = store.standing(code).set_index("indicator").loc[list(FIGURES)]
    remitted = state_trend.exhibit(trend, state, t, colours)
    tables = tuple(dict.fromkeys(table for name in FIGURES for table in store.INDICATORS[name].tables))
    panels, behind = _panels(code, state, trend, remitted, t, colours)
    behind_figures = Exhibit("standing", "", "", "", need, tables)
    alt = t("Map of Mexico with {state} filled in", state=state)
    where = Picture(locator(code, state_names(), alt, colours, width=MAP_WIDTH, font=FONT), alt)
    return Sheet(
        title=state,
        full_name=official_name(code) if official_name(code) != state else "",
        lead=(remitted.headline + ".", *_federal(code, t), _need(need, t)),
        map=Panel("", "", "", where),
        figures=tuple(_figure(name, row, t) for name, row in standing.iterrows()),
        figures_source=behind_figures.source_line(t),
        panels=panels,
        unknown=_unknown(code, state, t),
        tables=tuple(dict.fromkeys((*tables, *behind, "marginalisation_by_state"))),
    )


def _federal(code: str, t: Language) -> list[str]:
    """The programme's money in the state as a part of what went to all states; nothing where it has none on record."""
    total = store.federal_money_by_state_total().set_index("state_code")
    if code not in total.index:
        return []
    row = total.loc[code]
    part, least = row["amount_mxn_real"] / total["amount_mxn_real"].sum(), 0.001
    said = t(
        "The programme spent {amount} of federal money there in {period} (pesos of {base}), {share} of what its state "
        "delegations spent.",
        amount=t.money(row["amount_mxn_real"], "mxn", words=True), base=int(row["base_year"]),
        period=t.years(row["year_from"], row["year_to"]),
        share=t.percent(part, 1) if part >= least else t("less than {share}", share=t.percent(least, 1)),
    )  # fmt: skip
    return [said]


def _need(rows: pd.DataFrame, t: Language) -> str:
    last = rows.iloc[-1]
    return t(
        "Its grade of marginalisation was {grade} in {year}: rank {rank} of 32, 1 being the most marginalised.",
        grade=value_name("marginalisation_by_state", "grade", last["grade"], t).lower(), year=int(last["year"]),
        rank=int(last["national_rank"]),
    )  # fmt: skip


def _figure(name: str, row: pd.Series, t: Language) -> Figure:
    indicator = store.INDICATORS[name]
    meaning = catalog.describe(indicator.column, indicator.tables)
    assert meaning is not None, f"{indicator.column} is not in the catalogue"
    label = f"{state_standing.TITLES[name](t)}, {t.years(row['year_from'], row['year_to'])}"
    country = t("Country: {value}", value=short_value(row["national"], meaning, t))
    if pd.isna(row["value"]):
        return Figure(label, t("No figure"), (country,), (0.0, 1.0), known=False)
    rank = t("rank {rank} of {of}", rank=int(row["rank"]), of=int(row["of"]))
    most = max(row["value"], row["national"])
    bars = (float(row["value"] / most), float(row["national"] / most))
    return Figure(label, short_value(row["value"], meaning, t), (country, rank), bars)


def _panels(
    code: str, state: str, trend: pd.DataFrame, remitted: Exhibit, t: Language, colours: Palette
) -> tuple[tuple[Panel, ...], tuple[str, ...]]:
    """The three charts, and the tables behind them."""
    first, last = trend.iloc[0], trend.iloc[-1]
    lines = [Line("national_per_person_usd", t("Country")), Line("per_person_usd", state, told=True)]
    svg = line_chart(
        trend, lines, remitted.alt, colours, lambda value: "US$" + t.number(value),
        width=CHART_WIDTH, height=CHART_HEIGHT, size=CHART_TEXT, font=FONT,
    )  # fmt: skip
    headline = t(
        "Remittances per person: {before} in {first}, {after} in {last}",
        before="US$" + t.number(first["per_person_usd"]), first=int(first["year"]),
        after="US$" + t.number(last["per_person_usd"]), last=int(last["year"]),
    )  # fmt: skip
    money = store.money_by_year(code)
    federal = state_money.by_year(money, state, t, colours)
    third, chart = _who_paid_or_where(code, state, t, colours)
    panels = (
        panel(remitted, svg, t, headline),
        panel(federal, _columns(money, federal.alt, t, colours), t, "" if len(money) else t("Federal 3x1 money")),
        panel(third, chart, t),
    )
    return panels, (*remitted.tables, *federal.tables, *third.tables)


def _columns(money: pd.DataFrame, alt: str, t: Language, colours: Palette) -> str:
    if money.empty:
        return ""
    rows = pd.DataFrame(
        {
            "year": money["year"],
            "value": money["amount_mxn_real"],
            "label": [t.money(value, "mxn") for value in money["amount_mxn_real"]],
        }
    )
    return column_chart(rows, alt, colours, width=CHART_WIDTH, height=CHART_HEIGHT, size=CHART_TEXT, font=FONT)


def _who_paid_or_where(code: str, state: str, t: Language, colours: Palette) -> tuple[Exhibit, str]:
    """Who paid the works where that is on record, else where surveyed people went; the exhibit and its chart."""
    works = store.works_beside_the_record(code)
    paid = state_money.who_paid(works, state, t, colours)
    if len(paid.rows):
        parts = (works["amount_mxn"] > 0) | (works["funder"] != "credit")  # of the four, one that paid nothing counts
        shown = works[parts].sort_values("share", ascending=False)
        labels = [
            t("{share} (all states {record})", share=t.percent(own, 1), record=t.percent(record, 1))
            for own, record in zip(shown["share"], shown["record_share"])
        ]
        names = [value_name("works_by_funder", "funder", funder, t) for funder in shown["funder"]]
        migrants = shown["funder"].tolist().index("migrants")
        return paid, _bars(names, shown["share"], labels, paid.alt, colours, told=migrants)
    went = store.survey_destinations(code)
    survey = went.groupby("survey")["count"].sum().idxmax() if len(went) else "mmp"
    gone = state_places.destinations(went, survey, state, t, colours)
    own = went[went["survey"] == survey].head(MOST_BARS)
    if len(own) < 2:  # one cell makes no share
        return paid, ""
    labels = [f"{t.percent(share)} ({t.number(count)})" for share, count in zip(own["share"], own["count"])]
    names = [us_state_name(us_state, t) for us_state in own["us_state"]]
    return gone, _bars(names, own["share"], labels, gone.alt, colours)


def _bars(names: list[str], values: pd.Series, labels: list[str], alt: str, colours: Palette, told: int = 0) -> str:
    rows = pd.DataFrame({"name": names, "value": values.to_numpy(), "label": labels})
    return bar_chart(rows, alt, colours, told=(told,), width=CHART_WIDTH, size=CHART_TEXT, font=FONT)


def _unknown(code: str, state: str, t: Language) -> tuple[str, ...]:
    """What the reader must know that nobody tells, the state's own gaps first."""
    works = store.works_beside_the_record(code)
    said = []
    if works.empty:
        said.append(t("{state} is not in the source: who paid there is not known.", state=state))
    elif not works["amount_mxn"].any():
        said.append(t("The source prints no works of {state} for 2007.", state=state))
    if store.money_by_year(code).empty:
        said.append(t("No federal 3x1 money of {state} is on record, 2008-2011.", state=state))
    else:
        said.append(t("By state, federal money is known for 2008-2011 only."))
    said.append(t("Which works were built, in which municipality and by which club, no open source tells."))
    return tuple(said)
