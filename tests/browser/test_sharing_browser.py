"""A figure on somebody else's page, the link to copy, and a page on paper."""

import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

Visit = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    """Answers without a word on the terminal."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: its folder and address. Its host differs too, so that the frame in it is a third party's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield tmp_path, f"http://localhost:{site.server_port}"
        site.shutdown()


def test_the_code_of_a_figure_works_on_another_site(
    server: str, visit: Visit, browser: Browser, elsewhere: tuple[Path, str]
) -> None:
    page = visit(server + "/proyectos?lang=en&from=2003&to=2005&measure=share")
    page.locator(".st-key-share_projects_by_year").get_by_role("button").click()
    texts = page.get_by_test_id("stPopoverBody").locator("code")
    expect(texts).to_have_count(3)
    link, code, citation = (texts.nth(n).inner_text() for n in range(3))
    assert link == f"{server}/proyectos?lang=en&from=2003&to=2005&measure=share"
    assert citation.endswith(link) and "From 899 projects in 2003 to 1,636 in 2005" in citation
    assert 'title="From 899 projects in 2003 to 1,636 in 2005"' in code

    folder, host = elsewhere
    (folder / "index.html").write_text(f'<!doctype html><body style="margin:0">{code}</body>', encoding="utf-8")
    theirs = browser.new_page()
    try:
        for width in (340, 900):
            theirs.set_viewport_size({"width": width, "height": 800})
            theirs.goto(host + "/index.html")
            frame = theirs.frame_locator("iframe")
            expect(frame.locator(".js-plotly-plot .main-svg").first).to_be_visible()
            expect(frame.locator("h3")).to_have_text("From 899 projects in 2003 to 1,636 in 2005")
            expect(frame.get_by_text("Source: SEDESOL")).to_be_visible()
            live = frame.locator(".live a")
            expect(live).to_have_attribute("href", f"{server}/proyectos?from=2003&to=2005&lang=en")
            expect(frame.get_by_test_id("stHeader")).to_be_hidden()
            main = frame.locator(".stMain")
            assert main.evaluate("e => [e.scrollWidth, e.clientWidth]") == [width, width]
            assert main.evaluate("e => e.scrollHeight <= e.clientHeight"), "it fits the height that the code gives it"
            box = frame.locator(".js-plotly-plot .main-svg").first.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    finally:
        theirs.close()


def test_the_document_of_a_frame_may_be_framed_and_is_not_searched(server: str) -> None:
    answer = urllib.request.urlopen(f"{server}/embed?figure=projects_by_year&lang=en")
    assert "X-Frame-Options" not in answer.headers
    policy = answer.headers.get("Content-Security-Policy", "")
    assert "frame-ancestors" not in policy or "frame-ancestors *" in policy
    document = answer.read().decode()
    assert '<meta name="robots" content="noindex" />' in document and "hreflang" not in document


def test_a_page_on_paper(server: str, visit: Visit) -> None:
    """Without what one clicks, with every source line, fitted to the paper, and with the address to come back."""
    page = visit(server + "/proyectos?type=paving", scheme="dark")
    printed = PdfReader(BytesIO(page.pdf(format="A4", print_background=True)))
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert "Qué se construyó y dónde" in text
    sources = page.get_by_test_id("stCaptionContainer").filter(has_text=re.compile("^Fuente:"))
    assert text.count("Fuente: ") == sources.count() > 5
    for word in ("English", "Lo que se sabe", "Dinero y personas", "Descargar", "Compartir", "Copiar el enlace"):
        assert word in page.locator("body").inner_text(), "a word of the screen"
        assert word not in text
    assert f"{server}/proyectos?type=paving&lang=es".replace(" ", "") in text.replace(" ", "")
    widest = page.evaluate("Math.max(...[...document.querySelectorAll('.main-svg')].map(e => e.clientWidth))")
    assert widest > 1000, "on the screen again as it was"
    assert page.locator(".main-svg[viewBox]").count() == 0


def test_the_footer_copies_the_address_with_its_language(server: str, visit: Visit) -> None:
    page = visit(server + "/agenda")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page.get_by_role("button", name="Copiar el enlace a esta página").click()
    expect(page.locator(".copy-page [role=status]")).to_have_text("Copiado.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/agenda?lang=es"
