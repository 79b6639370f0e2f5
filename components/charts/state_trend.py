"""Remittances per person over time, a state beside the country."""

from __future__ import annotations

from math import ceil

import pandas as pd
import plotly.graph_objects as go

from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template

PHONE, LETTER = 326, 7.6  # pixels: what all years have on a phone, and a letter of a label


def exhibit(rows: pd.DataFrame, state: str, t: Language, colours: Palette) -> Exhibit:
    """Two lines. rows: as `store.remittances_beside_the_country` gives them."""
    first, last = rows.iloc[0], rows.iloc[-1]
    times = last["per_person_usd"] / last["national_per_person_usd"]
    return Exhibit(
        name="state_trend",
        headline=t(
            "{state} received {amount} of remittances in {year}, {share} of the country’s",
            state=state, amount=t.money(last["amount_usd"], "usd", words=True), year=int(last["year"]),
            share=t.percent(last["share"], 1),
        ),
        subtitle=t(
            "Remittances per inhabitant, nominal US dollars, {period}; in {year}, {times} times the country’s",
            period=t.years(first["year"], last["year"]), year=int(last["year"]), times=t.number(times, 1),
        ),
        alt=t(
            "Two lines of remittances per inhabitant. {state}: {first_value} in {first}, {last_value} in {last}. "
            "The country: {first_national} in {first}, {last_national} in {last}.",
            state=state, first=int(first["year"]), last=int(last["year"]),
            first_value="US$" + t.number(first["per_person_usd"]), last_value="US$" + t.number(last["per_person_usd"]),
            first_national="US$" + t.number(first["national_per_person_usd"]),
            last_national="US$" + t.number(last["national_per_person_usd"]),
        ),
        rows=rows,
        tables=("remittances_by_state", "population_by_state"),
        views={"chart": _lines(rows, state, t, colours)},
    )  # fmt: skip


def _lines(rows: pd.DataFrame, state: str, t: Language, colours: Palette) -> go.Figure:
    years = rows["year"].tolist()
    country = t("Country")
    figure = go.Figure()
    for column, name, colour, width in (
        ("national_per_person_usd", country, colours.quiet, 2),
        ("per_person_usd", state, colours.accent, 3),
    ):
        figure.add_scatter(
            x=years, y=rows[column].tolist(), mode="lines", name=name, line={"color": colour, "width": width},
            text=["US$" + t.number(value) for value in rows[column]],
            hovertemplate=f"<b>{name}</b>, %{{x}}: %{{text}}<extra></extra>",
        )  # fmt: skip
    both = rows[["per_person_usd", "national_per_person_usd"]]
    higher = rows["per_person_usd"].iloc[-1] >= rows["national_per_person_usd"].iloc[-1]
    for column, name, colour, up in (
        ("per_person_usd", state, colours.accent, higher),
        ("national_per_person_usd", country, colours.quiet, not higher),
    ):
        value = "US$" + t.number(rows[column].iloc[-1])
        years_under_it = ceil(len(f"{name} {value}") * LETTER * len(years) / PHONE)
        beside = both.tail(years_under_it)
        figure.add_annotation(
            x=years[-1], y=beside.max().max() if up else beside.min().min(),
            text=f"<b>{name}</b> {value}", showarrow=False, xanchor="right",
            yshift=14 if up else -14, font={"size": 14, "color": colour},
        )  # fmt: skip
    figure.update_xaxes(tickvals=sparse_years(years, 5), showgrid=False)
    top = both.max().max()
    figure.update_yaxes(visible=False, range=[0, top * 1.2])
    figure.update_layout(template=template(colours), height=300, margin={"l": 16, "r": 16})
    return figure
