"""The first view in Chromium: what it shows without scripts, how it gives way, and that nothing jumps."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle

Visit = Callable[..., Page]
SHIFT = """window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: "layout-shift", buffered: true});
window.seen = [];
new MutationObserver(() => {
    const view = document.getElementById("first-view");
    if (view?.querySelector("h1") && !window.seen.length) window.seen.push(view.querySelector("h1").textContent);
}).observe(document, {childList: true, subtree: true});"""


def test_the_page_is_read_and_left_without_a_script(server: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="es-MX", color_scheme="dark")
    page = context.new_page()
    page.goto(server + "/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Por cada peso de un club de migrantes, tres del gobierno"
    )
    expect(page.get_by_text("6,121", exact=True)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.getElementById('first-view')).backgroundColor") == "rgb(25, 23, 20)"
    state = page.get_by_role("group").get_by_role("link", name="Jalisco: US$583")
    expect(state).to_be_visible()
    state.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jalisco")
    page.get_by_role("link", name="English").click()
    assert page.url == server + "/estado?state=14&lang=en"
    context.close()


def test_it_gives_way_to_the_page_and_nothing_jumps(server: str, visit: Visit) -> None:
    for path in ("/", "/financiamiento"):
        page = visit(server + path, script=SHIFT)
        assert page.evaluate("window.seen") == [page.locator("h1").inner_text()]
        assert page.locator("#first-view").count() == 0
        assert page.locator("h1").count() == 1
        assert page.evaluate("window.shift") < 0.1


def test_the_page_stands_where_the_first_view_stood(server: str, browser: Browser, visit: Visit) -> None:
    def places(page: Page, root: str) -> list[float]:
        find = f"s => document.querySelector(`{root} ${{s}}`).getBoundingClientRect()"
        return [page.evaluate(find, tag)[edge] for tag in ("h1", ".key-figures", "h3") for edge in ("x", "y")]

    still = browser.new_context(java_script_enabled=False, locale="es-MX", viewport={"width": 1366, "height": 768})
    before = still.new_page()
    before.goto(server + "/")
    before.evaluate("document.fonts.ready")
    notice = before.evaluate("document.querySelector('noscript').getBoundingClientRect().height")
    shown = places(before, "#first-view main")
    drawn = places(visit(server + "/"), "#root")
    still.close()
    moved = [was - now for was, now in zip(shown, drawn)]
    assert max(map(abs, moved[::2])) < 2
    assert max(abs(up - notice) for up in moved[1::2]) < 20


def test_it_is_all_that_can_be_reached_until_then(server: str, browser: Browser) -> None:
    context = browser.new_context(locale="es-MX")
    page = context.new_page()
    held = [True]  # the charts of the first page never come
    page.route("**/PlotlyChart.*.js", lambda route: None if held[0] else route.continue_())
    page.goto(server + "/remesas", wait_until="commit")
    page.wait_for_selector("footer.site-foot", state="attached")
    assert page.get_by_role("heading", level=1).count() == 1
    expect(page.locator("#root h1")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#first-view') !== null")
    held[0] = False
    page.locator("#first-view").get_by_role("link", name="Jalisco", exact=True).click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Jalisco")
    context.close()
