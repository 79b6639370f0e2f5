"""One read-only DuckDB connection for the process, locked to the published folder; a cursor a query."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data import catalog
from data.store import origin

log = logging.getLogger(__name__)
_lock = threading.Lock()


class DataUnavailableError(Exception):
    """A published file is missing or cannot be read."""


@cache
def published_folder() -> Path:
    """The folder of the published files, which DATA_URL names (data/store/origin.py); the app reads nothing else."""
    return origin.chosen_folder()


# Annual mean of the INPC for complete years, and the factor that turns pesos of a year into pesos of the latest one.
DEFLATOR = """
CREATE VIEW deflator AS
WITH yearly AS (
    SELECT year(month) AS year, avg(inpc) AS inpc FROM price_index GROUP BY ALL HAVING count(*) = 12
)
SELECT year, (SELECT inpc FROM yearly ORDER BY year DESC LIMIT 1) / inpc AS to_latest,
       (SELECT max(year) FROM yearly) AS base_year
FROM yearly
"""

# Mean of the monthly FIX means of a quarter, only where all three months are there.
QUARTERLY_FIX = """
CREATE VIEW quarterly_fix AS
SELECT date_trunc('quarter', month)::DATE AS quarter, avg(mxn_per_usd) AS mxn_per_usd
FROM exchange_rate GROUP BY ALL HAVING count(*) = 3
"""

# What a reader's process never does: other files, the network, extensions, secrets.
CLOSED = (
    "autoinstall_known_extensions",
    "autoload_known_extensions",
    "allow_community_extensions",
    "allow_persistent_secrets",
    "enable_external_access",
)
DERIVED_VIEWS = {"deflator": DEFLATOR, "quarterly_fix": QUARTERLY_FIX}


def imported_register() -> Path | None:
    """The file of the register of projects, where somebody imported one; it may come while the site runs."""
    path = published_folder() / f"{catalog.register().table_id}.parquet"
    return path if path.is_file() else None


def _create_views(connection: duckdb.DuckDBPyConnection) -> None:
    present = {
        name for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    }
    imported = [path.stem] if (path := imported_register()) else []
    for table_id in {*catalog.tables(), *imported} - present:
        path = published_folder() / f"{table_id}.parquet"
        statement = f"CREATE VIEW \"{table_id}\" AS SELECT * FROM read_parquet('{path.as_posix()}')"
        _create_view(connection, table_id, statement)
    for name in DERIVED_VIEWS.keys() - present:
        _create_view(connection, name, DERIVED_VIEWS[name])


def _create_view(connection: duckdb.DuckDBPyConnection, name: str, statement: str) -> None:
    try:
        connection.execute(statement)
    except duckdb.Error as error:
        log.error("no view of %s: %s", name, error)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute(f"SET allowed_directories = ['{published_folder().as_posix()}']")
    for setting in CLOSED:
        connection.execute(f"SET {setting} = false")
    connection.execute("SET lock_configuration = true")  # last: nothing changes from here on
    _create_views(connection)
    return connection


def query(statement: str, parameters: Sequence[Any] = ()) -> pd.DataFrame:
    """Rows of a statement with bound parameters, on a cursor of its own.

    DataUnavailableError when a file it reads is missing or corrupt; a file that came back is picked up again.
    """
    try:
        return _execute(statement, parameters)
    except duckdb.CatalogException:
        with _lock:
            _create_views(_connection())
    try:
        return _execute(statement, parameters)
    except duckdb.CatalogException as error:
        raise DataUnavailableError(str(error)) from error


def _execute(statement: str, parameters: Sequence[Any]) -> pd.DataFrame:
    with _lock:
        connection = _connection()
    try:
        with connection.cursor() as cursor:
            return cursor.execute(only_read(cursor, statement), list(parameters)).df()
    except duckdb.CatalogException:
        raise
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
        log.error("published data cannot be read: %s", error)
        raise DataUnavailableError(str(error)) from error


def only_read(cursor: duckdb.DuckDBPyConnection, statement: str) -> str:
    """The statement, once it is known to be one that reads: the database may write where it reads, so we never do.

    ValueError for several of them, or another kind.
    """
    kinds = [parsed.type for parsed in cursor.extract_statements(statement)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise ValueError(f"no single statement that reads: {kinds}")
    return statement


def cursor() -> duckdb.DuckDBPyConnection:
    """A cursor for a caller that streams rows over it; the caller closes it."""
    with _lock:
        return _connection().cursor()


def renew_views() -> None:
    """Picks up published files that were missing when the views were made."""
    with _lock:
        _create_views(_connection())


@dataclass(frozen=True)
class Resource:
    """A published file as `datapackage.json` states it. path: below the published folder; hash: SHA-256, hex."""

    name: str
    path: str
    bytes: int
    sha256: str


def resources() -> dict[str, Resource]:
    """The published files by name, as they are described now. DataUnavailableError when that cannot be read."""
    path = published_folder() / "datapackage.json"
    try:
        return _resources(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataUnavailableError(f"datapackage.json: {error}") from error


@lru_cache(maxsize=2)
def _resources(path: Path, modified_ns: int) -> dict[str, Resource]:
    package = json.loads(path.read_text(encoding="utf-8"))
    return {
        r["name"]: Resource(r["name"], r["path"], int(r["bytes"]), r["hash"].removeprefix("sha256:"))
        for r in package["resources"]
    }


def resource_path(name: str) -> str:
    """Path below the published folder of a resource, e.g. `geo_mx_states`. DataUnavailableError when unknown."""
    try:
        return resources()[name].path
    except KeyError as error:
        raise DataUnavailableError(f"no published resource {name}") from error
