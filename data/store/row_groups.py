"""Rows of a Parquet file by their number, read without the database.

The database looks at every row group for the rows of one: a hundred times as long in a file of thousands of groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as arrow
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from data.store.connection import DataUnavailableError

GROUPS_AT_ONCE = 32  # that are in memory together: some megabytes


def count_groups(path: Path) -> int:
    """How many row groups there are. DataUnavailableError when it cannot be read."""
    return len(_open(path)[1])


def groups_of(path: Path, rows: Iterable[int]) -> list[int]:
    """The row groups that hold these rows, each once and in order. DataUnavailableError when it cannot be read."""
    return np.unique(np.searchsorted(_open(path)[1], list(rows), side="right") - 1).tolist()


def read_groups(path: Path, groups: Sequence[int], columns: Sequence[str]) -> Iterator[arrow.Table]:
    """These row groups, some at a time. DataUnavailableError when they cannot be read."""
    try:
        with parquet.ParquetFile(path, metadata=_open(path)[0]) as file:
            for i in range(0, len(groups), GROUPS_AT_ONCE):
                yield file.read_row_groups(groups[i : i + GROUPS_AT_ONCE], columns=list(columns))
    except (OSError, arrow.ArrowException) as error:
        raise DataUnavailableError(str(error)) from error


def read_rows(path: Path, first: int, last: int, column: str) -> Iterator[NDArray[np.int32]]:
    """A column of numbers without gaps, from one row to another, both included."""
    begin, end = groups_of(path, [first]), groups_of(path, [last])
    before = int(_open(path)[1][begin[0]])
    for table in read_groups(path, range(begin[0], end[0] + 1), [column]):
        values = table.column(0).to_numpy()
        yield values[max(first - before, 0) : last + 1 - before]
        before += len(values)


def _open(path: Path) -> tuple[parquet.FileMetaData, NDArray[np.int64]]:
    """What the file says of itself, and the first row of each of its row groups."""
    try:
        facts = path.stat()
        return _metadata(path, facts.st_size, facts.st_mtime_ns)
    except (OSError, arrow.ArrowException) as error:
        raise DataUnavailableError(str(error)) from error


@lru_cache(maxsize=8)
def _metadata(path: Path, size: int, modified_ns: int) -> tuple[parquet.FileMetaData, NDArray[np.int64]]:
    metadata = parquet.read_metadata(path)
    lengths = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
    return metadata, np.cumsum([0, *lengths])[:-1]
