"""The context tables as published, against other files or figures worked out by hand from the raw rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import catalog
from data.build.coneval import weighted

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def published(table: str, query: str | None = None) -> pd.DataFrame:
    rows = pd.read_parquet(PUBLISHED / f"{table}.parquet")
    return rows if query is None else rows.query(query)


def year_of(dates: pd.Series) -> pd.Series:
    return pd.to_datetime(dates).dt.year


def test_municipalities_add_up_to_their_state_in_every_year_of_the_projections() -> None:
    rows = published("population_by_municipality")
    sums = rows.groupby(["year", rows["municipality_code"].str[:2].rename("state_code")])["population"].sum()
    states = published("population_by_state").set_index(["year", "state_code"])["population"]
    assert sums.equals(states.reindex(sums.index))
    assert states[2020, "32"] == 1_647_038


def test_marginalisation_has_the_census_population_in_both_tables() -> None:
    rows = published("marginalisation_by_municipality", "year == 2020 and municipality_code.str.startswith('32')")
    state = published("marginalisation_by_state", "year == 2020 and state_code == '32'")
    assert rows["population"].sum() == state["population"].item() == 1_622_138


def test_marginalisation_columns_are_read_by_name() -> None:
    # The state file of 2020 has overcrowding before dirt floors, the other five the other way round.
    row = published("marginalisation_by_state", "year == 2020 and state_code == '01'").iloc[0]
    assert row["dirt_floor_pct"] == pytest.approx(0.774680559727328)
    assert row["overcrowded_pct"] == pytest.approx(13.1321907043457)


@pytest.mark.parametrize("table", ["marginalisation_by_state", "marginalisation_by_municipality"])
def test_a_lower_marginalisation_index_is_more_marginalisation(table: str) -> None:
    for _, rows in published(table).groupby("year"):
        means = rows.groupby("grade")["index"].mean()
        assert means["very_high"] < means["high"] < means["medium"] < means["low"] < means["very_low"]
        assert rows.loc[rows["national_rank"].idxmin(), "grade"] == "very_high"


def test_the_migration_index_is_inverted_in_2020_alone() -> None:
    rows = published("migration_intensity_by_municipality")
    assert set(rows.loc[rows["flags"].map(lambda flags: "inverted_index" in flags), "year"]) == {2020}
    means = rows.groupby(["year", "grade"])["index"].mean()
    assert means[2010, "very_high"] > means[2010, "very_low"]
    assert means[2020, "very_high"] < means[2020, "very_low"]


def test_states_and_municipalities_have_the_same_dwellings() -> None:
    rows = published("migration_intensity_by_municipality")
    sums = rows.groupby(["year", rows["municipality_code"].str[:2].rename("state_code")])["dwellings"].sum()
    states = published("migration_intensity_by_state").set_index(["year", "state_code"])["dwellings"]
    assert sums.equals(states)


def test_municipalities_without_migrants_have_a_grade_but_no_rank() -> None:
    rows = published("migration_intensity_by_municipality", "grade == 'nil'")
    assert rows.groupby("year").size().to_dict() == {2010: 11, 2020: 12}
    assert rows["national_rank"].isna().all()
    assert rows["flags"].map(lambda flags: "missing_values" in flags).all()


def test_the_states_of_2010_have_shares_alone() -> None:
    rows = published("migration_intensity_by_state", "year == 2010")
    assert rows[["index", "grade", "national_rank"]].isna().all(axis=None)
    assert rows.set_index("state_code").loc["32", "receiving_remittances_pct"] == 11.04


def test_the_sexes_are_weighted_by_population() -> None:
    # Aguascalientes 2020: 473,989 women and 448,279 men
    row = published("poverty_by_municipality", "year == 2020 and municipality_code == '01001'").iloc[0]
    assert row["population"] == 922_268
    assert row["poverty_pct"] == pytest.approx((473_989 * 23.643528 + 448_279 * 23.723209) / 922_268)
    assert pd.isna(row["no_basic_services_pct"])  # the file has it of men alone


def test_marks_of_missing_figures_are_not_figures() -> None:
    rows = published("poverty_by_municipality")
    assert rows.select_dtypes("number").min().min() > 0
    unestimated = rows[rows["population"].isna()]
    assert unestimated["year"].value_counts().to_dict() == {2015: 11, 2020: 3}
    assert unestimated["poverty_pct"].isna().all()


def test_a_group_with_a_missing_cell_has_no_mean() -> None:
    rows = pd.DataFrame(
        {"place": ["a", "a", "b", "b"], "people": [1.0, 3.0, 2.0, 2.0], "share": [10.0, 50.0, None, 40.0]}
    )
    found = weighted(rows, ["place"], "people", ["share"]).set_index("place")
    assert found.loc["a"].to_dict() == {"people": 4.0, "share": 40.0}
    assert found.loc["b", "people"] == 4.0
    assert pd.isna(found.loc["b", "share"])


def test_remittances_of_one_municipality_in_one_quarter() -> None:
    rows = published("remittances_by_municipality", "municipality_code == '01001'")
    first = rows[pd.to_datetime(rows["quarter"]) == "2013-01-01"]
    assert first["amount_usd"].item() == 40_690_177


def test_municipal_remittances_equal_the_states_until_the_revision() -> None:
    municipal, states = published("remittances_by_municipality"), published("remittances_by_state")
    ours = municipal.groupby([year_of(municipal["quarter"]), "state_code"])["amount_usd"].sum()
    theirs = states.groupby([year_of(states["quarter"]), "state_code"])["amount_usd"].sum().reindex(ours.index)
    gap = (ours / theirs - 1).abs().groupby(level=0).max()
    assert gap.loc[:2023].max() < 1e-6
    assert gap[2024] > 0.01
    assert municipal["flags"].map(list).map(lambda flags: flags == ["vintage_differs"]).all()
    assert ours[2024].sum() == pytest.approx(64_746.4e6, abs=0.05e6)


def test_unidentified_remittances_belong_to_each_state_once_a_quarter() -> None:
    rows = published("remittances_by_municipality", "municipality_code.str.endswith('999')")
    assert rows.groupby("quarter")["state_code"].nunique().eq(32).all()


def test_missing_exchange_rates_are_left_out() -> None:
    rows = published("exchange_rate").set_index("month")["mxn_per_usd"]
    rows.index = pd.to_datetime(rows.index)
    assert rows.index.min() == pd.Timestamp("1991-11-01")
    assert rows[pd.Timestamp("2020-12-01")] == 19.9651


def test_millions_become_pesos() -> None:
    row = published("gdp_by_state", "year == 2024 and state_code == '32'").iloc[0]
    assert (row["gdp_mxn"], row["gdp_mxn_2018"]) == (347_383_977_000, 240_425_920_000)


def test_return_migrants_and_consulates() -> None:
    rows = published("return_migrants_by_state").set_index("state_code")
    assert rows.loc["01"].head(2).to_list() == [1_299_669, 6_086]
    assert published("consulates", "us_state == 'TX'").shape[0] == 11


def test_survey_shares_are_of_the_cells_kept() -> None:
    rows = published("survey_corridors")
    assert rows.groupby("survey")["share_pct"].sum().tolist() == pytest.approx([100, 100])
    assert rows["count"].min() >= 10


def test_remittances_flow_from_the_sending_to_the_receiving_country() -> None:
    rows = published("bilateral_remittances").set_index(["origin", "destination"])["amount_usd"]
    assert rows["USA", "MEX"] == pytest.approx(52_595e6, abs=1e6)
    assert rows["MEX", "USA"] < rows["USA", "MEX"] / 10
    received = published("remittance_inflows", "year == 2021 and country == 'MEX'")["amount_usd"].item()
    assert rows.xs("MEX", level="destination").sum() == pytest.approx(received, rel=0.02)


def test_unreported_inflows_are_left_out_and_the_last_year_is_marked() -> None:
    rows = published("remittance_inflows")
    assert rows["amount_usd"].min() > 0
    assert rows.query("country == 'AFG'")["year"].min() == 2008
    assert 2013 not in set(rows.query("country == 'COM'")["year"])
    assert set(rows.loc[rows["flags"].map(len) > 0, "year"]) == {2023}


def test_border_encounters_mark_the_incomplete_year() -> None:
    rows = published("border_encounters")
    assert rows.query("fiscal_year == 2000 and citizenship == 'Mexico'")["encounters"].item() == 1_557_070
    assert set(rows.loc[rows["flags"].map(len) > 0, "fiscal_year"]) == {2025}


def test_gaps_of_the_united_states_are_not_zeros() -> None:
    rows = published("asylum_applications")
    gaps = rows[rows["applications"].isna()]
    assert set(gaps["destination"]) == {"USA"}
    assert set(gaps["year"]) == {2010, 2011, 2012}
    nicaragua = rows.query("year == 2016 and origin == 'NIC' and destination == 'CAN'")
    assert nicaragua["applications"].item() == 0  # a zero that the publisher means


def test_the_published_files_are_small() -> None:
    assert sum(path.stat().st_size for path in PUBLISHED.rglob("*") if path.is_file()) < 15e6


@pytest.mark.parametrize(
    "table",
    [table for table in catalog.tables().values() if "flags" in [c.name for c in table.columns]],
    ids=lambda t: t.table_id,
)
def test_a_table_announces_every_flag_of_its_rows(table: catalog.Table) -> None:
    carried = set(published(table.table_id)["flags"].explode().dropna())
    assert carried <= set(table.flags)
