"""Every state with every ingredient of the page on targeting, to sort and to download."""

from __future__ import annotations

import pandas as pd

from components.exhibit import Exhibit, short_value
from components.i18n import Language
from data import catalog

TABLES = (
    "programme_budget_by_state", "population_by_state", "price_index", "marginalisation_by_state",
    "migration_intensity_by_state", "works_by_funder",
)  # fmt: skip
COLUMNS = [
    "state", "state_code", "population_mean", "amount_mxn", "amount_mxn_real", "per_person_mxn_real", "money_rank",
    "per_person_rank", "years_on_record", "marginalisation_index", "grade", "marginalisation_rank", "emigrants_pct",
    "receiving_remittances_pct", "works_2007_mxn", "works_rank", "base_year",
]  # fmt: skip


def exhibit(rows: pd.DataFrame, t: Language) -> Exhibit:
    """The table, the state with most money per inhabitant first. rows: as `store.targeting` gives them."""
    title = t("All states, every ingredient")
    if rows.empty:
        return Exhibit("all_states", title, "", "", rows, TABLES)
    ranked = rows.sort_values("per_person_mxn_real", ascending=False, na_position="last", ignore_index=True)
    top = ranked.iloc[0]
    meaning = catalog.describe("per_person_mxn_real")
    assert meaning is not None
    period = t.years(top["year_from"], top["year_to"])
    return Exhibit(
        name="all_states",
        headline=t(
            "{state} got the most per inhabitant: {value}, and was number {rank} of 32 in marginalisation",
            state=top["state"], value=short_value(top["per_person_mxn_real"], meaning, t),
            rank=t.number(top["marginalisation_rank"]),
        ),
        subtitle=t(
            "Federal money of {period}, need in 2010 and works of 2007; choose a column’s title to sort by it",
            period=period,
        ),
        alt=t("Table of {n} states with population, money, need and works.", n=t.number(len(rows))),
        rows=ranked[COLUMNS],
        tables=TABLES,
        caveats=("inverted_index", "modelled_estimate", "not_distributable", "incomplete_geography"),
        notes=_missing(rows, t),
        sortable=True,
    )  # fmt: skip


def _missing(rows: pd.DataFrame, t: Language) -> tuple[str, ...]:
    """The states without a figure, and those with one for a part of the years."""
    years = int(rows["year_to"].iloc[0] - rows["year_from"].iloc[0] + 1)
    no_line = rows.loc[rows["years_on_record"] == 0, "state"].tolist()
    some = rows.loc[rows["years_on_record"].between(1, years - 1), "state"].tolist()
    no_works = rows.loc[rows["works_2007_mxn"].isna(), "state"].tolist()
    return tuple(
        text
        for states, text in (
            (no_line, t("No line of their own in the account: {states}.", states=t.together(no_line))),
            (some, t("A line in a part of the years only: {states}.", states=t.together(some))),
            (no_works, t("No works of 2007 on record: {states}.", states=t.together(no_works))),
        )
        if states
    )
