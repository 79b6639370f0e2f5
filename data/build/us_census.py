"""The United States: label points of its states, and people born in Mexico or of Mexican origin by state."""

from __future__ import annotations

import pandas as pd

from data import catalog
from data.build.controls import Control
from data.build.places import outlines
from data.build.raw import BuildError, Raw

POINTS = "us_census_state_centroids"
SOURCE = "us_census_mexican_born_by_us_state"
COLUMNS = {
    "mex_born_acs2020": "mexican_born_2016_2020",
    "mex_born_acs2010": "mexican_born_2006_2010",
    "mex_origin_2020_dec": "mexican_origin_2020",
    "mex_origin_2010_dec": "mexican_origin_2010",
}


def us_state(raw: Raw, values: pd.Series, spelled: str) -> pd.Series:
    """Postal code of each US state, given by `STATEFP` (two digits) or `NAME` as `spelled` says.

    BuildError lists the values it does not know.
    """
    states = outlines(raw, "geo_us_states", spelled)
    unknown = set(values) - set(states.index)
    if unknown:
        raise BuildError(f"unknown US states: {sorted(unknown)}")
    return values.map(states["STUSPS"])


def mexican_born_by_us_state(raw: Raw) -> pd.DataFrame:
    """People by US state: five-year survey averages of those born in Mexico, census counts of Mexican origin."""
    rows = raw.csv(SOURCE)
    people = rows[list(COLUMNS)].rename(columns=COLUMNS).astype("int64")
    people.insert(0, "us_state", us_state(raw, rows["state"], "STATEFP"))
    return people.assign(source_id=SOURCE)


def us_states(raw: Raw) -> pd.DataFrame:
    """The states, the District of Columbia and Puerto Rico with their label points (degrees)."""
    rows = raw.csv(POINTS)
    names = catalog.us_states()
    return pd.DataFrame(
        {
            "us_state": rows["state"],
            "name_es": [names[code].es for code in rows["state"]],
            "name_en": [names[code].en for code in rows["state"]],
            "longitude": rows["longitude"].astype(float).round(4),
            "latitude": rows["latitude"].astype(float).round(4),
            "source_id": POINTS,
        }
    )


TABLES = {"mexican_born_by_us_state": mexican_born_by_us_state, "us_states": us_states}
CONTROLS = [
    Control(f"{column}, sum of US states", lambda t, c=column: t["mexican_born_by_us_state"][c].sum(), expected)  # type: ignore[misc]
    for column, expected in {"mexican_born_2016_2020": 10_920_636, "mexican_born_2006_2010": 11_563_627}.items()
]
CONTROLS.append(Control("US states with a point", lambda t: len(t["us_states"]), 52))
