"""Small pictures as SVG: well-formed, named shape by shape, as long as their values, and small."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest
import shapely

from components import names
from components.svg import Line, bar_chart, column_chart, line_chart, locator, state_map
from components.svg.geometry import UNITS, state_outlines
from components.svg.markup import short
from components.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
BARS = pd.DataFrame({"name": ["Calles & plazas", "Agua"], "value": [300, 150], "label": ["300", "150"]})
YEARS = pd.DataFrame({"year": [2008, 2009, 2010], "value": [10.0, 40.0, 20.0], "label": ["10", "40", "20"]})


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def titles(svg: str) -> list[str]:
    return [element.text or "" for element in root(svg).iter(f"{SVG}title")]


def lengths(svg: str, attribute: str) -> list[float]:
    return [float(element.attrib[attribute]) for element in root(svg).iter(f"{SVG}rect")]


@pytest.mark.parametrize(("value", "written"), [(-0.04, "0"), (3.0, "3"), (2.46, "2.5"), (-1.25, "-1.2"), (100, "100")])
def test_lengths_are_short(value: float, written: str) -> None:
    assert short(value) == written


class TestBars:
    def test_each_has_name_and_value(self) -> None:
        svg = bar_chart(BARS, "Dos barras: «una» & otra", LIGHT)
        assert titles(svg) == ["Calles & plazas: 300", "Agua: 150"]
        assert root(svg).attrib["role"] == "img"
        assert root(svg).attrib["aria-label"] == "Dos barras: «una» & otra"

    def test_length_is_the_value(self) -> None:
        longest, other = lengths(bar_chart(BARS, "", LIGHT), "width")
        assert other == pytest.approx(longest / 2, abs=0.1)

    def test_those_told_carry_the_accent(self) -> None:
        marks = [rect.attrib["fill"] for rect in root(bar_chart(BARS, "", DARK, told=[1])).iter(f"{SVG}rect")]
        assert marks == [DARK.muted, DARK.accent]

    def test_nothing_is_a_picture_still(self) -> None:
        assert titles(bar_chart(BARS.head(0), "", LIGHT)) == []
        assert len(lengths(bar_chart(BARS.assign(value=0), "", LIGHT), "width")) == 2


class TestColumns:
    def test_height_is_the_value_and_the_peak_is_told(self) -> None:
        svg = column_chart(YEARS, "", LIGHT)
        heights = lengths(svg, "height")
        assert [height / heights[1] for height in heights] == pytest.approx([0.25, 1, 0.5], abs=0.01)
        assert [rect.attrib["fill"] for rect in root(svg).iter(f"{SVG}rect")].index(LIGHT.accent) == 1
        assert titles(svg) == ["2008: 10", "2009: 40", "2010: 20"]

    def test_only_the_years_asked_for_are_written(self) -> None:
        svg = column_chart(YEARS, "", LIGHT, written=frozenset({2009}))
        assert [element.text for element in root(svg).iter(f"{SVG}text")] == ["40", "2009"]


class TestLines:
    ROWS = pd.DataFrame({"year": range(2003, 2013), "own": range(10, 20), "all": range(20, 40, 2)})

    def svg(self) -> str:
        lines = [Line("own", "Colima", told=True), Line("all", "País")]
        return line_chart(self.ROWS, lines, "Dos líneas", LIGHT, lambda value: f"${value:.0f}")

    def test_each_tells_its_first_and_last_value(self) -> None:
        assert titles(self.svg()) == ["País: $20 (2003), $38 (2012)", "Colima: $10 (2003), $19 (2012)"]

    def test_points_lie_at_their_values_from_zero(self) -> None:
        paths = [path.attrib["d"] for path in root(self.svg()).iter(f"{SVG}path")]
        base = float(re.findall(r"M0 ([\d.]+)H", paths[0])[0])
        country, own = ([float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", path)] for path in paths[1:])
        assert (base - own[-1]) / (base - country[-1]) == pytest.approx(19 / 38, abs=0.01)
        assert (base - own[0]) / (base - own[-1]) == pytest.approx(10 / 19, abs=0.01)


class TestMap:
    def rows(self) -> pd.DataFrame:
        known = names.state_names()
        return pd.DataFrame({"code": list(known), "name": list(known.values()), "label": "1", "fill": LIGHT.accent})

    def test_32_states_are_small(self) -> None:
        svg = state_map(self.rows(), "Mapa", LIGHT, legend=[(LIGHT.accent, "más de 1")])
        assert len(svg.encode()) < 25_000
        assert sorted(titles(svg)) == sorted(f"{name}: 1" for name in names.state_names().values())

    def test_one_state_is_filled(self) -> None:
        paths = root(locator("32", names.state_names(), "", LIGHT)).iter(f"{SVG}path")
        filled = [path.findtext(f"{SVG}title") for path in paths if path.attrib["fill"] == LIGHT.accent]
        assert filled == ["Zacatecas"]

    def test_a_small_state_has_a_ring(self) -> None:
        def rings(code: str) -> int:
            return len(list(root(locator(code, names.state_names(), "", LIGHT)).iter(f"{SVG}circle")))

        assert (rings("29"), rings("09"), rings("08"), rings("32")) == (1, 1, 0, 0)

    def test_outlines_lie_side_by_side_in_the_box(self) -> None:
        outlines = state_outlines()
        shapes = {code: polygon(outline.path) for code, outline in outlines.states.items()}
        assert len(shapes) == 32
        west, north, east, south = shapely.total_bounds(list(shapes.values()))
        assert (west, north, east) == pytest.approx((0, 0, UNITS), abs=1)
        assert south == pytest.approx(outlines.height, abs=1)
        assert shapes["08"].area == max(shape.area for shape in shapes.values())  # Chihuahua is the largest state
        # rounding may make neighbours overlap by slivers, never by more
        everything = shapely.union_all(list(shapes.values()))
        assert sum(shape.area for shape in shapes.values()) == pytest.approx(everything.area, rel=0.002)


def polygon(path: str) -> shapely.Geometry:
    """The shape that a path of relative steps draws, put together again."""
    parts = []
    for ring in path.removesuffix("z").split("z"):
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", ring))
        points = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2]):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        parts.append(shapely.make_valid(shapely.Polygon(points)))
    return shapely.union_all(parts)
