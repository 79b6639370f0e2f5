"""Places by code."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query
from data.store.kept import kept


@kept
def states() -> pd.DataFrame:
    """The 32 states in alphabetical order of their common names, accents aside.

    Columns: state_code, name, short_name, abbreviation, iso_3166_2, longitude, latitude (degrees).
    Source: INEGI, Marco Geoestadístico (table `states`).
    """
    return query(
        "SELECT state_code, name, short_name, abbreviation, iso_3166_2, longitude, latitude FROM states "
        "ORDER BY lower(strip_accents(short_name))"
    )


@kept
def us_states() -> pd.DataFrame:
    """The US states, the District of Columbia and Puerto Rico.

    Columns: us_state (postal code), name_es, name_en, longitude, latitude (degrees). Source: table `us_states`.
    """
    return query("SELECT us_state, name_es, name_en, longitude, latitude FROM us_states ORDER BY us_state")


@kept
def countries() -> pd.DataFrame:
    """Countries and territories by ISO 3166-1 alpha-3 code, and the codes that sources of ours add.

    Columns: country, name_es, name_en, longitude, latitude (degrees; missing where there is no point).
    Source: table `countries`.
    """
    return query("SELECT country, name_es, name_en, longitude, latitude FROM countries ORDER BY country")


def municipality_codes() -> frozenset[str]:
    """INEGI codes of every municipality. Source: table `municipalities`."""
    return frozenset(query("SELECT municipality_code FROM municipalities")["municipality_code"])


def municipality_names() -> dict[str, str]:
    """Name of each municipality with its state's common name, by INEGI code.

    Source: tables `municipalities` and `states`.
    """
    rows = query(
        "SELECT municipality_code, m.name || ', ' || short_name AS named FROM municipalities AS m "
        "JOIN states USING (state_code)"
    )
    return rows.set_index("municipality_code")["named"].to_dict()
