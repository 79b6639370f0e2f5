"""What only a browser shows of the maps: shapes and arcs drawn, selection on both sides, the year that plays, and how
much a change sends."""

import io
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle, until

Visit = Callable[..., Page]
PLACES = ".choroplethlayer path.choroplethlocation"
WITHOUT_WEBGL = """(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
    };
})()"""


def fills(page: Page) -> list[str]:
    """Colours of all places, as drawn."""
    return page.locator(PLACES).evaluate_all("paths => paths.map(path => getComputedStyle(path).fill)")


def sent(page: Page, act: Callable[[], object]) -> int:
    """Bytes that the server sends over the websocket while the page answers `act`."""
    received = page.received
    received.clear()
    act()
    page.wait_for_timeout(300)
    settle(page)
    return sum(received)


@pytest.fixture
def listen(visit: Visit, server: str) -> Callable[..., Page]:
    """Opens a path in English."""
    return lambda path, **options: visit(server + path, locale="en-US", **options)


class TestMunicipalities:
    def test_all_are_drawn_in_five_colours(self, listen: Callable[..., Page]) -> None:
        page = listen("/remesas?measure=municipality_usd")
        shapes = page.locator(PLACES)
        expect(shapes).to_have_count(2475 + 32)  # and the outlines of the states
        drawn = set(fills(page)) - {"rgba(0, 0, 0, 0)"}
        assert len(drawn) == 6  # five classes, and where there is no figure
        frame = page.locator(".st-key-map_map_municipality_usd").bounding_box()
        widths = page.locator(PLACES).evaluate_all("paths => paths.map(path => path.getBoundingClientRect().width)")
        assert frame and max(widths) < frame["width"] / 2, "a ring turned the wrong way would cover the map"

    def test_a_year_changes_the_map_and_sends_little(self, listen: Callable[..., Page]) -> None:
        page = listen("/remesas?measure=municipality_usd")
        expect(page.locator(PLACES)).to_have_count(2475 + 32)
        before = fills(page)
        slider = page.get_by_role("slider")
        slider.focus()
        assert sent(page, lambda: page.keyboard.press("Home")) < 60_000
        until(page, "location.search.includes('to=2013')")
        expect(page.locator(PLACES)).to_have_count(2475 + 32)
        after = fills(page)
        assert sum(one != other for one, other in zip(before, after)) > 300

    def test_a_state_fills_the_frame_and_names_its_places(self, listen: Callable[..., Page]) -> None:
        page = listen("/remesas?measure=municipality_usd&state=32&to=2024")
        expect(page.locator(PLACES)).to_have_count(58 + 1)
        boxes = page.locator(PLACES).evaluate_all(
            "paths => paths.map(p => p.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
        )
        frame = page.locator(".st-key-map_map_municipality_usd").bounding_box()
        assert frame
        assert max(b[3] for b in boxes) - min(b[1] for b in boxes) > 0.6 * frame["height"]
        place = page.locator(PLACES).nth(9)
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2 - 1, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        label = page.locator(".hoverlayer .hovertext").first
        expect(label).to_contain_text(", Zacatecas")
        expect(label).to_contain_text("US$")

    def test_the_table_of_all_is_sent_page_by_page(self, listen: Callable[..., Page]) -> None:
        page = listen("/remesas?measure=municipality_usd&to=2025")
        assert sent(page, lambda: page.get_by_role("radio", name="Table").click()) < 60_000
        expect(page.get_by_role("table").first).to_contain_text("Tijuana")
        expect(page.get_by_role("table").last).to_contain_text("Not identified")
        last = page.get_by_test_id("stPagination").get_by_text("124", exact=True)
        assert sent(page, last.click) < 30_000
        expect(page.get_by_text("Rows 2,461 to 2,478 of 2,478")).to_be_visible()


@pytest.mark.parametrize("measure", ["usd", "state_usd", "state_change", "us_state_usd", "inflow"])
def test_a_change_of_period_sends_little(listen: Callable[..., Page], measure: str) -> None:
    page = listen(f"/remesas?measure={measure}")
    slider = page.get_by_role("slider").first
    slider.focus()
    size = sent(page, lambda: page.keyboard.press("ArrowRight"))
    assert 5_000 < size < 60_000
    assert page.strangers == []


def test_the_united_states_are_drawn_with_alaska_and_hawaii(listen: Callable[..., Page]) -> None:
    page = listen("/remesas?measure=us_state_usd")
    expect(page.locator(PLACES)).to_have_count(51)
    assert len(set(fills(page))) == 5
    widths = page.locator(PLACES).evaluate_all("paths => paths.map(path => path.getBoundingClientRect().width)")
    assert min(widths) > 0.5


def inks(canvas: Locator) -> dict[tuple[int, ...], int]:
    """How often each colour stands in a picture of the map."""
    picture = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
    return {colour: n for n, colour in picture.getcolors(maxcolors=1_000_000) or []}


def chosen(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Highlight one")


def within_an_arc(canvas: Locator) -> tuple[float, float]:
    """A point of the page where an arc is drawn, as soon as one is."""
    for _ in range(40):
        picture = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
        box = canvas.bounding_box()  # where the picture has scrolled it to
        reds = {
            (x, y)
            for x in range(picture.width)
            for y in range(picture.height)
            if picture.getpixel((x, y))[0] > 140 and picture.getpixel((x, y))[2] < 110
        }
        inner = sorted((x, y) for x, y in reds if {(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)} <= reds)
        if box and inner:
            x, y = inner[len(inner) // 2]
            return box["x"] + x, box["y"] + y
        canvas.page.wait_for_timeout(500)
    raise AssertionError("no arc was drawn")


def click_first_box(page: Page) -> None:
    """Clicks the box of the first row of the ranked table, where it stands now."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 16, box["y"] + 52)


class TestCorridors:
    def test_webgl_draws_land_and_arcs(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores")
        canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
        expect(canvas).to_be_visible()
        page.wait_for_timeout(2500)  # geometry arrives, and is drawn by software
        seen = inks(canvas)
        assert seen.get((0xF2, 0xEC, 0xE2), 0) > 20_000, "land in the panel's colour"
        reddish = sum(n for (red, green, blue), n in seen.items() if red > 140 and green < 110 and blue < 100)
        assert reddish > 1_000, "arcs in the accent"
        assert page.strangers == []

    def test_a_click_on_an_arc_marks_list_and_table_and_the_other_way_round(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores?measure=migrant_stock&origin=PER&destination=CHL")
        canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
        for _ in range(5):  # a click is none for deck.gl where drawing by software held it up for a quarter of a second
            x, y = within_an_arc(canvas)
            page.mouse.move(x, y)
            page.wait_for_timeout(500)
            page.mouse.click(x, y)
            with suppress(AssertionError):
                expect(chosen(page)).to_have_value("Peru → Chile", timeout=8_000)
                break
        expect(chosen(page)).to_have_value("Peru → Chile")
        settle(page)
        # from the table: the one row is selected, and its box takes the selection away and gives it back
        for value in ("", "Peru → Chile"):
            click_first_box(page)
            expect(chosen(page)).to_have_value(value)
            settle(page)

    @pytest.mark.parametrize("path", ["/corredores", "/corredores?measure=remittances_country"])
    def test_a_year_sends_little(self, listen: Callable[..., Page], path: str) -> None:
        page = listen(path)
        slider = page.get_by_role("slider").first
        slider.focus()
        assert 5_000 < sent(page, lambda: page.keyboard.press("ArrowLeft")) < 150_000
        assert "to=" in page.evaluate("location.search")

    def test_the_largest_map_sends_little(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores?measure=remittances_world")
        assert sent(page, lambda: page.get_by_role("radio", name="Flat map").click()) < 150_000
        lines = page.locator(".scattergeo .js-line")
        assert lines.count() >= 90

    def test_without_webgl_the_flat_map_comes_by_itself(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores", script=WITHOUT_WEBGL)
        expect(page.get_by_text("This browser has no WebGL")).to_be_visible()
        expect(page.get_by_test_id("stDeckGlJsonChart")).to_have_count(0)
        expect(page.get_by_role("radio", name="Map", exact=True)).to_have_count(0)
        expect(page.locator(".scattergeo .js-line").first).to_be_attached()
        assert page.locator(".scattergeo .js-line").count() == 52
        widths = page.locator(".scattergeo .js-line").evaluate_all(
            "lines => lines.map(line => parseFloat(getComputedStyle(line).strokeWidth))"
        )
        assert widths[0] == max(widths) == 14

    def test_an_explicit_map_without_webgl_is_no_blank(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores?view=map", script=WITHOUT_WEBGL)
        expect(page.get_by_text("view=map")).to_be_visible()
        expect(page.locator(".scattergeo .js-line").first).to_be_attached()

    def test_years_play_and_stop_at_the_end(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores?measure=migrant_stock&to=2010")
        headline = page.locator("#corridors-migrant-stock")
        expect(headline).to_contain_text("in 2010")
        page.get_by_role("button", name="Play").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        expect(headline).to_contain_text("in 2015")
        expect(headline).to_contain_text("in 2020")
        expect(page.get_by_role("button", name="Play")).to_be_visible()
        until(page, "!location.search.includes('to=')")

    def test_a_phone_sees_every_end(self, listen: Callable[..., Page]) -> None:
        page = listen("/corredores", width=390)
        canvas = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
        page.wait_for_timeout(2500)
        picture = Image.open(io.BytesIO(canvas.screenshot())).convert("RGB")
        columns = [
            x
            for x in range(picture.width)
            if any(picture.getpixel((x, y)) == (0xF2, 0xEC, 0xE2) for y in range(picture.height))
        ]
        assert 0.5 * picture.width < columns[-1] - columns[0]
        assert columns[0] > 2 or columns[-1] < picture.width - 3, "the continent ends within the frame"
