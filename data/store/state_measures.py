"""One value a state: the measures a map of Mexico can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept
from data.store.programme import federal_money_by_state_total, works_by_funder
from data.store.remittances import remittances_by_state


@dataclass(frozen=True)
class StateMeasure:
    """A measure's column (as the catalogue names it), the tables behind it, and how its values are read."""

    column: str
    tables: tuple[str, ...]
    values: Callable[[Filters], pd.DataFrame]


def _latest_remittances(filters: Filters) -> pd.DataFrame:
    yearly = remittances_by_state(filters)
    latest = yearly[yearly["year"] == yearly["year"].max()]
    return latest.rename(columns={"year": "year_from"})


def _works_2007(filters: Filters) -> pd.DataFrame:
    works = works_by_funder(filters).groupby(["state_code", "year"], as_index=False)["amount_mxn"].sum()
    return works.rename(columns={"year": "year_from"})


def _latest_of(table: str) -> Callable[[Filters], pd.DataFrame]:
    def values(filters: Filters) -> pd.DataFrame:
        where = Where().any_of("state_code", filters.states)
        return query(
            f"""
            SELECT * EXCLUDE (year), year AS year_from FROM "{table}"
            WHERE year = (SELECT max(year) FROM "{table}") AND {where} ORDER BY state_code
            """,
            where.values,
        )

    return values


_FEDERAL = ("programme_budget_by_state", "population_by_state", "price_index")

STATE_MEASURES = {
    "remittances_per_person": StateMeasure(
        "per_person_usd", ("remittances_by_state", "population_by_state"), _latest_remittances
    ),
    "remittances": StateMeasure("amount_usd", ("remittances_by_state",), _latest_remittances),
    "federal_money_per_person": StateMeasure("per_person_mxn_real", _FEDERAL, federal_money_by_state_total),
    "federal_money": StateMeasure("amount_mxn", _FEDERAL[:1], federal_money_by_state_total),
    "works_2007": StateMeasure("amount_mxn", ("works_by_funder",), _works_2007),
    "dwellings_with_remittances": StateMeasure(
        "receiving_remittances_pct", ("migration_intensity_by_state",), _latest_of("migration_intensity_by_state")
    ),
}


@kept
def state_measure(measure: str, filters: Filters = Filters()) -> pd.DataFrame:
    """One value for each state (all 32, or those asked for); missing where the source has none.

    Columns: state_code, state (common name), the measure's own column (its unit is in the catalogue), year_from,
    year_to (period of the value, the same year twice for a single year), and base_year where the column is in real
    pesos. No rows when nothing matches. Filters: states, and years where the measure is a sum over years.
    KeyError for a measure that is not in STATE_MEASURES.
    """
    column = STATE_MEASURES[measure].column
    values = STATE_MEASURES[measure].values(filters)
    if "year_to" not in values:
        values["year_to"] = values["year_from"]
    period = ["year_from", "year_to", *(["base_year"] if column.endswith("_real") else [])]
    where = Where().any_of("state_code", filters.states)
    states = query(
        f"SELECT state_code, short_name AS state FROM states WHERE {where} ORDER BY state_code", where.values
    )
    joined = states.merge(values[["state_code", column]], on="state_code", how="left" if len(values) else "inner")
    return joined.assign(**{name: values[name].iloc[0] if len(values) else None for name in period})
