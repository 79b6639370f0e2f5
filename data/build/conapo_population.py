"""CONAPO: population by state and municipality, and people who lived in the United States five years before."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control, Tables
from data.build.places import state_code
from data.build.raw import BuildError, Raw

RECENT = "conapo_migracion_reciente_2015_2020"
RECENT_HEADER = 4
RECENT_COLUMNS = {
    "Población de 5 años y más": "population_5_plus",
    "En los Estados Unidos de América": "lived_in_us_2015",
}


def _by_year(wide: pd.DataFrame, code: str) -> pd.DataFrame:
    """People by year and code, from one column a year and the column `code`."""
    long = wide.melt(code, var_name="year", value_name="population")
    return long.astype({"year": int, "population": "int64"})[["year", code, "population"]]


def population_by_state(raw: Raw) -> pd.DataFrame:
    """People by year and state, at the middle of the year: reconstructed to 2019, projected since 2020."""
    source = "conapo_poblacion_entidad"
    rows = raw.csv(source)
    wide = rows.assign(state_code=state_code(rows["ENTIDAD"])).drop(columns="ENTIDAD")
    return _by_year(wide, "state_code").assign(source_id=source)


def population_by_municipality(raw: Raw) -> pd.DataFrame:
    """People by year and municipality, at the middle of the year: reconstructed to 2019, projected since 2020."""
    source = "conapo_poblacion_municipal"
    wide = raw.csv(source).rename(columns={"CVE": "municipality_code"}).drop(columns=["Entidad", "Municipio"])
    return _by_year(wide, "municipality_code").assign(source_id=source)


def return_migrants_by_state(raw: Raw) -> pd.DataFrame:
    """People of five years and more in 2020, and those of them who lived in the United States in 2015, by state.

    BuildError when the states do not add up to the file's national row.
    """
    rows = raw.excel(RECENT, sheet_name="2015-2020", header=RECENT_HEADER, dtype={"Clave de la entidad": str})
    people = rows[list(RECENT_COLUMNS)].rename(columns=RECENT_COLUMNS)
    states = rows["Clave de la entidad"].str.fullmatch(r"\d{2}").fillna(False).astype(bool)
    national = people[rows["Nombre de la entidad"] == "Nacional"].iloc[0]
    if not people[states].sum().eq(national).all():
        raise BuildError(f"{RECENT}: the states do not add up to the national row")
    codes = rows.loc[states, "Clave de la entidad"].rename("state_code")
    return pd.concat([codes, people[states].astype("int64")], axis="columns").assign(source_id=RECENT)


def _in_2020(tables: Tables, table_id: str) -> float:
    return tables[table_id].query("year == 2020")["population"].sum()


TABLES = {
    "population_by_state": population_by_state,
    "population_by_municipality": population_by_municipality,
    "return_migrants_by_state": return_migrants_by_state,
}
CONTROLS = [
    Control("population_by_state 2020", lambda t: _in_2020(t, "population_by_state"), 128_209_170),
    Control("population_by_municipality 2020", lambda t: _in_2020(t, "population_by_municipality"), 128_209_170),
    Control("return migrants", lambda t: t["return_migrants_by_state"]["lived_in_us_2015"].sum(), 374_155),
]
