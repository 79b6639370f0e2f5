"""The programme's money in one state: federal money by year, and who paid the works of 2007."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.charts.columns import columns_by_year
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import value_name
from components.theme import Palette

LEAST_WRITTEN = 0.001  # a share with one decimal of a percent


def by_year(rows: pd.DataFrame, state: str, t: Language, colours: Palette) -> Exhibit:
    """Columns of federal money. rows: as `store.money_by_year` gives them."""
    total = rows["amount_mxn_real"].sum()
    base = int(rows["base_year"].iloc[0]) if len(rows) else 0
    return Exhibit(
        name="state_money",
        headline=t("Federal 3x1 money: {amount} over {n} years", amount=t.money(total, "mxn", words=True), n=len(rows)),
        subtitle=_subtitle(rows["share"], base, t) if len(rows) else "",
        alt=t(
            "Federal money by year: {all}.",
            all=t.together(f"{row.year} {t.money(row.amount_mxn_real, 'mxn')}" for row in rows.itertuples()),
        ),
        rows=rows,
        tables=("programme_budget_by_state", "population_by_state", "price_index"),
        views={"chart": _columns(rows, t, colours)} if len(rows) else {},
        nothing=t("No federal 3x1 money of {state} is on record, 2008-2011.", state=state),
        notes=(t("By state, federal money is known for 2008-2011 only."),),
    )  # fmt: skip


def _columns(rows: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    whole = rows.assign(partial=False)
    return columns_by_year(whole, "amount_mxn_real", t, colours, write=lambda value: t.money(value, "mxn"))


def who_paid(rows: pd.DataFrame, state: str, t: Language, colours: Palette) -> Exhibit:
    """Shares of the funders. rows: as `store.works_beside_the_record` gives them."""
    nothing = t("{state} is not in the source: who paid there is not known.", state=state)
    if len(rows) and not rows["amount_mxn"].any():
        nothing = t("The source prints no works of {state} for 2007.", state=state)
        rows = rows.head(0)
    shown = rows[(rows["amount_mxn"] > 0) | (rows["funder"] != "credit")].sort_values("share", ascending=False)
    names = [value_name("works_by_funder", "funder", funder, t) for funder in shown["funder"]]
    labels = [
        t("{share} (all states {record})", share=t.percent(own, 1), record=t.percent(record, 1))
        for own, record in zip(shown["share"], shown["record_share"])
    ]
    migrants = rows.set_index("funder")["share"].get("migrants", 0.0)
    return Exhibit(
        name="state_funders",
        headline=t("Migrants paid {share} of the works of 2007", share=t.percent(migrants, 1))
        if len(rows)
        else t("Who paid the works of 2007"),
        subtitle=t("Share of the cost of works by funder, 2007; in brackets, all states on record"),
        alt=t("Shares by funder: {all}.", all=t.together(f"{n} {label}" for n, label in zip(names, labels))),
        rows=rows,
        tables=("works_by_funder",),
        views={"chart": ranked_bars(names, shown["share"].tolist(), labels, colours, told=1)} if len(rows) else {},
        nothing=nothing,
    )


def _subtitle(share: pd.Series, base: int, t: Language) -> str:
    """Its part of all delegations' money, as a span unless all of it is too small to be written."""
    if share.max() < LEAST_WRITTEN:
        return t(
            "Federal money exercised by the delegation, pesos of {base}; less than {share} of all delegations’",
            base=base, share=t.percent(LEAST_WRITTEN, 1),
        )  # fmt: skip
    return t(
        "Federal money exercised by the delegation, pesos of {base}; {least} to {most} of all delegations’",
        base=base, least=t.percent(share.min(), 1), most=t.percent(share.max(), 1),
    )  # fmt: skip
