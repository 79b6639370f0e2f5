"""The agenda page: four parts in both languages, requests by address, and what happens when data are missing."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.catalog.gaps import gaps
from data.store import DataUnavailableError

Visit = Callable[..., AppTest]


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


def test_headlines(visit: Visit) -> None:
    assert headlines(visit("agenda", lang="en")) == [
        "5 of 33 points can be checked with open data, and those only in part",
        "Of 31,894 people whom the shelters recorded in 2014, 9,851 were victims of crime on the way",
        "Open figures on the programme: 17 of its 18 years for the country, 5 by state, 0 by municipality",
        "12 gaps, 7 authorities to ask, and first of all: register of projects, 2002-2019",
    ]
    assert headlines(visit("agenda", lang="es"))[0] == (
        "5 de 33 puntos se pueden comprobar con datos abiertos, y solo en parte"
    )


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_request_is_spanish_in_both_languages(visit: Visit, lang: str) -> None:
    at = visit("agenda", lang=lang)
    assert at.code[0].value == gaps()["register"].request()
    why = any("because it goes to a Mexican authority" in caption.value for caption in at.caption)
    assert why == (lang == "en")


@pytest.mark.parametrize("gap", list(gaps()))
def test_every_request_has_an_address(visit: Visit, gap: str) -> None:
    at = visit("agenda", measure=gap)
    assert not at.warning
    assert at.code[0].value == gaps()[gap].request()
    assert at.selectbox[0].value == gap


def test_choosing_a_gap_writes_the_address(visit: Visit) -> None:
    at = visit("agenda", lang="en")
    at.selectbox[0].set_value("clubs").run()
    assert at.query_params["measure"] == "clubs"
    assert "clubes y federaciones" in at.code[0].value
    at.selectbox[0].set_value("register").run()
    assert "measure" not in at.query_params


def test_table_view(visit: Visit) -> None:
    at = visit("agenda", lang="en", view="table")
    assert not at.exception
    assert not at.get("plotly_chart")
    assert [len(table.value) for table in at.table] == [33, 43, 29, 12]
    assert "Table that answers it" in at.table[0].value.columns


def test_an_unknown_gap_is_named(visit: Visit) -> None:
    at = visit("agenda", lang="es", measure="everything", view="map")
    assert "measure=everything" in at.warning[0].value
    assert "view=map" in at.warning[0].value
    assert at.code[0].value == gaps()["register"].request()


@pytest.mark.parametrize("part", ["corridor_people", "journey_figures", "coverage", "agenda_items"])
def test_a_part_without_data_leaves_the_rest(visit: Visit, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def gone(*args: object) -> None:
        raise DataUnavailableError(part)

    monkeypatch.setattr(store, part, gone)
    at = visit("agenda", lang="en")
    assert not at.exception
    assert 1 <= len(at.error) <= 2
    assert at.code


def test_the_overview_leads_here(visit: Visit) -> None:
    at = visit("", lang="en")
    assert any("Ask for it" in link.proto.label for link in at.get("page_link"))
