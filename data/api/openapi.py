"""`/api/v1/openapi.json` (OpenAPI 3.1), made from the catalogue: every path, parameter, row, error and an example."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from functools import lru_cache
from typing import Any

from data import catalog, store
from data.api import health, problems
from data.api.answers import WORK_SECONDS
from data.api.metadata import FORMATS, TABLES_PATH
from data.api.publications import Publication
from data.api.rows import MOST_ROWS
from data.api.schemas import DESCRIPTIONS, PROBLEM, row, value
from data.api.selections import LANGUAGES, LARGEST, LONGEST_QUERY, MOST_VALUES, PREFIX, operators
from data.catalog import Column, Table
from data.store import DataUnavailableError, Selection

MEDIA_TYPE = "application/json"
OPERATORS = {"gte": "this or more", "lte": "this or less", "starts": "codes that begin with any of these"}
ABOUT = f"""\
Tables about Mexico's Programa 3x1 para Migrantes and its context, with the meaning of every column.

- Filter with `column=value` (repeat it for any of several), `column.gte=` and `column.lte=`, and codes with
  `column.starts=`. On a list, `column=value` keeps the rows whose list holds it. Dates are
  YYYY-MM-DD. A missing value fulfils no filter.
- `columns=a,b` chooses columns, `order=a,-b` sorts (missing values last), `limit=` and `offset=` page.
- A JSON answer holds up to {MOST_ROWS["json"]:,} rows, an XLSX one {MOST_ROWS["xlsx"]:,}; CSV and Parquet have no such
  limit. A query has up to {LONGEST_QUERY:,} bytes and {MOST_VALUES:,} values, and {int(WORK_SECONDS)} seconds of work.
- A whole table as Parquet is the published file itself, with `ETag` and `Range`. Every answer has an `ETag`, `HEAD`
  works everywhere, and any site may ask (CORS).
- Errors are problem documents (RFC 9457) in English, or in Spanish with `lang=es` or `Accept-Language: es`.
- Missing is null (JSON, Parquet) or empty (CSV, XLSX), never zero. `flags` says what to beware of in a row.
"""


def document(publications: Sequence[Publication] = ()) -> dict[str, Any]:
    """The description of the service, with examples out of the published tables; `publications` are mounted beside."""
    described = _document(tuple((table_id, _fingerprint(table_id)) for table_id in store.published_tables()))
    paths = {publication.path: _publication(publication) for publication in publications}
    return {**described, "paths": {**described["paths"], **paths}}


def _publication(publication: Publication) -> dict[str, Any]:
    """A path of the site's own, with the answers that every address has."""
    get = publication.get()
    errors = {status: _ref("responses", name) for status, name in ERRORS.items() if status != "416"}
    return {"get": {**get, "responses": {**get["responses"], **errors}}}


def _fingerprint(table_id: str) -> str:
    try:
        return store.published_table(table_id).sha256
    except DataUnavailableError:
        return ""


@lru_cache(maxsize=2)
def _document(fingerprints: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    tables = {table_id: catalog.table(table_id) for table_id, _ in fingerprints}
    examples = {table_id: _first_row(tables[table_id]) for table_id, _ in fingerprints}
    parameters = {
        name: parameter
        for table_id, table in tables.items()
        for name, parameter in _table_parameters(table, examples[table_id]).items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": catalog.OBSERVATORY.en,
            "version": catalog.release().version,
            "description": ABOUT,
            "license": {"name": "Each source keeps its own licence: /files/LICENCES.txt"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            TABLES_PATH: _read("listTables", "The tables", _json("TableList")),
            TABLES_PATH + "/{table}": _read("describeTable", "What a table is", _json("Table"), [_one_of(tables)]),
            **{f"{TABLES_PATH}/{i}.{{format}}": _rows_path(table, examples[i]) for i, table in tables.items()},
            "/api/v1/openapi.json": _read("describeService", "This document", _any_json()),
            **health.described(),
            "/data.json": _read("catalogue", "The catalogue as DCAT 3 (JSON-LD)", _any_json()),
        },
        "components": {
            "parameters": {**_common_parameters(), **parameters},
            "responses": _responses(),
            "schemas": {
                **DESCRIPTIONS,
                "Problem": PROBLEM,
                **{f"row.{i}": {**row(table), "examples": [_shown(examples[i])]} for i, table in tables.items()},
            },
        },
    }


def _first_row(table: Table) -> dict[str, Any]:
    try:
        with closing(store.rows(Selection(table, limit=1), WORK_SECONDS)) as batches:
            return next((found for batch in batches for found in batch.to_pylist()), {})
    except DataUnavailableError:
        return {}


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref("schemas", schema)}}


def _any_json() -> dict[str, Any]:
    return {"application/json": {"schema": {"type": "object"}}}


def _read(operation: str, title: str, content: dict[str, Any], parameters: Any = ()) -> dict[str, Any]:
    """A path that gives one document."""
    errors = {status: _ref("responses", name) for status, name in ERRORS.items() if _may_fail(status, parameters)}
    get = {
        "operationId": operation,
        "summary": title,
        "parameters": [*parameters, _ref("parameters", "lang")],
        "responses": {"200": {"description": title, "headers": HEADERS, "content": content}, **errors},
    }
    return {"get": get}


def _may_fail(status: str, parameters: Any) -> bool:
    """Whether a document may answer so: only a named table can be unknown, and only a file has ranges."""
    return status not in ("416", "429") and (status != "404" or bool(parameters))


def _one_of(tables: Iterable[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(tables)}
    return {"name": "table", "in": "path", "required": True, "schema": schema, "example": "projects_by_type"}


def _rows_path(table: Table, example: dict[str, Any]) -> dict[str, Any]:
    names = [*_names(table), "columns", "order"]
    parameters = [_ref("parameters", f"{table.table_id}.{name}") for name in names]
    parameters += [_ref("parameters", name) for name in ("format", "limit", "offset", "lang")]
    records = {"type": "array", "items": _ref("schemas", f"row.{table.table_id}")}
    answer = {"allOf": [_ref("schemas", "RowsHead"), {"required": ["records"], "properties": {"records": records}}]}
    content: dict[str, Any] = {"application/json": {"schema": {"type": "object", **answer}}}
    content["text/csv"] = {"schema": {"type": "string"}, "example": _csv_example(example)}
    content |= {FORMATS[name]: {"schema": {"type": "string", "format": "binary"}} for name in ("parquet", "xlsx")}
    headers = {**HEADERS, "Content-Disposition": {"description": "A file name", "schema": {"type": "string"}}}
    success = {"description": "The rows, in the format of the address", "headers": headers, "content": content}
    get = {
        "operationId": f"rows_{table.table_id}",
        "summary": table.title.en,
        "description": f"{table.description.en} {table.coverage.en}.",
        "tags": [table.topic],
        "parameters": parameters,
        "responses": {"200": success, **{status: _ref("responses", name) for status, name in ERRORS.items()}},
    }
    return {"get": get}


def _csv_example(example: dict[str, Any]) -> str:
    return ",".join(example) + "\r\n"


def _names(table: Table) -> list[str]:
    """The parameters that filter a table."""
    names = []
    for column in table.columns:
        names += [column.name, *(f"{column.name}.{operator}" for operator in operators(column))]
    return names


def _table_parameters(table: Table, example: dict[str, Any]) -> dict[str, Any]:
    """Parameters of a table by the name of their component."""
    found = {}
    for column in table.columns:
        shown = _example(example.get(column.name))
        found[column.name] = _any_of(column, shown)
        for operator in operators(column):
            found[f"{column.name}.{operator}"] = _operator(column, operator, shown)
    names = [column.name for column in table.columns]
    found["columns"] = _list_of(names, "columns", "Columns of the answer, in this order", names[:2])
    found["order"] = _list_of([*names, *("-" + n for n in names)], "order", "Columns to sort by", ["-" + names[0]])
    return {f"{table.table_id}.{name}": parameter for name, parameter in found.items()}


def _shown(example: dict[str, Any]) -> dict[str, Any]:
    """A record as JSON has it."""
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in example.items()}


def _example(cell: Any) -> Any:
    """A value to filter by, as the first row has it; None when it has none."""
    if isinstance(cell, list):
        return cell[0] if cell else None
    return cell.isoformat() if isinstance(cell, date) else cell


def _any_of(column: Column, shown: Any) -> dict[str, Any]:
    schema = {"type": "array", "items": value(column), "minItems": 1}
    what = "Any of these in the list" if column.type == "list" else "Any of"
    said = f"{what}: {column.description.en}"
    example = {"example": [shown]} if shown is not None else {}
    return {"name": column.name, "in": "query", "description": said, "explode": True, "schema": schema, **example}


def _operator(column: Column, operator: str, shown: Any) -> dict[str, Any]:
    said = f"{column.title.en}: {OPERATORS[operator]}"
    name = {"name": f"{column.name}.{operator}", "in": "query", "description": said}
    if operator == "starts":
        prefixes = {"type": "array", "items": {"type": "string", "pattern": f"^{PREFIX.pattern}$"}, "minItems": 1}
        return {**name, "explode": True, "schema": prefixes, **({"example": [shown[:2]]} if shown else {})}
    return {**name, "schema": value(column), **({"example": shown} if shown is not None else {})}


def _list_of(names: list[str], name: str, said: str, shown: list[str]) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "enum": names}, "uniqueItems": True, "minItems": 1}
    return {"name": name, "in": "query", "description": said, "explode": False, "schema": schema, "example": shown}


def _common_parameters() -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0, "maximum": LARGEST}
    formats = {"type": "string", "enum": list(FORMATS)}
    languages = {"type": "string", "enum": LANGUAGES}
    return {
        "format": {"name": "format", "in": "path", "required": True, "schema": formats, "example": "csv"},
        "limit": {"name": "limit", "in": "query", "description": "Rows at most", "schema": count, "example": 100},
        "offset": {"name": "offset", "in": "query", "description": "Rows left out first", "schema": count},
        "lang": {"name": "lang", "in": "query", "description": "Language of errors", "schema": languages},
    }


HEADERS = {
    "ETag": {"description": "For If-None-Match", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long it may be kept", "schema": {"type": "string"}},
}
ERRORS = {
    "304": "NotModified",
    "400": "BadRequest",
    "404": "NotFound",
    "405": "MethodNotAllowed",
    "414": "QueryTooLong",
    "416": "RangeNotSatisfiable",
    "429": "TooManyRequests",
    "503": "Unavailable",
}


def _responses() -> dict[str, Any]:
    said = {
        "BadRequest": (400, "A name, an operator or a value is not right, or the answer would have too many rows"),
        "NotFound": (404, "No such table, format or place"),
        "MethodNotAllowed": (405, "Only GET, HEAD and OPTIONS"),
        "QueryTooLong": (414, f"More than {LONGEST_QUERY:,} bytes of query"),
        "RangeNotSatisfiable": (416, "The whole table as Parquet is shorter than what Range asks for"),
        "TooManyRequests": (
            429,
            "Other answers are being made for the same client; Retry-After says when to ask again",
        ),
        "Unavailable": (503, "Too much work, or the data are not there"),
    }
    answers: dict[str, Any] = {"NotModified": {"description": "The reader has this answer already"}}
    for name, (status, description) in said.items():
        kinds = [kind for kind, (own, _, _) in problems.KINDS.items() if own == status]
        content = {problems.MEDIA_TYPE: {"schema": _ref("schemas", "Problem"), "examples": _problem_examples(kinds)}}
        answers[name] = {"description": description, "content": content}
    return answers


def _problem_examples(kinds: list[str]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "unknown_column": {"table": "states", "column": "estado", "allowed": ["state_code", "name"]}
    }
    return {kind: {"value": problems.Problem(kind, **known[kind]).document("en")} for kind in kinds if kind in known}
