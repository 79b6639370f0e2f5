"""Presenting: put together in the address, one figure to a screen, errors said."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import figures
from components.slides.ready import COUNTRY, STATE

Visit = Callable[..., AppTest]


def pressed(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def test_figures_are_added_moved_and_left_out(visit: Visit) -> None:
    at = visit("presentar", lang="en")
    at = pressed(pressed(at, "add_timeline"), "add_federal_budget")
    assert at.query_params["figures"] == "timeline,federal_budget"
    at = pressed(at, "up_1")
    assert at.query_params["figures"] == "federal_budget,timeline"
    at = pressed(at, "out_0")
    assert at.query_params["figures"] == "timeline"
    assert "figures" not in pressed(at, "present_empty").query_params


def test_the_slides_go_by(visit: Visit) -> None:
    at = pressed(visit("presentar", lang="en", figures="timeline,federal_budget,coverage"), "present_now")
    assert at.query_params["slide"] == "1"
    seen = [at.title[0].value]
    at = pressed(at, "slide_next")
    seen.append(at.title[0].value)
    at = pressed(at, "slide_last")
    seen.append(at.title[0].value)
    assert seen[1] == "Federal money fell 98% from 2010 to 2019"
    assert len(set(seen)) == 3 and at.query_params["slide"] == "3"
    assert at.button(key="slide_next").disabled and "3 of 3" in [m.value for m in at.markdown]
    assert pressed(at, "slide_first").query_params["slide"] == "1"
    assert pressed(at, "slide_close").title[0].value == "Present"


def test_a_filter_is_changed_on_its_slide_alone(visit: Visit) -> None:
    at = visit("presentar", lang="en", figures="state_money,state_trend", state="32", slide="1")
    assert "Zacatecas (32)" in at.caption[0].value
    at.selectbox(key="choice_slide_1_state").set_value("14").run()
    assert at.query_params["figures"] == "state_money~state:14,state_trend"
    assert "Jalisco (14)" in at.caption[0].value
    assert "Zacatecas" in pressed(at, "slide_next").title[0].value


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("ids", "state"), [(COUNTRY, None), (STATE, "09"), (STATE, "32")])
def test_the_ready_ones(visit: Visit, ids: tuple[str, ...], state: str | None, language: str) -> None:
    own = {"state": state} if state else {}
    at = visit("presentar", lang=language, figures=",".join(ids), slide="1", **own)
    for number in range(1, len(ids) + 1):
        assert not at.exception
        assert at.title[0].value and at.caption[0].value
        if number < len(ids):
            at = pressed(at, "slide_next")


def test_every_figure_can_be_added_and_shown(visit: Visit) -> None:
    ids = list(figures.figures())
    for first in range(0, len(ids), 40):
        at = visit("presentar", lang="en", figures=",".join(ids[first : first + 40]))
        assert not at.exception
        assert not at.warning


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("nothing_like_it", "There is no figure “nothing_like_it”."),
        ("federal_budgte", "Did you mean `federal_budget`"),
        (",".join(["timeline"] * 500), "The address names 500 figures"),
        ("timeline~state:<script>", "was not understood"),
    ],
)
def test_what_cannot_be_shown_is_said(visit: Visit, asked: str, told: str) -> None:
    at = visit("presentar", lang="en", figures=asked)
    assert not at.exception
    assert any(told in warning.value for warning in at.warning)
    assert not any("<script>" in warning.value for warning in at.warning)


@pytest.mark.parametrize("slide", ["0", "999", "x", "-1"])
def test_a_slide_that_is_not_there(visit: Visit, slide: str) -> None:
    assert not visit("presentar", lang="en", figures="timeline", slide=slide).exception
    assert visit("presentar", lang="en", slide=slide).title[0].value == "Present"
