"""The two margins of the matrix that does not exist: from where people leave, where they live; and who came back."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept


@kept
def emigration_by_state(filters: Filters = Filters()) -> pd.DataFrame:
    """Intensity of emigration to the United States by Mexican state, 2020, beside the share of 2010.

    Columns: state_code, state, dwellings (of 2020), emigrants_pct (dwellings with emigrants in the five years before,
    percent), emigrants_2010_pct (the same in 2010), receiving_remittances_pct, return_pct, circular_pct (percent of
    dwellings, 2020), grade (slug) and national_rank (1 is the most intense) of CONAPO's index of 2020; that index and
    the one of 2010 cannot be compared. Filters: states. Source: CONAPO, 2010 and 2020 censuses.
    """
    where = Where().any_of("state_code", filters.states)
    return query(
        f"""
        SELECT state_code, short_name AS state, now.dwellings, now.emigrants_pct,
               before.emigrants_pct AS emigrants_2010_pct, now.receiving_remittances_pct, now.return_pct,
               now.circular_pct, now.grade, now.national_rank
        FROM states
        JOIN migration_intensity_by_state AS now USING (state_code)
        LEFT JOIN migration_intensity_by_state AS before USING (state_code)
        WHERE now.year = 2020 AND before.year = 2010 AND {where} ORDER BY state_code
        """,
        where.values,
    )


@kept
def emigration_national() -> pd.DataFrame:
    """Dwellings with emigrants to the United States in the whole country.

    Columns: year, emigrants_pct (percent of the dwellings of all states). Source: CONAPO, 2010 and 2020 censuses.
    """
    return query(
        """
        SELECT year, sum(emigrants_pct * dwellings) / sum(dwellings) AS emigrants_pct
        FROM migration_intensity_by_state GROUP BY year ORDER BY year
        """
    )


@kept
def mexican_born_by_us_state(filters: Filters = Filters()) -> pd.DataFrame:
    """People born in Mexico by US state, in two five-year means of the American Community Survey.

    Columns: us_state, mexican_born_2016_2020, share (of the Mexican-born of all states, 2016-2020, 0-1),
    mexican_born_2006_2010, change_between_periods (as a share of the first), consulates (count). The District of
    Columbia and Puerto Rico have consulates and no figure of people. Filters: us_states.
    Source: US Census Bureau; SRE.
    """
    where = Where().any_of("us_state", filters.us_states)
    return query(
        f"""
        WITH placed AS (SELECT us_state, count(*) AS consulates FROM consulates GROUP BY us_state),
        born AS (
            SELECT us_state, mexican_born_2016_2020::DOUBLE AS mexican_born_2016_2020,
                   mexican_born_2006_2010::DOUBLE AS mexican_born_2006_2010,
                   mexican_born_2016_2020 / sum(mexican_born_2016_2020) OVER () AS share
            FROM mexican_born_by_us_state
        )
        SELECT us_state, mexican_born_2016_2020, share, mexican_born_2006_2010,
               mexican_born_2016_2020 / mexican_born_2006_2010 - 1 AS change_between_periods,
               coalesce(consulates, 0) AS consulates
        FROM born FULL JOIN placed USING (us_state)
        WHERE {where} ORDER BY mexican_born_2016_2020 DESC NULLS LAST, us_state
        """,
        where.values,
    )


@kept
def consulates(filters: Filters = Filters()) -> pd.DataFrame:
    """Mexican consulates in the United States, each at the point of its city.

    Columns: consulate (id), city, us_state, longitude, latitude (degrees). Filters: us_states. Source: SRE.
    """
    where = Where().any_of("us_state", filters.us_states)
    return query(
        f"SELECT consulate, city, us_state, longitude, latitude FROM consulates WHERE {where} ORDER BY us_state, city",
        where.values,
    )


@kept
def return_migrants_by_state(filters: Filters = Filters()) -> pd.DataFrame:
    """People of five years and more in 2020 who had lived in the United States in March 2015, wherever they were born.

    Columns: state_code, state, lived_in_us_2015, population_5_plus (people), returned_per_thousand (of the people of
    five years and more). Filters: states. Source: CONAPO, 2020 census.
    """
    where = Where().any_of("state_code", filters.states)
    return query(
        f"""
        SELECT state_code, short_name AS state, lived_in_us_2015, population_5_plus,
               1000 * lived_in_us_2015 / population_5_plus AS returned_per_thousand
        FROM return_migrants_by_state JOIN states USING (state_code) WHERE {where} ORDER BY state_code
        """,
        where.values,
    )


@kept
def survey_cases() -> pd.DataFrame:
    """How much two surveys tell of corridors between states: samples, never the population.

    Columns: survey, count (cases in the cells of ten or more), cells (pairs of states that reach ten cases).
    Source: Mexican Migration Project; Migrant Border Crossing Study II.
    """
    return query(
        """
        SELECT survey, sum("count")::BIGINT AS count, count(*) AS cells FROM survey_corridors
        GROUP BY survey ORDER BY survey DESC
        """
    )
