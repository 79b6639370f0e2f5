"""XLSX with three sheets: the rows, what their columns mean, and where they come from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.downloads import citation
from components.downloads.columns import Described, all_flags, described, headers, kind_name
from components.downloads.rows import is_list, typed
from components.downloads.view import View
from components.exhibit import Exhibit, format_cell
from components.i18n import SYMBOLS, Language
from data import catalog
from data.spreadsheet import FORMULA_STARTS

ROWS, DICTIONARY, SOURCES = "Datos", "Diccionario", "Fuentes"  # in every language, so that a program finds them
WIDEST, NARROWEST, LINE = 60, 9, 15  # characters; points of a line
MOST_TEXT = 32_767  # characters that Excel holds in a cell
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def workbook(exhibit: Exhibit, view: View, t: Language) -> bytes:
    """The rows with numbers as numbers and codes in words, their dictionary, and sources, caveats and citation."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        book.set_properties(
            {
                "title": exhibit.headline,
                "subject": exhibit.subtitle,
                "author": citation.facts().authors,
                "comments": f"{exhibit.source_line(t)} {view.link}",
            }
        )
        sheet = _Sheets(book)
        _rows(sheet, exhibit, t)
        _dictionary(sheet, exhibit, t)
        _sources(sheet, exhibit, view, t)
    return content.getvalue()


class _Sheets:
    """The sheets of a workbook, written cell by cell so that text stays text."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[tuple, Format] = {}

    def style(self, **properties: Any) -> Format:
        """A cell format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"valign": "top", **properties})
        return self._formats[key]

    def start(self, name: str, header: Sequence[str], widths: Sequence[int]) -> Worksheet:
        """A sheet with a header that stays in sight and columns of these widths."""
        sheet = self._book.add_worksheet(name)
        fitting = [min(max(width, NARROWEST), WIDEST) for width in widths]
        lines = max((math.ceil(len(title) / (width - 1)) for title, width in zip(header, fitting)), default=1)
        sheet.set_row(0, LINE * lines + 3)  # not every program finds the height of wrapped words itself
        for column, (title, width) in enumerate(zip(header, fitting)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self.style(bold=True, text_wrap=True, bottom=1))
        sheet.freeze_panes(1, 0)
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: object, form: str = "", wrap: bool = False) -> None:
        """One cell; nothing where there is no figure."""
        if value is None or pd.isna(value):  # type: ignore[call-overload]
            return
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, self.style(num_format="yyyy-mm-dd"))
        elif isinstance(value, str):
            inert = {"quote_prefix": True} if value.startswith(FORMULA_STARTS) else {}
            look = self.style(**inert, text_wrap=True) if wrap else self.style(**inert)
            sheet.write_string(row, column, value[:MOST_TEXT], look)
        elif math.isfinite(value):  # type: ignore[arg-type]
            sheet.write_number(row, column, value, self.style(num_format=form))


def _rows(sheets: _Sheets, exhibit: Exhibit, t: Language) -> None:
    columns = described(exhibit)
    rows = typed(exhibit.rows, exhibit.tables)
    titles = headers(columns, t)
    cells = {column.name: [_cell(value, column, t) for value in rows[column.name]] for column in columns}
    widths = [_width(title, cells[column.name]) for title, column in zip(titles, columns)]
    sheet = sheets.start(ROWS, titles, widths)
    for place, column in enumerate(columns):
        form = number_format(column, t)
        for row, value in enumerate(cells[column.name], start=1):
            sheets.write(sheet, row, place, value, form)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _cell(value: object, described: Described, t: Language) -> object:
    """Lists and codes in the reader's words, all else as it is."""
    if is_list(value):
        return format_cell(value, described.column, t)
    if described.values and not pd.isna(value):  # type: ignore[call-overload]
        return format_cell(value, described.column, t)
    if described.kind == "boolean" and not pd.isna(value):  # type: ignore[call-overload]
        return str(value)
    return value


def _width(title: str, cells: Iterable[object]) -> int:
    """Characters that a column needs; a header may take two lines, an amount its separators."""
    known = [cell for cell in cells if _known(cell)]
    longest = max((len(cell if isinstance(cell, str) else f"{cell:,.2f}") for cell in known), default=0)
    return max(longest + 2, len(title) // 2 + 4)


def _known(cell: object) -> bool:
    return isinstance(cell, str) or not (pd.isna(cell) or isinstance(cell, date))  # type: ignore[call-overload]


def number_format(described: Described, t: Language) -> str:
    """Excel's format of a number by its unit. A share is 0-1, a per cent 0-100: only the first is multiplied."""
    match described.unit:
        case "year" | "rank":
            return "0"
        case "mxn" | "mxn_real" | "mxn_2018":
            return f'"{SYMBOLS["mxn"][t.code]}"#,##0'
        case "usd":
            return f'"{SYMBOLS["usd"][t.code]}"#,##0'
        case "mxn_real_per_person":
            return f'"{SYMBOLS["mxn"][t.code]}"#,##0.00'
        case "usd_per_person":
            return f'"{SYMBOLS["usd"][t.code]}"#,##0.00'
        case "share":
            return "0.0%"
        case "change":
            return "+0.0%;-0.0%;0.0%"
        case "percent":
            return '0.0"%"'
        case "index":
            return "0.000"
        case "degrees":
            return "0.0000"
    return "#,##0" if described.kind == "integer" or described.unit in COUNTS else "General"


COUNTS = ("people", "projects", "dwellings", "states", "municipalities", "operations", "encounters", "applications",
          "cases", "records")  # fmt: skip


def _dictionary(sheets: _Sheets, exhibit: Exhibit, t: Language) -> None:
    """Each column, and below them the codes that occur with their meaning."""
    columns = described(exhibit)
    titles = headers(columns, t)
    header = (t("Column"), t("Name in the CSV"), t("Unit"), t("Type"), t("Code"), t("Meaning"))
    lines = [
        (title, c.name, c.unit_title(t), kind_name(c.kind, t), "", c.description(t))
        for title, c in zip(titles, columns)
    ]
    codes = [
        (title, c.name, "", "", value, t.text(text))
        for title, c in zip(titles, columns)
        for value, text in c.values.items()
    ]
    _write_lines(sheets, sheets.start(DICTIONARY, header, (28, 26, 22, 14, 24, 60)), 1, lines + codes)


def _sources(sheets: _Sheets, exhibit: Exhibit, view: View, t: Language) -> None:
    """Sources first; below them the caveats, the view and the citation."""
    header = (
        t("Publisher"),
        t("Source"),
        t("Coverage"),
        t("Licence"),
        t("Reached us through"),
        t("Address"),
        t("Note"),
    )
    lines = [_source(source, t) for source in exhibit.sources()]
    facts = [
        (t("Figure"), exhibit.headline),
        ("", exhibit.subtitle),
        *((t("Caveat"), f"{t.text(flag.title)}: {t.text(flag.meaning)}") for flag in all_flags(exhibit)),
        *((t("Note"), note) for note in exhibit.notes),
        *view.filters,
        (t("The same view again"), view.link),
        (t("Data"), citation.data_version(t)),
        (t("Downloaded"), view.day),
        (t("How to cite"), citation.of_figure(exhibit, view, t)),
    ]
    sheet = sheets.start(SOURCES, header, (34, 60, 30, 34, 34, 34, 60))
    _write_lines(sheets, sheet, 1, lines)
    _write_lines(sheets, sheet, len(lines) + 2, facts)


def _source(source: catalog.Source, t: Language) -> tuple[str, ...]:
    publisher, licence = catalog.publishers()[source.publisher], catalog.licences()[source.licence]
    note = t.text(source.note) if source.note else ""
    return (
        t.text(publisher.title), t.text(source.title), t.text(source.coverage), t.text(licence.title),
        source.retrieved_via, source.url or "", note,
    )  # fmt: skip


def _write_lines(sheets: _Sheets, sheet: Worksheet, first: int, lines: Iterable[Sequence[object]]) -> None:
    for row, line in enumerate(lines, start=first):
        for column, value in enumerate(line):
            sheets.write(sheet, row, column, value or None, wrap=True)
