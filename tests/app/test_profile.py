"""The state page: all 32, one at a time, with what is missing said."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components.names import state_names

Visit = Callable[..., AppTest]


@pytest.mark.parametrize("code", [f"{n:02d}" for n in range(1, 33)])
def test_every_state_has_its_page(visit: Visit, code: str) -> None:
    at = visit("estado", state=code, lang="es" if int(code) % 2 else "en")
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert at.title[0].value == state_names()[code]
    assert len(at.subheader) >= 8


def test_several_states_show_the_first_and_say_so(visit: Visit) -> None:
    at = visit("estado", state=["30", "14"], lang="en")
    assert at.title[0].value == "Veracruz"
    assert at.warning[0].value == "This page shows one state: the first one asked for, Veracruz."


def test_an_unknown_state_is_named(visit: Visit) -> None:
    at = visit("estado", state="77", lang="en")
    assert "state=77" in at.warning[0].value
    assert at.title[0].value == "Zacatecas"


def test_what_is_missing_is_said(visit: Visit) -> None:
    said = [info.value for info in visit("estado", state="03", lang="en").info]
    assert "No federal 3x1 money of Baja California Sur is on record, 2008-2011." in said
    assert "The source prints no works of Baja California Sur for 2007." in said
    assert "No reported result of Baja California Sur was found." in said


def test_the_fact_sheet_of_the_state_is_offered(visit: Visit) -> None:
    said = [caption.value for caption in visit("estado", state="14", lang="en").caption]
    assert "[Fact sheet (PDF)](/api/v1/factsheets/14.pdf?lang=en)" in said


def test_the_fact_sheet_of_the_country_is_offered(visit: Visit) -> None:
    said = [caption.value for caption in visit("").caption]
    assert "[Ficha informativa (PDF)](/api/v1/factsheets/00.pdf?lang=es)" in said
