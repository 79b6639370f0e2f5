"""A list as lines of cells: CSV in any usual encoding, or a sheet of an Excel workbook."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from data.build.register.headers import SEARCHED, Header, Line, find
from data.build.register.mapping import Mapping
from data.build.register.messages import RegisterError, Say

DELIMITERS = (",", ";", "\t", "|")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
OTHER_KINDS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"\x1f\x8b": "gzip"}
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
ONE_BYTE = ("cp1252", "cp850", "mac_roman")  # Windows, DOS, old Macintosh: told apart by the letters they give
SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡°ºª«»“”’–—")
BLOCK, SAMPLE = 1 << 20, 4 << 20  # bytes
MOST_IN_A_CELL = 100_000  # characters


@dataclass(frozen=True)
class Listing:
    """A list that was opened: what it is, its header, and how many lines follow about."""

    path: Path
    header: Header
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    lines: int = 0

    def described(self, say: Say) -> str:
        """What was opened, in words."""
        if self.sheet:
            kind = say("summary.excel", sheet=self.sheet)
        else:
            mark = say("summary.tab") if self.delimiter == "\t" else self.delimiter
            kind = say("summary.csv", encoding=self.encoding, delimiter=mark)
        return say("summary.read", file=self.path.name, kind=kind, line=self.header.line)

    def rows(self) -> Iterator[Line]:
        """Line number and cells of each row below the header. RegisterError where the file cannot be read on."""
        lines = _sheet_lines(_sheet(self.path, self.sheet)) if self.sheet else self._csv_lines()
        return (line for line in lines if line[0] > self.header.line)

    def _csv_lines(self) -> Iterator[Line]:
        return _csv_lines(self.path, self.encoding, self.delimiter)


def open_list(path: Path, mapping: Mapping) -> Listing:
    """The list in a file. RegisterError says why it cannot be read."""
    if not path.is_file():
        raise RegisterError("no_file", path=path)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise RegisterError("empty", file=path.name)
    if start.startswith(WORKBOOKS):
        return _open_workbook(path, mapping)
    for magic, kind in OTHER_KINDS.items():
        if start.startswith(magic):
            raise RegisterError("not_spreadsheet", file=path.name, kind=kind)
    marked = start.startswith(tuple(MARKS))
    if re.match(rb"\s*<(!doctype|html|\?xml|table)", start, re.IGNORECASE):
        raise RegisterError("not_spreadsheet", file=path.name, kind="HTML / XML")
    if b"\0" in start and not marked:
        raise RegisterError("not_spreadsheet", file=path.name, kind=start[:8].hex(" "))
    return _open_csv(path, start, mapping)


def _open_csv(path: Path, start: bytes, mapping: Mapping) -> Listing:
    encoding, lines = _encoding(path, start, mapping.options.encoding)
    marks = (mapping.options.delimiter,) if mapping.options.delimiter else DELIMITERS
    best: tuple[int, Header, str] | None = None
    failure: RegisterError | None = None
    widest = 0
    for mark in marks:
        first = list(islice(_csv_lines(path, encoding, mark), SEARCHED))
        width = max((len(cells) for _, cells in first), default=0)
        try:
            header = find(first, mapping, path.name)
        except RegisterError as error:
            if failure is None or width > widest:
                failure, widest = error, width
            continue
        if best is None or len(header.columns) > best[0]:
            best = (len(header.columns), header, mark)
    if best is None:
        raise failure or RegisterError("empty", file=path.name)
    return Listing(path, best[1], encoding, best[2], lines=lines - best[1].line)


def _encoding(path: Path, start: bytes, named: str) -> tuple[str, int]:
    """Encoding of a text file, and how many lines it has about. The whole file is looked at."""
    try:
        if named:
            codecs.lookup(named)
    except LookupError as error:
        raise RegisterError("unknown_encoding", encoding=named) from error
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, utf8, odd = 0, True, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            lines += block.count(b"\n")
            if utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    utf8 = False
            if not block.isascii() and len(odd) < SAMPLE:
                odd += block
    encoding = named or marked or ("utf-8" if utf8 else _one_byte(odd))
    return encoding, lines + 1


def _one_byte(sample: bytes) -> str:
    """The one-byte encoding that makes most Spanish letters, and fewest other signs, of bytes beyond ASCII."""

    def score(encoding: str) -> int:
        beyond = [c for c in sample.decode(encoding, errors="replace") if c > "\x7f"]
        return sum(1 if c in SPANISH else -1 for c in beyond)

    return max(ONE_BYTE, key=score)


def _csv_lines(path: Path, encoding: str, delimiter: str) -> Iterator[Line]:
    """Number of the line on which each row begins, and its cells."""
    before = csv.field_size_limit(MOST_IN_A_CELL)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        line = 1
        try:
            for cells in reader:
                yield line, cells
                line = reader.line_num + 1
        except csv.Error as error:
            raise RegisterError("broken_csv", line=line, detail=error) from error
        except UnicodeDecodeError as error:
            raise RegisterError("encoding_fails", line=_bad_line(path, encoding), encoding=encoding) from error
        finally:
            csv.field_size_limit(before)


def _bad_line(path: Path, encoding: str) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return 0


def _open_workbook(path: Path, mapping: Mapping) -> Listing:
    names = [mapping.options.sheet] if mapping.options.sheet else _workbook(path).sheet_names
    failure: RegisterError | None = None
    for name in names:  # without a mapping's word, the first sheet that has a header
        sheet = _sheet(path, name)
        first = list(islice(_sheet_lines(sheet), SEARCHED))
        try:
            header = find(first, mapping, path.name)
        except RegisterError as error:
            merged = _merged(sheet)
            failure = failure or (error.also("merged_header", ranges=merged) if merged else error)
            continue
        return Listing(path, header, sheet=name, lines=sheet.total_height - header.line)
    raise failure or RegisterError("empty", file=path.name)


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, PasswordError, OSError) as error:
        raise RegisterError("broken_workbook", file=path.name, detail=error) from error


def _sheet(path: Path, name: str) -> CalamineSheet:
    book = _workbook(path)
    if name not in book.sheet_names:
        raise RegisterError("no_sheet", sheet=name, sheets=", ".join(book.sheet_names))
    return book.get_sheet_by_name(name)


def _merged(sheet: CalamineSheet) -> str:
    """Merged cells in the lines where a header may be, as Excel writes them."""
    ranges = sheet.merged_cell_ranges or []
    return ", ".join(f"{_cell(*start)}:{_cell(*end)}" for start, end in ranges if start[0] < SEARCHED)


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _sheet_lines(sheet: CalamineSheet) -> Iterator[Line]:
    """Number of each row of a sheet, and its cells as text."""
    if sheet.start is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), 1):  # empty rows at the top included
        yield number, [*map(_text, cells)]


def _text(value: object) -> str:
    """A cell as text: numbers without an exponent or a decimal that is not there."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, (int, float)):
        if value == int(value):
            return str(int(value))
        decimals = f"{value:.10f}".rstrip("0")
        return decimals + "0" if decimals[-4] == "." else decimals  # a number's point is never one of thousands
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
