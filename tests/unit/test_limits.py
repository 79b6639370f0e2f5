"""What one client may ask: sizes, shares of the expensive answers, open pages, patience with a slow reader."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
import urllib.request
from typing import Any

import pytest
from running import HOST, Site
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from components.serving import limits, logs, metrics
from components.serving.limits import Patience, Sessions, Shares, client_of


@pytest.mark.parametrize(
    ("path", "headers", "status", "kind"),
    [
        ("/?q=" + "a" * 20_000, {}, 414, None),
        ("/api/v1/tables/states.csv?state_code=" + "1" * 20_000, {}, 414, "url_too_long"),
        ("/api/v1/tables/states.csv?state_code=" + "1" * 17_000, {}, 414, "query_too_long"),
        ("/files/" + "a" * 20_000, {}, 414, "url_too_long"),
        ("/api/v1/tables", {"X-Long": "a" * 33_000}, 431, "headers_too_large"),
        ("/api/v1/tables", {"Content-Length": "65537"}, 413, "body_too_large"),
        ("/api/v1/tables", {"Transfer-Encoding": "chunked"}, 413, "body_too_large"),
    ],
)
def test_sizes(whole_site: Site, path: str, headers: dict[str, str], status: int, kind: str | None) -> None:
    answer = whole_site.ask(path, headers, method="POST" if status == 413 else "GET")
    assert answer.status == status
    assert answer.headers.get("connection") == (None if kind == "query_too_long" else "close")
    if kind:
        assert answer.json["type"] == f"/api/v1/openapi.json#{kind}"
    else:
        assert answer.headers["content-type"].startswith("text/html")


def test_endless_headers_are_cut_off(whole_site: Site) -> None:
    with socket.create_connection(("127.0.0.1", whole_site.port), timeout=20) as client:
        sent = 0
        with pytest.raises(ConnectionError):
            client.sendall(b"GET /")
            for sent in range(64):  # noqa: B007
                client.sendall(b"a" * 65_536)
            client.recv(1)
            raise ConnectionAbortedError(client.recv(1))
    assert sent < 64, "it hangs up before 4 MB"
    assert whole_site.ask("/api/v1/health/live").status == 200


def test_a_page_may_not_send_much(whole_site: Site) -> None:
    with connect(f"ws://127.0.0.1:{whole_site.port}/_stcore/stream", max_size=None) as client:
        client.send(b"x" * 3_000_000)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                client.recv(timeout=20)
    assert closed.value.rcvd and closed.value.rcvd.code == 1009


class Clients:
    """Asks an ASGI application in the name of several clients; `answers` are the statuses that each got."""

    def __init__(self, app: Any) -> None:
        self.app, self.answers = app, dict[str, list[int]]()

    async def ask(self, client: str, path: str = "/api/v1/tables/states.xlsx", type: str = "http") -> None:
        async def send(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.close"):
                self.answers.setdefault(client, []).append(message.get("status") or message["code"])

        async def receive() -> Message:
            return {"type": "websocket.connect"} if type == "websocket" else {"type": "http.request"}

        scope = {"type": type, "path": path, "headers": [], "query_string": b"", "client": (client, 1), "method": "GET"}
        await self.app(scope, receive, send)


class Slow:
    """An application that answers when it is let go."""

    def __init__(self) -> None:
        self.running, self.most = 0, 0
        self.go = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        await self.go.wait()
        self.running -= 1
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})


async def _turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_greedy_client_waits_behind_itself() -> None:
    async def scene() -> None:
        slow = Slow()
        shares = Shares(slow, downloads=2)
        clients = Clients(shares)
        many = limits.QUEUE + 2 + 3
        asked = [asyncio.create_task(clients.ask("192.0.2.1")) for _ in range(many)]
        await _turns()
        assert slow.running == 2
        assert clients.answers == {"192.0.2.1": [429] * 3}, "more than can wait are refused at once"
        other = asyncio.create_task(clients.ask("192.0.2.2"))
        cheap = asyncio.create_task(clients.ask("192.0.2.1", "/api/v1/tables"))
        await _turns()
        assert slow.running == 4, "another client, and what is cheap, wait for nobody"
        slow.go.set()
        await asyncio.gather(*asked, other, cheap)
        assert clients.answers["192.0.2.1"].count(200) == limits.QUEUE + 2 + 1 and slow.most == 4
        assert not shares._slots and not shares._asked, "nothing is kept of who asked"

    asyncio.run(scene())


def test_who_waits_too_long_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUEUE_SECONDS", 0.01)

    async def scene() -> None:
        slow = Slow()
        clients = Clients(Shares(slow, downloads=1))
        first = asyncio.create_task(clients.ask("192.0.2.1"))
        await _turns()
        await clients.ask("192.0.2.1")
        assert clients.answers == {"192.0.2.1": [429]}
        slow.go.set()
        await first
        await clients.ask("192.0.2.1")
        assert clients.answers == {"192.0.2.1": [429, 200, 200]}, "its place is free again"

    asyncio.run(scene())


def test_open_pages_are_bounded() -> None:
    async def scene() -> None:
        slow = Slow()
        clients = Clients(Sessions(slow, of_client=2, of_all=3))
        asked = []
        for client in ("192.0.2.1",) * 3 + ("192.0.2.2",) * 2:
            asked.append(asyncio.create_task(clients.ask(client, "/_stcore/stream", "websocket")))
            await _turns()
        assert slow.running == 3
        assert clients.answers == {"192.0.2.1": [1013], "192.0.2.2": [1013]}
        slow.go.set()
        await asyncio.gather(*asked)
        await clients.ask("192.0.2.1", "/_stcore/stream", "websocket")
        assert len(clients.answers["192.0.2.1"]) == 1, "a page that closed makes room"

    asyncio.run(scene())


def test_a_reader_who_takes_nothing_is_let_go() -> None:
    freed = []

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while True:
                await send({"type": "http.response.body", "body": b"x", "more_body": True})
        finally:
            freed.append(True)

    async def scene() -> None:
        taken = 0

        async def take_three(message: Message) -> None:
            nonlocal taken
            taken += 1
            if taken > 3:
                await asyncio.Event().wait()

        await Patience(endless, seconds=0.01)({"type": "http"}, None, take_three)  # type: ignore[arg-type]
        assert taken == 4

    asyncio.run(scene())
    assert freed == [True]


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_a_household_is_one_client(host: str, client: str) -> None:
    assert client_of({"client": (host, 1)}) == client


def _logged(site: Site, number: str) -> str:
    """The line of a request, which is written after its last byte."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        found = [line for line in site.log.read_text().splitlines() if number in line]
        if found:
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no line in the log")


class TestLogs:
    def test_a_request_has_a_number_and_a_line_without_anything_personal(self, whole_site: Site) -> None:
        secret = {"User-Agent": "Secret-Browser", "X-Request-ID": "asked-for.1234", "Cookie": "a=secret-cookie"}
        answer = whole_site.ask("/proyectos?state=32&q=secreto&otro=secreto", {"Host": HOST, **secret})
        assert answer.headers["x-request-id"] == "asked-for.1234"
        line = json.loads(_logged(whole_site, "asked-for.1234"))
        assert (line["route"], line["status"], line["method"]) == ("/proyectos", 200, "GET")
        assert line["parameters"] == ["q", "state"]
        assert "127.0.0.1" not in json.dumps(line)
        assert not re.search("secret|otro", whole_site.log.read_text(), re.IGNORECASE)

    def test_an_open_page_is_counted_and_not_named(self, whole_site: Site) -> None:
        before = whole_site.log.read_text()
        with connect(f"ws://127.0.0.1:{whole_site.port}/_stcore/stream?a=secret", user_agent_header="Secret-Browser"):
            told = urllib.request.urlopen(f"http://127.0.0.1:{whole_site.metrics}/metrics").read().decode()
            assert "sessions_open 1.0" in told
        logged = whole_site.log.read_text().removeprefix(before)
        assert not re.search(r"secret|127\.0\.0\.1", logged, re.IGNORECASE)

    @pytest.mark.parametrize("asked", [None, "", "short", "x" * 65, "a b c d e f", "<script>alert", "abcdefgh\x7f"])
    def test_an_ill_formed_number_is_replaced(self, asked: str | None) -> None:
        assert re.fullmatch("[0-9a-f]{32}", logs.identify(asked))

    def test_an_error_is_told_without_its_message(self) -> None:
        try:
            int("what a reader wrote")
        except ValueError as error:
            told = logs.described(error)
        assert told.startswith("ValueError < ") and "test_an_error_is_told" in told
        assert "reader wrote" not in told


class TestMetrics:
    def test_they_are_read_on_their_own_port(self, whole_site: Site) -> None:
        whole_site.ask("/api/v1/tables/states.csv?secret=1")
        told = urllib.request.urlopen(f"http://127.0.0.1:{whole_site.metrics}/metrics").read().decode()
        assert 'http_requests_total{route="/api/v1/tables/{table}.csv",status="400"}' in told
        assert 'http_request_duration_seconds_count{route="/api/v1/tables/{table}.csv"}' in told
        assert "sessions_open 0.0" in told and "secret" not in told
        assert whole_site.ask("/metrics").status == 404

    @pytest.mark.parametrize(
        ("path", "route"),
        [("/", "/"), ("/proyectos", "/proyectos"), ("/x<y>", "other"), ("/files/a/b", "/files/…"),
         ("/api/v1/tables/a.xlsx", "/api/v1/tables/{table}.xlsx"), ("/api/v1/tables/a.b", "/api/v1/tables/{table}"),
         ("/api/v1/health", "/api/v1/health"), ("/api/no", "/api/…")],
    )  # fmt: skip
    def test_routes_are_few(self, path: str, route: str) -> None:
        assert metrics.route_of(path) == route
