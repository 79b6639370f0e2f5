"""One measure over the 32 states: a map, ranked bars, and the words for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit, hover_value, short_value
from components.i18n import Language
from components.maps import Classes, classed_map, natural_breaks
from components.theme import Palette
from data import catalog


@dataclass(frozen=True)
class Words:
    """How a measure is spoken of. `headline` takes {state} and {value}, `subtitle` {period} and {base}."""

    title: Callable[[Language], str]
    headline: Callable[[Language], str]
    subtitle: Callable[[Language], str]


WORDS = {
    "remittances_per_person": Words(
        lambda t: t("Remittances per person"),
        lambda t: t("{state} received the most remittances per person: {value}"),
        lambda t: t("Remittances per inhabitant, nominal US dollars, {period}"),
    ),
    "remittances": Words(
        lambda t: t("Remittances"),
        lambda t: t("{state} received the most remittances: {value}"),
        lambda t: t("Remittances, nominal US dollars, {period}"),
    ),
    "federal_money_per_person": Words(
        lambda t: t("Federal 3x1 money per person"),
        lambda t: t("{state} got the most federal 3x1 money per person: {value}"),
        lambda t: t("Federal money of the programme per inhabitant, pesos of {base}, sum of {period}"),
    ),
    "federal_money": Words(
        lambda t: t("Federal 3x1 money"),
        lambda t: t("{state} got the most federal 3x1 money: {value}"),
        lambda t: t("Federal money of the programme exercised by state delegations, nominal pesos, sum of {period}"),
    ),
    "works_2007": Words(
        lambda t: t("Works of all funders, 2007"),
        lambda t: t("{state} put the most into 3x1 works among the states on record: {value}"),
        lambda t: t(
            "Cost of works, all funders, nominal pesos, {period}; Zacatecas and the Federal District not on record"
        ),
    ),
    "dwellings_with_remittances": Words(
        lambda t: t("Dwellings that receive remittances"),
        lambda t: t("In {state}, {value} of dwellings receive remittances, the highest share"),
        lambda t: t("Dwellings that receive remittances, percent, {period}"),
    ),
}


def exhibit(
    rows: pd.DataFrame,
    measure: str,
    column: str,
    tables: tuple[str, ...],
    t: Language,
    colours: Palette,
    notes: tuple[str, ...] = (),
) -> Exhibit:
    """Map and bars of one measure.

    rows: state_code, state, `column`, year_from, year_to (and base_year), as `store.state_measure` gives them.
    """
    meaning = catalog.describe(column, tables)
    assert meaning is not None, f"{column} is not in the catalogue"
    words = WORDS[measure]
    ranked = rows.dropna(subset=[column]).sort_values(column, ascending=False)
    if ranked.empty:
        return Exhibit(measure, words.title(t), "", "", ranked, tables)
    top = ranked.iloc[0]
    period = t.years(top["year_from"], top["year_to"])
    classes = natural_breaks(ranked[column])
    return Exhibit(
        name=measure,
        headline=words.headline(t).format(state=top["state"], value=short_value(top[column], meaning, t)),
        subtitle=words.subtitle(t).format(period=period, base=int(top.get("base_year", 0))),
        alt=_alt(ranked, column, meaning, len(rows) - len(ranked), words.title(t), t),
        rows=rows.sort_values(column, ascending=False, na_position="last", ignore_index=True),
        tables=tables,
        notes=(*notes, *_unknown(rows, column, t), classes.note(t)),
        views={
            "map": _map(rows, column, meaning, classes, words.title(t), t, colours),
            "chart": _bars(ranked, column, meaning, t, colours),
        },
    )


def _unknown(rows: pd.DataFrame, column: str, t: Language) -> list[str]:
    """The states that stay uncoloured, named."""
    missing = rows.loc[rows[column].isna(), "state"].tolist()
    return [t("No figure: {states}.", states=t.together(missing))] if missing else []


def _map(
    rows: pd.DataFrame,
    column: str,
    meaning: catalog.Column,
    classes: Classes,
    title: str,
    t: Language,
    colours: Palette,
) -> go.Figure:
    return classed_map(
        "mx_states", rows.rename(columns={"state_code": "code", column: "value", "state": "name"}),
        classes, colours, title=title, write=lambda value: short_value(value, meaning, t),
        hover=hover_value(meaning, t), missing=t.missing,
    )  # fmt: skip


def _bars(ranked: pd.DataFrame, column: str, meaning: catalog.Column, t: Language, colours: Palette) -> go.Figure:
    labels = [short_value(value, meaning, t) for value in ranked[column]]
    return ranked_bars(ranked["state"].tolist(), ranked[column].tolist(), labels, colours, told=3)


def _alt(ranked: pd.DataFrame, column: str, meaning: catalog.Column, missing: int, title: str, t: Language) -> str:
    def named(rows: pd.DataFrame) -> str:
        return t.together(f"{row['state']} ({short_value(row[column], meaning, t)})" for _, row in rows.iterrows())

    text = t(
        "{title} by state. Highest: {top}. Lowest: {bottom}.",
        title=title, top=named(ranked.head(3)), bottom=named(ranked.tail(3)[::-1]),
    )  # fmt: skip
    if missing:
        text += " " + t.plural("{n} state has no figure.", "{n} states have no figure.", missing)
    return text
