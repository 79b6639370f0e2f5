"""How the programme and money builders read words, codes and stages, and what they refuse."""

from __future__ import annotations

import pandas as pd
import pytest

from data.build import evaluation, reference, reported, shape, shcp, shcp_migration, shcp_public_account
from data.build.raw import BuildError


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("1400", 1400, "exact"),
        ("16.428302", 16.428302, "exact"),
        ("more than 14000", 14000, "more_than"),
        ("over 29000", 29000, "more_than"),
        ("close to 57", 57, "about"),
        ("some 250", 250, "about"),
        ("almost 1.7", 1.7, "almost"),
    ],
)
def test_split_value(text: str, value: float, qualifier: str) -> None:
    assert reported.split_value(pd.Series([text])).iloc[0].tolist() == [value, qualifier]


@pytest.mark.parametrize("text", ["roughly 12", "1,400", "n/a", "12 %", "-3"])
def test_split_value_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(BuildError):
        reported.split_value(pd.Series([text]))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2013", 2013, 2013),
        ("~2012", 2012, 2012),
        ("2002-~2012", 2002, 2012),
        ("2012-2016 (last five years)", 2012, 2016),
        ("2017 Jan-Nov", 2017, 2017),
        ("last three years (c. 2009-2011)", 2009, 2011),
        ("from 2006 (end not stated)", 2006, None),
        ("to Jan 2016 (period not stated)", None, 2016),
        ("2002-? (garbled)", 2002, None),
        ("undated (2013-2017)", None, None),
        ("undated", None, None),
    ],
)
def test_years(period: str, first: int | None, last: int | None) -> None:
    found = reported.years(pd.Series([period])).iloc[0]
    assert [None if pd.isna(year) else year for year in found] == [first, last]


@pytest.mark.parametrize(
    ("indicator", "period", "expected"),
    [
        ("total investment", "2013", "result"),
        ("total investment planned", "2013", "plan"),
        ("people to benefit", "2017", "plan"),
        ("people benefited", "2017", "result"),
        ("works PROPOSED to first COVAM", "2012", "proposal"),
        ("cut proposed in the draft budget", "2019", "proposal"),
        ("works approved, COVAM session 5 (last of the year)", "2013", "part_year"),
        ("eventos de repatriacion by state of ORIGIN", "2017 Jan-Nov", "part_year"),
        ("eventos de repatriacion by state of ORIGIN", "2017", "result"),
    ],
)
def test_status(indicator: str, period: str, expected: str) -> None:
    assert reported.status(pd.Series([indicator]), pd.Series([period])).item() == expected


def test_qualifier_within_the_indicator() -> None:
    found = reported.indicator_qualifier(pd.Series(["state contribution, ceiling planned", "clubs (approx.)", "works"]))
    assert found.fillna("none").tolist() == ["up_to", "about", "none"]


def test_corrections_of_unknown_figures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reported, "texts", lambda name: {"rf_999": {"status": "plan"}})
    with pytest.raises(BuildError, match="rf_999"):
        reported.corrections(pd.Series(["rf_001"]))


def test_indicators_in_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"works": {"es": "Obras", "en": "Works"}, "clubs": {"es": "Clubes", "en": "Clubs"}}
    monkeypatch.setattr(reported, "texts", lambda name: known)
    found = reported.indicators_in("es", pd.Series(["clubs", "works", "clubs"]))
    assert found.tolist() == ["Clubes", "Obras", "Clubes"]


@pytest.mark.parametrize(
    "known",
    [
        {"works": {"es": "Obras", "en": "Works"}},  # no translation
        {"works": {"es": "Obras"}, "clubs": {"en": "Clubs"}},  # none in this language
        {"works": {"es": "Obras"}, "clubs": {"es": ""}},  # a blank one
        {"works": {"es": "Obras"}, "clubs": {"es": "Clubes"}, "groups of clubs": {"es": "Grupos"}},  # of no figure
    ],
)
def test_indicators_and_translations_must_match(
    known: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reported, "texts", lambda name: known)
    with pytest.raises(BuildError, match="clubs"):
        reported.indicators_in("es", pd.Series(["works", "clubs"]))


def test_line_objects() -> None:
    found = shcp_public_account.line_objects(
        pd.Series(["1201", "26102", "3409", "4101", "43101"]), pd.Series(["1", "7", "1", "1", "2"])
    )
    assert found.tolist() == ["staff", "operation", "operation", "subsidies", "investment_subsidies"]
    with pytest.raises(BuildError, match="6/3"):
        shcp_public_account.line_objects(pd.Series(["6101"]), pd.Series(["3"]))


def test_delegation_state() -> None:
    names = ["Delegación SEDESOL en México", "Delegación SEDESOL en el Distrito Federal", "Unidad de Microrregiones"]
    assert shcp_public_account.delegation_state(pd.Series(names)).fillna("none").tolist() == ["15", "09", "none"]
    with pytest.raises(BuildError, match="Atlantis"):
        shcp_public_account.delegation_state(pd.Series(["Delegación SEDESOL en Atlantis"]))


def test_a_unit_without_state_must_be_central() -> None:
    with pytest.raises(BuildError, match="121"):
        shcp_public_account.unit_states(
            pd.DataFrame({"unit_code": ["121"], "unit_name": ["Delegacion Aguascalientes"]})
        )


def account_rows(stages: list[str], code: str = "S061") -> pd.DataFrame:
    return pd.DataFrame({"RAMO": "Bienestar", "PROGRAMA": code, "PRESUPUESTO": stages})


STAGES = ["Aprobado", "Modificado", "Devengado", "Ejercicio"]
NAMED = [shcp_public_account.PROGRAMME, *STAGES, "Porcentaje Ejer/Aprob"]


def test_programme_rows_takes_the_stages_of_its_own_block() -> None:
    rows = pd.concat([account_rows(["Otro programa", *STAGES], "S060"), account_rows(NAMED)], ignore_index=True)
    found = shcp_public_account.programme_rows(rows)
    assert found["PRESUPUESTO"].tolist() == STAGES
    assert set(found["PROGRAMA"]) == {"S061"}


def test_programme_rows_of_a_year_without_it() -> None:
    assert shcp_public_account.programme_rows(account_rows(["Otro programa", *STAGES])).empty


@pytest.mark.parametrize("stages", [NAMED[:-2], [*NAMED, "Ejercicio"], [NAMED[0], *STAGES[:3], "Aprobado"]])
def test_programme_rows_wants_each_stage_once(stages: list[str]) -> None:
    with pytest.raises(BuildError):
        shcp_public_account.programme_rows(account_rows(stages))


def test_ramo_codes_from_the_years_that_have_them() -> None:
    rows = pd.DataFrame({"ramo": ["Gobernación", "Gobernación"], "ramo_code": ["4", None]})
    assert shcp_migration.ramo_codes(rows).tolist() == ["04", "04"]
    with pytest.raises(BuildError, match="Marina"):
        shcp_migration.ramo_codes(pd.DataFrame({"ramo": ["Marina"], "ramo_code": [None]}))


def test_verify_names_differences_and_missing_keys() -> None:
    expected = pd.Series({2013: 100.0, 2014: 200.0})
    shcp.verify(pd.Series({2013: 100.5, 2014: 200.0, 2015: 1.0}), expected, 1, "ours against theirs")
    with pytest.raises(BuildError, match="2014"):
        shcp.verify(pd.Series({2013: 100.0, 2014: 202.0}), expected, 1, "ours against theirs")
    with pytest.raises(BuildError, match="2014"):
        shcp.verify(pd.Series({2013: 100.0}), expected, 1, "ours against theirs")


def test_funders_must_sum_to_the_printed_total() -> None:
    parts = pd.DataFrame({"federal": [10.0, 10.0], "state": [10.0, 10.0]})
    evaluation.verify_totals(pd.Series(["Jalisco", "Nayarit"]), parts, pd.Series([23.0, 17.0]))
    with pytest.raises(BuildError, match="Nayarit"):
        evaluation.verify_totals(pd.Series(["Jalisco", "Nayarit"]), parts, pd.Series([20.0, 24.0]))


def test_stages_as_rows_keeps_zeros_and_drops_blanks() -> None:
    wide = pd.DataFrame({"year": [2008], "a": ["0"], "b": [None], "c": ["7.5"]})
    rows = shape.stages_as_rows(wide, ["year"], {"a": "approved", "b": "modified", "c": "exercised"})
    assert rows.to_dict("list") == {"year": [2008, 2008], "stage": ["approved", "exercised"], "amount_mxn": [0.0, 7.5]}


def test_slugs_refuse_the_unknown() -> None:
    assert shape.slugs(pd.Series(["Paving", None]), {"Paving": "paving"}).fillna("none").tolist() == ["paving", "none"]
    with pytest.raises(BuildError, match="Tunnels"):
        shape.slugs(pd.Series(["Tunnels"]), {"Paving": "paving"})


def test_texts_and_rows_must_match() -> None:
    ids = pd.Series(["a", "b"])
    assert shape.by_id(ids, {"b": "zwei", "a": "eins"}, "German").tolist() == ["eins", "zwei"]
    with pytest.raises(BuildError, match="'b'"):
        shape.by_id(ids, {"a": "eins"}, "German")
    with pytest.raises(BuildError, match="'c'"):
        shape.by_id(ids, {"a": "eins", "b": "zwei", "c": "drei"}, "German")


def test_agenda_names_only_tables_that_exist() -> None:
    reference.known_tables(pd.Series(["programme_budget", None]))
    with pytest.raises(BuildError, match="no_such_table"):
        reference.known_tables(pd.Series(["no_such_table"]))
