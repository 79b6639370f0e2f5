"""One state beside the country: where it stands, its municipalities, where its people go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.store.connection import query
from data.store.kept import kept
from data.store.programme import federal_money_by_state, federal_money_by_state_total, works_by_funder
from data.store.remittances import remittances_by_state


@dataclass(frozen=True)
class Indicator:
    """One figure of every state: its column (as the catalogue names it), tables, and how it is read.

    `values` gives state_code, numerator, denominator, year_from, year_to; the value of a state is numerator over
    denominator, that of the country the sum of the ones over the sum of the others.
    """

    column: str
    tables: tuple[str, ...]
    values: Callable[[], pd.DataFrame]


def _remittances() -> pd.DataFrame:
    rows = remittances_by_state()
    return _ratio(rows[rows["year"] == rows["year"].max()], "amount_usd", "population")


def _ratio(rows: pd.DataFrame, numerator: str, denominator: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "state_code": rows["state_code"],
            "numerator": rows[numerator],
            "denominator": rows[denominator],
            "year_from": rows["year"].min(),
            "year_to": rows["year"].max(),
        }
    )


def _share_of_gdp() -> pd.DataFrame:
    gdp = query("SELECT year, state_code, gdp_mxn FROM gdp_by_state")
    rows = remittances_by_state().merge(gdp, on=["year", "state_code"])
    return _ratio(rows[rows["year"] == rows["year"].max()], "amount_mxn", "gdp_mxn")


def _federal_money() -> pd.DataFrame:
    total = federal_money_by_state_total()
    total["population"] = total["amount_mxn_real"] / total["per_person_mxn_real"]
    period = {name: total[name] for name in ("year_from", "year_to")}
    return _ratio(total.assign(year=total["year_to"]), "amount_mxn_real", "population").assign(**period)


def _dwellings(column: str) -> Callable[[], pd.DataFrame]:
    def values() -> pd.DataFrame:
        rows = query("SELECT * FROM migration_intensity_by_state WHERE year = 2020")
        rows["with"] = rows[column] * rows["dwellings"]
        return _ratio(rows, "with", "dwellings")

    return values


def _poverty() -> pd.DataFrame:
    rows = query(
        """
        SELECT year, left(municipality_code, 2) AS state_code, sum(poverty_pct * population) AS poor,
               sum(population) AS population
        FROM poverty_by_municipality WHERE year = 2020 AND poverty_pct IS NOT NULL GROUP BY ALL
        """
    )
    return _ratio(rows, "poor", "population")


def _returned() -> pd.DataFrame:
    rows = query("SELECT 2020 AS year, state_code, lived_in_us_2015, population_5_plus FROM return_migrants_by_state")
    rows["population_5_plus"] /= 1000
    return _ratio(rows, "lived_in_us_2015", "population_5_plus")


INDICATORS = {
    "remittances_per_person": Indicator(
        "per_person_usd", ("remittances_by_state", "population_by_state"), _remittances
    ),
    "remittances_share_of_gdp": Indicator(
        "share_of_gdp", ("remittances_by_state", "exchange_rate", "gdp_by_state"), _share_of_gdp
    ),
    "federal_money_per_person": Indicator(
        "per_person_mxn_real", ("programme_budget_by_state", "population_by_state", "price_index"), _federal_money
    ),
    "poverty": Indicator("poverty_pct", ("poverty_by_municipality",), _poverty),
    "dwellings_with_remittances": Indicator(
        "receiving_remittances_pct", ("migration_intensity_by_state",), _dwellings("receiving_remittances_pct")
    ),
    "dwellings_with_emigrants": Indicator(
        "emigrants_pct", ("migration_intensity_by_state",), _dwellings("emigrants_pct")
    ),
    "returned_per_thousand": Indicator("returned_per_thousand", ("return_migrants_by_state",), _returned),
}


@kept
def standing(state_code: str) -> pd.DataFrame:
    """Where a state stands on every indicator of INDICATORS, beside the country.

    Columns: indicator, value, national (both in the unit of the indicator's column), rank (1 is the highest value),
    of (states with a figure), year_from, year_to. A state without a figure has missing value and rank.
    The country is the sum over the states with a figure; poverty leaves out municipalities without one.
    """
    rows = []
    for name, indicator in INDICATORS.items():
        states = indicator.values().set_index("state_code")
        value = states["numerator"] / states["denominator"]
        national = states["numerator"].sum() / states["denominator"].sum()
        ranks = value.rank(ascending=False, method="min")
        period = states[["year_from", "year_to"]].iloc[0]
        rows.append((name, value.get(state_code), national, ranks.get(state_code), value.count(), *period))
    return pd.DataFrame(rows, columns=["indicator", "value", "national", "rank", "of", "year_from", "year_to"])


@kept
def remittances_beside_the_country(state_code: str) -> pd.DataFrame:
    """Remittances per person of a state and of the country, in whole years.

    Columns: year, amount_usd (of the state), national_usd, per_person_usd, national_per_person_usd (nominal dollars),
    rank (of amount_usd, 1 is the highest), share (of the country's remittances, 0-1).
    Source: Banco de México; CONAPO.
    """
    rows = remittances_by_state()
    rows["rank"] = rows.groupby("year")["amount_usd"].rank(ascending=False, method="min")
    country = rows.groupby("year")[["amount_usd", "population"]].sum()
    state = rows[rows["state_code"] == state_code].set_index("year")
    return pd.DataFrame(
        {
            "amount_usd": state["amount_usd"],
            "national_usd": country["amount_usd"],
            "per_person_usd": state["per_person_usd"],
            "national_per_person_usd": country["amount_usd"] / country["population"],
            "rank": state["rank"],
            "share": state["amount_usd"] / country["amount_usd"],
        }
    ).reset_index()


@kept
def marginalisation(state_code: str) -> pd.DataFrame:
    """Marginalisation of a state: one row a year.

    Columns: year, grade (slug), national_rank (1 is the most marginalised of 32), index_normalised (lower is more
    marginalised). Source: CONAPO.
    """
    return query(
        """
        SELECT year, grade, national_rank, index_normalised FROM marginalisation_by_state
        WHERE state_code = ? ORDER BY year
        """,
        [state_code],
    )


@kept
def works_beside_the_record(state_code: str) -> pd.DataFrame:
    """Who paid the works of 2007: the state's shares beside those of all states on record.

    Columns: funder, amount_mxn (nominal pesos, of the state), share (missing when the record has no works of the
    state), record_share (0-1). No rows when the state is not on record.
    """
    rows = works_by_funder()
    record = rows.groupby("funder")["amount_mxn"].sum()
    own = rows[rows["state_code"] == state_code]
    return own[["funder", "amount_mxn", "share"]].assign(
        record_share=own["funder"].map(record / record.sum()).to_numpy()
    )


MUNICIPAL_MEASURES = {
    "dwellings_with_remittances": ("migration_intensity_by_municipality", "receiving_remittances_pct"),
    "dwellings_with_emigrants": ("migration_intensity_by_municipality", "emigrants_pct"),
    "poverty": ("poverty_by_municipality", "poverty_pct"),
    "marginalisation": ("marginalisation_by_municipality", "index_normalised"),
}


@kept
def municipalities_that_stand_out(state_code: str, measure: str, most: int = 10) -> pd.DataFrame:
    """The municipalities of a state where a measure was strongest in 2020.

    Columns: municipality_code, municipality, the measure's own column (percent, or the marginalisation index, which is
    lower where marginalisation is higher), national_rank (among all municipalities with a figure, 1 is the
    strongest), year, national_median (over all municipalities), municipalities (of the state, with a figure).
    KeyError for a measure that is not in MUNICIPAL_MEASURES.
    """
    table, column = MUNICIPAL_MEASURES[measure]
    order = "ASC" if column == "index_normalised" else "DESC"
    return query(
        f"""
        WITH ranked AS (
            SELECT municipality_code, name AS municipality, "{column}", year, state_code,
                   rank() OVER (ORDER BY "{column}" {order}) AS national_rank,
                   median("{column}") OVER () AS national_median
            FROM "{table}" JOIN municipalities USING (municipality_code)
            WHERE year = 2020 AND "{column}" IS NOT NULL
        )
        SELECT * EXCLUDE (state_code), count(*) OVER () AS municipalities FROM ranked WHERE state_code = ?
        ORDER BY "{column}" {order}, municipality_code LIMIT ?
        """,
        [state_code, most],
    )


@kept
def survey_destinations(state_code: str) -> pd.DataFrame:
    """Where surveyed people of a state went: samples, never the population.

    Columns: survey, us_state, count (trips in MMP, people in MBCS II; cells of ten or more only), share (of the
    state's cells in that survey, 0-1). No rows when no cell reaches ten.
    """
    return query(
        """
        SELECT survey, us_state, count, count / sum(count) OVER (PARTITION BY survey) AS share
        FROM survey_corridors WHERE state_code = ? ORDER BY survey DESC, count DESC, us_state
        """,
        [state_code],
    )


@kept
def consulates_of_the_corridor(state_code: str) -> pd.DataFrame:
    """Mexican consulates in the US states to which surveyed people of the state went.

    Columns: consulate, city, us_state, website. Source: SRE; the two surveys.
    """
    return query(
        """
        SELECT consulate, city, us_state, website FROM consulates
        WHERE us_state IN (SELECT us_state FROM survey_corridors WHERE state_code = ?) ORDER BY us_state, city
        """,
        [state_code],
    )


def state_named(text: str) -> str | None:
    """Code of the one state whose name begins with or equals the text, accents and case aside; None when unclear."""
    found = query(
        """
        WITH plain AS (
            SELECT state_code, unnest([name, short_name, abbreviation]) AS label FROM states
        ), compared AS (
            SELECT state_code, lower(strip_accents(label)) AS label, lower(strip_accents(trim(?))) AS asked FROM plain
        )
        SELECT DISTINCT state_code, max(label = asked) OVER (PARTITION BY state_code) AS exact
        FROM compared WHERE asked <> '' AND starts_with(label, asked) ORDER BY exact DESC
        """,
        [text],
    )
    exact = found[found["exact"]]
    chosen = exact if len(exact) else found
    return str(chosen["state_code"].iloc[0]) if len(chosen) == 1 else None


@kept
def money_by_year(state_code: str) -> pd.DataFrame:
    """Federal money of the programme in a state, 2008-2011.

    Columns: those of `federal_money_by_state`, and share (of what all delegations exercised that year, 0-1).
    """
    rows = federal_money_by_state()
    rows["share"] = rows["amount_mxn"] / rows.groupby("year")["amount_mxn"].transform("sum")
    return rows[rows["state_code"] == state_code].reset_index(drop=True)
