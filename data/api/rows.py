"""`/api/v1/tables/{table}.{format}`: the rows of a table."""

from __future__ import annotations

import re
import tempfile
from contextlib import closing
from typing import IO, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from data import catalog, store, workbook
from data.api import formats, metadata
from data.api.answers import (
    CACHE,
    RETRY_SECONDS,
    WORK_SECONDS,
    entity_tag,
    in_thread,
    in_turn,
    is_known,
    not_modified,
    stream,
)
from data.api.problems import Problem
from data.api.selections import RESERVED, parameters, selection
from data.store import PublishedTable, Selection

MOST_ROWS = {"json": 500_000, "xlsx": 150_000}  # a sheet of Excel takes 1,048,575 below its head
RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-[0-9]{0,18}")
CHUNK = 256 * 1024
WRITING_SECONDS = 90.0  # the largest workbook takes a third of it; nginx waits longer, so that we can say why


async def rows_answer(request: Request, table: catalog.Table, format: str) -> Response:
    """The rows that the query asks for, in that format."""
    found = parameters(request.scope["query_string"])
    asked = selection(table, found)
    published = await in_thread(store.published_table, table.table_id)
    query = _canonical(found)
    headers = {
        "ETag": _tag(asked, published, format, query),
        "Cache-Control": CACHE,
        "Content-Disposition": f'{_disposition(format)}; filename="{file_name(asked, format)}"',
    }
    if is_known(request, headers["ETag"]):
        return not_modified(headers)
    if format == "parquet" and asked.is_whole:
        return _file(request, published, headers)
    matching = await in_thread(store.matching_rows, asked, WORK_SECONDS) if format in MOST_ROWS else 0
    if format in MOST_ROWS and _returned(asked, matching) > MOST_ROWS[format]:
        limit = MOST_ROWS[format]
        raise Problem("too_many_rows", rows=_returned(asked, matching), limit=limit, format=format.upper())
    if request.method == "HEAD":
        return _head_only(headers, metadata.FORMATS[format])
    return await _streamed(asked, format, query, matching, headers)


def _file(request: Request, published: PublishedTable, headers: dict[str, str]) -> Response:
    """The published file itself, or the part of it that `Range` asks for."""
    asked = RANGE.fullmatch(request.headers.get("range", ""))
    if asked and asked["first"] and int(asked["first"]) >= published.bytes and "if-range" not in request.headers:
        unsatisfied = {"Content-Range": f"bytes */{published.bytes}"}
        raise Problem("range_not_satisfiable", unsatisfied, range=request.headers["range"], bytes=published.bytes)
    return FileResponse(published.path, headers=headers, media_type=metadata.FORMATS["parquet"])


def _head_only(headers: dict[str, str], media_type: str) -> Response:
    """The headers of an answer that is not made; how long it would be is not known."""
    response = Response(headers=headers, media_type=media_type)
    del response.headers["content-length"]
    return response


async def _streamed(asked: Selection, format: str, query: str, matching: int, headers: dict[str, str]) -> Response:
    media_type = metadata.FORMATS[format]
    if format == "parquet":
        file = await in_thread(_parquet, asked)
        return await _sent(file, headers, media_type)
    if format == "xlsx":
        file = await in_turn(_workbook, asked, query)
        return await _sent(file, headers, media_type)
    batches = await in_thread(store.rows, asked, WORK_SECONDS)
    if format == "csv":
        chunks = formats.csv(asked.names, batches)
    else:
        chunks = formats.json(_head(asked, query, matching), batches)
    return await stream(chunks, batches.close, headers, media_type)


async def _sent(file: IO[bytes], headers: dict[str, str], media_type: str) -> Response:
    return await stream(iter(lambda: file.read(CHUNK), b""), file.close, headers, media_type)


def _parquet(asked: Selection) -> IO[bytes]:
    """A temporary file, gone when closed, with the rows in it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    try:
        with closing(store.rows(asked, WORK_SECONDS)) as batches:
            formats.write_parquet(file, store.published_schema(asked), batches)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _workbook(asked: Selection, query: str) -> IO[bytes]:
    """A temporary file, gone when closed, with the rows, their dictionary and their sources in it."""
    about = formats.about_workbook(asked.table, asked.names, query)
    with closing(store.rows(asked, WORK_SECONDS)) as batches:
        try:
            return workbook.written(about, store.published_schema(asked), batches, WRITING_SECONDS)
        except workbook.TooSlowError as error:
            retry = {"Retry-After": RETRY_SECONDS}
            raise Problem("too_much_work", retry, seconds=int(WRITING_SECONDS)) from error


def _head(asked: Selection, query: str, matching: int) -> dict[str, Any]:
    """What a JSON answer says before its records."""
    about = metadata.description(asked.table)
    about["columns"] = [metadata.column(asked.table.column(name)) for name in asked.names]
    returned = _returned(asked, matching)
    following = None
    if returned and asked.offset + returned < matching:
        following = _page(asked, query, asked.offset + returned)
    paging = {"matching": matching, "offset": asked.offset, "limit": asked.limit, "returned": returned}
    return {**about, "query": query, **paging, "next": following}


def _page(asked: Selection, query: str, offset: int) -> str:
    limit = {} if asked.limit is None else {"limit": asked.limit}
    parts = [part for part in query.split("&") if part and part.split("=")[0] not in ("limit", "offset")]
    page = "&".join([*parts, urlencode({**limit, "offset": offset})])
    return f"{metadata.rows_path(asked.table.table_id, 'json')}?{page}"


def _returned(asked: Selection, matching: int) -> int:
    rest = max(matching - asked.offset, 0)
    return rest if asked.limit is None else min(rest, asked.limit)


def _canonical(found: dict[str, list[str]]) -> str:
    """The query without `lang`, filters in alphabetical order: the same rows have one tag."""
    filters = sorted(name for name in found if name not in RESERVED)
    names = [*filters, *(name for name in RESERVED if name != "lang" and name in found)]
    return urlencode({name: found[name] for name in names}, doseq=True, safe=",")


def _tag(asked: Selection, published: PublishedTable, format: str, query: str) -> str:
    if format == "parquet" and asked.is_whole:
        return f'"{published.sha256[:32]}"'
    return entity_tag(catalog.release().version, published.sha256, format, query)


def _disposition(format: str) -> str:
    return "inline" if format == "json" else "attachment"


def file_name(asked: Selection, format: str) -> str:
    """`3x1_states.csv`, or `3x1_states_filtered.csv` when something is left out."""
    return f"3x1_{asked.table.table_id}{'_filtered' if asked.is_filtered else ''}.{format}"
