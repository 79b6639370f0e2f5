"""Banco de México, table CE166: remittances by municipality, in million US dollars, one column a series."""

from __future__ import annotations

import pandas as pd

from data.build.agree import agree
from data.build.banxico import in_year
from data.build.controls import Control, Tables
from data.build.places import outlines, plain, state_code
from data.build.raw import BuildError, Raw

CE166 = "banxico_remesas_municipio_ce166"
CODES = "banxico_ce166_municipality_codes"
LINES_BEFORE_TITLES = 9
MILLION = 1e6
NOT_IDENTIFIED = "No identificado"
# The state series are rounded to 100 dollars, and each municipal one to a dollar.
ROUNDING_USD = 1_000


def _wide(raw: Raw) -> pd.DataFrame:
    """The sheet as it is: a row each for titles, units and series ids, then one a quarter (dd/mm/yyyy)."""
    cells = raw.csv(CE166, encoding="cp1252", header=None, index_col=0, skiprows=LINES_BEFORE_TITLES, low_memory=False)
    if set(cells.loc["Unidad"]) != {"Millones de Dólares"}:
        raise BuildError(f"{CE166}: a series is not in million dollars")
    return cells


def _series(cells: pd.DataFrame) -> pd.DataFrame:
    """What each series is: series id, state code and the municipality's name (missing for a state's own series)."""
    titles = cells.loc["Título"]
    names = titles.str.extract(r"^Ingresos por Remesas, Distribución por Municipio, (?P<state>[^,]+), (?P<name>.+)$")
    states = titles.str.extract(r"^Ingresos por Remesas Familiares, (?P<state>.+)$")
    if (names["state"].notna() == states["state"].notna()).any():
        raise BuildError(f"{CE166}: a series is neither of a state nor of a municipality")
    state = state_code(names["state"].fillna(states["state"]))
    return pd.DataFrame({"series": cells.loc["Fecha"], "state_code": state, "name": names["name"]}).set_index("series")


def _contained(shorter: pd.Series, longer: pd.Series) -> pd.Series:
    """Whether each name is part of the other: municipalities were renamed by adding a surname or a title."""
    pairs = zip(shorter.fillna("?"), longer.fillna(""))
    return pd.Series([part in whole for part, whole in pairs], index=shorter.index)


def series_codes(series: pd.DataFrame, codes: pd.DataFrame, names: pd.Series) -> pd.Series:
    """Municipality code of each municipal series, `SS999` where it is not identified.

    `series` has state_code and name by series id; `codes` is the published list of series and codes; `names` are the
    municipalities' names by code. BuildError when a series has no code, shares one, or has one of another state or
    name than its title says.
    """
    listed = codes.set_index("idSerie").reindex(series.index)
    unidentified = series["name"] == NOT_IDENTIFIED
    code = listed["cvegeo"].mask(unidentified, series["state_code"] + "999")
    misnamed = ~unidentified & (
        (plain(listed["municipio"]) != plain(series["name"]))
        | ~_contained(plain(listed["NOM_MUN"]), plain(listed["cvegeo"].map(names)))
    )
    wrong = code.isna() | code.duplicated(keep=False) | (code.str[:2] != series["state_code"]) | misnamed
    if wrong.any():
        raise BuildError(f"{CODES}: series with a missing or wrong code: {sorted(series.index[wrong])[:5]}")
    return code


def _quarters(cells: pd.DataFrame) -> pd.DataFrame:
    """Dollars by quarter (rows) and series id (columns)."""
    amounts = cells.filter(regex=r"^\d{2}/\d{2}/\d{4}$", axis="index").astype(float) * MILLION
    amounts.columns = pd.Index(cells.loc["Fecha"])
    return amounts.set_axis(pd.to_datetime(amounts.index, format="%d/%m/%Y").rename("quarter")).round()


def _by_state(amounts: pd.DataFrame, states: pd.Series) -> pd.Series:
    """Dollars by state and quarter; `states` has the state of each series that counts."""
    named = amounts[states.index].set_axis(pd.Index(states), axis="columns")
    long = named.melt(var_name="state_code", value_name="usd", ignore_index=False)
    return long.groupby(["state_code", "quarter"])["usd"].sum()


def remittances_by_municipality(raw: Raw) -> pd.DataFrame:
    """US dollars received, by quarter and municipality.

    BuildError when a state's municipalities do not add up to the state's own series in a quarter.
    """
    cells = _wide(raw)
    series, amounts = _series(cells), _quarters(cells)
    municipal = series[series["name"].notna()]
    states = series[series["name"].isna()]["state_code"]
    agree(
        "CE166, municipalities of a state",
        _by_state(amounts, municipal["state_code"]),
        _by_state(amounts, states),
        ROUNDING_USD,
    )
    names = outlines(raw, "geo_mx_municipalities", "CVEGEO")["NOMGEO"]
    codes = series_codes(municipal, raw.csv(CODES), names)
    wide = amounts[codes.index].set_axis(codes.to_numpy(), axis="columns")
    table = wide.melt(var_name="municipality_code", value_name="amount_usd", ignore_index=False).reset_index()
    return pd.DataFrame(
        {
            "quarter": table["quarter"],
            "municipality_code": table["municipality_code"],
            "state_code": table["municipality_code"].str[:2],
            "amount_usd": table["amount_usd"],
            "source_id": CE166,
            "flags": [["vintage_differs"]] * len(table),
        }
    )


def _municipalities(tables: Tables) -> pd.Series:
    return pd.Series(tables["remittances_by_municipality"]["municipality_code"].unique())


def _unknown(tables: Tables) -> float:
    codes = _municipalities(tables)
    return (~codes.isin(tables["municipalities"]["municipality_code"]) & ~codes.str.endswith("999")).sum()


TABLES = {"remittances_by_municipality": remittances_by_municipality}
CONTROLS = [
    Control(
        "remittances_by_municipality 2024, million USD",
        lambda t: in_year(t, "remittances_by_municipality", 2024) / 1e6,
        64_746.4,
        0.05,
    ),
    Control("CE166 municipal series", lambda t: len(_municipalities(t)), 2488),
    Control("CE166 series not identified", lambda t: _municipalities(t).str.endswith("999").sum(), 32),
    Control("CE166 municipality codes unknown to municipalities", _unknown, 0),
]
