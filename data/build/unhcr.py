"""UNHCR: asylum applications of Central Americans in Mexico, the United States and Canada."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control, Tables
from data.build.raw import Raw

SOURCE = "unhcr_asylum_central_america"
# The publisher has no US figures for these years; the file writes 0.
US_GAP = range(2010, 2013)


def asylum_applications(raw: Raw) -> pd.DataFrame:
    """Applications by year, country of origin and country of asylum; missing where the US gave no figure."""
    rows = raw.csv(SOURCE)
    year = rows["year"].astype(int)
    gap = rows["country_asylum"].eq("USA") & year.isin(US_GAP)
    return pd.DataFrame(
        {
            "year": year,
            "origin": rows["country_origin"],
            "destination": rows["country_asylum"],
            "applications": rows["applications"].astype("Int64").mask(gap),
            "source_id": SOURCE,
            "flags": gap.map({True: ["missing_values"], False: []}),
        }
    )


def _missing(tables: Tables) -> float:
    return tables["asylum_applications"]["applications"].isna().sum()


TABLES = {"asylum_applications": asylum_applications}
CONTROLS = [Control("asylum_applications without a figure (four countries, three years)", _missing, 12)]
