"""From which US states the money comes: a map, a ranking, and lines over the years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.charts.lines_by_year import MOST, Panel, left_out, panels_of_lines, spoken
from components.charts.remittances_period import dated, dated_years, each, period_of, when
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import Classes, classed_map, natural_breaks
from components.names import us_state_name
from components.theme import Palette
from data.store import US_UNIDENTIFIED

TABLES = ("remittances_by_us_state",)
NO_OUTLINE = "PR"
BARS, TOP = 20, 5


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette, chosen: Sequence[str] = ()) -> Exhibit:
    """Map and ranking. rows: as `store.us_state_remittances` gives them; chosen: the US states asked for, if any."""
    title = t("Remittances from each US state")
    places = rows[rows["us_state"] != US_UNIDENTIFIED].reset_index(drop=True)
    if places.empty:
        nothing = _unidentified(rows, t) if len(rows) else ""
        return Exhibit("us_states", title, "", "", places, TABLES, nothing=nothing)
    named = rows.assign(place_name=[us_state_name(code, t) for code in rows["us_state"]])
    places = named[named["us_state"] != US_UNIDENTIFIED].reset_index(drop=True)
    shown = places if chosen else places.head(BARS)
    drawn = places[places["us_state"] != NO_OUTLINE]
    classes = natural_breaks(drawn["amount_usd"])
    return Exhibit(
        name="us_states",
        headline=_headline(places, t),
        subtitle=t("Remittances sent to Mexico, nominal US dollars, {period}", period=period_of(rows, t)),
        alt=t(
            "Remittances by US state. Most: {top}. Least: {bottom}.",
            top=_told(places.head(3), t), bottom=_told(places.tail(3)[::-1], t),
        ),
        rows=dated(named[["place_name", "us_state", "amount_usd", "share", "year_to", "quarter"]]),
        tables=TABLES,
        views={
            **({"map": _map(drawn, classes, title, t, colours)} if len(drawn) else {}),
            "chart": _bars(shown, colours, t),
        },
        notes=(
            _unidentified(rows, t),
            *left_out(len(shown), len(places) - len(shown), t),
            *_without_outline(places, t),
            *([classes.note(t)] if len(drawn) else []),
        ),
    )  # fmt: skip


def over_time(
    rows: pd.DataFrame, t: Language, colours: Palette, chosen: Sequence[str] = (), quarter: int | None = None
) -> Exhibit:
    """Lines of the US states chosen, or of the five with most in the last year.

    rows: as `store.us_state_remittances_by_year` gives them for that quarter of each year, or for whole years.
    """
    places = rows[rows["us_state"] != US_UNIDENTIFIED]
    if places.empty:
        return Exhibit("us_states_over_time", t("Remittances from US states over the years"), "", "", places, TABLES)
    last = places[places["year"] == places["year"].max()].sort_values("amount_usd", ascending=False)
    asked = last["us_state"].tolist() if chosen else last["us_state"].head(TOP).tolist()
    kept = asked[:MOST]
    names = {code: us_state_name(code, t) for code in [*asked, US_UNIDENTIFIED]}
    lines = {names[code]: places[places["us_state"] == code].set_index("year")["amount_usd"] for code in kept}
    table = rows[rows["us_state"].isin([*asked, US_UNIDENTIFIED])]
    table = table.assign(place_name=table["us_state"].map(names))
    return Exhibit(
        name="us_states_over_time",
        headline=_growth(*next(iter(lines.items())), quarter, t),
        subtitle=t(
            "Remittances sent to Mexico, nominal US dollars, {period}", period=each(rows["year"], quarter, t)
        ),
        alt=t("Lines by US state: {lines}.", lines=spoken(lines, quarter, t)),
        rows=dated_years(table[["year", "place_name", "us_state", "amount_usd", "share"]], quarter),
        tables=TABLES,
        views={"chart": panels_of_lines([Panel("", lines)], t, colours)},
        notes=(_unidentified_over_time(rows, quarter, t), *left_out(len(kept), len(asked) - len(kept), t)),
    )  # fmt: skip


def _headline(places: pd.DataFrame, t: Language) -> str:
    top = places.iloc[0]
    said = {
        "state": top["place_name"], "amount": t.money(top["amount_usd"], "usd", words=True),
        "share": t.percent(top["share"], 1),
    }  # fmt: skip
    if len(places) <= TOP:
        return t("From {state} came {amount}, {share} of what the United States sent", **said)
    return t(
        "From {state} came {amount}, {share} of what the United States sent; from the first five, {five}",
        five=t.percent(places["share"].head(TOP).sum()), **said,
    )  # fmt: skip


def _growth(name: str, line: pd.Series, quarter: int | None, t: Language) -> str:
    first, last = line.iloc[0], line.iloc[-1]
    said = {"state": name, "last": t.money(last, "usd", words=True), "to": when(line.index[-1], quarter, t)}
    if len(line) == 1 or not first:
        return t("{state} sent {last} in {to}", **said)
    return t(
        "{state} sent {last} in {to}, {times} times what it sent in {since}",
        times=t.number(last / first, 1), since=when(line.index[0], quarter, t), **said,
    )  # fmt: skip


def _told(places: pd.DataFrame, t: Language) -> str:
    return t.together(f"{row.place_name} ({t.money(row.amount_usd, 'usd')})" for row in places.itertuples())


def _unidentified(rows: pd.DataFrame, t: Language) -> str:
    row = rows[rows["us_state"] == US_UNIDENTIFIED].iloc[0]
    return t(
        "Sent from the United States without a state (“not identified”): {amount}, {share}; in the table, not in the "
        "figure.",
        amount=t.money(row["amount_usd"], "usd"), share=t.percent(row["share"], 1),
    )  # fmt: skip


def _unidentified_over_time(rows: pd.DataFrame, quarter: int | None, t: Language) -> str:
    line = rows[rows["us_state"] == US_UNIDENTIFIED].sort_values("year")
    first, last = line.iloc[0], line.iloc[-1]
    said = {
        "last": t.money(last["amount_usd"], "usd"), "last_share": t.percent(last["share"], 1),
        "to": when(last["year"], quarter, t),
    }  # fmt: skip
    if len(line) == 1:
        return t("Without a state (“not identified”): {last} ({last_share}) in {to}.", **said)
    return t(
        "Without a state (“not identified”): {first} ({first_share}) in {since}, {last} ({last_share}) in {to}. Part "
        "of a change in a state’s line can be that its money is now identified, or no longer.",
        first=t.money(first["amount_usd"], "usd"), first_share=t.percent(first["share"], 1),
        since=when(first["year"], quarter, t), **said,
    )  # fmt: skip


def _without_outline(places: pd.DataFrame, t: Language) -> list[str]:
    row = places[places["us_state"] == NO_OUTLINE]
    if row.empty:
        return []
    return [
        t(
            "Not on the map, for want of an outline: {place} ({amount}).",
            place=row["place_name"].iloc[0], amount=t.money(row["amount_usd"].iloc[0], "usd"),
        )
    ]  # fmt: skip


def _map(drawn: pd.DataFrame, classes: Classes, title: str, t: Language, colours: Palette) -> go.Figure:
    values = pd.DataFrame({"code": drawn["us_state"], "value": drawn["amount_usd"], "name": drawn["place_name"]})
    return classed_map(
        "us_states", values, classes, colours, title=title, write=lambda value: t.money(value, "usd"),
        hover="US$%{z:,.0f}", missing=t.missing,
    )  # fmt: skip


def _bars(shown: pd.DataFrame, colours: Palette, t: Language) -> go.Figure:
    labels = [t.money(amount, "usd") for amount in shown["amount_usd"]]
    return ranked_bars(shown["place_name"].tolist(), shown["amount_usd"].tolist(), labels, colours, told=TOP)
