"""The address of the fact sheets, by a real server: the file, its headers, and every wrong way of asking."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
import requests

from components.factsheet.places import CODES

SHEETS = "/api/v1/factsheets"


def test_spanish_on_letter_paper_unless_asked(site: str) -> None:
    answer = requests.get(f"{site}{SHEETS}/32.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="3x1_zacatecas_es.pdf"'
    assert answer.headers["Content-Language"] == "es"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    assert "Lo que no se sabe" in page.extract_text()
    links = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
    assert links == {f"{site}/estado?state=32&lang=es"}  # the site that was asked, wherever it stands


def test_english_on_a4(site: str) -> None:
    answer = requests.get(f"{site}{SHEETS}/00.pdf?lang=en&paper=a4")
    page = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    assert "What is not known" in page.extract_text()
    assert answer.headers["Content-Disposition"] == 'inline; filename="3x1_mexico_en.pdf"'


def test_who_has_it_is_told_so(site: str) -> None:
    first = requests.get(f"{site}{SHEETS}/14.pdf")
    tag = first.headers["ETag"]
    again = requests.get(f"{site}{SHEETS}/14.pdf", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    others = {requests.head(f"{site}{SHEETS}/14.pdf?{query}").headers["ETag"] for query in ("lang=en", "paper=a4")}
    assert len({tag, *others}) == 3
    stale = requests.get(f"{site}{SHEETS}/14.pdf", headers={"If-None-Match": 'W/"another"'})
    assert stale.content == first.content


def test_head_and_preflight(site: str) -> None:
    whole = requests.get(f"{site}{SHEETS}/09.pdf")
    head = requests.head(f"{site}{SHEETS}/09.pdf")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    preflight = requests.options(f"{site}{SHEETS}/09.pdf")
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("address", "status", "kind", "members"),
    [
        ("33.pdf", 404, "unknown_place", {"place": "33", "allowed": list(CODES)}),
        ("zacatecas.pdf", 404, "unknown_place", {"place": "zacatecas"}),
        ("32.pdf?lang=fr", 400, "bad_value", {"parameter": "lang", "value": "fr", "allowed": ["es", "en"]}),
        ("32.pdf?lang=", 400, "bad_value", {"parameter": "lang", "value": ""}),
        ("32.pdf?paper=a3", 400, "bad_value", {"parameter": "paper", "value": "a3", "allowed": ["letter", "a4"]}),
        ("32.pdf?state=01", 400, "unknown_parameter", {"parameter": "state", "allowed": ["lang", "paper"]}),
        ("32.pdf?lang=es&lang=en", 400, "repeated", {"parameter": "lang"}),
        ("32.docx", 404, "not_found", {}),
        ("32", 404, "not_found", {}),
    ],
)
def test_problems_are_named(site: str, address: str, status: int, kind: str, members: dict[str, object]) -> None:
    answer = requests.get(f"{site}{SHEETS}/{address}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["type"].endswith(f"#{kind}")
    assert {name: document[name] for name in members} == members
    for name in ("place", "value"):
        assert str(document.get(name, "")) in document["detail"]


def test_problems_speak_spanish(site: str) -> None:
    detail = requests.get(f"{site}{SHEETS}/99.pdf?lang=es").json()["detail"]
    assert detail.startswith("No hay un lugar '99'. 00 es el país")


def test_it_is_for_reading(site: str) -> None:
    answer = requests.post(f"{site}{SHEETS}/32.pdf")
    assert (answer.status_code, answer.json()["method"]) == (405, "POST")


def test_an_impossible_host_has_no_sheet(site: str) -> None:
    answer = requests.get(f"{site}{SHEETS}/32.pdf", headers={"Host": "a" * 3000})
    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_burst_is_answered_whole(site: str) -> None:
    addresses = [f"{site}{SHEETS}/{code}.pdf?lang=en" for code in CODES[:8]]
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(requests.get, addresses))
    assert [answer.status_code for answer in found] == [200] * 8
    assert len({hashlib.sha256(answer.content).hexdigest() for answer in found}) == 8
