"""What exists: which years each published table has figures for, and how fine its geography is."""

from __future__ import annotations

from functools import cache

import pandas as pd

from data import catalog
from data.store.connection import query
from data.store.kept import kept

TIMES = ("year", "fiscal_year", "quarter", "month")
# The finest comes first: a table by municipality is not counted as one by state.
GEOGRAPHIES = {
    "municipality": ("municipality_code",),
    "state": ("state_code",),
    "corridor": ("us_state", "country", "origin", "destination", "citizenship", "sector"),
}
CONVERTERS = ("price_index", "exchange_rate")  # they turn other figures into real pesos or dollars
PLACED = 0.5  # a year of a budget counts by state when more than this share of its money has one


@kept
def coverage() -> pd.DataFrame:
    """A row for each published table and year with a figure, up to the year of the release.

    Columns: of_programme (the table is about Programa 3x1 itself), topic (slug of the catalogue), geography (national,
    state, municipality, corridor), table_id, year. Left out: tables without a column of time, figures quoted from
    press row by row, prices and the exchange rate, and what is projected beyond the release. A budget counts by state
    only in years when most of its money has a state. Source: the catalogue and the published tables.
    """
    return _coverage().copy()


@cache
def _coverage() -> pd.DataFrame:
    last = int(catalog.release().date[:4])
    parts = []
    for table in counted_tables():
        years = query(_years_of(table), [last])["year"]
        facts = {"of_programme": table.of_programme, "topic": table.topic, "geography": geography(table)}
        parts.append(pd.DataFrame({**facts, "table_id": table.table_id, "year": years.astype(int)}))
    return pd.concat(parts, ignore_index=True)


def counted_tables() -> list[catalog.Table]:
    """The tables that the coverage counts."""
    return [
        table for table in catalog.tables().values() if _time(table) and not _is_quoted(table) and _is_measure(table)
    ]


def undated_tables() -> list[catalog.Table]:
    """Tables of figures that have no column of time, so that no year can be counted."""
    return [
        table
        for table in catalog.tables().values()
        if not _time(table) and not _is_quoted(table) and table.topic not in ("places", "reference")
    ]


def geography(table: catalog.Table) -> str:
    """The finest place that the table's columns name."""
    names = {column.name for column in table.columns}
    return next((place for place, columns in GEOGRAPHIES.items() if names & set(columns)), "national")


def _time(table: catalog.Table) -> catalog.Column | None:
    return next((column for column in table.columns if column.name in TIMES), None)


def _is_quoted(table: catalog.Table) -> bool:
    return any(column.name == "source_url" for column in table.columns)


def _is_measure(table: catalog.Table) -> bool:
    return table.table_id not in CONVERTERS


def _years_of(table: catalog.Table) -> str:
    """Years with at least one figure. Names come from the catalogue, the last year is a bound value."""
    time = _time(table)
    assert time is not None
    year = f'year("{time.name}")' if time.type == "date" else f'"{time.name}"'
    figures = [
        column.name
        for column in table.columns
        if column.type in ("number", "integer") and column.name not in (*table.key, time.name)
    ]
    some_figure = " OR ".join(f'"{name}" IS NOT NULL' for name in figures)
    statement = f'SELECT DISTINCT {year} AS year FROM "{table.table_id}" WHERE {year} <= ? AND ({some_figure})'
    if geography(table) == "state":
        statement += " AND state_code IS NOT NULL"
    if "not_distributable" in table.flags:
        statement += f" AND {year} IN ({_placed_years(table.table_id)})"
    return statement + " ORDER BY 1"


def _placed_years(table_id: str) -> str:
    return f"""
        SELECT year FROM "{table_id}" GROUP BY year, stage
        HAVING sum(amount_mxn) FILTER (WHERE state_code IS NOT NULL) > {PLACED} * sum(amount_mxn)
    """
