"""SHCP: the federal budget of Programa 3x1 by stage, unit and object of spending."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from data.build import shcp_public_account as account
from data.build.controls import Control, Tables
from data.build.raw import BuildError, Raw
from data.build.shape import stages_as_rows, total

COMPILED = "shcp_gasto_por_programa_2008_2018"
NATIONAL_CHECK = "shcp_s061_national_check"
CHECK_STAGES = {f"{stage}_mxn": stage for stage in account.CATEGORY_STAGES.values()}
KEY = ["year", "stage"]
MILLION = 1_000_000


def compiled_spending(raw: Raw) -> pd.DataFrame:
    """Exercised money of every programme 2008-2018 as compiled: year, code (`20S061`), name, amount_mxn (pesos)."""
    rows = raw.csv(COMPILED)
    return pd.DataFrame(
        {
            "year": rows["CICLO"].astype(int),
            "code": rows["RMP"],
            "name": rows["DESC_PP"],
            # six decimals of a million are pesos, two more are cents
            "amount_mxn": (rows["EJERCIDO_MDP"].astype(float) * MILLION).round(2),
        }
    )


def _compiled_programme(raw: Raw) -> pd.Series:
    rows = compiled_spending(raw)
    rows = rows[rows["name"].isin([account.PROGRAMME, account.ADDITIONS])]
    return rows.groupby("year")["amount_mxn"].sum()


def verify(found: pd.Series, expected: pd.Series, tolerance: float, what: str) -> None:
    """BuildError when two series differ by more than `tolerance` or a key of `expected` is missing in `found`."""
    difference = (found.reindex(expected.index) - expected).abs()
    off = difference[~(difference <= tolerance)]  # a missing one is off, too
    if len(off):
        raise BuildError(f"{what}: differences above {tolerance:,}:\n{off.to_string()}")


def _verify_budget(raw: Raw, budget: pd.DataFrame) -> None:
    by_stage = budget.set_index(KEY)["amount_mxn"]
    exercised = budget.query("stage == 'exercised'").set_index("year")["amount_mxn"]
    verify(exercised, _compiled_programme(raw), MILLION, "Cuenta Pública against the compiled spending")
    wide = raw.csv(NATIONAL_CHECK, dtype={"year": int})
    checked = stages_as_rows(wide, ["year"], CHECK_STAGES).set_index(KEY)["amount_mxn"]
    verify(by_stage, checked, 0.01, "programme_budget against the national check")
    verify(checked, by_stage, 0.01, "the national check against programme_budget")


def programme_budget(raw: Raw) -> pd.DataFrame:
    """National budget of the programme by year and stage, in pesos.

    2008-2011 have no modified or accrued amounts, 2012 only the exercised one. Checked against two other extractions.
    """
    lines = account.lines(raw).groupby([*KEY, "source_id"])["amount_mxn"].sum().reset_index()
    compiled = _compiled_programme(raw).loc[[2012]].reset_index().assign(stage="exercised", source_id=COMPILED)
    categories = account.categories(raw).rename(columns={"total_mxn": "amount_mxn"})
    budget = pd.concat([lines, compiled, categories], ignore_index=True)
    budget = budget[[*KEY, "amount_mxn", "source_id"]]
    _verify_budget(raw, budget)
    return budget


def programme_budget_by_state(raw: Raw) -> pd.DataFrame:
    """Budget by administrative unit, in pesos: 2008-2011 approved and exercised, 2016 and 2018 approved.

    The state is that of the SEDESOL delegation; central units have none and are flagged `not_distributable`.
    """
    rows = pd.concat([account.lines(raw), account.approved_lines(raw)], ignore_index=True)
    totals = rows.groupby([*KEY, "unit_code", "unit_name", "source_id"])["amount_mxn"].sum().reset_index()
    state = account.unit_states(totals)
    flags = state.isna().map({True: ["not_distributable"], False: []})
    return totals.assign(state_code=state, flags=flags)[
        [*KEY, "unit_code", "state_code", "unit_name", "amount_mxn", "source_id", "flags"]
    ]


def programme_budget_by_object(raw: Raw) -> pd.DataFrame:
    """Budget by object of spending, in pesos, 2008-2011 and 2013-2019. A printed zero is a row, a blank is not."""
    lines = account.lines(raw).groupby([*KEY, "object", "source_id"])["amount_mxn"].sum().reset_index()
    objects = account.categories(raw).melt(
        id_vars=[*KEY, "source_id"],
        value_vars=list(account.CATEGORY_OBJECTS.values()),
        var_name="object",
        value_name="amount_mxn",
    )
    rows = pd.concat([lines, objects.dropna(subset="amount_mxn")], ignore_index=True)
    return rows[[*KEY, "object", "amount_mxn", "source_id"]]


def _largest_gap(part: str, years: Sequence[int]) -> Callable[[Tables], float]:
    """Largest difference, over those years and all stages, between the sum of a table's rows and the budget."""

    def gap(tables: Tables) -> float:
        parts = tables[part].groupby(KEY)["amount_mxn"].sum()
        whole = tables["programme_budget"].set_index(KEY)["amount_mxn"]
        parts, whole = (amounts[amounts.index.isin(years, level="year")] for amounts in (parts, whole))
        return (whole - parts).abs().max(skipna=False)  # one without the other is a NaN, and off

    return gap


TABLES = {
    "programme_budget": programme_budget,
    "programme_budget_by_state": programme_budget_by_state,
    "programme_budget_by_object": programme_budget_by_object,
}

EXERCISED = {2008: 491_798_298, 2009: 518_120_784, 2010: 542_200_549, 2011: 546_335_404}
EXERCISED_MILLIONS = {2016: 560.9, 2018: 328.3, 2019: 12.5}
APPROVED = {2016: 685_845_296, 2018: 498_632_488}
OBJECT_YEARS = [*account.LINE_YEARS, *range(2013, 2020)]

CONTROLS = [
    *(
        Control(
            f"programme_budget exercised {year}",
            total("programme_budget", "amount_mxn", f"year == {year} and stage == 'exercised'"),
            pesos,
        )
        for year, pesos in EXERCISED.items()
    ),
    *(
        Control(
            f"programme_budget exercised {year}, to a tenth of a million",
            total("programme_budget", "amount_mxn", f"year == {year} and stage == 'exercised'"),
            millions * MILLION,
            0.05 * MILLION,
        )
        for year, millions in EXERCISED_MILLIONS.items()
    ),
    *(
        Control(
            f"{table} approved {year} (PEF)",
            total(table, "amount_mxn", f"year == {year} and stage == 'approved'"),
            pesos,
        )
        for table in ("programme_budget", "programme_budget_by_state")
        for year, pesos in APPROVED.items()
    ),
    Control(
        "programme_budget years with exercised money (2008-2019, none in 2020)",
        lambda t: t["programme_budget"].query("stage == 'exercised'")["year"].nunique(),
        12,
    ),
    Control(
        "programme_budget exercised 2019 other than pay",
        total(
            "programme_budget_by_object", "amount_mxn", "year == 2019 and stage == 'exercised' and object != 'staff'"
        ),
        0,
    ),
    Control(
        "programme_budget_by_state 2008-2011 against programme_budget, largest gap",
        _largest_gap("programme_budget_by_state", account.LINE_YEARS),
        0,
    ),
    Control(
        "programme_budget_by_object against programme_budget, largest gap",
        _largest_gap("programme_budget_by_object", OBJECT_YEARS),
        0,
        0.01,
    ),
]
