"""Where the words of a search stand in a register, by the importer's lists: no pass over every project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow.compute as compute
from numpy.typing import NDArray

from data.store.connection import query
from data.store.register_layout import BLOCK, DIGITS, belongs, beside, folded, rows_of
from data.store.row_groups import count_groups, groups_of, read_groups, read_rows
from data.store.tables import published_file

FEW_GROUPS, MOST_OF_ALL = 16, 0.5  # row groups of words: a pass over the register is quicker than to read more of them
MOST_ALIKE = 1_000  # projects of one word that are looked at one by one

Marks = NDArray[np.bool_]  # of each project, in the register's order


def has_words(register: Path) -> bool:
    """Whether the lists of words, of blocks and of places are there and of this register."""
    sha256 = published_file(register).sha256
    return all(belongs(beside(register, name), sha256) for name in ("words", "blocks", "places"))


def marks_of(register: Path, words: Sequence[str]) -> list[Marks | None]:
    """The projects in whose words each of these occurs; a word without a digit is looked for among those without.

    None for one that is a part of so many, as a digit is, that a pass over the register is quicker.
    """
    return [_marks(register, *_that_contain(register, word)) for word in words]


def projects_with(register: Path, word: str) -> list[int] | None:
    """The places of the projects that have exactly this word; None where they are too many to be looked at."""
    found = query(
        f"SELECT n, first FROM {rows_of(beside(register, 'words'))} WHERE digits = ? AND word = {folded('?')}",
        [_has_digits(word), word],
    )
    if found.empty or found["n"].item() > MOST_ALIKE:
        return [] if found.empty else None
    first, n = found["first"].item(), found["n"].item()
    if n == 1:
        return [first]
    return np.concatenate(list(read_rows(beside(register, "places"), first, first + n - 1, "stands"))).tolist()


def _has_digits(word: str) -> int:
    return int(not set(DIGITS).isdisjoint(word))


def _that_contain(register: Path, word: str) -> tuple[str, int, list[int]]:
    """The word as it is searched, whether it has digits, and the blocks in which it occurs."""
    digits = _has_digits(word)
    part = query(f"SELECT {folded('?')} AS part", [word])["part"].item()
    statement = f"""
        SELECT place AS block FROM {rows_of(beside(register, "blocks"))}
        WHERE {digits} BETWEEN digits_from AND digits_to AND contains(words, ?) ORDER BY block
    """
    return part, digits, query(statement, [part])["block"].tolist()


def _marks(register: Path, part: str, digits: int, blocks: Sequence[int]) -> Marks | None:
    path = beside(register, "words")
    groups = groups_of(path, [row for block in blocks for row in (block * BLOCK, (block + 1) * BLOCK - 1)])
    if len(groups) > max(FEW_GROUPS, MOST_OF_ALL * count_groups(path)):
        return None
    marks = np.zeros(published_file(register).rows, dtype=bool)
    several: list[tuple[int, int]] = []
    for rows in read_groups(path, groups, ["word", "digits", "n", "first"]):
        here = compute.and_(compute.equal(rows["digits"], digits), compute.match_substring(rows["word"], part))
        found = rows.filter(here)
        n, first = found["n"].to_numpy(), found["first"].to_numpy()
        marks[first[n == 1]] = True
        several += zip(first[n > 1].tolist(), n[n > 1].tolist())
    for begin, end in _runs(several):
        for stands in read_rows(beside(register, "places"), begin, end, "stands"):
            marks[stands] = True
    return marks


def _runs(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last row of pieces (first row, length), those that touch as one."""
    runs: list[tuple[int, int]] = []
    for first, length in sorted(pieces):
        if runs and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], first + length - 1)
        else:
            runs.append((first, first + length - 1))
    return runs
