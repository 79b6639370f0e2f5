"""JSON Schemas of what the service answers: rows from the catalogue, descriptions and problems as they are built."""

from __future__ import annotations

from typing import Any

from data import catalog
from data.api.problems import KINDS
from data.api.selections import LARGEST, vocabulary
from data.catalog import Column, Table

TYPES = {"string": "string", "integer": "integer", "number": "number", "date": "string", "list": "array"}


def value(column: Column) -> dict[str, Any]:
    """What one value in a filter may be."""
    if column.type == "integer":
        return {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}
    if column.type == "number":
        return {"type": "number"}
    if column.type == "date":
        return {"type": "string", "format": "date"}
    schema: dict[str, Any] = {"type": "string"}
    if allowed := vocabulary(column):
        schema["enum"] = allowed
    elif column.pattern:
        schema["pattern"] = _pattern(column.pattern)
    return schema


def _pattern(pattern: str) -> str:
    return pattern.replace(r"\d", "[0-9]")  # which digits `\d` means differs from reader to reader


def row(table: Table) -> dict[str, Any]:
    """A record of a table. No column is required of it, as the query may choose; null only where it may be missing."""
    return {
        "type": "object",
        "description": table.title.en,
        "properties": {column.name: _cell(column) for column in table.columns},
        "additionalProperties": False,
    }


def _cell(column: Column) -> dict[str, Any]:
    kind = TYPES[column.type]
    schema: dict[str, Any] = {
        "title": column.title.en,
        "description": column.description.en,
        "type": kind if column.required else [kind, "null"],
    }
    if column.type == "list":
        schema["items"] = {"type": "string", "enum": vocabulary(column)}
    elif allowed := vocabulary(column):
        schema["enum"] = allowed if column.required else [*allowed, None]
    if column.pattern:
        schema["pattern"] = _pattern(column.pattern)
    if column.type == "date":
        schema["format"] = "date"
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    if column.unit:
        schema["x-unit"] = column.unit
    return {**schema, **{name: bound for name, bound in bounds.items() if bound is not None}}


def _object(properties: dict[str, Any], *, closed: bool = True) -> dict[str, Any]:
    """An object that has all of these members."""
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return {**schema, "additionalProperties": False} if closed else schema


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


STRING = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
TEXT = _ref("Text")
SUMMARY = {
    "table": STRING,
    "topic": STRING,
    "of_programme": {"type": "boolean", "description": "About Programa 3x1 itself, not about its context"},
    "title": TEXT,
    "description": TEXT,
    "coverage": TEXT,
    "rows": _or_null(COUNT),
    "bytes": _or_null(COUNT),
    "sha256": _or_null(HASH),
    "metadata": STRING,
    "formats": {"type": "object", "additionalProperties": STRING},
    "file": {"type": "string", "description": "The published Parquet file"},
}
DESCRIPTION = {
    **SUMMARY,
    "release": _ref("Release"),
    "key": _list(STRING),
    "columns": _list(_ref("Column")),
    "flags": _list(_ref("Flag")),
    "sources": _list(_ref("Source")),
}
PAGING = {
    "query": STRING,
    "matching": {**COUNT, "description": "Rows that fulfil the filters"},
    "offset": COUNT,
    "limit": _or_null(COUNT),
    "returned": COUNT,
    "next": _or_null({"type": "string", "description": "The address of the next page"}),
}
DESCRIPTIONS = {
    "Text": _object({"es": STRING, "en": STRING}),
    "Release": _object({"version": STRING, "date": {"type": "string", "format": "date"}}),
    "Column": _object(
        {
            "name": STRING,
            "type": {"type": "string", "enum": list(TYPES)},
            "required": {"type": "boolean"},
            "title": TEXT,
            "description": TEXT,
            "unit": _or_null(_object({"id": STRING, "title": TEXT})),
            "minimum": {"type": ["number", "null"]},
            "maximum": {"type": ["number", "null"]},
            "values": _or_null({"type": "object", "additionalProperties": TEXT}),
            "pattern": {"type": ["string", "null"]},
            "refers": {"type": ["string", "null"], "description": "The table.column whose codes it takes"},
        }
    ),
    "Flag": _object({"flag": {"type": "string", "enum": list(catalog.flags())}, "title": TEXT, "meaning": TEXT}),
    "Source": _object(
        {
            "source_id": STRING,
            "title": TEXT,
            "publisher": _object({"title": TEXT, "short": TEXT, "url": {"type": ["string", "null"]}}),
            "licence": _object({"id": STRING, "title": TEXT, "url": {"type": ["string", "null"]}}),
            "coverage": TEXT,
            "url": {"type": ["string", "null"]},
            "retrieved_via": STRING,
            "sha256": HASH,
            "note": _or_null(TEXT),
        }
    ),
    "TableSummary": _object(SUMMARY),
    "TableList": _object({"release": _ref("Release"), "tables": _list(_ref("TableSummary"))}),
    "Table": _object(DESCRIPTION),
    "RowsHead": _object({**DESCRIPTION, **PAGING}, closed=False),
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. What it names depends on its type.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/api/v1/openapi.json#{kind}" for kind in KINDS]},
        "title": STRING,
        "status": {"type": "integer"},
        "detail": STRING,
        "table": STRING,
        "column": STRING,
        "operator": STRING,
        "parameter": STRING,
        "value": STRING,
        "expected": STRING,
        "allowed": _list(STRING),
        "rows": COUNT,
        "limit": COUNT,
    },
}
