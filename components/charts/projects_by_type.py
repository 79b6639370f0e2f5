"""What was built: projects by type, as counts, shares or change."""

from __future__ import annotations

import pandas as pd

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_name
from components.theme import Palette

TABLES = ("projects_by_type",)
MEASURES = ("count", "share", "change")


def measure_names(t: Language) -> dict[str, str]:
    """Names of the measures, the default first."""
    return {"count": t("Number"), "share": t("Share"), "change": t("Change")}


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Ranked types. rows: year, project_type, projects, partial, as `store.projects_by_type` gives them."""
    if measure == "change":
        return _change(rows, t, colours)
    totals = _totals(rows)
    if totals.empty:
        return _empty(totals, t)
    share, period = measure == "share", _period(rows, t)
    names = _names(totals["project_type"], t)
    lead = totals.head(3)
    labels = [t.percent(v, 1) for v in totals["share"]] if share else [t.number(v) for v in totals["projects"]]
    values = totals["share"] if share else totals["projects"]
    return Exhibit(
        name=f"projects_by_type_{measure}",
        headline=_headline(totals, names, t),
        subtitle=t("{measure} of projects by type, {period}", measure=measure_names(t)[measure], period=period),
        alt=t(
            "Projects by type, {period}: {all}.",
            period=period, all=t.together(f"{n} {label}" for n, label in zip(names, labels)),
        ),
        rows=totals,
        tables=TABLES,
        caveats=("secondary_source", *(["partial_period"] if rows["partial"].any() else [])),
        views={"chart": ranked_bars(names, values.tolist(), labels, colours, told=len(lead) if len(totals) > 3 else 1)},
    )  # fmt: skip


def _totals(rows: pd.DataFrame) -> pd.DataFrame:
    totals = rows.groupby("project_type", as_index=False)["projects"].sum()
    totals["share"] = totals["projects"] / totals["projects"].sum()
    return totals.sort_values("projects", ascending=False, ignore_index=True)


def _headline(totals: pd.DataFrame, names: list[str], t: Language) -> str:
    total = totals["projects"].sum()
    if len(totals) <= 3:
        return t.plural("{n} project of the chosen types", "{n} projects of the chosen types", total)
    share = totals["share"].head(3).sum()
    return t("{types}: {share} of the projects", types=t.together(_capitals(names[:3])), share=t.percent(share))


def _capitals(names: list[str]) -> list[str]:
    """The first name as it stands, the others as in the middle of a sentence."""
    return [name if i == 0 else name[0].lower() + name[1:] for i, name in enumerate(names)]


def _names(types: pd.Series, t: Language) -> list[str]:
    return [value_name("projects_by_type", "project_type", slug, t) for slug in types]


def _period(rows: pd.DataFrame, t: Language) -> str:
    text = t.years(rows["year"].min(), rows["year"].max())
    if rows["partial"].any():
        text += " " + t("({year} to 30 September)", year=int(rows.loc[rows["partial"], "year"].max()))
    return text


def _change(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Change between the first and the last whole year: a part of a year is no end point."""
    whole = rows[~rows["partial"]]
    if whole["year"].nunique() < 2:
        return _empty(whole[["year", "project_type", "projects"]].head(0), t)
    first, last = int(whole["year"].min()), int(whole["year"].max())
    wide = whole.pivot_table(index="project_type", columns="year", values="projects", aggfunc="sum")
    changed = (wide[last] / wide[first] - 1).sort_values(ascending=False).rename("change").reset_index()
    table = changed.merge(wide[[first, last]].rename(columns=str), on="project_type")
    names = _names(table["project_type"], t)
    labels = [t.change(value) for value in table["change"]]
    total = whole.groupby("year")["projects"].sum()
    return Exhibit(
        name="projects_by_type_change",
        headline=t(
            "{type} grew most: {before} projects in {first}, {after} in {last}",
            type=names[0], before=t.number(table[str(first)][0]), after=t.number(table[str(last)][0]),
            first=first, last=last,
        ),
        subtitle=t(
            "Change in the number of projects by type, {first} to {last}, the whole years; all types {all}",
            first=first, last=last, all=t.change(total[last] / total[first] - 1),
        ),
        alt=t("Change by type, {first} to {last}: {all}.", first=first, last=last,
              all=t.together(f"{n} {label}" for n, label in zip(names, labels))),
        rows=table,
        tables=TABLES,
        caveats=("secondary_source",),
        views={"chart": ranked_bars(names, table["change"].tolist(), labels, colours, told=1)},
    )  # fmt: skip


def _empty(rows: pd.DataFrame, t: Language) -> Exhibit:
    return Exhibit("projects_by_type", t("Projects by type"), t("No whole year to show"), "", rows, TABLES)
