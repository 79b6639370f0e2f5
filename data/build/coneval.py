"""CONEVAL: multidimensional poverty by municipality, 2010, 2015 and 2020."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control, Tables
from data.build.places import five_digits
from data.build.raw import BuildError, Raw

SOURCE = "coneval_pobreza_municipal_2010_2015_2020"
SEXES = {"Población por sexo: mujeres", "Población por sexo: hombres"}
# The publisher's marks of a figure that it does not give: not precise enough, and not estimated at all.
MISSING = (-999, -888)
INDICATORS = {
    "pobreza_porcentaje": "poverty_pct",
    "carencia_rezago_educativo_porcentaje": "educational_lag_pct",
    "carencia_servicios_de_salud_porcentaje": "no_health_services_pct",
    "carencia_seguridad_social_porcentaje": "no_social_security_pct",
    "carencia_calidad_espacios_vivienda_porcentaje": "poor_housing_pct",
    "carencia_servicios_basicos_vivienda_porcentaje": "no_basic_services_pct",
    "carencia_alimentacion_nutritiva_calidad_porcentaje": "no_nutritious_food_pct",
    "ingreso_inferior_a_lpi_porcentaje": "below_income_line_pct",
}


def weighted(rows: pd.DataFrame, keys: list[str], weight: str, shares: list[str]) -> pd.DataFrame:
    """Sum of `weight` and weighted mean of each of `shares`, by `keys`. A missing cell leaves its group's missing."""
    parts = rows[shares].mul(rows[weight], axis="index").assign(**{weight: rows[weight]})
    sums = parts.groupby([rows[key] for key in keys]).sum(skipna=False)
    sums[shares] = sums[shares].div(sums[weight], axis="index")
    return sums[[weight, *shares]].reset_index()


def poverty_by_municipality(raw: Raw) -> pd.DataFrame:
    """People and shares of them (percent), by year and municipality: the file's two sexes weighted by population."""
    rows = raw.csv(SOURCE)
    if set(rows["grupo"]) != SEXES or rows.duplicated(["clave_municipio", "periodo", "grupo"]).any():
        raise BuildError(f"{SOURCE}: a municipality and year is not one row of each sex")
    numbers = rows[["poblacion", *INDICATORS]].astype(float)
    numbers = numbers.mask(numbers.isin(MISSING)).rename(columns={"poblacion": "population", **INDICATORS})
    numbers["year"] = rows["periodo"].str[:4].astype(int)
    numbers["municipality_code"] = five_digits(rows["clave_municipio"])
    table = weighted(numbers, ["year", "municipality_code"], "population", list(INDICATORS.values()))
    return table.astype({"population": "Int64"}).assign(source_id=SOURCE)


def _national(tables: Tables, year: int) -> float:
    rows = tables["poverty_by_municipality"].query("year == @year").dropna(subset=["population", "poverty_pct"])
    return (rows["poverty_pct"] * rows["population"]).sum() / rows["population"].sum()


TABLES = {"poverty_by_municipality": poverty_by_municipality}
CONTROLS = [
    Control(f"poverty {year}, national percent", lambda t, y=year: _national(t, y), expected, 0.1)  # type: ignore[misc]
    for year, expected in {2010: 46.2, 2015: 44.0, 2020: 44.5}.items()
]
