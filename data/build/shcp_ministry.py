"""SHCP: the budget of the ministry that ran Programa 3x1 (Ramo 20, SEDESOL until 2018, Bienestar since)."""

from __future__ import annotations

import pandas as pd

from data.build import shcp
from data.build import shcp_public_account as account
from data.build.controls import Control, Tables
from data.build.raw import BuildError, Raw
from data.build.shape import slugs

RAMO = "20"
NAMES = {"Desarrollo Social", "Desarrollo Social (Ahora Bienestar)", "Bienestar"}
ADMINISTRATIVE = "Ramos Administrativos"
COMPILED_ONLY = range(2008, 2013)
YEARS = range(2013, 2020)  # the accounts go on, the programme does not


def ministry_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The stage rows of the ministry's total in a Cuenta Pública by category.

    BuildError when they are not one each, or when the ministry's programmes do not sum to the printed total.
    Accounts of 2013 and 2014 name the ministry in RAMO, later ones in SUBRAMO.
    """
    kind, name = ("RAMO", "SUBRAMO") if "SUBRAMO" in rows else ("ENTE", "RAMO")
    ministry = rows[(rows[kind] == ADMINISTRATIVE) & rows[name].isin(NAMES)]
    stages = ministry[ministry["PRESUPUESTO"].isin(list(account.CATEGORY_STAGES))].astype({"TOTAL": float})
    whole = stages["PROGRAMA"] == "TOTAL"
    found = stages[whole]
    if sorted(found["PRESUPUESTO"]) != sorted(account.CATEGORY_STAGES):
        raise BuildError(f"Ramo 20 has the stages {list(found['PRESUPUESTO'])}, not one of each")
    programmes = stages[~whole].groupby("PRESUPUESTO")["TOTAL"].sum()
    shcp.verify(programmes, found.set_index("PRESUPUESTO")["TOTAL"], 1, "Ramo 20 against the sum of its programmes")
    return found


def _year(raw: Raw, year: int) -> pd.DataFrame:
    source = f"shcp_cuenta_publica_{year}"
    rows = ministry_rows(raw.csv(source))
    stages = slugs(rows["PRESUPUESTO"], account.CATEGORY_STAGES)
    return pd.DataFrame({"year": year, "stage": stages, "amount_mxn": rows["TOTAL"].round(2), "source_id": source})


def _compiled(raw: Raw) -> pd.Series:
    """Exercised money of Ramo 20 by year, the sum of its programmes."""
    rows = shcp.compiled_spending(raw)
    return rows[rows["code"].str.startswith(RAMO)].groupby("year")["amount_mxn"].sum().round(2)


def ministry_budget(raw: Raw) -> pd.DataFrame:
    """Budget of Ramo 20 by year and stage, in pesos: 2008-2012 exercised only, the sum of its programmes.

    The totals printed for 2013-2018 are checked against that sum, to the peso.
    """
    compiled = _compiled(raw)
    printed = pd.concat([_year(raw, year) for year in YEARS], ignore_index=True)
    exercised = printed[printed["stage"] == "exercised"].set_index("year")["amount_mxn"]
    shcp.verify(exercised, compiled.drop(COMPILED_ONLY), 1, "Ramo 20 in the Cuenta Pública against its programmes")
    earlier = compiled.loc[COMPILED_ONLY].reset_index().assign(stage="exercised", source_id=shcp.COMPILED)
    rows = pd.concat([earlier, printed], ignore_index=True).assign(ramo_code=RAMO)
    return rows[["year", "ramo_code", "stage", "amount_mxn", "source_id"]]


def _stages_above_the_ministry(tables: Tables) -> float:
    key = ["year", "stage"]
    both = tables["programme_budget"].merge(tables["ministry_budget"], on=key, suffixes=("", "_ministry"))
    return (both["amount_mxn"] >= both["amount_mxn_ministry"]).sum()


TABLES = {"ministry_budget": ministry_budget}

CONTROLS = [
    Control(
        "ministry_budget rows: 5 years exercised, 7 with four stages", lambda t: len(t["ministry_budget"]), 5 + 7 * 4
    ),
    Control("stages in which 3x1 has more than its ministry", _stages_above_the_ministry, 0),
]
