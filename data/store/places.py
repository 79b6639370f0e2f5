"""Places by code."""

from __future__ import annotations

import pandas as pd

from data.store.connection import query


def states() -> pd.DataFrame:
    """The 32 states in alphabetical order of their common names, accents aside.

    Columns: state_code, name, short_name, abbreviation, iso_3166_2, longitude, latitude (degrees).
    Source: INEGI, Marco Geoestadístico (table `states`).
    """
    return query(
        "SELECT state_code, name, short_name, abbreviation, iso_3166_2, longitude, latitude FROM states "
        "ORDER BY lower(strip_accents(short_name))"
    )
