"""Rows of a Parquet file by their number, whatever the row groups they lie in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from data.store import row_groups
from data.store.connection import DataUnavailableError
from data.store.row_groups import count_groups, groups_of, read_groups, read_rows

STANDS = np.random.default_rng(31).integers(0, 1_000, 95).astype(np.int32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten row groups of ten rows, the last of them shorter."""
    path = tmp_path / "rows.parquet"
    parquet.write_table(arrow.table({"stands": STANDS}), path, row_group_size=10)
    return path


def rows(path: Path, first: int, last: int) -> list[int]:
    return np.concatenate(list(read_rows(path, first, last, "stands"))).tolist()


@pytest.mark.parametrize("at_once", [1, 3, 32])
def test_rows_are_those_asked_for(file: Path, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_groups, "GROUPS_AT_ONCE", at_once)
    for first in range(len(STANDS)):
        for last in range(first, len(STANDS)):
            assert rows(file, first, last) == STANDS[first : last + 1].tolist(), (first, last)


def test_groups_hold_the_rows_and_come_once(file: Path) -> None:
    assert groups_of(file, [0, 9, 10, 94, 500]) == [0, 1, 9]
    assert groups_of(file, []) == []
    assert count_groups(file) == 10
    read = [table["stands"].to_numpy() for table in read_groups(file, [0, 9], ["stands"])]
    assert np.concatenate(read).tolist() == [*STANDS[:10], *STANDS[90:]]


def test_a_file_that_is_replaced_is_read_anew(file: Path, tmp_path: Path) -> None:
    assert rows(file, 0, 0) == [STANDS[0]]
    aside = tmp_path / "aside.parquet"
    parquet.write_table(arrow.table({"stands": STANDS[::-1].copy()}), aside, row_group_size=7)
    aside.replace(file)
    assert rows(file, 5, 80) == STANDS[::-1][5:81].tolist()


@pytest.mark.parametrize("content", [None, b"", b"PAR1 and no more"])
def test_a_file_that_cannot_be_read_is_told(file: Path, content: bytes | None) -> None:
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(DataUnavailableError):
        rows(file, 0, 3)
