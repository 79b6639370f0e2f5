"""The open-data service over HTTP: tables, their rows in four formats, and their descriptions for machines.

`routes()` is mounted by `app.py`. Everything that can be asked for is stated by the catalogue: names are looked up in
it, values are bound, and `/api/v1/openapi.json` is made from it. No Streamlit here, and nothing of `components/`.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data import catalog, store
from data.api import dcat, health, metadata, openapi
from data.api.answers import Endpoint, in_thread, json_answer
from data.api.dcat import catalogue_json_ld, dataset_json_ld
from data.api.metadata import rows_path
from data.api.problems import Problem
from data.api.publications import Publication
from data.api.rows import rows_answer
from data.api.selections import check_language_only, parameters, query_string

__all__ = ["Publication", "catalogue_json_ld", "dataset_json_ld", "query_string", "routes", "rows_path"]


def routes(publications: Sequence[Publication] = ()) -> list[BaseRoute]:
    """The routes of the service; none of them meets an address of the site. `publications` are the site's own files."""
    return [
        Route("/api/v1/openapi.json", Endpoint(partial(_openapi, publications))),
        *(Route(publication.path, Endpoint(publication.answer)) for publication in publications),
        Route("/api/v1/tables", Endpoint(_tables)),
        Route("/api/v1/tables/{name}", Endpoint(_table)),
        Route("/data.json", Endpoint(_catalogue)),
        Route(health.PATH, Endpoint(health.ready)),
        Route(health.READY, Endpoint(health.ready)),
        Route(health.LIVE, Endpoint(health.live)),
        Route("/api/{rest:path}", Endpoint(_nothing)),
    ]


def _check(request: Request) -> None:
    check_language_only(parameters(request.scope["query_string"]))


def _found(name: str) -> catalog.Table:
    tables = store.published_tables()
    if name == catalog.register().table_id and name not in tables:
        raise Problem("no_register", table=name)
    if name not in tables:
        raise Problem("unknown_table", table=name, similar=difflib.get_close_matches(name[:100], tables))
    return tables[name]


async def _openapi(publications: Sequence[Publication], request: Request) -> Response:
    _check(request)
    return json_answer(request, await in_thread(openapi.document, publications), openapi.MEDIA_TYPE)


async def _tables(request: Request) -> Response:
    _check(request)
    listed = await in_thread(lambda: [metadata.summary(table) for table in store.published_tables().values()])
    return json_answer(request, {"release": metadata.release(), "tables": listed})


async def _table(request: Request) -> Response:
    name, dot, format = request.path_params["name"].partition(".")
    table = _found(name)
    if not dot:
        _check(request)
        return json_answer(request, await in_thread(metadata.description, table))
    if format not in metadata.FORMATS:
        raise Problem("unknown_format", format=format, allowed=list(metadata.FORMATS))
    return await rows_answer(request, table, format)


async def _catalogue(request: Request) -> Response:
    _check(request)
    return json_answer(request, await in_thread(dcat.catalogue, str(request.base_url)), dcat.MEDIA_TYPE)


async def _nothing(request: Request) -> Response:
    raise Problem("not_found")
