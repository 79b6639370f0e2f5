"""CONAPO: marginalisation by state and municipality, 2010, 2015 and 2020."""

from __future__ import annotations

import pandas as pd

from data.build.conapo_migration import GRADES
from data.build.controls import Control
from data.build.raw import BuildError, Raw
from data.build.shape import slugs

YEARS = (2010, 2015, 2020)
TITLES_ROW, CODES_ROW = 3, 5
RANK_TITLE = "Lugar que ocupa en el contexto nacional"
# Code in the file of each published column, in the order in which they are published.
INDICATORS = {
    "ANALF": "illiterate_pct",
    "SBASC": "no_basic_education_pct",
    "OVSDE": "no_drainage_pct",
    "OVSEE": "no_electricity_pct",
    "OVSAE": "no_piped_water_pct",
    "OVPT": "dirt_floor_pct",
    "VHAC": "overcrowded_pct",
    "PL.5000": "small_localities_pct",
    "PO2SM": "low_income_pct",
}


def _sheet(raw: Raw, source: str, place: str) -> pd.DataFrame:
    """The base sheet, a row a place, columns by the file's codes (their order differs between files).

    Of the sheets, only the base has the national rank, which has a title but no code. The national row, which has no
    place code, and the footnotes are left out.
    """
    cells = raw.excel(source, sheet_name=0, header=None)
    names = cells.iloc[CODES_ROW].fillna(cells.iloc[TITLES_ROW])
    rows = cells.set_axis(names, axis="columns").loc[:, names.notna().to_numpy()]
    return rows[rows[place].astype("string").str.fullmatch(r"\d+").fillna(False).astype(bool)]


def _year(raw: Raw, source: str, year: int, place: str, code: str) -> pd.DataFrame:
    rows = _sheet(raw, source, place)
    published = {
        place: code,
        "POB_TOT": "population",
        f"IM_{year}": "index",
        f"IMN_{year}": "index_normalised",
        f"GM_{year}": "grade",
        RANK_TITLE: "national_rank",
        **INDICATORS,
    }
    missing = set(published) - set(rows.columns)
    if missing:
        raise BuildError(f"{source}: the base sheet lacks {sorted(missing)}")
    table = rows[list(published)].rename(columns=published)
    numbers = table.columns.difference([code, "grade"])
    table[numbers] = table[numbers].apply(pd.to_numeric)
    table["grade"] = slugs(table["grade"], GRADES)
    table.insert(0, "year", year)
    return table.astype({"population": "int64", "national_rank": "Int64"}).assign(source_id=source)


def marginalisation_by_state(raw: Raw) -> pd.DataFrame:
    """Index, grade and the nine indicators (percent) by state; rank 1 is the most marginalised."""
    return pd.concat(_year(raw, f"conapo_marginacion_estatal_{y}", y, "CVE_ENT", "state_code") for y in YEARS)


def marginalisation_by_municipality(raw: Raw) -> pd.DataFrame:
    """Index, grade and the nine indicators (percent) by municipality; rank 1 is the most marginalised."""
    return pd.concat(_year(raw, f"conapo_marginacion_municipal_{y}", y, "CVE_MUN", "municipality_code") for y in YEARS)


TABLES = {
    "marginalisation_by_state": marginalisation_by_state,
    "marginalisation_by_municipality": marginalisation_by_municipality,
}
EXPECTED = {2010: (2456, 112_336_538), 2015: (2457, 119_530_753), 2020: (2469, 126_014_024)}
CONTROLS = [
    Control(
        f"marginalisation_by_municipality {year}, municipalities",
        lambda t, y=year: t["marginalisation_by_municipality"]["year"].eq(y).sum(),  # type: ignore[misc]
        count,
    )
    for year, (count, _) in EXPECTED.items()
] + [
    Control(
        f"{table_id} {year}, population",
        lambda t, i=table_id, y=year: t[i].query("year == @y")["population"].sum(),  # type: ignore[misc]
        population,
    )
    for table_id in TABLES
    for year, (_, population) in EXPECTED.items()
]
