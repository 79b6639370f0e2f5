"""Charts draw the figures they were given, in order, and say what they draw."""

import pandas as pd
import pytest

from components import i18n
from components.charts import (
    coverage,
    federal_budget,
    projects_by_type,
    projects_by_year,
    state_values,
    type_by_year,
    works_by_funder,
)
from components.charts.scale import round_ticks, sparse_years
from components.exhibit import as_table, format_cell
from components.theme import LIGHT
from data import catalog

ES, EN = i18n.language("es"), i18n.language("en")

PROJECTS = pd.DataFrame(
    [
        (2002, "paving", 10, False), (2002, "health", 4, False), (2002, "roads", 6, False), (2002, "other", 1, False),
        (2003, "paving", 5, False), (2003, "health", 12, False), (2003, "roads", 6, False), (2003, "other", 2, False),
        (2006, "paving", 1, True), (2006, "health", 1, True), (2006, "roads", 50, True), (2006, "other", 0, True),
    ],
    columns=["year", "project_type", "projects", "partial"],
)  # fmt: skip


class TestProjectsByType:
    def test_counts_are_ranked(self) -> None:
        exhibit = projects_by_type.exhibit(PROJECTS, "count", EN, LIGHT)
        bar = exhibit.views["chart"].data[0]
        assert list(bar.x) == [62, 17, 16, 3]
        assert bar.y[0] == "Roads and highways"
        assert list(bar.text) == ["62", "17", "16", "3"]
        assert exhibit.headline == "Roads and highways, health centres, and street paving: 97% of the projects"
        assert "2006 to 30 September" in exhibit.subtitle

    def test_shares(self) -> None:
        exhibit = projects_by_type.exhibit(PROJECTS, "share", EN, LIGHT)
        assert list(exhibit.views["chart"].data[0].x) == pytest.approx([62 / 98, 17 / 98, 16 / 98, 3 / 98])
        assert exhibit.rows["share"].sum() == pytest.approx(1)

    def test_change_compares_whole_years_only(self) -> None:
        exhibit = projects_by_type.exhibit(PROJECTS, "change", EN, LIGHT)
        table = exhibit.rows.set_index("project_type")
        assert table.loc["health", "change"] == pytest.approx(2.0)
        assert table.loc["paving", "change"] == pytest.approx(-0.5)
        assert "2006" not in table.columns
        assert list(exhibit.views["chart"].data[0].text) == ["+200%", "+100%", "0%", "−50%"]
        assert exhibit.headline == "Health centres grew most: 4 projects in 2002, 12 in 2003"
        assert exhibit.subtitle.endswith("all types +19%")  # 21 to 25

    def test_the_point_made_is_coloured(self) -> None:
        colours = projects_by_type.exhibit(PROJECTS, "count", EN, LIGHT).views["chart"].data[0].marker.color
        assert list(colours) == [LIGHT.accent] * 3 + [LIGHT.muted]

    @pytest.mark.parametrize("measure", projects_by_type.MEASURES)
    def test_nothing_to_show(self, measure: str) -> None:
        exhibit = projects_by_type.exhibit(PROJECTS.head(0), measure, ES, LIGHT)
        assert exhibit.rows.empty
        assert exhibit.headline == "Obras por tipo"


class TestTypeByYear:
    def test_grid(self) -> None:
        chart = type_by_year.exhibit(PROJECTS, "count", EN, LIGHT).views["chart"]
        [grid] = chart.data
        assert list(grid.x) == ["2002", "2003", "2006, 9 months"]
        assert chart.layout.xaxis.ticktext == ("2002<br> ", "2003<br> ", "2006<br>9 months")
        assert list(grid.y) == ["Other", "Street paving", "Health centres", "Roads and highways"]
        assert grid.z[-1] == [6, 6, 50]

    def test_share_is_of_the_year(self) -> None:
        rows = type_by_year.exhibit(PROJECTS, "share", EN, LIGHT).rows
        assert rows.groupby("year")["share"].sum().tolist() == pytest.approx([1, 1, 1])
        assert rows.iloc[0]["share"] == pytest.approx(10 / 21)

    def test_headline_counts_the_years_led(self) -> None:
        more = pd.concat([PROJECTS, PROJECTS[PROJECTS["year"] == 2003].assign(year=2004)])
        assert type_by_year.exhibit(more, "count", EN, LIGHT).headline == "Health centres led in 2 of 4 years"


class TestYears:
    def test_a_part_of_a_year_is_hollow_and_never_the_peak(self) -> None:
        exhibit = projects_by_year.exhibit(PROJECTS, EN, LIGHT)
        bar = exhibit.views["chart"].data[0]
        assert list(bar.y) == [21, 25, 52]
        assert list(bar.marker.color) == [LIGHT.muted, LIGHT.accent, LIGHT.paper]
        assert exhibit.views["chart"].layout.xaxis.ticktext == ("2002", "2003", "2006<br>9 months")
        assert exhibit.headline == "From 21 projects in 2002 to 25 in 2003"
        assert exhibit.alt.endswith("and 2006 52 (to 30 September).")

    def test_coverage(self) -> None:
        rows = pd.DataFrame(
            {"year": [2002, 2005], "states": [20, 26], "municipalities": [247, 425], "partial": [False, False]}
        )
        exhibit = coverage.exhibit(rows, ES, LIGHT)
        assert exhibit.headline == "A lo más 425 municipios en 26 de 32 estados, en 2005"
        assert list(exhibit.views["chart"].data[0].y) == [247, 425]


class TestStateValues:
    ROWS = pd.DataFrame(
        {
            "state_code": ["32", "14", "09"], "state": ["Zacatecas", "Jalisco", "Ciudad de México"],
            "per_person_usd": [1129.02, 604.5, None], "year_from": 2025, "year_to": 2025,
        }
    )  # fmt: skip

    def exhibit(self):
        tables = ("remittances_by_state", "population_by_state")
        return state_values.exhibit(self.ROWS, "remittances_per_person", "per_person_usd", tables, EN, LIGHT)

    def test_words(self) -> None:
        exhibit = self.exhibit()
        assert exhibit.headline == "Zacatecas received the most remittances per person: US$1,129"
        assert exhibit.subtitle == "Remittances per inhabitant, nominal US dollars, 2025"
        assert exhibit.alt.startswith("Remittances per person by state. Highest: Zacatecas (US$1,129)")
        assert exhibit.alt.endswith("1 state has no figure.")
        assert exhibit.notes[0] == "No figure: Ciudad de México."
        assert "natural breaks" in exhibit.notes[1]

    def test_map_leaves_the_unknown_uncoloured(self) -> None:
        known, unknown = [trace for trace in self.exhibit().views["map"].data if trace.type == "choropleth"]
        assert list(unknown.locations) == ["09"]
        assert {colour for _, colour in unknown.colorscale} == {LIGHT.no_data}
        values = {str(code): value for code, value in zip(known.locations, known.z)}
        assert values == pytest.approx({"32": 1129.02, "14": 604.5})

    def test_bars_show_what_is_known(self) -> None:
        assert list(self.exhibit().views["chart"].data[0].y) == ["Zacatecas", "Jalisco"]

    @pytest.mark.parametrize("measure", state_values.WORDS)
    def test_every_measure_has_words_in_both_languages(self, measure: str) -> None:
        words = state_values.WORDS[measure]
        for t in (ES, EN):
            assert "{state}" in words.headline(t)
            assert "{value}" in words.headline(t)
            assert words.title(t)
        assert words.title(ES) != words.title(EN)


class TestFederalBudget:
    ROWS = pd.DataFrame(
        {
            "year": [2008, 2009, 2010], "amount_mxn": [5e8, 6e8, 1e7],
            "amount_mxn_real": [10e8, 9e8, 2e7], "base_year": 2025,
        }
    )  # fmt: skip

    def test_the_fall_is_computed_in_real_terms(self) -> None:
        exhibit = federal_budget.exhibit(self.ROWS, EN, LIGHT)
        assert exhibit.headline == "Federal money fell 98% from 2008 to 2010"
        assert exhibit.subtitle.endswith("million pesos of 2025, 2008-2010")
        assert list(exhibit.views["chart"].data[0].y) == [10e8, 9e8, 2e7]
        assert [note.text for note in exhibit.views["chart"].layout.annotations] == ["1,000", "1,000", "20"]


class TestWorksByFunder:
    ROWS = pd.DataFrame(
        {
            "year": 2007, "state_code": ["14"] * 2 + ["01"] * 2, "state": ["Jalisco"] * 2 + ["Aguascalientes"] * 2,
            "funder": ["federal", "migrants"] * 2, "amount_mxn": [30.0, 10.0, 0.0, 0.0],
            "share": [0.75, 0.25, None, None],
        }
    )  # fmt: skip

    def test_stacks(self) -> None:
        exhibit = works_by_funder.exhibit(self.ROWS, EN, LIGHT)
        bars = exhibit.views["chart"].data
        assert [(bar.name, list(bar.x), bar.marker.color) for bar in bars] == [
            ("Federal government", [30.0], LIGHT.funders["federal"]),
            ("Migrants", [10.0], LIGHT.funders["migrants"]),
        ]
        assert exhibit.headline == "Migrants paid 25.0% of the works of 2007 on record"
        assert "1 state with works" in exhibit.subtitle


class TestCells:
    @pytest.mark.parametrize(
        ("column", "value", "spanish"),
        [
            ("year", 2006, "2006"), ("projects", 1234, "1,234"), ("share", 0.2534, "25.3%"),
            ("amount_mxn_real", 1234567.8, "$1,234,568"), ("per_person_usd", 1129.024, "US$1,129.02"),
            ("project_type", "potable_water", "Agua potable"), ("projects", None, "s/d"), ("change", -0.5, "−50%"),
        ],
    )  # fmt: skip
    def test_by_unit(self, column: str, value: object, spanish: str) -> None:
        assert format_cell(value, catalog.describe(column, ("projects_by_type",)), ES) == spanish

    def test_titles_and_escaped_cells(self) -> None:
        exhibit = projects_by_type.exhibit(PROJECTS, "count", ES, LIGHT)
        table = as_table(exhibit, ES)
        assert list(table.data.columns) == ["Tipo de obra", "Obras", "Parte"]
        assert table.data.iloc[0].tolist() == ["Caminos y carreteras", 62, pytest.approx(62 / 98)]
        html = table.to_html()
        assert ">62<" in html
        assert ">63.3%<" in html


def test_round_ticks() -> None:
    assert round_ticks(0, 1129, 2) == [0, 1000]
    assert round_ticks(0, 364, 2) == [0, 200]
    assert round_ticks(3, 3) == [3]


def test_sparse_years() -> None:
    assert sparse_years(list(range(2008, 2020))) == [2008, 2010, 2012, 2014, 2016, 2019]
    assert sparse_years([2008, 2009, 2010]) == [2008, 2010]
    assert sparse_years([]) == []
