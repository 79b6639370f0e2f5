"""A journalist's way: find a table, filter, take it away, come back by the link in the file; and a program's way."""

import io
import json
import sys
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle

Visit = Callable[..., Page]


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_from_the_search_to_the_file_and_back(server: str, visit: Visit) -> None:
    page = visit(server + "/datos")
    search = page.get_by_role("textbox", name="Buscar en las tablas")
    search.fill("remesas entidad federativa")
    search.press("Enter")
    settle(page)
    link = page.get_by_test_id("stPageLink").get_by_role("link", name="Remesas por entidad federativa")
    expect(link).to_have_count(1)  # the list of before has gone
    link.click()
    expect(page.locator("h1")).to_have_text("Remesas por entidad federativa")
    settle(page)
    states = page.get_by_role("combobox", name="Estados")
    states.fill("zacatecas")
    page.get_by_role("option", name="Zacatecas").click()
    page.keyboard.press("Escape")  # an open list hides the page from screen readers
    expect(page.get_by_role("heading", name="Remesas por entidad federativa: 93 filas")).to_be_visible()
    settle(page)
    page.get_by_role("button", name="Descargar (93 filas)").click()
    name, content = downloaded(page, "ZIP")
    assert name == "3x1_remittances_by_state.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        rows = pd.read_csv(files.open("3x1_remittances_by_state.csv"), dtype={"state_code": "str"})
        readme = files.read("LEEME.md").decode()
    published = pd.read_parquet(Path(__file__).parents[2] / "data" / "published" / "remittances_by_state.parquet")
    assert rows["amount_usd"].tolist() == published.query("state_code == '32'")["amount_usd"].tolist()
    name, content = downloaded(page, "XLSX")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Datos"]
    assert sheet.max_row == 94 and isinstance(sheet["C2"].value, (int, float))
    link = next(word.strip("<>").rstrip(">.") for word in readme.split() if word.startswith("<http"))
    again = visit(link, locale="en-US")
    expect(again.get_by_role("heading", name="Remesas por entidad federativa: 93 filas")).to_be_visible()


def test_a_program_needs_the_description_alone(server: str) -> None:
    """No address but that of openapi.json is known beforehand."""

    def get(address: str) -> bytes:
        return urllib.request.urlopen(server + address).read()

    described = json.loads(get("/api/v1/openapi.json"))
    listing = next(path for path in described["paths"] if path.endswith("/tables"))
    tables = json.loads(get(listing))["tables"]
    wanted = next(
        table for table in tables if "zacatecas" not in table["table"] and table["table"] == "works_by_funder"
    )
    about = json.loads(get(wanted["metadata"]))
    code = next(column["name"] for column in about["columns"] if column["name"] == "state_code")
    path = wanted["formats"]["csv"]
    offered = {parameter["name"] for parameter in resolved(described, path)}
    assert {code, "columns", "limit"} <= offered
    rows = pd.read_csv(io.BytesIO(get(f"{path}?{code}=14")), dtype={code: "str"})
    assert rows["amount_mxn"].sum() > 0 and set(rows[code]) == {"14"}


def resolved(described: dict, address: str) -> list[dict]:
    """The parameters of the path that an address belongs to."""
    stem, _, format = address.rpartition(".")
    item = described["paths"][f"{stem}.{{format}}"]
    known = described["components"]["parameters"]
    parameters = [*item.get("parameters", []), *item["get"].get("parameters", [])]
    found = [known[p["$ref"].rsplit("/", 1)[1]] if "$ref" in p else p for p in parameters]
    assert format in next(p for p in found if p["name"] == "format")["schema"]["enum"]
    return found
