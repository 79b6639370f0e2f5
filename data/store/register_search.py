"""Which projects of a register a search finds: how many there are, and where those of one page stand.

Each project is one mark of a bit map as long as the register: words are brought together mark by mark, which takes a
hundredth of a second where a database that sorts out what comes twice takes seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.store.connection import query
from data.store.filters import Where
from data.store.register_layout import belongs, beside, folded, rows_of, search_statement
from data.store.register_words import Marks, has_words, marks_of
from data.store.tables import published_file

KEPT_PLACES = 100_000  # places that one pass over the register keeps; a page further down takes a second pass


def found(register: Path, where: Where, words: Sequence[str], first: int, rows: int) -> tuple[int, list[int]]:
    """How many projects are under the conditions and have every word, and the places of `rows` of them from `first`."""
    words = list(dict.fromkeys(words))
    listed = marks_of(register, words) if words and has_words(register) else [None] * len(words)
    for word, marks in zip(words, listed):
        if marks is None:
            where.contains("words", folded("?"), word)
    known = [marks for marks in listed if marks is not None]
    if not known:
        return _asked(_rows(register), where, first, rows)
    marks = np.logical_and.reduce(known)
    if where.values:
        marks &= _marked(_rows(register), where, marks)
    places = np.flatnonzero(marks)
    return len(places), places[first : first + rows].tolist()


def _rows(register: Path) -> str:
    """SQL of what is searched: the importer's file, or the register itself."""
    made = beside(register, "search")
    if belongs(made, published_file(register).sha256):
        return rows_of(made)
    return f"({search_statement(rows_of(register), 'municipalities')})"


def _marked(source: str, where: Where, among: Marks) -> Marks:
    """The projects under the conditions; what lies before the first mark of `among` and after its last is left out."""
    marks, ends = np.zeros_like(among), np.flatnonzero(among)[[0, -1]].tolist() if among.any() else [0, -1]
    statement = f"SELECT place::INTEGER AS place FROM {source} WHERE place BETWEEN {ends[0]} AND {ends[1]} AND {where}"
    marks[query(statement, where.values)["place"].to_numpy()] = True
    return marks


def _asked(source: str, where: Where, first: int, rows: int) -> tuple[int, list[int]]:
    """The same by passes over the register, without its lists of words."""
    keep = first + rows
    kept = f"min(place, {keep})" if 0 < keep <= KEPT_PLACES else "NULL"
    counted = query(f"SELECT count(*) AS found, {kept} AS places FROM {source} WHERE {where}", where.values).iloc[0]
    n = int(counted["found"])
    if keep <= KEPT_PLACES:
        return n, [int(place) for place in counted["places"][first:]] if n and rows else []
    if first >= n:
        return n, []
    statement = f"SELECT place FROM {source} WHERE {where} ORDER BY place LIMIT ? OFFSET ?"
    return n, query(statement, [*where.values, rows, first])["place"].tolist()
