"""The whole site as a process of its own, on a copy of the tree that a test may damage; and a client for it."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROXY, HOST = "127.0.0.2", "observatory.example"  # an address of this machine that the site trusts, and a name of it
READY = "/api/v1/health/live"


@dataclass(frozen=True)
class Answer:
    """What a server answered. headers: names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running site: where it listens, its tree, what it logged, its process, and its port of metrics."""

    port: int
    root: Path
    log: Path
    process: subprocess.Popen[bytes]
    metrics: int

    @property
    def published(self) -> Path:
        return self.root / "data" / "published"

    def ask(self, path: str, headers: Mapping[str, str] = {}, method: str = "GET", source: str = "127.0.0.1") -> Answer:
        """One request on a connection of its own, from that address of this machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(source, 0))
        try:
            connection.request(method, path, headers=dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def copied(into: Path) -> Path:
    """A copy of the site's tree."""
    for name in ("components", "data", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, into / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "CITATION.cff"):
        shutil.copy(ROOT / name, into)
    return into


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(root: Path, log: Path, **variables: str) -> Iterator[Site]:
    """The site of a tree, until the block ends."""
    port, metrics = free_port(), free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--http", "h11", "--no-access-log"]
    environment = {**os.environ, "PYTHONPATH": str(root), "METRICS_PORT": str(metrics), **variables}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--no-proxy-headers"], cwd=root, env=environment, stdout=file, stderr=file
        )
    site = Site(port, root, log, process, metrics)
    try:
        until = time.monotonic() + 60
        while not _answers(site):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, "the server did not answer within a minute"
            time.sleep(0.1)
        yield site
    finally:
        process.kill()
        process.wait(timeout=20)


def _answers(site: Site) -> bool:
    try:
        return site.ask(READY, {"Host": HOST}).status == 200
    except OSError:
        return False
