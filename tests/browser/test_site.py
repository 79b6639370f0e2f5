"""What only a browser shows: links, language, views, downloads, maps, keyboard, width, accessibility, no strangers."""

import io
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle, streamlit_run, until

TITLES = {
    "/": "Por cada peso de un club de migrantes, tres del gobierno",
    "/proyectos": "Qué se construyó y dónde",
    "/estado": "Zacatecas",
    "/financiamiento": "¿Quién pagó y cuánto fue en realidad?",
    "/focalizacion": "¿Llegó el dinero a los lugares más pobres y con más migrantes?",
    "/remesas": "¿Cuánto se envía a casa, desde dónde y hacia dónde?",
    "/corredores": "¿De dónde y hacia dónde?",
    "/presentar": "Presentar",
    "/datos": "Todos los datos, con lo que significan",
    "/agenda": "Lo que se prometió y lo que se puede comprobar",
}
PAGES = tuple(TITLES)
Visit = Callable[..., Page]


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def expect_address(page: Page, *parts: str, without: str = "?!") -> None:
    """Waits until the address has all the parts; Playwright's own `page.url` lags behind what the page pushed."""
    until(
        page,
        "([parts, without]) => parts.every(p => location.href.includes(p)) && !location.href.includes(without)",
        arg=[list(parts), without],
    )


def named(page: Page) -> None:
    """The site's name stands beside its mark, in the letters of the headings."""
    mark = page.locator("header .stLogo").locator("..")
    said = [mark.evaluate(f"mark => getComputedStyle(mark, '::after').{one}") for one in ("content", "fontFamily")]
    assert said[0] == '"Observatorio 3×1"' and said[1].startswith('"Source Serif"')


def in_its_frame(page: Page, path: str) -> None:
    assert title(page) == TITLES[path]
    expect(page.get_by_test_id("stTopNavLink").first).to_be_visible()
    named(page)
    assert page.strangers == []


@pytest.mark.parametrize(
    "command", [streamlit_run, lambda port: ["uvicorn", "app:app", "--port", str(port)]], ids=["streamlit", "uvicorn"]
)
def test_a_first_visit_by_deep_link_shows_the_page_in_its_frame(
    fresh_server: Callable, visit: Visit, command: Callable
) -> None:
    with fresh_server(command) as home:  # Streamlit's old router would serve it bare until somebody opens "/"
        in_its_frame(visit(home + "/proyectos"), "/proyectos")


class TestLanguage:
    def test_the_document_speaks_it_from_the_first_byte(self, server: str) -> None:
        def document(path: str, accept: str) -> str:
            request = urllib.request.Request(server + path, headers={"Accept-Language": accept})
            return urllib.request.urlopen(request).read().decode()

        spanish, english = document("/proyectos", "es-MX"), document("/proyectos?lang=en", "es-MX")
        assert '<html lang="es-MX">' in spanish
        assert "<title>Obras · Observatorio 3×1</title>" in spanish
        assert 'name="description" content="Qué construyó el programa 3x1' in spanish
        assert '<html lang="en-US">' in english
        assert "<title>Projects · Observatory 3×1</title>" in english
        assert '<html lang="en-US">' in document("/proyectos", "en-GB,en;q=0.9")

    def test_the_switch_keeps_every_other_parameter(self, server: str, visit: Visit) -> None:
        page = visit(server + "/proyectos?state=32&state=14&type=paving&view=table")
        page.get_by_role("radio", name="English").click()
        expect(page.locator("h1")).to_have_text("What was built, and where")
        settle(page)
        expect_address(page, "state=32", "state=14", "type=paving", "view=table", "lang=en")
        assert page.evaluate("document.documentElement.lang") == "en-US"
        assert page.title() == "Projects · Observatory 3×1"

    def test_it_stays_from_page_to_page(self, server: str, visit: Visit) -> None:
        page = visit(server + "/?lang=en")
        page.get_by_role("link", name="See the tables").click()
        expect(page.locator("h1")).to_have_text("What was built, and where")
        settle(page)
        expect_address(page, "/proyectos?", "view=table", "lang=en")

    def test_it_stays_with_the_navigation(self, server: str, visit: Visit) -> None:
        page = visit(server + "/proyectos?lang=en&state=32")
        page.get_by_test_id("stTopNavLink").first.click()
        expect(page.locator("h1")).to_have_text("For every peso of a migrant club, three of government")
        settle(page)
        expect_address(page, server + "/?lang=en", without="state")
        page.go_back()
        expect(page.locator("h1")).to_have_text("What was built, and where")
        settle(page)
        expect_address(page, server + "/proyectos?", "lang=en", "state=32")

    def test_the_browser_makes_the_first_guess(self, server: str, visit: Visit) -> None:
        assert title(visit(server, locale="en-US")) == "For every peso of a migrant club, three of government"


class TestStateSearch:
    def test_a_name_is_found_without_its_accents(self, server: str, visit: Visit) -> None:
        page = visit(server + "/estado?state=32&lang=en")
        self.type(page, "queretaro")
        expect(page.locator("h1")).to_have_text("Querétaro")
        expect_address(page, "state=22", "lang=en")

    def test_a_name_that_is_none_is_said(self, server: str, visit: Visit) -> None:
        page = visit(server + "/estado?state=32&lang=en")
        self.type(page, "Texas")
        expect(page.get_by_text("No single state is called “Texas”.")).to_be_visible()
        expect(page.locator("h1")).to_have_text("Zacatecas")

    def type(self, page: Page, name: str) -> None:
        field = page.get_by_role("combobox", name="State").first
        field.click()
        field.fill(name)
        page.keyboard.press("Enter")


class TestHistory:
    def test_what_a_page_adds_by_itself_is_no_step(self, server: str, visit: Visit) -> None:
        page = visit(server + "/agenda", locale="en-US")
        expect_address(page, "lang=en")
        length = page.evaluate("history.length")
        page.get_by_role("radio", name="Español").click()
        expect(page.locator("h1")).to_have_text(TITLES["/agenda"])
        settle(page)
        assert page.evaluate("history.length") == length + 1

    def test_one_step_back_undoes_one_choice(self, server: str, visit: Visit) -> None:
        page = visit(server + "/?lang=en")
        page.get_by_role("radio", name="Table").first.click()
        expect_address(page, "view=table")
        settle(page)
        page.go_back()
        expect(page.get_by_role("radio", name="Map").first).to_be_checked()
        expect_address(page, "lang=en", without="view")


class TestViews:
    def test_switching(self, server: str, visit: Visit) -> None:
        page = visit(server + "/")
        expect(page.locator(".st-key-map_remittances_per_person .js-plotly-plot")).to_be_visible()
        page.get_by_role("radio", name="Tabla").click()
        expect(page.get_by_role("table").first).to_be_visible()
        settle(page)
        expect_address(page, "view=table")
        page.get_by_role("radio", name="Mapa").click()
        expect(page.locator(".st-key-map_remittances_per_person .js-plotly-plot")).to_be_visible()
        settle(page)
        expect_address(page, without="view")

    def test_back_and_forward(self, server: str, visit: Visit) -> None:
        page = visit(server + "/proyectos?state=32")
        page.goto(server + "/proyectos?state=14")
        settle(page)
        headline = page.locator("#federal-money")
        expect(headline).to_contain_text("Jalisco")
        page.go_back()
        settle(page)
        expect(headline).to_contain_text("Zacatecas")
        page.go_forward()
        settle(page)
        expect(headline).to_contain_text("Jalisco")

    def test_keyboard_reaches_the_view_switch(self, server: str, visit: Visit) -> None:
        page = visit(server + "/")
        page.get_by_role("radio", name="Mapa").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        settle(page)
        expect_address(page, "view=chart")


class TestMaps:
    def test_every_state_is_drawn_at_its_size(self, server: str, visit: Visit) -> None:
        page = visit(server + "/")
        shapes = page.locator(".st-key-map_remittances_per_person .choroplethlayer path")
        expect(shapes).to_have_count(32)
        widths = [box["width"] for box in (shape.bounding_box() for shape in shapes.all()) if box]
        frame = page.locator(".st-key-map_remittances_per_person").bounding_box()
        assert frame
        assert max(widths) < frame["width"] / 2, "a ring turned the wrong way would cover the whole map"
        assert min(widths) > 1
        colours = {shape.evaluate("e => getComputedStyle(e).fill") for shape in shapes.all()}
        assert len(colours) == 5  # the classes of the legend

    def test_geometry_is_fetched_once_by_its_hashed_name(self, server: str, visit: Visit) -> None:
        page = visit(server + "/?view=table")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url) if "/files/geo/" in request.url else None)
        page.get_by_role("radio", name="Mapa").click()
        expect(page.locator(".choroplethlayer path")).to_have_count(32)
        assert len(set(asked)) == 1


class TestDownloads:
    def test_the_file_has_the_rows_on_screen(self, server: str, visit: Visit) -> None:
        page = visit(server + "/proyectos?type=potable_water&type=health&view=table")
        block = page.locator('[class*="st-key-exhibit_projects_by_type_count"]')
        expect(block.locator("tbody tr")).to_have_count(2)
        on_screen = [row.locator("td, th").all_inner_texts() for row in block.locator("tbody tr").all()]
        block.get_by_role("button", name="Descargar (2 filas)").click()
        with page.expect_download() as download:
            page.get_by_test_id("stPopoverBody").get_by_role("button", name="CSV").click()
        assert download.value.suggested_filename == "3x1_projects_by_type_count.csv"
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        rows = pd.read_csv(io.BytesIO(content))
        assert rows["project_type"].tolist() == ["potable_water", "health"]
        assert [int(cells[1].replace(",", "")) for cells in on_screen] == rows["projects"].tolist() == [651, 121]

    def test_the_button_says_how_many(self, server: str, visit: Visit) -> None:
        page = visit(server + "/?lang=en")
        expect(page.get_by_role("button", name="Download (32 rows)").first).to_be_visible()


@pytest.mark.parametrize("path", [*PAGES, "/proyectos?view=table"])
def test_a_page_fits_is_accessible_and_asks_nobody_else(server: str, visit: Visit, path: str) -> None:
    page = visit(server + path, width=390)
    fits_and_is_accessible(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    with page.expect_navigation():  # for the colours of the charts
        page.emulate_media(color_scheme="dark")
    settle(page)
    in_its_frame(page, path.split("?")[0])
    fits_and_is_accessible(page)
    for row in page.locator('[class*="st-key-row_"]').all()[:1]:
        assert len({round(button.bounding_box()["y"]) for button in buttons_of(row)}) == 1
    for button in page.get_by_test_id("stPopover").get_by_role("button").all()[:3]:
        button.click()
        page.keyboard.press("Escape")
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(300)
    assert page.strangers == []


CUT_LINKS = """[...document.querySelectorAll('[data-testid="stPageLink-NavLink"] *')]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""


def buttons_of(row: Locator) -> list[Locator]:
    """Table, download, sources and share: beside each other where there is room."""
    return row.get_by_test_id("stPopover").all()


def fits_and_is_accessible(page: Page) -> None:
    inner, outer = page.get_by_test_id("stMain").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert inner <= outer
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(CUT_LINKS) == []
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = {
        v["id"]: [node["html"][:200] for node in v["nodes"]] for v in found if v["impact"] in ("serious", "critical")
    }
    assert serious == {}, json.dumps(serious, indent=1)


class TestAddresses:
    @pytest.mark.parametrize(
        ("accept", "words"), [("es-MX", "Esta página no existe"), ("en", "This page does not exist")]
    )
    def test_an_unknown_page_says_so(self, server: str, accept: str, words: str) -> None:
        request = urllib.request.Request(server + "/nada", headers={"Accept-Language": accept})
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(request)
        assert error.value.code == 404
        assert words in error.value.read().decode()

    def test_published_files(self, server: str) -> None:
        package = json.load(urllib.request.urlopen(server + "/files/datapackage.json"))
        geometry = next(r["path"] for r in package["resources"] if r["name"] == "geo_mx_states")
        answer = urllib.request.urlopen(f"{server}/files/{geometry}")
        assert answer.headers["Content-Type"] == "application/geo+json"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        part = urllib.request.Request(server + "/files/states.parquet", headers={"Range": "bytes=0-3"})
        answer = urllib.request.urlopen(part)
        assert (answer.status, answer.read()) == (206, b"PAR1")
        same = urllib.request.Request(
            server + "/files/states.parquet", headers={"If-None-Match": answer.headers["ETag"]}
        )
        with pytest.raises(urllib.error.HTTPError, match="304"):
            urllib.request.urlopen(same)

    @pytest.mark.parametrize("path", ["/files/../store/connection.py", "/files/%2e%2e/catalog/release.toml", "/files/"])
    def test_nothing_but_what_is_published(self, server: str, path: str) -> None:
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(server + path)
        assert error.value.code in (400, 404)


class TestRequests:
    def test_a_link_opens_the_request_and_it_is_copied_whole(self, server: str, visit: Visit) -> None:
        page = visit(server + "/agenda?lang=en&measure=state_to_state")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        code = page.get_by_test_id("stCode")
        expect(code).to_contain_text("matrículas consulares")
        code.hover()
        code.get_by_role("button").first.click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("Unidad de Transparencia de la Secretaría de Relaciones Exteriores")
        assert copied.endswith("la resolución que así lo confirme.")

    def test_an_item_of_the_agenda_leads_to_its_request(self, server: str, visit: Visit) -> None:
        page = visit(server + "/agenda?lang=en")
        page.locator("li", has_text="Cost of sending remittances").get_by_role("link", name="Ask for it").click()
        expect(page.get_by_test_id("stCode")).to_contain_text("Procuraduría Federal del Consumidor")
