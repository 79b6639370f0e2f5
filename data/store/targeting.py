"""Need and money side by side, state by state: what the page on targeting is made of."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data import statistics
from data.store.connection import query
from data.store.filters import Filters
from data.store.kept import kept
from data.store.programme import federal_money_by_state, federal_money_by_state_total, mean_population, programme_facts
from data.text import plain

NEED_YEAR = 2010  # in the middle of the years whose money is known by state


@dataclass(frozen=True)
class NeedMeasure:
    """A measure of need: its column, whether a low value is much need, the weight of its national value, its table."""

    column: str
    low_is_much: bool
    weight: str
    table: str


NEEDS = {
    "marginalisation": NeedMeasure("marginalisation_index", True, "population_mean", "marginalisation_by_state"),
    "emigrants": NeedMeasure("emigrants_pct", False, "dwellings", "migration_intensity_by_state"),
    "remittances": NeedMeasure("receiving_remittances_pct", False, "dwellings", "migration_intensity_by_state"),
}
NAMED = ("best_served", "underserved")  # the facts `<named>_states` of the reference report


@kept
def targeting(filters: Filters = Filters()) -> pd.DataFrame:
    """Every state with its need in 2010 and its federal money of the filtered years of 2008-2011.

    Columns: state_code, state (common name), abbreviation, population_mean (people, mean of those years), amount_mxn
    (nominal pesos), amount_mxn_real (pesos of base_year), per_person_mxn_real (pesos of base_year per inhabitant),
    years_on_record (years with a line of the state's delegation), marginalisation_index (normalised, 0-1, a lower
    value is more marginalised), grade, marginalisation_rank (1 is the most marginalised), dwellings, emigrants_pct,
    receiving_remittances_pct, works_2007_mxn (nominal pesos, all funders), money_rank, per_person_rank, works_rank
    (1 has most, among the states on record), year_from, year_to, base_year. A state without a line has no amount:
    missing, which is not zero. No rows when no year is left. Filters: years.
    Source: SHCP, Cuenta Pública; CONAPO; INEGI; external evaluation 2007.
    """
    years = Filters(year_from=filters.year_from, year_to=filters.year_to)
    money = federal_money_by_state_total(years)
    rows = _need().merge(money, on="state_code", how="left" if len(money) else "inner")
    if rows.empty:
        return rows.assign(population_mean=[], years_on_record=[], money_rank=[], per_person_rank=[], works_rank=[])
    for column in ("year_from", "year_to", "base_year"):
        rows[column] = money[column].iloc[0]
    first, last = (int(rows[column].iloc[0]) for column in ("year_from", "year_to"))
    lines = federal_money_by_state(years).groupby("state_code").size()
    rows["population_mean"] = rows["state_code"].map(mean_population(first, last))
    rows["years_on_record"] = rows["state_code"].map(lines).fillna(0).astype(int)
    ranked = {"money_rank": "amount_mxn_real", "per_person_rank": "per_person_mxn_real", "works_rank": "works_2007_mxn"}
    for rank, column in ranked.items():
        rows[rank] = rows[column].rank(method="min", ascending=False).astype("Int64")
    return rows


def _need() -> pd.DataFrame:
    return query(
        """
        SELECT state_code, short_name AS state, abbreviation, index_normalised AS marginalisation_index, m.grade,
               m.national_rank AS marginalisation_rank, dwellings, emigrants_pct, receiving_remittances_pct,
               works_2007_mxn
        FROM states
        LEFT JOIN (SELECT * FROM marginalisation_by_state WHERE year = ?) m USING (state_code)
        LEFT JOIN (SELECT * FROM migration_intensity_by_state WHERE year = ?) i USING (state_code)
        LEFT JOIN (
            SELECT state_code, sum(amount_mxn) AS works_2007_mxn FROM works_by_funder WHERE year = 2007 GROUP BY ALL
        ) w USING (state_code)
        ORDER BY state_code
        """,
        [NEED_YEAR, NEED_YEAR],
    )


def national_need(rows: pd.DataFrame, need: str) -> float:
    """The mean of the states in `rows` (as `targeting` gives them), weighted by people or by dwellings."""
    weight, values = rows[NEEDS[need].weight], rows[NEEDS[need].column]
    return float((values * weight).sum() / weight.sum()) if len(rows) else float("nan")


def national_per_person(rows: pd.DataFrame) -> float:
    """Pesos of base_year per inhabitant over the states on record in `rows` (as `targeting` gives them)."""
    known = rows.dropna(subset=["amount_mxn_real"])
    return float(known["amount_mxn_real"].sum() / known["population_mean"].sum()) if len(known) else float("nan")


def _in_order(need: str, filters: Filters) -> pd.DataFrame:
    """The states on record with `order_value`: the lowest has the most need."""
    rows = targeting(filters).dropna(subset=["amount_mxn_real", NEEDS[need].column])
    return rows.assign(order_value=rows[NEEDS[need].column] * (1 if NEEDS[need].low_is_much else -1))


@kept
def money_concentration(need: str, filters: Filters = Filters()) -> pd.DataFrame:
    """Cumulative shares of people and of federal money, the states on record with the most need first.

    Columns: need (slug of NEEDS), state_code, state, the measure's own column, population_mean (people),
    amount_mxn_real (pesos of base_year), population_share, money_share (cumulative, 0-1), year_from, year_to,
    base_year. Filters: years. KeyError for a measure that is not in NEEDS.
    """
    rows = _in_order(need, filters)
    order, people, money = statistics.concentration_curve(
        rows["order_value"], rows["amount_mxn_real"], rows["population_mean"]
    )
    columns = ["state_code", "state", NEEDS[need].column, "population_mean", "amount_mxn_real"]
    sorted_rows = rows.iloc[order][[*columns, "year_from", "year_to", "base_year"]].reset_index(drop=True)
    sorted_rows.insert(0, "need", need)
    return sorted_rows.assign(population_share=people, money_share=money)


@kept
def concentration_index(
    need: str, filters: Filters = Filters(), *, missing_as_zero: bool = False
) -> statistics.Interval:
    """Concentration index of the federal money over people ordered by need, with its bootstrap interval over states.

    Negative: towards the states with more need. `missing_as_zero` counts the states without a line as having got
    nothing: only to say how much hangs on them. Filters: years.
    """
    rows = _in_order(need, filters)
    if missing_as_zero:
        whole = targeting(filters)
        column, sign = NEEDS[need].column, 1 if NEEDS[need].low_is_much else -1
        rows = whole.assign(order_value=whole[column] * sign, amount_mxn_real=whole["amount_mxn_real"].fillna(0))
    values = (tuple(rows[c].astype(float)) for c in ("order_value", "amount_mxn_real", "population_mean"))
    return statistics.index_with_interval(*values)


@kept
def evaluator_list(filters: Filters = Filters()) -> pd.DataFrame:
    """The states that the reference report names as gaining most or as unable to take part, with where they stand.

    Columns: those of `targeting`, named (`best_served` or `underserved`), and money_third, per_person_third,
    works_third (`top`, `middle` or `bottom` among the states on record; missing where the state is not).
    Filters: years. Source: A. Rocha Menocal (table `programme_facts`), and as `targeting`.
    """
    rows = targeting(filters)
    for rank in ("money", "per_person", "works"):
        rows[f"{rank}_third"] = _thirds(rows[f"{rank}_rank"])
    named = states_of_the_report()
    return (
        rows.merge(named.rename("named"), left_on="state_code", right_index=True)
        .set_index("state_code")
        .reindex([code for code in named.index if len(rows)])
        .reset_index()
    )


def states_of_the_report() -> pd.Series:
    """How the reference report names a state, `best_served` or `underserved`, by state_code and in its order.

    Source: A. Rocha Menocal (table `programme_facts`, the facts `<name>_states`).
    """
    geography = programme_facts()["geography"]
    return pd.Series({code: name for name in NAMED for code in states_named(geography[f"{name}_states"])}, dtype="str")


def _thirds(ranks: pd.Series) -> pd.Series:
    """Third of each rank: a third of the states on record have most, a third least."""
    known = ranks.dropna()
    third = len(known) / 3
    words = known.map(lambda rank: "top" if rank <= third else "bottom" if rank > len(known) - third else "middle")
    return words.reindex(ranks.index)


def states_named(geography: str) -> list[str]:
    """INEGI codes of the states in a fact's geography, e.g. `yucatan_tlaxcala_hidalgo`, in its order.

    ValueError where a part of it is no state.
    """
    names = query("SELECT state_code, short_name FROM states")
    codes = {_slug(name): code for code, name in zip(names["state_code"], names["short_name"])}
    found, rest = [], geography
    while rest:
        fitting = [slug for slug in codes if rest == slug or rest.startswith(slug + "_")]
        if not fitting:
            raise ValueError(f"no state in {rest!r}")
        longest = max(fitting, key=len)  # baja_california_sur is not baja_california
        found.append(codes[longest])
        rest = rest[len(longest) + 1 :]
    return found


def _slug(name: str) -> str:
    return plain(name).replace(" ", "_")
