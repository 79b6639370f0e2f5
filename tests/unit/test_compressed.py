"""Transfer: bytes that decode to the original, honest headers, and no work done twice."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import brotli
import pandas as pd
import pytest
import requests
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components import i18n
from components.serving import compressed, fonts, frontend, plotly_chunk, preloads, prepared
from components.serving.compressed import Compressed, Kept, accepted
from components.serving.prepared import Prepared
from data.store import published_folder

sys.path.insert(0, str(Path(__file__).parent))
from served import served

TEXT = "Programa 3x1 para Migrantes, año por año. " * 500
DECODED = {"br": brotli.decompress, "gzip": gzip.decompress, None: lambda data: data}
DRAWN = tuple(map(ord, "■✕"))  # signs of a legend, which the system's font has
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": '"abc"'}


class Ready(Prepared):
    """What is ready without a process that makes more."""

    def start(self) -> None:
        self.files = prepared.read()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache of two of Streamlit's files."""
    patch = pytest.MonkeyPatch()
    patch.setenv("OBSERVATORY_CACHE", str(tmp_path_factory.mktemp("cache")))
    prepared.folder.cache_clear()
    small = list((frontend.ASSETS / "js").glob("rolldown-runtime.*.js"))
    style = list((frontend.ASSETS / "css").glob("index.*.css"))
    patch.setattr(prepared, "_sources", lambda: [*small, *style])
    patch.setattr(plotly_chunk, "cut", lambda: iter([(small[0], b"export const cut = 1;" * 50)]))
    prepared.prepare()
    patch.undo()  # the folder is remembered
    yield prepared.folder()
    prepared.folder.cache_clear()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Paths that reached what is behind the middleware."""
    return []


@pytest.fixture(scope="module")
def site(made: Path, asked: list[str]) -> Iterator[str]:
    async def text(request: Request) -> Response:
        asked.append(request.url.path)
        assert "accept-encoding" not in request.headers
        kept = FOR_EVER if request.url.path == "/kept" else {"ETag": '"abc"'}
        return PlainTextResponse(TEXT, headers=kept)

    async def streamed(request: Request) -> Response:
        return StreamingResponse((TEXT[i : i + 900].encode() for i in range(0, len(TEXT), 900)), media_type="text/csv")

    async def picture(request: Request) -> Response:
        return Response(b"\x89PNG" + b"0" * 9000, media_type="image/png")

    async def short(request: Request) -> Response:
        return JSONResponse({"a": 1})

    routes = [
        Route("/text", text), Route("/kept", text), Route("/streamed", streamed), Route("/picture", picture),
        Route("/short", short), Mount("/static", StaticFiles(directory=frontend.ASSETS)),
    ]  # fmt: skip
    with served(Starlette(routes=routes, middleware=[Middleware(Compressed, prepared=Ready())])) as address:
        yield address


def raw(url: str, encoding: str | None, method: str = "GET", **headers: str) -> tuple[requests.Response, bytes]:
    """The answer with its bytes as they came."""
    asked_for = {"Accept-Encoding": encoding or "identity", **headers}
    answer = requests.request(method, url, headers=asked_for, stream=True, timeout=30)
    return answer, answer.raw.read(decode_content=False)


@pytest.mark.parametrize("encoding", ["br", "gzip", None])
class TestAnswers:
    @pytest.mark.parametrize("path", ["/text", "/kept", "/streamed"])
    def test_decode_to_what_was_said(self, site: str, path: str, encoding: str | None) -> None:
        answer, body = raw(site + path, encoding)
        assert answer.headers.get("content-encoding") == encoding
        assert DECODED[encoding](body).decode() == TEXT
        assert answer.headers["vary"] == "Accept-Encoding"
        if encoding:
            assert len(body) < len(TEXT) / 20
        if path != "/streamed":
            assert int(answer.headers["content-length"]) == len(body)
            assert answer.headers["etag"] == ('W/"abc"' if encoding else '"abc"')

    @pytest.mark.parametrize("path", ["/picture", "/short"])
    def test_that_gain_nothing_go_as_they_are(self, site: str, path: str, encoding: str | None) -> None:
        answer, body = raw(site + path, encoding)
        assert "content-encoding" not in answer.headers
        assert int(answer.headers["content-length"]) == len(body)


class TestStatic:
    @pytest.mark.parametrize("encoding", ["br", "gzip"])
    def test_prepared_files_decode_to_the_installed_ones(self, site: str, encoding: str) -> None:
        [path] = (frontend.ASSETS / "css").glob("index.*.css")
        answer, body = raw(f"{site}/static/css/{path.name}", encoding)
        assert DECODED[encoding](body) == path.read_bytes()
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/css"
        head, nothing = raw(f"{site}/static/css/{path.name}", encoding, "HEAD")
        assert (head.headers["content-length"], nothing) == (str(len(body)), b"")
        known, nothing = raw(f"{site}/static/css/{path.name}", encoding, **{"If-None-Match": answer.headers["etag"]})
        assert (known.status_code, nothing) == (304, b"")

    def test_what_is_cut_is_asked_about_again(self, site: str) -> None:
        [path] = (frontend.ASSETS / "js").glob("rolldown-runtime.*.js")
        answer, body = raw(f"{site}/static/js/{path.name}", "br")
        assert brotli.decompress(body) == b"export const cut = 1;" * 50
        assert answer.headers["cache-control"] == "public, max-age=86400"

    def test_parts_are_of_the_file_itself(self, site: str) -> None:
        [path] = (frontend.ASSETS / "css").glob("index.*.css")
        answer, body = raw(f"{site}/static/css/{path.name}", "br", Range="bytes=10-19")
        assert (answer.status_code, body) == (206, path.read_bytes()[10:20])


class TestWork:
    def test_what_never_changes_is_compressed_once(
        self, site: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, first = raw(f"{site}/kept", "br")
        before = asked.count("/kept")
        monkeypatch.setattr(compressed, "stream", lambda *_: 1 / 0)
        assert raw(f"{site}/kept", "br")[1] == first
        [path] = (frontend.ASSETS / "css").glob("index.*.css")
        assert raw(f"{site}/static/css/{path.name}", "br")[0].status_code == 200
        assert asked.count("/kept") == before

    def test_memory_is_bounded(self) -> None:
        kept = Kept(most=1000)
        for number in range(10):
            kept.put((str(number), "br"), {}, b"x" * 300)
        assert [kept.get((str(number), "br")) is not None for number in range(10)] == [False] * 7 + [True] * 3
        kept.put(("large", "br"), {}, b"x" * 2000)
        assert kept.get(("large", "br")) is None

    def test_the_cache_is_read_again_and_a_broken_one_is_none(self, made: Path) -> None:
        assert len(prepared.read()) == 2
        whole = (made / prepared.LIST).read_bytes()
        (made / prepared.LIST).write_bytes(b"{")
        assert prepared.read() == {}
        (made / prepared.LIST).write_bytes(whole)


@pytest.mark.parametrize(
    ("header", "best"),
    [("gzip, deflate, br", "br"), ("gzip;q=1.0, br;q=0.5", "gzip"), ("identity", None), ("", None), ("*", "br"),
     ("br;q=0, gzip", "gzip"), ("br;q=x", None)],
)  # fmt: skip
def test_the_encoding_that_suits_best(header: str, best: str | None) -> None:
    assert accepted(header) == best


class TestStreamlitsBuild:
    """What is read out of the installed frontend: another version may have another form."""

    def test_fonts_keep_the_letters_weights_and_icons_of_the_site(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert all(list((frontend.ASSETS / "media").glob(f"{name}.*")) for name in fonts.TEXT_FONTS)
        monkeypatch.setattr(fonts, "TEXT_FONTS", {"SourceSansVF-Upright": {"wght": (400, 700)}})
        cut = {path.name.split(".")[0]: data for path, data in fonts.cut()}
        assert sum(map(len, cut.values())) < 45_000
        sans = TTFont(BytesIO(cut["SourceSansVF-Upright"]))
        assert set("ñáÑ¿×−≤“”…→") <= {chr(code) for code in sans.getBestCmap()}
        assert "Source" not in (sans["name"].getDebugName(1) or "")
        icons = TTFont(BytesIO(cut[fonts.ICON_FONT]))
        assert {"play_arrow", "expand_more", "chevron_right"} <= spelt(icons)

    def test_fonts_have_every_letter_of_the_words_and_names(self) -> None:
        words = (i18n.CATALOGUES / "es.po").read_text(encoding="utf-8")
        tables = [pd.read_parquet(path) for path in published_folder().glob("*.parquet")]
        columns = [table[name] for table in tables for name in table.select_dtypes("str")]
        told = [str(text) for column in columns for text in column.unique()]
        letters = {ord(letter) for letter in words + "".join(told) if letter != "\n"}
        assert len(told) > 10_000 and letters <= {*fonts.LETTERS, *DRAWN}

    def test_plotly_keeps_what_our_charts_are_drawn_with(self) -> None:
        [(path, small)] = plotly_chunk.cut()
        assert len(small) < 0.4 * path.stat().st_size
        for kind in ("scatter", *plotly_chunk.KINDS):
            assert f'"src/traces/{kind}/index.js"'.encode() in small
        assert b'"src/traces/pie/index.js"' not in small
        assert small.endswith(path.read_bytes()[-5000:])  # Streamlit's own part stays as it is

    def test_a_bundle_of_another_form_is_left_alone(self) -> None:
        assert plotly_chunk.without_unused(b"export const Plotly = {};") == b""
        assert plotly_chunk.without_unused(b'_({"lib/index.js"(e,t){n.register([a(),b()])}})') == b""

    def test_chunks_are_found_by_what_they_are_for(self) -> None:
        names = [link.split("/js/")[1].split(".")[0] for link in preloads.links("remesas")]
        assert {"PlotlyChart", "Slider", "ButtonGroup"} <= set(names)
        assert "DeckGlJsonChart" in " ".join(preloads.links("corredores"))
        assert all((frontend.ASSETS / "js" / name).is_file() for name in frontend.chunks(("PlotlyChart",)))
        assert frontend.chunks(("NoSuchElement",)) == ()
        known = frontend._lazy(frontend.entry())
        assert {name for names in preloads.OF_PAGE.values() for name in names} <= set(known)


def spelt(font: TTFont) -> set[str]:
    """The names of the icons in a font."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        fonts._spelt(first, one.Component, letters)
        for table in fonts._ligatures(font)
        for first, ligatures in table.items()
        for one in ligatures
    }


def test_a_map_that_is_not_the_first_thing_shown_is_not_asked_for() -> None:
    assert "/files/geo/mx_states." in "".join(preloads.links(""))
    assert "/files/geo/" not in "".join(preloads.links("", plain=False))
    assert "/files/geo/" not in "".join(preloads.links("remesas"))
