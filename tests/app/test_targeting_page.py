"""The page on targeting without a browser."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.store import DataUnavailableError

Visit = Callable[..., AppTest]


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


def test_headlines(visit: Visit) -> None:
    assert headlines(visit("focalizacion", lang="es")) == [
        "De 15 estados más pobres que el país, 6 recibieron menos dinero federal por habitante que el país",
        "De 15 estados con más emigrantes que el país, 5 recibieron menos dinero federal por habitante que el país",
        "La mitad de la población que vive en los estados más pobres recibió 67% del dinero; "
        "la quinta parte más pobre, 13%",
        "Nombrados sin poder participar y, sin embargo, en el tercio de estados con más dinero: Yucatán y Hidalgo",
        "Zacatecas recibió más por habitante: $310.26, y era el lugar 15 de 32 en marginación",
        "Lo que esto no puede decir",
    ]


def test_migration_by_remittances(visit: Visit) -> None:
    at = visit("focalizacion", lang="en", measure="remittances")
    assert "where more dwellings receive remittances" in headlines(at)[1]
    assert any("by dwellings with remittances" in caption.value for caption in at.caption)


def test_years_narrow_everything(visit: Visit) -> None:
    at = visit("focalizacion", lang="en", from_="2011", to="2011")
    assert not at.exception
    assert any("log scale: Ciudad de México" in caption.value for caption in at.caption)  # a printed zero in 2011
    assert "sum of 2011" in at.caption[1].value


def test_years_without_data(visit: Visit) -> None:
    at = visit("focalizacion", lang="en", from_="2015")
    assert not at.exception
    assert sum("Nothing matches these filters" in info.value for info in at.info) == 5
    assert not at.get("plotly_chart")


def test_a_marked_state_stays_in_the_address(visit: Visit) -> None:
    at = visit("focalizacion", lang="en", state=["32", "77"], measure="remittances")
    assert at.multiselect[0].value == ["32"]
    assert "state=77" in at.warning[0].value
    at.multiselect[0].set_value(["14"]).run()
    assert at.query_params["state"] == "14"
    assert at.query_params["measure"] == "remittances"


def test_the_formula_is_on_the_page(visit: Visit) -> None:
    at = visit("focalizacion", lang="en")
    assert "R_i" in at.latex[0].value
    assert any("Kakwani" in caption.value for caption in at.caption)


def test_the_table_can_be_sorted(visit: Visit) -> None:
    table = visit("focalizacion", lang="en").dataframe[0].value
    assert len(table) == 32
    assert table["Rank by money"].dropna().tolist() == [
        *store.targeting().sort_values("per_person_mxn_real", ascending=False)["money_rank"].dropna()
    ]


@pytest.mark.parametrize("lang", ["es", "en"])
def test_without_the_facts_the_rest_stands(visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    def gone(*args: object) -> None:
        raise DataUnavailableError("programme_facts")

    monkeypatch.setattr(store, "programme_facts", gone)
    monkeypatch.setattr(store, "evaluator_list", gone)
    at = visit("focalizacion", lang=lang)
    assert not at.exception
    assert len(at.error) == 2
    assert len(headlines(at)) == 5
