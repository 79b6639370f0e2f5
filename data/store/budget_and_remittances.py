"""The programme's federal money against the remittances of the same time."""

from __future__ import annotations

from calendar import isleap

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept
from data.store.programme import (
    FIRST_YEAR_BY_STATE,
    LAST_YEAR_BY_STATE,
    federal_money_by_state,
    programme_budget,
    reported_figures,
)
from data.store.remittances import remittances_by_state, remittances_national
from data.store.targeting import states_of_the_report

EARLY_MONEY = "federal money assigned to projects"  # indicator of the reported figures of 2002-2004


def hours_of_remittances(budget: pd.DataFrame, remittances: pd.DataFrame) -> pd.DataFrame:
    """How many hours of each year's remittances match that year's federal money.

    budget: year, amount_mxn; remittances: year, amount_mxn (both nominal pesos).
    Columns: year, amount_mxn, remitted_mxn, hours; only years that both have.
    """
    both = budget[["year", "amount_mxn"]].merge(
        remittances[["year", "amount_mxn"]].rename(columns={"amount_mxn": "remitted_mxn"}), on="year"
    )
    hours_a_year = both["year"].map(lambda year: 24 * (366 if isleap(year) else 365))
    return both.assign(hours=hours_a_year * both["amount_mxn"] / both["remitted_mxn"]).sort_values("year")


@kept
def remittances_against_budget(filters: Filters = Filters()) -> pd.DataFrame:
    """Federal money exercised by the programme against the country's remittances, by year.

    Columns: year, amount_mxn (nominal pesos), remitted_mxn (nominal pesos, each month at its mean FIX rate), hours
    (of that year's remittances), remitted_usd (nominal dollars), mxn_per_1000_usd (pesos for each thousand dollars).
    Filters: years. Source: SHCP, Cuenta Pública; Banco de México.
    """
    remitted = remittances_national(filters)
    rows = hours_of_remittances(programme_budget(filters), remitted)
    dollars = remitted[["year", "amount_usd"]].rename(columns={"amount_usd": "remitted_usd"})
    rows = rows.merge(dollars, on="year")
    return rows.assign(mxn_per_1000_usd=1000 * rows["amount_mxn"] / rows["remitted_usd"])


@kept
def state_money_against_remittances(filters: Filters = Filters()) -> pd.DataFrame:
    """Federal money exercised by state delegations against the state's remittances, summed over years of 2008-2011.

    Columns: state_code, state (common name), abbreviation, amount_mxn (nominal pesos; missing where the accounts have
    no money for the state), remitted_usd (nominal dollars of the same years), mxn_per_1000_usd, named (`best_served` or
    `underserved` where the reference report names the state so, else missing), year_from, year_to.
    Filters: states, years. No rows when no year is left. Source: SHCP, Cuenta Pública; Banco de México.
    """
    money = federal_money_by_state(filters)
    span = Filters(
        states=filters.states,
        year_from=max(filters.year_from or FIRST_YEAR_BY_STATE, FIRST_YEAR_BY_STATE),
        year_to=min(filters.year_to or LAST_YEAR_BY_STATE, LAST_YEAR_BY_STATE),
    )
    remitted = remittances_by_state(span)
    where = Where().any_of("state_code", filters.states)
    states = query(
        f"SELECT state_code, short_name AS state, abbreviation FROM states WHERE {where} ORDER BY 1", where.values
    )
    rows = states.merge(
        money.groupby("state_code", as_index=False)["amount_mxn"].sum(), on="state_code", how="left"
    ).merge(
        remitted.groupby("state_code", as_index=False)["amount_usd"]
        .sum()
        .rename(columns={"amount_usd": "remitted_usd"}),
        on="state_code",
    )
    return rows.assign(
        mxn_per_1000_usd=1000 * rows["amount_mxn"] / rows["remitted_usd"],
        named=rows["state_code"].map(states_of_the_report()),
        year_from=span.year_from,
        year_to=span.year_to,
    )


@kept
def early_federal_money() -> pd.DataFrame:
    """Federal money of 2002-2004 as the press quotes it, in dollars at the year's mean FIX rate; no series.

    Columns: year, value (million pesos), mxn_per_usd (mean of the twelve monthly means), computed_usd (nominal
    dollars), source_title, source_url. Source: reported figures (table `reported_figures`); Banco de México, FIX.
    """
    quoted = reported_figures(statuses=("result",))
    quoted = quoted[(quoted["indicator"] == EARLY_MONEY) & (quoted["unit"] == "million_mxn")]
    quoted = quoted.rename(columns={"year_from": "year"})[["year", "value", "source_title", "source_url"]]
    rows = quoted.merge(annual_exchange_rate(), on="year").sort_values("year", ignore_index=True)
    return rows.assign(year=rows["year"].astype(int), computed_usd=1e6 * rows["value"] / rows["mxn_per_usd"])


@kept
def annual_exchange_rate(filters: Filters = Filters()) -> pd.DataFrame:
    """Mean FIX rate of whole years.

    Columns: year, mxn_per_usd (pesos for a dollar, mean of the twelve monthly means). Filters: years.
    Source: Banco de México (table `exchange_rate`).
    """
    where = Where().years("year(month)", filters)
    return query(
        f"""
        SELECT year(month) AS year, avg(mxn_per_usd) AS mxn_per_usd FROM exchange_rate
        WHERE {where} GROUP BY ALL HAVING count(mxn_per_usd) = 12 ORDER BY 1
        """,
        where.values,
    )
