"""The funding page: what it says, and what its filters do."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.store import DataUnavailableError

Visit = Callable[..., AppTest]
SLUG = "financiamiento"


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


def captions(at: AppTest) -> str:
    return " ".join(element.value for element in at.caption)


def test_headlines_are_computed(visit: Visit) -> None:
    assert headlines(visit(SLUG, lang="en")) == [
        "Of the federal money approved for 2019, 6% was spent; in other years, 66% to 98%",
        "Subsidies for works went from MX$1 billion in 2009 to MX$0 in 2019",
        "Staff and operation took 3.1% to 8.9% of the money in years with works",
        "Of each 100,000 pesos of its ministry, 3x1 spent 909 in 2008 and 8.5 in 2019",
        "8 of 25 states kept within 1% of equal parts; farthest was Quintana Roo, 75%",
        "Control and migration services: 7.4 pesos for each peso of 3x1, 2008-2019",
        "For migrants’ protection and rights: at least MX$112.6 million, at most MX$4.8 billion in 2020; "
        "the accounts tell no more",
        "Migration services and policy has 49% of the money of these programmes; 3x1 has 6.1%",
        "Support fund for migrants, 2016: MX$300 million approved, MX$166.6 million on record as paid",
        "A year of the programme equalled at most 17 hours of remittances (2010); in 2019, 9 minutes",
        "For each thousand dollars sent home: 18.8 federal pesos in 2008, at most 24.7 in 2010, 0.3 in 2019",
        "Michoacán had most remittances, Jalisco most federal 3x1 money; Michoacán came in place 4 in it",
        "For each thousand dollars of remittances, Yucatán got 178 federal pesos and Ciudad de México 0.1",
        "The statement on federal money holds as far as there are figures: US$12.4M a year in 2003 and 2004; "
        "remittances of 2006 were US$70M a day, not US$63M",
    ]


def test_what_is_not_known_is_said(visit: Visit) -> None:
    text = captions(visit(SLUG, lang="es"))
    for words in (
        "No están en las cuentas: aprobado, 2012; modificado, 2008, 2009, 2010, 2011 y 2012.",
        "2012: las cuentas no tienen desglose.",
        "No están en la fuente, lo que no es cero: Ciudad de México y Zacatecas.",
        "La agrupación es nuestra",
        "No es el programa 3x1",
        "No se puede comprobar: 2005 y 2006",
    ):
        assert words in text


def test_nominal_pesos(visit: Visit) -> None:
    at = visit(SLUG, lang="en", measure="mxn")
    assert "Federal money of the programme by stage of the budget, nominal pesos, 2008-2019" in captions(at)
    assert "Subsidies for works went from MX$514.6 million in 2011 to MX$0 in 2019" in headlines(at)


def test_years_narrow_the_series_only(visit: Visit) -> None:
    at = visit(SLUG, lang="en", from_="2012", to="2012")
    assert not at.exception
    said = headlines(at)
    assert "Of each 100,000 pesos of its ministry, 3x1 spent 583 in 2012" in said
    assert "8 of 25 states kept within 1% of equal parts; farthest was Quintana Roo, 75%" in said
    assert sum("Nothing matches these filters" in info.value for info in at.info) == 4  # objects, cost, two by state


@pytest.mark.parametrize("year", range(2008, 2021))
def test_every_single_year(visit: Visit, year: int) -> None:
    at = visit(SLUG, from_=str(year), to=str(year))
    assert not at.exception
    assert not at.error


def test_states_narrow_what_has_states(visit: Visit) -> None:
    at = visit(SLUG, lang="en", state=["32", "30"], view="table")
    assert not at.exception
    assert "0 of 1 states kept within 1% of equal parts; farthest was Veracruz, 25%" in headlines(at)
    assert "federal account of the year" not in captions(at)  # the fund's total is not that of two states
    assert not at.get("plotly_chart")


def test_a_table_that_cannot_be_read_leaves_the_rest(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object) -> None:
        raise DataUnavailableError("migration_programmes_budget")

    monkeypatch.setattr(store, "migration_programmes", gone)
    at = visit(SLUG, lang="en")
    assert not at.exception
    assert len(at.error) == 2  # the programmes, and the fund that is told beside them
    assert len(headlines(at)) == 10
