"""Raw files are read only as the catalogue knows them, byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from data import catalog
from data.build.agree import agree
from data.build.raw import BuildError, Raw

SOURCE = "inegi_inpc"
FILE = "inegi/inpc.csv"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with one small file, and a catalogue that has that file's fingerprint."""
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text("PERIODO,GENERAL\n2020-01-01,106.447\n")
    source = catalog.sources()[SOURCE].model_copy(update={"sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    monkeypatch.setattr(catalog, "sources", lambda: {SOURCE: source})
    return tmp_path


def test_a_file_with_the_right_fingerprint_is_read(folder: Path) -> None:
    assert Raw(folder).csv(SOURCE).to_dict("records") == [{"PERIODO": "2020-01-01", "GENERAL": "106.447"}]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / FILE).unlink()
    with pytest.raises(BuildError, match=r"raw file inegi/inpc\.csv is missing"):
        Raw(folder).path(SOURCE)


def test_an_altered_file_is_named(folder: Path) -> None:
    (folder / FILE).write_text("PERIODO,GENERAL\n2020-01-01,206.447\n")
    with pytest.raises(BuildError, match=r"raw file inegi/inpc\.csv was altered"):
        Raw(folder).path(SOURCE)


def test_sums_that_agree_pass() -> None:
    agree("states", pd.Series({"01": 10.0, "02": 5.0}), pd.Series({"02": 5.4, "01": 9.6}), tolerance=0.5)


@pytest.mark.parametrize("stated", [{"01": 11.0}, {}, {"01": 10.0, "02": 3.0}])
def test_sums_that_differ_or_lack_a_partner_stop_the_build(stated: dict[str, float]) -> None:
    with pytest.raises(BuildError, match="states: 1 sums are off"):
        agree("states", pd.Series({"01": 10.0}), pd.Series(stated, dtype=float), tolerance=0.5)
