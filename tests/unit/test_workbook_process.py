"""The workbook that a process of its own writes: what is in it, and what is told when it cannot be written."""

from __future__ import annotations

import io
import logging
import subprocess
import zipfile
from datetime import date
from typing import Any

import pyarrow as arrow
import pytest
import python_calamine
import requests

from data import workbook
from data.api import rows

ABOUT = workbook.About("Obras", "Observatorio", "2026-11-01", [24, 14], {"Fuentes": [["fuente"], ["=1+1"]]})
EVIL = ["=1+1", "https://example.org", "@x", None, "y" * 40_000]


def made(columns: dict[str, Any], about: workbook.About = ABOUT, seconds: float = 60) -> bytes:
    batch = arrow.RecordBatch.from_pydict(columns)
    with workbook.written(about, batch.schema, [batch], seconds) as file:
        return file.read()


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


class TestWritten:
    def test_text_is_never_a_formula_or_a_link(self) -> None:
        content = made({"name": EVIL})
        assert [row[0] for row in cells(content, "Datos")][:4] == ["name", *EVIL[:3]]
        cut = cells(content, "Datos")[5][0]
        assert len(cut) == workbook.LONGEST_CELL and cut.endswith("…")
        assert cells(content, "Fuentes") == [["fuente"], ["=1+1"]]
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            assert inside.testzip() is None
            for sheet in ("sheet1", "sheet2"):
                text = inside.read(f"xl/worksheets/{sheet}.xml").decode()
                assert "<f>" not in text and "hyperlink" not in text

    def test_values_keep_their_types(self) -> None:
        columns = {"day": [date(2019, 12, 31), None], "number": [-1.5, None], "flags": [["a", "=b"], None]}
        head, row = cells(made(columns), "Datos")[:2]
        assert head == ["day", "number", "flags"]
        assert [str(row[0])[:10], *row[1:]] == ["2019-12-31", -1.5, "a; =b"]

    def test_a_table_without_rows_has_its_head(self) -> None:
        schema = arrow.schema([("name", arrow.string())])
        with workbook.written(ABOUT, schema, [], 60) as file:
            assert cells(file.read(), "Datos") == [["name"]]

    def test_what_lasts_too_long_is_stopped(self) -> None:
        with pytest.raises(workbook.TooSlowError):
            made({"name": ["a"]}, seconds=0.0)

    def test_what_fails_is_told_in_the_log(self, caplog: pytest.LogCaptureFixture) -> None:
        never = workbook.About("Obras", "Observatorio", "no day", [], {})
        with caplog.at_level(logging.ERROR), pytest.raises(subprocess.CalledProcessError):
            made({"name": ["a"]}, never)
        assert "Invalid isoformat string: 'no day'" in caplog.text


def test_a_workbook_that_lasts_too_long_says_how_to_page(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "WRITING_SECONDS", 0.0)
    answer = requests.get(f"{site}/api/v1/tables/states.xlsx")
    assert answer.status_code == 503 and answer.headers["Retry-After"]
    assert answer.json()["type"].endswith("#too_much_work") and "limit=" in answer.json()["detail"]


def test_the_server_does_not_write_cells(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written in the server itself, a workbook would keep every reader waiting."""
    monkeypatch.setattr(workbook, "write", lambda *_: pytest.fail("written in the server"))
    content = requests.get(f"{site}/api/v1/tables/states.xlsx?state_code=32").content
    assert cells(content, "Datos")[1][0] == "32"
