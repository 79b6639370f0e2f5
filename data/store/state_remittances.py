"""Remittances by state in a year or one quarter of it: how much, for each person, beside GDP, and how it changed."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters
from data.store.kept import kept
from data.store.places import states
from data.store.remittance_series import RemittanceMeasure
from data.store.remittances import remittances_by_state

STATE_REMITTANCE_MEASURES = {
    "state_usd": RemittanceMeasure("amount_usd", ("remittances_by_state",)),
    "state_per_person": RemittanceMeasure("per_person_usd", ("remittances_by_state", "population_by_state")),
    "state_share_of_gdp": RemittanceMeasure("share_of_gdp", ("remittances_by_state", "exchange_rate", "gdp_by_state")),
    "state_change": RemittanceMeasure("change", ("remittances_by_state", "exchange_rate", "price_index")),
}
OVER_TIME = {"state_change": "change_since"}  # columns that are of another name in the series by year
STATES, COUNTRY = 32, ""
MOST = 5  # states compared when none is asked for
SUMMED = ["amount_usd", "amount_mxn", "amount_mxn_real", "population", "gdp_mxn"]


@kept
def state_remittances(measure: str, filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """Remittances of each state (all 32, or those asked for) in the last whole year, or in that quarter of a year.

    Columns: state_code, state (common name), amount_usd (nominal dollars), share (of the country's, 0-1), population
    (of year_to), per_person_usd (nominal dollars of the year or quarter over the year's population), share_of_gdp
    (0-1; amount in pesos at the FIX rate of each quarter over the state's GDP of the year; missing for a quarter and
    for years without GDP), amount_from_usd (the same period of year_from), change (from it to amount_usd, 1 is double;
    missing when both years are one), change_real (the same in pesos of one year), rank (by the measure, 1 is the
    highest of the 32), national (the measure for the country), year_from, year_to, quarter_of_year (1-4; missing for
    the whole year).
    year_to is the last year of the filters with that period; with no last year asked, the last there is (for the share
    of GDP the last with GDP). No rows when no year of the filters has the period. Filters: states, years.
    Source: Banco de México; CONAPO; INEGI. KeyError for a measure not in STATE_REMITTANCE_MEASURES.
    """
    column = STATE_REMITTANCE_MEASURES[measure].column
    rows = _measured(_within(_periods(quarter), measure, filters))
    first, last = rows["year"].min(), rows["year"].max()
    latest = rows[rows["year"] == last]
    values, country = latest[latest["state_code"] != COUNTRY].copy(), latest[latest["state_code"] == COUNTRY]
    if first == last:
        values["change"], values["change_real"] = float("nan"), float("nan")
    values["share"] = values["amount_usd"] / country["amount_usd"].sum()
    values["rank"] = values[column].rank(ascending=False, method="min")
    values["national"] = country[column].sum(min_count=1)
    values = values.assign(year_from=first, year_to=last, quarter_of_year=quarter)
    named = _names(filters).merge(values, on="state_code")
    return named[
        [
            "state_code", "state", "amount_usd", "share", "population", "per_person_usd", "share_of_gdp",
            "amount_from_usd", "change", "change_real", "rank", "national", "year_from", "year_to", "quarter_of_year",
        ]
    ]  # fmt: skip


@kept
def state_remittances_by_year(measure: str, filters: Filters = Filters(), quarter: int | None = None) -> pd.DataFrame:
    """Remittances of some states by year, and of the country: the states asked for, else the five highest.

    Columns: year, state_code, state (both missing for the country), amount_usd (nominal dollars), per_person_usd,
    share_of_gdp (0-1; only years with GDP when that is the measure), change_since (of amount_usd against the first year
    of the rows, nominal, 1 is double), rank (by the measure in the last year, 1 is the highest of the 32; missing for
    the country), quarter_of_year. Whole years, or that quarter of each. Ordered by rank and year, the country last.
    Filters: states, years. Sources as those of `state_remittances`.
    """
    column = OVER_TIME.get(measure, STATE_REMITTANCE_MEASURES[measure].column)
    rows = _within(_periods(quarter), measure, filters)
    if measure == "state_share_of_gdp":
        rows = rows.dropna(subset=["gdp_mxn"])
    values = _measured(rows).rename(columns={"change": "change_since"})
    latest = values[(values["year"] == values["year"].max()) & (values["state_code"] != COUNTRY)]
    ranks = latest.set_index("state_code")[column].rank(ascending=False, method="min")
    values["rank"] = values["state_code"].map(ranks)
    shown = set(filters.states) or set(ranks.index[ranks <= MOST])
    values = values[values["state_code"].isin({*shown, COUNTRY})].merge(_names(Filters()), on="state_code", how="left")
    values = values.sort_values(["rank", "state_code", "year"], na_position="last", ignore_index=True)
    values["state_code"] = values["state_code"].replace(COUNTRY, None)
    columns = ["year", "state_code", "state", "amount_usd", "per_person_usd", "share_of_gdp", "change_since", "rank"]
    return values[columns].assign(quarter_of_year=quarter)


def _periods(quarter: int | None) -> pd.DataFrame:
    """Every state in every whole year, or in that quarter of every year: year, state_code and the columns SUMMED."""
    if quarter is None:
        gdp = query("SELECT year, state_code, gdp_mxn FROM gdp_by_state")
        return remittances_by_state().merge(gdp, on=["year", "state_code"], how="left")
    return query(
        """
        WITH prices AS (
            SELECT date_trunc('quarter', month)::DATE AS quarter, avg(inpc) AS inpc FROM price_index
            GROUP BY ALL HAVING count(*) = 3
        ), base AS (
            SELECT avg(inpc) AS inpc FROM price_index
            GROUP BY year(month) HAVING count(*) = 12 ORDER BY year(month) DESC LIMIT 1
        )
        SELECT year, state_code, amount_usd, amount_usd * mxn_per_usd AS amount_mxn,
               amount_usd * mxn_per_usd * base.inpc / prices.inpc AS amount_mxn_real, population,
               NULL::DOUBLE AS gdp_mxn
        FROM (SELECT year(quarter) AS year, * FROM remittances_by_state WHERE quarter(quarter) = ?)
             LEFT JOIN quarterly_fix USING (quarter) LEFT JOIN prices USING (quarter) CROSS JOIN base
             LEFT JOIN population_by_state USING (year, state_code)
        ORDER BY year, state_code
        """,
        [quarter],
    )


def _within(rows: pd.DataFrame, measure: str, filters: Filters) -> pd.DataFrame:
    """The rows of the filters' years; with no last year asked, the share of GDP ends where GDP ends."""
    last = filters.year_to
    if last is None:
        with_figure = rows.dropna(subset=["gdp_mxn"]) if measure == "state_share_of_gdp" else rows
        last = with_figure["year"].max() if len(with_figure) else rows["year"].max()
    first = rows["year"].min() if filters.year_from is None else filters.year_from
    return rows[rows["year"].between(first, last)]


def _measured(rows: pd.DataFrame) -> pd.DataFrame:
    """All measures of every state and year of the rows, and of the country, whose state_code is COUNTRY.

    The country is the sum over the states, missing where a state is.
    """
    country = rows.groupby("year", as_index=False)[SUMMED].sum(min_count=STATES).assign(state_code=COUNTRY)
    every = pd.concat([rows, country], ignore_index=True)
    start = every.loc[every["year"] == every["year"].min(), ["state_code", "amount_usd", "amount_mxn_real"]]
    every = every.merge(start, on="state_code", how="left", suffixes=("", "_from"))
    return every.rename(columns={"amount_usd_from": "amount_from_usd"}).assign(
        per_person_usd=every["amount_usd"] / every["population"],
        share_of_gdp=every["amount_mxn"] / every["gdp_mxn"],
        change=every["amount_usd"] / every["amount_usd_from"] - 1,
        change_real=every["amount_mxn_real"] / every["amount_mxn_real_from"] - 1,
    )


def _names(filters: Filters) -> pd.DataFrame:
    names = states().rename(columns={"short_name": "state"})[["state_code", "state"]].sort_values("state_code")
    return names[names["state_code"].isin(filters.states)] if filters.states else names
