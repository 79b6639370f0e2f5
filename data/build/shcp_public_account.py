"""Readers of the federal accounts: the lines of Programa 3x1 in the Cuenta Pública and the PEF, in pesos.

The accounts changed shape twice. 2008-2011: one row a line, with unit and object of spending, approved and exercised.
2013 on: one row a programme and stage, one column an object. PEF 2016 and 2018: approved, with unit and place.
"""

from __future__ import annotations

import pandas as pd

from data.build import places
from data.build.raw import BuildError, Raw
from data.build.shape import slugs, stages_as_rows

PROGRAMME = "Programa 3 x 1 para Migrantes"
ADDITIONS = f"{PROGRAMME} (Ampliaciones determinadas por la Cámara de Diputados)"
LINE_YEARS = range(2008, 2012)
CATEGORY_YEARS = range(2013, 2021)
LINE_STAGES = {"MONTO_APROBADO": "approved", "MONTO_EJERCIDO": "exercised"}
CATEGORY_STAGES = {"Aprobado": "approved", "Modificado": "modified", "Devengado": "accrued", "Ejercicio": "exercised"}
# Chapter of the object of spending / type of spending (2 is capital other than public works), 2008-2011.
LINE_OBJECTS = {
    "1/1": "staff",
    "1/7": "staff",
    "2/7": "operation",
    "3/1": "operation",
    "3/7": "operation",
    "4/1": "subsidies",
    "4/7": "subsidies",
    "4/2": "investment_subsidies",
}
CATEGORY_OBJECTS = {
    "GC_SERVICIOS_PERSONALES": "staff",
    "GC_GASTO_DE_OPERACIÓN": "operation",
    "GC_SUBSIDIOS": "subsidies",
    "GC_OTROS_DE_CORRIENTE": "other_current",
    "GI_INVERSIÓN_FÍSICA": "physical_investment",
    "GI_SUBSIDIOS": "investment_subsidies",
    "GI_OTROS_DE_INVERSIÓN": "other_investment",
}
PEF_COLUMNS = {
    2016: {"UNIDAD": "unit_code", "UNIDAD_DESCRIPCION": "unit_name", "EF": "place", "PEF_2016": "amount_mxn"},
    2018: {
        "ID_UR": "unit_code",
        "DESC_UR": "unit_name",
        "ID_ENTIDAD_FEDERATIVA": "place",
        "MONTO_APROBADO": "amount_mxn",
    },
}
CENTRAL_UNITS = {"212", "610"}


def line_objects(codes: pd.Series, spending_types: pd.Series) -> pd.Series:
    """The object slug of each line of 2008-2011, from its object code (four or five digits) and type of spending."""
    return slugs(codes.str[0] + "/" + spending_types, LINE_OBJECTS)


def _lines_of_year(raw: Raw, year: int) -> pd.DataFrame:
    source = f"shcp_cuenta_publica_{year}_3x1"
    rows = raw.csv(source)
    if not rows["DESC_PP"].isin([PROGRAMME, ADDITIONS]).all():
        raise BuildError(f"{source}: rows of another programme than 3x1")
    rows = rows.assign(
        year=year,
        unit_code=rows["ID_UR"],
        unit_name=rows["DESC_UR"],
        object=line_objects(rows["ID_OBJETO_DEL_GASTO"], rows["ID_TIPOGASTO"]),
        source_id=source,
    )
    return stages_as_rows(rows, ["year", "unit_code", "unit_name", "object", "source_id"], LINE_STAGES)


def lines(raw: Raw) -> pd.DataFrame:
    """2008-2011, one row per line and stage: year, unit_code, unit_name, object, source_id, stage, amount_mxn."""
    return pd.concat([_lines_of_year(raw, year) for year in LINE_YEARS], ignore_index=True)


def programme_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The stage rows of 3x1 in a Cuenta Pública by category; none when the programme is not there.

    A programme's name stands on a row of its own, in the column of the stages; code and ministry tie the rows together.
    """
    place = [column for column in ("ENTE", "RAMO", "SUBRAMO", "PROGRAMA") if column in rows]
    named = rows.loc[rows["PRESUPUESTO"] == PROGRAMME, place]
    found = rows.merge(named, on=place).query("PRESUPUESTO in @CATEGORY_STAGES")
    if len(found) not in (0, len(CATEGORY_STAGES)) or found["PRESUPUESTO"].duplicated().any():
        raise BuildError(f"{PROGRAMME} has the stages {list(found['PRESUPUESTO'])}, not one of each")
    return found


def categories(raw: Raw) -> pd.DataFrame:
    """2013 on, one row per year and stage: year, stage, source_id, total_mxn (as printed) and the objects; pesos."""
    frames = []
    for year in CATEGORY_YEARS:
        source = f"shcp_cuenta_publica_{year}"
        rows = programme_rows(raw.csv(source))
        amounts = rows[["TOTAL", *CATEGORY_OBJECTS]].astype(float)
        amounts = amounts.rename(columns={"TOTAL": "total_mxn", **CATEGORY_OBJECTS})
        frames.append(amounts.assign(year=year, stage=slugs(rows["PRESUPUESTO"], CATEGORY_STAGES), source_id=source))
    return pd.concat(frames, ignore_index=True)


def delegation_state(unit_names: pd.Series) -> pd.Series:
    """State code of each SEDESOL delegation; missing for other units."""
    return places.state_code(unit_names.str.extract(r"^Delegación SEDESOL en (?:el )?(.+)$")[0])


def unit_states(units: pd.DataFrame) -> pd.Series:
    """State code of each unit (`unit_code`, `unit_name`). BuildError when one that is not central has no state."""
    states = delegation_state(units["unit_name"])
    lost = set(units.loc[states.isna(), "unit_code"]) - CENTRAL_UNITS
    if lost:
        raise BuildError(f"units that are neither a delegation nor a known central office: {sorted(lost)}")
    return states


def approved_lines(raw: Raw) -> pd.DataFrame:
    """PEF 2016 and 2018, one row per line: year, stage, unit_code, unit_name, source_id, amount_mxn (pesos).

    BuildError when a delegation's line lies in another place than its state. What the central unit spends has no
    state, although its pay is booked in the capital: it is not money for works there.
    """
    frames = []
    for year, names in PEF_COLUMNS.items():
        source = f"shcp_pef_{year}_3x1"
        rows = raw.csv(source)[list(names)].rename(columns=names)
        state = unit_states(rows)
        if (places.two_digits(rows["place"])[state.notna()] != state.dropna()).any():
            raise BuildError(f"{source}: a delegation's line lies outside its state")
        amounts = rows["amount_mxn"].str.replace(",", "").str.strip().astype(float)
        frames.append(rows.assign(year=year, stage="approved", source_id=source, amount_mxn=amounts))
    return pd.concat(frames, ignore_index=True).drop(columns="place")
