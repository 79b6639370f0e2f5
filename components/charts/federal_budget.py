"""Federal money of the programme over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.scale import sparse_years
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Exercised federal money by year in real pesos. rows: year, amount_mxn, amount_mxn_real, base_year."""
    peak = rows.loc[rows["amount_mxn_real"].idxmax()]
    first, last = rows.iloc[0], rows.iloc[-1]
    fall = 1 - last["amount_mxn_real"] / peak["amount_mxn_real"]
    values = {
        name: t.money(row["amount_mxn_real"], "mxn", words=True)
        for name, row in {"first": first, "peak": peak, "last": last}.items()
    }
    return Exhibit(
        name="federal_budget",
        headline=t(
            "Federal money fell {fall} from {peak} to {last}",
            fall=t.percent(fall), peak=int(peak["year"]), last=int(last["year"]),
        ),
        subtitle=t(
            "Federal money exercised by the programme, million pesos of {base}, {period}",
            base=int(last["base_year"]), period=t.years(first["year"], last["year"]),
        ),
        alt=t(
            "Line of federal money by year: {first_value} in {first}, at most {peak_value} in {peak}, "
            "{last_value} in {last}.",
            first_value=values["first"], first=int(first["year"]), peak_value=values["peak"], peak=int(peak["year"]),
            last_value=values["last"], last=int(last["year"]),
        ),
        rows=rows,
        tables=("programme_budget", "price_index"),
        views={"chart": _line(rows, [first, peak, last], t, colours)},
    )  # fmt: skip


def _line(rows: pd.DataFrame, labelled: list[pd.Series], t: Language, colours: Palette) -> go.Figure:
    hover = [
        t(
            "{year}: {real} ({nominal} in pesos of that year)",
            year=row.year, real=t.money(row.amount_mxn_real, "mxn"), nominal=t.money(row.amount_mxn, "mxn"),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    figure = go.Figure(
        go.Scatter(
            x=rows["year"].tolist(),
            y=rows["amount_mxn_real"].tolist(),
            mode="lines+markers",
            line={"color": colours.accent, "width": 3},
            marker={"size": 7, "color": colours.accent},
            text=hover,
            hovertemplate="%{text}<extra></extra>",
        )
    )
    for row in labelled:
        end = row is labelled[-1]  # the line comes down steeply to its end: its label stands left of it
        figure.add_annotation(
            x=row["year"], y=row["amount_mxn_real"], text=t.number(row["amount_mxn_real"] / 1e6), showarrow=False,
            yshift=4 if end else 18, xshift=-12 if end else 0, xanchor="right" if end else "center",
            font={"size": 14, "color": colours.ink},
        )  # fmt: skip
    years = rows["year"].tolist()
    figure.update_xaxes(tickvals=sparse_years(years), showgrid=False, range=[years[0] - 0.2, years[-1] + 0.2])
    figure.update_yaxes(visible=False, range=[0, rows["amount_mxn_real"].max() * 1.15])
    figure.update_layout(template=template(colours), height=320, margin={"l": 20, "r": 20})
    return figure
