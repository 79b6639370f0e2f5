"""`/api/v1/health`: alive (the process answers) and ready (the published data are there and whole), for machines."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data import catalog, store
from data.api.answers import RETRY_SECONDS, in_health
from data.api.selections import check_language_only, parameters

PATH = "/api/v1/health"
LIVE, READY = f"{PATH}/live", f"{PATH}/ready"
NO_STORE = {"Cache-Control": "no-store"}
STATED = {
    LIVE: ("isLive", "Whether the process answers", ("live",)),
    READY: ("isReady", "Whether the published data are there and whole", ("live", "ready", "version", "faults")),
    PATH: ("health", "The same as ready", ("live", "ready", "version", "faults")),
}
TYPES = {
    "live": {"type": "boolean"},
    "ready": {"type": "boolean"},
    "version": {"type": "string"},
    "faults": {"type": "object", "additionalProperties": {"enum": ["missing", "size", "content", "unreadable"]}},
}


def described() -> dict[str, Any]:
    """Their paths in openapi.json."""
    return {path: {"get": _get(*stated)} for path, stated in STATED.items()}


def _get(operation: str, title: str, members: tuple[str, ...]) -> dict[str, Any]:
    schema = {"type": "object", "required": list(members), "properties": {name: TYPES[name] for name in members}}
    content = {"application/json": {"schema": schema}}
    responses: dict[str, Any] = {"200": {"description": "Yes", "content": content}}
    if "ready" in members:
        responses["503"] = {"description": "No; faults says which file is wrong", "content": content}
    for status, name in (("400", "BadRequest"), ("405", "MethodNotAllowed"), ("414", "QueryTooLong")):
        responses[status] = {"$ref": f"#/components/responses/{name}"}
    return {
        "operationId": operation,
        "summary": title,
        "parameters": [{"$ref": "#/components/parameters/lang"}],
        "responses": responses,
    }


async def live(request: Request) -> Response:
    """200 as long as the process answers, whatever its data."""
    check_language_only(parameters(request.scope["query_string"]))
    return JSONResponse({"live": True}, headers=NO_STORE)


async def ready(request: Request) -> Response:
    """200 when every published file is whole; else 503, with what is wrong with which. It recovers by itself."""
    check_language_only(parameters(request.scope["query_string"]))
    faults = await in_health(store.faults)
    told: dict[str, Any] = {"live": True, "ready": not faults, "version": catalog.release().version, "faults": faults}
    return JSONResponse(told, 503 if faults else 200, NO_STORE | ({"Retry-After": RETRY_SECONDS} if faults else {}))
