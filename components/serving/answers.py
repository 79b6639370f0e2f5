"""Answers of the server itself: a problem document for programs, a plain page for readers, in their language."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from data.api.problems import Problem, language_of

OF_PROGRAMS = ("/api/", "/files/", "/data.json", "/_stcore/", "/media/")
TRY_AGAIN = 1013  # of a websocket's closing


def is_of_programs(path: str) -> bool:
    """Whether an address is read by programs rather than people."""
    return path.startswith(OF_PROGRAMS)


async def refuse(kind: str, scope: Scope, receive: Receive, send: Send, **members: Any) -> None:
    """Answers with a problem of data/api/problems.py, whatever was asked, and reads no more of the request."""
    if scope["type"] == "websocket":
        await receive()  # its connect
        await send({"type": "websocket.close", "code": TRY_AGAIN})
        return
    headers = {"Connection": "close", **members.pop("headers", {})}
    answer = problem_answer(Problem(kind, headers, **members), Request(scope))
    await answer(scope, receive, send)


def problem_answer(problem: Problem, request: HTTPConnection) -> Response:
    """The document or the page that tells a problem."""
    language = language_of(Request(request.scope))
    if is_of_programs(request.scope["path"]):
        answer = problem.response(language)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer
    said = problem.document(language)
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8" />'
        f'<meta name="viewport" content="width=device-width, initial-scale=1" /><title>{escape(said["title"])}</title>'
        f"</head><body><h1>{escape(said['title'])}</h1><p>{escape(said['detail'])}</p></body></html>"
    )
    return HTMLResponse(page, problem.status, headers={"Cache-Control": "no-store", **problem.headers})
