"""Colours can be read: contrast, grey and the same tokens in Streamlit's own theme."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from components import theme
from components.theme import DARK, LIGHT, Palette, contrast, luminance, template

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
class TestPalette:
    def test_text_reads(self, colours: Palette) -> None:
        for ground in (colours.paper, colours.panel):
            for text in (colours.ink, colours.quiet, colours.accent):
                assert contrast(text, ground) >= 4.5, (text, ground)

    def test_funders_stay_apart_in_grey(self, colours: Palette) -> None:
        greys = sorted(luminance(colours.funders[f]) for f in ("federal", "state", "municipal", "migrants"))
        assert all((b + 0.05) / (a + 0.05) >= 1.25 for a, b in pairwise(greys)), greys

    def test_estimates_stay_apart_from_nothing_and_from_figures(self, colours: Palette) -> None:
        assert contrast(colours.estimate, colours.no_data) >= 1.8
        assert contrast(colours.estimate, colours.quiet) >= 1.8

    def test_what_the_budget_bought_stays_apart_from_its_neighbours(self, colours: Palette) -> None:
        greys = [luminance(colour) for colour in colours.objects.values()]
        apart = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a, b in pairwise(greys)]
        assert min(apart) >= 1.4, apart

    def test_names_of_purposes_read_in_their_colours(self, colours: Palette) -> None:
        assert {p: c for p, c in colours.purposes.items() if contrast(c, colours.paper) < 4.5} == {}
        assert len(set(colours.purposes.values())) == len(colours.purposes)

    def test_more_is_always_darker_or_always_lighter(self, colours: Palette) -> None:
        greys = [luminance(c) for c in colours.sequential]
        steps = [b - a for a, b in pairwise(greys)]
        assert all(s > 0 for s in steps) or all(s < 0 for s in steps)

    def test_streamlit_uses_the_same_tokens(self, colours: Palette) -> None:
        theme = CONFIG["theme"][colours.name]
        assert theme["backgroundColor"] == colours.paper
        assert theme["secondaryBackgroundColor"] == colours.panel
        assert theme["textColor"] == colours.ink
        assert theme["primaryColor"] == theme["linkColor"] == colours.accent
        assert theme["borderColor"] == colours.rule

    def test_charts_carry_our_colours(self, colours: Palette) -> None:
        layout = template(colours).layout
        assert layout.paper_bgcolor == colours.paper
        assert layout.font.color == colours.ink


def test_paper_is_light_in_either_appearance() -> None:
    for colours in (LIGHT, DARK):
        paper = theme.variables(colours).split("@media print { :root {")[1].split("}")[0]
        assert f"--ink: {LIGHT.ink};" in paper and f"--sheet: {theme.SHEET};" in paper
        assert ("invert" in paper) == (colours is DARK)
        assert contrast(LIGHT.ink, theme.SHEET) > 7
