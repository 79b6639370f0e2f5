"""Which quarters a figure covers: a whole year, or one quarter of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.store.connection import query
from data.store.filters import Filters, Where

QUARTERS = (1, 2, 3, 4)
QUARTERLY = (
    "remittances_by_state",
    "remittances_by_municipality",
    "remittances_by_us_state",
    "remittances_by_country",
)


@dataclass(frozen=True)
class Period:
    """Quarters by their first days, both inclusive."""

    first: date
    last: date
    quarters: int

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def quarter(self) -> date | None:
        """The one quarter, None for a whole year."""
        return self.first if self.quarters == 1 else None


def period(table: str, filters: Filters, quarter: int | None = None) -> Period | None:
    """The latest whole year of a quarterly table within the filters' years, or `quarter` (1-4) of a year.

    The year of a quarter is `filters.year_to`, or the latest whole year. None where the table does not have it.
    """
    where = Where().years("year(quarter)", filters)
    known = query(
        f'SELECT year(quarter) AS year, quarter(quarter) AS quarter FROM "{table}" WHERE {where} GROUP BY ALL',
        where.values,
    )
    whole = known.groupby("year")["quarter"].nunique().loc[lambda n: n == len(QUARTERS)].index
    if quarter is None:
        return Period(date(max(whole), 1, 1), date(max(whole), 10, 1), len(QUARTERS)) if len(whole) else None
    year = filters.year_to or max(whole, default=0)
    if not ((known["year"] == year) & (known["quarter"] == quarter)).any():
        return None
    day = date(year, 3 * quarter - 2, 1)
    return Period(day, day, 1)


def remittance_years(table: str, quarter: int | None = None) -> list[int]:
    """Whole years of a quarterly table of remittances, or the years that have `quarter` (1-4).

    Without a table (""), the years of the monthly series, of which the last may not be whole.
    KeyError for another table.
    """
    if not table:
        return query("SELECT DISTINCT year(month) AS year FROM remittances ORDER BY 1")["year"].tolist()
    if table not in QUARTERLY:
        raise KeyError(table)
    found = query(
        f"""
        SELECT year(quarter) AS year FROM "{table}" GROUP BY 1
        HAVING CASE WHEN ? IS NULL THEN count(DISTINCT quarter) = 4 ELSE bool_or(quarter(quarter) = ?) END ORDER BY 1
        """,
        [quarter, quarter],
    )
    return found["year"].tolist()
