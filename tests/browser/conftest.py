"""The real site in a real browser: a server of our own, and Chromium that may talk to nobody else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking"]
READY = "footer.site-foot"
expect.set_options(timeout=20_000)  # a machine that runs other tests beside may be slow to answer


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(command: list[str], port: int) -> Iterator[str]:
    """Runs a server until the block ends; gives its address once it answers."""
    log = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            if process.poll() is not None:
                raise RuntimeError(f"the server ended with code {process.returncode}")
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        else:
            raise RuntimeError("the server did not answer within a minute")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def streamlit_run(port: int) -> list[str]:
    return ["streamlit", "run", "app.py", "--server.port", str(port), "--server.address", "127.0.0.1"]


@pytest.fixture
def fresh_server() -> Callable[..., object]:
    """A server that nobody has opened yet: `with fresh_server() as address`."""

    def start(command: Callable[[int], list[str]] = streamlit_run) -> object:
        port = free_port()
        return serving(command(port), port)

    return start


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    port = free_port()
    with serving(streamlit_run(port), port) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "these tests need Chromium: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def readers(browser: Browser) -> Callable[[str, str], BrowserContext]:
    """A browser's profile for each language and script: its cache keeps Streamlit's own files from test to test."""

    @cache
    def reader(locale: str, script: str) -> BrowserContext:
        context = browser.new_context(locale=locale, accept_downloads=True)
        if script:
            context.add_init_script(script)
        return context

    return reader


@pytest.fixture
def visit(readers: Callable[[str, str], BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens an address and waits for the whole page.

    What it asked of other hosts is in `page.strangers`, the size of each websocket message in `page.received`, and in
    `page.runs` how each run of the page ended. `script` runs before any other.
    """
    pages = []

    def open_page(
        address: str, width: int = 1366, locale: str = "es-MX", scheme: str = "light", script: str = ""
    ) -> Page:
        page = readers(locale, script).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 768})
        page.emulate_media(color_scheme=scheme)
        page.set_default_timeout(60_000)
        page.strangers, page.received, page.runs = [], [], []
        host = address.split("/")[2]
        page.on("request", lambda request: _note(page.strangers, request.url, host))
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: _hear(page, frame)))
        page.goto(address)
        settle(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    for context in {page.context for page in pages}:
        context.clear_cookies()
        context.clear_permissions()


def _hear(page: Page, frame: bytes) -> None:
    page.received.append(len(frame))
    message = ForwardMsg.FromString(frame)
    if message.WhichOneof("type") == "script_finished":
        page.runs.append(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))


def _note(strangers: list[str], url: str, host: str) -> None:
    if not url.startswith(("data:", "blob:")) and url.split("/")[2] != host:
        strangers.append(url)


def until(page: Page, expression: str, arg: object = None) -> None:
    """Waits until a script's expression is true. Playwright's own way to wait is text made a script, which the site's
    policy refuses."""
    ends = time.monotonic() + 60
    while not page.evaluate(expression, arg):
        assert time.monotonic() < ends, expression
        page.wait_for_timeout(50)


def settle(page: Page) -> None:
    """Waits until the footer stands and no script runs any more."""
    page.wait_for_selector(READY)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(500)
