"""Figures of the funding page draw what they were given, and their words are computed from it."""

import pandas as pd
import pytest

from components import i18n, statement
from components.charts import (
    budget_objects,
    budget_shares,
    budget_stages,
    equal_parts,
    migrant_fund,
    migrant_rights,
    migration_programmes,
    money_against_remittances,
    remittance_hours,
)
from components.charts.scale import spread
from components.theme import LIGHT
from data import store
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")


def texts(exhibit, view: str = "chart") -> list[str]:
    return [note.text for note in exhibit.views[view].layout.annotations]


class TestStages:
    ROWS = pd.DataFrame(
        [
            (2012, "approved", None), (2012, "modified", None), (2012, "exercised", 50e6),
            (2013, "approved", 100e6), (2013, "modified", 91e6), (2013, "exercised", 90e6),
            (2014, "approved", 200e6), (2014, "modified", 20e6), (2014, "exercised", 20e6),
        ],
        columns=["year", "stage", "amount_mxn"],
    ).assign(amount_mxn_real=lambda rows: 2 * rows["amount_mxn"], base_year=2025)  # fmt: skip

    def test_words(self) -> None:
        exhibit = budget_stages.exhibit(self.ROWS, "mxn_real", EN, LIGHT)
        assert exhibit.headline == "Of the federal money approved for 2014, 10% was spent; in other years, 90% to 90%"
        assert exhibit.subtitle.endswith("pesos of 2025, 2012-2014")
        assert exhibit.notes == ("Not in the accounts: approved, 2012; modified, 2012.",)

    def test_a_stage_that_is_missing_has_no_mark(self) -> None:
        figure = budget_stages.exhibit(self.ROWS, "mxn", EN, LIGHT).views["chart"]
        assert [list(trace.x) for trace in figure.data] == [[2013, 2014], [2012, 2013, 2014], [2013, 2014]]
        assert len(figure.layout.shapes) == 2  # 2012 has nothing to join

    def test_stages_that_share_a_place_share_a_label(self) -> None:
        exhibit = budget_stages.exhibit(self.ROWS, "mxn", EN, LIGHT)
        assert "approved<br><b>MX$200M</b>" in texts(exhibit)
        assert "exercised<br>modified<br><b>MX$20M</b>" in texts(exhibit)

    def test_nominal_rows_leave_the_real_ones_out(self) -> None:
        rows = budget_stages.exhibit(self.ROWS, "mxn", ES, LIGHT).rows
        assert "amount_mxn_real" not in rows
        assert budget_stages.exhibit(self.ROWS.head(0), "mxn", ES, LIGHT).rows.empty


class TestObjects:
    ROWS = pd.DataFrame(
        [
            (2011, "subsidies", 95e6), (2011, "staff", 4e6), (2011, "operation", 1e6),
            (2013, "subsidies", 40e6), (2013, "investment_subsidies", 50e6), (2013, "staff", 10e6),
            (2014, "subsidies", 0.0), (2014, "staff", 12e6),
        ],
        columns=["year", "object", "amount_mxn"],
    ).assign(amount_mxn_real=lambda rows: rows["amount_mxn"], base_year=2025)  # fmt: skip

    def test_the_fall_to_none_is_said(self) -> None:
        exhibit = budget_objects.exhibit(self.ROWS, "mxn", EN, LIGHT)
        assert exhibit.headline == "Subsidies for works went from MX$95 million in 2011 to MX$0 in 2014"
        assert "2014: no subsidies" in texts(exhibit)
        assert "n/a" in texts(exhibit)  # 2012, between 2011 and 2013, is a gap and not a zero
        assert "2012: the accounts have no breakdown." in exhibit.notes

    def test_running_cost(self) -> None:
        exhibit = budget_objects.running_cost(self.ROWS, store.programme_facts(), EN, LIGHT)
        assert exhibit.headline == "Staff and operation took 5.0% to 10.0% of the money in years with works"
        assert list(exhibit.views["chart"].data[0].x) == pytest.approx([0.05, 0.10])
        assert "less than 1%" in exhibit.notes[0]
        assert "2003, 3%" in exhibit.notes[0]
        assert exhibit.notes[1].startswith("2014: all of the money")
        assert exhibit.rows["share"].tolist() == pytest.approx([0.01, 0.03, 0.05, 0.10, 1.0])

    def test_operation_is_never_approved_under_its_own_name(self) -> None:
        approved = store.programme_budget_by_object(stage="approved")
        assert approved.loc[approved["object"] == "operation", "amount_mxn"].sum() == 0  # what the note says


def test_shares() -> None:
    rows = pd.DataFrame({"year": [2012, 2013], "ministry_share": [583.2, 8.48], "federal_share": [None, 13.3]})
    exhibit = budget_shares.exhibit(rows, EN, LIGHT)
    assert exhibit.headline == "Of each 100,000 pesos of its ministry, 3x1 spent 583 in 2012 and 8.5 in 2013"
    assert [list(bar.x) for bar in exhibit.views["chart"].data] == [[2012, 2013], [2013]]


class TestEqualParts:
    def test_words_and_bars(self) -> None:
        exhibit = equal_parts.exhibit(store.equal_parts(Filters(states=("14", "06", "15", "32"))), EN, LIGHT)
        assert exhibit.headline == "1 of 2 states kept within 1% of equal parts; farthest was Colima, 27%"
        assert list(exhibit.views["chart"].data[0].y) == ["Jalisco", "Colima"]
        assert [sum(bar.x[1] for bar in exhibit.views["chart"].data)] == pytest.approx([1])
        assert {"no works on record", "not available", "25%", "50%", "75%"} <= set(texts(exhibit))
        assert exhibit.notes[1] == "No works on record in 2007: Estado de México."
        assert "not zero: Zacatecas." in exhibit.notes[2]

    def test_only_states_without_works(self) -> None:
        exhibit = equal_parts.exhibit(store.equal_parts(Filters(states=("32",))), ES, LIGHT)
        assert exhibit.headline == "La regla de las cuatro partes iguales: aquí no hay obras registradas en 2007"
        assert not exhibit.views  # the rows say it; an empty chart says nothing


class TestMigration:
    ROWS = pd.DataFrame(
        [
            (2018, "04", "E008", "control", None, 400e6), (2018, "20", "S061", "programa_3x1", None, 100e6),
            (2018, "35", "E003", "protection", "whole", 10e6), (2018, "05", "E002", "other", "part", 90e6),
            (2020, "04", "E008", "control", None, 200e6), (2020, "35", "E003", "protection", "whole", 20e6),
        ],
        columns=["year", "ramo_code", "programme_code", "purpose", "rights", "amount_mxn"],
    ).assign(programme="x", amount_mxn_real=lambda rows: rows["amount_mxn"], base_year=2025)  # fmt: skip

    def test_3x1_is_compared_over_its_own_years(self) -> None:
        exhibit = migration_programmes.by_purpose(self.ROWS, "mxn", EN, LIGHT)
        assert exhibit.headline == "Control and migration services: 4.0 pesos for each peso of 3x1, 2018"
        control = next(trace for trace in exhibit.views["chart"].data if "Control" in trace.hovertemplate)
        assert list(control.x) == [2018, 2019, 2020]
        assert control.y == (400e6, None, 200e6)  # a year without money is a gap
        assert "grouping is ours" in exhibit.notes[0]

    def test_programmes_on_one_scale(self) -> None:
        exhibit = migration_programmes.by_programme(self.ROWS, "mxn", EN, LIGHT)
        assert exhibit.headline.startswith("Migration services and policy has 73% of the money")  # 600 of 820
        assert exhibit.headline.endswith("3x1 has 12.2%")
        assert sorted(bar.x[0] for bar in exhibit.views["chart"].data) == [30e6, 90e6, 100e6, 600e6]

    def test_rights_are_a_range(self) -> None:
        exhibit = migrant_rights.exhibit(self.ROWS[self.ROWS["year"] == 2018], "mxn", EN, LIGHT)
        assert "at least MX$10 million, at most MX$100 million in 2018" in exhibit.headline
        assert "at least 2 and at most 25" in exhibit.notes[0]  # 10 and 100 of 400, for each 100; 2.5 rounds to even
        only_whole = migrant_rights.exhibit(self.ROWS[self.ROWS["year"] == 2020], "mxn", EN, LIGHT)
        assert "at least MX$20 million, at most MX$20 million" in only_whole.headline

    @pytest.mark.parametrize("draw", [migration_programmes.by_purpose, migration_programmes.by_programme])
    def test_nothing_to_show(self, draw) -> None:
        assert draw(self.ROWS.head(0), "mxn", ES, LIGHT).rows.empty
        assert migrant_rights.exhibit(self.ROWS.head(0), "mxn", ES, LIGHT).rows.empty


def test_fund_colours_what_was_paid() -> None:
    rows = pd.DataFrame(
        {
            "year": 2016, "state_code": ["16", "20"], "state": ["Michoacán", "Oaxaca"], "records": [2, 1],
            "described": [2, 0], "approved_mxn": [30e6, 20e6], "paid_mxn": [29e6, 0.0],
        }
    )  # fmt: skip
    exhibit = migrant_fund.exhibit(rows, 49e6, EN, LIGHT)
    assert (
        exhibit.headline == "Support fund for migrants, 2016: MX$50 million approved, MX$29 million on record as paid"
    )
    assert list(exhibit.views["chart"].data[0].marker.color) == [LIGHT.accent, LIGHT.muted]
    assert any("Oaxaca" in note for note in exhibit.notes)
    assert any("MX$49 million" in note for note in exhibit.notes)
    assert len(migrant_fund.exhibit(rows, None, EN, LIGHT).notes) == 2


class TestRemittances:
    ROWS = pd.DataFrame(
        {
            "year": [2017, 2018, 2019], "amount_mxn": [1.0, 1.0, 1.0], "remitted_mxn": [1.0, 1.0, 1.0],
            "hours": [7.0, 9.6, 0.25], "remitted_usd": [1.0, 1.0, 1.0], "mxn_per_1000_usd": [15.1, 24.7, 0.3],
        }
    )  # fmt: skip

    def test_hours(self) -> None:
        exhibit = remittance_hours.hours(self.ROWS, EN, LIGHT)
        assert (
            exhibit.headline
            == "A year of the programme equalled at most 10 hours of remittances (2018); in 2019, 15 minutes"
        )
        assert list(exhibit.views["chart"].data[0].text) == ["7.0", "9.6", "0.2"]

    def test_pesos(self) -> None:
        exhibit = remittance_hours.pesos_per_thousand(self.ROWS, EN, LIGHT)
        assert exhibit.headline.endswith("15.1 federal pesos in 2017, at most 24.7 in 2018, 0.3 in 2019")


class TestStates:
    def test_each_state_is_named(self) -> None:
        rows = store.state_money_against_remittances()
        exhibit = money_against_remittances.scatter(rows, EN, LIGHT)
        points = exhibit.views["chart"].data[0]
        assert len(points.text) == 30
        assert set(points.text) == set(rows.loc[rows["amount_mxn"] > 0, "abbreviation"])
        assert exhibit.headline.startswith("Michoacán had most remittances, Jalisco most federal 3x1 money")
        assert any("Baja California Sur and Coahuila" in note for note in exhibit.notes)
        assert "abbreviation" not in exhibit.rows

    def test_the_line_is_the_countrys_ratio(self) -> None:
        rows = store.state_money_against_remittances()
        line = money_against_remittances.scatter(rows, EN, LIGHT).views["chart"].data[1]
        ratio = rows["amount_mxn"].sum() / rows["remitted_usd"].sum()
        assert [y / x for x, y in zip(line.x, line.y)] == pytest.approx([ratio, ratio])

    def test_a_zero_is_named_and_not_drawn(self) -> None:
        rows = store.state_money_against_remittances(Filters(year_from=2011, year_to=2011))
        zeros = rows.loc[rows["amount_mxn"] == 0, "state"].tolist()
        assert zeros
        exhibit = money_against_remittances.scatter(rows, EN, LIGHT)
        assert len(exhibit.views["chart"].data[0].text) == (rows["amount_mxn"] > 0).sum()
        assert any("nothing spent" in note and zeros[0] in note for note in exhibit.notes)

    def test_ratio_has_a_map_first(self) -> None:
        exhibit = money_against_remittances.ratio(store.state_money_against_remittances(), EN, LIGHT)
        assert list(exhibit.views) == ["map", "chart"]
        assert exhibit.headline.startswith("For each thousand dollars of remittances, Yucatán got 178 federal pesos")


def test_spread() -> None:
    assert spread([1.0, 5.0], 2) == [1.0, 5.0]
    assert spread([3.0, 3.0], 2) == [2.0, 4.0]
    assert spread([5.0, 3.0, 3.0], 2) == pytest.approx([5 + 2 / 3, 5 / 3, 11 / 3])
    assert spread([], 1) == []


class TestStatement:
    def exhibit(self, early: pd.DataFrame | None = None, t: i18n.Language = EN):
        early = store.early_federal_money() if early is None else early
        return statement.money_against_a_day(
            store.programme_facts(), store.remittances_national(), early, store.annual_exchange_rate(), t
        )

    def test_it_is_recomputed(self) -> None:
        # 25,566.8 million dollars of 2006 over 365 days; 99.9 and 175.9 million pesos at 10.7953 and 11.2859
        exhibit = self.exhibit()
        rows = exhibit.rows
        assert rows.loc[0, "computed_usd"] == pytest.approx(25_566.8e6 / 365, rel=1e-4)
        assert rows.set_index("period").loc["2004", "computed_usd"] == pytest.approx(15.586e6, rel=1e-4)
        assert exhibit.headline == (
            "The statement on federal money holds as far as there are figures: US$12.4M a year in 2003 and 2004; "
            "remittances of 2006 were US$70M a day, not US$63M"
        )
        assert "5.7 hours" in exhibit.notes[0]  # 15 / 63 x 24
        assert "2004 alone" in exhibit.notes[1]

    def test_the_money_of_five_years(self) -> None:
        # 767 / 5 = 153.4 million pesos a year at 10.7083, the mean of 9.6657, 10.7953, 11.2859, 10.8939, 10.9007
        assert self.exhibit().rows["computed_usd"].iloc[-1] == pytest.approx(153.4e6 / 10.70830, rel=1e-4)

    def test_years_without_a_figure_stay_empty(self) -> None:
        rows = self.exhibit(t=ES).rows
        without = rows[rows["basis"] == "sin cifra abierta"]
        assert without["period"].tolist() == ["2005", "2006"]
        assert without["computed_usd"].isna().all()

    def test_other_figures_would_change_the_verdict(self) -> None:
        more = store.early_federal_money()
        more["computed_usd"] *= 2
        assert self.exhibit(more).headline.startswith("The statement on federal money does not hold: US$24.8M")
