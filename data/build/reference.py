"""Figures and statements transcribed from the reference documents: projects by type, coverage, facts, agenda."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data import catalog
from data.build.controls import Control, Tables
from data.build.raw import BuildError, Raw
from data.build.shape import by_id, slugify, slugs, texts, total

PROJECT_TYPES = {
    "Urbanisation (plazas, gardens, etc.)": "urbanisation",
    "Electrification": "electrification",
    "Community development centres": "community_centres",
    "Street pavement and road surfacing": "paving",
    "Potable water": "potable_water",
    "Sewer systems": "sewerage",
    "Education infrastructure": "education",
    "Roads and highways": "roads",
    "Sports facilities": "sports",
    "Income-generating projects": "productive",
    "Health centres": "health",
    "Other": "other",
}
# The 2006 investment has a bare "$"; the projects end on 30 September 2006; another source counts 723 clubs in 2006.
FACT_FLAGS = {
    "money_2006": ["ambiguous_unit"],
    "projects_2002_2006": ["partial_period"],
    "clubs_2006": ["conflicting_sources"],
}


def partial_period(partial_year: pd.Series) -> pd.Series:
    """Flags of rows whose source says they do not cover the year."""
    return partial_year.notna().map({True: ["partial_period"], False: []})


def projects_by_type(raw: Raw) -> pd.DataFrame:
    """Projects by year and type, 2002 to September 2006 (Table 1)."""
    source = "reference_projects_by_type_2002_2006"
    rows = raw.csv(source)
    return pd.DataFrame(
        {
            "year": rows["year"].astype(int),
            "project_type": slugs(rows["project_type"], PROJECT_TYPES),
            "projects": rows["projects"].astype(int),
            "source_id": source,
            "flags": partial_period(rows["partial_year"]),
        }
    )


def programme_coverage(raw: Raw) -> pd.DataFrame:
    """States and municipalities taking part by year, 2002 to September 2006 (Table 2)."""
    source = "reference_coverage_2002_2006"
    rows = raw.csv(source)
    return pd.DataFrame(
        {
            "year": rows["year"].astype(int),
            "states": rows["states"].astype(int),
            "municipalities": rows["municipalities"].astype(int),
            "source_id": source,
            "flags": partial_period(rows["partial_year"]),
        }
    )


def programme_facts(raw: Raw) -> pd.DataFrame:
    """Facts the report states, in both languages, with the section they stand in. Values are in the row's unit."""
    source = "reference_programme_facts"
    rows = raw.csv(source)
    return pd.DataFrame(
        {
            "fact_id": rows["fact_id"],
            "topic": slugify(rows["topic"]),
            "geography": slugify(rows["geography"]),
            "period": rows["period"],
            "value": rows["value"].astype(float),
            "unit": slugify(rows["unit"]),
            # "flag it" was a note to whoever builds the table; the flag is in the row now
            "statement_en": rows["statement"].str.replace("read as pesos, flag it", "read as pesos"),
            "statement_es": by_id(rows["fact_id"], texts("programme_facts_es"), "Spanish of programme_facts"),
            "locator": rows["locator"],
            "source_id": source,
            "flags": [FACT_FLAGS.get(fact, []) for fact in rows["fact_id"]],
        }
    )


def known_tables(table_ids: pd.Series) -> pd.Series:
    """The same ids. BuildError names one that the catalogue does not have."""
    unknown = set(table_ids.dropna()) - set(catalog.tables())
    if unknown:
        raise BuildError(f"agenda names tables that the catalogue does not have: {sorted(unknown)}")
    return table_ids


def agenda(raw: Raw) -> pd.DataFrame:
    """Targets, indicators and recommendations of the agenda documents, and the table that answers each, if any."""
    source = "reference_agenda"
    rows = raw.csv(source)
    entries = by_id(rows["item_id"], texts("agenda"), "texts of agenda")
    return pd.DataFrame(
        {
            "item_id": rows["item_id"],
            "framework": slugify(rows["framework"]),
            "kind": rows["kind"],
            "code": rows["code"],
            "description_en": rows["description"],
            "description_es": entries.map(lambda entry: entry["description_es"]),
            "baseline_year": rows["baseline_year"].astype("Int64"),
            "baseline": rows["baseline"].astype(float),
            "target_year": rows["target_year"].astype("Int64"),
            "target": rows["target"].astype(float),
            "unit": slugify(rows["unit"]),
            "table_id": known_tables(entries.map(lambda entry: entry.get("table_id"))),
            "document": rows["source"],
            "source_id": source,
        }
    )


def _gap(fact: str, column: str) -> Callable[[Tables], float]:
    stated = total("programme_facts", "value", f"fact_id == '{fact}'")
    tabled = total("programme_coverage", column, "year == 2006")
    return lambda tables: stated(tables) - tabled(tables)


TABLES = {
    "projects_by_type": projects_by_type,
    "programme_coverage": programme_coverage,
    "programme_facts": programme_facts,
    "agenda": agenda,
}

PROJECTS = {2002: 942, 2003: 899, 2004: 1436, 2005: 1636, 2006: 1208}
CONTROLS = [
    *(
        Control(f"projects_by_type {year}", total("projects_by_type", "projects", f"year == {year}"), projects)
        for year, projects in PROJECTS.items()
    ),
    Control("projects_by_type, all years", total("projects_by_type", "projects"), 6121),
    # the report states these a second time, apart from its tables
    Control("programme_facts, projects", total("programme_facts", "value", "fact_id == 'projects_2002_2006'"), 6121),
    Control("fact and coverage 2006, states apart", _gap("states_2006", "states"), 0),
    Control("fact and coverage 2006, municipalities apart", _gap("municipalities_2006", "municipalities"), 0),
    Control(
        "programme_facts, the four funders' shares (percent)",
        total("programme_facts", "value", "topic == 'funding_rule'"),
        100,
    ),
]
