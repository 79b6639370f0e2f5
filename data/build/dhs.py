"""US Department of Homeland Security: encounters by the US Border Patrol, by US fiscal year (October to September)."""

from __future__ import annotations

import pandas as pd

from data.build.agree import agree
from data.build.controls import Control
from data.build.raw import Raw

SOURCE = "dhs_border_patrol_encounters"
YEAR = "Fiscal\nYear"
# The file was closed two months into this fiscal year.
INCOMPLETE_YEAR = 2025
# Every figure is rounded to ten, so that the parts of a year may miss its total by a few tens.
ROUNDING = 100


def _annual(raw: Raw, sheet: str, kind: str) -> pd.DataFrame:
    """Encounters by fiscal year and `kind`. BuildError when the parts of a year do not add up to the annual count."""
    rows = raw.excel(SOURCE, sheet_name=sheet)
    annual = raw.excel(SOURCE, sheet_name="Annual Count").set_index(YEAR)["Quantity"]
    agree(f"{SOURCE}, {sheet}", rows.groupby(YEAR)["Quantity"].sum(), annual, ROUNDING)
    return pd.DataFrame(
        {
            "fiscal_year": rows[YEAR],
            kind.lower(): rows[kind],
            "encounters": rows["Quantity"],
            "source_id": SOURCE,
            "flags": rows[YEAR].eq(INCOMPLETE_YEAR).map({True: ["partial_period"], False: []}),
        }
    )


def border_encounters(raw: Raw) -> pd.DataFrame:
    """Encounters by fiscal year and citizenship, as the publisher names it."""
    return _annual(raw, "Annual Citizenship", "Citizenship")


def border_encounters_by_sector(raw: Raw) -> pd.DataFrame:
    """Encounters by fiscal year and Border Patrol sector."""
    return _annual(raw, "Annual Sector", "Sector")


TABLES = {"border_encounters": border_encounters, "border_encounters_by_sector": border_encounters_by_sector}
CONTROLS = [
    Control(
        f"{table_id} 2000",
        lambda t, i=table_id: t[i].query("fiscal_year == 2000")["encounters"].sum(),  # type: ignore[misc]
        1_590_310,
        tolerance,
    )
    for table_id, tolerance in {"border_encounters": ROUNDING, "border_encounters_by_sector": 0}.items()
]
