"""The rule of four equal parts against the works of 2007, state by state."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_names
from components.theme import Palette, template

TABLES = ("works_by_funder",)
ROW = 26
NEAR = 0.01  # states this near to equal parts are told as having kept the rule


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Stacked shares by state, the nearest to equal parts first. rows: as `store.equal_parts` gives them."""
    worked = rows[rows["record"] == "works"]
    if rows.empty:
        return Exhibit("equal_parts", t("The rule of four equal parts"), "", "", rows, TABLES)
    told = [f"{row.state} {t.percent(row.distance, 1)}" for row in worked.itertuples()]
    return Exhibit(
        name="equal_parts",
        headline=_headline(worked, t),
        subtitle=t(
            "Each funder’s share of the cost of works by state, 2007, nearest to four equal parts first; "
            "on the right, the distance"
        ),
        alt=t("Distance from four equal parts by state: {all}.", all=t.together(told)) if told else "",
        rows=rows,
        tables=TABLES,
        views={"chart": _stack(rows, t, colours)} if told else {},  # rows without works are told as a table
        notes=(
            t(
                "Distance: half of |federal − 25%| + |state − 25%| + |municipal − 25%| + |migrants − 25%| + credit. "
                "It is the part of the money that would have to change hands for each of the four to pay a quarter."
            ),
            *_absent(rows, t),
        ),
    )


def _headline(worked: pd.DataFrame, t: Language) -> str:
    if worked.empty:
        return t("The rule of four equal parts: no works on record here in 2007")
    near = int((worked["distance"] <= NEAR).sum())
    far = worked.iloc[-1]
    return t(
        "{n} of {all} states kept within 1% of equal parts; farthest was {state}, {distance}",
        n=t.number(near), all=t.number(len(worked)), state=far["state"], distance=t.percent(far["distance"]),
    )  # fmt: skip


def _absent(rows: pd.DataFrame, t: Language) -> list[str]:
    """Why some states have no bar: no works, which is a zero, or not in the source, which is not."""

    def named(record: str) -> str:
        return t.together(rows.loc[rows["record"] == record, "state"])

    notes = []
    if (rows["record"] == "none").any():
        notes.append(t("No works on record in 2007: {states}.", states=named("none")))
    if (rows["record"] == "unavailable").any():
        notes.append(
            t(
                "Not in the source, which is not zero: {states}. (In 2007 Ciudad de México was the Federal District.)",
                states=named("unavailable"),
            )
        )
    return notes


def _stack(rows: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    names = value_names("works_by_funder", "funder", t)
    figure = go.Figure()
    order = rows["state"].tolist()
    worked = rows[rows["record"] == "works"]
    for funder, name in names.items():
        shares = worked[f"{funder}_part"]
        if not shares.any():
            continue
        figure.add_bar(
            x=shares.tolist(),
            y=worked["state"].tolist(),
            orientation="h",
            name=name,
            marker={"color": colours.funders[funder], "line": {"color": colours.paper, "width": 0.8}},
            text=[t.percent(share, 1) for share in shares],
            textposition="none",
            hovertemplate=f"<b>%{{y}}</b><br>{name}: %{{text}}<extra></extra>",
        )
    for row in rows.itertuples():
        said = t.percent(row.distance, 1) if row.record == "works" else _why(row.record, t)
        figure.add_annotation(
            x=1 if row.record == "works" else 0, y=row.state, text=said, showarrow=False, xanchor="left", xshift=6,
            font={"size": 13, "color": colours.ink if row.record == "works" else colours.quiet},
        )  # fmt: skip
    last = len(worked) - 0.5
    for quarter in (0.25, 0.5, 0.75):
        figure.add_shape(
            type="line",
            x0=quarter,
            x1=quarter,
            y0=-0.5,
            y1=last,
            line={"color": colours.ink, "width": 1, "dash": "dot"},
        )
        figure.add_annotation(
            x=quarter, y=-0.5, text=t.percent(quarter), showarrow=False, yanchor="bottom",
            font={"size": 12, "color": colours.quiet},
        )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(
        categoryorder="array", categoryarray=order, range=[len(order) - 0.5, -1.3], showgrid=False,
        tickfont={"color": colours.ink, "size": 13}, ticksuffix="  ",
    )  # fmt: skip
    figure.update_layout(
        template=template(colours), barmode="stack", bargap=0.24, height=ROW * len(order) + 100, showlegend=True,
        margin_r=56,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "font": {"size": 13}},
    )  # fmt: skip
    return figure


def _why(record: str, t: Language) -> str:
    return t("no works on record") if record == "none" else t("not available")
