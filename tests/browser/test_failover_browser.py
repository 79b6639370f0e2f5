"""The site as `make public` runs it, nginx and two copies: what a reader sees when a copy dies, restarts or ends."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle

ROOT = Path(__file__).parents[2]
COPIES = 2
WAIT = 120  # seconds for what takes as long as the machine is busy


@dataclass
class Deployed:
    """`deploy/run.py`, and what it started."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def children(self) -> dict[int, int]:
        """Process numbers of the copies that run, by port."""
        number = self.process.pid
        started = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in started}
        return {int(words[words.index(b"--port") + 1]): pid for pid, words in commands.items() if b"uvicorn" in words}

    def is_up(self) -> bool:
        """Whether every copy answers."""
        try:
            ports = range(self.port + 1, self.port + 1 + COPIES)
            return all(requests.get(f"http://127.0.0.1:{p}/_stcore/health", timeout=5).ok for p in ports)
        except requests.ConnectionError:
            return False

    def wait_until(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + WAIT
        while not condition():
            assert time.monotonic() < until, "it took too long"
            assert self.process.poll() is None, "deploy/run.py ended"
            time.sleep(0.1)


def free_row() -> int:
    """A free port, as the next ones are, below those that the system gives to connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError):
            for each in range(port, port + 1 + COPIES):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", each))
            return port


@pytest.fixture(scope="module")
def deployed() -> Iterator[Deployed]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        port = free_row()
        command = [sys.executable, "deploy/run.py", "--copies", str(COPIES), "--port", str(port), "--folder", folder]
        log = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        running = Deployed(port, process)
        running.wait_until(running.is_up)
        yield running
        process.terminate()
        process.wait(60)


def serving(page: Page, deployed: Deployed) -> int:
    """The port of the copy that the page's visit stays with: while it is halted, nothing answers this visit."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    for port, process in deployed.children().items():
        os.kill(process, signal.SIGSTOP)
        try:
            requests.get(f"{deployed.address}/_stcore/health", cookies=cookies, timeout=3)
        except requests.Timeout:
            return port
        finally:
            os.kill(process, signal.SIGCONT)
    raise AssertionError("no copy serves the page")


def test_a_page_whose_copy_is_killed_comes_back_with_its_filters(
    deployed: Deployed, visit: Callable[..., Page]
) -> None:
    page = visit(f"{deployed.address}/financiamiento?state=32&from=2010")
    heading, shown = page.locator("h1").inner_text(), page.locator("main").inner_text()
    assert "Zacatecas" in shown
    sockets: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda _: sockets.append(socket)))
    killed = serving(page, deployed)
    os.kill(deployed.children()[killed], signal.SIGKILL)
    deadline = time.monotonic() + WAIT
    while not sockets:  # the new copy is asked for a run, before the reader does anything
        page.wait_for_timeout(50)
        assert time.monotonic() < deadline, "the page did not ask again"
    settle(page)
    expect(page.locator("h1")).to_have_text(heading)
    assert page.url.endswith("/financiamiento?state=32&from=2010")
    assert "Zacatecas" in page.locator("main").inner_text()
    # What the reader does first there counts.
    page.get_by_role("radio", name="English").click()
    expect(page.locator("h1")).not_to_have_text(heading)
    assert "Zacatecas" in page.locator("main").inner_text()


def test_a_rolling_restart_shows_nobody_an_error(deployed: Deployed) -> None:
    deployed.wait_until(deployed.is_up)  # the one that was killed, too
    before, answers, done = deployed.children(), Counter(), threading.Event()

    def ask() -> None:
        number = 0
        while not done.is_set():
            number += 1
            cookie = {"observatorio_copy": f"{number:032x}"}
            for path in ("/", "/api/v1/tables/states.json", "/_stcore/health"):
                answers[path, requests.get(deployed.address + path, cookies=cookie, timeout=60).status_code] += 1
            time.sleep(0.2)

    asking = threading.Thread(target=ask)
    asking.start()
    deployed.process.send_signal(signal.SIGHUP)
    deployed.wait_until(
        lambda: (
            deployed.children().keys() == before.keys()
            and not (set(deployed.children().values()) & set(before.values()))
            and deployed.is_up()
        )
    )
    done.set()
    asking.join()
    assert {status for _, status in answers} == {200}
    assert min(answers.values()) > 3


def test_what_is_under_way_is_finished_before_the_end(deployed: Deployed) -> None:
    children = deployed.children()
    path = "/api/v1/tables/remittances_by_municipality.csv"
    whole = requests.get(deployed.address + path, timeout=60).content
    with requests.get(
        deployed.address + path, stream=True, timeout=60, headers={"Accept-Encoding": "identity"}
    ) as answer:
        rows = answer.iter_content(1000)
        came = next(rows)
        deployed.process.terminate()
        time.sleep(1)
        with pytest.raises(requests.ConnectionError):
            requests.get(deployed.address, timeout=5)
        came += b"".join(rows)
    assert came == whole
    assert deployed.process.wait(60) == 0
    assert [pid for pid in children.values() if Path(f"/proc/{pid}").exists()] == []
