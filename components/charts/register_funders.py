"""Who paid the projects of the register, year by year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.columns import money_layer
from components.charts.register_words import TABLE, notes, period
from components.charts.scale import round_ticks, sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_names
from components.theme import Palette, template
from data import catalog

HEIGHT = 380


def exhibit(
    rows: pd.DataFrame, summary: pd.Series, origin: tuple[catalog.Source, ...], t: Language, colours: Palette
) -> Exhibit:
    """What each party paid by year. rows: as `store.register_funders`; summary: row of `register_summary`."""
    if rows.empty:
        return Exhibit("register_funders", t("Who paid, by year"), "", "", rows, (TABLE,), origin=origin)
    names = value_names("works_by_funder", "funder", t)
    paid = rows.groupby("funder")["amount_mxn_real"].sum()
    shares = paid / paid.sum() if paid.sum() else paid
    counted = rows.drop_duplicates("year")[["projects", "without_parts", "conflicting"]].sum()
    return Exhibit(
        name="register_funders",
        headline=t(
            "Migrants paid {share} of {total}, by the register",
            share=t.percent(shares.get("migrants", 0.0), 1), total=t.money(paid.sum(), "mxn", words=True),
        ),
        subtitle=t(
            "Cost of the projects of the register by funder and year, pesos of {base}, {period}",
            base=int(rows["base_year"].iloc[0]), period=period(summary, t),
        ),
        alt=t(
            "Stacked columns by year. Shares over all years: {shares}.",
            shares=t.together(f"{names[f]} {t.percent(share, 1)}" for f, share in shares.items()),
        ),
        rows=rows,
        tables=(TABLE, "price_index"),
        caveats=("conflicting_sources",) if counted["conflicting"] else (),
        views={"chart": _stack(rows, names, t, colours)},
        notes=(*_counted(counted, t), *notes(summary, t)),
        origin=origin,
    )  # fmt: skip


def _counted(counted: pd.Series, t: Language) -> list[str]:
    said = [
        t(
            "Over the projects whose four parts the register gives: {with_parts}. Left out for lack of one: {without}.",
            with_parts=t.number(counted["projects"]), without=t.number(counted["without_parts"]),
        )
    ]  # fmt: skip
    if counted["conflicting"]:
        said.append(
            t.plural(
                "In {n} of them the parts do not add up to the total; they are drawn as the register gives them.",
                "In {n} of them the parts do not add up to the total; they are drawn as the register gives them.",
                counted["conflicting"],
            )
        )
    return said


def _stack(rows: pd.DataFrame, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    wide = rows.pivot(index="year", columns="funder", values="amount_mxn_real")
    years = list(range(int(wide.index.min()), int(wide.index.max()) + 1))
    figure = go.Figure()
    for funder in (name for name in names if name in wide):
        figure.add_trace(money_layer(wide[funder], names[funder], colours.funders[funder], t, colours))
    ticks = round_ticks(0, wide.sum(axis=1).max())
    figure.update_xaxes(tickvals=sparse_years(years, 4), showgrid=False, tickfont={"color": colours.ink})
    figure.update_yaxes(tickvals=ticks, ticktext=[t.money(tick, "mxn") for tick in ticks])
    figure.update_layout(
        template=template(colours), barmode="stack", bargap=0.25, height=HEIGHT, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13}},
    )  # fmt: skip
    return figure
