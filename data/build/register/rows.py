"""Rows of a list, many at a time: each accepted, accepted with a flag, or rejected, with its reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pyarrow as arrow

from data import catalog
from data.build.register import words
from data.build.register.headers import Header, Line
from data.build.register.mapping import MONEY, Mapping
from data.build.register.messages import RegisterError, Say
from data.build.register.money import NotMoneyError, pesos
from data.build.register.places import Found, Places
from data.build.schema import arrow_schema

TOLERANCE_MXN = 3  # pesos by which four parts may differ from their total, as each may be rounded to a peso
SHARES = MONEY[:4]
TEXTS = ("locality", "project", "club")
OWN_GAPS = ("municipality", "project", *MONEY)  # a row without one of these says so by a flag
YEAR = re.compile(r"[0-9]{4}(\.0+)?")
NO_YEAR, NOT_A_PLACE = -1, "?"
TWICE = re.compile("Ã[\u0080-\u00bf‘’“”•–—˜™š›œžŸƒˆ‰‹Œ]")  # a letter in UTF-8 that was read as Windows-1252
REJECTED, FLAGGED, NOTE = "rejected", "flagged", "note"
FINDINGS = arrow.schema(
    [("line", arrow.int64()), ("record_id", arrow.string()), ("outcome", arrow.string()), ("column", arrow.string()),
     ("value", arrow.string()), ("key", arrow.string()), ("reason", arrow.string())]
)  # fmt: skip


class Finding(NamedTuple):
    """What is to be said of a row: where, how it ended, about which cell, and why."""

    line: int
    record_id: str
    outcome: str
    column: str
    value: str
    key: str
    reason: str


class _Looked(dict):
    """Answers to words that were looked up once."""

    def __init__(self, look: Callable[[Any], Found]) -> None:
        self._look = look

    def __missing__(self, asked: Any) -> Found:
        self[asked] = found = self._look(asked)
        return found


@dataclass
class _Chunk:
    """Some rows while they are read: cells by column, values found, and what is to be said of them."""

    lines: list[int]
    cells: dict[str, list[str]]
    ids: list[str]
    findings: list[Finding] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    flags: dict[str, set[int]] = field(default_factory=lambda: {"conflicting_sources": set(), "missing_values": set()})


class RowReader:
    """Reads rows of one list."""

    def __init__(self, header: Header, mapping: Mapping, places: Places, say: Say) -> None:
        self._header, self._say, self._places = header, say, places
        self._decimal, self._multiply = mapping.options.decimal, mapping.options.multiply
        self._states: _Looked = _Looked(places.state)
        self._municipalities: _Looked = _Looked(lambda asked: places.municipality(*asked))
        self._words = {
            "project_type": _Looked(words.project_types(mapping.types).find),
            "status": _Looked(words.statuses(mapping.statuses).find),
            "us_state": _Looked(words.us_states().find),
        }
        self._told: set[tuple[str, Any]] = set()
        year = catalog.register().column("year")
        self._years = (int(year.minimum or 0), int(year.maximum or 9999))
        self.blank = 0

    def read(self, rows: Iterable[Line]) -> tuple[arrow.Table, list[Finding]]:
        """The rows accepted, as the catalogue types them, and the findings about all of them."""
        chunk = self._split(rows)
        columns: dict[str, Any] = {"record_id": chunk.ids, "source_line": chunk.lines}
        columns["year"] = self._years_of(chunk)
        columns["state_code"] = self._states_of(chunk)
        columns["municipality_code"] = self._municipalities_of(chunk, columns["state_code"])
        for name in TEXTS:
            columns[name] = self._texts(chunk, name)
        for name, looked in self._words.items():
            columns[name] = self._vocabulary(chunk, name, looked)
        for name in MONEY:
            columns[name] = self._money(chunk, name)
        self._sums(chunk, columns)
        self._gaps(chunk, columns)
        return _typed(columns, chunk), _ended(chunk)

    def _split(self, rows: Iterable[Line]) -> _Chunk:
        """Rows as columns. Rows of another width than the header are rejected here, blank ones counted."""
        width = len(self._header.cells)
        kept: list[Sequence[str]] = []
        lines: list[int] = []
        findings: list[Finding] = []
        for line, cells in rows:
            if len(cells) != width:
                while len(cells) > width and not cells[-1].strip():
                    cells = cells[:-1]
                if not any(map(str.strip, cells)):
                    self.blank += 1
                    continue
                if len(cells) != width:
                    reason = self._say("row.cells", n=len(cells), width=width)
                    value = " | ".join(cells)[:200]
                    findings.append(Finding(line, "", REJECTED, "", value, "cells", reason))
                    continue
            elif not any(cells) or not any(map(str.strip, cells)):
                self.blank += 1
                continue
            kept.append(cells)
            lines.append(line)
        columns = list(zip(*kept)) if kept else [()] * width
        cells_of = {
            target: list(map(str, lines)) if place < 0 else list(map(str.strip, columns[place]))
            for target, place in self._header.columns.items()
        }
        ids = [" ".join(text.split()) for text in cells_of["record_id"]]
        chunk = _Chunk(lines, cells_of, ids, findings)
        for i, record_id in enumerate(ids):
            if not record_id:
                self._reject(chunk, i, "record_id", "no_id")
        return chunk

    def _reject(self, chunk: _Chunk, i: int, column: str, key: str, **values: object) -> None:
        chunk.rejected.add(i)
        self._find(chunk, i, REJECTED, column, key, **values)

    def _find(self, chunk: _Chunk, i: int, outcome: str, column: str, key: str, **values: object) -> None:
        value = chunk.cells[column][i] if column in chunk.cells else ""
        reason = self._say(f"row.{key}", **values)
        chunk.findings.append(Finding(chunk.lines[i], chunk.ids[i], outcome, column, value, key, reason))

    def _years_of(self, chunk: _Chunk) -> list[int]:
        first, last = self._years
        years = []
        for i, text in enumerate(chunk.cells["year"]):
            year = int(text[:4]) if YEAR.fullmatch(text) else NO_YEAR
            if not first <= year <= last:
                key = "no_year" if not text else "bad_year" if year == NO_YEAR else "year_out_of_range"
                self._reject(chunk, i, "year", key, first=first, last=last)
            years.append(year)
        return years

    def _states_of(self, chunk: _Chunk) -> list[str]:
        codes = []
        names = chunk.cells.get("state_name")
        for i, text in enumerate(chunk.cells["state"]):
            code = self._place(chunk, i, "state", self._states[text], text) if text else NOT_A_PLACE
            if not text:
                self._reject(chunk, i, "state", "no_state")
            elif names and names[i] and code != NOT_A_PLACE:
                self._same(chunk, i, "state", code, self._states[names[i]], self._places.states)
            codes.append(code)
        return codes

    def _municipalities_of(self, chunk: _Chunk, states: list[str]) -> list[str | None]:
        texts = chunk.cells.get("municipality")
        if texts is None:
            return [None] * len(states)
        names = chunk.cells.get("municipality_name")
        codes: list[str | None] = []
        for i, (state, text) in enumerate(zip(states, texts)):
            if not text or state == NOT_A_PLACE:
                codes.append(None)
                continue
            code = self._place(chunk, i, "municipality", self._municipalities[state, text], (state, text), state)
            if names and names[i] and code != NOT_A_PLACE:
                named = self._municipalities[state, names[i]]
                self._same(chunk, i, "municipality", code, named, self._places.municipalities(state))
            codes.append(code)
        return codes

    def _place(self, chunk: _Chunk, i: int, column: str, found: Found, asked: Any, state: str = "") -> str:
        """The code found, or a reason; a name read otherwise than to the letter is told once."""
        if found.code is None:
            names = self._say("row.candidates", names=", ".join(found.candidates)) if found.candidates else ""
            code, name = (*found.candidates, "", "")[:2]
            self._reject(
                chunk, i, column, found.key,
                candidates=names, state=self._places.states.get(state, ""), code=code, name=name,
            )  # fmt: skip
            return NOT_A_PLACE
        self._tell(chunk, i, column, found, asked)
        return found.code

    def _tell(self, chunk: _Chunk, i: int, column: str, found: Found, asked: Any) -> None:
        if found.key and (column, asked) not in self._told:
            self._told.add((column, asked))
            self._find(chunk, i, NOTE, column, found.key, read=found.read, score=found.score)

    def _same(self, chunk: _Chunk, i: int, column: str, code: str, named: Found, places: dict[str, str]) -> None:
        """Code and name of a place in two columns have to agree, where the name is known."""
        if named.code is not None and named.code != code:
            name = places.get(named.code, named.code)
            self._reject(chunk, i, f"{column}_name", "code_and_name", code=places[code], name=name)

    def _texts(self, chunk: _Chunk, column: str) -> list[str | None]:
        texts = chunk.cells.get(column)
        if texts is None:
            return [None] * len(chunk.lines)
        if any("Ã" in text for text in texts):
            for line, text in zip(chunk.lines, texts):
                if TWICE.search(text):
                    raise RegisterError("decoded_twice", line=line, text=text[:60])
        return [" ".join(unicodedata.normalize("NFC", text).split()) or None for text in texts]

    def _vocabulary(self, chunk: _Chunk, column: str, looked: _Looked) -> list[str | None]:
        texts = chunk.cells.get(column)
        if texts is None:
            return [None] * len(chunk.lines)
        slugs: list[str | None] = []
        for i, text in enumerate(texts):
            found = looked[text] if text else Found()
            if text and found.code is None:
                chunk.flags["missing_values"].add(i)
                self._find(chunk, i, FLAGGED, column, "unknown_word")
            elif text:
                self._tell(chunk, i, column, found, text)
            slugs.append(found.code)
        return slugs

    def _money(self, chunk: _Chunk, column: str) -> np.ndarray:
        """Pesos; NaN where the cell has no figure or is not understood."""
        texts = chunk.cells.get(column)
        amounts = np.full(len(chunk.lines), np.nan)
        if texts is None:
            return amounts
        read = partial(pesos, decimal=self._decimal)
        for i, text in enumerate(texts):
            try:
                amount = read(text)
            except NotMoneyError as error:
                self._reject(chunk, i, column, error.key)
                continue
            if amount is not None:
                amounts[i] = round(amount * self._multiply, 2)
        return amounts

    def _sums(self, chunk: _Chunk, columns: dict[str, Any]) -> None:
        """Parts that do not make the total are kept as they are, with a flag; so are parts that exceed it."""
        parts = np.array([columns[name] for name in SHARES])
        total = columns["total_mxn"]
        known = ~np.isnan(parts)
        summed = np.where(known.any(axis=0), np.nansum(parts, axis=0), np.nan)
        over = summed > total + TOLERANCE_MXN
        under = known.all(axis=0) & (summed < total - TOLERANCE_MXN)
        for i in np.flatnonzero(over | under):
            chunk.flags["conflicting_sources"].add(int(i))
            said = {"sum": f"{summed[i]:,.2f}", "total": f"{total[i]:,.2f}"}
            self._find(chunk, int(i), FLAGGED, "total_mxn", "parts_differ", **said)

    def _gaps(self, chunk: _Chunk, columns: dict[str, Any]) -> None:
        """Cells without a figure, in columns that the list has."""
        asked = [name for name in OWN_GAPS if name in chunk.cells]
        missing: dict[int, list[str]] = {}
        for name in asked:
            values = columns["municipality_code" if name == "municipality" else name]
            empty = np.flatnonzero(np.isnan(values)) if name in MONEY else (i for i, v in enumerate(values) if not v)
            for i in empty:
                missing.setdefault(int(i), []).append(name)
        for i, names in missing.items():
            if i not in chunk.rejected:
                chunk.flags["missing_values"].add(i)
                self._find(chunk, i, FLAGGED, "", "no_figure", columns=", ".join(names))


def _typed(columns: dict[str, Any], chunk: _Chunk) -> arrow.Table:
    """The rows that were not rejected, in the catalogue's types."""
    kept = np.array([i for i in range(len(chunk.lines)) if i not in chunk.rejected], dtype=np.int64)
    flags: list[list[str]] = [[] for _ in chunk.lines]
    for flag, rows in chunk.flags.items():
        for i in rows:
            flags[i].append(flag)
    table = catalog.register()
    schema = arrow_schema(table)
    cells = {**columns, "flags": flags}
    arrays = []
    for column in schema:
        values = cells[column.name]
        from_pandas = isinstance(values, np.ndarray)  # NaN is missing there
        arrays.append(arrow.array(values, type=column.type, from_pandas=from_pandas).take(arrow.array(kept)))
    rows = arrow.Table.from_arrays(arrays, schema=schema)
    for column in table.columns:
        if column.required and rows[column.name].null_count:
            raise AssertionError(f"{column.name} is required and missing in a row that was accepted")
    return rows


def _ended(chunk: _Chunk) -> list[Finding]:
    """The findings, each with how its row ended: a rejected row is not accepted with a flag as well."""
    lines = {chunk.lines[i] for i in chunk.rejected}
    return [
        finding._replace(outcome=REJECTED) if finding.outcome == FLAGGED and finding.line in lines else finding
        for finding in chunk.findings
    ]
