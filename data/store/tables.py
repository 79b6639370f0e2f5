"""Any published table, whole or in part, a batch at a time: what the API answers with."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as arrow
import pyarrow.parquet as parquet

from data import catalog
from data.store.connection import DataUnavailableError, cursor, only_read, published_folder, query, renew_views

log = logging.getLogger(__name__)
Operator = Literal["any_of", "contains", "gte", "lte", "starts"]
BATCH_ROWS = 20_000
TIMES = ("year", "fiscal_year", "quarter", "month")


class TooMuchWorkError(Exception):
    """A selection took longer, or more memory, than it may."""


@dataclass(frozen=True)
class Condition:
    """What the values of a column must be: one of some, at least or at most one, or begin with one of some; or, of a
    list, that it holds one of some."""

    column: str
    operator: Operator
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Order:
    """A column to sort by."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Selection:
    """Rows and columns of one published table. Without columns all of them; without limit all rows."""

    table: catalog.Table
    columns: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int | None = None
    offset: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in the order they are asked for."""
        return self.columns or tuple(column.name for column in self.table.columns)

    @property
    def is_whole(self) -> bool:
        """Whether it is the table as it was published."""
        return self == Selection(self.table)

    @property
    def is_filtered(self) -> bool:
        """Whether anything of the table is left out."""
        return bool(self.columns or self.conditions or self.offset or self.limit is not None)


@dataclass(frozen=True)
class PublishedTable:
    """The Parquet file of a table."""

    path: Path
    sha256: str
    bytes: int
    rows: int


def published_table(table_id: str) -> PublishedTable:
    """The file of a table as it is now. DataUnavailableError when it is missing or cannot be read."""
    return published_file(published_folder() / f"{table_id}.parquet")


def published_file(path: Path) -> PublishedTable:
    """A Parquet file as it is now. DataUnavailableError when it is missing or cannot be read."""
    try:
        facts = path.stat()
        return _published_table(path, facts.st_size, facts.st_mtime_ns)
    except (OSError, arrow.ArrowException) as error:
        raise DataUnavailableError(f"{path.name}: {error}") from error


def modified(table_id: str) -> date:
    """The day (UTC) on which a table's file was written. DataUnavailableError when it is missing."""
    try:
        seconds = (published_folder() / f"{table_id}.parquet").stat().st_mtime
    except OSError as error:
        raise DataUnavailableError(f"{table_id}: {error}") from error
    return datetime.fromtimestamp(seconds, UTC).date()


@lru_cache(maxsize=512)
def _published_table(path: Path, size: int, modified_ns: int) -> PublishedTable:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PublishedTable(path, digest, size, parquet.read_metadata(path).num_rows)


def published_schema(selection: Selection) -> arrow.Schema:
    """The types of a selection's columns, as the published file has them."""
    schema = parquet.read_schema(published_table(selection.table.table_id).path)
    return arrow.schema([schema.field(name) for name in selection.names])


def period(table_id: str) -> tuple[Any, Any] | None:
    """First and last value of a table's column of time (year, fiscal_year, quarter, month); None without one."""
    column = next((c.name for c in catalog.table(table_id).columns if c.name in TIMES), None)
    return _period(table_id, column, published_table(table_id).sha256) if column else None


@lru_cache(maxsize=512)
def _period(table_id: str, column: str, sha256: str) -> tuple[Any, Any] | None:
    name = _quoted(column)
    ends = query(f"SELECT min({name}) AS first, max({name}) AS last FROM {_quoted(table_id)}").iloc[0]
    return None if ends.isna().any() else (ends["first"], ends["last"])


class Batches:
    """The rows of a statement as Arrow batches, on a cursor of their own. Close it when done.

    `seconds` is the time the database may work for it; what a slow reader takes does not count. TooMuchWorkError when
    it is used up, DataUnavailableError when the file cannot be read, at the start or in the middle.
    """

    def __init__(self, statement: str, values: list[Any], seconds: float) -> None:
        self._cursor = cursor()
        self._seconds = seconds
        self._busy = threading.Lock()
        try:
            self._reader = self._open(statement, values)
        except BaseException:
            self.close()
            raise

    def _open(self, statement: str, values: list[Any]) -> arrow.RecordBatchReader:
        with self._working():
            try:
                relation = self._cursor.sql(only_read(self._cursor, statement), params=values)
            except duckdb.CatalogException:
                renew_views()
                relation = self._cursor.sql(statement, params=values)
            # A relation streams; a result of execute() would be copied whole first.
            return relation.to_arrow_reader(BATCH_ROWS)

    def __iter__(self) -> Iterator[arrow.RecordBatch]:
        while True:
            with self._working():
                try:
                    batch = self._reader.read_next_batch()
                except StopIteration:
                    return
            yield batch

    def close(self) -> None:
        """Frees the cursor; what another thread is reading over it is stopped first."""
        self._cursor.interrupt()
        with self._busy:
            self._cursor.close()

    @contextmanager
    def _working(self) -> Iterator[None]:
        timer = threading.Timer(self._seconds, self._cursor.interrupt)
        timer.daemon = True
        timer.start()
        started = time.monotonic()
        try:
            if self._seconds <= 0:
                raise TooMuchWorkError
            with self._busy:
                yield
        except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
            raise TooMuchWorkError(str(error)) from error
        except (duckdb.Error, OSError, arrow.ArrowException) as error:
            if "INTERRUPT" in str(error):  # how Arrow passes on an interruption
                raise TooMuchWorkError(str(error)) from error
            log.error("published data cannot be read: %s", error)
            raise DataUnavailableError(str(error)) from error
        finally:
            timer.cancel()
            self._seconds -= time.monotonic() - started


def rows(selection: Selection, seconds: float) -> Batches:
    """The rows of a selection, with the published columns, units and types."""
    return Batches(*_statement(selection), seconds)


def matching_rows(selection: Selection, seconds: float) -> int:
    """How many rows fulfil a selection's conditions, before limit and offset."""
    if not selection.conditions:
        return published_table(selection.table.table_id).rows
    where, values = _where(selection)
    statement = f"SELECT count(*) AS n FROM {_quoted(selection.table.table_id)}{where}"
    with closing(Batches(statement, values, seconds)) as batches:
        return int(next(iter(batches)).column(0)[0].as_py())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _column(selection: Selection, name: str) -> str:
    return _quoted(selection.table.column(name).name)


def _where(selection: Selection) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    for condition in selection.conditions:
        column = _column(selection, condition.column)
        if condition.operator == "any_of":
            conditions.append(f"{column} IN ({', '.join('?' * len(condition.values))})")
            values += condition.values
        elif condition.operator == "contains":
            conditions.append(f"list_has_any({column}, ?)")
            values.append(list(condition.values))
        elif condition.operator == "starts":
            conditions.append("(" + " OR ".join([f"starts_with({column}, ?)"] * len(condition.values)) + ")")
            values += condition.values
        else:
            conditions.append(f"{column} {'>=' if condition.operator == 'gte' else '<='} ?")
            values += condition.values
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _statement(selection: Selection) -> tuple[str, list[Any]]:
    columns = ", ".join(_column(selection, name) for name in selection.names)
    where, values = _where(selection)
    statement = f"SELECT {columns} FROM {_quoted(selection.table.table_id)}{where}"
    if selection.order:
        # The key decides among equals, so that pages neither repeat a row nor leave one out.
        orders = [*selection.order, *(Order(name) for name in selection.table.key)]
        terms = [f"{_column(selection, o.column)} {'DESC' if o.descending else 'ASC'} NULLS LAST" for o in orders]
        statement += " ORDER BY " + ", ".join(terms)
    if selection.limit is not None or selection.offset:
        statement += " LIMIT ? OFFSET ?"
        values += [selection.limit if selection.limit is not None else 2**62, selection.offset]
    return statement, values
