"""Banco de México: remittances by month, state, US state and country, and the exchange rate."""

from __future__ import annotations

from functools import partial

import pandas as pd

from data.build.controls import Control, Tables
from data.build.places import two_digits
from data.build.raw import Raw

FLOWS = {"Ingresos": "inflow", "Egresos": "outflow"}
LAST_WHOLE_YEAR = 2025


def remittances(raw: Raw) -> pd.DataFrame:
    """Number of transfers and US dollars received and sent, by month. Sent money is recorded since 2013."""
    source = "banxico_remesas_mensuales"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    return pd.DataFrame(
        {
            "month": rows["PERIODO"],
            "flow": rows["FLUJO"].map(FLOWS),
            "operations": rows["OPERACIONES"].astype("int64"),
            "amount_usd": rows["VALOR_USD"].astype(float),
            "source_id": source,
        }
    )


def remittances_by_state(raw: Raw) -> pd.DataFrame:
    """US dollars received, by quarter and Mexican state."""
    source = "banxico_remesas_entidad"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    return pd.DataFrame(
        {
            "quarter": rows["PERIODO"],
            "state_code": two_digits(rows["CVE_ENT"]),
            "amount_usd": rows["VALOR_USD"].astype(float),
            "source_id": source,
        }
    )


def remittances_by_us_state(raw: Raw) -> pd.DataFrame:
    """US dollars sent to Mexico, by quarter and US state (XX is not identified)."""
    source = "banxico_remesas_estado_eeuu"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    return pd.DataFrame(
        {
            "quarter": rows["PERIODO"],
            "us_state": rows["ID_ESTADO"],
            "amount_usd": rows["VALOR_USD"].astype(float),
            "source_id": source,
        }
    )


def remittances_by_country(raw: Raw) -> pd.DataFrame:
    """US dollars received from and sent to each country, by quarter (XXX is not identified)."""
    source = "banxico_remesas_pais"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    rows["amount_usd"] = rows["VALOR_USD"].astype(float)
    # Banco de México lists the West Bank and Palestine apart, both under the code PSE.
    sums = rows.groupby(["PERIODO", "ID_PAIS", "FLUJO"], as_index=False)["amount_usd"].sum()
    return pd.DataFrame(
        {
            "quarter": sums["PERIODO"],
            "country": sums["ID_PAIS"],
            "flow": sums["FLUJO"].map(FLOWS),
            "amount_usd": sums["amount_usd"],
            "source_id": source,
        }
    )


def exchange_rate(raw: Raw) -> pd.DataFrame:
    """Pesos per US dollar, monthly mean of the FIX rate. The file's zeros are missing months and left out."""
    source = "banxico_tipo_de_cambio"
    rows = raw.csv(source, parse_dates=["PERIODO"])
    rate = rows["TIPO_CAMBIO"].astype(float)
    table = pd.DataFrame({"month": rows["PERIODO"], "mxn_per_usd": rate, "source_id": source})
    return table[table["mxn_per_usd"] > 0]


def in_year(tables: Tables, table_id: str, year: int, period: str = "quarter", only: str = "index == index") -> float:
    """US dollars of one calendar year; `only` is a `DataFrame.query` of the rows that count."""
    rows = tables[table_id].query(only)
    return rows.loc[pd.to_datetime(rows[period]).dt.year == year, "amount_usd"].sum()


def _inflow(tables: Tables, year: int) -> float:
    return in_year(tables, "remittances", year, "month", "flow == 'inflow'")


def _states_to_inflow(tables: Tables, year: int) -> float:
    return in_year(tables, "remittances_by_state", year) / _inflow(tables, year)


def _countries_to_inflow(tables: Tables, year: int) -> float:
    return in_year(tables, "remittances_by_country", year, only="flow == 'inflow'") / _inflow(tables, year)


def _us_states_to_usa(tables: Tables, year: int) -> float:
    usa = in_year(tables, "remittances_by_country", year, only="flow == 'inflow' and country == 'USA'")
    return in_year(tables, "remittances_by_us_state", year) / usa


TABLES = {
    "remittances": remittances,
    "remittances_by_state": remittances_by_state,
    "remittances_by_us_state": remittances_by_us_state,
    "remittances_by_country": remittances_by_country,
    "exchange_rate": exchange_rate,
}

CONTROLS = [
    Control(
        f"remittances_by_state {year}, million USD",
        lambda t, y=year: in_year(t, "remittances_by_state", y) / 1e6,  # type: ignore[misc]
        expected,
        0.05,
    )
    for year, expected in {2003: 15_138.7, 2024: 65_016.8, 2025: 62_471.7}.items()
]
CONTROLS += [
    Control(f"{what} {year}", partial(compute, year=year), 1, 0.0001)
    for what, compute, first in (
        ("states as a share of the remittances inflow", _states_to_inflow, 2003),
        ("countries as a share of the remittances inflow", _countries_to_inflow, 2013),
        ("US states as a share of the inflow from the USA", _us_states_to_usa, 2013),
    )
    for year in range(first, LAST_WHOLE_YEAR + 1)
]
