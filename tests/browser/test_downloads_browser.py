"""What can be taken away of a figure, in a real browser: each file by its button, and the way back to the view."""

import io
import json
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle, until

Visit = Callable[..., Page]
ARCS = "corridors_remittances_us_state"
SVG = "{http://www.w3.org/2000/svg}"


def open_downloads(page: Page, name: str) -> Locator:
    """The opened list of what can be downloaded of an exhibit."""
    page.locator(f".st-key-download_{name}").get_by_role("button").click()
    body = page.get_by_test_id("stPopoverBody")
    body.get_by_test_id("stDownloadButton").nth(2).wait_for()
    return body


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and content of the file that a button saves."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def words(svg: ElementTree.Element) -> str:
    """All the text drawn, lines joined."""
    return " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


def png_size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


def png_colours(content: bytes) -> int:
    """How many different byte values the picture's rows have, unfiltered or not: one colour has hardly any."""
    at, data = 8, b""
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            data += content[at + 8 : at + 8 + length]
        at += length + 12
    return len(set(zlib.decompress(data)))


class TestFiles:
    def test_each_kind(self, server: str, visit: Visit) -> None:
        page = visit(server + "/proyectos?type=potable_water&type=health")
        body = open_downloads(page, "projects_by_type_count")
        expect(body).to_contain_text("2 filas, 3 columnas.")
        name, content = saved(page, body.get_by_role("button", name="CSV"))
        assert name == "3x1_projects_by_type_count.csv"
        assert pd.read_csv(io.BytesIO(content))["projects"].tolist() == [651, 121]
        name, content = saved(page, body.get_by_role("button", name="XLSX"))
        assert name == "3x1_projects_by_type_count.xlsx"
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert [row[1].value for row in book["Datos"].iter_rows(min_row=2)] == [651, 121]
        name, content = saved(page, body.get_by_role("button", name="ZIP"))
        assert name == "3x1_projects_by_type_count.zip"
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert set(file.namelist()) == {"3x1_projects_by_type_count.csv", "datapackage.json", "LEEME.md"}
            assert "Tipos de obra: Agua potable; " in file.read("LEEME.md").decode()
            assert json.loads(file.read("datapackage.json"))["resources"][0]["rows"] == 2

    @pytest.mark.parametrize(
        ("address", "name", "readme", "locale"),
        [
            ("/proyectos?state=32&from=2009&view=map", "federal_money", "LEEME.md", "en-US"),
            ("/remesas?measure=state_usd&to=2015&lang=en", "remittances_states", "README.md", "es-MX"),
        ],
    )
    def test_the_link_inside_reopens_the_view(
        self, server: str, visit: Visit, address: str, name: str, readme: str, locale: str
    ) -> None:
        """Whatever language the browser of the one who follows it asks for."""
        page = visit(server + address)
        seen = page.locator("h1").inner_text(), page.locator(f".st-key-exhibit_{name} h3").inner_text()
        _, content = saved(page, open_downloads(page, name).get_by_role("button", name="ZIP"))
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            text = file.read(readme).decode()
        link = re.search(r"<(http://[^>]+)>", text)
        assert link
        again = visit(link[1], locale=locale)
        assert (again.locator("h1").inner_text(), again.locator(f".st-key-exhibit_{name} h3").inner_text()) == seen

    def test_the_link_follows_what_was_chosen_since(self, server: str, visit: Visit) -> None:
        page = visit(server + "/")
        page.get_by_role("radio", name="Gráfica").click()
        until(page, "location.href.includes('view=chart')")
        settle(page)
        _, content = saved(page, open_downloads(page, "federal_budget").get_by_role("button", name="ZIP"))
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            assert f"<{server}/?view=chart&lang=es>" in file.read("LEEME.md").decode()


class TestPictures:
    @pytest.mark.parametrize(
        ("address", "name", "width", "scheme", "marks"),
        [
            ("/", "federal_budget", 1366, "light", ".//*[@class='point']"),
            ("/", "remittances_per_person", 390, "dark", ".//*[@class='choroplethlocation']"),
            ("/corredores?view=chart&lang=en", ARCS, 1366, "dark", ".//*[@class='js-line']"),
        ],
    )  # fmt: skip
    def test_svg_and_png(
        self, server: str, visit: Visit, address: str, name: str, width: int, scheme: str, marks: str
    ) -> None:
        page = visit(server + address, width=width, scheme=scheme)
        block = page.locator(f".st-key-exhibit_{name}")
        block.locator(".js-plotly-plot .main-svg").first.wait_for()
        headline = block.locator("h3").inner_text()
        body = open_downloads(page, name)
        file_name, content = saved(page, body.get_by_role("button", name="SVG"))
        assert file_name == f"3x1_{name}.svg"
        svg = ElementTree.fromstring(content)
        assert svg.findtext(f"{SVG}title") == headline
        drawn = words(svg)
        assert headline in drawn
        assert ("Source: " if "lang=en" in address else "Fuente: ") in drawn
        assert "Observator" in drawn
        assert len(svg.findall(marks)) > 10
        paper = svg.find(f"{SVG}rect")
        assert paper is not None
        assert paper.get("fill") == {"light": "#FCFAF6", "dark": "#191714"}[scheme]
        assert not re.search(rb"url\([^)]*https?:", content), "a picture asks nobody for anything"
        file_name, png = saved(page, body.get_by_role("button", name="PNG"))
        assert file_name == f"3x1_{name}.png"
        assert png_size(png) == (2 * int(svg.get("width", 0)), 2 * int(svg.get("height", 0)))
        assert png_colours(png) > 50
        assert page.strangers == []

    def test_the_legend_of_arcs_is_in_it(self, server: str, visit: Visit) -> None:
        page = visit(server + "/corredores?view=chart")
        page.locator(f".st-key-exhibit_{ARCS} .main-svg").first.wait_for()
        _, content = saved(page, open_downloads(page, ARCS).get_by_role("button", name="SVG"))
        assert "de quien envía a quien recibe" in words(ElementTree.fromstring(content))

    def test_where_there_is_none_it_says_where_there_is(self, server: str, visit: Visit) -> None:
        body = open_downloads(visit(server + "/corredores?view=map"), ARCS)
        expect(body).to_contain_text("la vista «Mapa plano» sí la da")
        expect(body.locator("[data-picture]")).to_have_count(0)
        body = open_downloads(visit(server + "/?view=table&lang=en"), "federal_budget")
        expect(body).to_contain_text("For a picture, choose the chart or the map")
        expect(body.locator("[data-picture]")).to_have_count(0)

    def test_a_figure_that_is_not_there_is_said(self, server: str, visit: Visit) -> None:
        page = visit(server + "/?lang=en")
        body = open_downloads(page, "federal_budget")
        page.evaluate("document.querySelector('.st-key-exhibit_federal_budget .js-plotly-plot').remove()")
        body.get_by_role("button", name="PNG").click()
        expect(body.get_by_role("status")).to_have_text(re.compile("could not be made"))


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1366, "light")])
def test_the_opened_list_is_accessible_and_fits(server: str, visit: Visit, width: int, scheme: str) -> None:
    page = visit(server + "/", width=width, scheme=scheme)
    body = open_downloads(page, "remittances_per_person")
    body.locator("[data-picture=png]").focus()
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    found = Axe().run(page).response["violations"]
    assert {v["id"]: v["nodes"] for v in found if v["impact"] in ("serious", "critical")} == {}
    box = body.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
