"""What was built when: project types by year, as counts or as shares of the year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import BAR_HEIGHT
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_name
from components.theme import Palette, template


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """A grid of types by years. rows: year, project_type, projects, partial, as `store.projects_by_type` gives them.

    With the measure `share` a cell is the type's share of that year's projects, else their number.
    """
    rows = rows.reset_index(drop=True)
    rows["share"] = rows["projects"] / rows.groupby("year")["projects"].transform("sum")
    if rows.empty:
        return Exhibit("type_by_year", t("Types by year"), "", "", rows, ("projects_by_type",))
    value = "share" if measure == "share" else "projects"
    best = rows.loc[rows.groupby("year")["projects"].idxmax()]
    leaders = [f"{row.year} {_name(row.project_type, t)}" for row in best.itertuples()]
    return Exhibit(
        name=f"type_by_year_{value}",
        headline=_headline(best, rows["project_type"].nunique(), t),
        subtitle=t("Share of each year’s projects by type") if value == "share" else t("Projects by type and year"),
        alt=t("Grid of project types by year. Most projects: {leaders}.", leaders=t.together(leaders)),
        rows=rows,
        tables=("projects_by_type",),
        caveats=("secondary_source", *(["partial_period"] if rows["partial"].any() else [])),
        views={"chart": _grid(rows, value, t, colours)},
    )


def _name(slug: str, t: Language) -> str:
    return value_name("projects_by_type", "project_type", slug, t)


def _headline(best: pd.DataFrame, types: int, t: Language) -> str:
    """The type that led most often, and in how many of the years."""
    led = best["project_type"].value_counts()
    if types == 1:
        return t("{type}, year by year", type=_name(led.index[0], t))
    return t(
        "{type} led in {n} of {years} years",
        type=_name(led.index[0], t), n=t.number(led.iloc[0]), years=t.number(len(best)),
    )  # fmt: skip


def _grid(rows: pd.DataFrame, value: str, t: Language, colours: Palette) -> go.Figure:
    order = rows.groupby("project_type")["projects"].sum().sort_values().index
    wide = rows.pivot(index="project_type", columns="year", values=value).reindex(order)
    partial = set(rows.loc[rows["partial"], "year"])
    nine_months = t("9 months")
    years = [f"{year}, {nine_months}" if year in partial else str(year) for year in wide.columns]
    # The years stand in one line, so that the months below one do not meet the next year.
    ticks = [f"{year}<br>{nine_months if year in partial else ' '}" for year in wide.columns] if partial else years
    write = t.percent if value == "share" else t.number
    texts = [[write(cell) for cell in line] for line in wide.to_numpy()]
    steps = len(colours.sequential) - 1
    figure = go.Figure(
        go.Heatmap(
            z=wide.to_numpy().tolist(),
            x=years,
            y=[_name(slug, t) for slug in wide.index],
            text=texts,
            texttemplate="%{text}",
            textfont={"size": 13},
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
            colorscale=[[i / steps, colour] for i, colour in enumerate(colours.sequential)],
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.update_xaxes(
        type="category", tickvals=years, ticktext=ticks, side="top", tickangle=0, ticks="", showgrid=False,
        tickfont={"color": colours.ink},
    )  # fmt: skip
    figure.update_yaxes(ticks="", showgrid=False, tickfont={"color": colours.ink, "size": 13}, ticksuffix="  ")
    figure.update_layout(template=template(colours), height=BAR_HEIGHT * len(wide) + 60)
    return figure
