"""All 33 fact sheets in both languages: one page, nothing over the edge or over anything else, tagged, and right."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pdfplumber
import pypdf
import pytest
import typst

from components import i18n
from components.factsheet import pdf as press
from components.factsheet.content import printed
from components.factsheet.places import CODES, file_name, live_page, official_name, place_name

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
BASE = "https://observatorio.example/"
EDGES = (42.0, 30.0)  # points of margin at the sides, and at the least above and below
ALL = [(code, language) for code in CODES for language in ("es", "en")]
Box = tuple[float, float, float, float]


@cache
def content(code: str, language: str, paper: str = "letter") -> dict[str, Any]:
    return printed(code, i18n.language(language), paper, BASE)


@cache
def sheet(code: str, language: str, paper: str = "letter") -> bytes:
    return press.pdf(content(code, language, paper))


@cache
def text(code: str, language: str) -> str:
    """The text of a sheet in the order in which it is read, its lines joined."""
    return " ".join(pypdf.PdfReader(io.BytesIO(sheet(code, language))).pages[0].extract_text().split())


def boxes(page: pdfplumber.page.Page) -> Iterator[tuple[str, Box]]:
    """Every word with its box: left, top, right, bottom, in the order in which it was set."""
    for word in page.extract_words(use_text_flow=True):
        yield word["text"], (word["x0"], word["top"], word["x1"], word["bottom"])


def outside(words: list[tuple[str, Box]], frame: Box) -> list[str]:
    left, top, right, bottom = frame
    return [
        word
        for word, (x0, y0, x1, y1) in words
        if x0 < left - 0.5 or y0 < top - 0.5 or x1 > right + 0.5 or y1 > bottom + 3  # what hangs below the last line
    ]


def overlaps(words: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    """Words that stand on one another. A box is as tall as its type, which leaves room above and below: a third may."""
    x0, y0, x1, y1 = np.array([box for _, box in words]).T
    across = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    down = np.minimum.outer(y1, y1) - np.maximum.outer(y0, y0)
    bad = (across > 0.5) & (down > 0.34 * np.minimum.outer(y1 - y0, y1 - y0))
    return [(words[i][0], words[j][0]) for i, j in np.argwhere(np.triu(bad, 1))]


def columns_crossed(page: pdfplumber.page.Page, words: list[tuple[str, Box]]) -> list[str]:
    """Words between the last rule and the box of what is not known that are in none of the three columns."""
    whole = page.width - 2 * EDGES[0]
    top = max(line["top"] for line in page.lines if line["x1"] - line["x0"] > whole - 1)
    bottom = min(rect["top"] for rect in page.rects if rect["x1"] - rect["x0"] > whole - 1)
    width = (whole - 2 * 18) / 3
    columns = [(EDGES[0] + i * (width + 18) - 0.5, EDGES[0] + i * (width + 18) + width + 0.5) for i in range(3)]
    inside = [(word, box) for word, box in words if top < box[1] < bottom]
    assert len(inside) > 20
    return [word for word, box in inside if not any(left <= box[0] and box[2] <= right for left, right in columns)]


def test_the_checks_see_what_is_wrong() -> None:
    fine = [("a", (50.0, 50.0, 60.0, 58.0)), ("b", (62.0, 50.0, 70.0, 58.0)), ("c", (50.0, 57.0, 60.0, 65.0))]
    assert overlaps(fine) == []
    assert overlaps([*fine, ("d", (55.0, 53.0, 64.0, 61.0))]) == [("a", "d"), ("b", "d"), ("c", "d")]
    assert outside(fine, (42, 30, 570, 762)) == []
    assert outside(fine, (55, 30, 65, 60)) == ["a", "b", "c"]


# Letter is the narrower fit in height, A4 in width: there, those with the longest words and the most or least to say.
PRINTS = [(code, language, "letter") for code, language in ALL]
PRINTS += [(code, language, "a4") for code in ("00", "03", "05", "09", "15", "30", "32") for language in ("es", "en")]


@pytest.mark.parametrize(("code", "language", "paper"), PRINTS, ids=["-".join(case) for case in PRINTS])
def test_one_page_with_everything_in_its_place(code: str, language: str, paper: str) -> None:
    with pdfplumber.open(io.BytesIO(sheet(code, language, paper))) as document:
        assert len(document.pages) == 1
        page = document.pages[0]
        assert (round(page.width), round(page.height)) == ((612, 792) if paper == "letter" else (595, 842))
        words = list(boxes(page))
        frame = (EDGES[0], EDGES[1], page.width - EDGES[0], page.height - EDGES[1])
        assert outside(words, frame) == []
        assert overlaps(words) == []
        assert columns_crossed(page, words) == []


def elements(node: Any) -> Iterator[tuple[str, str | None]]:
    """The structure of a tagged PDF: kind and alternative text of each element, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"], node.get("/Alt")
        if "/K" in node:
            yield from elements(node["/K"])


@pytest.mark.parametrize(("code", "language"), ALL, ids=[f"{code}-{language}" for code, language in ALL])
def test_tagged_named_and_with_its_fonts(code: str, language: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(sheet(code, language)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == {"es": "es-MX", "en": "en-US"}[language]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    place = place_name(code, i18n.language(language))
    assert reader.metadata is not None
    assert reader.metadata.title == f"Programa 3x1 para Migrantes: {place}"
    assert "pdfuaid:part" in str(reader.xmp_metadata.rdf_root.toxml())  # type: ignore[union-attr]
    found = list(elements(root["/StructTreeRoot"]))
    assert next(kind for kind, _ in found if kind in ("/H1", "/H2")) == "/H1"
    figures = [alt for kind, alt in found if kind == "/Figure"]
    drawn = [panel for panel in content(code, language)["panels"] if panel["picture"]]
    assert figures == [
        content(code, language)["map"]["picture"]["alt"],
        *(panel["picture"]["alt"] for panel in drawn),
        content(code, language)["qr"]["alt"],
    ]
    assert all(figures)
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert inner["/BaseFont"].split("+")[1].startswith(("SourceSansPro", "SourceSerifPro"))
        assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


@pytest.mark.parametrize(("code", "language"), ALL, ids=[f"{code}-{language}" for code, language in ALL])
def test_every_word_is_on_the_page(code: str, language: str) -> None:
    told, read = content(code, language), text(code, language)
    said = [*told["lead"], *told["unknown"], *(figure["value"] for figure in told["figures"]), told["version"]]
    said += [part for panel in told["panels"] for part in (panel["headline"], panel["subtitle"], panel["source"])]
    missing = [words for words in said if "".join(words.split()) not in "".join(read.split())]
    assert missing == []
    assert len(told["figures"]) == 5
    assert len(told["panels"]) == 3
    assert "nan" not in "".join(said).lower()


def parquet(name: str) -> pd.DataFrame:
    return pd.read_parquet(PUBLISHED / f"{name}.parquet")


class TestZacatecas:
    """Figures worked out from the published files with pandas, for the state and for the country."""

    def figures(self) -> list[tuple[str, str]]:
        return [(figure["value"], figure["notes"][0]) for figure in content("32", "en")["figures"]]

    def test_remittances(self) -> None:
        sent = parquet("remittances_by_state").assign(quarter=lambda d: pd.to_datetime(d["quarter"]))
        people = parquet("population_by_state").query("year == 2025").set_index("state_code")["population"]
        year = sent[sent["quarter"].dt.year == 2025].groupby("state_code")["amount_usd"].sum()
        own, country = year["32"] / people["32"], year.sum() / people[year.index].sum()
        assert self.figures()[0] == (f"US${own:,.0f}", f"Country: US${country:,.0f}")
        share = year["32"] / year.sum()
        assert f"received US${year['32'] / 1e9:.1f} billion of remittances in 2025, {share:.1%}" in text("32", "en")

    def test_remittances_against_gdp(self) -> None:
        rate = parquet("exchange_rate").assign(month=lambda d: pd.to_datetime(d["month"]))
        rate = rate.groupby(rate["month"].dt.to_period("Q"))["mxn_per_usd"].mean()
        sent = parquet("remittances_by_state").assign(quarter=lambda d: pd.to_datetime(d["quarter"]).dt.to_period("Q"))
        sent = sent[sent["quarter"].dt.year == 2024]
        pesos = (sent["amount_usd"] * sent["quarter"].map(rate)).groupby(sent["state_code"]).sum()
        gdp = parquet("gdp_by_state").query("year == 2024").set_index("state_code")["gdp_mxn"].loc[pesos.index]
        assert self.figures()[1] == (f"{pesos['32'] / gdp['32']:.1%}", f"Country: {pesos.sum() / gdp.sum():.1%}")

    def test_federal_money(self) -> None:
        prices = parquet("price_index").assign(year=lambda d: pd.to_datetime(d["month"]).dt.year)
        yearly = prices.groupby("year")["inpc"].agg(["mean", "count"]).query("count == 12")["mean"]
        spent = parquet("programme_budget_by_state").query("stage == 'exercised' and year >= 2008 and year <= 2011")
        spent = spent.dropna(subset=["state_code"])
        real = spent["amount_mxn"] * yearly.iloc[-1] / spent["year"].map(yearly)
        by_state = real.groupby(spent["state_code"]).sum()
        people = parquet("population_by_state").query("year >= 2008 and year <= 2011")
        people = people.groupby("state_code")["population"].mean().loc[by_state.index]
        own, country = by_state["32"] / people["32"], by_state.sum() / people.sum()
        assert self.figures()[2] == (f"MX${own:,.2f}", f"Country: MX${country:,.2f}")
        assert f"spent MX${by_state['32'] / 1e6:.1f} million" in text("32", "en")
        assert f"{by_state['32'] / by_state.sum():.1%} of what its state delegations spent" in text("32", "en")

    def test_need_and_emigration(self) -> None:
        poor = parquet("poverty_by_municipality").query("year == 2020").dropna(subset=["poverty_pct"])
        own = poor[poor["municipality_code"].str.startswith("32")]

        def mean(rows: pd.DataFrame) -> str:
            return f"{(rows['poverty_pct'] * rows['population']).sum() / rows['population'].sum():.1f}%"

        assert self.figures()[3] == (mean(own), f"Country: {mean(poor)}")
        left = parquet("migration_intensity_by_state").query("year == 2020").set_index("state_code")
        country = (left["emigrants_pct"] * left["dwellings"]).sum() / left["dwellings"].sum()
        assert self.figures()[4] == (f"{left.loc['32', 'emigrants_pct']:.1f}%", f"Country: {country:.1f}%")


def test_country_figures() -> None:
    projects = parquet("projects_by_type")
    assert content("00", "en")["figures"][0]["value"] == f"{projects['projects'].sum():,}"
    three = projects.groupby("project_type")["projects"].sum().nlargest(3).sum() / projects["projects"].sum()
    assert f"Three types are {three:.0%} of the projects" in text("00", "en")
    paid = parquet("works_by_funder").groupby("funder")["amount_mxn"].sum()
    assert f"Migrants paid {paid['migrants'] / paid.sum():.1%} of the works of 2007 on record" in text("00", "en")


def test_what_is_missing_is_said() -> None:
    figures = {figure["label"]: figure for figure in content("03", "es")["figures"]}
    assert figures["Dinero federal del 3x1 por habitante, 2008-2011"]["value"] == "Sin dato"
    assert [bool(panel["picture"]) for panel in content("03", "es")["panels"]] == [True, False, False]
    assert "No hay registro de dinero federal del 3x1 en Baja California Sur, 2008-2011." in text("03", "es")
    assert "Zacatecas no está en la fuente: no se sabe quién pagó ahí." in text("32", "es")


def test_long_names_stand_under_the_short_ones() -> None:
    for code, full in (("30", "Veracruz de Ignacio de la Llave"), ("05", "Coahuila de Zaragoza")):
        assert official_name(code) == full
        assert full in text(code, "es")
    assert content("32", "es")["full_name"] == ""


def test_the_sheet_points_to_its_live_page() -> None:
    es, en = i18n.language("es"), i18n.language("en")
    assert live_page("32", es, BASE) == "https://observatorio.example/estado?state=32&lang=es"
    assert live_page("00", en, BASE) == "https://observatorio.example/?lang=en"
    for code, language in (("32", "es"), ("00", "en")):
        annotations = pypdf.PdfReader(io.BytesIO(sheet(code, language))).pages[0]["/Annots"]
        links = {note.get_object()["/A"]["/URI"] for note in annotations}
        assert links == {live_page(code, i18n.language(language), BASE)}


def test_files_have_telling_names() -> None:
    es, en = i18n.language("es"), i18n.language("en")
    assert file_name("32", es) == "3x1_zacatecas_es.pdf"
    assert file_name("16", en) == "3x1_michoacan_en.pdf"
    names = {file_name(code, t) for code in CODES for t in (es, en)}
    assert len(names) == 66  # the country is not the State of Mexico
    assert all(name.isascii() and " " not in name for name in names)


def test_the_same_content_makes_the_same_bytes() -> None:
    told = content("14", "es")
    once = press.pdf(told)
    press._compiled.cache_clear()
    assert press.pdf(told) == once
    assert press.key(told) == press.key(dict(told))
    assert press.key(told) != press.key({**told, "version": "2027.01"})


def test_no_font_of_the_machine_is_used() -> None:
    assert {font.family for font in press.fonts().fonts()} == {"Source Sans Pro", "Source Serif Pro"}


def test_a_broken_sheet_is_an_error() -> None:
    with pytest.raises(typst.TypstError):
        press.pdf({"released": [2026, 11, 21]})


def test_who_paid_tells_the_migrants_part() -> None:
    paid = parquet("works_by_funder").query("state_code == '23'").set_index("funder")["amount_mxn"]
    assert paid["migrants"] == 0  # the federal government alone paid: the others stand there, with nothing
    svg = content("23", "en")["panels"][2]["picture"]["svg"]
    assert "Migrants: 0.0% (all states " in svg
    assert "Federal government: 100.0% (all states " in svg
    assert "Credit" not in svg
