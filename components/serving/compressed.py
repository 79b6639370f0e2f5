"""Answers as small as the reader's browser takes them: Streamlit's files and ours, by brotli or gzip.

Three ways, the cheapest first: files that `prepared` made; answers that never change, compressed when first asked for
and kept; anything else, compressed as it is sent, lightly. What is compressed already goes as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol

import brotli
from anyio import Path as AsyncPath
from anyio import to_thread
from cachetools import LRUCache
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.serving.prepared import IDENTITY, LEAST, Prepared, Stored, folder

TEXT = ("text/", "application/json", "application/geo+json", "application/ld+json", "application/problem+json",
        "application/javascript", "application/xml", "image/svg+xml", "application/openapi+json")  # fmt: skip
KEPT_BYTES = 48_000_000  # of answers kept in memory
LARGEST = 24_000_000  # bytes of an answer that is kept; a larger one is compressed as it goes
LIGHT, THOROUGH = {"br": 4, "gzip": 5}, {"br": 9, "gzip": 9}
IN_THREAD = 200_000  # bytes: more than this would hold up the others


class _Stream(Protocol):
    def process(self, data: bytes) -> bytes: ...

    def finish(self) -> bytes: ...


class _Gzip:
    def __init__(self, level: int) -> None:
        self._stream = zlib.compressobj(level, wbits=31)

    def process(self, data: bytes) -> bytes:
        return self._stream.compress(data)

    def finish(self) -> bytes:
        return self._stream.flush()


def stream(encoding: str, levels: Mapping[str, int]) -> _Stream:
    """A compressor to feed piece by piece."""
    return brotli.Compressor(quality=levels["br"]) if encoding == "br" else _Gzip(levels["gzip"])


def accepted(header: str) -> str | None:
    """The encoding that suits an Accept-Encoding header best: br, gzip, or None for neither."""
    weights = {}
    for part in header.lower().split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            weights[name] = float(weight or 1)
        except ValueError:
            weights[name] = 0.0
    known = {name: weights.get(name, weights.get("*", 0.0)) for name in ("br", "gzip")}
    best = max(known, key=lambda name: known[name])
    return best if known[best] > 0 else None


class Kept:
    """Whole answers by key, the least used leaving first; never more than so many bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._kept: LRUCache[tuple[str, str], tuple[Message, bytes]] = LRUCache(most, lambda answer: len(answer[1]))

    def get(self, key: tuple[str, str]) -> tuple[Message, bytes] | None:
        """The start and the body of an answer."""
        return self._kept.get(key)

    def put(self, key: tuple[str, str], start: Message, body: bytes) -> None:
        """Keeps it, unless it is larger than all may be."""
        with suppress(ValueError):
            self._kept[key] = (start, body)


class Compressed:
    """Middleware; what it wraps answers as if nobody could take anything compressed."""

    def __init__(self, app: ASGIApp, prepared: Prepared | None = None) -> None:
        self.app = app
        self.prepared = prepared or Prepared()
        self.kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            self.prepared.start()
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = None if "range" in headers else accepted(headers.get("accept-encoding", ""))
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if not ("range" in headers and scope["method"] == "GET") and (stored := self._stored(path, encoding)):
            await self._send_stored(stored, scope, send)
            return
        key = None if scope.get("query_string") else (path, encoding or "")  # or anyone could fill the memory
        if key and (found := self.kept.get(key)):
            await _send_kept(*found, scope, send)
            return
        plain = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}
        await self.app(plain, receive, _Answer(send, encoding, scope["method"], self.kept, key))

    def _stored(self, path: str, encoding: str | None) -> Stored | None:
        found = self.prepared.files.get(path, [])
        return next((one for one in found if one.encoding in (encoding, IDENTITY)), None)

    async def _send_stored(self, stored: Stored, scope: Scope, send: Send) -> None:
        key = (stored.file, stored.etag)
        if not (found := self.kept.get(key)):
            body = await AsyncPath(folder() / stored.file).read_bytes()
            found = _start_of(stored, len(body)), body
            self.kept.put(key, *found)
        await _send_kept(*found, scope, send)


def _start_of(stored: Stored, length: int) -> Message:
    shared = {"access-control-allow-origin": "*"} if stored.shared else {}
    coded = {} if stored.encoding == IDENTITY else {"content-encoding": stored.encoding, "vary": "Accept-Encoding"}
    headers = MutableHeaders(
        {
            "content-type": stored.media_type,
            "content-length": str(length),
            "cache-control": stored.cache_control,
            "etag": stored.etag,
            **coded,
            **shared,
        }
    )
    return {"type": "http.response.start", "status": 200, "headers": headers.raw}


async def _send_kept(start: Message, body: bytes, scope: Scope, send: Send) -> None:
    """The answer, or 304 to who has it; its headers alone to HEAD."""
    etag = Headers(raw=start["headers"]).get("etag", "")
    asked = [tag.strip().removeprefix("W/") for tag in Headers(scope=scope).get("if-none-match", "").split(",")]
    if etag and (etag.removeprefix("W/") in asked or "*" in asked):
        kept = [(name, value) for name, value in start["headers"] if name in (b"etag", b"cache-control", b"vary")]
        await send({"type": "http.response.start", "status": 304, "headers": kept})
        body = b""
    else:
        await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


class _Answer:
    """Sends one answer on, compressed where it can be; keeps it where it never changes."""

    def __init__(self, send: Send, encoding: str | None, method: str, kept: Kept, key: tuple[str, str] | None) -> None:
        self._send, self._encoding, self._method, self._kept, self._key = send, encoding, method, kept, key
        self._start: Message = {}
        self._stream: _Stream | None = None
        self._whole: list[bytes] | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._start:
            await self._first(message)
        else:
            await self._next(message)

    async def _first(self, message: Message) -> None:
        start, self._start = self._start, {}
        headers = MutableHeaders(raw=list(start["headers"]))
        start = {**start, "headers": headers.raw}
        if not _can_be_compressed(start["status"], headers, message, self._method):
            if _is_text(headers):
                _varies(headers)
            await self._send(start)
            await self._send(message)
            return
        _varies(headers)
        if self._encoding is None or start["status"] == 304 or self._method == "HEAD":
            if self._encoding:
                _made_weak(headers)
                if "content-length" in headers:  # of the answer as it would be without compression
                    del headers["content-length"]
            await self._send(start)
            await self._send(message)
            return
        _made_weak(headers)
        length = int(headers.get("content-length", LARGEST + 1))
        if "content-length" in headers:
            del headers["content-length"]
        headers["content-encoding"] = self._encoding
        if self._key and "immutable" in headers.get("cache-control", "") and length <= LARGEST:
            self._whole, self._start_kept = [], start
        elif not message.get("more_body"):
            await self._at_once(start, message["body"], LIGHT)
            return
        else:
            self._stream = stream(self._encoding, LIGHT)
            await self._send(start)
        await self._next(message)

    async def _next(self, message: Message) -> None:
        if self._whole is not None:
            self._whole.append(message.get("body", b""))
            if not message.get("more_body"):
                body = await self._at_once(self._start_kept, b"".join(self._whole), THOROUGH)
                assert self._key
                self._kept.put(self._key, self._start_kept, body)
        elif self._stream is not None:
            more = message.get("more_body", False)
            data = self._stream.process(message.get("body", b"")) + (b"" if more else self._stream.finish())
            if data or not more:
                await self._send({"type": "http.response.body", "body": data, "more_body": more})
        else:
            await self._send(message)

    async def _at_once(self, start: Message, body: bytes, levels: Mapping[str, int]) -> bytes:
        assert self._encoding

        def work(encoding: str = self._encoding) -> bytes:
            compressor = stream(encoding, levels)
            return compressor.process(body) + compressor.finish()

        small = await to_thread.run_sync(work) if len(body) > IN_THREAD else work()
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(small))
        await self._send({**start, "headers": list(start["headers"])})
        await self._send({"type": "http.response.body", "body": small})
        return small


def _is_text(headers: Headers) -> bool:
    kind = headers.get("content-type", "")
    return kind.startswith(TEXT) and not kind.startswith("text/event-stream")


def _can_be_compressed(status: int, headers: Headers, message: Message, method: str) -> bool:
    """Text that is not compressed yet and long enough; parts of an answer (206) are left alone."""
    if status == 304:
        return True
    if "content-encoding" in headers or "content-range" in headers or status == 206 or not _is_text(headers):
        return False
    if method == "HEAD" or message.get("more_body"):
        return int(headers.get("content-length", LEAST)) >= LEAST
    return len(message.get("body", b"")) >= LEAST


def _varies(headers: MutableHeaders) -> None:
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")


def _made_weak(headers: MutableHeaders) -> None:
    """One tag for every encoding of an answer: the same content, not the same bytes."""
    etag = headers.get("etag", "")
    if etag and not etag.startswith("W/"):
        headers["etag"] = f"W/{etag}"
