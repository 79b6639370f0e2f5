"""What the agenda asks to be measured, and the few figures of our tables that answer it."""

from __future__ import annotations

import pandas as pd

from data import catalog
from data.store.connection import query
from data.store.kept import kept
from data.store.programme import reported_figures

JOURNEY_TOPICS = ("redodem", "repatriation", "irregular_in_mexico", "matriculas")

# Corridors of the agenda’s findings: the groups of countries that people come from and live in (see `_among`).
CORRIDORS: dict[str, tuple[str, str]] = {
    "region_to_usa": ("region", "usa"),
    "central_america_to_mexico": ("central_america", "mexico"),
    "peru_bolivia_to_chile": ("peru_bolivia", "chile"),
    "south_to_south": ("south", "south"),
    "south_to_north": ("south", "north"),
}


@kept
def agenda_items() -> pd.DataFrame:
    """Targets, indicators, recommendations and findings of the reference documents.

    Columns: those of table `agenda` without source_id; table_id is the table that answers the item, missing when none
    does. In the order of the catalogue's frameworks, then of the items' codes.
    """
    rows = query(
        """
        SELECT * EXCLUDE (source_id) FROM agenda
        ORDER BY try_cast(split_part(code, '.', 1) AS INTEGER), code, item_id
        """
    )
    order = {name: place for place, name in enumerate(catalog.tables()["agenda"].column("framework").values or {})}
    return rows.sort_values("framework", key=lambda names: names.map(order), kind="stable", ignore_index=True)


@kept
def migration_programmes_exercised() -> pd.DataFrame:
    """Other federal programmes about migration, exercised money by year.

    Columns: year, programmes (count), amount_mxn (nominal pesos, all of them), largest (name of the largest programme),
    largest_mxn (nominal pesos). Programa 3x1 is not among them. Source: SHCP (table `migration_programmes_budget`).
    """
    return query(
        """
        SELECT year, count(*)::INTEGER AS programmes, sum(amount_mxn) AS amount_mxn,
               arg_max(programme, amount_mxn) AS largest, max(amount_mxn) AS largest_mxn
        FROM migration_programmes_budget WHERE stage = 'exercised' GROUP BY year ORDER BY year
        """
    )


@kept
def corridor_people() -> pd.DataFrame:
    """People from one group of countries who live in another, for the corridors of the agenda.

    Columns: corridor (key of CORRIDORS), year, people. Only corridors with one end in Latin America are in the table.
    Source: UN DESA, International Migrant Stock 2020 (table `migrant_stock`); groups of countries of the catalogue.
    """
    parts = []
    for corridor, (origin, destination) in CORRIDORS.items():
        from_where, from_values = _among("origin", origin)
        to_where, to_values = _among("destination", destination)
        people = query(
            f"SELECT year, sum(people)::BIGINT AS people FROM migrant_stock WHERE {from_where} AND {to_where} "
            "GROUP BY year ORDER BY year",
            [*from_values, *to_values],
        )
        parts.append(people.assign(corridor=corridor))
    return pd.concat(parts, ignore_index=True)[["corridor", "year", "people"]]


def _among(column: str, group: str) -> tuple[str, list[str]]:
    """Condition and values for the countries of a group."""
    groups = catalog.country_groups()
    named = {
        "central_america": groups["central_america"].countries,
        "region": (*groups["central_america"].countries, "MEX"),
        "peru_bolivia": ("PER", "BOL"),
        "mexico": ("MEX",),
        "chile": ("CHL",),
        "usa": ("USA",),
        "north": groups["north"].countries,
        "south": groups["north"].countries,
    }
    countries = list(named[group])
    return f"{column} {'NOT IN' if group == 'south' else 'IN'} ({', '.join('?' * len(countries))})", countries


@kept
def journey_figures(topics: tuple[str, ...] = JOURNEY_TOPICS) -> pd.DataFrame:
    """Figures quoted in press and reports on shelters, repatriations, irregular status and consular IDs.

    Columns: those of `reported_figures`. In the order of the topics; never one series.
    """
    return pd.concat([reported_figures(topic=topic) for topic in topics], ignore_index=True)
