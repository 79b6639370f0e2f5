"""The programme and money tables as published, against figures worked out by hand from the printed rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import catalog

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def published(table: str, query: str | None = None) -> pd.DataFrame:
    rows = pd.read_parquet(PUBLISHED / f"{table}.parquet")
    return rows if query is None else rows.query(query)


def amount(table: str, query: str) -> float:
    return published(table, query)["amount_mxn"].item()


def test_delegation_spending_is_programme_61_plus_361() -> None:
    # account of 2008, Aguascalientes: 1,923,903 of programme 61 and 3,035,327 of 361
    assert (
        amount("programme_budget_by_state", "year == 2008 and stage == 'exercised' and state_code == '01'") == 4_959_230
    )


def test_units_do_not_follow_inegi_order() -> None:
    codes = published("programme_budget_by_state", "year == 2010").set_index("unit_code")["state_code"].to_dict()
    assert {unit: codes[unit] for unit in ("127", "128", "129", "135", "152")} == {
        "127": "07", "128": "08", "129": "09", "135": "15", "152": "32",
    }  # fmt: skip


def test_central_units_have_no_state_and_say_so() -> None:
    central = published("programme_budget_by_state", "state_code.isna()")
    assert set(central["unit_code"]) == {"212", "610"}
    assert all(list(flags) == ["not_distributable"] for flags in central["flags"])
    # 2016: pay 11,246,890 and four lines of subsidies
    whole = 11_246_890 + 455_819_902 + 63_793_934 + 18_743_543 + 29_065_702
    assert central.query("year == 2016")["amount_mxn"].item() == whole


def test_pef_thousands_separators() -> None:
    assert amount("programme_budget_by_state", "year == 2016 and state_code == '14'") == 20_710_207
    assert amount("programme_budget_by_state", "year == 2018 and state_code == '14'") == 15_702_166


def test_2012_is_known_only_as_exercised() -> None:
    rows = published("programme_budget", "year == 2012")
    assert rows[["stage", "amount_mxn"]].to_numpy().tolist() == [["exercised", 489_204_024.15]]


def test_last_year_paid_staff_only() -> None:
    rows = published("programme_budget_by_object", "year == 2019").set_index(["stage", "object"])["amount_mxn"]
    assert rows["approved", "subsidies"] == 200_000_000
    assert rows["exercised", "subsidies"] == 0
    assert rows["exercised", "staff"] == 12_487_104.70


def test_objects_of_2013_from_the_printed_row() -> None:
    rows = published("programme_budget_by_object", "year == 2013 and stage == 'exercised'")
    assert rows.set_index("object")["amount_mxn"].round(2).to_dict() == {
        "staff": 18_006_730.91,
        "operation": 6_657_564.44,
        "subsidies": 400_264_301.53,
        "physical_investment": 500_000,
        "investment_subsidies": 85_992_496.54,
    }


def test_zeros_of_the_evaluation_are_kept_and_zacatecas_is_absent() -> None:
    rows = published("works_by_funder")
    assert len(rows) == 30 * 5
    assert rows.query("state_code == '02'")["amount_mxn"].tolist() == [0] * 5
    assert rows.query("funder == 'credit' and amount_mxn > 0")["state_code"].tolist() == ["30"]
    assert not rows["state_code"].isin(["32", "09"]).any()


def test_migration_programmes_carry_ramo_codes_in_every_year() -> None:
    rows = published("migration_programmes_budget", "ramo == 'Gobernación'")
    assert set(rows["ramo_code"]) == {"04"}
    assert rows["year"].max() == 2020
    beta = "year == 2008 and programme_code == 'E007' and ramo_code == '04' and stage == "
    assert amount("migration_programmes_budget", beta + "'approved'") == 244_329_952
    assert amount("migration_programmes_budget", beta + "'exercised'") == 37_183_761


def test_3x1_is_not_among_the_other_programmes() -> None:
    assert "S061" not in set(published("migration_programmes_budget")["programme_code"])


def test_federal_budget_is_in_pesos() -> None:
    assert amount("federal_budget", "year == 2016") == 4_763_874_000_000


def test_migrant_fund_places() -> None:
    rows = published("migrant_fund_projects").set_index("record_no")
    assert rows.loc[5480, "municipality_code"] == "02002"
    assert pd.isna(rows.loc[5479, "municipality_code"])
    assert list(rows.loc[5479, "flags"]) == ["missing_values"]
    nameless = rows[rows["project"].isna()]
    assert len(nameless) == 12
    assert nameless["paid_mxn"].sum() == 0


def test_coverage_of_2006_is_partial() -> None:
    flags = published("programme_coverage").set_index("year")["flags"].map(list)
    assert flags[2006] == ["partial_period"]
    assert flags[2005] == []


def test_facts_are_in_both_languages() -> None:
    rows = published("programme_facts").set_index("fact_id")
    assert rows["statement_es"].ne(rows["statement_en"]).all()
    assert list(rows.loc["money_2006", "flags"]) == ["ambiguous_unit"]
    assert "flag it" not in rows.loc["money_2006", "statement_en"]


def test_agenda_items_without_a_table_are_gaps() -> None:
    rows = published("agenda").set_index("item_id")["table_id"]
    assert rows["tpba_budget_rights"] == "migration_programmes_budget"
    assert pd.isna(rows["sdg_10_c"])
    assert set(rows.dropna()) <= set(catalog.tables())


@pytest.mark.parametrize(
    ("year", "unit", "values"),
    [
        (2012, "million_mxn", [190, 229, 329.4]),
        (2012, "works", [302, 340]),
        (2013, "works", [18, 22, 30, 57, 104, 179]),
    ],
)
def test_conflicting_results_of_zacatecas_are_all_there(year: int, unit: str, values: list[float]) -> None:
    rows = published("reported_figures", "geography == 'Zacatecas' and status == 'result'")
    rows = rows[(rows["year_from"] == year) & (rows["year_to"] == year) & (rows["unit"] == unit)]
    assert sorted(rows["value"]) == values
    if year == 2012:
        assert all("conflicting_sources" in flags for flags in rows["flags"])


def test_every_status_was_decided() -> None:
    rows = published("reported_figures").set_index("figure_id")["status"]
    assert rows.value_counts().to_dict() == {"result": 138, "part_year": 62, "plan": 24, "proposal": 13}
    # outcome; ceiling planned; proposed to the committee; one session of five; budget before the works
    samples = {"rf_039": "result", "rf_100": "plan", "rf_131": "proposal", "rf_104": "part_year", "rf_075": "plan"}
    assert rows[list(samples)].to_dict() == samples


def test_the_country_is_not_the_state_of_mexico() -> None:
    rows = published("reported_figures", "geography.str.startswith('Mexico') or geography == 'Nacional'")
    assert rows["state_code"].isna().all()
    assert len(rows) > 40


def test_corridor_figures_keep_their_geography() -> None:
    assert published("reported_figures", "geography == 'Puebla > California'")["state_code"].item() == "21"
    assert published("reported_figures", "geography == 'Zacatecas: Jerez'")["state_code"].item() == "32"


def test_example_parts_sum_to_its_total() -> None:
    row = published("project_examples", "example_id == 'ex_01'").iloc[0]
    assert row[["federal_mxn", "state_mxn", "municipal_mxn", "migrants_mxn"]].sum() == row["total_mxn"] == 3_080_000


@pytest.mark.parametrize(
    ("figure", "collected", "spanish", "english"),
    [
        (
            "rf_100",
            "state contribution, ceiling planned",
            "Aportación estatal, tope previsto",
            "State contribution, ceiling planned",
        ),
        (
            "rf_131",
            "works PROPOSED to first COVAM",
            "Obras propuestas al primer COVAM",
            "Works proposed to the first COVAM",
        ),
        ("rf_195", "matriculas consulares expedidas", "Matrículas consulares expedidas", "Consular IDs issued"),
    ],
)
def test_indicators_as_collected_and_in_both_languages(figure: str, collected: str, spanish: str, english: str) -> None:
    row = published("reported_figures").set_index("figure_id").loc[figure]
    assert row[["indicator", "indicator_es", "indicator_en"]].tolist() == [collected, spanish, english]


def test_translations_stand_beside_their_text() -> None:
    figures, examples = list(published("reported_figures")), list(published("project_examples"))
    start = figures.index("indicator")
    assert figures[start : start + 3] == ["indicator", "indicator_es", "indicator_en"]
    assert examples.index("project_es") == examples.index("project") + 1


def test_indicators_stay_distinct_in_both_languages() -> None:
    rows = published("reported_figures")[["indicator", "indicator_es", "indicator_en"]].drop_duplicates()
    assert rows["indicator_es"].is_unique
    assert rows["indicator_en"].is_unique
    assert len(rows) == 143


def test_examples_are_in_spanish_too() -> None:
    spanish = published("project_examples").set_index("example_id")["project_es"]
    assert spanish["ex_07"] == "Restauración del techo del templo de Santiago Apóstol"
    assert spanish["ex_22"] == "Quiosco y plaza cívica"
