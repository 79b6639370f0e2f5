"""Sequences of figures in an address, and figures made large enough for a room."""

from __future__ import annotations

import pytest

from components import figures, i18n
from components.charts.room import SMALLEST, for_the_room
from components.presentation import composer, sequence
from components.presentation.sequence import MOST, Slide
from components.presentation.stage import number_of
from components.slides.ready import COUNTRY, STATE
from components.theme import LIGHT

ES = i18n.language("es")


class TestSequence:
    def test_what_is_written_is_read_again(self) -> None:
        slides = (
            Slide("federal_budget"),
            Slide("remittances_states", {"state": ("32", "14"), "to": ("2020",), "measure": ("state_per_person",)}),
        )
        written = sequence.write(slides)
        assert written == "federal_budget,remittances_states~state:32~state:14~to:2020~measure:state_per_person"
        assert sequence.read([written]).slides == slides

    def test_a_slides_own_choice_is_stronger(self) -> None:
        slide = Slide("state_money", {"state": ("14",)})
        assert slide.address({"state": ["32"], "from": ["2009"]}) == {"state": ["14"], "from": ["2009"]}

    def test_what_is_unknown_is_left_out_and_said(self) -> None:
        found = sequence.read(["federal_budgte,timeline~colour:red~state:<b>,,timeline"])
        assert [slide.figure_id for slide in found.slides] == ["timeline"]
        assert [error.asked for error in found.unknown] == ["federal_budgte"]
        assert "federal_budget" in found.unknown[0].matches
        assert found.ill_formed == ("colour:red", "state:<b>")

    def test_of_too_many_the_first_are_kept(self) -> None:
        found = sequence.read([",".join(f"timeline~from:{year}" for year in range(500))])
        assert len(found.slides) == MOST and found.too_many == 500

    def test_a_figure_where_it_stands(self) -> None:
        address = {"state": ["32"], "type": ["health"], "lang": ["en"], "view": ["table"], "from": ["2009"]}
        kept = sequence.of_view("federal_money_by_state", address)
        assert kept.own == {"state": ("32",), "view": ("table",), "from": ("2009",)}

    @pytest.mark.parametrize(
        ("asked", "number"),
        [("1", 1), ("2", 2), ("9", 2), ("0", 1), ("", None), ("x", None), ("²", None), ("-1", None)],
    )
    def test_slide_numbers(self, asked: str, number: int | None) -> None:
        assert number_of({"slide": [asked]}, [Slide("timeline"), Slide("process")]) == number

    def test_the_file_of_a_sequence_has_its_choices(self) -> None:
        link = composer.slides_address([Slide("state_money", {"state": ("14",)})], {"from": ["2009"]}, ES)
        assert link == "/api/v1/slides.pptx?figures=state_money~state:14&amp;from=2009&amp;lang=es"


@pytest.mark.parametrize("figure_id", sorted({*COUNTRY, *STATE, "equal_parts", "all_states", "measure_by_state"}))
def test_nothing_on_a_slide_is_small(figure_id: str) -> None:
    exhibit = figures.from_address(figure_id, {"state": ["32"]} if figure_id in STATE else {}, ES, LIGHT)
    for view in exhibit.views.values():
        if not hasattr(view, "to_plotly_json"):
            continue
        large = for_the_room(view, 500)
        assert large.layout.height <= 560
        assert large.layout.font.size >= SMALLEST
        assert small_sizes(large.to_plotly_json()) == []
        assert [len(trace.x) if trace.type == "bar" else 0 for trace in large.data] == [
            len(trace.x) if trace.type == "bar" else 0 for trace in view.data
        ]


def small_sizes(node: object, name: str = "") -> list[tuple[str, float]]:
    """Sizes of type below the smallest, in a tree of plotly's properties."""
    if isinstance(node, dict):
        own = [(name, node["size"])] if name.endswith("font") and node.get("size", SMALLEST) < SMALLEST else []
        return own + [found for key, value in node.items() for found in small_sizes(value, key)]
    if isinstance(node, (list, tuple)):
        return [found for item in node for found in small_sizes(item, name)]
    return []
