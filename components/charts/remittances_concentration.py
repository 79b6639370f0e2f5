"""How concentrated remittances are: how few municipalities receive half of them, and what has no municipality."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.remittances_municipalities import CAVEATS, notes
from components.charts.remittances_period import dated, period_of
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template

TABLES = ("remittances_by_municipality", "population_by_municipality", "remittances_by_state")
PARTS = (0.1, 0.5, 0.9)
HALF = 0.5
STEPS = 65  # points along each axis: the curve stays under 150 of them


def exhibit(curve: pd.DataFrame, rows: pd.DataFrame, states: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """The curve of remittances over municipalities, the one with most first.

    curve: as `store.municipal_concentration` gives it; rows, states: as `store.municipal_remittances` and
    `store.municipal_remittances_by_state` do, for the notes.
    """
    if curve.empty:
        return Exhibit("municipal_concentration", t("How concentrated remittances are"), "", "", curve, TABLES)
    points = curve.iloc[_kept(curve)].reset_index(drop=True)
    half = first_to_hold(curve, HALF)
    return Exhibit(
        name="municipal_concentration",
        headline=t(
            "{n} of {all} municipalities ({share}), home to {people} of the people, receive half of the remittances",
            n=_count(half, t), all=t.number(len(curve)), share=t.percent(half["municipalities_share"], 1),
            people=t.percent(half["population_so_far"]),
        ),
        subtitle=t(
            "Cumulative share of the remittances identified, the municipality with most first, {period}",
            period=period_of(curve, t),
        ),
        alt=t(
            "A curve that rises steeply. Of {all} municipalities, {parts}; in {zero}, none were recorded.",
            all=t.number(len(curve)), zero=t.number(int(states["at_zero"].sum())),
            parts=t.together(_held(curve, part, t) for part in PARTS),
        ),
        rows=dated(points),
        tables=TABLES,
        caveats=CAVEATS,
        views={"chart": _figure(curve, points, t, colours)},
        notes=tuple(notes(rows, states, t)),
    )  # fmt: skip


def by_state(rows: pd.DataFrame, states: pd.DataFrame, t: Language) -> Exhibit:
    """The states as a table, with a last row of what is attributed to no municipality.

    rows, states: as `exhibit` takes them.
    """
    if states.empty:
        return Exhibit("municipal_states", t("Remittances by municipality, state by state"), "", "", states, TABLES)
    unidentified, identified = states["unidentified_usd"].sum(), states["amount_usd"].sum()
    whole = unidentified + identified
    most = states.loc[states["unidentified_usd"].idxmax()]
    last = {
        "state": t("Not identified"), "amount_usd": unidentified, "year_to": states["year_to"].iloc[0],
        "quarter": states["quarter"].iloc[0],
    }  # fmt: skip
    table = pd.concat([states.sort_values("amount_usd", ascending=False), pd.DataFrame([last])], ignore_index=True)
    table["share"] = table["amount_usd"] / whole
    columns = ["state", "amount_usd", "share", "municipalities", "hold_half", "at_zero", "unidentified_usd",
               "unidentified_share", "year_to", "quarter"]  # fmt: skip
    return Exhibit(
        name="municipal_states",
        headline=t(
            "{share} of remittances are attributed to no municipality: {amount}, most of it in {state}",
            share=t.percent(unidentified / whole, 1), amount=t.money(unidentified, "usd", words=True),
            state=most["state"],
        )
        if len(states) > 1
        else t(
            "{share} of the remittances of {state} are attributed to no municipality: {amount}",
            share=t.percent(unidentified / whole, 1), amount=t.money(unidentified, "usd", words=True),
            state=most["state"],
        ),
        subtitle=t(
            "Remittances of identified municipalities by state, nominal US dollars, {period}; the last row is what no "
            "municipality has",
            period=period_of(states, t),
        ),
        alt="",
        rows=dated(table[columns]),
        tables=TABLES,
        caveats=CAVEATS,
        notes=tuple(notes(rows, states, t)),
    )  # fmt: skip


def first_to_hold(curve: pd.DataFrame, part: float) -> pd.Series:
    """The row of the curve at which that part of the remittances is reached."""
    return curve.iloc[int(np.searchsorted(curve["remittances_so_far"], part))]


def _count(row: pd.Series, t: Language) -> str:
    return t.number(int(row["municipalities_so_far"]))


def _held(curve: pd.DataFrame, part: float, t: Language) -> str:
    n = int(first_to_hold(curve, part)["municipalities_so_far"])
    return t.plural("{n} receives {part}", "{n} receive {part}", n, part=t.percent(part))


def _kept(curve: pd.DataFrame) -> np.ndarray:
    """Places of the points that draw the same curve: at equal steps along both axes, and where the parts are."""
    received = curve["remittances_so_far"].to_numpy()
    steps = np.linspace(0, 1, STEPS)
    along = np.searchsorted(received, [*steps * received[-1], *PARTS])
    across = np.round(steps * (len(curve) - 1)).astype(int)
    return np.unique(np.minimum([*along, *across], len(curve) - 1))


def _figure(curve: pd.DataFrame, points: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"color": colours.quiet, "width": 1, "dash": "dash"}, hoverinfo="skip"
    )
    said = t("%{customdata} municipalities<br>%{y:.1%} of the remittances")
    figure.add_scatter(
        x=[0, *points["municipalities_share"].round(4)], y=[0, *points["remittances_so_far"].round(4)], mode="lines",
        line={"color": colours.accent, "width": 3}, customdata=[0, *points["municipalities_so_far"]],
        hovertemplate=f"{said}<extra></extra>",
    )  # fmt: skip
    for part in PARTS:
        row = first_to_hold(curve, part)
        x, y = row["municipalities_share"], row["remittances_so_far"]
        figure.add_scatter(x=[x], y=[y], mode="markers", marker={"size": 11, "color": colours.accent}, hoverinfo="skip")
        figure.add_annotation(
            x=x, y=y, text=_label(int(row["municipalities_so_far"]), part, t), showarrow=False, xanchor="left",
            yanchor="top", xshift=8, font={"size": 14, "color": colours.accent}, bgcolor=colours.paper,
        )  # fmt: skip
    figure.add_annotation(
        x=0.99, y=0.72, text="- - " + t("if all received the same"), showarrow=False, xanchor="right", yanchor="top",
        font={"size": 13, "color": colours.quiet},
    )  # fmt: skip
    ticks = [0, 0.25, 0.5, 0.75, 1]
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(tickvals=ticks, ticktext=[t.percent(tick) for tick in ticks], zeroline=False)
    figure.update_xaxes(
        title={"text": t("Share of the municipalities, most remittances first"), "standoff": 14}, range=[-0.02, 1.03]
    )
    figure.update_yaxes(range=[-0.02, 1.06])
    figure.update_layout(template=template(colours), height=440, margin={"r": 8})
    return figure


def _label(n: int, part: float, t: Language) -> str:
    return t.plural("<b>{n}</b> municipality: {part}", "<b>{n}</b> municipalities: {part}", n, part=t.percent(part))
