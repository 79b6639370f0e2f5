"""The table of sources, from the catalogue."""

from __future__ import annotations

import pandas as pd

from data import catalog
from data.build.raw import Raw


def sources(raw: Raw) -> pd.DataFrame:
    """Every raw file with its publisher, licence, coverage and how it reached us (in English)."""
    return pd.DataFrame(
        {
            "source_id": source.source_id,
            "title": source.title.en,
            "publisher": catalog.publishers()[source.publisher].title.en,
            "url": source.url,
            "licence": catalog.licences()[source.licence].title.en,
            "coverage": source.coverage.en,
            "retrieved_via": source.retrieved_via,
            "sha256": source.sha256,
        }
        for source in catalog.sources().values()
    )


TABLES = {"sources": sources}
CONTROLS: list = []
