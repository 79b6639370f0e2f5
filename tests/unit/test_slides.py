"""Decks opened again: what a slide says and shows is what the exhibit says, and an official can change it."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from components import figures, i18n
from components.slides import ready, request
from components.slides.request import slides
from components.theme import LIGHT
from data import store
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")
BASE, DAY = "https://observatory.example", date(2026, 11, 25)
COLOURS = {colour.removeprefix("#") for colour in LIGHT.sequential}


def opened(t: i18n.Language, *ids: str, **filters: list[str]) -> Any:
    address = {**filters, **({"figures": [",".join(ids)]} if ids else {})}
    return Presentation(io.BytesIO(slides(address, t, BASE, DAY)))


def one(t: i18n.Language, figure_id: str, **filters: list[str]) -> Any:
    """The slide of a deck of one figure."""
    return next(iter(opened(t, figure_id, **filters).slides))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def freeforms(slide: Any) -> list[Any]:
    return [e for e in slide._element.iter(qn("p:sp")) if e.find(f".//{qn('a:custGeom')}") is not None]


def fill(shape: Any) -> str:
    return shape.find(f"{qn('p:spPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}").get("val")


@pytest.fixture(scope="module")
def country() -> Any:
    return opened(ES)


@pytest.fixture(scope="module")
def zacatecas() -> Any:
    return opened(EN, state=["32"])


class TestDecks:
    def test_a_slide_for_each_figure_between_the_first_and_the_sources(self, country: Any) -> None:
        said = [slide.shapes.title.text for slide in country.slides]
        made = [figures.from_address(figure_id, {}, ES, LIGHT).headline for figure_id in ready.COUNTRY]
        assert said[0] == "Programa 3x1 para Migrantes"
        assert said[1 : 1 + len(made)] == made
        assert set(said[1 + len(made) :]) == {"Fuentes"}
        assert (country.slide_width, country.slide_height) == (12191695, 6858000)

    def test_the_sequence_of_a_state_leaves_out_what_is_not_known_there(self, zacatecas: Any) -> None:
        said = [slide.shapes.title.text for slide in zacatecas.slides]
        exhibits = [figures.from_address(i, {"state": ["32"]}, EN, LIGHT) for i in ready.STATE]
        assert said[1:-1][: len(exhibits) - 1] == [e.headline for e in exhibits if len(e.rows)]
        assert "Zacatecas (32)" in "".join(shape.text_frame.text for shape in zacatecas.slides[0].shapes)

    def test_one_figure_has_no_first_slide(self) -> None:
        deck = opened(EN, "federal_budget")
        assert [slide.shapes.title.text for slide in deck.slides] == [
            figures.from_address("federal_budget", {}, EN, LIGHT).headline, "Sources",
        ]  # fmt: skip
        assert deck.core_properties.title == deck.slides[0].shapes.title.text

    def test_in_the_order_asked_for_each_once(self) -> None:
        asked = request.asked({"figures": ["coverage, gaps", "coverage,process"]})
        assert [slide.figure_id for slide in asked] == ["coverage", "gaps", "process"]

    @pytest.mark.parametrize("deck", ["country", "zacatecas"])
    def test_no_text_is_too_small_and_every_run_has_its_language(
        self, deck: str, request: pytest.FixtureRequest
    ) -> None:
        shown, tag = request.getfixturevalue(deck), {"country": "es-MX", "zacatecas": "en-US"}[deck]
        for slide in shown.slides:
            parts = [slide._element, *(chart._chartSpace for chart in charts(slide))]
            for run in (run for part in parts for run in part.iter(qn("a:rPr"), qn("a:defRPr"))):
                assert run.get("lang") == tag
                size = run.get("sz")
                small = "Fuente" in _paragraph(run) or "Source" in _paragraph(run) or run.getparent().tag == qn("a:fld")
                assert size is None or int(size) >= (1200 if small else 1400), _paragraph(run)
            for chart in charts(slide):
                assert chart._chartSpace.find(qn("c:lang")).get("val") == tag
                assert chart.font.size.pt >= 14

    @pytest.mark.parametrize("deck", ["country", "zacatecas"])
    def test_pictures_are_told_in_words_and_nothing_leaves_the_slide(
        self, deck: str, request: pytest.FixtureRequest
    ) -> None:
        shown = request.getfixturevalue(deck)
        for slide in shown.slides:
            for shape in slide.shapes:
                if shape.has_chart or shape.has_table or shape.shape_type == 6:
                    assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert shape.left >= 0 and shape.top >= 0
                assert shape.left + shape.width <= shown.slide_width
                assert shape.top + shape.height <= shown.slide_height

    def test_notes_cite_the_figure_and_link_to_it(self, zacatecas: Any) -> None:
        notes = zacatecas.slides[1].notes_slide.notes_text_frame.text
        assert f"{BASE}/estado?state=32&lang=en" in notes
        assert zacatecas.slides[1].shapes.title.text in notes and "November 25, 2026" in notes
        states = one(EN, "remittances_states", state=["32"]).notes_slide.notes_text_frame.text
        assert f"{BASE}/remesas?state=32&measure=state_usd&lang=en" in states

    def test_sources_stand_on_every_slide_and_at_the_end(self, country: Any) -> None:
        exhibit = figures.from_address("federal_budget", {}, ES, LIGHT)
        slide = next(s for s in country.slides if s.shapes.title.text == exhibit.headline)
        assert exhibit.source_line(ES) in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        last = "".join(s.text_frame.text for slide in country.slides for s in slide.shapes if s.has_text_frame)
        assert "SHCP: Cuenta Pública 2020" in last

    def test_what_is_added_by_hand_has_our_fonts_and_colours(self, country: Any) -> None:
        theme = country.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
        assert re.findall('<a:latin typeface="(.*?)"', theme)[:2] == ["Georgia", "Calibri"]
        assert f'<a:accent1><a:srgbClr val="{LIGHT.accent[1:]}"/>' in theme

    def test_numbers_and_properties(self, country: Any) -> None:
        assert all("slidenum" in {f.get("type") for f in s._element.iter(qn("a:fld"))} for s in country.slides)
        assert country.core_properties.language == "es-MX"
        assert country.core_properties.title.startswith("Observatorio 3×1")


def _paragraph(run: Any) -> str:
    while run is not None and run.tag not in (qn("p:txBody"), qn("a:txBody"), qn("c:chartSpace")):
        run = run.getparent()
    return "".join(run.itertext()) if run is not None else ""


class TestCharts:
    def test_bars_are_the_rows(self) -> None:
        (chart,) = charts(one(EN, "projects_by_type"))
        projects = store.projects_by_type()
        counted = projects.groupby("project_type")["projects"].sum().sort_values(ascending=False)
        assert list(chart.plots[0].series[0].values) == counted.tolist()
        assert next(iter(chart.plots[0].categories)).startswith("Urbanisation")
        assert "bar" in chart._chartSpace.xml and chart._chartSpace.find(f".//{qn('c:barDir')}").get("val") == "bar"

    def test_the_workbook_inside_holds_the_same(self) -> None:
        (chart,) = charts(one(ES, "federal_budget"))
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        rows = list(book.active.iter_rows(values_only=True))[1:]
        budget = store.programme_budget()
        assert [int(year) for year, _ in rows] == budget["year"].tolist()
        assert [value for _, value in rows] == pytest.approx(budget["amount_mxn_real"].tolist())
        assert "mil M" in chart.value_axis.tick_labels.number_format

    def test_a_stack_has_a_series_for_each_funder(self) -> None:
        exhibit = figures.from_address("equal_parts", {}, ES, LIGHT)
        (chart,) = charts(one(ES, "equal_parts"))
        rows = exhibit.rows.set_index("state")
        plot = chart.plots[0]
        for series, column in zip(plot.series, ("federal_part", "state_part", "municipal_part", "migrants_part")):
            expected = rows.loc[list(plot.categories), column].tolist()
            assert list(series.values) == pytest.approx(expected)
        assert next(iter(plot.categories)) == exhibit.rows["state"].iloc[0]
        assert plot._element.find(qn("c:grouping")).get("val") == "stacked"
        assert chart.has_legend

    def test_lines_of_months_stand_on_an_axis_of_time(self) -> None:
        upper, lower = charts(one(EN, "remittances_monthly"))
        months = store.remittances_monthly()
        assert list(lower.plots[0].series[0].values) == pytest.approx(months["amount_usd"].tolist())
        assert upper._chartSpace.find(f".//{qn('c:dateAx')}") is not None
        known = [value for value in upper.plots[0].series[0].values if value is not None]
        assert known == pytest.approx(months["amount_usd_12m"].dropna().tolist())

    def test_points_keep_their_places_and_the_scale(self) -> None:
        (chart,) = charts(one(EN, "money_and_marginalisation"))
        rows = figures.from_address("money_and_marginalisation", {}, EN, LIGHT).rows
        values = [value for series in chart.plots[0].series for value in series.values]
        money = rows["per_person_mxn_real"].dropna()
        assert set(map(float, money[money > 0])) <= set(values)
        assert chart.value_axis._element.find(f"{qn('c:scaling')}/{qn('c:logBase')}") is not None

    def test_bars_without_room_are_counted(self) -> None:
        slide = one(EN, "measure_by_state", view=["chart"])
        (chart,) = charts(slide)
        assert len(list(chart.plots[0].categories)) == 14
        assert any("And 18 more rows" in s.text_frame.text for s in slide.shapes if s.has_text_frame)


class TestMaps:
    def test_32_states_in_the_colours_of_their_classes(self) -> None:
        shapes = freeforms(one(ES, "measure_by_state"))
        assert len(shapes) == 32
        assert {fill(shape) for shape in shapes} == COLOURS
        rows = store.state_measure("remittances_per_person").set_index("state")
        darkest = [s.find(f".//{qn('p:cNvPr')}").get("name") for s in shapes if fill(s) == LIGHT.sequential[-1][1:]]
        measure = store.STATE_MEASURES["remittances_per_person"].column
        assert set(darkest) == set(rows[measure].nlargest(len(darkest)).index)

    def test_a_state_without_a_figure_has_the_colour_of_none(self) -> None:
        exhibit = figures.from_address("federal_money_by_state", {}, ES, LIGHT)
        shapes = freeforms(one(ES, "federal_money_by_state"))
        missing = exhibit.rows["federal_money" if "federal_money" in exhibit.rows else "amount_mxn"].isna().sum()
        assert sum(fill(shape) == LIGHT.no_data[1:] for shape in shapes) == missing > 0

    def test_municipalities_of_a_state(self) -> None:
        shapes = freeforms(one(EN, "remittances_municipalities", state=["32"]))
        assert len([s for s in shapes if s.find(f"{qn('p:spPr')}/{qn('a:solidFill')}") is not None]) == 58

    def test_arcs_lie_over_the_outlines_wider_where_more_moves(self) -> None:
        shapes = freeforms(one(EN, "corridors"))
        widths = {s.find(f".//{qn('p:cNvPr')}").get("name"): int(s.find(f".//{qn('a:ln')}").get("w")) for s in shapes}
        rows = store.remittances_from_us_states().set_index("origin")["amount_usd"]
        assert widths["TX-MEX"] / widths["CA-MEX"] == pytest.approx(rows["TX"] / rows["CA"], rel=0.01)


class TestTables:
    def test_the_first_rows_and_how_many_more(self) -> None:
        slide = one(EN, "reported")
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        exhibit = figures.from_address("reported", {}, EN, LIGHT)
        left = next(s.text_frame.text for s in slide.shapes if s.has_text_frame and s.text_frame.text.startswith("And"))
        assert len(table.rows) - 1 + int(re.search(r"\d+", left)[0]) == len(exhibit.rows)
        assert table.cell(1, 2).text == exhibit.rows["indicator"].iloc[0]

    def test_indicators_have_their_own_units(self) -> None:
        (table,) = [shape.table for shape in one(EN, "standing").shapes if shape.has_table]
        cells = {row.cells[0].text: row.cells[1].text for row in table.rows}
        share = store.standing("32").set_index("indicator")["value"]["remittances_share_of_gdp"]
        assert cells["Remittances against GDP"] == f"{share:.1%}"

    def test_nothing_is_said_where_there_are_no_rows(self) -> None:
        slide = one(EN, "state_funders")
        assert any("not in the source" in s.text_frame.text for s in slide.shapes if s.has_text_frame)


class TestAxes:
    def test_bars_begin_at_zero(self) -> None:
        (chart,) = charts(one(EN, "state_funders", state=["20"]))
        assert chart.value_axis.minimum_scale == 0

    def test_an_axis_that_falls_to_the_right_does_so_and_is_named(self) -> None:
        (chart,) = charts(one(EN, "money_and_marginalisation"))
        assert chart.category_axis.reverse_order
        assert "CONAPO" in chart.category_axis.axis_title.text_frame.text


class TestRequests:
    def test_an_unknown_figure_is_named_with_its_like(self) -> None:
        with pytest.raises(figures.UnknownFigureError) as caught:
            slides({"figures": ["coverge"]}, EN, BASE)
        assert "coverage" in caught.value.matches

    def test_none_too_many_and_no_such_state(self) -> None:
        with pytest.raises(request.NoFiguresError):
            slides({"figures": [" , "]}, EN, BASE)
        with pytest.raises(request.TooManyFiguresError):
            slides({"figures": [",".join(list(figures.figures())[:41])]}, EN, BASE)
        with pytest.raises(request.UnknownStateError):
            slides({"state": ["33"]}, EN, BASE)

    def test_filters_reach_the_figures(self) -> None:
        (chart,) = charts(one(EN, "projects_by_year", **{"from": ["2004"], "to": ["2005"]}))
        by_year = store.projects_by_type(Filters(year_from=2004, year_to=2005)).groupby("year")["projects"].sum()
        assert dict(zip(map(int, chart.plots[0].categories), chart.plots[0].series[0].values)) == by_year.to_dict()

    @pytest.mark.parametrize("figure_id", figures.figures())
    def test_every_figure_has_a_slide_with_something_on_it(self, figure_id: str) -> None:
        slide = one(ES, figure_id)
        drawn = [s for s in slide.shapes if s.has_chart or s.has_table or s.shape_type == 6]
        assert drawn or figures.from_address(figure_id, {}, ES, LIGHT).rows.empty
        for chart in charts(slide):
            assert any(pd.notna(value) for series in chart.plots[0].series for value in series.values)
