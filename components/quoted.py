"""Figures and projects quoted from press and reports: always with their link, never summed or drawn as a series."""

from __future__ import annotations

import pandas as pd

from components import pieces
from components.exhibit import Exhibit
from components.i18n import Language
from components.pieces import Card

REPORTED = ("year_from", "year_to", "state", "indicator", "value_qualifier", "value", "unit")
EXAMPLES = ("year", "state", "municipality", "project", "project_type", "club", "us_place", "total_mxn", "migrants_mxn")
LINK = {"source_title": "source_url"}


CLUB_UNITS = ("clubs", "groups", "clubs_and_federations", "us_states", "us_states_and_canada")


def reported(
    rows: pd.DataFrame, t: Language, *, name: str, headline: str, notes: tuple[str, ...] = (), nothing: str = ""
) -> Exhibit:
    """Reported results as a table, conflicts and all. rows: as `store.reported_figures` gives them."""
    return Exhibit(
        name=name,
        headline=headline,
        subtitle=t("Results quoted in press and reports, one link a row; they do not add up and are no series"),
        alt="",
        rows=_named(rows, REPORTED, t),
        tables=("reported_figures",),
        notes=notes,
        nothing=nothing,
        links=LINK,
        first=("year_from", "state", "indicator", "value_qualifier", "value", "unit"),
    )


def results(rows: pd.DataFrame, t: Language, nothing: str = "") -> Exhibit:
    """All reported results. rows: as `store.reported_figures` gives them. nothing: what is said without any."""
    said = t.plural("{n} result that press and reports quote", "{n} results that press and reports quote", len(rows))
    return reported(rows, t, name="reported", headline=said, nothing=nothing)


def examples(rows: pd.DataFrame, t: Language, nothing: str = "") -> Exhibit:
    """Projects described in the press as a table. rows: as `store.project_examples` gives them."""
    return Exhibit(
        name="project_examples",
        headline=t.plural("{n} project that the press described", "{n} projects that the press described", len(rows)),
        subtitle=t("Examples, not a census: they show what a project looked like, not how many there were"),
        alt="",
        rows=_named(rows, EXAMPLES, t),
        tables=("project_examples",),
        html=pieces.cards(_card(row, t) for _, row in _named(rows, EXAMPLES, t).iterrows()),
        nothing=nothing,
        links=LINK,
    )


def _card(row: pd.Series, t: Language) -> Card:
    """One example; what the press did not say is left out of the card and stands as missing in the table."""
    said = {
        "club": lambda: row["club"],
        "us_place": lambda: row["us_place"],
        "total_mxn": lambda: t("Cost: {amount}", amount=t.money(row["total_mxn"], "mxn", words=True)),
        "migrants_mxn": lambda: t("Paid by migrants: {amount}", amount=t.money(row["migrants_mxn"], "mxn", words=True)),
    }
    when = t("year not stated") if pd.isna(row["year"]) else str(row["year"])
    return Card(
        place=f"{row['municipality']}, {row['state']} · {when}",
        title=row["project"],
        facts=[words() for column, words in said.items() if pd.notna(row[column])],
        link_text=row["source_title"],
        link=row["source_url"],
    )


def _named(rows: pd.DataFrame, columns: tuple[str, ...], t: Language) -> pd.DataFrame:
    """The columns shown, texts in the reader's language where the table has them in both, and the link."""
    spoken = rows.copy()
    for column in columns:
        translated = f"{column}_{t.code}"
        if translated in spoken:
            spoken[column] = spoken[translated]
    if "geography" in spoken:
        spoken["state"] = spoken["state"].fillna(t("National"))
    return spoken[[*columns, *LINK, *LINK.values()]]
