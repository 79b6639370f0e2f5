"""How much federal money goes to migrants' protection and rights, as far as the accounts allow to say."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts import pesos
from components.charts.columns import money_layer
from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data import catalog

TABLES = ("migration_programmes_budget", "price_index")
KINDS = ("whole", "part")


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """What is at least and at most for rights, by year. rows: as `store.migration_programmes` gives them."""
    value = pesos.amount(measure)
    counted = rows.dropna(subset=["rights"]).groupby(["year", "rights"], as_index=False)
    grouped = counted[["amount_mxn", "amount_mxn_real"]].sum()
    if grouped.empty:
        return Exhibit("migrant_rights", t("Money for migrants’ protection and rights"), "", "", grouped, TABLES)
    grouped["base_year"] = rows["base_year"].iloc[0]
    wide = grouped.pivot(index="year", columns="rights", values=value).reindex(columns=list(KINDS)).fillna(0)
    last = wide.index[-1]
    least, most = wide.loc[last, "whole"], wide.loc[last].sum()
    control = rows.loc[(rows["purpose"] == "control") & (rows["year"] == last), value].sum()
    notes = [
        t(
            "What the accounts do not tell: how much of a programme that joins several tasks is for protection; what "
            "ministries, the judiciary, states and municipalities spend on it from budgets whose name does not say so; "
            "and what is done with it. Refugees are counted apart."
        )
    ]
    if control:
        notes.insert(0, t(
            "In {year}, for each 100 pesos of control and migration services the accounts show at least {least} and at "
            "most {most} for protection and rights.",
            year=last, least=t.number(100 * least / control), most=t.number(100 * most / control),
        ))  # fmt: skip
    return Exhibit(
        name="migrant_rights",
        headline=t(
            "For migrants’ protection and rights: at least {least}, at most {most} in {year}; "
            "the accounts tell no more",
            least=t.money(least, "mxn", words=True), most=t.money(most, "mxn", words=True), year=last,
        ),
        subtitle=t(
            "Federal money exercised by programmes whose name speaks of protection or rights, {unit}, {period}",
            unit=pesos.unit(grouped, measure, t), period=t.years(wide.index.min(), last),
        ),
        alt="; ".join(
            f"{year}: {t.money(line['whole'], 'mxn')} - {t.money(line.sum(), 'mxn')}" for year, line in wide.iterrows()
        ),
        rows=pesos.shown(grouped, measure),
        tables=TABLES,
        views={"chart": _columns(wide, t, colours)},
        notes=tuple(notes),
    )  # fmt: skip


def _columns(wide: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    values = catalog.derived_columns()["rights"].values or {}
    titles = {"whole": t("The name is only of that"), "part": t("The name joins other tasks")}
    assert titles.keys() == values.keys(), "the catalogue has other kinds"
    figure = go.Figure()
    for kind, colour in zip(KINDS, (colours.purposes["protection"], colours.muted)):
        figure.add_trace(money_layer(wide[kind], titles[kind], colour, t, colours))
    for year, line in wide.iterrows():
        figure.add_annotation(
            x=year, y=line.sum(), text=t.number(line.sum() / 1e6), showarrow=False, yanchor="bottom", yshift=2,
            font={"size": 11, "color": colours.ink},
        )  # fmt: skip
    years = wide.index.tolist()
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.6, years[-1] + 0.6])
    figure.update_yaxes(visible=False, range=[0, wide.sum(axis=1).max() * 1.12])
    figure.update_layout(
        template=template(colours), barmode="stack", bargap=0.22, height=340, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13}},
    )  # fmt: skip
    return figure
