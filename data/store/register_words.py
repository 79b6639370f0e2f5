"""Where the words of a search stand in a register, by the importer's list of words: no pass over every project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.store.connection import query
from data.store.register_layout import DIGITS, belongs, beside, folded
from data.store.tables import published_file

Places = NDArray[np.int32]

MOST_RUNS = 64  # pieces of the file of places that a word may be gathered from
MOST_ALONE = 200_000  # words of one project each
MOST_ALIKE = 1_000  # projects of one word that are looked at one by one


def has_words(register: Path) -> bool:
    """Whether the lists of words and places are there and of this register."""
    sha256 = published_file(register).sha256
    return all(belongs(beside(register, name), sha256) for name in ("words", "places"))


def places_with(register: Path, words: Sequence[str]) -> list[Places | None]:
    """The places of the projects in whose words each of these occurs; in no order, and one may come twice.

    All are found in one pass over the words; a word without a digit is looked for among those without, which are few.
    None for one that is a part of so many words that a pass over the register is quicker.
    """
    places: dict[str, Places | None] = {}
    for digits in (0, 1):
        places |= _found(register, [word for word in words if _has_digits(word) == digits], digits)
    return [places[word] for word in words]


def projects_with(register: Path, word: str) -> list[int] | None:
    """The places of the projects that have exactly this word; None where they are too many to be looked at."""
    found = query(
        f"SELECT n, first FROM {_words(register)} WHERE digits = ? AND word = {folded('?')}",
        [_has_digits(word), word],
    )
    if found.empty or found["n"].item() > MOST_ALIKE:
        return [] if found.empty else None
    first, n = found["first"].item(), found["n"].item()
    return [first] if n == 1 else query(_rows_between(register, first, first + n - 1))["place"].tolist()


def _has_digits(word: str) -> int:
    return int(not set(DIGITS).isdisjoint(word))


def _found(register: Path, words: Sequence[str], digits: int) -> dict[str, Places | None]:
    if not words:
        return {}
    occurs = [f"contains(word, {folded('?')})" for _ in words]
    found = query(
        f"""
        SELECT n, first, {", ".join(f"{one} AS in_{i}" for i, one in enumerate(occurs))}
        FROM {_words(register)}
        WHERE digits = {digits} AND ({" OR ".join(occurs)}) ORDER BY first
        """,
        [*words, *words],
    )
    return {word: _places(register, found[found[f"in_{i}"]]) for i, word in enumerate(words)}


def _places(register: Path, found: pd.DataFrame) -> Places | None:
    several = found[found["n"] > 1]
    runs = _runs(list(zip(several["first"].tolist(), several["n"].tolist())))
    alone = found.loc[found["n"] == 1, "first"].to_numpy(dtype=np.int32)
    if len(runs) > MOST_RUNS or len(alone) > MOST_ALONE:
        return None
    if not runs:
        return alone
    gathered = query(" UNION ALL ".join(_rows_between(register, a, b) for a, b in runs))["place"].to_numpy()
    return np.concatenate([alone, gathered])


def _runs(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last row of pieces (first row, length; in order), those that touch as one."""
    runs: list[tuple[int, int]] = []
    for first, length in pieces:
        if runs and runs[-1][1] + 1 == first:
            runs[-1] = (runs[-1][0], first + length - 1)
        else:
            runs.append((first, first + length - 1))
    return runs


def _words(register: Path) -> str:
    return f"read_parquet('{beside(register, 'words').as_posix()}')"


def _rows_between(register: Path, first: int, last: int) -> str:
    rows = f"read_parquet('{beside(register, 'places').as_posix()}', file_row_number = true)"
    return f"SELECT stands AS place FROM {rows} WHERE file_row_number BETWEEN {first} AND {last}"
