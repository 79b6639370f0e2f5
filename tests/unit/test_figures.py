"""The registry of figures: each is made without its page, in both languages, as its page reads the address."""

import re
import subprocess
import sys
from pathlib import Path

import plotly.graph_objects as go
import pytest

from components import figures, i18n
from components.page_choices import PAGES as PAGE_CHOICES
from components.site import PAGES
from components.theme import LIGHT
from data import catalog, store

ROOT = Path(__file__).parents[2]
ES, EN = i18n.language("es"), i18n.language("en")
NO_ROWS_OF_ZACATECAS = {"state_funders"}  # it is not among the states whose works are known by funder


@pytest.mark.parametrize("figure_id", figures.figures())
def test_every_figure_is_made_in_both_languages(figure_id: str) -> None:
    spanish, english = (figures.from_address(figure_id, {}, t, LIGHT) for t in (ES, EN))
    for exhibit in (spanish, english):
        assert exhibit.headline
        assert (len(exhibit.rows) > 0) == (figure_id not in NO_ROWS_OF_ZACATECAS)
        if len(exhibit.rows):
            assert exhibit.sources()
            assert exhibit.headline not in ("", exhibit.subtitle)
    assert spanish.name == english.name
    known = set(english.links.values())
    unknown = [c for c in english.rows.columns if c not in known and catalog.describe(c, english.tables) is None]
    assert unknown == []
    assert figures.figure(figure_id).title(ES) != figures.figure(figure_id).title(EN)


def test_ids_are_unique_addresses_and_every_page_has_some() -> None:
    listed = [known.id for part in figures.PARTS for known in part.FIGURES]
    assert len(listed) == len(set(listed)) == len(figures.figures())
    assert [i for i in listed if not re.fullmatch("[a-z0-9_]{4,30}", i)] == []
    of_figures = {page.slug for page in PAGES} - {"datos", "presentar"}  # they show any table, any figure
    assert {known.page_slug for known in figures.figures().values()} == of_figures


@pytest.mark.parametrize("known", figures.figures().values(), ids=figures.figures())
def test_an_exhibit_tells_which_figure_it_is(known: figures.Figure) -> None:
    """By its name and page, whatever measure is chosen; pages without figures have none."""
    for measure in (known.measures or PAGE_CHOICES[known.page_slug].measures)(ES):
        name = figures.from_address(known.id, {"measure": [measure]}, ES, LIGHT).name
        assert figures.of_exhibit(name, known.page_slug) is known
        assert figures.of_exhibit(name, "datos") is None


def test_what_is_not_registered_is_no_figure() -> None:
    for name in ("register_projects", "register_funders", "register_matrix", "register_project"):
        assert figures.of_exhibit(name, "proyectos") is None
    borrowed = figures.of_exhibit("projects_by_type_count", "")
    assert borrowed and borrowed.page_slug == "proyectos"


def test_no_figure_needs_streamlit() -> None:
    code = (
        "import sys; from components import figures, i18n; from components.theme import LIGHT\n"
        "for i in figures.figures(): figures.from_address(i, {}, i18n.language('es'), LIGHT)\n"
        "print(len(figures.figures()), 'streamlit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(figures.figures())), "False"]


class TestAddress:
    def test_filters_reach_the_store(self) -> None:
        exhibit = figures.from_address("projects_by_year", {"from": ["2004"], "to": ["2005"]}, EN, LIGHT)
        by_year = store.projects_by_type().groupby("year")["projects"].sum()
        assert dict(zip(exhibit.rows["year"], exhibit.rows["projects"])) == by_year.loc[2004:2005].to_dict()

    def test_a_measure_of_another_part_is_ignored(self) -> None:
        for asked in ("usd", "inflow", "nonsense"):
            exhibit = figures.from_address("remittances_states", {"measure": [asked]}, EN, LIGHT)
            assert exhibit.headline == figures.from_address("remittances_states", {}, EN, LIGHT).headline

    def test_one_state_is_the_first(self) -> None:
        said = figures.from_address("standing", {"state": ["14", "32"]}, EN, LIGHT).headline
        assert said == figures.from_address("standing", {"state": ["14"]}, EN, LIGHT).headline
        assert said != figures.from_address("standing", {}, EN, LIGHT).headline

    def test_municipalities_are_of_the_last_year_unless_told(self) -> None:
        last = figures.from_address("remittances_municipalities", {}, EN, LIGHT)
        year = store.remittance_years("remittances_by_municipality", None)[-1]
        asked = figures.from_address("remittances_municipalities", {"to": [str(year)]}, EN, LIGHT)
        assert last.rows.equals(asked.rows) and str(year) in last.subtitle
        before = figures.from_address("remittances_municipalities", {"to": [str(year - 1)]}, EN, LIGHT)
        assert str(year - 1) in before.subtitle

    def test_corridors_open_where_the_page_does(self) -> None:
        rows = figures.from_address("corridors", {"measure": ["migrant_stock"]}, EN, LIGHT).rows
        assert {"PER", "CHL"}.isdisjoint({*rows["origin"], *rows["destination"]})
        peru = figures.from_address("corridors", {"measure": ["migrant_stock"], "origin": ["PER"]}, EN, LIGHT).rows
        assert set(peru["origin"]) == {"PER"}

    def test_the_live_address_says_the_measure_of_the_part(self) -> None:
        address = {"state": ["32"], "view": ["table"], "us_state": ["CA"], "measure": ["usd"]}
        assert figures.address_of("remittances_states", address, EN) == {"state": ["32"], "measure": ["state_usd"]}
        assert figures.address_of("remittances_monthly", {}, EN) == {}
        assert figures.address_of("standing", address, EN) == {"state": ["32"]}

    def test_the_live_address_leaves_out_what_the_page_ignores(self) -> None:
        address = {"state": ["99", "14"], "measure": ["works_2007"], "from": ["1066"]}
        assert figures.address_of("projects_by_type", address, EN) == {"state": ["14"]}

    @pytest.mark.parametrize("figure_id", figures.figures())
    def test_what_a_figure_does_not_listen_to_changes_nothing(self, figure_id: str) -> None:
        """All it does listen to is named: another value of any other parameter gives the same rows."""
        values = {
            "state": "14", "from": "2005", "to": "2010", "type": "paving", "us_state": "TX", "country": "USA",
            "origin": "MEX", "destination": "USA", "quarter": "2",
        }  # fmt: skip
        deaf = {n: [v] for n, v in values.items() if n not in figures.figure(figure_id).parameters}
        rows = figures.from_address(figure_id, {}, EN, LIGHT).rows
        assert figures.from_address(figure_id, deaf, EN, LIGHT).rows.equals(rows)


def test_an_unknown_id_names_those_that_are_close() -> None:
    with pytest.raises(figures.UnknownFigureError) as caught:
        figures.from_address("federal_buget", {}, EN, LIGHT)
    assert isinstance(caught.value, KeyError)
    assert (caught.value.asked, caught.value.matches[0]) == ("federal_buget", "federal_budget")


@pytest.mark.parametrize(
    "address", [{}, {"state": ["32"]}, {"state": ["09"]}, {"from": ["2012"]}, {"to": ["2003"]}], ids=str
)
def test_a_figure_that_is_drawn_is_told_in_words(address: dict[str, list[str]]) -> None:
    """And an empty chart is none: a reader of the screen would hear nothing, one who sees it find a white box."""
    for known in figures.figures().values():
        exhibit = figures.from_address(known.id, address, ES, LIGHT)
        if len(exhibit.rows) and exhibit.views:
            assert exhibit.alt, known.id
            for view in exhibit.views.values():
                assert not isinstance(view, go.Figure) or view.data, known.id
