"""Who paid: stages of the federal budget, its weight, the rule of four equal parts, other programmes on migration."""

from __future__ import annotations

import pandas as pd

from data import catalog
from data.store.connection import DataUnavailableError, query
from data.store.filters import Filters, Where
from data.store.kept import kept
from data.store.programme import works_by_funder

STAGES = ("approved", "modified", "exercised")
FOUR = ("federal", "state", "municipal", "migrants")
EQUAL_PART = 1 / len(FOUR)


@kept
def programme_budget_stages(filters: Filters = Filters()) -> pd.DataFrame:
    """Federal money of the programme by year and stage; missing where the accounts have no such stage.

    Columns: year, stage (approved, modified, exercised), amount_mxn (nominal pesos), amount_mxn_real (pesos of
    base_year), base_year. Filters: years. Source: SHCP, Cuenta Pública; INEGI, INPC.
    """
    where = Where().years("year", filters)
    return query(
        f"""
        WITH grid AS (
            SELECT year, stage FROM (SELECT DISTINCT year FROM programme_budget), (SELECT unnest(?) AS stage)
        )
        SELECT year, stage, amount_mxn, amount_mxn * to_latest AS amount_mxn_real, base_year
        FROM grid LEFT JOIN programme_budget USING (year, stage) LEFT JOIN deflator USING (year)
        WHERE {where} ORDER BY year, stage
        """,
        [list(STAGES), *where.values],
    )


@kept
def budget_shares(filters: Filters = Filters()) -> pd.DataFrame:
    """The programme's weight in its ministry and in the federal budget, stage with like stage.

    Columns: year, ministry_share (pesos exercised by the programme of each 100,000 that Ramo 20 exercised),
    federal_share (pesos approved for it of each 100,000 of the approved federal budget; missing before 2013).
    Filters: years. Source: SHCP (tables `programme_budget`, `ministry_budget`, `federal_budget`).
    """
    where = Where().years("year", filters)
    return query(
        f"""
        SELECT p.year,
               100000 * any_value(p.amount_mxn / m.amount_mxn) FILTER (stage = 'exercised') AS ministry_share,
               100000 * any_value(p.amount_mxn / f.amount_mxn) FILTER (stage = 'approved') AS federal_share
        FROM programme_budget p LEFT JOIN ministry_budget m USING (year, stage)
             LEFT JOIN federal_budget f USING (year, stage)
        WHERE {where} GROUP BY p.year ORDER BY p.year
        """,
        where.values,
    )


def distance_from_equal_parts(shares: pd.DataFrame) -> pd.Series:
    """The part of the money (0-1) that would have to change hands for each of the four to pay a quarter.

    Half of: the absolute differences of federal, state, municipal and migrants from 1/4, summed, plus credit, whose
    part by the rule is none. shares: those five columns, 0-1. Missing where a share is missing.
    """
    differences = (shares[list(FOUR)] - EQUAL_PART).abs().sum(axis=1, skipna=False)
    return (differences + shares["credit"]) / 2


@kept
def equal_parts(filters: Filters = Filters()) -> pd.DataFrame:
    """Each funder's share of the works of 2007 by state, and how far the state was from four equal parts.

    Columns: state_code, state (common name), record (`works`; `none`, no works on record; `unavailable`, not in the
    source), amount_mxn (all funders, nominal pesos), federal_part, state_part, municipal_part, migrants_part,
    credit_part (0-1), distance (see `distance_from_equal_parts`). Shares and distance are missing without works.
    All 32 states or those asked for, the nearest to equal parts first. Filters: states.
    Source: external evaluation 2007, Annex X (table `works_by_funder`).
    """
    where = Where().any_of("state_code", filters.states)
    states = query(f"SELECT state_code, short_name AS state FROM states WHERE {where} ORDER BY 1", where.values)
    works = works_by_funder(Filters(states=filters.states))
    shares = works.pivot(index="state_code", columns="funder", values="share").reindex(columns=[*FOUR, "credit"])
    amount = works.groupby("state_code")["amount_mxn"].sum()
    table = shares.add_suffix("_part").assign(distance=distance_from_equal_parts(shares))
    table.insert(0, "amount_mxn", amount)
    table.insert(0, "record", (amount > 0).map({True: "works", False: "none"}))
    joined = states.merge(table.reset_index(), on="state_code", how="left")
    joined["record"] = joined["record"].fillna("unavailable")
    return joined.sort_values(["distance", "record", "state_code"], ignore_index=True)


@kept
def migration_programmes(filters: Filters = Filters()) -> pd.DataFrame:
    """Exercised money of federal programmes about migration, 3x1 among them, each with its purpose.

    Columns: year, ramo_code, programme_code, programme (name in the source), purpose and rights (slugs, our grouping:
    `catalog.programme_purposes`; rights is missing where the name is not of protection), amount_mxn (nominal pesos),
    amount_mxn_real (pesos of base_year), base_year. Filters: years. DataUnavailableError when a programme has no
    purpose. Source: SHCP (tables `migration_programmes_budget`, `programme_budget`); INEGI, INPC.
    """
    where = Where().any_of("stage", ("exercised",)).years("year", filters)
    rows = query(
        f"""
        WITH spent AS (
            SELECT year, stage, ramo_code, programme_code, programme, amount_mxn FROM migration_programmes_budget
            UNION ALL BY NAME
            SELECT year, stage, '20' AS ramo_code, 'S061' AS programme_code,
                   'Programa 3 x 1 para Migrantes' AS programme, amount_mxn FROM programme_budget
        )
        SELECT year, ramo_code, programme_code, programme, amount_mxn,
               amount_mxn * to_latest AS amount_mxn_real, base_year
        FROM spent LEFT JOIN deflator USING (year) WHERE {where} ORDER BY year, ramo_code, programme_code
        """,
        where.values,
    )
    try:
        grouping = catalog.programme_purposes()
        entries = [grouping.of(row.ramo_code, row.programme_code, row.year) for row in rows.itertuples()]
    except KeyError as error:
        raise DataUnavailableError(str(error)) from error
    rows.insert(4, "purpose", [entry.purpose for entry in entries])
    rows.insert(5, "rights", [entry.rights or None for entry in entries])
    return rows


@kept
def migrant_fund_by_state(filters: Filters = Filters()) -> pd.DataFrame:
    """The Fondo de Apoyo a Migrantes of 2016 by state: a sister programme, never to be mixed with 3x1.

    Columns: year, state_code, state (common name), records, described (records that say what was supported),
    approved_mxn, paid_mxn (nominal pesos). Filters: states. Source: SHCP, Ramo 23 (table `migrant_fund_projects`).
    """
    where = Where().any_of("state_code", filters.states)
    return query(
        f"""
        SELECT year, state_code, short_name AS state, count(*) AS records, count(project) AS described,
               sum(approved_mxn) AS approved_mxn, sum(paid_mxn) AS paid_mxn
        FROM migrant_fund_projects JOIN states USING (state_code) WHERE {where}
        GROUP BY ALL ORDER BY approved_mxn DESC
        """,
        where.values,
    )
