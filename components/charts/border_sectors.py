"""Where people are met at the US border: the share of each sector in each fiscal year, from the Pacific to the Gulf."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.border_encounters import how_counted
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data.catalog.border import border_sectors
from data.store import ELSEWHERE

TABLES = ("border_encounters_by_sector",)
ROW_HEIGHT = 27


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """A grid of sectors and years. rows: as `store.border_encounters_by_sector` gives them."""
    title = t("Where people are met at the US border")
    whole = rows[~rows["partial"]]
    if whole.empty:
        nothing = t("No whole fiscal year matches these filters.") if len(rows) else ""
        return Exhibit("border_sectors", title, "", "", whole, TABLES, nothing=nothing)
    names = _names(t)
    share = whole.pivot(index="sector", columns="fiscal_year", values="share").reindex(
        [s for s in names if s in set(whole["sector"])]
    )
    return Exhibit(
        name="border_sectors",
        headline=t("Sector with most encounters: {sectors}", sectors=t.together(_leading(share, names, t))),
        subtitle=t(
            "Share of each sector in the encounters of the US Border Patrol, US fiscal years (October to September) "
            "{period}: the stronger the colour the more, a dot on the sector with most; encounters are events, not "
            "people",
            period=t.years(share.columns.min(), share.columns.max()),
        ),
        alt=_alt(share, names, t),
        rows=whole.assign(sector=whole["sector"].map(names))[["fiscal_year", "sector", "encounters", "share"]],
        tables=TABLES,
        caveats=(),
        views={"chart": _grid(share, whole, names, t, colours)},
        notes=tuple(_notes(rows, t)),
    )


def _names(t: Language) -> dict[str, str]:
    """Names of the rows of the grid, from west to east."""
    southwest = {sector: t.text(text) for sector, text in border_sectors().southwest.items()}
    return {**southwest, ELSEWHERE: t("North and coasts")}


def _leading(share: pd.DataFrame, names: dict[str, str], t: Language) -> list[str]:
    """The sectors that led, each with the years in which it did so without a break."""
    runs: list[tuple[str, int, int]] = []
    for year, sector in share.idxmax().items():
        if runs and runs[-1][0] == sector:
            runs[-1] = (sector, runs[-1][1], int(year))
        else:
            runs.append((sector, int(year), int(year)))
    return [t("{sector} ({years})", sector=names[sector], years=t.years(*years)) for sector, *years in runs]


def _alt(share: pd.DataFrame, names: dict[str, str], t: Language) -> str:
    first, last = share.columns[[0, -1]]
    told = [
        t(
            "{sector} {before} in {first}, {after} in {last}, most in {peak} ({most})",
            sector=names[sector], before=t.percent(values[first], 1), after=t.percent(values[last], 1),
            most=t.percent(values.max(), 1), first=first, last=last, peak=values.idxmax(),
        )
        for sector, values in share.iterrows()
    ]  # fmt: skip
    return t("Grid of sectors, from west to east, and fiscal years. {sectors}.", sectors="; ".join(told))


def _notes(rows: pd.DataFrame, t: Language) -> list[str]:
    everyone = rows.groupby(["fiscal_year", "partial"], as_index=False)["encounters"].sum()
    coasts = t("“North and coasts” joins the sectors that do not lie on the border with Mexico.")
    return [coasts, *how_counted(everyone, t)]


def _grid(share: pd.DataFrame, whole: pd.DataFrame, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    years = [int(year) for year in share.columns]
    labels = [names[sector] for sector in share.index]
    counts = whole.pivot(index="sector", columns="fiscal_year", values="encounters").reindex(share.index)
    steps = len(colours.sequential) - 1
    figure = go.Figure(
        go.Heatmap(
            z=share.to_numpy().round(4),
            x=years,
            y=labels,
            customdata=counts.to_numpy(dtype=float),
            hovertemplate="<b>%{y}</b>, %{x}<br>%{z:.1%} (%{customdata:,.0f})<extra></extra>",
            colorscale=[[i / steps, colour] for i, colour in enumerate(colours.sequential)],
            zmin=0,
            showscale=False,
            xgap=1,
            ygap=3,
        )
    )
    figure.add_scatter(
        x=years, y=[names[sector] for sector in share.idxmax()], mode="markers", hoverinfo="skip",
        marker={"size": 5, "color": colours.paper},
    )  # fmt: skip
    last = years[-1]
    for sector, value in share[last].items():
        figure.add_annotation(
            x=1, xref="paper", y=names[sector], text=t.percent(value, 1), showarrow=False, xanchor="left", xshift=6,
            font={"size": 12, "color": colours.ink},
        )  # fmt: skip
    figure.add_annotation(
        x=1, xref="paper", y=1, yref="paper", text=f"<b>{last}</b>", showarrow=False, xanchor="left", yanchor="bottom",
        xshift=6, yshift=3, font={"size": 12, "color": colours.quiet},
    )  # fmt: skip
    figure.update_xaxes(
        tickvals=years[:-1][:: max(1, len(years) // 3)], side="top", ticks="", showgrid=False, zeroline=False,
        range=[years[0] - 0.5, last + 0.5], tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(
        autorange="reversed", ticks="", showgrid=False, tickfont={"color": colours.ink, "size": 13}, ticklabelstandoff=5
    )
    return figure.update_layout(template=template(colours), height=ROW_HEIGHT * len(labels) + 40, margin_r=52)
