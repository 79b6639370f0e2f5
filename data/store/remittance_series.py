"""Remittances of the country month by month, with twelve-month figures, changes and turning points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.signal import argrelextrema, peak_prominences

from data.store.connection import query
from data.store.filters import Filters
from data.store.kept import kept

TURN_ORDER = 12  # months on either side that a turning point must stand out from


@dataclass(frozen=True)
class RemittanceMeasure:
    """A measure's column (as the catalogue names it) and the tables behind it."""

    column: str
    tables: tuple[str, ...]


REMITTANCE_MEASURES = {
    "usd": RemittanceMeasure("amount_usd", ("remittances",)),
    "mxn": RemittanceMeasure("amount_mxn", ("remittances", "exchange_rate")),
    "mxn_real": RemittanceMeasure("amount_mxn_real", ("remittances", "exchange_rate", "price_index")),
    "operations": RemittanceMeasure("operations", ("remittances",)),
    "mean_usd": RemittanceMeasure("mean_usd", ("remittances",)),
}
SUMMED = ("operations", "amount_usd", "amount_mxn", "amount_mxn_real")


@kept
def remittances_monthly(filters: Filters = Filters()) -> pd.DataFrame:
    """Remittances received in Mexico, one row a month.

    Columns: month (first day), operations (count), amount_usd (nominal dollars), amount_mxn (nominal pesos at the
    month's mean FIX rate), amount_mxn_real (those pesos times the mean INPC of base_year over the INPC of the month),
    base_year, mean_usd (dollars a transfer); and of each of the five measures X: X_12m (sum of the twelve months that
    end with this one; of mean_usd the ratio of the sums), X_12m_change (against X_12m a year before, 0.1 is +10 %) and
    X_change (the month against the same month a year before). A figure is missing where one of its months is. Years
    narrow the rows, not what they are computed from. Filters: years. Source: Banco de México (FIX too); INEGI, INPC.
    """
    rows = query(
        """
        WITH base AS (
            SELECT year(month) AS base_year, avg(inpc) AS base_inpc FROM price_index
            GROUP BY ALL HAVING count(*) = 12 ORDER BY base_year DESC LIMIT 1
        )
        SELECT month, operations, amount_usd, amount_usd * mxn_per_usd AS amount_mxn,
               amount_usd * mxn_per_usd * base_inpc / inpc AS amount_mxn_real, base_year,
               amount_usd / operations AS mean_usd
        FROM remittances LEFT JOIN exchange_rate USING (month) LEFT JOIN price_index USING (month) CROSS JOIN base
        WHERE flow = 'inflow' ORDER BY month
        """
    )
    rows = _with_twelve_months(rows.set_index("month"))
    years = rows.index.year
    first = years.min() if filters.year_from is None else filters.year_from
    last = years.max() if filters.year_to is None else filters.year_to
    return rows[(years >= first) & (years <= last)].reset_index()


def _with_twelve_months(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, by month, with X_12m, X_12m_change and X_change of each measure."""
    every = rows.asfreq("MS")  # a month that is not there is an empty row, so that twelve rows are twelve months
    computed = {f"{column}_12m": every[column].rolling(12).sum() for column in SUMMED}
    computed["mean_usd_12m"] = computed["amount_usd_12m"] / computed["operations_12m"]
    for column in (*SUMMED, "mean_usd"):
        computed[f"{column}_12m_change"] = computed[f"{column}_12m"].pct_change(12, fill_method=None)
        computed[f"{column}_change"] = every[column].pct_change(12, fill_method=None)
    return rows.join(pd.DataFrame(computed))


@kept
def remittances_landmarks(measure: str = "usd") -> pd.DataFrame:
    """Months that stand out in the whole series of a measure, whatever years a page shows.

    Columns: month, landmark, value (in the unit of the measure). landmark is `record` for the month with the highest
    figure; `peak` and `trough` for turning points of the twelve-month figure: higher (lower) than that of each of the
    twelve months before and the twelve months after, so none lies in the first or last twelve. The record comes first,
    then the turning points, the most prominent first. KeyError for a measure that is not in REMITTANCE_MEASURES.
    """
    column = REMITTANCE_MEASURES[measure].column
    rows = remittances_monthly().set_index("month")
    rolling = rows[f"{column}_12m"].dropna()
    record = pd.DataFrame({"month": [rows[column].idxmax()], "landmark": "record", "value": rows[column].max()})
    turns = pd.concat([_turns(rolling, "peak"), _turns(rolling, "trough")])
    turns = turns.sort_values("prominence", ascending=False).drop(columns="prominence")
    return pd.concat([record, turns], ignore_index=True)


def _turns(series: pd.Series, kind: str) -> pd.DataFrame:
    """Peaks or troughs with their prominence: how far one has to go from them before going beyond them."""
    upright = series.to_numpy() * (1 if kind == "peak" else -1)
    found = argrelextrema(upright, np.greater, order=TURN_ORDER)[0]
    found = found[(found >= TURN_ORDER) & (found < len(upright) - TURN_ORDER)]
    prominence = peak_prominences(upright, found)[0]
    values = series.iloc[found]
    return pd.DataFrame({"month": values.index, "landmark": kind, "value": values.to_numpy(), "prominence": prominence})
