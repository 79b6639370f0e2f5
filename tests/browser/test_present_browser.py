"""What only a browser shows of a presentation: keys, swipes, links to a slide, and that all of it can be read."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle, until

Visit = Callable[..., Page]
SHOWN = "/presentar?lang=en&figures=timeline,projects_by_type,federal_budget,corridors"
SMALL_TEXT = """() => {
    const walker = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement, box = element.getBoundingClientRect();
        const drawn = box.width > 1 && box.height > 1 && !["STYLE", "SCRIPT"].includes(element.tagName);
        if (!drawn || !node.textContent.trim()) continue;
        let zoom = 1;
        for (let e = element; e; e = e.parentElement) zoom *= parseFloat(getComputedStyle(e).zoom || 1);
        const size = parseFloat(getComputedStyle(element).fontSize) * zoom;
        if (size < 16) found.push(`${size} ${node.textContent.trim().slice(0, 40)}`);
    }
    return found;
}"""


def page_number(page: Page, said: str) -> None:
    expect(page.locator(".st-key-slide_controls")).to_contain_text(said)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def visit_slide(visit: Visit, server: str, slide: int, **options: object) -> Page:
    page = visit(f"{server}{SHOWN}", locale="en-US", **options)  # the list, whose footer tells that it stands
    page.evaluate(f"location.search += '&slide={slide}'")
    page.wait_for_selector(".st-key-slide h1")
    until(page, "window.presentation")  # keys and swipes are listened to
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    return page


def test_keys_go_through_the_slides_and_each_can_be_read(server: str, visit: Visit) -> None:
    page = visit_slide(visit, server, 2)
    page_number(page, "2 of 4")
    expect(page.get_by_test_id("stHeaderLogo")).to_be_hidden()
    for key, said in (
        ("ArrowRight", "3 of 4"), ("PageDown", "4 of 4"), ("PageDown", "4 of 4"), ("PageUp", "3 of 4"),
        ("ArrowLeft", "2 of 4"), ("Home", "1 of 4"), ("End", "4 of 4"),
    ):  # fmt: skip
        page.keyboard.press(key)
        page_number(page, said)
        page.wait_for_timeout(500)
        assert page.evaluate(SMALL_TEXT) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    until(page, "location.search.includes('slide=4')")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("Present")
    settle(page)
    until(page, "!location.search.includes('slide=')")


def test_a_swipe_goes_on(server: str, visit: Visit) -> None:
    page = visit_slide(visit, server, 1, width=390)
    swipe = """([from, to]) => {
        const target = document.querySelector(".st-key-slide h1");
        const at = x => [new Touch({identifier: 1, target, clientX: x, clientY: 200})];
        const send = (kind, x) => target.dispatchEvent(new TouchEvent(kind, {
            bubbles: true, touches: kind === "touchend" ? [] : at(x), changedTouches: at(x)}));
        send("touchstart", from); send("touchend", to);
    }"""
    page.evaluate(swipe, [300, 100])
    page_number(page, "2 of 4")
    page.evaluate(swipe, [100, 300])
    page_number(page, "1 of 4")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_figure_is_added_from_where_it_stands(server: str, visit: Visit) -> None:
    page = visit(server + "/proyectos?lang=en&state=32&from=2009", locale="en-US")
    figure = page.locator('[class*="st-key-exhibit_federal_money"]')
    headline = figure.locator("h3").inner_text()
    figure.get_by_role("button", name="Share this").click()
    page.get_by_role("button", name="Add to the presentation").click()
    page.get_by_role("link", name="Open it (1 figure)").click()
    expect(page.locator("h1")).to_have_text("Present")
    settle(page)
    kept = "federal_money_by_state~state:32~from:2009"
    until(page, f"decodeURIComponent(location.search).includes('figures={kept}')")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".st-key-slide h1")).to_have_text(headline)
