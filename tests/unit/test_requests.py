"""Gaps are stated once, and every request has its blanks filled."""

import re

import pytest

from components import i18n, requests, story
from data import catalog, store
from data.catalog.gaps import Gap, gaps, request_template

ES, EN = i18n.language("es"), i18n.language("en")
BLANKS = {"addressee", "topic", "fields", "period", "geography"}


def test_the_template_asks_for_every_blank() -> None:
    assert set(re.findall(r"\{(\w+)\}", request_template())) == BLANKS


@pytest.mark.parametrize("gap", gaps().values(), ids=list(gaps()))
def test_every_request_is_filled(gap: Gap) -> None:
    request = gap.request()
    assert "{" not in request
    assert all(getattr(gap, blank) in request for blank in BLANKS)
    assert all(getattr(gap, blank).strip() for blank in BLANKS)
    assert request.startswith("Unidad de Transparencia de")
    assert "Ley General de Transparencia y Acceso a la Información Pública" in request
    assert "(CSV)" in request
    assert not re.search(r"art[ií]culo", request)  # no article numbers
    assert ".." not in request


@pytest.mark.parametrize("gap", gaps().values(), ids=list(gaps()))
def test_what_a_gap_names_exists(gap: Gap) -> None:
    assert set(gap.tables) <= set(catalog.tables())
    assert set(gap.agenda) <= set(store.agenda_items()["item_id"])


def test_the_register_comes_first() -> None:
    assert next(iter(gaps())) == "register"
    assert "padrón de obras" in gaps()["register"].request()
    assert "de 2002 a 2019" in gaps()["register"].request()


@pytest.mark.parametrize("t", [ES, EN], ids=["es", "en"])
def test_both_pages_use_the_same_gaps(t: i18n.Language) -> None:
    overview = story.not_known(t)
    assert [gap.what for gap in overview] == [t.text(gap.what) for gap in gaps().values() if gap.overview]
    assert len(overview) == 5
    shown = requests.exhibit(gaps().values(), t)
    assert {gap.what for gap in overview} <= set(shown.rows["gap"])
    assert {gap.holder for gap in overview} <= set(shown.rows["holder"])


def test_exhibit() -> None:
    shown = requests.exhibit(gaps().values(), EN)
    assert shown.headline == "12 gaps, 7 authorities to ask, and first of all: register of projects, 2002-2019"
    assert shown.html.count("<li>") == len(gaps()) == 12
    assert "Mexico, 2008-2011, 2016 and 2018" in shown.html  # the part that is known, in the catalogue's words
    assert list(requests.titles(EN)) == list(gaps())


def test_all_requests_in_one_file() -> None:
    assert requests.all_requests().count("Unidad de Transparencia") == 12


def test_a_gap_without_a_blank_is_refused() -> None:
    whole = gaps()["register"].model_dump()
    with pytest.raises(ValueError, match="period"):
        Gap(**{name: value for name, value in whole.items() if name != "period"})
