"""At the US border and beyond it: who is met, where, and where Central Americans ask for asylum."""

from __future__ import annotations

import pandas as pd

from data.catalog.border import border_sectors, citizenship_groups
from data.store.connection import query
from data.store.filters import Filters, Where
from data.store.kept import kept

ELSEWHERE = "elsewhere"  # the sectors that do not lie on the border with Mexico, together


@kept
def border_encounters(filters: Filters = Filters()) -> pd.DataFrame:
    """Encounters by the US Border Patrol by citizenship: events, not people.

    Columns: fiscal_year (October to September), citizenship (as the publisher names it), country (ISO 3166-1 alpha-3,
    missing where the source names no country of today), citizenship_group (id in the catalogue), encounters (rounded to
    ten), all_encounters (of every citizenship in that fiscal year), partial (whether the source does not cover the
    whole fiscal year). A citizenship without encounters in a year has no row.
    Filters: countries, years (fiscal). Source: US Department of Homeland Security.
    """
    known = pd.DataFrame(
        [
            (citizenship, code or None, group)
            for group, entry in citizenship_groups().items()
            for citizenship, code in entry.citizenships.items()
        ],
        columns=["citizenship", "country", "citizenship_group"],
    )
    where = Where().years("fiscal_year", filters)
    rows = query(
        f"""
        SELECT fiscal_year, citizenship, encounters,
               (sum(encounters) OVER (PARTITION BY fiscal_year))::BIGINT AS all_encounters,
               list_contains(flags, 'partial_period') AS partial
        FROM border_encounters WHERE {where} ORDER BY fiscal_year, citizenship
        """,
        where.values,
    ).merge(known, on="citizenship", how="left", validate="many_to_one")
    if filters.countries:
        rows = rows[rows["country"].isin(filters.countries)].reset_index(drop=True)
    columns = ["country", "citizenship_group", "encounters", "all_encounters", "partial"]
    return rows[["fiscal_year", "citizenship", *columns]]


@kept
def border_encounters_by_sector(filters: Filters = Filters()) -> pd.DataFrame:
    """Encounters by the US Border Patrol by sector: events, not people.

    Columns: fiscal_year (October to September), sector (the publisher's name, or ELSEWHERE for the sectors that do not
    lie on the border with Mexico), encounters (rounded to ten), share (of all encounters of that fiscal year, 0-1),
    partial (whether the source does not cover the whole fiscal year). Sectors from west to east, ELSEWHERE last.
    Filters: years (fiscal). Source: US Department of Homeland Security.
    """
    southwest = list(border_sectors().southwest)
    where = Where().years("fiscal_year", filters)
    return query(
        f"""
        WITH shown AS (
            SELECT fiscal_year, if(list_contains(?, sector), sector, ?) AS sector,
                   sum(encounters)::BIGINT AS encounters, bool_or(list_contains(flags, 'partial_period')) AS partial
            FROM border_encounters_by_sector WHERE {where} GROUP BY ALL
        )
        SELECT fiscal_year, sector, encounters,
               encounters / sum(encounters) OVER (PARTITION BY fiscal_year) AS share, partial
        FROM shown ORDER BY fiscal_year, coalesce(list_position(?, sector), 99)
        """,
        [southwest, ELSEWHERE, *where.values, southwest],
    )


@kept
def asylum_applications(filters: Filters = Filters()) -> pd.DataFrame:
    """Asylum applications of Guatemalans, Hondurans, Nicaraguans and Salvadorans in Mexico, the USA and Canada.

    Columns: year, origin, destination (ISO 3166-1 alpha-3), applications (missing where the source has no figure: the
    USA, 2010-2012). Filters: years; countries, each narrowing the end of the corridor at which it stands.
    Source: UNHCR.
    """
    where = Where().years("year", filters)
    rows = query(
        f"""
        SELECT year, origin, destination, applications::DOUBLE AS applications FROM asylum_applications
        WHERE {where} ORDER BY year, origin, destination
        """,
        where.values,
    )
    if not filters.countries:
        return rows
    ends = [set(filters.countries) & set(rows[end]) for end in ("origin", "destination")]
    if not any(ends):
        return rows.head(0)
    for end, chosen in zip(("origin", "destination"), ends):
        if chosen:
            rows = rows[rows[end].isin(chosen)]
    return rows.reset_index(drop=True)
