"""Any published table under the site's filters, as far as its columns know them."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any

import pandas as pd
import pyarrow as arrow

from data import catalog
from data.store.filters import Filters
from data.store.tables import Condition, Operator, Selection, matching_rows, published_schema, rows

WORK_SECONDS = 20.0
CHOSEN = {
    "municipality_code": "municipalities",
    "state_code": "states",
    "us_state": "us_states",
    "country": "countries",
    "origin": "origins",
    "destination": "destinations",
    "project_type": "project_types",
}
YEARS = ("year", "fiscal_year")
DATES = ("quarter", "month")


def under(table: catalog.Table, filters: Filters) -> Selection:
    """The rows of a table that the filters leave; a filter for which it has no column leaves them all.

    One state of a table that only has municipalities is the municipalities whose code begins with its code; so are
    several, unless they are all of the chosen columns the table has.
    """
    names = {column.name for column in table.columns}
    conditions = [
        Condition(column, "any_of", _known(table.column(column), getattr(filters, chosen)))
        for column, chosen in CHOSEN.items()
        if column in names and getattr(filters, chosen)
    ]
    if filters.states and "state_code" not in names and "municipality_code" in names and not filters.municipalities:
        conditions.append(Condition("municipality_code", "starts", filters.states))
    return Selection(table, conditions=(*conditions, *_years(names, filters)))


def _known(column: catalog.Column, values: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the values that the column can have; all of them, and so no row, where it can have none."""
    if not column.values:
        return values
    return tuple(value for value in values if value in column.values) or values


def _years(names: set[str], filters: Filters) -> list[Condition]:
    """Bounds on the table's column of time."""
    column = next((name for name in (*YEARS, *DATES) if name in names), None)
    if column is None:
        return []
    bounds: list[tuple[Operator, int | None, tuple[int, int]]] = [
        ("gte", filters.year_from, (1, 1)),
        ("lte", filters.year_to, (12, 31)),
    ]
    return [
        Condition(column, operator, (year if column in YEARS else date(year, *day),))
        for operator, year, day in bounds
        if year is not None
    ]


def filtered_count(selection: Selection) -> int:
    """How many rows a selection has. TooMuchWorkError when that takes too long."""
    return matching_rows(selection, WORK_SECONDS)


def filtered_rows(selection: Selection) -> pd.DataFrame:
    """The rows of a selection with its published columns, in the order of the file."""
    with closing(rows(selection, WORK_SECONDS)) as batches:
        read = list(batches)
    return arrow.Table.from_batches(read, None if read else published_schema(selection)).to_pandas()


def as_sql(selection: Selection, file: str) -> str:
    """The rows of a selection as DuckDB is asked for them by hand, out of a file or an address."""
    where = "\n  AND ".join(_sql(condition) for condition in selection.conditions)
    return f"SELECT *\nFROM '{file}'" + (f"\nWHERE {where}" if where else "") + ";"


def _sql(condition: Condition) -> str:
    values = [_literal(value) for value in condition.values]
    match condition.operator:
        case "any_of":
            return f"{condition.column} IN ({', '.join(values)})"
        case "contains":
            return f"list_has_any({condition.column}, [{', '.join(values)}])"
        case "starts":
            return "(" + " OR ".join(f"starts_with({condition.column}, {value})" for value in values) + ")"
        case "gte":
            return f"{condition.column} >= {values[0]}"
        case _:
            return f"{condition.column} <= {values[0]}"


def _literal(value: Any) -> str:
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
