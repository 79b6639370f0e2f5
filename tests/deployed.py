"""The site as `make public` runs it, nginx and two copies, for the tests and the benches."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]
COPIES = 2
WAIT = 120  # seconds for what takes as long as the machine is busy


@dataclass
class Deployed:
    """`deploy/run.py`, and what it started: nginx on `port`, the copies on the ports after it."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where nginx answers."""
        return f"http://127.0.0.1:{self.port}"

    def copies(self) -> dict[int, int]:
        """Process numbers of the copies that run, by port."""
        number = self.process.pid
        started = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in started}
        return {int(words[words.index(b"--port") + 1]): pid for pid, words in commands.items() if b"uvicorn" in words}

    def is_up(self) -> bool:
        """Whether every copy answers."""
        return all(answers(port) for port in range(self.port + 1, self.port + 1 + COPIES))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """RuntimeError when it does not come true in time, or deploy/run.py ended."""
        until = time.monotonic() + WAIT
        while not condition():
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("it took too long, or deploy/run.py ended")
            time.sleep(0.1)


def answers(port: int) -> bool:
    """Whether a copy answers on that port."""
    try:
        return requests.get(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).ok
    except requests.RequestException:
        return False


@contextmanager
def deployed() -> Iterator[Deployed]:
    """Runs until the block ends. RuntimeError when the copies do not start."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # for nginx's own user
        port = _free_row()
        command = [sys.executable, "deploy/run.py", "--copies", str(COPIES), "--port", str(port), "--folder", folder]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running = Deployed(port, process)
            running.wait_until(running.is_up)
            yield running
        finally:
            process.terminate()
            process.wait(60)


def _free_row() -> int:
    """A free port, as the next ones are, below those that the system gives to connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError):
            for each in range(port, port + 1 + COPIES):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", each))
            return port
