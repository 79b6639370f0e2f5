"""The official register of projects, where somebody imported one (`python -m data.build register FILE`)."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from data import catalog
from data.store.connection import DataUnavailableError, imported_register, query
from data.store.filters import Filters, Where

TABLE = "project_register"
PAGE_ROWS = 20
SEARCHED, MOST_WORDS = ("project", "locality", "club", "record_id"), 8
ACCENTED = {"a": "aáàâäãå", "e": "eéèêë", "i": "iíìîï", "o": "oóòôöõ", "u": "uúùûü", "n": "nñ", "c": "cç"}
FUNDERS = ("federal", "state", "municipal", "migrants")
# What every count and sum is made of: a cancelled project was not built.
COUNTED = "status IS DISTINCT FROM 'cancelled'"
IN_ORDER = "state_code, year, municipality_code, record_id"


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


def register_facts() -> RegisterFacts:
    """What the importer wrote into the file about its source. DataUnavailableError when it cannot be read."""
    path = imported_register()
    if path is None:
        raise DataUnavailableError(f"no {TABLE} was imported")
    rows = query(
        "SELECT decode(value) AS facts FROM parquet_kv_metadata(?) WHERE decode(key) = ?", [path.as_posix(), TABLE]
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
        SELECT count(*) FILTER ({COUNTED}) AS projects,
               count(DISTINCT state_code) FILTER ({COUNTED}) AS states,
               count(DISTINCT municipality_code) FILTER ({COUNTED}) AS municipalities,
               count(*) FILTER (NOT ({COUNTED})) AS cancelled,
               count(*) FILTER ({COUNTED} AND municipality_code IS NULL) AS without_municipality,
               count(*) FILTER ({COUNTED} AND project_type IS NULL) AS without_type,
               count(*) FILTER ({COUNTED} AND total_mxn IS NULL) AS without_total,
               count(*) FILTER ({COUNTED} AND list_contains(flags, 'conflicting_sources')) AS conflicting,
               count(*) FILTER ({COUNTED} AND list_contains(flags, 'missing_values')) AS incomplete,
               min(year) AS year_from, max(year) AS year_to
        FROM {TABLE} WHERE {where}
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
        SELECT state_code, short_name AS state, project_type, count(*) AS projects,
               sum(total_mxn * to_latest) AS total_mxn_real, count(*) - count(total_mxn) AS without_total,
               max(base_year) AS base_year
        FROM {TABLE} JOIN states USING (state_code) LEFT JOIN deflator USING (year)
        WHERE {COUNTED} AND {where} GROUP BY ALL ORDER BY state_code, project_type NULLS LAST
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
            SELECT municipality_code, count(*) AS projects, sum(total_mxn * to_latest) AS total_mxn_real,
                   count(*) - count(total_mxn) AS without_total
            FROM {TABLE} LEFT JOIN deflator USING (year)
            WHERE {COUNTED} AND municipality_code IS NOT NULL AND {where} GROUP BY ALL
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
            SELECT year, sum(federal_mxn) FILTER (whole) AS federal, sum(state_mxn) FILTER (whole) AS state,
                   sum(municipal_mxn) FILTER (whole) AS municipal, sum(migrants_mxn) FILTER (whole) AS migrants,
                   count(*) FILTER (whole) AS projects, count(*) FILTER (NOT whole) AS without_parts,
                   count(*) FILTER (whole AND list_contains(flags, 'conflicting_sources')) AS conflicting
            FROM (SELECT *, federal_mxn + state_mxn + municipal_mxn + migrants_mxn IS NOT NULL AS whole FROM {TABLE}
                  WHERE {COUNTED} AND {where})
            GROUP BY year
        ), long AS (UNPIVOT yearly ON {", ".join(FUNDERS)} INTO NAME funder VALUE amount_mxn)
        SELECT year, funder, amount_mxn, amount_mxn * to_latest AS amount_mxn_real,
               amount_mxn / nullif(sum(amount_mxn) OVER (PARTITION BY year), 0) AS share, base_year,
               projects, without_parts, conflicting
        FROM long LEFT JOIN deflator USING (year)
        ORDER BY year, list_position({list(FUNDERS)!r}, funder)
        """,
        where.values,
    )


def _pattern(word: str) -> str:
    """A word as a regular expression that takes its letters with and without accents, great and small.

    `strip_accents` over every text of a long register takes three times as long.
    """
    letters = (letter for letter in unicodedata.normalize("NFKD", word.lower()) if letter.isprintable())
    bare = (letter for letter in letters if not unicodedata.combining(letter))
    return "(?i)" + "".join(f"[{ACCENTED[letter]}]" if letter in ACCENTED else re.escape(letter) for letter in bare)


def _searched(filters: Filters, search: str) -> Where:
    """Filters, and rows in whose project, locality, club, municipality or identifier every word of a search occurs."""
    where = _where(filters)
    for word in search.split()[:MOST_WORDS]:
        pattern = _pattern(word)
        places = query("SELECT municipality_code FROM municipalities WHERE regexp_matches(name, ?)", [pattern])
        codes = places["municipality_code"].tolist()
        within = f" OR municipality_code IN ({', '.join('?' * len(codes))})" if codes else ""
        where.conditions.append(f"(regexp_matches(concat_ws(' ', {', '.join(SEARCHED)}), ?){within})")
        where.values += [pattern, *codes]
    return where


def register_count(filters: Filters = Filters(), search: str = "") -> int:
    """How many projects `register_projects` lists, cancelled ones included."""
    path = imported_register()
    return _count(filters, search, path.stat().st_mtime_ns if path else 0)


@lru_cache(maxsize=256)
def _count(filters: Filters, search: str, version: int) -> int:
    """Kept while the file is the same (`version`): whoever turns pages asks again and again."""
    where = _searched(filters, search)
    return int(query(f"SELECT count(*) AS n FROM {TABLE} WHERE {where}", where.values)["n"].iloc[0])


def register_projects(
    filters: Filters = Filters(), search: str = "", page: int = 1, rows: int = PAGE_ROWS
) -> pd.DataFrame:
    """One page of the list of projects, cancelled ones included, by state, year, municipality and identifier.

    search: words, accents and case aside, each in the project, locality, club, identifier or municipality's name.
    Columns: those of table `project_register` (amounts in nominal pesos), and state, municipality (names).
    Filters: as `register_summary`. Source: table `project_register`.
    """
    where = _searched(filters, search)
    return query(
        f"""
        WITH page AS (
            SELECT * FROM {TABLE} WHERE {where} ORDER BY {IN_ORDER} LIMIT ? OFFSET ?
        )
        {_NAMED} FROM page {_WITH_NAMES} ORDER BY {IN_ORDER}
        """,
        [*where.values, rows, rows * (max(page, 1) - 1)],
    )


def register_project(record_id: str) -> pd.DataFrame:
    """One project by its identifier; no rows when the register has none. Columns: as `register_projects`."""
    return query(
        f"WITH page AS (SELECT * FROM {TABLE} WHERE record_id = ?) {_NAMED} FROM page {_WITH_NAMES}", [record_id]
    )


_NAMED = "SELECT page.*, short_name AS state, municipalities.name AS municipality"
_WITH_NAMES = """
    JOIN states ON states.state_code = page.state_code
    LEFT JOIN municipalities ON municipalities.municipality_code = page.municipality_code
"""
