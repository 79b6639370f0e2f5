"""How a chart's numbers are written, by the unit of the column that they are of."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from components.exhibit import Exhibit
from components.i18n import SYMBOLS, Language
from data import catalog

PLAIN, ONE_DECIMAL, SHARE = "#,##0", "#,##0.0", "0%"


def column_of(exhibit: Exhibit, values: Iterable[float | None]) -> catalog.Column | None:
    """The column of the rows that these values are of; None where the chart shows another reckoning of them."""
    asked = np.array([value for value in values if value is not None], dtype=float)
    if not len(asked):
        return None
    for name in exhibit.rows.columns:
        cells = exhibit.rows[name]
        column = catalog.describe(str(name), exhibit.tables)
        if column is None or column.unit == "year" or not is_numeric_dtype(cells) or is_bool_dtype(cells):
            continue
        if _holds(cells.dropna().to_numpy(dtype=float), asked):
            return column
    return None


def _holds(cells: np.ndarray, asked: np.ndarray) -> bool:
    """Whether each value is among the cells, as far as the chart rounds them."""
    if not len(cells):
        return False
    cells = np.sort(cells)
    after = np.clip(np.searchsorted(cells, asked), 1, len(cells) - 1) if len(cells) > 1 else np.zeros(len(asked), int)
    nearest = np.minimum(np.abs(cells[after] - asked), np.abs(cells[after - 1] - asked))
    return bool((nearest <= np.maximum(1e-6 * np.abs(asked), 0.006)).all())


def number_format(exhibit: Exhibit, series: list[list[float | None]], t: Language) -> str:
    """Excel's code for the values of a chart: money short and with its sign, shares in percent, the rest in full."""
    column = next((found for found in (column_of(exhibit, values) for values in series) if found), None)
    unit = column.unit if column else ""
    match unit:
        case "mxn" | "mxn_real":
            return money(SYMBOLS["mxn"][t.code], t)
        case "usd":
            return money("US$", t)
        case "usd_per_person":
            return '"US$"#,##0'
        case "mxn_real_per_person":
            return f'"{SYMBOLS["mxn"][t.code]}"#,##0.00'
        case "share" | "change":
            return SHARE
        case "percent":
            return '0.0"%"'
    sizes = pd.Series([abs(value) for values in series for value in values if value is not None], dtype=float)
    if not len(sizes):
        return PLAIN
    if sizes.max() >= 1e6:
        return money("", t)
    return PLAIN if (sizes % 1 == 0).all() or sizes.max() >= 1000 else ONE_DECIMAL


def money(sign: str, t: Language) -> str:
    """Amounts in thousands of millions, millions or in full, as each is large."""
    symbol = f'"{sign}"' if sign else ""
    large, million = ('" mil M"', '" M"') if t.code == "es" else ('"B"', '"M"')
    return f"[>=1000000000]{symbol}0.0,,,{large};[>=1000000]{symbol}0.0,,{million};{symbol}#,##0"
