"""What has no native chart on a slide: grids of numbers, processes, quoted figures; and keys and legends of charts."""

import io
from typing import Any

import pytest
from pptx import Presentation

from components import figures, i18n
from components.slides.request import slides
from components.theme import LIGHT, contrast
from data import store

ES, EN = i18n.language("es"), i18n.language("en")


def slide(figure_id: str, t: i18n.Language = EN) -> Any:
    deck = Presentation(io.BytesIO(slides({"figures": [figure_id]}, t, "https://observatory.example")))
    return deck.slides[0]


def table(figure_id: str, t: i18n.Language = EN) -> list[list[Any]]:
    (found,) = [shape.table for shape in slide(figure_id, t).shapes if shape.has_table]
    return [list(row.cells) for row in found.rows]


def words(cells: list[Any]) -> list[str]:
    return [cell.text for cell in cells]


def chart(figure_id: str, place: int = 0) -> Any:
    return [shape.chart for shape in slide(figure_id).shapes if shape.has_chart][place]


class TestGrids:
    def test_types_by_years_stand_as_on_the_site_with_the_table_s_numbers(self) -> None:
        heads, *lines = table("type_by_year")
        assert words(heads) == ["", "2002", "2003", "2004", "2005", "2006, 9 months"]
        rows = store.projects_by_type().pivot(index="project_type", columns="year", values="projects")
        first = rows.loc["urbanisation"] if "urbanisation" in rows.index else rows.loc[rows.sum(axis=1).idxmax()]
        assert words(lines[0])[1:] == [EN.number(n) for n in first]
        assert len(lines) == len(rows)

    def test_a_darker_cell_is_a_larger_number_and_can_be_read(self) -> None:
        _, *lines = table("type_by_year")
        cells = [cell for line in lines for cell in line[1:]]
        smallest, largest = (pick(cells, key=lambda cell: int(cell.text)) for pick in (min, max))
        grounds = [f"#{cell.fill.fore_color.rgb}" for cell in (smallest, largest)]
        assert grounds == [LIGHT.sequential[0].upper(), LIGHT.sequential[-1].upper()]
        for cell in cells:
            ink = cell.text_frame.paragraphs[0].runs[0].font.color.rgb
            # on a middle tone ink and paper are equally far: no pair of them does better than 3.9
            assert contrast(f"#{ink}", f"#{cell.fill.fore_color.rgb}") >= 3.9

    def test_too_many_years_are_every_so_many_and_the_slide_says_so(self) -> None:
        heads, *lines = table("border_sectors")
        years = [int(text) for text in words(heads)[1:]]
        assert years[-1] == 2024 and set(range(years[0], 2025, years[1] - years[0])) == set(years)
        assert words(lines[0])[0] == "San Diego"
        said = [shape.text_frame.text for shape in slide("border_sectors").shapes if shape.has_text_frame]
        assert any(text.startswith("One column in 2") for text in said)


def test_a_process_is_its_steps_in_order() -> None:
    lines = table("process", ES)
    assert [words(line)[0] for line in lines] == ["1", "2", "3", "4", "5", "6", "7"]
    assert words(lines[0])[1:] == ["Propuesta", "Un club de migrantes propone una obra para su pueblo."]


@pytest.mark.parametrize("figure_id", ["reported", "clubs", "journey"])
def test_a_quoted_figure_comes_with_its_value_unit_and_precision(figure_id: str) -> None:
    heads, first, *_ = table(figure_id)
    assert words(heads)[-3:] == ["Precision", "Value", "Unit"]
    rows = figures.from_address(figure_id, {}, EN, LIGHT).rows
    assert words(first)[-2] == EN.number(rows["value"].iloc[0], 2, trim=True)


def test_programmes_come_with_their_money() -> None:
    heads, first, *_ = table("migration_programmes")
    assert words(heads)[-1] == "Real amount"
    rows = figures.from_address("migration_programmes", {}, EN, LIGHT).rows
    assert words(first)[-1] == EN.money(rows["amount_mxn_real"].iloc[0], "mxn")


class TestKeys:
    def test_curves_are_named_and_marks_are_not(self) -> None:
        drawn = chart("concentration")
        assert drawn.has_legend
        names = [series.name for series in drawn.plots[0].series]
        assert {"by marginalisation", "by dwellings with emigrants", "the same for each person"} <= set(names)
        left_out = drawn.legend._element.xpath("c:legendEntry/c:idx/@val")
        assert sorted(map(int, left_out)) == [place for place, name in enumerate(names) if name.startswith("Series")]

    def test_small_panels_share_one_key(self) -> None:
        made = slide("asylum")
        assert [shape.chart.has_legend for shape in made.shapes if shape.has_chart] == [False] * 4
        (key,) = [s.text_frame for s in made.shapes if s.has_text_frame and s.text_frame.text.startswith("■")]
        assert key.text.replace("■", "").split() == ["Canada", "United", "States", "Mexico"]

    def test_one_bar_is_no_thicker_than_many(self) -> None:
        many = chart("works_by_funder").plots[0].gap_width
        alone = chart("destinations_mbcs~state:32").plots[0].gap_width
        assert many == 38 and alone > 300
