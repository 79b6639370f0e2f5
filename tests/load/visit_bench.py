"""A first visit on a slow link: how long until a chart can be read and used, how many bytes, how much the page jumps.

Chromium with 1.6 Mbit/s down, 0.75 up and 150 ms of latency, nothing in its cache, beside the smallest Streamlit app
with one Plotly chart, served in the same run without our middleware.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from measured import Measure
from playwright.sync_api import Browser, sync_playwright
from served import ROOT, served

APPS = Path(__file__).parent / "apps"
FLAGS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking"]
LINK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
TIMES = 3  # visits of each page; the median counts
PATIENCE = 120_000  # ms
PAGES = {"/": ("overview", 1.1), "/remesas": ("a Plotly page", 1.9)}  # name, and megabytes that it may load
WATCH = """(() => {
    window.visit = {chart: null, shift: 0};
    const size = e => { const r = e.getBoundingClientRect(); return r.width * r.height; };
    const chart = () => [...document.querySelectorAll("main svg[aria-label], .js-plotly-plot .trace path")]
        .some(e => size(e) > 0);
    const look = () => {
        if (chart()) requestAnimationFrame(() => window.visit.chart ??= performance.now());
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.visit.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
})()"""
USABLE = """() => !document.getElementById("first-view")
    && document.querySelector(FOOT)
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].slice(0, 1)
        .some(e => e.querySelector(".trace path"))"""


@dataclass(frozen=True)
class Visit:
    """Seconds to the first chart and until it can be used, megabytes until then, and the sum of layout shifts."""

    chart: float
    usable: float
    megabytes: float
    shift: float


def visited(browser: Browser, url: str, foot: str) -> Visit:
    """One visit by a browser that has nothing yet."""
    # Without the site's policy, which lets no watcher make functions of text; it changes nothing of what is loaded.
    context = browser.new_context(locale="es-MX", viewport={"width": 1366, "height": 768}, bypass_csp=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINK)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(_length(event)))
    page.goto(url, wait_until="commit", timeout=PATIENCE)
    usable = USABLE.replace("FOOT", repr(foot))
    page.wait_for_function(f"({usable})() && performance.now()", timeout=PATIENCE, polling=50)
    seconds = page.evaluate("performance.now()") / 1000
    megabytes = sum(received) / 1e6
    page.wait_for_timeout(1_000)
    seen = page.evaluate("window.visit")
    context.close()
    return Visit(seen["chart"] / 1000, seconds, megabytes, seen["shift"])


def _length(event: dict[str, Any]) -> float:
    frame = event["response"]
    return len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)  # binary frames arrive as base64


def _median(visits: list[Visit]) -> Visit:
    return Visit(*(median(getattr(visit, name) for visit in visits) for name in Visit.__dataclass_fields__))


def _wait_until_prepared(address: str) -> None:
    """Streamlit's files are compressed beside the server when it starts for the first time: as a build does ahead."""
    subprocess.run([sys.executable, "-m", "components.serving"], cwd=ROOT, check=True)
    for path in ("/", "/remesas"):
        urllib.request.urlopen(address + path).read()
    time.sleep(2)


def measures(largest: bool) -> Iterator[Measure]:
    """Both pages beside the plain app."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, served(APPS / "plain_plotly.py", APPS) as plain, served("app.py") as site:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        _wait_until_prepared(site.address)
        reference = _median([visited(browser, plain.address, ".js-plotly-plot") for _ in range(TIMES)])
        for path, (name, most) in PAGES.items():
            ours = _median([visited(browser, site.address + path, "footer.site-foot") for _ in range(TIMES)])
            app = "plain Streamlit app with one Plotly chart"
            yield Measure("visit", f"{name}: first chart", ours.chart, "s", app, reference.chart, 1.0)
            yield Measure("visit", f"{name}: interactive", ours.usable, "s", app, reference.usable, 9.0)
            yield Measure("visit", f"{name}: loaded before", ours.megabytes, "MB", app, reference.megabytes, most)
            yield Measure("visit", f"{name}: layout shift", ours.shift, "CLS", app, reference.shift, 0.1)
        browser.close()
