"""Who asks, and under which name: forwarded headers of trusted proxies, and the names that the site answers to."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from components.serving.answers import refuse

log = logging.getLogger(__name__)
WELL_FORMED = re.compile(r"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host")
# Asked by machines that know the server by its number.
ANY_HOST = ("/api/v1/health", "/_stcore/health")


class Forwarded:
    """Believes X-Forwarded-For, -Proto and -Host of trusted proxies, and drops them from everybody else.

    uvicorn's own middleware knows no X-Forwarded-Host, and believes whoever is on this machine unless
    FORWARDED_ALLOW_IPS is set (as `make run` does).
    """

    def __init__(self, app: ASGIApp, trusted: tuple[str, ...]) -> None:
        self.app = app
        self._warned = False
        self._behind_proxy = ProxyHeadersMiddleware(app, list(trusted))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif client and client[0] in self._behind_proxy.trusted_hosts:
            await self._behind_proxy(_with_host(scope), receive, send)  # type: ignore[arg-type]
        else:
            self._warn(scope)
            await self.app(_without(scope), receive, send)

    def _warn(self, scope: Scope) -> None:
        if not self._warned and "x-forwarded-for" in Headers(scope=scope):
            self._warned = True
            log.warning("X-Forwarded-For of a peer that TRUSTED_PROXIES does not name: its readers are one client")


def _with_host(scope: Scope) -> Scope:
    """The Host header that the reader sent; of several proxies' words, the nearest one's is the last."""
    scope = {**scope, "headers": list(scope["headers"])}
    if host := Headers(scope=scope).get("x-forwarded-host"):
        MutableHeaders(scope=scope)["host"] = host.split(",")[-1].strip()
    return scope


def _without(scope: Scope) -> Scope:
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in FORWARDED]}


class Hosts:
    """Answers 400 to a Host header that is none, or that names another site than ours."""

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self.app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._is_ours(scope):
            await refuse("unknown_host", scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) != 1:
            return not hosts and not self._allowed  # HTTP/1.0 has no name
        if not (found := WELL_FORMED.fullmatch(hosts[0])):
            return False
        if not self._allowed or scope["path"].startswith(ANY_HOST):
            return True
        name = found[1].lower().rstrip(".")
        return any(name == a or (a.startswith("*.") and name.endswith(a[1:])) for a in self._allowed)
