"""The rows shown, as a file holds them: whole numbers whole, dates as dates, no text that runs as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype, is_numeric_dtype

from data import catalog
from data.spreadsheet import LIST_SEPARATOR, inert


def csv(rows: pd.DataFrame, tables: Iterable[str] = ()) -> bytes:
    """The rows as CSV: UTF-8 with BOM, so that Excel reads accents, RFC 4180 line ends, no cell that is a formula."""
    return typed(rows, tables).map(_cell).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def typed(rows: pd.DataFrame, tables: Iterable[str] = ()) -> pd.DataFrame:
    """The rows with whole numbers as such where a missing figure had made decimals of them."""
    tables = tuple(tables)
    return pd.DataFrame({name: _whole(rows[name], catalog.describe(name, tables)) for name in rows.columns})


def _whole(cells: pd.Series, column: catalog.Column | None) -> pd.Series:
    if column is None or column.type != "integer" or not is_float_dtype(cells):
        return cells
    known = cells.dropna()
    return cells.astype("Int64") if np.isfinite(known).all() and (known % 1 == 0).all() else cells


def kind(cells: pd.Series, column: catalog.Column | None) -> str:
    """What the cells are, by what they hold and, where they hold nothing, by the catalogue: the Data Package's type."""
    if is_bool_dtype(cells):
        return "boolean"
    if is_integer_dtype(cells):
        return "integer"
    if is_numeric_dtype(cells):
        return "number"
    first = next((cell for cell in cells if is_list(cell) or not pd.isna(cell)), None)
    if first is None:
        return column.type if column else "string"
    if is_list(first):
        return "list"
    return "date" if isinstance(first, date) else "string"


def is_list(value: object) -> bool:
    """Whether a cell holds several values."""
    return isinstance(value, (list, tuple, np.ndarray))


def _cell(value: object) -> object:
    """Lists joined; text that a spreadsheet would run as a formula behind an apostrophe; numbers stay numbers."""
    if is_list(value):
        value = LIST_SEPARATOR.join(value)  # type: ignore[arg-type]
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value
