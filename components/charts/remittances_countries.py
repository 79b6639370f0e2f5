"""From which countries the money comes and to which it leaves: a ranking for each flow, and lines over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.charts.lines_by_year import MOST, Panel, left_out, panels_of_lines, spoken
from components.charts.remittances_period import dated, dated_years, each, period_of, when
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import country_first, country_in_a_sentence, country_name
from components.theme import Palette
from data.store import COUNTRY_UNIDENTIFIED

TABLES = ("remittances_by_country",)
UNITED_STATES = "USA"
BARS, TOLD = 15, 3
ALONE = 5  # times the second: such a first country would leave no length for the others


def ranking(rows: pd.DataFrame, flow: str, t: Language, colours: Palette, chosen: Sequence[str] = ()) -> Exhibit:
    """The countries with most of a flow. rows: as `store.country_remittances` gives them for that flow.

    chosen: the countries asked for, if any.
    """
    title = t("Remittances from each country") if flow == "inflow" else t("Remittances to each country")
    some = rows[(rows["amount_usd"] > 0) | rows["country"].isin(chosen)]
    if some[some["country"] != COUNTRY_UNIDENTIFIED].empty:
        nothing = _unidentified(rows, t) if len(rows) else ""
        return Exhibit(f"countries_{flow}", title, "", "", some.head(0), TABLES, nothing=nothing)
    named = some.assign(place_name=[country_name(code, t) for code in some["country"]])
    places = named[named["country"] != COUNTRY_UNIDENTIFIED].reset_index(drop=True)
    alone = _stands_alone(places)
    shown = places.iloc[1:] if alone else places
    shown = shown if chosen else shown.head(BARS)
    return Exhibit(
        name=f"countries_{flow}",
        headline=_headline(places, flow, t),
        subtitle=_subtitle(flow, period_of(rows, t), t),
        alt=t("{title}: {all}.", title=title, all=_told(places.head(1 + BARS), t)),
        rows=dated(named[["place_name", "country", "amount_usd", "share", "year_to", "quarter"]]),
        tables=TABLES,
        views={"chart": _bars(shown, t, colours)},
        notes=(
            *([_without_the_first(places.iloc[0], t)] if alone else []),
            _unidentified(rows, t),
            *left_out(len(shown), len(places) - len(shown) - alone, t),
            *_nothing(flow, rows, t),
        ),
    )


def flows(rows: pd.DataFrame, t: Language, colours: Palette, quarter: int | None = None) -> Exhibit:
    """What came in and what went out, all countries.

    rows: as `store.remittance_flows_by_year` gives them for that quarter of each year, or for whole years.
    """
    if rows.empty:
        return Exhibit("remittance_flows", t("What comes in and what leaves"), "", "", rows, TABLES)
    lines = {flow: part.set_index("year")["amount_usd"] for flow, part in rows.groupby("flow")}
    came, left = lines["inflow"], lines["outflow"]
    said = {"came": t.money(came.iloc[-1], "usd", words=True), "left": t.money(left.iloc[-1], "usd", words=True)}
    year = when(came.index[-1], quarter, t)
    return Exhibit(
        name="remittance_flows",
        headline=t(
            "In {year} {came} came in and {left} went out: {times} dollars for each one",
            year=year, times=t.number(came.iloc[-1] / left.iloc[-1]), **said,
        ),
        subtitle=t(
            "Remittances received and sent, nominal US dollars, {period}; each panel has its own scale",
            period=each(rows["year"], quarter, t),
        ),
        alt=_lines_told(t("What comes in and what leaves"), {t("Received"): came, t("Sent"): left}, quarter, t),
        rows=dated_years(rows, quarter),
        tables=TABLES,
        views={
            "chart": panels_of_lines(
                [Panel(t("Came into Mexico"), {t("Received"): came}), Panel(t("Left Mexico"), {t("Sent"): left})],
                t, colours,
            )
        },
    )  # fmt: skip


def over_time(rows: pd.DataFrame, t: Language, colours: Palette, quarter: int | None = None) -> Exhibit:
    """Lines of the countries chosen, both flows.

    rows: as `store.country_remittances_by_year` gives them for those, and for that quarter of each year or whole years.
    """
    title = t("Remittances of the countries chosen over the years")
    if rows.empty:
        return Exhibit("countries_over_time", title, "", "", rows, TABLES)
    last = rows[rows["year"] == rows["year"].max()].groupby("country")["amount_usd"].sum()
    asked = last.sort_values(ascending=False).index.tolist()
    kept = asked[:MOST]
    names = {code: country_name(code, t) for code in asked}
    named = rows.assign(place_name=rows["country"].map(names))
    lines = {
        flow: {
            names[code]: rows[(rows["country"] == code) & (rows["flow"] == flow)].set_index("year")["amount_usd"]
            for code in kept
        }
        for flow in ("inflow", "outflow")
    }
    came, left = (lines[flow][names[kept[0]]].iloc[-1] for flow in ("inflow", "outflow"))
    return Exhibit(
        name="countries_over_time",
        headline=t(
            "{country} sent {came} to Mexico in {year} and received {left} from it",
            country=country_first(kept[0], t), came=t.money(came, "usd", words=True),
            left=t.money(left, "usd", words=True), year=when(rows["year"].max(), quarter, t),
        ),
        subtitle=t(
            "Remittances received and sent, nominal US dollars, {period}; each panel has its own scale",
            period=each(rows["year"], quarter, t),
        ),
        alt=" ".join(
            _lines_told(title, lines[flow], quarter, t)
            for title, flow in ((t("Came into Mexico"), "inflow"), (t("Left Mexico"), "outflow"))
        ),
        rows=dated_years(named[["year", "place_name", "country", "flow", "amount_usd"]], quarter),
        tables=TABLES,
        views={
            "chart": panels_of_lines(
                [Panel(t("Came into Mexico"), lines["inflow"]), Panel(t("Left Mexico"), lines["outflow"])], t, colours
            )
        },
        notes=(
            t("Zero means that nothing was recorded."),
            *left_out(len(kept), len(asked) - len(kept), t),
        ),
    )  # fmt: skip


def _stands_alone(places: pd.DataFrame) -> bool:
    """Whether the United States would flatten the bars of all others."""
    if len(places) < 2 or places["country"].iloc[0] != UNITED_STATES:
        return False
    return bool(places["amount_usd"].iloc[0] > ALONE * places["amount_usd"].iloc[1])


def _headline(places: pd.DataFrame, flow: str, t: Language) -> str:
    top = places.iloc[0]
    said = {
        "country": country_first(top["country"], t), "amount": t.money(top["amount_usd"], "usd", words=True),
        "share": t.percent(top["share"], 1),
    }  # fmt: skip
    if len(places) == 1:
        if flow == "inflow":
            return t("{country} sent {amount}, {share} of what Mexico received", **said)
        return t("{country} received {amount}, {share} of what left Mexico", **said)
    second = places.iloc[1]
    said |= {
        "second": country_in_a_sentence(second["country"], t),
        "next": t.money(second["amount_usd"], "usd", words=True),
    }
    if flow == "inflow":
        return t("{country} sent {amount}, {share} of what Mexico received; {second}, the next, {next}", **said)
    return t("{country} received {amount}, {share} of what left Mexico; {second}, the next, {next}", **said)


def _subtitle(flow: str, period: str, t: Language) -> str:
    if flow == "inflow":
        return t("Remittances that Mexico received, by country, nominal US dollars, {period}", period=period)
    return t("Remittances sent from Mexico, by country, nominal US dollars, {period}", period=period)


def _without_the_first(first: pd.Series, t: Language) -> str:
    return t(
        "Without a bar: {country} ({amount}), beside which the others would be too short to see.",
        country=first["place_name"], amount=t.money(first["amount_usd"], "usd"),
    )  # fmt: skip


def _unidentified(rows: pd.DataFrame, t: Language) -> str:
    row = rows[rows["country"] == COUNTRY_UNIDENTIFIED].iloc[0]
    return t(
        "Without a country (“not identified”): {amount}, {share}; in the table, not in the figure.",
        amount=t.money(row["amount_usd"], "usd"), share=t.percent(row["share"], 1),
    )  # fmt: skip


def _nothing(flow: str, rows: pd.DataFrame, t: Language) -> list[str]:
    """How many countries have no figure but zero."""
    n = int((rows["amount_usd"] == 0).sum())
    if not n:
        return []
    if flow == "inflow":
        return [t.plural("From {n} country nothing was recorded.", "From {n} countries nothing was recorded.", n)]
    return [t.plural("To {n} country nothing was recorded.", "To {n} countries nothing was recorded.", n)]


def _told(places: pd.DataFrame, t: Language) -> str:
    return t.together(f"{row.place_name} ({t.money(row.amount_usd, 'usd')})" for row in places.itertuples())


def _lines_told(title: str, lines: Mapping[str, pd.Series], quarter: int | None, t: Language) -> str:
    return t("{title}: {all}.", title=title, all=spoken(lines, quarter, t))


def _bars(shown: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    labels = [t.money(amount, "usd") for amount in shown["amount_usd"]]
    return ranked_bars(shown["place_name"].tolist(), shown["amount_usd"].tolist(), labels, colours, told=TOLD)
