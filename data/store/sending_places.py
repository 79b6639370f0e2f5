"""Where remittances come from and go to: US states since 2013, countries since 2013 (both flows)."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept
from data.store.period import QUARTERS, period

Flow = Literal["inflow", "outflow"]
US_UNIDENTIFIED, COUNTRY_UNIDENTIFIED = "XX", "XXX"


def _amounts(
    table: str, place: str, kept: tuple[str, ...], flow: Flow | None, filters: Filters, quarter: int | None
) -> pd.DataFrame:
    """place, amount_usd, share (of all places), year_to, quarter: the places kept, or all where there are none."""
    found = period(table, filters, quarter)
    if found is None:
        return pd.DataFrame(columns=[place, "amount_usd", "share", "year_to", "quarter"])
    of_flow = Where().any_of("flow", (flow,) if flow else ())
    where = Where().any_of(place, kept)
    return query(
        f"""
        WITH sums AS (
            SELECT {place}, sum(amount_usd) AS amount_usd FROM {table}
            WHERE quarter BETWEEN ? AND ? AND {of_flow} GROUP BY ALL HAVING count(*) = ?
        ), shares AS (
            SELECT *, amount_usd / nullif(sum(amount_usd) OVER (), 0) AS share FROM sums
        )
        SELECT {place}, amount_usd, share, ? AS year_to, CAST(? AS DATE) AS quarter
        FROM shares WHERE {where} ORDER BY amount_usd DESC, {place}
        """,
        [found.first, found.last, *of_flow.values, found.quarters, found.year, found.quarter, *where.values],
    )


def _with(kept: tuple[str, ...], always: str) -> tuple[str, ...]:
    return (*kept, always) if kept else ()


@kept
def us_state_remittances(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """Remittances sent to Mexico from each US state in a whole year, or in one quarter of it; the most first.

    Columns: us_state (XX is what is not identified, always among the rows), amount_usd (nominal dollars), share (of
    all that came from the United States, XX included, 0-1), year_to, quarter (first day; missing for a whole year).
    The year is `filters.year_to`, or the latest whole year; no rows where the table does not have it.
    Filters: us_states, years. Source: Banco de México.
    """
    kept = _with(filters.us_states, US_UNIDENTIFIED)
    return _amounts("remittances_by_us_state", "us_state", kept, None, filters, quarter)


def _of_each_year(filters: Filters, quarter: int | None) -> tuple[Where, int]:
    """The quarters of the filters' years that count, and how many a year needs to be shown."""
    where = Where().years("year(quarter)", filters)
    if quarter is None:
        return where, len(QUARTERS)
    where.conditions.append("quarter(quarter) = ?")
    where.values.append(quarter)
    return where, 1


@kept
def us_state_remittances_by_year(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """Remittances sent to Mexico from each US state in whole years, or in one quarter of each.

    Columns: year, us_state (XX always among them), amount_usd (nominal dollars), share (of all that came from the
    United States that year, 0-1). Filters: us_states, years. Source: Banco de México.
    """
    years, needed = _of_each_year(filters, quarter)
    where = Where().any_of("us_state", _with(filters.us_states, US_UNIDENTIFIED))
    return query(
        f"""
        WITH sums AS (
            SELECT year(quarter) AS year, us_state, sum(amount_usd) AS amount_usd
            FROM remittances_by_us_state WHERE {years} GROUP BY ALL HAVING count(*) = ?
        ), shares AS (
            SELECT *, amount_usd / nullif(sum(amount_usd) OVER (PARTITION BY year), 0) AS share FROM sums
        )
        SELECT year, us_state, amount_usd, share FROM shares WHERE {where} ORDER BY year, amount_usd DESC, us_state
        """,
        [*years.values, needed, *where.values],
    )


@kept
def country_remittances(
    filters: Filters = Filters(), flow: Flow = "inflow", quarter: int | None = None
) -> pd.DataFrame:
    """Remittances from (inflow) or to (outflow) each country in a whole year, or in one quarter of it; the most first.

    Columns: country (XXX is what is not identified, always among the rows), amount_usd (nominal dollars; zero where
    nothing was recorded), share (of the whole flow, 0-1), year_to, quarter (first day; missing for a whole year).
    Period as in `us_state_remittances`. Filters: countries, years. Source: Banco de México.
    """
    kept = _with(filters.countries, COUNTRY_UNIDENTIFIED)
    return _amounts("remittances_by_country", "country", kept, flow, filters, quarter)


@kept
def remittance_flows_by_year(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """What came in and what went out in whole years, or in one quarter of each; all countries together.

    Columns: year, flow, amount_usd (nominal dollars). Filters: years. Source: Banco de México.
    """
    where, needed = _of_each_year(filters, quarter)
    return query(
        f"""
        SELECT year(quarter) AS year, flow, sum(amount_usd) AS amount_usd FROM remittances_by_country
        WHERE {where} GROUP BY ALL HAVING count(DISTINCT quarter) = ? ORDER BY year, flow
        """,
        [*where.values, needed],
    )


@kept
def country_remittances_by_year(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """What came from and went to each country in whole years, or in one quarter of each.

    Columns: year, country, flow, amount_usd (nominal dollars; zero where nothing was recorded).
    Filters: countries, years. Source: Banco de México.
    """
    where, needed = _of_each_year(filters, quarter)
    where.any_of("country", filters.countries)
    return query(
        f"""
        SELECT year(quarter) AS year, country, flow, sum(amount_usd) AS amount_usd FROM remittances_by_country
        WHERE {where} GROUP BY ALL HAVING count(*) = ? ORDER BY year, country, flow
        """,
        [*where.values, needed],
    )
