"""SEDESOL's figures as transcribed from the reference documents: projects by type, coverage, facts, agenda."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.raw import BuildError, Raw

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


def partial_period(partial_year: pd.Series) -> pd.Series:
    """Flags of rows whose source says they do not cover the year."""
    return partial_year.notna().map({True: ["partial_period"], False: []})


def slugs(values: pd.Series, known: dict[str, str]) -> pd.Series:
    """Each value's slug. BuildError names a value that has none."""
    unknown = set(values.dropna()) - set(known)
    if unknown:
        raise BuildError(f"values without a slug: {sorted(unknown)}")
    return values.map(known)


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


TABLES = {"projects_by_type": projects_by_type}

CONTROLS = [
    Control(
        f"projects_by_type {year}",
        lambda t, y=year: t["projects_by_type"].query("year == @y")["projects"].sum(),
        expected,
    )
    for year, expected in {2002: 942, 2003: 899, 2004: 1436, 2005: 1636, 2006: 1208}.items()
] + [Control("projects_by_type, all years", lambda t: t["projects_by_type"]["projects"].sum(), 6121)]
