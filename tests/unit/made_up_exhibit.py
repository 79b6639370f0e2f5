"""A made-up exhibit with every kind of cell, for the tests of files."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import numpy as np
import pandas as pd

from components import i18n
from components.downloads import open_view
from components.exhibit import Exhibit

ES, EN = i18n.language("es"), i18n.language("en")
DAY = date(2026, 11, 25)
EVIL = ["=1+1", "+52 1", "-x", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "plain"]
VIEW = open_view("http://site.example/remesas", {"state": ["32"], "view": ["table"]}, ES, "remesas", DAY)


def exhibit(rows: pd.DataFrame, tables: tuple[str, ...] = ("remittances_by_municipality",), **more: object) -> Exhibit:
    facts = {"name": "odd", "headline": "Zacatecas recibió más", "subtitle": "Remesas, dólares, 2025", "alt": ""}
    return Exhibit(**{**facts, "rows": rows, "tables": tables, **more})


def mixed() -> Exhibit:
    """Every kind of cell: codes, text that would run, whole numbers with a gap, shares, dates, lists, odd numbers."""
    rows = pd.DataFrame(
        {
            "state_code": ["32", "01", "09"],
            "project": ["=1+1", "Ñandú | *agua*", None],
            "project_type": ["urban_image", "paving", "urban_image"],
            "amount_usd": [1_234_567.0, -5.0, np.nan],
            "national_rank": [2.0, np.nan, 10.0],
            "share": [0.123, 0.5, np.nan],
            "receiving_remittances_pct": [37.3, 0.0, np.nan],
            "quarter": [date(2025, 1, 1), date(2025, 4, 1), None],
            "partial": [True, False, False],
            "flags": [np.array(["vintage_differs", "ambiguous_unit"]), [], ["vintage_differs"]],
        }
    )
    tables = ("remittances_by_municipality", "migration_intensity_by_municipality", "project_examples")
    return exhibit(rows, tables, caveats=(), notes=("Una nota.",))


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name; fails where one is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}
