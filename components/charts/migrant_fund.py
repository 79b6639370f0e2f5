"""The Fondo de Apoyo a Migrantes of 2016 by state: a sister programme, never mixed with 3x1."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette

TABLES = ("migrant_fund_projects",)


def exhibit(rows: pd.DataFrame, exercised: float | None, t: Language, colours: Palette) -> Exhibit:
    """What was approved and what is on record as paid.

    rows: as `store.migrant_fund_by_state` gives them. exercised: what the Cuenta Pública of the year says of the fund,
    pesos; None when only some states are shown.
    """
    if rows.empty:
        return Exhibit("migrant_fund", t("Fondo de Apoyo a Migrantes, 2016"), "", "", rows, TABLES)
    approved, paid = rows["approved_mxn"].sum(), rows["paid_mxn"].sum()
    unpaid = rows[rows["paid_mxn"] == 0]
    notes = [t("Not the 3x1 programme: its money is never added to that of 3x1.")]
    if len(unpaid):
        notes.append(t(
            "Nothing paid on record, and no word on what was supported: {states}.", states=t.together(unpaid["state"])
        ))  # fmt: skip
    if exercised:
        notes.append(t(
            "The federal account of the year says that {exercised} of the fund were exercised: the records show less.",
            exercised=t.money(exercised, "mxn", words=True),
        ))  # fmt: skip
    return Exhibit(
        name="migrant_fund",
        headline=t(
            "Support fund for migrants, 2016: {approved} approved, {paid} on record as paid",
            approved=t.money(approved, "mxn", words=True), paid=t.money(paid, "mxn", words=True),
        ),
        subtitle=t.plural(
            "Approved by state, nominal pesos, {n} state; coloured where the records show a payment",
            "Approved by state, nominal pesos, {n} states; coloured where the records show a payment",
            len(rows),
        ),
        alt=t(
            "Approved by state: {all}.",
            all=t.together(f"{row.state} {t.money(row.approved_mxn, 'mxn')}" for row in rows.itertuples()),
        ),
        rows=rows,
        tables=TABLES,
        views={"chart": _bars(rows, t, colours)},
        notes=tuple(notes),
    )  # fmt: skip


def _bars(rows: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    labels = [t.money(amount, "mxn") for amount in rows["approved_mxn"]]
    figure = ranked_bars(rows["state"].tolist(), rows["approved_mxn"].tolist(), labels, colours)
    paid = [colours.accent if amount > 0 else colours.muted for amount in rows["paid_mxn"]]
    hover = [
        t("paid {paid} of {approved}", paid=t.money(row.paid_mxn, "mxn"), approved=t.money(row.approved_mxn, "mxn"))
        for row in rows.itertuples()
    ]
    return figure.update_traces(
        marker_color=paid, hovertext=hover, hovertemplate="<b>%{y}</b>: %{hovertext}<extra></extra>"
    )
