"""The coverage of the tables against a case worked by hand, and against the published figures."""

import pandas as pd
import pytest

from components import i18n
from components.charts import known_years
from components.charts.known_years import CONTEXT, EMPTY, MODELLED, PROGRAMME, spans
from components.theme import LIGHT
from data import catalog, store
from data.store.coverage import geography

EN = i18n.language("en")

OWN, CONTEXTUAL = True, False
KNOWN = pd.DataFrame(
    [
        (OWN, "programme", "national", "projects_by_type", 2002),
        (OWN, "programme", "national", "projects_by_type", 2003),
        (OWN, "programme", "national", "programme_coverage", 2003),
        (OWN, "money", "state", "works_by_funder", 2007),
        (CONTEXTUAL, "people", "corridor", "migrant_stock", 1990),  # modelled
        (CONTEXTUAL, "people", "corridor", "migrant_stock", 1995),
        (CONTEXTUAL, "people", "corridor", "border_encounters", 1995),
        (CONTEXTUAL, "people", "corridor", "border_encounters", 1985),  # before the grid begins
    ],
    columns=["of_programme", "topic", "geography", "table_id", "year"],
)


class TestGrid:
    def exhibit(self):
        return known_years.exhibit(KNOWN, ["Some survey"], EN, LIGHT)

    def test_marks(self) -> None:
        # two topics of the programme with four geographies each, and one line of its context
        grid = self.exhibit().views["chart"].data[0]
        assert len(grid.z) == 9
        assert list(grid.x) == list(range(1990, 2027))
        marks = {name: dict(zip(grid.x, line)) for name, line in zip(grid.y, grid.z)}
        projects = marks["3x1: projects, country"]
        assert [year for year, mark in projects.items() if mark == PROGRAMME] == [2002, 2003]
        assert set(marks["3x1: projects, municipality"].values()) == {EMPTY}
        assert [year for year, mark in marks["3x1: money, state"].items() if mark == PROGRAMME] == [2007]
        people = marks["People, corridor"]
        assert (people[1990], people[1995], people[2000]) == (MODELLED, CONTEXT, EMPTY)

    def test_words(self) -> None:
        exhibit = self.exhibit()
        assert exhibit.headline == (
            "Open figures on the programme: 2 of its 18 years for the country, 1 by state, 0 by municipality"
        )
        assert "3x1: projects, country: 2002-2003" in exhibit.alt
        assert "“Some survey”" in exhibit.notes[0]

    def test_rows_are_one_a_table_and_leave_out_what_is_not_drawn(self) -> None:
        rows = self.exhibit().rows.set_index("table")
        assert len(rows) == 5
        assert rows.loc["US border encounters by citizenship", "which_years"] == "1995"
        assert rows.loc["Migrant stock by country of origin and destination", "years"] == 2

    @pytest.mark.parametrize(
        ("years", "short"), [([], ""), ([2007], "2007"), ([2011, 2008, 2009, 2010, 2016, 2016], "2008-2011, 2016")]
    )
    def test_spans(self, years: list[int], short: str) -> None:
        assert spans(years) == short


@pytest.fixture(scope="module")
def years() -> dict[str, list[int]]:
    return store.coverage().groupby("table_id")["year"].agg(list).to_dict()


class TestTables:
    def test_against_the_catalogues_own_words(self, years: dict[str, list[int]]) -> None:
        # what the catalogue states as coverage in prose
        assert years["programme_budget_by_object"] == [*range(2008, 2012), *range(2013, 2020)]
        assert years["works_by_funder"] == [2007]
        assert years["migrant_stock"] == list(range(1990, 2021, 5))
        assert years["remittances_by_municipality"] == list(range(2013, 2027))
        assert years["border_encounters"] == list(range(2000, 2026))

    def test_money_without_a_state_does_not_count_by_state(self, years: dict[str, list[int]]) -> None:
        # of the budgets of 2016 and 2018 over four fifths has no state
        assert years["programme_budget_by_state"] == [2008, 2009, 2010, 2011]

    def test_projections_end_with_the_release(self, years: dict[str, list[int]]) -> None:
        assert (years["population_by_state"][0], years["population_by_state"][-1]) == (1970, 2026)  # published to 2070

    def test_what_is_left_out(self, years: dict[str, list[int]]) -> None:
        out = {"reported_figures", "project_examples", "price_index", "exchange_rate", "agenda", "states", "sources"}
        assert not out & set(years)
        assert {table.table_id for table in store.undated_tables()} == {
            "mexican_born_by_us_state", "programme_facts", "return_migrants_by_state", "survey_corridors",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("table", "place"),
        [
            ("remittances", "national"), ("gdp_by_state", "state"), ("migrant_fund_projects", "municipality"),
            ("remittances_by_us_state", "corridor"), ("border_encounters", "corridor"),
            ("programme_budget_by_state", "state"),
        ],
    )  # fmt: skip
    def test_geography_comes_from_the_columns(self, table: str, place: str) -> None:
        assert geography(catalog.tables()[table]) == place

    def test_the_frame_handed_out_is_a_copy(self) -> None:
        mine = store.coverage()
        mine["year"] = 0
        assert store.coverage()["year"].min() > 1900

    def test_the_programmes_tables_are_marked(self) -> None:
        marked = {table.table_id for table in catalog.tables().values() if table.of_programme}
        assert all("3x1" in catalog.tables()[table].title.es for table in marked)
        assert {table for table, entry in catalog.tables().items() if "3x1" in entry.title.es} == marked
