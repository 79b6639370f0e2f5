"""What every answer shares: methods, CORS, entity tags, languages of errors, work done in threads."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any, TypeVar

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from data.api.problems import Problem, language_of
from data.store import DataUnavailableError, TooMuchWorkError

log = logging.getLogger(__name__)
T = TypeVar("T")

WORK_SECONDS = 30.0
RETRY_SECONDS = "30"
ALLOWED = "GET, HEAD, OPTIONS"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, Content-Range, Accept-Ranges, Link",
}
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept-Language, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
CACHE = "public, max-age=300"
# A few queries at a time: a burst of them waits here and leaves the site its processors and its own threads.
_workers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="api")
# A workbook keeps a processor busy for seconds: one after the other.
_writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="api-xlsx")
# Pages that are set for print: two at a time, without keeping the queries waiting.
_press = ThreadPoolExecutor(max_workers=2, thread_name_prefix="api-press")
# Whether the service is well is asked while it is busy, too.
_watch = ThreadPoolExecutor(max_workers=1, thread_name_prefix="api-health")


class Endpoint:
    """An address that is read: it answers GET, HEAD and OPTIONS, and tells every problem as a document."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._response(request)
        response.headers.update(CORS)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        try:
            if request.method not in ("GET", "HEAD"):
                raise Problem("method_not_allowed", {"Allow": ALLOWED}, method=request.method)
            return await self._answer(request)
        except Problem as problem:
            return problem.response(language_of(request))
        except TooMuchWorkError:
            late = Problem("too_much_work", {"Retry-After": RETRY_SECONDS}, seconds=int(WORK_SECONDS))
            return late.response(language_of(request))
        except DataUnavailableError as error:
            log.error("data unavailable: %s", error)
            return Problem("data_unavailable", {"Retry-After": RETRY_SECONDS}).response(language_of(request))


async def in_thread(work: Callable[..., T], *arguments: Any) -> T:
    """Runs what takes time beside the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_workers, work, *arguments)


async def in_health(work: Callable[..., T], *arguments: Any) -> T:
    """Runs what tells how the service is, beside whatever else is running."""
    return await asyncio.get_running_loop().run_in_executor(_watch, work, *arguments)


async def in_turn(work: Callable[..., T], *arguments: Any) -> T:
    """Runs what keeps a processor busy for long, one at a time."""
    return await asyncio.get_running_loop().run_in_executor(_writer, work, *arguments)


async def on_the_press(work: Callable[..., T], *arguments: Any) -> T:
    """Runs what makes a publication, two at a time."""
    return await asyncio.get_running_loop().run_in_executor(_press, work, *arguments)


def entity_tag(*parts: str) -> str:
    """A weak tag of what an answer is made from."""
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the reader already has the answer of that tag."""
    known = [entry.strip().removeprefix("W/") for entry in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or tag.removeprefix("W/") in known


def not_modified(headers: dict[str, str]) -> Response:
    """304 with the headers that say which answer it stands for."""
    kept = ("ETag", "Cache-Control", "Content-Location", "Vary")
    return Response(status_code=304, headers={name: headers[name] for name in kept if name in headers})


def json_answer(request: Request, content: Any, media_type: str = "application/json") -> Response:
    """A whole JSON document, or 304 when the reader has it."""
    body = orjson.dumps(content)
    headers = {"ETag": entity_tag(body.decode()), "Cache-Control": CACHE}
    if is_known(request, headers["ETag"]):
        return not_modified(headers)
    return Response(body, headers=headers, media_type=media_type)


class Stream(StreamingResponse):
    """Chunks that are made in a thread, one after the other, as fast as the reader takes them.

    The first chunk with rows is made before the answer begins, so that what fails early is told as a problem. What
    fails later breaks the answer off, which the reader sees; `close` runs however it ends.
    """

    def __init__(self, chunks: AsyncIterator[bytes], headers: dict[str, str], media_type: str) -> None:
        super().__init__(chunks, headers=headers, media_type=media_type)

    async def stream_response(self, send: Send) -> None:
        """Sends the chunks; what made them is freed when the reader is gone, too."""
        async with aclosing(self.body_iterator):  # type: ignore[type-var]
            await super().stream_response(send)


async def stream(chunks: Iterator[bytes], close: Callable[[], None], headers: dict[str, str], media: str) -> Stream:
    """The answer that streams `chunks`."""
    try:
        first = await in_thread(_take, chunks, 2)  # the head, and the first rows
    except BaseException:
        close()
        raise

    async def all_chunks() -> AsyncIterator[bytes]:
        try:
            for chunk in first:
                yield chunk
            while following := await in_thread(_take, chunks, 1):
                yield following[0]
        finally:
            _workers.submit(close)  # it may have to wait for a chunk that is being made

    return Stream(all_chunks(), headers, media)


def _take(chunks: Iterator[bytes], most: int) -> list[bytes]:
    taken: list[bytes] = []
    for chunk in chunks:
        taken.append(chunk)
        if len(taken) == most:
            break
    return taken
