"""Remittances by state in one period: a map in classes, ranked bars, and the words for both."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.charts.state_remittance_measures import WORDS, period, why_nothing
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import Classes, around_zero, classed_map, natural_breaks
from components.theme import Palette
from data.store import STATE_REMITTANCE_MEASURES, Filters

TOLD = 3  # bars that carry the accent
TENTH, MOST_NAMED = 0.1, 6
LEFT_OF_FALLS = 0.45  # room for the figures of falling states, of the span of the bars on a phone
SHOWN = {
    "state_usd": ["amount_usd", "share"],
    "state_per_person": ["per_person_usd", "amount_usd", "population"],
    "state_share_of_gdp": ["share_of_gdp", "amount_usd"],
    "state_change": ["change", "change_real", "amount_from_usd", "amount_usd"],
}


def exhibit(
    rows: pd.DataFrame, measure: str, chosen: Filters, quarter: int | None, t: Language, colours: Palette
) -> Exhibit:
    """Map and bars. rows: as `store.state_remittances(measure, chosen, quarter)` gives them."""
    column, tables = STATE_REMITTANCE_MEASURES[measure].column, STATE_REMITTANCE_MEASURES[measure].tables
    words = WORDS[measure]
    ranked = rows.dropna(subset=[column]).sort_values(column, ascending=False, ignore_index=True)
    if ranked.empty:
        nothing = why_nothing(measure, quarter, t)
        if measure == "state_change" and len(rows):
            nothing = t("A change needs two years: choose an earlier first year.")
        return Exhibit("remittances_states", words.title(t), "", "", ranked, tables, nothing=nothing)
    top = ranked.iloc[0]
    first, last = period(top["year_from"], quarter, t), period(top["year_to"], quarter, t)
    subtitle = words.of_quarter if quarter is not None and words.of_quarter else words.subtitle
    classes = _classes(ranked[column])
    return Exhibit(
        name="remittances_states",
        headline=_chosen(ranked, measure, column, t) if chosen.states else HEADLINES[measure](ranked, first, last, t),
        subtitle=subtitle(t).format(first=first, period=last),
        alt=_alt(ranked, measure, column, t),
        rows=_shown(rows, measure, column, quarter),
        tables=tables,
        notes=(*_notes(ranked, measure, chosen, quarter, t), classes.note(t)),
        views={
            "map": _map(rows, measure, column, classes, t, colours),
            "chart": _bars(ranked, measure, column, t, colours),
        },
    )


def _classes(values: pd.Series) -> Classes:
    return around_zero(values) if values.min() < 0 else natural_breaks(values)


def _shown(rows: pd.DataFrame, measure: str, column: str, quarter: int | None) -> pd.DataFrame:
    years = ["year_from", "year_to"] if measure == "state_change" else ["year_to"]
    columns = ["state_code", "state", *SHOWN[measure], "rank", *years]
    if quarter is not None:
        columns.append("quarter_of_year")
    return rows.sort_values(column, ascending=False, na_position="last", ignore_index=True)[columns]


def _received(ranked: pd.DataFrame, first: str, last: str, t: Language) -> str:
    top = ranked.iloc[0]
    return t(
        "{state} received the most remittances in {period}: {value}, {share} of the country’s",
        state=top["state"], period=last, value=t.money(top["amount_usd"], "usd", words=True),
        share=t.percent(top["share"], 1),
    )  # fmt: skip


def _per_person(ranked: pd.DataFrame, first: str, last: str, t: Language) -> str:
    top = ranked.iloc[0]
    return t(
        "{state} received the most remittances per person in {period}: {value}, {times} times the country’s",
        state=top["state"], period=last, value="US$" + t.number(top["per_person_usd"]),
        times=t.number(top["per_person_usd"] / top["national"], 1),
    )  # fmt: skip


def _of_gdp(ranked: pd.DataFrame, first: str, last: str, t: Language) -> str:
    """The states that live on remittances most: those over a tenth of GDP when they can be named, else the highest."""
    national = t.percent(ranked["national"].iloc[0], 1)
    over = ranked.loc[ranked["share_of_gdp"] > TENTH, "state"].tolist()
    if 1 < len(over) <= MOST_NAMED:
        return t(
            "In {period} remittances equalled more than a tenth of the GDP of {states}; of the country’s, {national}",
            period=last, states=t.together(over), national=national,
        )  # fmt: skip
    top = ranked.iloc[0]
    return t(
        "In {period} remittances equalled {value} of the GDP of {state}, the highest share; of the country’s, "
        "{national}",
        period=last, state=top["state"], value=t.percent(top["share_of_gdp"], 1), national=national,
    )  # fmt: skip


def _changed(ranked: pd.DataFrame, first: str, last: str, t: Language) -> str:
    top, low, write = ranked.iloc[0], ranked.iloc[-1], WORDS["state_change"].write
    told = {"first": first, "last": last, "state": top["state"], "change": write(top["change"], t)}
    falling = int((ranked["change"] < 0).sum())
    if falling == len(ranked):
        return t(
            "Remittances fell in every state from {first} to {last}: most in {low}, {fall}; least in {state}, {change}",
            **told, low=low["state"], fall=write(low["change"], t),
        )  # fmt: skip
    if falling:
        return t.plural(
            "From {first} to {last} remittances grew most in {state}, {change}; in {n} state they fell",
            "From {first} to {last} remittances grew most in {state}, {change}; in {n} states they fell",
            falling, **told,
        )  # fmt: skip
    return t(
        "From {first} to {last} remittances grew most in {state}, {change}; in the country, {national}",
        **told, national=write(top["national"], t),
    )  # fmt: skip


HEADLINES = {
    "state_usd": _received, "state_per_person": _per_person, "state_share_of_gdp": _of_gdp, "state_change": _changed,
}  # fmt: skip


def _chosen(ranked: pd.DataFrame, measure: str, column: str, t: Language) -> str:
    """The highest of the states that were chosen, and where it stands among all."""
    top, words = ranked.iloc[0], WORDS[measure]
    told = {
        "title": words.title(t), "state": top["state"], "value": words.write(top[column], t), "rank": int(top["rank"]),
    }  # fmt: skip
    if len(ranked) == 1:
        return t("{title}, {state}: {value}, rank {rank} of 32", **told)
    return t("{title}, {n} states chosen: the highest is {state}, {value}, rank {rank} of 32", n=len(ranked), **told)


def _notes(ranked: pd.DataFrame, measure: str, chosen: Filters, quarter: int | None, t: Language) -> list[str]:
    """Which period is shown where another was asked for, and the change in real pesos beside that in dollars."""
    top, notes = ranked.iloc[0], []
    shown = period(top["year_to"], quarter, t)
    if chosen.year_to is not None and chosen.year_to > top["year_to"]:
        asked = period(chosen.year_to, quarter, t)
        notes.append(t("{asked} is not on record or not complete: shown is {shown}.", asked=asked, shown=shown))
    if measure == "state_change":
        notes.append(
            t(
                "Nominal dollars. In pesos of one year the change of {state} is {real}; the table has that of each "
                "state.",
                state=top["state"], real=WORDS[measure].write(top["change_real"], t),
            )
        )  # fmt: skip
        if chosen.year_from is not None and chosen.year_from < top["year_from"]:
            notes.append(t("Figures by state begin in {year}.", year=int(top["year_from"])))
    return notes


def _alt(ranked: pd.DataFrame, measure: str, column: str, t: Language) -> str:
    words = WORDS[measure]

    def told(states: pd.DataFrame) -> str:
        return t.together(f"{row['state']} ({words.write(row[column], t)})" for _, row in states.iterrows())

    if len(ranked) <= 2 * TOLD:
        return t("{title}: {all}.", title=words.title(t), all=told(ranked))
    return t(
        "{title} by state. Highest: {top}. Lowest: {bottom}.",
        title=words.title(t), top=told(ranked.head(TOLD)), bottom=told(ranked.tail(TOLD)[::-1]),
    )  # fmt: skip


def _map(rows: pd.DataFrame, measure: str, column: str, classes: Classes, t: Language, colours: Palette) -> go.Figure:
    words = WORDS[measure]
    places = rows.rename(columns={"state_code": "code", column: "value", "state": "name"})[["code", "value", "name"]]
    return classed_map(
        "mx_states", places, classes, colours, title=words.legend(t), write=lambda value: words.write(value, t),
        hover=words.hover.replace("VALUE", "z"), missing=t.missing,
    )  # fmt: skip


def _bars(ranked: pd.DataFrame, measure: str, column: str, t: Language, colours: Palette) -> go.Figure:
    values = ranked[column].tolist()
    labels = [WORDS[measure].write(value, t) for value in values]
    figure = ranked_bars(ranked["state"].tolist(), values, labels, colours, told=min(TOLD, max(1, len(ranked) // 3)))
    low, high = min(0, *values), max(0, *values)
    if low < 0:
        figure.update_xaxes(range=[low - LEFT_OF_FALLS * (high - low), high])
    return figure
