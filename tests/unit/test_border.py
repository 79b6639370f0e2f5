"""Encounters, asylum and returns, against figures worked out from the raw files (calamine and awk, in the comments)."""

import numpy as np
import pytest

from components import i18n
from components.charts import asylum, border_encounters, border_sectors, return_migrants
from components.charts.panels import panels
from components.exhibit import as_table
from components.theme import DARK, LIGHT
from data import store
from data.catalog.border import border_sectors as sectors_of_the_catalogue
from data.catalog.border import citizenship_groups
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")


def heads(exhibit) -> list[str]:
    return [note.text for note in exhibit.views["chart"].layout.annotations]


class TestEncountersStore:
    def test_every_citizenship_has_one_group(self) -> None:
        grouped = [name for group in citizenship_groups().values() for name in group.citizenships]
        rows = store.border_encounters()
        assert sorted(grouped) == sorted(rows["citizenship"].unique())  # 161 of them, each once
        assert rows["citizenship_group"].notna().all()
        without = set(rows.loc[rows["country"].isna(), "citizenship"])
        assert without == {"Unknown", "Serbia and Montenegro (former)"}
        assert set(rows["country"].dropna()) <= set(store.countries()["country"])

    def test_groups_by_hand(self) -> None:
        # sheet Annual Citizenship: 2000 sums to 1,590,340, 30 more than the Annual Count, which is rounded as a whole
        rows = store.border_encounters().groupby(["fiscal_year", "citizenship_group"])["encounters"].sum().unstack()
        assert rows.loc[2000].to_dict() == {
            "mexico": 1_557_070, "northern_central_america": 20_200, "other_americas": 9_030, "rest_of_world": 4_040,
        }  # fmt: skip
        assert rows.loc[2000].sum() == 1_590_340
        assert rows.loc[2024, "mexico"] == 506_210
        assert rows.loc[2024, "northern_central_america"] == 196_060 + 111_750 + 45_800
        assert rows.loc[2024].sum() == 1_557_300

    def test_only_2025_is_partial(self) -> None:
        rows = store.border_encounters()
        assert set(rows.loc[rows["partial"], "fiscal_year"]) == {2025}
        assert rows.loc[rows["partial"], "encounters"].sum() == 105_670

    def test_a_country_keeps_its_share_of_everyone(self) -> None:
        row = store.border_encounters(Filters(countries=("HND",), year_from=2021, year_to=2021)).iloc[0]
        assert (row["citizenship"], row["encounters"], row["all_encounters"]) == ("Honduras", 309_160, 1_662_150)

    def test_a_country_that_nobody_is_of(self) -> None:
        assert store.border_encounters(Filters(countries=("ATA",))).empty


class TestEncounters:
    def exhibit(self, t: i18n.Language = EN, **filters):
        by_country = bool(filters.get("countries"))
        return border_encounters.exhibit(
            store.border_encounters(Filters(**filters)), t, LIGHT, by_country=by_country
        )  # fmt: skip

    def test_words(self) -> None:
        exhibit = self.exhibit()
        # 1,557,070 of 1,590,340 and 506,210 of 1,557,300
        assert exhibit.headline == "98% of the Border Patrol’s encounters were with Mexicans in 2000, and 33% in 2024"
        assert "events, not people" in exhibit.subtitle
        assert heads(exhibit) == [
            "<b>Mexico</b><br>98% in 2000, 33% in 2024",
            "<b>Guatemala, Honduras</b><br><b>and El Salvador</b><br>1.3% in 2000, 23% in 2024",
            "<b>Rest of the Americas</b><br>0.6% in 2000, 33% in 2024",
            "<b>Rest of the world</b><br>0.3% in 2000, 12% in 2024",
        ]
        assert "Venezuela (134,650), Ecuador (116,440)" in exhibit.notes[0]
        assert "98% de los encuentros" in self.exhibit(ES).headline

    def test_the_year_of_two_months_is_said_and_not_drawn(self) -> None:
        exhibit = self.exhibit()
        assert {max(bar.x) for bar in exhibit.views["chart"].data} == {2024}
        assert exhibit.rows["fiscal_year"].max() == 2024
        assert any("2025" in note and "105,670" in note for note in exhibit.notes)

    def test_everyone_stands_behind_each_group(self) -> None:
        figure = self.exhibit().views["chart"]
        assert len(figure.data) == 8
        behind, group = figure.data[2:4]
        assert behind.y[0] == 1_590_340
        assert group.y[list(group.x).index(2021)] == 684_440  # 279,280 + 309,160 + 96,000
        assert group.marker.color == LIGHT.accent
        assert group.xaxis == behind.xaxis == "x2"

    def test_chosen_countries_have_a_panel_each(self) -> None:
        exhibit = self.exhibit(countries=("CUB", "VEN", "HND"))
        assert [head.split("<br>")[0] for head in heads(exhibit)] == [
            "<b>Honduras</b>",
            "<b>Venezuela</b>",
            "<b>Cuba</b>",
        ]
        assert heads(exhibit)[1].endswith("under 0.1% in 2000, 8.6% in 2024")  # 70 of 1,590,340; 134,650 of 1,557,300
        assert len(exhibit.views["chart"].data) == 3
        assert exhibit.headline == "Honduras: 0.6% of the Border Patrol’s encounters in 2000, 7.2% in 2024"

    def test_more_countries_than_panels(self) -> None:
        chosen = ("HND", "GTM", "SLV", "NIC", "CUB", "VEN", "ECU", "COL")
        exhibit = self.exhibit(countries=chosen)
        assert len(exhibit.views["chart"].data) == 6
        assert exhibit.rows["citizenship_group"].nunique() == 8
        assert exhibit.notes[0] == "2 countries more are in the table."

    def test_one_year(self) -> None:
        exhibit = self.exhibit(year_from=2019, year_to=2019)
        # 609,780 of 859,480 from the three countries
        assert exhibit.headline == (
            "Guatemala, Honduras and El Salvador: 71% of the Border Patrol’s encounters in fiscal year 2019"
        )
        assert not any("Title 42" in note for note in exhibit.notes)

    def test_only_the_year_of_two_months(self) -> None:
        exhibit = self.exhibit(ES, year_from=2025)
        assert exhibit.rows.empty
        assert exhibit.nothing == "Ningún año fiscal completo corresponde a estos filtros."

    def test_nothing(self) -> None:
        exhibit = border_encounters.exhibit(store.border_encounters().head(0), ES, LIGHT)
        assert exhibit.rows.empty
        assert not exhibit.views


class TestSectors:
    def test_every_sector_is_in_the_catalogue(self) -> None:
        from data.store.connection import query

        known = sectors_of_the_catalogue()
        published = set(query("SELECT DISTINCT sector FROM border_encounters_by_sector")["sector"])
        assert set(known.southwest) | set(known.elsewhere) == published
        assert not set(known.southwest) & set(known.elsewhere)

    def test_sums_by_hand(self) -> None:
        # sheet Annual Sector: 1,590,310 in 2000, as in Annual Count; 2024: 1,557,320, Tucson 463,570
        rows = store.border_encounters_by_sector()
        assert rows.groupby("fiscal_year")["encounters"].sum()[[2000, 2024]].tolist() == [1_590_310, 1_557_320]
        of_2024 = rows[rows["fiscal_year"] == 2024].set_index("sector")
        assert of_2024.loc["Tucson, AZ", "share"] == pytest.approx(463_570 / 1_557_320)
        # Blaine, Buffalo, Detroit, Grand Forks, Havre, Houlton, Miami, New Orleans, Ramey, Spokane, Swanton
        others = 2_410 + 460 + 620 + 260 + 100 + 340 + 1_460 + 730 + 880 + 140 + 19_390
        assert of_2024.loc[store.ELSEWHERE, "encounters"] == others
        assert rows.groupby("fiscal_year")["share"].sum().to_numpy() == pytest.approx(1)

    def test_from_west_to_east(self) -> None:
        rows = store.border_encounters_by_sector(Filters(year_from=2024, year_to=2024))
        assert rows["sector"].tolist() == [*sectors_of_the_catalogue().southwest, store.ELSEWHERE]

    def test_words(self) -> None:
        rows = store.border_encounters_by_sector()
        # the largest of each year in the raw sheet: Tucson to 2012, Rio Grande Valley to 2021, then one each
        assert border_sectors.exhibit(rows, EN, LIGHT).headline == (
            "Sector with most encounters: Tucson (2000-2012), Rio Grande Valley (2013-2021), Del Rio (2022), "
            "El Paso (2023), and Tucson (2024)"
        )
        assert "Valle del Río Grande (2013-2021)" in border_sectors.exhibit(rows, ES, LIGHT).headline

    def test_grid(self) -> None:
        grid, dots = border_sectors.exhibit(store.border_encounters_by_sector(), EN, LIGHT).views["chart"].data
        assert np.shape(grid.z) == (10, 25)
        assert grid.y[0] == "San Diego"
        assert grid.y[-1] == "North and coasts"
        assert grid.z[3][0] == pytest.approx(567_820 / 1_590_310, abs=1e-4)
        assert grid.customdata[3][0] == 567_820
        assert (dots.x[13], dots.y[13]) == (2013, "Rio Grande Valley")

    def test_only_the_year_of_two_months(self) -> None:
        exhibit = border_sectors.exhibit(store.border_encounters_by_sector(Filters(year_from=2025)), ES, LIGHT)
        assert exhibit.rows.empty
        assert exhibit.nothing


class TestAsylum:
    def test_by_hand(self) -> None:
        # awk over the raw file: 2021, HND to MEX
        rows = store.asylum_applications(Filters(year_from=2021, year_to=2021)).set_index(["origin", "destination"])
        assert rows.loc[("HND", "MEX"), "applications"] == 36_361
        assert len(rows) == 12

    def test_gaps_are_not_zeros(self) -> None:
        rows = store.asylum_applications(Filters(year_to=2012))
        assert rows.loc[rows["destination"] == "USA", "applications"].isna().all()
        assert rows.loc[rows["destination"] != "USA", "applications"].notna().all()

    def test_countries_narrow_their_end(self) -> None:
        rows = store.asylum_applications(Filters(countries=("HND", "NIC", "MEX")))
        assert set(zip(rows["origin"], rows["destination"])) == {("HND", "MEX"), ("NIC", "MEX")}
        assert set(store.asylum_applications(Filters(countries=("CAN",)))["origin"]) == {"GTM", "HND", "NIC", "SLV"}
        assert store.asylum_applications(Filters(countries=("JPN",))).empty

    def test_the_table_says_where_there_is_no_figure(self) -> None:
        rows = store.asylum_applications(Filters(countries=("HND", "USA"), year_to=2013))
        cells = as_table(asylum.exhibit(rows, ES, LIGHT), ES).to_html()
        assert cells.count("s/d") == 3
        assert "2,468" in cells

    def test_words(self) -> None:
        exhibit = asylum.exhibit(store.asylum_applications(), EN, LIGHT)
        # 59 + 135 + 15 + 159 and 3,725 + 27,889 + 940 + 5,479
        assert exhibit.headline == "Mexico: 368 asylum applications in 2010, 38,033 in 2024, 73% of them from Honduras"
        assert exhibit.notes == ("No figure in the source: United States, 2010-2012. The line begins after them.",)
        assert len(exhibit.rows) == 180

    def test_one_corridor(self) -> None:
        rows = store.asylum_applications(Filters(countries=("HND", "USA")))
        exhibit = asylum.exhibit(rows, ES, DARK)
        assert exhibit.headline == "De Honduras a Estados Unidos: 2,468 solicitudes de asilo en 2013, 35,171 en 2024"
        assert len(exhibit.views["chart"].data) == 1
        assert [flag.title.en for flag in exhibit.flags()] == ["Missing values"]
        whole = asylum.exhibit(store.asylum_applications(Filters(year_from=2022)), ES, DARK)
        assert whole.flags() == []
        assert whole.notes == ()

    def test_lines(self) -> None:
        figure = asylum.exhibit(store.asylum_applications(), EN, LIGHT).views["chart"]
        assert len(figure.data) == 12
        canada, usa, mexico = figure.data[:3]
        assert mexico.line.color == LIGHT.accent
        assert np.isnan(usa.y[:3]).all()
        assert usa.y[3] == 2_468
        assert not usa.connectgaps
        assert canada.y[0] == 323
        assert "Honduras" in figure.layout.annotations[0].text  # 487,551 applications in all, the most

    def test_no_figure_at_all(self) -> None:
        rows = store.asylum_applications(Filters(countries=("USA",), year_to=2011))
        assert asylum.exhibit(rows, EN, LIGHT).rows.empty


class TestReturns:
    def test_by_hand(self) -> None:
        rows = store.return_migrants_by_state().set_index("state_code")
        assert rows["lived_in_us_2015"].sum() == 374_155
        assert rows.loc["02", "returned_per_thousand"] == pytest.approx(1000 * 34_576 / 3_494_500)
        assert store.return_migrants_by_state(Filters(states=("32",)))["lived_in_us_2015"].tolist() == [11_095]

    def test_exhibit(self) -> None:
        exhibit = return_migrants.exhibit(store.return_migrants_by_state(), EN, LIGHT)
        assert exhibit.headline == (
            "374,155 people in Mexico had lived in the United States five years before; Baja California has most for "
            "its size, 9.9 per thousand"
        )
        assert list(exhibit.views) == ["map", "chart"]
        bars = exhibit.views["chart"].data[0]
        assert list(bars.y[:2]) == ["Baja California", "Zacatecas"]
        assert bars.text[1] == "7.6"  # 11,095 of 1,468,535
        drawn = [trace for trace in exhibit.views["map"].data if trace.type == "choropleth"]
        assert sum(len(trace.locations) for trace in drawn) == 32
        assert any("mapclassify" in note for note in exhibit.notes)

    def test_one_state_and_none(self) -> None:
        one = return_migrants.exhibit(store.return_migrants_by_state(Filters(states=("32",))), ES, LIGHT)
        assert one.headline == (
            "Zacatecas: 11,095 personas vivían en Estados Unidos cinco años antes, 7.6 por cada mil"
        )
        assert return_migrants.exhibit(store.return_migrants_by_state().head(0), ES, LIGHT).rows.empty


class TestPanels:
    def test_two_to_a_row_on_one_scale(self) -> None:
        figure = panels(["a", "b<br>c", "d"], list(range(2000, 2025)), 100, str, LIGHT)
        layout = figure.layout
        assert [layout[f"yaxis{i}"].range for i in (1, 2, 3)] == [(0, 105)] * 3
        assert layout.yaxis.domain == layout.yaxis2.domain
        assert layout.yaxis3.domain[1] < layout.yaxis.domain[0]
        assert layout.xaxis.domain[1] < layout.xaxis2.domain[0]
        assert list(layout.xaxis.tickvals) == [2005, 2010, 2015, 2020]

    @pytest.mark.parametrize("years", [[2019], [2019, 2020], [2012, 2013, 2014, 2015]])
    def test_few_years_are_all_named(self, years: list[int]) -> None:
        assert list(panels(["a"], years, 1, str, LIGHT).layout.xaxis.tickvals) == years


def test_the_alternative_text_is_in_the_readers_language() -> None:
    alt = border_encounters.exhibit(store.border_encounters(), ES, LIGHT).alt
    assert alt.startswith("Columnas de encuentros por año fiscal. México: 1,557,070 en 2000")
    assert "Todos: 1,590,340 en 2000, 1,557,300 en 2024." in alt
