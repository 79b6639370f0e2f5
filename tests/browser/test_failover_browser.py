"""The site as `make public` runs it, nginx and two copies: what a reader sees when a copy dies, restarts or ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle
from deployed import WAIT, Deployed, deployed


@pytest.fixture(scope="module", name="deployed")
def running() -> Iterator[Deployed]:
    with deployed() as site:
        yield site


def serving(page: Page, deployed: Deployed) -> int:
    """The port of the copy that the page's visit stays with: while it is halted, nothing answers this visit."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    for port, process in deployed.copies().items():
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
    os.kill(deployed.copies()[killed], signal.SIGKILL)
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
    before, answers, done = deployed.copies(), Counter(), threading.Event()

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
            deployed.copies().keys() == before.keys()
            and not (set(deployed.copies().values()) & set(before.values()))
            and deployed.is_up()
        )
    )
    done.set()
    asking.join()
    assert {status for _, status in answers} == {200}
    assert min(answers.values()) > 3


def test_what_is_under_way_is_finished_before_the_end(deployed: Deployed) -> None:
    children = deployed.copies()
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
