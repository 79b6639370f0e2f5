"""World Bank / KNOMAD: modelled remittances between countries in 2021, and what each country received since 2000."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.countries import iso3
from data.build.raw import BuildError, Raw

MATRIX = "world_bank_bilateral_remittance_matrix_2021"
INFLOWS = "world_bank_inward_remittance_flows"
MATRIX_YEAR = 2021
MATRIX_HEADER = 1
MILLION = 1e6
TOTAL = "WORLD"
# The rows below the countries of the inflows sheet start here; sums first, then footnotes.
FIRST_SUM = "Low-and Middle-Income Countries"
# Remarks that the inflows sheet writes behind a country's name.
REMARK = r"\s*\((?:using|adjsuting|revising|Brief).*\)$"


def _dollars(millions: pd.Series) -> pd.Series:
    return (millions.astype(float) * MILLION).round()


def bilateral_remittances(raw: Raw) -> pd.DataFrame:
    """US dollars by origin (the sending country, down the sheet) and destination (the receiving one, across).

    Blank and zero cells are no estimate and are left out, as are the totals.
    """
    cells = raw.excel(MATRIX, header=MATRIX_HEADER, index_col=0)
    countries = cells.columns.drop(TOTAL)
    if list(cells.index[: len(countries)]) != list(countries):
        raise BuildError(f"{MATRIX}: the countries down are not those across")
    corridors = cells.loc[countries, countries].rename_axis("origin")
    long = corridors.melt(var_name="destination", value_name="millions", ignore_index=False)
    rows = long.query("millions > 0").reset_index()
    table = pd.DataFrame(
        {
            "year": MATRIX_YEAR,
            "origin": iso3(rows["origin"].str.strip()),
            "destination": iso3(rows["destination"].str.strip()),
            "amount_usd": _dollars(rows["millions"]),
            "source_id": MATRIX,
        }
    )
    return table.dropna(subset=["origin", "destination"])


def remittance_inflows(raw: Raw) -> pd.DataFrame:
    """US dollars received by year and country; the last year is the publisher's own estimate.

    The sheet writes 0 where nothing was reported (in the middle of a series, too), so zeros are left out.
    """
    cells = raw.excel(INFLOWS, header=0, index_col=0)
    cells = cells.iloc[: cells.index.get_loc(FIRST_SUM)]
    years = cells.columns[cells.columns.astype(str).str.fullmatch(r"\d{4}e?")]
    countries = cells.index.str.replace(REMARK, "", regex=True).str.strip()
    wide = cells[years].assign(country=iso3(countries.to_series()).to_numpy())
    long = wide.melt("country", var_name="year", value_name="millions").query("millions > 0").dropna()
    year = long["year"].astype(str)
    return pd.DataFrame(
        {
            "year": year.str.rstrip("e").astype(int),
            "country": long["country"],
            "amount_usd": _dollars(long["millions"]),
            "source_id": INFLOWS,
            "flags": year.str.endswith("e").map({True: ["modelled_estimate"], False: []}),
        }
    )


TABLES = {"bilateral_remittances": bilateral_remittances, "remittance_inflows": remittance_inflows}
CONTROLS = [
    Control(
        "bilateral_remittances USA to Mexico, million USD",
        lambda t: (
            t["bilateral_remittances"].query("origin == 'USA' and destination == 'MEX'")["amount_usd"].sum() / MILLION
        ),
        52_595,
        0.5,
    )
]
