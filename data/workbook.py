"""A workbook from rows: a program of its own, since Python writes cells for seconds and would keep a server busy.

`python -m data.workbook < rows.arrows > book.xlsx`. The rows are an Arrow stream; what else the workbook says comes in
the metadata of its schema, as `About`.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import orjson
import pyarrow as arrow
import xlsxwriter

from data.spreadsheet import LIST_SEPARATOR

log = logging.getLogger(__name__)

ROOT = Path(__file__).parents[1]
LONGEST_CELL = 32_767  # of Excel
SAID = b"workbook"
LESS_URGENT = 10  # of 19: who waits for a page goes first


@dataclass(frozen=True)
class About:
    """What a workbook says besides its rows.

    `created` is a day as YYYY-MM-DD, `widths` are the columns' in characters, `sheets` the texts that follow the rows:
    sheet, lines, cells; the first line is the head.
    """

    title: str
    author: str
    created: str
    widths: Sequence[int]
    sheets: dict[str, Sequence[Sequence[str]]]


class TooSlowError(Exception):
    """The workbook was not written in time."""


def written(about: About, schema: arrow.Schema, batches: Iterable[arrow.RecordBatch], seconds: float) -> IO[bytes]:
    """A temporary file, gone when closed, with the workbook in it; it is written by a process of its own.

    TooSlowError after `seconds` of writing; CalledProcessError when it cannot be written, and the log says why.
    """
    book = tempfile.TemporaryFile()  # noqa: SIM115 (who asked closes it)
    try:
        with tempfile.TemporaryFile() as rows:
            with arrow.ipc.new_stream(rows, schema.with_metadata({SAID: orjson.dumps(asdict(about))})) as stream:
                for batch in batches:
                    stream.write_batch(batch.cast(schema))
            rows.seek(0)
            _run(rows, book, seconds)
        book.seek(0)
    except BaseException:
        book.close()
        raise
    return book


def _run(rows: IO[bytes], book: IO[bytes], seconds: float) -> None:
    command = [sys.executable, "-m", __name__]
    try:
        subprocess.run(command, cwd=ROOT, stdin=rows, stdout=book, stderr=subprocess.PIPE, timeout=seconds, check=True)
    except subprocess.TimeoutExpired as error:
        raise TooSlowError from error
    except subprocess.CalledProcessError as error:
        log.error("workbook not written: %s", error.stderr.decode(errors="replace"))
        raise


def write(rows: IO[bytes], book: IO[bytes]) -> None:
    """Writes the sheets Datos and those that `About` tells. Text is text, whatever it begins with."""
    batches = arrow.ipc.open_stream(rows)
    about = About(**orjson.loads(batches.schema.metadata[SAID]))
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(book, options) as file:
        created = datetime.fromisoformat(about.created)
        file.set_properties({"title": about.title, "author": about.author, "created": created})
        bold = file.add_format({"bold": True})
        day = file.add_format({"num_format": "yyyy-mm-dd"})
        sheet = file.add_worksheet("Datos")
        for index, width in enumerate(about.widths):
            sheet.set_column(index, index, width)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, batches.schema.names, bold)
        row = 1
        for batch in batches:
            for cells in zip(*(column.to_pylist() for column in batch.columns)):
                _write_cells(sheet, row, cells, day)
                row += 1
        for name, lines in about.sheets.items():
            _write_texts(file.add_worksheet(name), lines, bold)


def _write_cells(sheet: Any, row: int, cells: Iterable[Any], day: Any) -> None:
    for index, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(row, index, _excel_text(cell))
        elif isinstance(cell, date):
            sheet.write_datetime(row, index, cell, day)
        elif isinstance(cell, list):
            sheet.write_string(row, index, _excel_text(LIST_SEPARATOR.join(cell)))
        elif cell is not None:
            sheet.write_number(row, index, cell)


def _excel_text(text: str) -> str:
    """Excel takes no longer cell; what is cut says so."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _write_texts(sheet: Any, lines: Iterable[Iterable[str]], bold: Any) -> None:
    sheet.set_column(0, 7, 28)
    for index, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write_string(index, column, _excel_text(cell), bold if index == 0 else None)


if __name__ == "__main__":
    os.nice(LESS_URGENT)
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        write(sys.stdin.buffer, out)
