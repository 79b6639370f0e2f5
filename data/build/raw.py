"""The raw files, read only when they are byte for byte those that the catalogue names."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from data import catalog


class BuildError(Exception):
    """The build cannot go on; the message says what is wrong and where."""


class Raw:
    """A folder of raw files, addressed by source id. Each file's sha256 is checked at first use."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._checked: set[str] = set()

    def path(self, source_id: str) -> Path:
        """Path of a source's file. BuildError when it is missing or altered."""
        source = catalog.sources()[source_id]
        path = self.root / source.file
        if source_id not in self._checked:
            if not path.is_file():
                raise BuildError(f"raw file {source.file} is missing in {self.root}")
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if digest != source.sha256:
                raise BuildError(f"raw file {source.file} was altered: sha256 {digest}, catalogue {source.sha256}")
            self._checked.add(source_id)
        return path

    def csv(self, source_id: str, **options: Any) -> pd.DataFrame:
        """A CSV file as text cells (`dtype=str`), blank cells missing; `options` go to `pandas.read_csv`."""
        return pd.read_csv(self.path(source_id), **{"dtype": str, **options})

    def excel(self, source_id: str, **options: Any) -> pd.DataFrame:
        """A sheet of an Excel file; `options` go to `pandas.read_excel`."""
        return pd.read_excel(self.path(source_id), engine="calamine", **options)

    def json(self, source_id: str) -> Any:
        """A JSON file."""
        return json.loads(self.path(source_id).read_text(encoding="utf-8"))
