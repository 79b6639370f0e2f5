"""How long others wait while one client asks for everything at once, or reads as slowly as it can.

Three servers, one after the other: left alone, with our limits, and without them. The greedy client comes from another
address of this machine than the light one.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from measured import Measure

ROOT = Path(__file__).parents[2]
LIGHT, GREEDY = "127.0.0.1", "127.0.0.3"
ASKED = {"a page's document": "/proyectos?lang=en", "a small table": "/api/v1/tables/states.json"}
HEAVY = (
    "/api/v1/tables/population_by_municipality.xlsx",
    "/api/v1/tables/marginalisation_by_municipality.csv?order=-municipality_code",
    "/api/v1/tables/poverty_by_municipality.json",
)
GREEDY_CONNECTIONS, SLOW_CONNECTIONS = 24, 200
TIMES = 150  # requests of the light client
UNLIMITED = {"CLIENT_DOWNLOADS": "1000"}
MOST = 10.0  # times as long as alone: a page still comes within a blink


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LIGHT, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(**variables: str) -> Iterator[int]:
    """The site as a process of its own; gives its port."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--http", "h11", "--no-proxy-headers"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LOG_LEVEL": "error", **variables}
    process = subprocess.Popen(
        [*command, "--no-access-log", "--log-level", "error"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not _alive(port):
            if time.monotonic() > until or process.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.wait()


def _alive(port: int) -> bool:
    try:
        with socket.create_connection((LIGHT, port), timeout=1):
            return True
    except OSError:
        return False


def waited(port: int, path: str) -> float:
    """Seconds that the light client waits, at the 95th percentile."""
    connection = http.client.HTTPConnection(LIGHT, port, timeout=120)
    seconds = []
    for _ in range(TIMES):
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        seconds.append(time.perf_counter() - start)
        time.sleep(0.01)
    return sorted(seconds)[int(0.95 * TIMES)]


@contextmanager
def greedy(port: int) -> Iterator[None]:
    """Many downloads at once, again and again."""
    over = threading.Event()

    def ask(path: str) -> None:
        while not over.is_set():
            try:
                connection = http.client.HTTPConnection(LIGHT, port, timeout=120, source_address=(GREEDY, 0))
                connection.request("GET", path)
                answer = connection.getresponse()
                while not over.is_set() and answer.read(65_536):
                    pass
                connection.close()
                over.wait(0.1 if answer.status == 429 else 0)
            except (OSError, http.client.HTTPException):
                over.wait(0.1)

    threads = [
        threading.Thread(target=ask, args=(HEAVY[n % len(HEAVY)],), daemon=True) for n in range(GREEDY_CONNECTIONS)
    ]
    with _running(threads, over):
        yield


@contextmanager
def slow_readers(port: int) -> Iterator[None]:
    """Many connections that ask for a large answer and take a byte of it now and then, or never end their request."""
    over = threading.Event()
    with ExitStack() as kept:
        sockets = []
        for number in range(SLOW_CONNECTIONS):
            client = kept.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2_048)
            client.bind((GREEDY, 0))
            client.connect((LIGHT, port))
            head = f"GET {HEAVY[1 + number % 2]} HTTP/1.1\r\nHost: x\r\n"
            client.sendall(head.encode() + (b"\r\n" if number % 2 else b""))
            sockets.append(client)

        def trickle() -> None:
            while not over.wait(1):
                for number, client in enumerate(sockets):
                    try:
                        client.sendall(b"X-A: b\r\n") if number % 2 == 0 else client.recv(1, socket.MSG_DONTWAIT)
                    except OSError:
                        continue

        with _running([threading.Thread(target=trickle, daemon=True)], over):
            yield


@contextmanager
def _running(threads: list[threading.Thread], over: threading.Event) -> Iterator[None]:
    for thread in threads:
        thread.start()
    time.sleep(2)
    try:
        yield
    finally:
        over.set()  # who still waits for an answer ends with the server


def measures(largest: bool) -> Iterator[Measure]:
    """What the light client waits under each nuisance, beside what it waits alone; and the same without our limits."""
    nuisances: dict[str, Callable[[int], contextmanager]] = {  # type: ignore[type-arg]
        f"{GREEDY_CONNECTIONS} downloads of another client at once": greedy,
        f"{SLOW_CONNECTIONS} slow readers": slow_readers,
    }
    with serving() as port:
        alone = {name: waited(port, path) for name, path in ASKED.items()}
    for nuisance, making in nuisances.items():
        for said, variables, goal in (("", {}, MOST), (" without limits", UNLIMITED, None)):
            with serving(**variables) as port, making(port):
                for name, path in ASKED.items():
                    what = f"{name}, 95th percentile, {nuisance}{said}"
                    seconds = waited(port, path)
                    yield Measure("greedy", what, seconds, "s", "the same alone", alone[name], goal, of="ratio")
