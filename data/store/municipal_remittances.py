"""Remittances by municipality: what each received, what is attributed to none, how concentrated it is.

CE166 has one series a municipality of 2010 and one of "No identificado" a state (municipality_code SS999), which is
no municipality: it is in no share, rank or figure per person, and `municipal_remittances_by_state` gives it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.statistics import concentration_curve
from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept
from data.store.period import period

TABLE = "remittances_by_municipality"
IDENTIFIED = "NOT ends_with(municipality_code, '999')"
MUNICIPAL_COLUMNS = (
    "municipality_code", "municipality", "state_code", "state", "amount_usd", "population", "per_person_usd", "share",
    "year_to", "quarter",
)  # fmt: skip
BY_STATE_COLUMNS = (
    "state_code", "state", "municipalities", "at_zero", "at_zero_receiving", "hold_half", "amount_usd",
    "unidentified_usd", "unidentified_share", "state_series_usd", "year_to", "quarter",
)  # fmt: skip


@kept
def municipal_remittances(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """Remittances of every municipality in a whole year, or in one quarter of it.

    Columns: municipality_code, municipality (name), state_code, state (common name), amount_usd (nominal dollars),
    population (CONAPO, of that year), per_person_usd (nominal dollars per inhabitant), share (of what is identified
    in the scope, 0-1), year_to, quarter (first day; missing for a whole year). A municipality without a series has a
    missing amount, one without population a missing figure per person; a zero is the source's zero.
    The year is `filters.year_to`, or the latest whole year; no rows where the table does not have it.
    Filters: states, years. Source: Banco de México (CE166); CONAPO; names by INEGI.
    """
    found = period(TABLE, filters, quarter)
    if found is None:
        return pd.DataFrame(columns=list(MUNICIPAL_COLUMNS))
    where = Where().any_of("state_code", filters.states)
    return query(
        f"""
        WITH received AS (
            SELECT municipality_code, sum(amount_usd) AS amount_usd FROM {TABLE}
            WHERE quarter BETWEEN ? AND ? AND {IDENTIFIED} GROUP BY ALL HAVING count(*) = ?
        ), people AS (
            SELECT municipality_code, population FROM population_by_municipality WHERE year = ?
        )
        SELECT municipality_code, municipalities.name AS municipality, state_code, short_name AS state, amount_usd,
               population, amount_usd / population AS per_person_usd,
               amount_usd / nullif(sum(amount_usd) OVER (), 0) AS share, ? AS year_to, CAST(? AS DATE) AS quarter
        FROM municipalities JOIN states USING (state_code) LEFT JOIN received USING (municipality_code)
        LEFT JOIN people USING (municipality_code) WHERE {where} ORDER BY municipality_code
        """,
        [found.first, found.last, found.quarters, found.year, found.year, found.quarter, *where.values],
    )


@kept
def municipal_remittances_by_state(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """What the municipalities of each state add up to, what is attributed to none of them, and the state's own series.

    Columns: state_code, state, municipalities (with a series), at_zero (of them, nothing received),
    at_zero_receiving (of those, with dwellings that received remittances in 2020), hold_half (fewest municipalities
    that received half of amount_usd), amount_usd (identified), unidentified_usd, unidentified_share (of both, 0-1),
    state_series_usd (the series by state, of a later vintage), year_to, quarter. Period and filters as in
    `municipal_remittances`. Source: Banco de México (CE166, CE100); CONAPO (migration intensity 2020).
    """
    found = period(TABLE, filters, quarter)
    if found is None:
        return pd.DataFrame(columns=list(BY_STATE_COLUMNS))
    where = Where().any_of("state_code", filters.states)
    return query(
        f"""
        WITH received AS (
            SELECT state_code, municipality_code, {IDENTIFIED} AS identified, sum(amount_usd) AS amount_usd
            FROM {TABLE} WHERE quarter BETWEEN ? AND ? GROUP BY ALL HAVING count(*) = ?
        ), ranked AS (
            SELECT *, sum(amount_usd) OVER most AS so_far, sum(amount_usd) OVER (PARTITION BY state_code) AS whole
            FROM received WHERE identified
            WINDOW most AS (PARTITION BY state_code ORDER BY amount_usd DESC, municipality_code)
        ), identified AS (
            SELECT state_code, count(*) AS municipalities, count(*) FILTER (amount_usd = 0) AS at_zero,
                   count(*) FILTER (amount_usd = 0 AND receiving_remittances_pct > 0) AS at_zero_receiving,
                   count(*) FILTER (so_far - amount_usd < whole / 2) AS hold_half, sum(amount_usd) AS amount_usd
            FROM ranked LEFT JOIN (
                SELECT municipality_code, receiving_remittances_pct FROM migration_intensity_by_municipality
                WHERE year = 2020
            ) USING (municipality_code) GROUP BY state_code
        ), unidentified AS (
            SELECT state_code, amount_usd AS unidentified_usd FROM received WHERE NOT identified
        ), series AS (
            SELECT state_code, sum(amount_usd) AS state_series_usd FROM remittances_by_state
            WHERE quarter BETWEEN ? AND ? GROUP BY ALL HAVING count(*) = ?
        )
        SELECT state_code, short_name AS state, municipalities, at_zero, at_zero_receiving, hold_half, amount_usd,
               unidentified_usd, unidentified_usd / nullif(amount_usd + unidentified_usd, 0) AS unidentified_share,
               state_series_usd, ? AS year_to, CAST(? AS DATE) AS quarter
        FROM states JOIN identified USING (state_code) LEFT JOIN unidentified USING (state_code)
        LEFT JOIN series USING (state_code) WHERE {where} ORDER BY state_code
        """,
        [*(2 * (found.first, found.last, found.quarters)), found.year, found.quarter, *where.values],
    )


@kept
def municipal_concentration(filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """How few municipalities receive how much: municipalities in order, the one with most first, and sums to each.

    Columns: municipalities_so_far (count), municipalities_share (0-1, of those with a series), population_so_far
    (0-1, of their people), remittances_so_far (0-1, of what is identified), year_to, quarter.
    No rows where nothing was received. Period, filters and sources as in `municipal_remittances`.
    """
    rows = municipal_remittances(filters, quarter).dropna(subset=["amount_usd"])
    if not rows["amount_usd"].sum() > 0:
        rows = rows.head(0)
    amounts = rows["amount_usd"].to_numpy(dtype=float)
    order, share, received = concentration_curve(-amounts, amounts, np.ones(len(rows)))
    people = np.cumsum(rows["population"].fillna(0).to_numpy(dtype=float)[order])
    return pd.DataFrame(
        {
            "municipalities_so_far": np.arange(1, len(rows) + 1),
            "municipalities_share": share,
            "population_so_far": people / people[-1:],
            "remittances_so_far": received,
            "year_to": rows["year_to"].to_numpy(),
            "quarter": rows["quarter"].to_numpy(),
        }
    )
