"""INEGI: consumer price index and gross domestic product by state."""

from __future__ import annotations

import pandas as pd

from data.build.agree import agree
from data.build.controls import Control
from data.build.places import two_digits
from data.build.raw import Raw

NATIONAL = "00"


def price_index(raw: Raw) -> pd.DataFrame:
    """Consumer price index (INPC, general) by month."""
    source = "inegi_inpc"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    return pd.DataFrame({"month": rows["PERIODO"], "inpc": rows["GENERAL"].astype(float), "source_id": source})


def gdp_by_state(raw: Raw) -> pd.DataFrame:
    """GDP by year and state, in current pesos and in pesos of 2018. The file is in millions.

    BuildError when the states do not add up to the file's national row.
    """
    source = "inegi_pib_estatal"
    rows = raw.csv(source).query("CLAVE_INDUSTRIA == 'PIB'")
    table = pd.DataFrame(
        {
            "year": rows["PERIODO"].astype(int),
            "state_code": two_digits(rows["CVE_ENT"]),
            "gdp_mxn": (rows["VALOR_CORRIENTE"].astype(float) * 1e6).round(),
            "gdp_mxn_2018": (rows["VALOR_CONSTANTE"].astype(float) * 1e6).round(),
            "source_id": source,
        }
    )
    national = table["state_code"] == NATIONAL
    for column in ("gdp_mxn", "gdp_mxn_2018"):
        states = table[~national].groupby("year")[column].sum()
        agree(f"gdp_by_state {column}", states, table[national].set_index("year")[column], tolerance=100)
    return table[~national]


TABLES = {"price_index": price_index, "gdp_by_state": gdp_by_state}
CONTROLS = [Control("gdp_by_state, states and years", lambda t: len(t["gdp_by_state"]), 32 * 22)]
