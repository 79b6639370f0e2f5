"""Files made of what is on screen."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.spreadsheet import LIST_SEPARATOR, inert


def csv(rows: pd.DataFrame) -> bytes:
    """The rows as CSV: UTF-8 with BOM, so that Excel reads accents, RFC 4180 line ends, no cell that is a formula."""
    return rows.map(_cell).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _cell(value: object) -> object:
    """Lists joined; text that a spreadsheet would run as a formula behind an apostrophe; numbers stay numbers."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return LIST_SEPARATOR.join(value)
    return inert(value) if isinstance(value, str) else value
