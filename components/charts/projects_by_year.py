"""How many projects a year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from components.charts.columns import columns_by_year
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Projects by year over the types in `rows` (year, project_type, projects, partial)."""
    yearly = rows.groupby(["year", "partial"], as_index=False)["projects"].sum().sort_values("year", ignore_index=True)
    return Exhibit(
        name="projects_by_year",
        headline=_headline(yearly, t),
        subtitle=t("Projects by year, all chosen types; a hollow column is not a whole year"),
        alt=t("Projects by year: {all}.", all=t.together(_told(row, t) for row in yearly.itertuples())),
        rows=yearly,
        tables=("projects_by_type",),
        views={"chart": columns_by_year(yearly, "projects", t, colours)} if not yearly.empty else {},
    )


def _told(row: Any, t: Language) -> str:
    told = f"{row.year} {t.number(row.projects)}"
    return told + " " + t("(to 30 September)") if row.partial else told


def _headline(yearly: pd.DataFrame, t: Language) -> str:
    whole = yearly[~yearly["partial"]]
    if whole.empty:
        return t("Projects by year")
    first, last = whole.iloc[0], whole.iloc[-1]
    if len(whole) == 1:
        return t("{n} projects in {year}", n=t.number(first["projects"]), year=int(first["year"]))
    return t(
        "From {before} projects in {first} to {after} in {last}",
        before=t.number(first["projects"]), first=int(first["year"]),
        after=t.number(last["projects"]), last=int(last["year"]),
    )  # fmt: skip
