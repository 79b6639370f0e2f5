"""Tables found by words: in their names, descriptions, columns and sources, in either language, accents optional."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from data import catalog
from data.text import plain

NAME, ABOUT, COLUMN, SOURCE = 8, 4, 2, 1  # how much a word counts by where it was found
MOST_WORDS = 8
SHORTEST, LIKE = 4, 0.75  # a word that may be a slip of the hand: its letters, and how like it is to the right one


@dataclass(frozen=True)
class Found:
    """A table, and its columns in which words were found."""

    table: catalog.Table
    columns: tuple[catalog.Column, ...]


def fold(text: str) -> str:
    """Lower case without accents; underscores are spaces."""
    return plain(text).replace("_", " ")


def find(words: str, tables: Iterable[catalog.Table]) -> list[Found]:
    """The tables in which every word occurs, the best first; all of them where there are no words."""
    wanted = fold(words).split()[:MOST_WORDS]
    scored = [(_score(table, wanted), table) for table in tables]
    hits = [(score, table) for score, table in scored if score]
    return [Found(table, _columns(table, wanted)) for _, table in sorted(hits, key=lambda hit: -hit[0])]


def meant(words: str, tables: Iterable[catalog.Table]) -> str | None:
    """The words with those that occur nowhere put right, where one is close enough; None where nothing is."""
    texts = [text for table in tables for text, _ in _texts(table.table_id)]
    known = {word for text in texts for word in text.split() if len(word) >= SHORTEST}
    corrected = [_corrected(word, known) for word in fold(words).split()[:MOST_WORDS]]
    if None in corrected:
        return None
    return " ".join(word for word in corrected if word)


def _corrected(word: str, known: set[str]) -> str | None:
    if any(word in other for other in known):
        return word
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=LIKE) if len(word) >= SHORTEST else []
    return close[0] if close else None


def _score(table: catalog.Table, wanted: list[str]) -> int:
    """0 unless every word occurs."""
    best = [max((weight for text, weight in _texts(table.table_id) if word in text), default=0) for word in wanted]
    return (sum(best) or 1) if all(best) else 0


def _columns(table: catalog.Table, wanted: list[str]) -> tuple[catalog.Column, ...]:
    return tuple(c for c in table.columns if any(word in text for word in wanted for text in _of_column(c)))


@cache
def _texts(table_id: str) -> tuple[tuple[str, int], ...]:
    """All that is said of a table, folded, with its weight."""
    table = catalog.table(table_id)
    sources = [catalog.sources()[source] for source in table.sources]
    publishers = [catalog.publishers()[source.publisher] for source in sources]
    return (
        *((fold(text), NAME) for text in (table.table_id, *_both(table.title))),
        *((fold(text), ABOUT) for text in (*_both(table.description), *_both(table.coverage))),
        *((text, COLUMN) for column in table.columns for text in _of_column(column)),
        *((fold(text), SOURCE) for source in sources for text in _both(source.title)),
        *((fold(text), SOURCE) for publisher in publishers for text in _both(publisher.title)),
        *((fold(source.source_id), SOURCE) for source in sources),
        *((fold(text), SOURCE) for publisher in publishers for text in _both(publisher.short)),
    )


def _of_column(column: catalog.Column) -> tuple[str, ...]:
    values = [text for value in (column.values or {}).values() for text in _both(value)]
    return tuple(fold(text) for text in (column.name, *_both(column.title), *_both(column.description), *values))


def _both(text: catalog.Text) -> tuple[str, str]:
    return text.es, text.en
