"""CONAPO: intensity of migration to the United States by state and municipality, 2010 and 2020."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.build.controls import Control, Tables
from data.build.places import two_digits
from data.build.raw import Raw
from data.build.shape import slugs

GRADES = {
    "Nulo": "nil",
    "Muy bajo": "very_low",
    "Bajo": "low",
    "Medio": "medium",
    "Alto": "high",
    "Muy alto": "very_high",
}
# The index of 2020 was built the other way round: the lower, the more intense.
INVERTED = {2020}
VALUES: dict[str, Any] = {
    "dwellings": "int64",
    "receiving_remittances_pct": float,
    "emigrants_pct": float,
    "circular_pct": float,
    "return_pct": float,
    "index": float,
    "grade": "string",
    "national_rank": "Int64",
}
# What each file calls them, in the same order; the state file of 2010 has the first five alone.
NAMES = {
    "conapo_intensidad_migratoria_municipal_2010": [
        "TOT_VIV", "VIV_REM", "VIV_EMIG", "VIV_CIRC", "VIV_RET", "IIM_2010", "GIM_2010", "LUG_NAL",
    ],
    "conapo_intensidad_migratoria_municipal_2020": [
        "viv_tot", "viv_rem", "viv_emig", "viv_circ", "viv_ret", "iim_dp2", "gim_dp2", "pos_nal",
    ],
    "conapo_intensidad_migratoria_estatal_2010": ["vivienda", "remesas", "emigrantes", "circulares", "retorno"],
    "conapo_intensidad_migratoria_estatal_2020": [
        "viv_tot", "viv_rem", "viv_emig", "viv_circ", "viv_ret", "iim_dp2", "gim_dp2", "pos_nal",
    ],
}  # fmt: skip


def _flags(incomplete: pd.Series, year: int) -> pd.Series:
    inverted = ["inverted_index"] if year in INVERTED else []
    return incomplete.map({True: [*inverted, "missing_values"], False: inverted})


def _grades(grades: pd.Series) -> pd.Series:
    """Slugs of grades; 2010 writes a number before them and another capital ("2 Bajo", "5 Muy Alto")."""
    return slugs(grades.str.replace(r"^\d ", "", regex=True).str.capitalize(), GRADES)


def _year(rows: pd.DataFrame, source: str, year: int, code: str) -> pd.DataFrame:
    """One file in the published shape; `rows` has the place in column `code`."""
    found = dict(zip(VALUES, NAMES[source]))
    values = pd.DataFrame({new: rows[old] for new, old in found.items()}).reindex(columns=list(VALUES))
    values["grade"] = _grades(values["grade"].astype("string"))
    values["national_rank"] = pd.to_numeric(values["national_rank"])
    values = values.astype(VALUES)
    incomplete = values.isna().any(axis="columns")
    place = pd.DataFrame({"year": year, code: rows[code]})
    return pd.concat([place, values], axis="columns").assign(source_id=source, flags=_flags(incomplete, year))


def migration_intensity_by_state(raw: Raw) -> pd.DataFrame:
    """Shares of dwellings (percent) and index, by state. The file of 2010 has the shares alone."""
    old, new = "conapo_intensidad_migratoria_estatal_2010", "conapo_intensidad_migratoria_estatal_2020"
    rows_2010 = raw.csv(old, encoding="latin-1")
    rows_2020 = raw.csv(new)
    return pd.concat(
        [
            _year(rows_2010.assign(state_code=two_digits(rows_2010["cvegeo"])), old, 2010, "state_code"),
            _year(rows_2020.assign(state_code=two_digits(rows_2020["cve_ent"])), new, 2020, "state_code"),
        ]
    )


def migration_intensity_by_municipality(raw: Raw) -> pd.DataFrame:
    """Shares of dwellings (percent) and index, by municipality. Where the grade is nil there is no rank."""
    old, new = "conapo_intensidad_migratoria_municipal_2010", "conapo_intensidad_migratoria_municipal_2020"
    rows_2010 = raw.csv(old, encoding="latin-1")
    rows_2020 = raw.csv(new)
    code_2010 = rows_2010["ENT"].str.zfill(2) + rows_2010["MUN"].str.zfill(3)
    code_2020 = rows_2020["cve_mun"].str.zfill(5)
    return pd.concat(
        [
            _year(rows_2010.assign(municipality_code=code_2010), old, 2010, "municipality_code"),
            _year(rows_2020.assign(municipality_code=code_2020), new, 2020, "municipality_code"),
        ]
    )


def _rows(tables: Tables, year: int) -> pd.DataFrame:
    return tables["migration_intensity_by_municipality"].query("year == @year")


def _rank(tables: Tables, state: str) -> float:
    rows = tables["migration_intensity_by_state"].query("year == 2020 and state_code == @state")
    return rows["national_rank"].iloc[0]


TABLES = {
    "migration_intensity_by_state": migration_intensity_by_state,
    "migration_intensity_by_municipality": migration_intensity_by_municipality,
}
CONTROLS = [
    Control("migration intensity 2010, municipalities", lambda t: len(_rows(t, 2010)), 2456),
    Control("migration intensity 2010, dwellings", lambda t: _rows(t, 2010)["dwellings"].sum(), 28_696_180),
    Control("migration intensity 2020, municipalities", lambda t: len(_rows(t, 2020)), 2469),
    Control("migration intensity 2020, dwellings", lambda t: _rows(t, 2020)["dwellings"].sum(), 34_987_915),
    Control("migration intensity 2020, without index", lambda t: _rows(t, 2020)["index"].isna().sum(), 12),
    Control("migration intensity 2020, rank of Zacatecas", lambda t: _rank(t, "32"), 1),
    Control("migration intensity 2020, rank of Tabasco", lambda t: _rank(t, "27"), 32),
]
