"""The period of a figure about remittances, in words and among the rows."""

from __future__ import annotations

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
