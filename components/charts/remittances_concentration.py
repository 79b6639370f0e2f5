"""How concentrated remittances are: how few municipalities receive half of them, and what has no municipality."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.remittances_municipalities import CAVEATS, TABLES, notes
from components.charts.remittances_period import dated, period_of
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template

PARTS = (0.5, 0.1, 0.9)
CLOSE = 0.07  # labels nearer to each other than this would touch
HALF = 0.5
ROOM = 0.5  # of the width: a label right of a point further on would be cut on a phone
STEPS = 40  # points along each axis: the curve stays under 90 of them


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
        headline=t.plural(
            "{n} of {all} municipalities ({share}), home to {people} of the people, receives half or more of the "
            "remittances identified",
            "{n} of {all} municipalities ({share}), home to {people} of the people, receive half of the remittances "
            "identified",
            half["municipalities_so_far"], all=t.number(len(curve)), share=t.percent(half["municipalities_share"], 1),
            people=t.percent(half["population_so_far"]),
        ),
        subtitle=t(
            "Cumulative share of the remittances identified, the municipality with most first, {period}",
            period=period_of(curve, t),
        ),
        alt=t(
            "A curve of remittances over {all} municipalities, the one with most first: {parts}. At zero: {zero}.",
            all=t.number(len(curve)), zero=t.number(int(states["at_zero"].sum())),
            parts=t.together(_held(row, t) for row in _told(curve)),
        ),
        rows=dated(points),
        tables=TABLES,
        caveats=CAVEATS,
        views={"chart": _figure(curve, points, t, colours)},
        notes=tuple(notes(states, t)),
    )  # fmt: skip


def by_state(rows: pd.DataFrame, states: pd.DataFrame, t: Language) -> Exhibit:
    """The states as a table, with a last row of what is attributed to no municipality.

    rows, states: as `exhibit` takes them.
    """
    if states.empty:
        return Exhibit("municipal_states", t("Remittances by municipality, state by state"), "", "", states, TABLES)
    unidentified, identified = states["unidentified_usd"].sum(), states["amount_usd"].sum()
    whole = unidentified + identified
    last = {
        "state": t("Not identified"), "amount_usd": unidentified, "year_to": states["year_to"].iloc[0],
        "quarter": states["quarter"].iloc[0],
    }  # fmt: skip
    table = pd.concat([states.sort_values("amount_usd", ascending=False), pd.DataFrame([last])], ignore_index=True)
    table["share"] = table["amount_usd"] / whole
    counts = ["municipalities", "hold_half", "at_zero"]
    table[counts] = table[counts].astype("Int64")  # the last row has none
    columns = ["state", "amount_usd", "share", "municipalities", "hold_half", "at_zero", "unidentified_usd",
               "unidentified_share", "year_to", "quarter"]  # fmt: skip
    return Exhibit(
        name="municipal_states",
        headline=_without_municipality(states, unidentified / whole, t),
        subtitle=t(
            "Remittances of identified municipalities by state, nominal US dollars, {period}; the last row is what no "
            "municipality has",
            period=period_of(states, t),
        ),
        alt=_without_municipality(states, unidentified / whole, t),
        rows=dated(table[columns]),
        tables=TABLES,
        caveats=CAVEATS,
        notes=tuple(notes(states, t)),
    )  # fmt: skip


def _without_municipality(states: pd.DataFrame, share: float, t: Language) -> str:
    most = states.loc[states["unidentified_usd"].idxmax()]
    said = {
        "share": t.percent(share, 1), "state": most["state"],
        "amount": t.money(states["unidentified_usd"].sum(), "usd", words=True),
    }  # fmt: skip
    if len(states) == 1:
        return t("{share} of the remittances of {state} are attributed to no municipality: {amount}", **said)
    return t("{share} of remittances are attributed to no municipality: {amount}, the largest part in {state}", **said)


def first_to_hold(curve: pd.DataFrame, part: float) -> pd.Series:
    """The row of the curve at which that part of the remittances is reached."""
    return curve.iloc[int(np.searchsorted(curve["remittances_so_far"], part))]


def _told(curve: pd.DataFrame) -> list[pd.Series]:
    """The rows of the curve that are labelled: where the parts are reached, the half before the others if close."""
    told: list[pd.Series] = []
    for part in PARTS:
        row = first_to_hold(curve, part)
        if all(abs(row["remittances_so_far"] - other["remittances_so_far"]) >= CLOSE for other in told):
            told.append(row)
    return sorted(told, key=lambda row: row["remittances_so_far"])


def _held(row: pd.Series, t: Language) -> str:
    return t.plural(
        "{n} receives {part}", "{n} receive {part}", row["municipalities_so_far"],
        part=t.percent(row["remittances_so_far"]),
    )  # fmt: skip


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
    for row in _told(curve):
        x, y = row["municipalities_share"], row["remittances_so_far"]
        figure.add_scatter(x=[x], y=[y], mode="markers", marker={"size": 11, "color": colours.accent}, hoverinfo="skip")
        beside = x < ROOM
        figure.add_annotation(
            x=x if beside else 1.03, y=y, text=_label(row, t), showarrow=False, xanchor="left" if beside else "right",
            yanchor="top", xshift=8 if beside else 0, yshift=0 if beside else -14, bgcolor=colours.paper,
            font={"size": 14, "color": colours.accent},
        )  # fmt: skip
    figure.add_annotation(
        x=0.99, y=0.3, text="- - " + t("if all received the same"), showarrow=False, xanchor="right", yanchor="middle",
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


def _label(row: pd.Series, t: Language) -> str:
    return t.plural(
        "<b>{n}</b> municipality: {part}", "<b>{n}</b> municipalities: {part}", row["municipalities_so_far"],
        part=t.percent(row["remittances_so_far"]),
    )  # fmt: skip
