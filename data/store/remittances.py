"""Remittances: nominal dollars, pesos at the FIX rate of the same period, real pesos, per person."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept


@kept
def remittances_quarter(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances received by state and quarter.

    Columns: quarter (first day), state_code, amount_usd (nominal dollars), amount_mxn (nominal pesos at the mean
    FIX rate of that quarter). Filters: states, years. Source: Banco de México (CE100; FIX).
    """
    where = Where().any_of("state_code", filters.states).years("year(quarter)", filters)
    return query(
        f"""
        SELECT quarter, state_code, amount_usd, amount_usd * mxn_per_usd AS amount_mxn
        FROM remittances_by_state LEFT JOIN quarterly_fix USING (quarter)
        WHERE {where} ORDER BY quarter, state_code
        """,
        where.values,
    )


@kept
def remittances_by_state(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances received by state in whole years.

    Columns: year, state_code, amount_usd (nominal dollars), amount_mxn (nominal pesos, each quarter at its mean FIX
    rate), amount_mxn_real (pesos of base_year), base_year, population, per_person_usd (nominal dollars per inhabitant).
    Years without four quarters are left out. Filters: states, years. Source: Banco de México; INEGI; CONAPO.
    """
    where = Where().any_of("state_code", filters.states).years("year(quarter)", filters)
    return query(
        f"""
        WITH yearly AS (
            SELECT year(quarter) AS year, state_code, sum(amount_usd) AS amount_usd,
                   sum(amount_usd * mxn_per_usd) AS amount_mxn
            FROM remittances_by_state LEFT JOIN quarterly_fix USING (quarter)
            WHERE {where} GROUP BY ALL HAVING count(*) = 4
        )
        SELECT year, state_code, amount_usd, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year,
               population, amount_usd / population AS per_person_usd
        FROM yearly LEFT JOIN deflator USING (year) LEFT JOIN population_by_state USING (year, state_code)
        ORDER BY year, state_code
        """,
        where.values,
    )


@kept
def remittances_national(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances received in Mexico in whole years.

    Columns: year, operations (count), amount_usd (nominal dollars), amount_mxn (nominal pesos, each month at its mean
    FIX rate), amount_mxn_real (pesos of base_year), base_year. Years without twelve months are left out.
    Filters: years. Source: Banco de México (monthly series; FIX); INEGI, INPC.
    """
    where = Where().any_of("flow", ("inflow",)).years("year(month)", filters)
    return query(
        f"""
        WITH yearly AS (
            SELECT year(month) AS year, sum(operations) AS operations, sum(amount_usd) AS amount_usd,
                   CASE WHEN count(mxn_per_usd) = 12 THEN sum(amount_usd * mxn_per_usd) END AS amount_mxn
            FROM remittances LEFT JOIN exchange_rate USING (month)
            WHERE {where} GROUP BY ALL HAVING count(*) = 12
        )
        SELECT year, operations, amount_usd, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year
        FROM yearly LEFT JOIN deflator USING (year) ORDER BY year
        """,
        where.values,
    )
