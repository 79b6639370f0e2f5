"""The policy on scripts in a real browser: nothing of the site is held back, and what was slipped in does not run."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Visit = Callable[..., Page]
WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", e => window.refused.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
BARE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@pytest.mark.parametrize(
    "address",
    ["/corredores?view=map", "/datos?table=states", "/presentar?figures=gaps"],
)
def test_nothing_of_the_site_is_held_back(server: str, visit: Visit, address: str) -> None:
    page = visit(server + address, script=WATCH)
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.refused") == []
    assert not page.strangers


def test_what_was_slipped_in_does_not_run(server: str, visit: Visit) -> None:
    page = visit(server + "/datos", script=WATCH)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.slipped = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='x' onerror='window.slipped = 2'>");
            const away = document.createElement("img");
            away.src = "https://elsewhere.example/?stolen";
            document.body.append(away);
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.slipped") is None
    refused = page.evaluate("window.refused")
    assert "script-src-elem inline" in refused and "script-src-attr inline" in refused
    assert "img-src https://elsewhere.example/?stolen" in refused


def test_a_page_may_not_be_framed_but_a_figure_may(server: str, visit: Visit) -> None:
    page = visit(server + "/agenda")
    framed = page.evaluate(
        """async address => {
            const frame = document.createElement("iframe");
            frame.src = address;
            document.body.append(frame);
            await new Promise(done => { frame.onload = done; setTimeout(done, 5000); });
            try { return frame.contentDocument?.title ?? "refused"; } catch { return "refused"; }
        }""",
        server + "/datos",
    )
    assert framed in ("", "refused")
