"""What a table is, as JSON, from the catalogue alone."""

from __future__ import annotations

from typing import Any

from data import catalog
from data.store import DataUnavailableError, published_table, sources_of

FORMATS = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TABLES_PATH = "/api/v1/tables"


def rows_path(table_id: str, format: str) -> str:
    """The address of a table's rows in a format."""
    return f"{TABLES_PATH}/{table_id}.{format}"


def release() -> dict[str, str]:
    """Version and date of the data."""
    return catalog.release().model_dump()


def summary(table: catalog.Table) -> dict[str, Any]:
    """A table in the list of tables. `rows` and `bytes` are null while its file is not there."""
    try:
        published = published_table(table.table_id)
        facts = {"rows": published.rows, "bytes": published.bytes, "sha256": published.sha256}
    except DataUnavailableError:
        facts = {"rows": None, "bytes": None, "sha256": None}
    return {
        "table": table.table_id,
        "topic": table.topic,
        "of_programme": table.of_programme,
        "title": table.title.model_dump(),
        "description": table.description.model_dump(),
        "coverage": table.coverage.model_dump(),
        **facts,
        "metadata": f"{TABLES_PATH}/{table.table_id}",
        "formats": {name: rows_path(table.table_id, name) for name in FORMATS},
        "file": f"/files/{table.table_id}.parquet",
    }


def description(table: catalog.Table) -> dict[str, Any]:
    """All that the catalogue says of a table."""
    return {
        **summary(table),
        "release": release(),
        "key": list(table.key),
        "columns": [column(c) for c in table.columns],
        "flags": flags(table),
        "sources": [source(entry) for entry in sources_of(table)],
    }


def column(entry: catalog.Column) -> dict[str, Any]:
    """A column: type, unit, meaning, limits, and what its codes stand for."""
    unit = catalog.units()[entry.unit] if entry.unit else None
    values = {slug: text.model_dump() for slug, text in entry.values.items()} if entry.values else None
    return {
        "name": entry.name,
        "type": entry.type,
        "required": entry.required,
        "title": entry.title.model_dump(),
        "description": entry.description.model_dump(),
        "unit": {"id": entry.unit, "title": unit.title.model_dump()} if unit else None,
        "minimum": entry.minimum,
        "maximum": entry.maximum,
        "values": values,
        "pattern": entry.pattern,
        "refers": entry.refers,
    }


def flags(table: catalog.Table) -> list[dict[str, Any]]:
    """The caveats of a table, in full."""
    return [{"flag": name, **catalog.flags()[name].model_dump()} for name in table.flags]


def source(entry: catalog.Source) -> dict[str, Any]:
    """A source with its publisher and licence in full."""
    return {
        "source_id": entry.source_id,
        "title": entry.title.model_dump(),
        "publisher": catalog.publishers()[entry.publisher].model_dump(),
        "licence": {"id": entry.licence, **catalog.licences()[entry.licence].model_dump()},
        "coverage": entry.coverage.model_dump(),
        "url": entry.url,
        "retrieved_via": entry.retrieved_via,
        "sha256": entry.sha256,
        "note": entry.note.model_dump() if entry.note else None,
    }
