"""External evaluation of 2007: money spent on works by state and funder (Annex X, Table 1)."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.raw import BuildError, Raw
from data.build.shape import total

SOURCE = "evaluation_2007_works_by_state_and_funder"
FUNDERS = ["federal", "state", "municipal", "migrants", "credit"]
ROUNDING = 3  # pesos by which the printed parts may miss the printed total


def verify_totals(states: pd.Series, parts: pd.DataFrame, totals: pd.Series) -> None:
    """BuildError names the states whose parts miss the printed total by more than the printed table's rounding."""
    off = states[(parts.sum(axis="columns") - totals).abs() > ROUNDING]
    if len(off):
        raise BuildError(f"{SOURCE}: funders do not sum to the total in {list(off)}")


def works_by_funder(raw: Raw) -> pd.DataFrame:
    """Money spent on works in 2007 by state and funder, in pesos. Zeros are printed zeros.

    Zacatecas is cut off in the copy that survives and the Federal District is not listed: they have no rows.
    """
    rows = raw.csv(SOURCE)
    parts = rows[[f"{funder}_mxn" for funder in FUNDERS]].astype(float).set_axis(FUNDERS, axis="columns")
    verify_totals(rows["state"], parts, rows["total_cost_mxn"].astype(float))
    place = pd.DataFrame({"year": rows["year"].astype(int), "state_code": rows["state_code_inegi"]})
    long = place.join(parts).melt(["year", "state_code"], FUNDERS, var_name="funder", value_name="amount_mxn")
    return long.assign(source_id=SOURCE)


TABLES = {"works_by_funder": works_by_funder}

TOTALS = {
    "federal": 156_790_680,
    "state": 141_707_144,
    "municipal": 141_472_479,
    "migrants": 148_839_005,
    "credit": 263_604,
}
CONTROLS = [
    *(
        Control(
            f"works_by_funder 2007, {funder}",
            total("works_by_funder", "amount_mxn", f"funder == '{funder}'"),
            pesos,
        )
        for funder, pesos in TOTALS.items()
    ),
    Control("works_by_funder, states", lambda t: t["works_by_funder"]["state_code"].nunique(), 30),
    Control(
        "works_by_funder, rows of Zacatecas or Distrito Federal",
        lambda t: t["works_by_funder"]["state_code"].isin(["32", "09"]).sum(),
        0,
    ),
]
