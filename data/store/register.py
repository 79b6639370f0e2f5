"""The official register of projects, where somebody imported one (`python -m data.build register FILE`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import catalog
from data.store import register_search
from data.store.connection import DataUnavailableError, imported_register, query
from data.store.filters import Filters, Where
from data.store.register_layout import belongs, beside, rows_of, sums_statement
from data.store.register_words import has_words, projects_with
from data.store.tables import published_file

TABLE = "project_register"
PAGE_ROWS = 20
MOST_WORDS = 8
FEW_PLACES = 1_000  # rows that are asked for one by one
FUNDERS = ("federal", "state", "municipal", "migrants")


@dataclass(frozen=True)
class RegisterFacts:
    """Where the register comes from, and how many rows its importer accepted and rejected."""

    source: catalog.Source
    accepted: int
    flagged: int
    rejected: int


def has_register() -> bool:
    """Whether a register was imported; it may be while the site runs."""
    return imported_register() is not None


def _file() -> Path:
    path = imported_register()
    if path is None:
        raise DataUnavailableError(f"no {TABLE} was imported")
    return path


def _sums() -> str:
    """SQL of the register added up: the importer's file, or the register itself."""
    path = _file()
    made = beside(path, "sums")
    if belongs(made, published_file(path).sha256):
        return f"read_parquet('{made.as_posix()}')"
    return f"({sums_statement(rows_of(path))})"


def register_facts() -> RegisterFacts:
    """What the importer wrote into the file about its source. DataUnavailableError when it cannot be read."""
    rows = query(
        "SELECT decode(value) AS facts FROM parquet_kv_metadata(?) WHERE decode(key) = ?", [_file().as_posix(), TABLE]
    )
    if rows.empty:
        raise DataUnavailableError(f"{TABLE} does not say where it comes from")
    facts = json.loads(rows["facts"].iloc[0])
    source = catalog.Source(
        source_id=TABLE,
        file=facts["file"],
        sha256=facts["sha256"],
        title=catalog.Text(es=facts["title_es"], en=facts["title_en"]),
        publisher=facts["publisher"],
        licence=facts["licence"],
        coverage=catalog.register().coverage,
        retrieved_via=facts["retrieved_via"],
        url=facts["url"],
    )
    return RegisterFacts(source, facts["accepted"], facts["flagged"], facts["rejected"])


def _where(filters: Filters) -> Where:
    """Filters that the register answers: states, municipalities, us_states, project_types, years."""
    return (
        Where()
        .any_of("state_code", filters.states)
        .any_of("municipality_code", filters.municipalities)
        .any_of("us_state", filters.us_states)
        .any_of("project_type", filters.project_types)
        .years("year", filters)
    )


def register_summary(filters: Filters = Filters()) -> pd.DataFrame:
    """The register in one row.

    Columns: projects, states, municipalities (counts, without what is cancelled), cancelled (projects, counted apart),
    without_municipality, without_type, without_total, conflicting, incomplete (projects), year_from, year_to.
    Filters: states, municipalities, us_states, project_types, years. Source: table `project_register`.
    """
    where = _where(filters)
    return query(
        f"""
        SELECT coalesce(sum(projects), 0)::BIGINT AS projects,
               count(DISTINCT state_code) FILTER (projects > 0) AS states,
               count(DISTINCT municipality_code) FILTER (projects > 0) AS municipalities,
               coalesce(sum(cancelled), 0)::BIGINT AS cancelled,
               coalesce(sum(projects) FILTER (municipality_code IS NULL), 0)::BIGINT AS without_municipality,
               coalesce(sum(projects) FILTER (project_type IS NULL), 0)::BIGINT AS without_type,
               coalesce(sum(without_total), 0)::BIGINT AS without_total,
               coalesce(sum(conflicting), 0)::BIGINT AS conflicting,
               coalesce(sum(incomplete), 0)::BIGINT AS incomplete,
               min(year) AS year_from, max(year) AS year_to
        FROM {_sums()} WHERE {where}
        """,
        where.values,
    )


def register_by_state_and_type(filters: Filters = Filters()) -> pd.DataFrame:
    """Projects by state and type, without what is cancelled.

    Columns: state_code, state (common name), project_type (slug; missing where the register does not say), projects,
    total_mxn_real (pesos of base_year; of the projects with a total), without_total (projects), base_year.
    Filters: as `register_summary`. Source: table `project_register`; INEGI, INPC.
    """
    where = _where(filters)
    return query(
        f"""
        SELECT state_code, short_name AS state, project_type, sum(projects)::BIGINT AS projects,
               sum(total_mxn * to_latest) AS total_mxn_real, sum(without_total)::BIGINT AS without_total,
               max(base_year) AS base_year
        FROM {_sums()} JOIN states USING (state_code) LEFT JOIN deflator USING (year)
        WHERE projects > 0 AND {where} GROUP BY ALL ORDER BY state_code, project_type NULLS LAST
        """,
        where.values,
    )


def register_by_municipality(filters: Filters = Filters()) -> pd.DataFrame:
    """Projects of each municipality of the states that the register names, without what is cancelled.

    Columns: municipality_code, municipality, state_code, state (common name), projects (0 where the register names
    none, which is not a proof that there was none), total_mxn_real (pesos of base_year; missing where no total is
    known), without_total (projects), base_year.
    Filters: as `register_summary`. Source: table `project_register`; INEGI, Marco Geoestadístico and INPC.
    """
    where = _where(filters)
    asked = Where().any_of("m.state_code", filters.states).any_of("m.municipality_code", filters.municipalities)
    return query(
        f"""
        WITH built AS (
            SELECT municipality_code, sum(projects)::BIGINT AS projects, sum(total_mxn * to_latest) AS total_mxn_real,
                   sum(without_total)::BIGINT AS without_total
            FROM {_sums()} LEFT JOIN deflator USING (year)
            WHERE projects > 0 AND municipality_code IS NOT NULL AND {where} GROUP BY ALL
        ), named AS (SELECT DISTINCT municipality_code[:2] AS state_code FROM built)
        SELECT m.municipality_code, m.name AS municipality, m.state_code, short_name AS state,
               coalesce(projects, 0) AS projects, total_mxn_real, coalesce(without_total, 0) AS without_total,
               (SELECT max(base_year) FROM deflator) AS base_year
        FROM municipalities m JOIN states s ON s.state_code = m.state_code LEFT JOIN built USING (municipality_code)
        WHERE m.state_code IN (SELECT state_code FROM named) AND {asked} ORDER BY m.municipality_code
        """,
        [*where.values, *asked.values],
    )


def register_funders(filters: Filters = Filters()) -> pd.DataFrame:
    """What each party paid, by year, over the projects whose four parts are all known; without what is cancelled.

    Columns: year, funder (slug), amount_mxn (nominal pesos), amount_mxn_real (pesos of base_year), share (of the
    year's four parts, 0-1), base_year, projects (of the year, with all four parts), without_parts (projects of the
    year that lack one and are left out), conflicting (of `projects`: the parts are not the total).
    Filters: as `register_summary`. Source: table `project_register`; INEGI, INPC.
    """
    where = _where(filters)
    return query(
        f"""
        WITH yearly AS (
            SELECT year, {", ".join(f"sum({funder}) AS {funder}" for funder in FUNDERS)},
                   sum(whole_projects)::BIGINT AS projects, sum(projects - whole_projects)::BIGINT AS without_parts,
                   sum(whole_conflicting)::BIGINT AS conflicting
            FROM {_sums()} WHERE projects > 0 AND {where} GROUP BY year
        ), long AS (UNPIVOT yearly ON {", ".join(FUNDERS)} INTO NAME funder VALUE amount_mxn)
        SELECT year, funder, amount_mxn, amount_mxn * to_latest AS amount_mxn_real,
               amount_mxn / nullif(sum(amount_mxn) OVER (PARTITION BY year), 0) AS share, base_year,
               projects, without_parts, conflicting
        FROM long LEFT JOIN deflator USING (year)
        ORDER BY year, list_position({list(FUNDERS)!r}, funder)
        """,
        where.values,
    )


@dataclass(frozen=True)
class RegisterPage:
    """Some rows of the list of projects, and how many there are in all."""

    found: int
    rows: pd.DataFrame


def register_page(filters: Filters = Filters(), search: str = "", page: int = 1, rows: int = PAGE_ROWS) -> RegisterPage:
    """One page of the list of projects, cancelled ones included, by state, year, municipality and identifier.

    search: words, accents and case aside, each in the project, locality, club, identifier or municipality's name.
    Columns: those of table `project_register` (amounts in nominal pesos), and state, municipality (names).
    Filters: as `register_summary`. Source: table `project_register`.
    """
    first = rows * (max(page, 1) - 1)
    if filters == Filters() and not search.split():
        found = published_file(_file()).rows
        return RegisterPage(found, _at(range(first, min(first + rows, found))))
    found, places = register_search.found(_file(), _where(filters), search.split()[:MOST_WORDS], first, rows)
    return RegisterPage(found, _at(places))


def _at(places: Sequence[int]) -> pd.DataFrame:
    """The projects at these places of the register, with the names of theirs, in the register's order."""
    few = len(places) <= FEW_PLACES
    listed = (", ".join(map(str, places)) or "NULL") if few else "SELECT unnest(?)"
    # Bounds, too, for the database leaves out whole groups of rows by them.
    within = f"place BETWEEN {min(places)} AND {max(places)} AND place IN ({listed})" if places else "false"
    return query(
        f"""
        WITH page AS (SELECT * FROM {rows_of(_file())} WHERE {within})
        SELECT page.* EXCLUDE (place), short_name AS state, municipalities.name AS municipality
        FROM page JOIN states ON states.state_code = page.state_code
        LEFT JOIN municipalities ON municipalities.municipality_code = page.municipality_code ORDER BY place
        """,
        [] if few else [list(places)],
    )


def register_count(filters: Filters = Filters(), search: str = "") -> int:
    """How many projects `register_page` lists, cancelled ones included."""
    return register_page(filters, search, rows=0).found


def register_projects(
    filters: Filters = Filters(), search: str = "", page: int = 1, rows: int = PAGE_ROWS
) -> pd.DataFrame:
    """The rows of `register_page`."""
    return register_page(filters, search, page, rows).rows


def register_project(record_id: str) -> pd.DataFrame:
    """One project by its identifier; no rows when the register has none. Columns: as `register_page`."""
    register, word = _file(), max(record_id.split(" "), key=len)
    places = projects_with(register, word) if word and has_words(register) else None
    if places is None:
        # The column of identifiers is read alone first: all of them are in no order.
        found = query(f"SELECT place FROM {rows_of(register)} WHERE record_id = ?", [record_id])
        return _at(found["place"].tolist())
    rows = _at(places)
    asked = rows["record_id"] == record_id
    return rows[asked].reset_index(drop=True) if asked.any() else _at([])
