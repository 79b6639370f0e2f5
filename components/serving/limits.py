"""How much one client may ask: sizes of a request, answers made at a time, open pages, patience with a reader."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.serving.answers import refuse

LONGEST_URL = 20_000  # bytes; a query of the API may have 16,384 of them
LARGEST_HEADERS = 32_768  # bytes, of names and values
LARGEST_BODY = 65_536  # bytes: nothing is sent to this site
READER_SECONDS = 60.0  # a reader who takes nothing for so long is let go
QUEUE_SECONDS, QUEUE = 30.0, 16  # how long, and how many, answers of one client wait for one of its own to end
RETRY = {"Retry-After": "30"}
# What takes more than a look-up: rows in any format, fact sheets, slides. Each may fill a processor for seconds.
EXPENSIVE = re.compile(r"/api/v1/(tables/[^/]+\.\w+|factsheets/.+|slides\.pptx)/?")


class Sizes:
    """Refuses what is too large to be looked at: 414, 431, 413."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif (length := _url_bytes(scope)) > LONGEST_URL:
            await refuse("url_too_long", scope, receive, send, length=length, limit=LONGEST_URL)
        elif sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
            await refuse("headers_too_large", scope, receive, send, limit=LARGEST_HEADERS)
        elif _stated_body(scope) > LARGEST_BODY:
            await refuse("body_too_large", scope, receive, send, limit=LARGEST_BODY)
        else:
            await self.app(scope, receive, send)


def _url_bytes(scope: Scope) -> int:
    return len(scope.get("raw_path") or b"") + len(scope["query_string"])


def _stated_body(scope: Scope) -> int:
    """Bytes that a request says it brings; more than any limit where it does not say how many."""
    stated = dict(scope["headers"])
    if b"transfer-encoding" in stated:
        return LARGEST_BODY + 1
    length = stated.get(b"content-length", b"0")
    return int(length) if length.isdigit() and len(length) < 20 else LARGEST_BODY + 1


class ReaderGoneError(Exception):
    """The reader took nothing for too long."""


class Patience:
    """Breaks an answer off whose reader takes nothing any more, so that what it holds is free again."""

    def __init__(self, app: ASGIApp, seconds: float = READER_SECONDS) -> None:
        self.app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def in_time(message: Message) -> None:
            try:
                async with asyncio.timeout(self._seconds):
                    await send(message)
            except TimeoutError:
                raise ReaderGoneError from None

        with suppress(ReaderGoneError):  # the server closes what was not completed
            await self.app(scope, receive, in_time)


class Shares:
    """Gives each client a few expensive answers at a time; more of its own wait behind them, and many are refused."""

    def __init__(self, app: ASGIApp, downloads: int) -> None:
        self.app = app
        self._downloads = downloads
        self._slots: dict[str, asyncio.Semaphore] = {}
        self._asked: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not EXPENSIVE.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
            return
        async with self._share(client_of(scope)) as granted:
            if granted:
                await self.app(scope, receive, send)
            else:
                await refuse("too_many_requests", scope, receive, send, limit=self._downloads, headers=RETRY)

    @asynccontextmanager
    async def _share(self, client: str) -> AsyncIterator[bool]:
        slots = self._slots.setdefault(client, asyncio.Semaphore(self._downloads))
        self._asked[client] += 1
        granted = False
        try:
            if self._asked[client] <= self._downloads + QUEUE:
                granted = await _acquired(slots)
            yield granted
        finally:
            if granted:
                slots.release()
            self._asked[client] -= 1
            if not self._asked[client]:
                del self._asked[client], self._slots[client]


async def _acquired(slots: asyncio.Semaphore) -> bool:
    try:
        async with asyncio.timeout(QUEUE_SECONDS):
            return await slots.acquire()
    except TimeoutError:
        return False


class Sessions:
    """Bounds the pages that are open at once, of one client and of all: each keeps a session in memory."""

    def __init__(self, app: ASGIApp, of_client: int, of_all: int) -> None:
        self.app = app
        self._of_client, self._of_all = of_client, of_all
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = client_of(scope)
        if self._open[client] >= self._of_client or self._open.total() >= self._of_all:
            await refuse("too_many_requests", scope, receive, send)
            return
        self._open[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]


def client_of(scope: Scope) -> str:
    """Who asks, as far as an address tells: with IPv6 a network of 64 bits, which is one household or office."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
