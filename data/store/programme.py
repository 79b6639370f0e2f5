"""The programme itself: projects, coverage, money, examples and figures quoted elsewhere."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept

FIRST_YEAR_BY_STATE, LAST_YEAR_BY_STATE = 2008, 2011


@kept
def projects_by_type(filters: Filters = Filters()) -> pd.DataFrame:
    """Projects by year and type.

    Columns: year, project_type (slug), projects (count), partial (the year is not whole).
    Filters: project_types, years. Source: SEDESOL, Libro Blanco 2006 (table `projects_by_type`).
    """
    where = Where().any_of("project_type", filters.project_types).years("year", filters)
    return query(
        f"""
        SELECT year, project_type, projects, list_contains(flags, 'partial_period') AS partial
        FROM projects_by_type WHERE {where} ORDER BY year, project_type
        """,
        where.values,
    )


@kept
def programme_coverage(filters: Filters = Filters()) -> pd.DataFrame:
    """States and municipalities taking part each year.

    Columns: year, states, municipalities (counts), partial (the year is not whole).
    Filters: years. Source: SEDESOL, Libro Blanco 2006 (table `programme_coverage`).
    """
    where = Where().years("year", filters)
    return query(
        f"""
        SELECT year, states, municipalities, list_contains(flags, 'partial_period') AS partial
        FROM programme_coverage WHERE {where} ORDER BY year
        """,
        where.values,
    )


@kept
def programme_budget(filters: Filters = Filters(), stage: str = "exercised") -> pd.DataFrame:
    """Federal money of the programme by year, at one stage of the budget.

    Columns: year, amount_mxn (nominal pesos), amount_mxn_real (pesos of base_year, by the annual mean INPC),
    base_year. Filters: years. Source: SHCP, Cuenta Pública; INEGI, INPC.
    """
    where = Where().any_of("stage", (stage,)).years("year", filters)
    return query(
        f"""
        SELECT year, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year
        FROM programme_budget LEFT JOIN deflator USING (year) WHERE {where} ORDER BY year
        """,
        where.values,
    )


def price_index_means() -> dict[int, float]:
    """Mean INPC of each complete year. Source: INEGI."""
    rows = query("SELECT year(month) AS year, avg(inpc) AS inpc FROM price_index GROUP BY ALL HAVING count(*) = 12")
    return rows.set_index("year")["inpc"].to_dict()


@kept
def programme_budget_by_object(filters: Filters = Filters(), stage: str = "exercised") -> pd.DataFrame:
    """What the federal money was spent on, by year, at one stage of the budget.

    Columns: year, object (slug), amount_mxn (nominal pesos), amount_mxn_real (pesos of base_year), base_year.
    Filters: years. Source: SHCP, Cuenta Pública; INEGI, INPC.
    """
    where = Where().any_of("stage", (stage,)).years("year", filters)
    return query(
        f"""
        SELECT year, object, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year
        FROM programme_budget_by_object LEFT JOIN deflator USING (year) WHERE {where} ORDER BY year, object
        """,
        where.values,
    )


@kept
def federal_money_by_state(filters: Filters = Filters()) -> pd.DataFrame:
    """Federal money exercised by SEDESOL's state delegations, 2008-2011, state by year.

    Columns: year, state_code, amount_mxn (nominal pesos), amount_mxn_real (pesos of base_year), base_year, population
    (people of that year), per_person_mxn_real (pesos of base_year per inhabitant).
    Central offices have no state and are left out. Filters: states, years.
    Source: SHCP, Cuenta Pública (table `programme_budget_by_state`); CONAPO; INEGI, INPC.
    """
    where = (
        Where()
        .any_of("stage", ("exercised",))
        .any_of("state_code", filters.states)
        .years("year", Filters(year_from=FIRST_YEAR_BY_STATE, year_to=LAST_YEAR_BY_STATE))
        .years("year", filters)
    )
    return query(
        f"""
        WITH money AS (
            SELECT year, state_code, sum(amount_mxn) AS amount_mxn FROM programme_budget_by_state
            WHERE state_code IS NOT NULL AND {where} GROUP BY ALL
        )
        SELECT year, state_code, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year, population,
               amount_mxn * to_latest / population AS per_person_mxn_real
        FROM money LEFT JOIN deflator USING (year) LEFT JOIN population_by_state USING (year, state_code)
        ORDER BY year, state_code
        """,
        where.values,
    )


@kept
def federal_money_by_state_total(filters: Filters = Filters()) -> pd.DataFrame:
    """Federal money exercised by state over the filtered years of 2008-2011.

    Columns: state_code, amount_mxn (nominal pesos), amount_mxn_real (pesos of base_year), base_year,
    per_person_mxn_real (pesos of base_year for each inhabitant, mean population of those years),
    year_from, year_to. Filters: states, years. Source: as `federal_money_by_state`.
    """
    yearly = federal_money_by_state(filters)
    span = yearly["year"].agg(["min", "max"])
    total = yearly.groupby("state_code", as_index=False).agg(
        amount_mxn=("amount_mxn", "sum"), amount_mxn_real=("amount_mxn_real", "sum"), base_year=("base_year", "first")
    )
    # Of all those years, also of a state without a line in some of them: one base for every state.
    people = mean_population(int(span["min"]), int(span["max"])) if len(yearly) else pd.Series(dtype=float)
    total["per_person_mxn_real"] = total["amount_mxn_real"] / total["state_code"].map(people)
    return total.assign(year_from=span["min"], year_to=span["max"])


def mean_population(first: int, last: int) -> pd.Series:
    """Mean population (people) of the years from first to last, by state_code. Source: CONAPO."""
    where = Where().years("year", Filters(year_from=first, year_to=last))
    rows = query(
        f"SELECT state_code, avg(population) AS people FROM population_by_state WHERE {where} GROUP BY 1", where.values
    )
    return rows.set_index("state_code")["people"]


@kept
def works_by_funder(filters: Filters = Filters()) -> pd.DataFrame:
    """Who paid the works of 2007, by state.

    Columns: year, state_code, state (common name), funder (slug), amount_mxn (nominal pesos), share (of the state's
    total, 0-1; missing where the total is zero). Zacatecas and the Federal District are not in the source.
    Filters: states, years. Source: external evaluation 2007, Annex X (table `works_by_funder`).
    """
    where = Where().any_of("state_code", filters.states).years("year", filters)
    return query(
        f"""
        SELECT year, state_code, short_name AS state, funder, amount_mxn,
               amount_mxn / nullif(sum(amount_mxn) OVER (PARTITION BY year, state_code), 0) AS share
        FROM works_by_funder JOIN states USING (state_code) WHERE {where} ORDER BY year, state_code, funder
        """,
        where.values,
    )


@kept
def programme_facts() -> pd.DataFrame:
    """Facts that the reference report states, indexed by fact_id.

    Columns: topic, geography, period, value, unit, statement_en, statement_es, locator (section of the report).
    Source: A. Rocha Menocal (EUROsociAL / ODI) (table `programme_facts`).
    """
    return query("SELECT * EXCLUDE (source_id) FROM programme_facts").set_index("fact_id")


@kept
def project_examples(filters: Filters = Filters()) -> pd.DataFrame:
    """Projects described in the press: examples, not a census; never to be counted or summed.

    Columns: those of table `project_examples`, amounts in nominal pesos, and state (common name). Filters: states,
    project_types, years
    (an example without a year passes only when no year is asked for).
    """
    where = (
        Where()
        .any_of("state_code", filters.states)
        .any_of("project_type", filters.project_types)
        .years("year", filters)
    )
    return query(
        f"""
        SELECT e.*, short_name AS state FROM project_examples e JOIN states USING (state_code)
        WHERE {where} ORDER BY state_code, year DESC NULLS LAST, example_id
        """,
        where.values,
    )


@kept
def reported_figures(
    filters: Filters = Filters(),
    topic: str = "programme",
    statuses: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Figures quoted in press and reports, each with its link; never one series.

    Columns: those of table `reported_figures`, and state (common name; missing where the figure is not of one state).
    Filters: states, years (rows whose period overlaps the bounds),
    project_types. `statuses` narrows to result, plan, proposal or part_year, `units` to units of the catalogue.
    """
    where = (
        Where()
        .any_of("topic", (topic,))
        .any_of("status", statuses)
        .any_of("unit", units)
        .any_of("state_code", filters.states)
        .any_of("project_type", filters.project_types)
        .years("coalesce(year_to, year_from)", Filters(year_from=filters.year_from))
        .years("coalesce(year_from, year_to)", Filters(year_to=filters.year_to))
    )
    return query(
        f"""
        SELECT r.*, short_name AS state FROM reported_figures r LEFT JOIN states USING (state_code)
        WHERE {where} ORDER BY state_code NULLS FIRST, year_from DESC NULLS LAST, figure_id
        """,
        where.values,
    )
