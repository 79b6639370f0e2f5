"""One state beside the country, against figures worked out from the raw files."""

import pandas as pd
import pytest

from components import i18n
from components.charts import state_money, state_places, state_standing, state_trend
from components.theme import LIGHT
from data import catalog, store

EN = i18n.language("en")


class TestStanding:
    def test_zacatecas(self) -> None:
        rows = store.standing("32").set_index("indicator")
        # Census 2020: of 115,693,273 people aged 5 and over, 374,155 lived in the USA in 2015
        assert rows.loc["returned_per_thousand", "national"] == pytest.approx(374_155 / 115_693.273)
        assert rows.loc["remittances_per_person", "rank"] == 1
        yearly = store.remittances_by_state().query("year == 2025")
        assert rows.loc["remittances_per_person", "national"] == pytest.approx(
            yearly["amount_usd"].sum() / yearly["population"].sum()
        )
        assert rows.loc["poverty", "national"] == pytest.approx(44.5, abs=0.1)  # CONEVAL's national figure of 2020

    def test_migration_intensity_is_the_published_one(self) -> None:
        # CONAPO 2020, Aguascalientes: 7.124675365 % of dwellings receive remittances, 1.96788104 % have emigrants
        rows = store.standing("01").set_index("indicator")["value"]
        assert rows["dwellings_with_remittances"] == pytest.approx(7.124675365)
        assert rows["dwellings_with_emigrants"] == pytest.approx(1.96788104)

    def test_federal_money_is_that_of_the_other_pages(self) -> None:
        total = store.federal_money_by_state_total().set_index("state_code")["per_person_mxn_real"]
        for code in ("27", "09", "32"):
            value = store.standing(code).set_index("indicator").loc["federal_money_per_person", "value"]
            assert value == pytest.approx(total[code])

    def test_a_state_without_a_figure(self) -> None:
        row = store.standing("03").set_index("indicator").loc["federal_money_per_person"]
        assert pd.isna(row["value"])
        assert pd.isna(row["rank"])
        assert row["of"] == 30

    @pytest.mark.parametrize("code", [f"{n:02d}" for n in range(1, 33)])
    @pytest.mark.parametrize("language", ["es", "en"])
    def test_all_32_are_told(self, code: str, language: str) -> None:
        t = i18n.language(language)
        measures = {name: (i.column, i.tables) for name, i in store.INDICATORS.items()}
        exhibit = state_standing.exhibit(store.standing(code), store.marginalisation(code), "X", measures, t)
        assert exhibit.html.count('class="value"') == 8
        assert "nan" not in exhibit.html.lower()
        assert "None" not in exhibit.html


def test_indicator_columns_are_in_the_catalogue() -> None:
    for indicator in store.INDICATORS.values():
        assert catalog.describe(indicator.column, indicator.tables) is not None


def test_trend_is_the_state_beside_the_country() -> None:
    rows = store.remittances_beside_the_country("32")
    assert rows["year"].tolist() == list(range(2003, 2026))
    last = rows.iloc[-1]
    assert last["share"] == pytest.approx(last["amount_usd"] / 62_471.7e6, rel=1e-4)
    exhibit = state_trend.exhibit(rows, "Zacatecas", EN, LIGHT)
    country, state = exhibit.views["chart"].data
    assert state.y[-1] == pytest.approx(1129.02, abs=0.01)
    assert country.y[-1] < state.y[-1]


class TestWorks:
    def test_three_ways_of_having_none(self) -> None:
        assert store.works_beside_the_record("32").empty
        not_there = state_money.who_paid(store.works_beside_the_record("32"), "Zacatecas", EN, LIGHT)
        assert not_there.nothing == "Zacatecas is not in the source: who paid there is not known."
        none = state_money.who_paid(store.works_beside_the_record("15"), "Estado de México", EN, LIGHT)
        assert none.rows.empty
        assert none.nothing == "The source prints no works of Estado de México for 2007."

    def test_shares_beside_the_record(self) -> None:
        # pesos of 2007: federal, state, municipal, migrants, credit
        whole = 156_790_680 + 141_707_144 + 141_472_479 + 148_839_005 + 263_604
        rows = store.works_beside_the_record("04").set_index("funder")
        assert rows.loc["migrants", "record_share"] == pytest.approx(148_839_005 / whole)
        assert rows.loc["municipal", "share"] == pytest.approx(1_000_834 / 1_984_484)


class TestMunicipalities:
    def test_highest_first(self) -> None:
        rows = store.municipalities_that_stand_out("32", "dwellings_with_remittances")
        assert len(rows) == 10
        assert rows["receiving_remittances_pct"].is_monotonic_decreasing
        assert rows["municipalities"].iloc[0] == 58

    def test_marginalisation_is_lowest_first(self) -> None:
        rows = store.municipalities_that_stand_out("20", "marginalisation")
        assert rows["index_normalised"].is_monotonic_increasing
        exhibit = state_places.municipalities(
            rows, "marginalisation", "marginalisation_by_municipality", "index_normalised", EN, LIGHT
        )
        assert "lower is more marginalised" in exhibit.subtitle
        assert exhibit.views == {}  # bars would make the least look the most


class TestCorridor:
    ROWS = pd.DataFrame(
        [("mmp", "CA", 30, 0.75), ("mmp", "TX", 10, 0.25), ("mbcs", "TX", 14, 1.0)],
        columns=["survey", "us_state", "count", "share"],
    )

    def test_shares_are_of_the_cells(self) -> None:
        exhibit = state_places.destinations(self.ROWS, "mmp", "X", EN, LIGHT)
        assert exhibit.headline == "In the sample, 75% went to California"
        assert "40 cases" in exhibit.subtitle
        assert [flag.title.en for flag in exhibit.flags()] == ["Survey sample", "Small cells suppressed"]

    def test_one_cell_makes_no_share(self) -> None:
        exhibit = state_places.destinations(self.ROWS, "mbcs", "X", EN, LIGHT)
        assert exhibit.headline == "Only Texas reached ten cases: 14"

    def test_no_cell_is_said(self) -> None:
        exhibit = state_places.destinations(self.ROWS.head(0), "mmp", "Campeche", EN, LIGHT)
        assert exhibit.nothing.startswith("No cell of ten or more for Campeche")

    def test_consulates_are_those_of_the_corridor(self) -> None:
        asked = set(store.survey_destinations("32")["us_state"])
        assert set(store.consulates_of_the_corridor("32")["us_state"]) <= asked


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("michoacan", "16"), ("Michoacán", "16"), ("  NUEVO leon ", "19"), ("mexico", "15"), ("Estado de Mexico", "15"),
        ("CDMX", "09"), ("zac", "32"), ("baja california", "02"), ("baja", None), ("Texas", None), ("", None),
        ("' OR 1=1 --", None), ("%", None),
    ],
)  # fmt: skip
def test_names_are_found_without_accents(typed: str, code: str | None) -> None:
    assert store.state_named(typed) == code
