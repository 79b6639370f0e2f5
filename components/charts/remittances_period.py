"""The period of a figure about remittances, in words and among the rows."""

from __future__ import annotations

from datetime import date

import pandas as pd

from components.i18n import Language


def period_of(rows: pd.DataFrame, t: Language) -> str:
    """The quarter, or the year. rows: year_to, quarter (first day, or missing for a whole year)."""
    first = rows.iloc[0]
    return str(int(first["year_to"])) if pd.isna(first["quarter"]) else t.quarter(first["quarter"])


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are shown: the quarter as a day, and not at all for whole years."""
    if rows.empty or rows["quarter"].isna().all():
        return rows.drop(columns="quarter")
    return rows.assign(quarter=[day.date() for day in rows["quarter"]])


def when(year: float, quarter: int | None, t: Language) -> str:
    """A year, or that quarter of it."""
    return str(int(year)) if quarter is None else t.quarter(date(int(year), 3 * quarter - 2, 1))


def each(years: pd.Series, quarter: int | None, t: Language) -> str:
    """The span of a line over the years, and whether they are whole."""
    span = t.years(years.min(), years.max())
    if quarter is None:
        return t("whole years, {years}", years=span)
    return t("quarter {n} of each year, {years}", n=quarter, years=span)


def dated_years(rows: pd.DataFrame, quarter: int | None) -> pd.DataFrame:
    """The rows as they are shown, with the day that the quarter of each year begins."""
    if quarter is None:
        return rows
    days = [date(int(year), 3 * quarter - 2, 1) for year in rows["year"]]
    return rows.assign(quarter=days)
