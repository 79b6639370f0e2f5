"""Two surveys that asked migrants both where in Mexico they come from and where in the United States they went."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.raw import Raw
from data.build.us_census import us_state


def _corridors(survey: str, source: str, states: pd.Series, us_states: pd.Series, counts: pd.Series) -> pd.DataFrame:
    counts = counts.astype("int64")
    return pd.DataFrame(
        {
            "survey": survey,
            "state_code": states,
            "us_state": us_states,
            "count": counts,
            "share_pct": counts / counts.sum() * 100,
            "source_id": source,
        }
    )


def survey_corridors(raw: Raw) -> pd.DataFrame:
    """Trips (MMP) or people (MBCS) by survey, Mexican state of origin and US state, and their share of those kept.

    The raw files leave out the combinations of fewer than ten, so that shares are of what was kept.
    """
    mmp, mbcs = "survey_mmp_trips_state_to_us_state", "survey_mbcs_state_to_us_state"
    trips, people = raw.csv(mmp), raw.csv(mbcs)
    return pd.concat(
        [
            _corridors("mmp", mmp, trips["state_code"], trips["us_state"], trips["trips"]),
            _corridors(
                "mbcs", mbcs, people["state_code"], us_state(raw, people["state_dest"], "NAME"), people["people"]
            ),
        ]
    )


TABLES = {"survey_corridors": survey_corridors}
CONTROLS = [
    Control(
        f"survey_corridors {survey}, cases kept",
        lambda t, s=survey: t["survey_corridors"].query("survey == @s")["count"].sum(),  # type: ignore[misc]
        expected,
    )
    for survey, expected in {"mmp": 7650, "mbcs": 485}.items()
]
