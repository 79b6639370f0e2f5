"""Words about the register of projects that several of its figures share."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.i18n import Language
from data import catalog

TABLE = "project_register"


def name_of(column: str, slug: object, t: Language) -> str:
    """What the register's catalogue calls a type or a status; says so where there is none."""
    values = catalog.register().column(column).values or {}
    return t.text(values[str(slug)]) if str(slug) in values else t("not stated")


def short_type(slug: object, t: Language) -> str:
    """A type without what its name explains in brackets."""
    return name_of("project_type", slug, t).split(" (")[0]


def caveats(summary: pd.Series) -> tuple[str, ...]:
    """Flags of the projects shown. summary: the row of `store.register_summary`."""
    conflicting = ["conflicting_sources"] if summary["conflicting"] else []
    return (*conflicting, *(["missing_values"] if summary["incomplete"] else []))


def notes(summary: pd.Series, t: Language, without: Sequence[str] = ()) -> list[str]:
    """What is not in a count or a sum. without: columns of the summary that say how many projects lack something."""
    said = []
    if summary["cancelled"]:
        said.append(
            t.plural(
                "{n} cancelled project is in the list, and in no count or sum.",
                "{n} cancelled projects are in the list, and in no count or sum.",
                summary["cancelled"],
            )
        )
    lacking = {
        "without_municipality": lambda n: t.plural(
            "{n} project has no municipality in the register and is not on the map.",
            "{n} projects have no municipality in the register and are not on the map.",
            n,
        ),
        "without_type": lambda n: t.plural(
            "The register gives no type, or one not recognised, for {n} project.",
            "The register gives no type, or one not recognised, for {n} projects.",
            n,
        ),
    }
    return said + [lacking[column](summary[column]) for column in without if summary[column]]


def period(summary: pd.Series, t: Language) -> str:
    """First and last year of the projects shown."""
    return t.years(summary["year_from"], summary["year_to"])
