"""nginx as `deploy/` configures it, before two small servers that say what reached them."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "deploy"))
from configuration import configured  # noqa: E402

NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin"]))
COOKIE = "observatorio_copy"


@dataclass
class Copy:
    """A server on a port of its own that tells of each request; `asked` counts paths."""

    port: int
    asked: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        every = ["GET", "POST"]
        routes = [WebSocketRoute("/_stcore/stream", self.stream), Route("/{path:path}", self.answer, methods=every)]
        configuration = uvicorn.Config(
            Starlette(routes=routes), port=self.port, log_level="critical", ws="websockets-sansio"
        )
        self.server = uvicorn.Server(configuration)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked[path] += 1
        if path == f"/media/of-{self.port}":
            return Response("made here")
        if path.startswith("/media/"):
            return Response("not here", 404)
        if path.startswith("/static/"):
            encoding = request.headers["accept-encoding"]
            headers = {"Cache-Control": "public, max-age=600, immutable", "Vary": "Accept-Encoding", "X-Made": encoding}
            return Response("body", headers=headers)
        if path == "/api/v1/health":
            return Response("not ready", 503)
        return JSONResponse({"copy": self.port, "headers": dict(request.headers)})

    async def stream(self, socket: WebSocket) -> None:
        await socket.accept(subprotocol="streamlit")
        await socket.send_text(f"{self.port} {await socket.receive_text()}")
        await socket.close()


def free_ports() -> range:
    """A port for nginx and one for each copy, in a row, below those that the system gives to connections."""
    while True:
        first = random.randrange(20_000, 32_000)
        with suppress(OSError):
            for port in range(first, first + 3):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
            return range(first, first + 3)


@dataclass
class Front:
    """nginx and what is behind it."""

    address: str
    copies: list[Copy]

    def get(self, path: str, **headers: str) -> requests.Response:
        return requests.get(self.address + path, headers=headers, timeout=10)


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    assert NGINX, "these tests need nginx: make nginx"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are of another user where the tests run as root
        yield from _front(folder)


def _front(folder: Path) -> Iterator[Front]:
    ports = free_ports()
    copies = [Copy(port) for port in ports[1:]]
    for copy in copies:
        copy.start()
    configuration = configured(folder, ports[0], ports[1:])
    command = [NGINX, "-e", "stderr", "-p", str(folder), "-c", str(configuration), "-g", "daemon off;"]
    process = subprocess.Popen(command)
    front = Front(f"http://127.0.0.1:{ports[0]}", copies)
    for _ in range(100):
        try:
            front.get("/")
            break
        except requests.ConnectionError:
            time.sleep(0.05)
    yield front
    process.terminate()
    process.wait(10)
    for copy in copies:
        copy.stop()


def test_a_visit_stays_with_its_copy_and_visits_are_spread(front: Front) -> None:
    first = front.get("/proyectos")
    cookie = first.headers["Set-Cookie"]
    assert cookie.split(";")[1:] == [" Path=/", " HttpOnly", " SameSite=Lax"]
    name, value = cookie.split(";")[0].split("=")
    assert (name, len(value)) == (COOKIE, 32)
    again = [front.get("/proyectos", Cookie=f"{COOKIE}={value}") for _ in range(8)]
    assert len({answer.json()["copy"] for answer in again}) == 1
    assert all("Set-Cookie" not in answer.headers for answer in again)
    spread = Counter(front.get("/", Cookie=f"{COOKIE}={n:032x}").json()["copy"] for n in range(200))
    assert set(spread) == {copy.port for copy in front.copies} and min(spread.values()) > 40


def test_without_cookies_an_address_and_browser_stay_with_a_copy(front: Front) -> None:
    of_browsers = {n: {front.get("/", **{"User-Agent": str(n)}).json()["copy"] for _ in range(3)} for n in range(12)}
    assert {len(copies) for copies in of_browsers.values()} == {1}
    assert len(set.union(*of_browsers.values())) == 2


def test_a_forged_cookie_is_replaced(front: Front) -> None:
    assert f"{COOKIE}=" in front.get("/", Cookie=f"{COOKIE}=x'; DROP").headers["Set-Cookie"]


def test_what_a_client_says_of_itself_is_replaced(front: Front) -> None:
    forged = {
        "X-Forwarded-For": "8.8.8.8",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil",
        "Forwarded": "for=1",
    }
    told = front.get("/", **forged).json()["headers"]
    host = front.address.removeprefix("http://")
    assert {name: told.get(name.lower()) for name in forged} == {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": host,
        "Forwarded": None,
    }
    assert told["host"] == host


def test_the_websocket_passes_to_the_copy_of_the_visit(front: Front) -> None:
    for number in range(8):
        cookie = {"Cookie": f"{COOKIE}={number:032x}"}
        expected = front.get("/", **cookie).json()["copy"]
        url = front.address.replace("http", "ws") + "/_stcore/stream"
        with connect(url, additional_headers=cookie, subprotocols=["streamlit"], proxy=None) as stream:
            stream.send("hello")
            assert (stream.subprotocol, stream.recv()) == ("streamlit", f"{expected} hello")


def test_assets_are_kept_by_encoding(front: Front) -> None:
    path = "/static/js/index.1.js"
    asked = ["gzip, deflate, br, zstd", "br", "gzip", "deflate, gzip;q=1.0", "identity", "gzip, deflate, br, zstd"]
    made = [front.get(path, **{"Accept-Encoding": encoding}).headers["X-Made"] for encoding in asked]
    assert made == ["br", "br", "gzip", "gzip", "identity", "br"]
    assert sum(copy.asked[path] for copy in front.copies) == 3
    assert "Set-Cookie" not in front.get(path).headers


def test_a_file_of_a_session_is_found_on_whichever_copy_made_it(front: Front) -> None:
    for copy in front.copies:
        answers = [front.get(f"/media/of-{copy.port}", Cookie=f"{COOKIE}={n:032x}") for n in range(6)]
        assert {(answer.status_code, answer.text) for answer in answers} == {(200, "made here")}
    assert front.get("/media/of-nobody").status_code == 404


def test_what_nobody_outside_may_read_is_closed(front: Front) -> None:
    assert front.get("/_stcore/metrics").status_code == 404
    assert sum(copy.asked["/_stcore/metrics"] for copy in front.copies) == 0


def test_a_copy_that_is_not_ready_says_so_itself(front: Front) -> None:
    answer = front.get("/api/v1/health")
    assert (answer.status_code, answer.text) == (503, "not ready")


def test_more_than_is_allowed_is_refused(front: Front) -> None:
    assert requests.post(front.address + "/", data=b"x" * 1_100_000, timeout=10).status_code == 413
    assert front.get("/?" + "x" * 17_000).status_code == 414
    assert front.get("/", **{"X-Long": "x" * 17_000}).status_code == 400
    assert front.get("/?" + "x" * 15_000).status_code == 200  # a presentation's address may be long


def test_a_dead_copy_is_passed_over_and_a_page_that_asks_again_stands_in_for_all(front: Front) -> None:
    cookies = [{"Cookie": f"{COOKIE}={n:032x}"} for n in range(40)]
    before = [front.get("/", **cookie).json()["copy"] for cookie in cookies]
    dead, alive = front.copies
    dead.stop()
    answers = [front.get("/", **cookie) for cookie in cookies]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["copy"] for answer in answers} == {alive.port}
    dead.start()
    assert [front.get("/", **cookie).json()["copy"] for cookie in cookies] == before
    for copy in front.copies:
        copy.stop()
    answer = front.get("/proyectos")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "vuelve a intentarlo sola" in answer.content.decode() and 'http-equiv="refresh"' in answer.text
    assert front.get("/static/js/index.1.js", **{"Accept-Encoding": "br"}).headers["X-Made"] == "br"
    for copy in front.copies:
        copy.start()


def test_who_asks_the_data_too_fast_is_told(front: Front) -> None:
    with requests.Session() as session:
        answers = [session.get(front.address + "/api/v1/tables", timeout=10) for _ in range(150)]
    told = Counter(answer.status_code for answer in answers)
    assert told[200] >= 60 and told[429] > 0 and set(told) == {200, 429}
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert (json.loads(refused.text)["status"], refused.headers["Retry-After"]) == (429, "1")


def test_with_a_certificate_it_listens_by_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = tmp_path / "site.pem", tmp_path / "site.key"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    subject = ["-subj", "/CN=localhost", "-out", str(certificate), "-keyout", str(key)]
    subprocess.run([*command, *subject], check=True, capture_output=True)
    monkeypatch.setenv("TLS_CERTIFICATE", str(certificate))
    monkeypatch.setenv("TLS_KEY", str(key))
    path = configured(tmp_path, 8443, range(8444, 8446))
    text = path.read_text()
    assert "listen 8443 ssl http2;" in text and "SameSite=Lax; Secure" in text and "@S" not in text
    checked = subprocess.run([NGINX, "-t", "-p", str(tmp_path), "-c", str(path)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
