"""Every request with a number, a line in the log and its part in the metrics; faults are noted and told as such."""

from __future__ import annotations

import logging
import time
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.address import PARAMETERS
from components.serving import metrics
from components.serving.answers import problem_answer
from components.serving.logs import configure, described, identify, request_id
from components.serving.settings import Settings
from data.api.problems import Problem

log = logging.getLogger("access")
faults = logging.getLogger(__name__)
SEEN_OFTEN = ("/static/", "/media/", "/_stcore/", "/api/v1/health")  # noted only when they fail
BROKEN_OFF = 499  # for the log: the reader went away, or took nothing any more


class Observed:
    """Numbers each request (`X-Request-ID`), logs it and counts it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self._begin()
        if scope["type"] == "websocket":
            request_id.set(identify(Headers(scope=scope).get("x-request-id")))
            with metrics.SESSIONS.track_inprogress():
                await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._observe(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _begin(self) -> None:
        """When the server starts, after uvicorn and Streamlit made loggers of their own."""
        configure(self._settings.log_level)
        if self._settings.metrics_port:
            metrics.start(self._settings.metrics_port, self._settings.metrics_address)

    async def _observe(self, scope: Scope, receive: Receive, send: Send) -> None:
        number = identify(Headers(scope=scope).get("x-request-id"))
        request_id.set(number)
        started, status = time.perf_counter(), BROKEN_OFF

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message.setdefault("headers", []))["X-Request-ID"] = number
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            _note(scope, status, time.perf_counter() - started)


def _note(scope: Scope, status: int, seconds: float) -> None:
    path = scope["path"]
    route = metrics.route_of(path)
    metrics.REQUESTS.labels(route, status).inc()
    metrics.DURATION.labels(route).observe(seconds)
    level = logging.DEBUG if status < 400 and path.startswith(SEEN_OFTEN) else logging.INFO
    if log.isEnabledFor(level):
        told = {"method": scope["method"][:10], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.log(level, "request", extra={**told, "parameters": _names(scope["query_string"])})


def _names(query: bytes) -> list[str]:
    """Names of the parameters, those of the site; their values are the reader's."""
    found = {name for name, _ in parse_qsl(query[:2_000].decode("latin-1"), keep_blank_values=True)}
    return sorted(found & {*PARAMETERS, "lang", "figures", "figure", "table"})


class Faults:
    """Answers 500 in the reader's language where one of our routes raised, and notes the error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as error:
            if begun:
                raise
            faults.error("request failed: %s", described(error))
            await problem_answer(Problem("fault", request=request_id.get()), Request(scope))(scope, receive, noticed)
