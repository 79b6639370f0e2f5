"""Corridors: who sends or moves from where to where, with the points between which a map draws them.

Every function returns origin and destination (state codes of Mexico, postal codes of US states or ISO 3166-1 alpha-3
countries; XX and XXX are not identified), origin_longitude, origin_latitude, destination_longitude,
destination_latitude (degrees; missing where a place has no point), and its own columns; the largest corridors first.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept

# Codes of states, US states and countries have two digits, two and three letters: one list holds them all.
POINTS = """
SELECT state_code AS code, longitude, latitude FROM states
UNION ALL SELECT us_state, longitude, latitude FROM us_states
UNION ALL SELECT country, longitude, latitude FROM countries
"""

YEARLY = {
    "remittances_us_state": "SELECT year(quarter) FROM remittances_by_us_state GROUP BY 1 "
    "HAVING count(DISTINCT quarter) = 4",
    "remittances_country": "SELECT year(quarter) FROM remittances_by_country GROUP BY 1 "
    "HAVING count(DISTINCT quarter) = 4",
    "migrant_stock": "SELECT DISTINCT year FROM migrant_stock",
    "remittances_world": "SELECT DISTINCT year FROM bilateral_remittances",
}


def corridor_years(kind: str) -> list[int]:
    """Years that a kind of corridor has figures for, whole years where they are sums; KeyError for another kind."""
    return query(f"SELECT year FROM ({YEARLY[kind]}) years(year) ORDER BY year")["year"].astype(int).tolist()


def _between_points(corridors: str, values: list[Any], value: str) -> pd.DataFrame:
    return query(
        f"""
        WITH points AS ({POINTS}), corridors AS ({corridors})
        SELECT corridors.*, o.longitude AS origin_longitude, o.latitude AS origin_latitude,
               d.longitude AS destination_longitude, d.latitude AS destination_latitude
        FROM corridors LEFT JOIN points o ON o.code = origin LEFT JOIN points d ON d.code = destination
        ORDER BY {value} DESC, origin, destination
        """,
        values,
    )


def _latest(kind: str, filters: Filters) -> int:
    return filters.year_to or corridor_years(kind)[-1]


@kept
def remittances_from_us_states(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances from each US state to Mexico in one whole year (`year_to`, else the latest).

    Columns besides those of every corridor: year, amount_usd (nominal dollars), share (of all US states, 0-1, not
    identified included). Filters: us_states, year_to. Source: Banco de México (table `remittances_by_us_state`).
    """
    chosen = Where().any_of("origin", filters.us_states)
    return _between_points(
        f"""
        SELECT * FROM (
            SELECT year(quarter) AS year, us_state AS origin, 'MEX' AS destination, sum(amount_usd) AS amount_usd,
                   sum(amount_usd) / sum(sum(amount_usd)) OVER () AS share
            FROM remittances_by_us_state WHERE year(quarter) = ? GROUP BY ALL HAVING count(*) = 4
        ) WHERE {chosen}
        """,
        [_latest("remittances_us_state", filters), *chosen.values],
        "amount_usd",
    )


@kept
def remittances_with_countries(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances between Mexico and each country, both ways, in one whole year (`year_to`, else the latest).

    Columns besides those of every corridor: year, flow (`inflow`, `outflow`), amount_usd (nominal dollars), share (of
    all countries in that direction, 0-1, not identified included). Countries with nothing recorded are left out.
    Filters: countries (the other end), origins, destinations, year_to. Source: Banco de México
    (table `remittances_by_country`).
    """
    chosen = (
        Where()
        .any_of("country", filters.countries)
        .any_of("origin", filters.origins)
        .any_of("destination", filters.destinations)
    )
    return _between_points(
        f"""
        SELECT year, if(flow = 'inflow', country, 'MEX') AS origin, if(flow = 'inflow', 'MEX', country) AS destination,
               flow, amount_usd, share
        FROM (
            SELECT *, amount_usd / sum(amount_usd) OVER (PARTITION BY flow) AS share
            FROM (
                SELECT year(quarter) AS year, country, flow, sum(amount_usd) AS amount_usd
                FROM remittances_by_country WHERE year(quarter) = ? GROUP BY ALL HAVING count(*) = 4
            )
        ) WHERE amount_usd > 0 AND {chosen}
        """,
        [_latest("remittances_country", filters), *chosen.values],
        "amount_usd",
    )


@kept
def migrant_stock(filters: Filters = Filters()) -> pd.DataFrame:
    """People of one country who live in another, in one year (`year_to`, else the latest).

    Columns besides those of every corridor: year, people. Only corridors with one end in Latin America are in the
    table. Filters: origins, destinations, year_to. Source: UN DESA, 2020 revision (table `migrant_stock`).
    """
    where = Where().any_of("origin", filters.origins).any_of("destination", filters.destinations)
    return _between_points(
        f"SELECT year, origin, destination, people FROM migrant_stock WHERE year = ? AND people > 0 AND {where}",
        [_latest("migrant_stock", filters), *where.values],
        "people",
    )


@kept
def remittances_of_the_world(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances between countries as the World Bank's model has them, 2021.

    Columns besides those of every corridor: year, amount_usd (nominal dollars, modelled), share (of all corridors,
    0-1). Filters: origins, destinations. Source: World Bank (table `bilateral_remittances`).
    """
    where = Where().any_of("origin", filters.origins).any_of("destination", filters.destinations)
    return _between_points(
        f"""
        SELECT * FROM (
            SELECT year, origin, destination, amount_usd, amount_usd / sum(amount_usd) OVER () AS share
            FROM bilateral_remittances WHERE year = ?
        ) WHERE {where}
        """,
        [_latest("remittances_world", filters), *where.values],
        "amount_usd",
    )


@kept
def surveyed_corridors(survey: str, filters: Filters = Filters()) -> pd.DataFrame:
    """People of a survey (`mmp`, `mbcs`) from Mexican states in US states: a sample, not the population.

    Columns besides those of every corridor: survey, count (trips or people of the sample), share_pct (percent of the
    cells kept). Cells under 10 were dropped by the source. Filters: states, us_states.
    Source: MMP; MBCS (table `survey_corridors`).
    """
    where = Where().any_of("state_code", filters.states).any_of("us_state", filters.us_states)
    return _between_points(
        f"""
        SELECT survey, state_code AS origin, us_state AS destination, "count", share_pct FROM survey_corridors
        WHERE survey = ? AND {where}
        """,
        [survey, *where.values],
        '"count"',
    )


def countries_of(kind: str, end: str) -> list[str]:
    """Codes of the countries that are an `origin` or a `destination` of a kind; KeyError for another kind or end."""
    table = {
        "migrant_stock": "migrant_stock",
        "remittances_world": "bilateral_remittances",
        "remittances_country": "(SELECT country AS origin, country AS destination FROM remittances_by_country)",
    }[kind]
    column = {"origin": "origin", "destination": "destination"}[end]
    codes = query(f"SELECT DISTINCT {column} AS code FROM {table} ORDER BY 1")["code"].tolist()
    return sorted({*codes, "MEX"}) if kind == "remittances_country" else codes
