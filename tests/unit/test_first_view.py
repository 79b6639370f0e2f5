"""What every page answers before a script runs: headline, chart, links, and what it tells machines of itself."""

from __future__ import annotations

import gzip
import json
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import requests
from starlette.applications import Starlette

from components import figures, i18n, theme
from components.first_view import asked, first_view, view
from components.serving import routes
from components.site import PAGES
from components.theme import DARK, LIGHT
from data import catalog, store
from data.store.kept import Kept

sys.path.insert(0, str(Path(__file__).parent))
from served import served

SVG = "{http://www.w3.org/2000/svg}"
PATHS = [f"/{page.slug}" for page in PAGES]
CASES = [(path, code) for path in PATHS for code in ("es", "en")]
HEADLINES = {
    "/": "Por cada peso de un club de migrantes, tres del gobierno", "/proyectos": "Qué se construyó y dónde",
    "/financiamiento": "¿Quién pagó y cuánto fue en realidad?",
    "/focalizacion": "¿Llegó el dinero a los lugares más pobres y con más migrantes?", "/estado": "Zacatecas",
    "/remesas": "¿Cuánto se envía a casa, desde dónde y hacia dónde?", "/corredores": "¿De dónde y hacia dónde?",
    "/datos": "Todos los datos, con lo que significan", "/presentar": "Presentar",
    "/agenda": "Lo que se prometió y lo que se puede comprobar",
}  # fmt: skip


class Client:
    """Asks a server of the site's own routes."""

    def __init__(self, base: str) -> None:
        self.base = base + "/"

    def get(self, path: str, **options: Any) -> requests.Response:
        headers = {"Accept-Language": "es-MX", **options.pop("headers", {})}
        return requests.get(urljoin(self.base, path), headers=headers, timeout=60, **options)


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with served(Starlette(routes=routes())) as address:
        yield Client(address)


def document(client: Client, path: str, **parameters: str) -> str:
    answer = client.get(path, params=parameters)
    assert answer.status_code == 200
    answer.encoding = "utf-8"
    return answer.text


def view_of(html: str) -> str:
    """The first view alone, of the whole document."""
    return html.split('<div id="first-view">')[1].split('<div id="root">')[0]


def heading(html: str) -> str:
    return re.search("<h1>(.*?)</h1>", html)[1]


def pictures(html: str) -> list[ElementTree.Element]:
    """The SVGs of the part that shows the page; an ill-formed one raises."""
    return [ElementTree.fromstring(svg) for svg in re.findall("<svg.*?</svg>", html.split("<main>")[1], re.DOTALL)]


def content(html: str, pattern: str) -> str:
    return re.search(pattern, html)[1]


class TestEveryPage:
    @pytest.mark.parametrize(("path", "code"), CASES)
    def test_shows_its_headline_and_a_picture_that_can_be_pointed_at(
        self, client: Client, path: str, code: str
    ) -> None:
        html = document(client, path, lang=code)
        assert len(gzip.compress(html.encode())) < 60_000
        drawn = pictures(view_of(html))
        assert drawn
        assert all(svg.get("aria-label") for svg in drawn)
        assert any(svg.findall(f".//{SVG}title") for svg in drawn)
        assert "#9C3D26" not in html.split("<main>")[1]  # colours are those of either appearance
        assert f"estado?state=14&amp;lang={code}" in view_of(html)
        if code == "es":
            assert heading(html) == HEADLINES[path]

    @pytest.mark.parametrize("path", ["/", "/focalizacion", "/estado", "/datos"])
    def test_a_state_on_a_picture_leads_to_its_page(self, client: Client, path: str) -> None:
        links = [link.get("href") for svg in pictures(view_of(document(client, path))) for link in svg.iter(f"{SVG}a")]
        assert "./estado?state=32&lang=es" in links

    @pytest.mark.parametrize("path", PATHS)
    def test_can_be_read_without_a_script(self, client: Client, path: str) -> None:
        html = document(client, path)
        assert "enable JavaScript" not in html
        assert view_of(html).count("<noscript>") == 1
        for page in PAGES:
            assert f'href="./{page.slug}?lang=es"' in view_of(html)

    def test_the_key_figures_are_those_of_the_page(self, client: Client) -> None:
        shown = view_of(document(client, "/"))
        assert re.findall('<div class="value">(.*?)</div>', shown)[:3] == ["6,121", "2,300", "373"]

    def test_every_kind_of_mark_is_on_the_chart(self, client: Client) -> None:
        bars = [t.text for svg in pictures(view_of(document(client, "/proyectos"))) for t in svg.iter(f"{SVG}title")]
        assert "Agua potable: 651" in bars
        points = view_of(document(client, "/focalizacion"))
        assert "<title>Zacatecas · $" in points
        lines = view_of(document(client, "/estado", state="14"))
        assert "<title>Jalisco · 2025: US$583</title>" in lines


class TestAddress:
    def test_a_state_of_its_own(self, client: Client) -> None:
        html = document(client, "/estado", state="14", lang="en")
        assert heading(html) == "Jalisco"
        assert "US$583" in view_of(html)
        assert content(html, '<link rel="canonical" href="(.*?)"') == f"{client.base}estado?state=14&amp;lang=en"

    def test_a_table_of_its_own(self, client: Client) -> None:
        html = document(client, "/datos", table="agenda")
        assert heading(html) == catalog.table("agenda").title["es"]
        assert content(html, '<link rel="canonical" href="(.*?)"') == f"{client.base}datos?table=agenda"

    def test_another_choice_waits_for_the_page(self, client: Client) -> None:
        assert "<svg" in view_of(document(client, "/proyectos")).split("</h1>")[1].split('class="listed"')[0]
        chosen = view_of(document(client, "/proyectos", measure="share"))
        assert "<svg" not in chosen.split("</h1>")[1].split('class="listed"')[0]

    @pytest.mark.parametrize("name", ["state", "lang", "table", "measure", "q"])
    @pytest.mark.parametrize("path", ["/", "/estado", "/datos"])
    def test_what_is_unknown_is_not_repeated(self, client: Client, path: str, name: str) -> None:
        html = document(client, path, **{name: '"><script>alert("xss99")</script>'})
        assert "xss99" not in html
        assert document(client, path, **{name: "99zz99"}).count("99zz99") == 0

    def test_a_slide_and_a_frame_alone_have_none(self, client: Client) -> None:
        assert "first-view" not in document(client, "/presentar", figures="coverage", slide="1")
        assert "first-view" not in document(client, "/embed", figure="coverage")


class TestHead:
    @pytest.mark.parametrize(("path", "code"), CASES)
    def test_tells_previews_and_search_engines(self, client: Client, path: str, code: str) -> None:
        html = document(client, path, lang=code, utm_source="x")
        own = client.base + path[1:] + ("?lang=en" if code == "en" else "")
        assert content(html, '<link rel="canonical" href="(.*?)"') == own
        assert content(html, 'property="og:url" content="(.*?)"') == own
        assert content(html, 'property="og:locale" content="(.*?)"') == {"es": "es_MX", "en": "en_US"}[code]
        languages = dict(re.findall('rel="alternate" hreflang="(.*?)" href="(.*?)"', html))
        assert languages == {
            "es": f"{client.base}{path[1:]}?lang=es",
            "en": f"{client.base}{path[1:]}?lang=en",
            "x-default": client.base + path[1:],
        }
        assert content(html, 'property="og:title" content="(.*?)"') == content(html, "<title>(.*?)</title>")
        picture = content(html, 'property="og:image" content="(.*?)"')
        assert picture == f"{client.base}og/{path[1:] or 'inicio'}.{code}.png"
        assert content(html, 'rel="service-desc" href="(.*?)"') == "./api/v1/openapi.json"

    @pytest.mark.parametrize("path", PATHS)
    def test_describes_itself_as_schema_org_does(self, client: Client, path: str) -> None:
        html = document(client, path)
        things = [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
        kinds = {"/": ["WebSite", "WebPage"], "/datos": ["DataCatalog", "WebPage"]}.get(path, ["WebPage"])
        assert [thing["@type"] for thing in things] == kinds
        assert things[-1]["url"] == client.base + path[1:]
        assert things[-1]["inLanguage"] == "es"

    def test_of_a_state_its_place(self, client: Client) -> None:
        html = document(client, "/estado", state="14")
        [page] = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', html))
        assert page["about"]["name"] == "Jalisco"

    def test_the_picture_has_the_size_that_previews_want(self, client: Client) -> None:
        html = document(client, "/estado", state="14")
        answer = client.get(content(html, 'property="og:image" content="(.*?)"'))
        assert answer.headers["content-type"] == "image/png"
        assert [int.from_bytes(answer.content[at : at + 4]) for at in (16, 20)] == [1200, 630]
        again = client.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("name", ["nada.es", "estado-99.es", "remesas-14.es", "remesas.fr", "remesas"])
    def test_no_other_picture(self, client: Client, name: str) -> None:
        assert client.get(f"/og/{name}.png").status_code == 404


class TestWithoutData:
    def test_the_plain_frame_is_served_and_the_log_says_why(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        view.VIEWS.forget()
        monkeypatch.setattr(store, "projects_by_type", lambda *chosen: 1 / 0)
        with caplog.at_level(logging.WARNING):
            html = document(client, "/")
        assert "first-view" not in html
        assert '<div id="root"></div>' in html
        assert "<title>Programa 3x1 para Migrantes, 2002-2019 · Observatorio 3×1</title>" in html
        [line] = [record.getMessage() for record in caplog.records if record.name == view.LOG.name]
        assert line == "no first view of / (es): ZeroDivisionError('division by zero')"


def test_views_are_kept_and_never_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "VIEWS", Kept(3, lambda view: 1))
    t = i18n.language("es")
    profile = next(page for page in PAGES if page.slug == "estado")
    shown = [first_view(asked(profile, t, {"state": [f"{number:02d}"]})) for number in range(1, 6)]
    assert len(set(shown)) == 5
    assert len(view.VIEWS._answers) == 3
    kept = first_view(asked(profile, t, {"state": ["05"]}))
    assert kept is shown[-1]


def test_each_colour_has_its_place_in_both_appearances() -> None:
    drawn = theme.in_both(f'<path fill="{LIGHT.accent}" stroke="#ABCDEF"/>')
    name = re.search(r"var\((--\w+)\)", drawn)[1]
    assert "#ABCDEF" in drawn
    light, dark = re.findall(rf"{name}: (#\w+)", theme.both_variables())
    assert (light, dark) == (LIGHT.accent, DARK.accent)


def test_only_kinds_of_trace_that_the_served_chunk_has() -> None:
    from components.serving.plotly_chunk import KINDS

    t = i18n.language("es")
    used = {
        trace.type
        for name in figures.figures()
        for drawn in figures.from_address(name, {}, t, LIGHT).views.values()
        if hasattr(drawn, "data")
        for trace in drawn.data
    }
    assert used <= {"scatter", *KINDS}
