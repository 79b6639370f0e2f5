"""Secretaría de Relaciones Exteriores: Mexican consulates in the United States."""

from __future__ import annotations

import pandas as pd

from data.build.controls import Control
from data.build.places import plain
from data.build.raw import Raw

SOURCE = "sre_consulates_in_the_us"


def consulates(raw: Raw) -> pd.DataFrame:
    """Consulates with the point of their city (degrees), not of the building."""
    rows = raw.csv(SOURCE)
    return pd.DataFrame(
        {
            "consulate": plain(rows["nombre_sre"]).str.replace(r"[^a-z0-9]+", "_", regex=True),
            "city": rows["city"],
            "us_state": rows["state"],
            "longitude": rows["lon_city"].astype(float).round(4),
            "latitude": rows["lat_city"].astype(float).round(4),
            "website": rows["sitio_web"],
            "source_id": SOURCE,
        }
    )


TABLES = {"consulates": consulates}
CONTROLS = [Control("consulates", lambda t: len(t["consulates"]), 53)]
