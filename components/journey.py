"""The journey in figures that others quote: shelters, repatriations, irregular status, consular IDs. Never a series."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import pandas as pd

from components import pieces
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_name
from components.pieces import Card
from components.quoted import LINK
from data import catalog
from data.store import JOURNEY_TOPICS

SHELTERS = "redodem"
REGISTERED, VICTIMS = "personas registradas", "personas victimas de delito en transito"  # as recorded in the table
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COLUMNS = ("topic", "indicator", "place", "year_from", "year_to", "value_qualifier", "value", "unit", "status")


def exhibit(rows: pd.DataFrame, t: Language) -> Exhibit:
    """Cards by topic, one a source, period and indicator. rows: `store.reported_figures` of the four topics."""
    named = rows.assign(
        indicator=rows[f"indicator_{t.code}"],
        place=[_place(row, t) for _, row in rows.iterrows()],
        when=[period(row, t) for _, row in rows.iterrows()],
    )
    contested = int(rows["flags"].map(lambda flags: "conflicting_sources" in flags).sum())
    quoted = t.plural(
        "{n} figure quoted in press and reports, with its link",
        "{n} figures quoted in press and reports, each with its link",
        len(rows),
    )
    return Exhibit(
        name="journey",
        headline=_headline(rows, t),
        subtitle=quoted + "; " + t("they do not add up and are no series; {n} contested", n=t.number(contested)),
        alt="",
        rows=named[[*COLUMNS, *LINK, *LINK.values()]],
        tables=("reported_figures",),
        caveats=("secondary_source", "partial_period", "conflicting_sources"),
        html="".join(_topic(topic, named[named["topic"] == topic], t) for topic in JOURNEY_TOPICS),
        links=LINK,
        first=("year_from", "place", "indicator", "value_qualifier", "value", "unit"),
    )


def _headline(rows: pd.DataFrame, t: Language) -> str:
    """Victims among the people recorded, where both are quoted for one year."""
    shelters = rows[(rows["topic"] == SHELTERS) & rows["state_code"].isna()].set_index("indicator")
    if VICTIMS in shelters.index:
        victims = shelters.loc[[VICTIMS]].iloc[-1]
        recorded = shelters[(shelters.index == REGISTERED) & (shelters["year_from"] == victims["year_from"])]
        if len(recorded) == 1:
            return t(
                "Of {people} people whom the shelters recorded in {year}, {victims} were victims of crime on the way",
                people=t.number(recorded["value"].iloc[0]), year=int(victims["year_from"]),
                victims=t.number(victims["value"]),
            )  # fmt: skip
    return t("The journey in figures that others quote")


def who_counts_what(rows: pd.DataFrame, t: Language) -> str:
    """What the shelters count and what the authorities do, listed from the figures themselves."""

    def counted(chosen: pd.DataFrame) -> str:
        return t.together(text[0].lower() + text[1:] for text in dict.fromkeys(chosen[f"indicator_{t.code}"]))

    totals = rows[rows["unit"] != "percent"]
    shelters = totals["topic"] == SHELTERS
    return t(
        "**What shelters count and the state does not.** In the figures quoted here the shelters of the REDODEM "
        "network count: {shelters}. The authorities count: {authorities}. Only the shelters’ figures say what "
        "happened to people on the way, and they cover the shelters of one network, not everyone who migrates.",
        shelters=counted(totals[shelters]), authorities=counted(totals[~shelters]),
    )  # fmt: skip


def _topic(topic: str, rows: pd.DataFrame, t: Language) -> str:
    if rows.empty:
        return ""
    title = value_name("reported_figures", "topic", topic, t)
    groups = rows.groupby(["when", "indicator", "source_url"], sort=False)
    count = t.plural("{n} figure", "{n} figures", len(rows))
    cards = pieces.cards(_card(group, t) for _, group in groups)
    return f'<section class="points"><h4>{escape(title)} <span>{escape(count)}</span></h4>{cards}</section>'


def _card(rows: pd.DataFrame, t: Language) -> Card:
    first = rows.iloc[0]
    facts = [f"{row['place']}: {amount(row, t)}" for _, row in rows.iterrows()]
    notes = [row["quote_or_note"] for _, row in rows.iterrows() if "conflicting_sources" in row["flags"]]
    contested = t.text(catalog.flags()["conflicting_sources"].title)
    return Card(
        place=first["when"],
        title=first["indicator"],
        facts=[*facts, *(f"{contested}: {note}" for note in notes if pd.notna(note))],
        link_text=first["source_title"],
        link=first["source_url"],
    )


def amount(row: pd.Series, t: Language) -> str:
    """A quoted value with its unit, and how the source qualifies it."""
    value = t.number(row["value"], 1, trim=True)
    if row["unit"] == "percent":
        text = t.percent(row["value"] / 100, 1)
    else:
        text = f"{value} {value_name('reported_figures', 'unit', row['unit'], t)}"
    if row["value_qualifier"] == "exact":
        return text
    return f"{value_name('reported_figures', 'value_qualifier', row['value_qualifier'], t)} {text}"


def period(row: pd.Series, t: Language) -> str:
    """The period in the reader's language; months where the source covers only some."""
    months = re.fullmatch(r"(\d{4}) (\w{3})-(\w{3})", row["period"])
    if not months:
        return t.years(row["year_from"], row["year_to"])
    year, first, last = int(months[1]), MONTHS.index(months[2]) + 1, MONTHS.index(months[3]) + 1
    return t("{first} to {last}", first=t.month(date(year, first, 1)), last=t.month(date(year, last, 1)))


def _place(row: pd.Series, t: Language) -> str:
    """State, state and destination, or the country, with how many shelters the figure covers where the source says."""
    network = re.search(r"\((\d+) albergues; (\d+) entidades in (\d{4})\)", row["geography"])
    if network:
        return t("{n} shelters in {states} states ({year})", n=network[1], states=network[2], year=network[3])
    if pd.isna(row["state_code"]):
        return t("National")
    destination = row["geography"].partition(" > ")[2]
    return f"{row['state']} → {destination}" if destination else str(row["state"])
