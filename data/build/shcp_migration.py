"""SHCP: federal programmes about migration, the migrant support fund of 2016 and the whole federal budget."""

from __future__ import annotations

import pandas as pd

from data.build import places, shcp
from data.build.controls import Control
from data.build.raw import BuildError, Raw
from data.build.shape import stages_as_rows, total

STATE_WIDE = "9999"  # in place of a municipality: a lump for the state, or a list of municipalities
FUND = "ramo_code == '23' and programme_code == 'U033' and year == 2016 and stage == 'approved'"


def ramo_codes(rows: pd.DataFrame) -> pd.Series:
    """Two-digit code of each row's ramo; the rows since 2013 name it only, and take the code of the earlier years."""
    known = rows.dropna(subset="ramo_code").drop_duplicates("ramo").set_index("ramo")["ramo_code"]
    codes = rows["ramo_code"].fillna(rows["ramo"].map(known))
    if codes.isna().any():
        raise BuildError(f"ramos without a code: {sorted(rows.loc[codes.isna(), 'ramo'].unique())}")
    return places.two_digits(codes)


def _verify_exercised(raw: Raw, rows: pd.DataFrame) -> None:
    compiled = shcp.compiled_spending(raw)
    exercised = rows[(rows["stage"] == "exercised") & rows["year"].isin(compiled["year"])]
    key = [exercised["year"], exercised["ramo_code"] + exercised["programme_code"]]
    found = compiled.groupby(["year", "code"])["amount_mxn"].sum()
    expected = exercised.groupby(key)["amount_mxn"].sum()
    shcp.verify(found, expected, 1, "programmes about migration against the compiled spending")


def migration_programmes_budget(raw: Raw) -> pd.DataFrame:
    """Budget of federal programmes about migration by year and stage, in pesos. 3x1 itself is not among them.

    Exercised money of 2008-2018 is checked against another extraction of the accounts.
    """
    source = "shcp_migration_programmes_2008_2020"
    rows = raw.csv(source)
    rows = rows.assign(year=rows["year"].astype(int), ramo_code=ramo_codes(rows), source_id=source)
    key = ["year", "ramo_code", "programme_code"]
    stages = stages_as_rows(rows, [*key, "ramo", "programme", "source_id"], shcp.CHECK_STAGES)
    _verify_exercised(raw, stages)
    return stages[[*key, "stage", "ramo", "programme", "amount_mxn", "source_id"]]


def federal_budget(raw: Raw) -> pd.DataFrame:
    """Approved federal budget, all ramos, by year; pesos (the file is in millions, to a tenth)."""
    source = "shcp_presupuesto_aprobado_total"
    millions = pd.Series(raw.json(source))
    return pd.DataFrame(
        {
            "year": millions.index.astype(int),
            "stage": "approved",
            "amount_mxn": (millions.to_numpy() * shcp.MILLION).round(),
            "source_id": source,
        }
    )


def migrant_fund_projects(raw: Raw) -> pd.DataFrame:
    """Records of the Fondo de Apoyo a Migrantes 2016, in pesos; without municipality where they are state-wide.

    Rows that name no municipality or no project are flagged `missing_values`.
    """
    source = "shcp_fondo_apoyo_migrantes_2016"
    rows = raw.csv(source)
    state_wide = rows["municipality_code"] == STATE_WIDE
    municipality = rows["state_code_inegi"] + rows["municipality_code"].str.zfill(3)
    missing = state_wide | rows["project"].isna()
    return pd.DataFrame(
        {
            "record_no": rows["record_no"].astype(int),
            "year": 2016,
            "state_code": rows["state_code_inegi"],
            "municipality_code": municipality.mask(state_wide),
            "project": rows["project"],
            "approved_mxn": rows["approved_mxn"].astype(float),
            "paid_mxn": rows["paid_mxn"].astype(float),
            "source_id": source,
            "flags": missing.map({True: ["missing_values"], False: []}),
        }
    )


TABLES = {
    "migration_programmes_budget": migration_programmes_budget,
    "federal_budget": federal_budget,
    "migrant_fund_projects": migrant_fund_projects,
}

CONTROLS = [
    Control("migrant_fund_projects approved", total("migrant_fund_projects", "approved_mxn"), 300_000_000, 0.001),
    Control(
        "the same fund in the Cuenta Pública 2016, approved",
        total("migration_programmes_budget", "amount_mxn", FUND),
        300_000_000,
    ),
    Control(
        "migrant_fund_projects records paid above what was approved",
        lambda t: (t["migrant_fund_projects"]["paid_mxn"] > t["migrant_fund_projects"]["approved_mxn"]).sum(),
        0,
    ),
    Control("federal_budget years", lambda t: t["federal_budget"]["year"].nunique(), 14),
]
