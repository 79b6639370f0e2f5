"""The code that puts a figure on somebody else's page, and the addresses in it."""

from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import plotly.graph_objects as go
import pytest

from components import embed, figures, i18n
from components.theme import LIGHT

EN = i18n.language("en")
BASE = "https://example.org"


class Frame(HTMLParser):
    """The attributes of the only tag, as a browser reads them."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(code)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def framed(figure_id: str, headline: str = "", drawn: str = "chart", **address: list[str]) -> dict[str, str | None]:
    exhibit = figures.from_address(figure_id, address, EN, LIGHT)
    exhibit = replace(exhibit, headline=headline or exhibit.headline)
    read = Frame(embed.code(BASE, figures.figure(figure_id), exhibit, drawn, address, EN))
    ((tag, attributes),) = read.tags
    assert (tag, read.text) == ("iframe", "")
    return attributes


def test_a_headline_cannot_leave_its_attribute() -> None:
    headline = """Four "equal" parts? It's <b>not</b> so & never was" onload="alert(1)"""
    attributes = framed("equal_parts", headline)
    assert attributes["title"] == headline
    assert set(attributes) == {"src", "title", "width", "height", "loading", "style"}
    assert (attributes["width"], attributes["loading"]) == ("100%", "lazy")


def test_the_parameters_that_the_figure_hears_are_kept() -> None:
    asked = {"state": ["14", "32"], "from": ["2003"], "measure": ["share"], "view": ["table"], "us_state": ["CA"]}
    src = urlsplit(framed("projects_by_type", **asked)["src"])
    assert (src.scheme, src.netloc, src.path) == ("https", "example.org", "/embed")
    assert parse_qs(src.query) == {
        "figure": ["projects_by_type"], "state": ["14", "32"], "from": ["2003"], "measure": ["share"],
        "view": ["table"], "lang": ["en"],
    }  # fmt: skip


def test_what_is_not_understood_does_not_travel() -> None:
    src = framed("projects_by_type", state=["99"], view=["hologram"], utm_source=["x"], measure=["works_2007"])["src"]
    assert parse_qs(urlsplit(src).query) == {"figure": ["projects_by_type"], "lang": ["en"]}


@pytest.mark.parametrize("figure_id", figures.figures())
def test_the_address_alone_and_the_live_one_show_the_same(figure_id: str) -> None:
    address = {"state": ["14"], "from": ["2004"], "us_state": ["TX"], "quarter": ["2"], "destination": ["MEX"]}
    known = figures.figure(figure_id)
    expected = figures.from_address(figure_id, address, EN, LIGHT)
    for url in (embed.embed_address(BASE, known, address, EN), embed.live_address(BASE, known, address, EN)):
        query = parse_qs(urlsplit(url).query)
        assert query.pop("lang") == ["en"]
        made = embed.make(known, embed.choices(known, query, EN), EN, LIGHT)
        assert made.headline == expected.headline
        assert made.rows.equals(expected.rows)


def test_a_frame_has_room_for_its_figure() -> None:
    for figure_id in figures.figures():
        exhibit = figures.from_address(figure_id, {}, EN, LIGHT)
        for drawn, figure in exhibit.views.items():
            height = embed.height(exhibit, drawn)
            own = figure.layout.height if isinstance(figure, go.Figure) and figure.layout.height else 0
            assert min(own + 150, embed.TALLEST) <= height <= embed.TALLEST
    assert embed.height(exhibit, "table") >= 480


def test_arcs_are_flat_in_a_frame() -> None:
    known = figures.figure("corridors")
    assert embed.choices(known, {"figure": ["corridors"], "view": ["map"]}, EN).view == "chart"
    ends = {"measure": [next(iter(figures.corridors.ENDS(EN)))], "view": ["map"]}
    assert embed.choices(figures.figure("margin_us"), ends, EN).view == "map"
