"""UN DESA: international migrant stock, corridors with a Latin American end, 1990 to 2020."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.countries import iso3
from data.build.raw import Raw

SOURCE = "un_desa_migrant_stock_2020_latin_america"


def migrant_stock(raw: Raw) -> pd.DataFrame:
    """People born (or with citizenship) in the origin who live in the destination, by year."""
    rows = raw.csv(SOURCE)
    table = pd.DataFrame(
        {
            "year": rows["year"].astype(int),
            "origin": iso3(rows["origin"]),
            "destination": iso3(rows["destination"]),
            "people": rows["migrant_stock"].astype("int64"),
            "source_id": SOURCE,
        }
    )
    return table.dropna(subset=["origin", "destination"])


TABLES = {"migrant_stock": migrant_stock}
CONTROLS = [
    Control(
        "migrant_stock Mexico to USA 2020",
        lambda t: t["migrant_stock"].query("year == 2020 and origin == 'MEX' and destination == 'USA'")["people"].sum(),
        10_853_105,
    )
]
