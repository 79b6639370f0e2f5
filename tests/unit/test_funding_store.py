"""Who paid, against figures worked out by hand from the raw files (awk over the CSV, the steps in the comments)."""

import pandas as pd
import pytest

from data import catalog, store
from data.build import shcp_ministry
from data.build.raw import BuildError
from data.store import Filters


def only(year: int) -> Filters:
    return Filters(year_from=year, year_to=year)


class TestStages:
    def test_what_the_accounts_do_not_have_is_missing(self) -> None:
        rows = store.programme_budget_stages().set_index(["year", "stage"])["amount_mxn"].unstack()
        assert rows.index.tolist() == list(range(2008, 2020))
        assert rows.index[rows["modified"].isna()].tolist() == [2008, 2009, 2010, 2011, 2012]
        assert rows.index[rows["approved"].isna()].tolist() == [2012]
        assert rows["exercised"].notna().all()

    def test_2018(self) -> None:
        # Cuenta Pública 2018, rows Aprobado, Modificado and Ejercicio of S061
        rows = store.programme_budget_stages(only(2018)).set_index("stage")["amount_mxn"]
        assert rows.round(2).to_dict() == {
            "approved": 498_632_488, "exercised": 328_291_806.69, "modified": 328_889_459.36,
        }  # fmt: skip

    def test_real_pesos_of_objects_sum_to_the_budgets(self) -> None:
        objects = store.programme_budget_by_object(only(2010))["amount_mxn_real"].sum()
        assert objects == pytest.approx(store.programme_budget(only(2010))["amount_mxn_real"].sum())


class TestShares:
    def test_like_with_like(self) -> None:
        # 2016: 560,933,618 exercised of 106,211,887,384 of Ramo 20; 685,845,296 approved of 4,763,874.0 million
        row = store.budget_shares(only(2016)).iloc[0]
        assert row["ministry_share"] == pytest.approx(1e5 * 560_933_618 / 106_211_887_384, rel=1e-6)
        assert row["federal_share"] == pytest.approx(1e5 * 685_845_296 / 4_763_874e6, rel=1e-6)

    def test_no_federal_total_before_2013(self) -> None:
        rows = store.budget_shares(Filters(year_to=2013)).set_index("year")["federal_share"]
        assert rows.isna().tolist() == [True] * 5 + [False]

    def test_ministry_2012_is_the_sum_of_its_programmes(self) -> None:
        # awk over gasto_por_programa: rows of 2012 with RMP beginning with 20 sum to 83,878.959098 million
        rows = store.budget_shares(only(2012)).iloc[0]
        assert rows["ministry_share"] == pytest.approx(1e5 * 489.20402415 / 83_878.959098, rel=1e-6)


class TestMinistryRows:
    def account(self, **changes: object) -> pd.DataFrame:
        stages = ["Aprobado", "Modificado", "Devengado", "Ejercicio"]
        rows = pd.DataFrame(
            [
                ("Ramos Administrativos", "Bienestar", programme, stage, total)
                for programme, total in (("TOTAL", "30"), ("S061", "10"), ("S072", "20"))
                for stage in stages
            ],
            columns=["RAMO", "SUBRAMO", "PROGRAMA", "PRESUPUESTO", "TOTAL"],
        )
        return rows.assign(**changes)

    def test_one_total_a_stage(self) -> None:
        assert shcp_ministry.ministry_rows(self.account())["TOTAL"].tolist() == [30.0] * 4

    def test_another_ministry_is_refused(self) -> None:
        with pytest.raises(BuildError, match="not one of each"):
            shcp_ministry.ministry_rows(self.account(SUBRAMO="Economía"))

    def test_programmes_that_do_not_sum_are_refused(self) -> None:
        account = self.account()
        account.loc[4, "TOTAL"] = "15"
        with pytest.raises(BuildError, match="sum of its programmes"):
            shcp_ministry.ministry_rows(account)


class TestEqualParts:
    @pytest.mark.parametrize(
        ("federal", "state", "municipal", "migrants", "credit", "distance"),
        [
            (0.25, 0.25, 0.25, 0.25, 0, 0),
            (1, 0, 0, 0, 0, 0.75),  # three quarters would have to come from the others
            (0.5, 0.5, 0, 0, 0, 0.5),
            (0.4, 0.1, 0.25, 0.25, 0, 0.15),  # 15 of 100 pesos move from the Federation to the state
            (0.25, 0.25, 0.25, 0, 0.25, 0.25),  # credit in the migrants' place
        ],
    )
    def test_distance(
        self, federal: float, state: float, municipal: float, migrants: float, credit: float, distance: float
    ) -> None:
        shares = pd.DataFrame(
            [[federal, state, municipal, migrants, credit]],
            columns=["federal", "state", "municipal", "migrants", "credit"],
        )
        assert store.distance_from_equal_parts(shares).item() == pytest.approx(distance)

    def test_colima_by_hand(self) -> None:
        # 1,057,969 each of Federation and state, 317,197 each of municipalities and migrants, of 2,750,332:
        # half of 2 x (38.47 - 25) + 2 x (25 - 11.53) points
        row = store.equal_parts(Filters(states=("06",))).iloc[0]
        assert row["amount_mxn"] == 2_750_332
        assert row["federal_part"] == pytest.approx(1_057_969 / 2_750_332)
        assert row["distance"] == pytest.approx(2 * (1_057_969 / 2_750_332 - 0.25))

    def test_veracruz_has_credit(self) -> None:
        row = store.equal_parts(Filters(states=("30",))).iloc[0]
        assert row["credit_part"] == pytest.approx(263_604 / 8_334_731)
        assert row["distance"] == pytest.approx(0.25)  # the state paid nothing, the others each more than a quarter

    def test_none_is_not_unavailable(self) -> None:
        rows = store.equal_parts().set_index("state_code")
        assert len(rows) == 32
        assert set(rows.index[rows["record"] == "none"]) == {"02", "03", "05", "15", "27"}
        assert set(rows.index[rows["record"] == "unavailable"]) == {"09", "32"}
        without = rows[rows["record"] != "works"]
        assert without["distance"].isna().all()
        assert without.loc["15", "amount_mxn"] == 0
        assert pd.isna(without.loc["32", "amount_mxn"])

    def test_nearest_first(self) -> None:
        distances = store.equal_parts()["distance"].dropna()
        assert distances.is_monotonic_increasing
        assert len(distances) == 25


class TestPurposes:
    def test_every_programme_was_classified(self) -> None:
        rows = store.migration_programmes()  # raises when one has no purpose
        grouping = catalog.programme_purposes()
        met = {id(grouping.of(r.ramo_code, r.programme_code, r.year)) for r in rows.itertuples()}
        idle = [e.title.en for e in grouping.programmes if id(e) not in met]
        assert idle == []

    def test_one_that_is_missing_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        grouping = catalog.programme_purposes()
        fewer = grouping.model_copy(update={"programmes": grouping.programmes[1:]})
        monkeypatch.setattr(catalog, "programme_purposes", lambda: fewer)
        with pytest.raises(store.DataUnavailableError, match="20 S061"):
            store.migration_programmes()

    def test_spans_do_not_overlap(self) -> None:
        grouping = catalog.programme_purposes()
        assert grouping.of("05", "E002", 2015).rights == "whole"
        assert grouping.of("05", "E002", 2016).rights == "part"
        with pytest.raises(KeyError, match="0 purposes"):
            grouping.of("99", "X999", 2016)

    def test_2020_by_hand(self) -> None:
        # Cuenta Pública 2020, Ejercicio: CNDH 86,049,046.32; consulates 3,572,190,407.57; INM 4,388,852,808.82
        rows = store.migration_programmes(only(2020))
        assert rows.groupby("rights")["amount_mxn"].sum().round(2).to_dict() == {
            "part": 3_572_190_407.57, "whole": 86_049_046.32,
        }  # fmt: skip
        assert rows.loc[rows["purpose"] == "control", "amount_mxn"].sum() == pytest.approx(4_388_852_808.82)
        assert "programa_3x1" not in set(rows["purpose"])  # it ended

    def test_3x1_is_its_own_purpose(self) -> None:
        rows = store.migration_programmes(only(2010))
        ours = rows[rows["purpose"] == "programa_3x1"]
        assert ours["amount_mxn"].tolist() == [542_200_549]


def test_fund_by_state() -> None:
    # awk over the raw file: 152 records, 300 million approved; Aguascalientes one of 2,859,904, nothing paid
    rows = store.migrant_fund_by_state()
    assert rows["records"].sum() == 152
    assert rows["approved_mxn"].sum() == pytest.approx(300_000_000, abs=0.01)
    first = store.migrant_fund_by_state(Filters(states=("01",))).iloc[0]
    assert (first["approved_mxn"], first["paid_mxn"], first["described"]) == (2_859_904, 0, 0)
    assert (rows["described"] == 0).tolist() == (rows["paid_mxn"] == 0).tolist()


class TestAgainstRemittances:
    def test_hours_know_leap_years(self) -> None:
        budget = pd.DataFrame({"year": [2015, 2016, 2030], "amount_mxn": [1.0, 1.0, 1.0]})
        remitted = pd.DataFrame({"year": [2015, 2016], "amount_mxn": [8760.0, 8784.0]})
        rows = store.hours_of_remittances(budget, remitted)
        assert rows["year"].tolist() == [2015, 2016]
        assert rows["hours"].tolist() == pytest.approx([1, 1])

    def test_2010(self) -> None:
        # 542,200,549 pesos; twelve months of Banco de México's CE81 of 2010 sum to 21,991.336 million dollars
        row = store.remittances_against_budget(only(2010)).iloc[0]
        assert row["mxn_per_1000_usd"] == pytest.approx(1000 * 542_200_549 / row["remitted_usd"])
        assert row["remitted_usd"] == pytest.approx(21_991.3e6, rel=1e-4)
        assert 16 < row["hours"] < 18

    def test_zacatecas(self) -> None:
        # 238,729,207 pesos (sum of its delegation's lines); remittances of the sixteen quarters 2,551.5 million dollars
        row = store.state_money_against_remittances(Filters(states=("32",))).iloc[0]
        assert row["amount_mxn"] == 238_729_207
        assert row["mxn_per_1000_usd"] == pytest.approx(1000 * 238_729_207 / 2551.505e6, rel=1e-5)
        assert (row["year_from"], row["year_to"]) == (2008, 2011)

    def test_the_same_years_on_both_sides(self) -> None:
        row = store.state_money_against_remittances(Filters(states=("32",), year_from=2011, year_to=2020)).iloc[0]
        assert (row["year_from"], row["year_to"]) == (2011, 2011)
        remitted = store.remittances_by_state(Filters(states=("32",), year_from=2011, year_to=2011))["amount_usd"]
        assert row["remitted_usd"] == remitted.item()

    def test_states_without_money_are_missing(self) -> None:
        rows = store.state_money_against_remittances().set_index("state")
        assert len(rows) == 32
        assert rows.index[rows["mxn_per_1000_usd"].isna()].tolist() == ["Baja California Sur", "Coahuila"]
        assert store.state_money_against_remittances(Filters(year_from=2015)).empty

    def test_early_money_in_dollars(self) -> None:
        # 175.9 million pesos of 2004 at 11.2859, the mean of the twelve monthly means
        rows = store.early_federal_money().set_index("year")
        assert rows["value"].to_dict() == {2002: 113.7, 2003: 99.9, 2004: 175.9}
        assert rows.loc[2004, "computed_usd"] == pytest.approx(175.9e6 / 11.285858, rel=1e-6)
        assert rows["source_url"].str.startswith("https://").all()
