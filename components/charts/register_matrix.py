"""What the register says was built where: states by types."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.register_words import TABLE, caveats, notes, period, short_type
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data import catalog

ROW, WITH_NUMBERS = 22, 5  # pixels of a row; up to so many types there is room for the numbers on a phone
LETTER, SCALE = 6.6, 70  # pixels of a letter of the types' names, which stand upright, and of the scale below


def exhibit(
    rows: pd.DataFrame, summary: pd.Series, origin: tuple[catalog.Source, ...], t: Language, colours: Palette
) -> Exhibit:
    """A grid of states by types. rows: as `store.register_by_state_and_type`; summary: row of `register_summary`."""
    if rows.empty:
        return Exhibit("register_matrix", t("Projects by state and type"), "", "", rows, (TABLE,), origin=origin)
    rows = rows.sort_values(["state_code", "projects"], ascending=[True, False], ignore_index=True)
    return Exhibit(
        name="register_matrix",
        headline=_headline(rows, t),
        subtitle=t("Projects of the register by state and type, {period}", period=period(summary, t)),
        alt=_alt(rows, t),
        rows=rows,
        tables=(TABLE, "states", "price_index"),
        caveats=caveats(summary),
        views={"chart": _grid(rows, t, colours)},
        notes=tuple(notes(summary, t, ["without_type"])),
        origin=origin,
    )


def _headline(rows: pd.DataFrame, t: Language) -> str:
    by_state = rows.groupby("state")["projects"].sum()
    by_type = rows.dropna(subset=["project_type"]).groupby("project_type")["projects"].sum()
    said = {
        "state": by_state.idxmax(),
        "n": t.number(by_state.max()),
        "all": t.number(by_state.sum()),
    }
    if by_type.empty:
        return t("{state} has the most projects: {n} of {all}", **said)
    return t(
        "{state} has the most projects: {n} of {all}; the most frequent type is {type}",
        type=short_type(by_type.idxmax(), t).lower(),
        **said,
    )


def _alt(rows: pd.DataFrame, t: Language) -> str:
    top = rows.nlargest(3, "projects")
    cells = (f"{row.state}, {short_type(row.project_type, t)} {t.number(row.projects)}" for row in top.itertuples())
    return t("Grid of states by project types. Most projects: {cells}.", cells=t.together(cells))


def _grid(rows: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    rows = rows.assign(type=rows["project_type"].fillna(""))
    wide = rows.pivot(index="state", columns="type", values="projects")
    wide = wide.loc[wide.sum(axis=1).sort_values(kind="stable").index]
    wide = wide[sorted(wide.columns, key=lambda slug: (slug == "", -wide[slug].sum()))]
    steps = len(colours.sequential) - 1
    few = len(wide.columns) <= WITH_NUMBERS
    figure = go.Figure(
        go.Heatmap(
            z=wide.to_numpy(),
            x=[short_type(slug, t) for slug in wide.columns],
            y=list(wide.index),
            texttemplate="%{z:,.0f}" if few else "",
            textfont={"size": 12},
            hovertemplate="%{y}, %{x}: %{z:,.0f}<extra></extra>",
            hoverongaps=False,
            colorscale=[[i / steps, colour] for i, colour in enumerate(colours.sequential)],
            zmin=0,
            zmax=float(wide.max(axis=None)),
            colorbar={
                "orientation": "h", "thickness": 10, "x": 0, "xanchor": "left", "len": 0.6, "y": 0, "yanchor": "top",
                "nticks": 4, "tickformat": ",~f", "outlinewidth": 0,
                "title": {"text": t("Projects"), "side": "top", "font": {"size": 13}},
            },
            xgap=1,
            ygap=1,
        )
    )  # fmt: skip
    heads = 16 + LETTER * max(len(short_type(slug, t)) for slug in wide.columns)
    figure.update_xaxes(
        automargin=False,
        type="category",
        side="top",
        tickangle=-90,
        ticks="",
        showgrid=False,
        tickfont={"color": colours.ink, "size": 12},
    )
    figure.update_yaxes(ticks="", showgrid=False, tickfont={"color": colours.ink, "size": 12}, ticksuffix="  ", dtick=1)
    figure.update_layout(
        template=template(colours), height=ROW * len(wide) + heads + SCALE, margin={"t": heads, "b": SCALE}
    )
    return figure
