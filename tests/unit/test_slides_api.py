"""`/api/v1/slides.pptx` on a real server: the deck asked for, and mistakes told."""

import io

import pytest
import requests
from pptx import Presentation

from components.slides.ready import COUNTRY

PATH = "/api/v1/slides.pptx"


def test_the_slides_asked_for_in_their_order(site: str) -> None:
    answer = requests.get(f"{site}{PATH}?figures=federal_budget,state_money~state:14&lang=en")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="3x1_en.pptx"'
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(answer.content)).slides]
    assert titles[1:3] == [
        "Federal money fell 98% from 2010 to 2019", "Federal 3x1 money: MX$718.7 million over 4 years",
    ]  # fmt: skip
    assert set(titles[3:]) == {"Sources"}
    again = requests.get(answer.url, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_ready_ones(site: str) -> None:
    state = requests.get(f"{site}{PATH}?state=32&lang=es")
    assert 'filename="3x1_32_es.pptx"' in state.headers["Content-Disposition"]
    assert len(Presentation(io.BytesIO(state.content)).slides) >= 8
    country = Presentation(io.BytesIO(requests.get(f"{site}{PATH}").content))
    assert len([slide for slide in country.slides if slide.shapes.title.text != "Fuentes"]) == 1 + len(COUNTRY)


@pytest.mark.parametrize(
    ("query", "kind", "told"),
    [
        ("figures=federal_budgte", "unknown_figure", "federal_budget"),
        ("figures=", "no_figures", "figures=federal_budget,coverage"),
        ("figures=,,", "no_figures", "figures=federal_budget,coverage"),
        ("figures=" + ",".join(["timeline"] * 500), "too_many_figures", "500"),
        ("figures=timeline~colour:red", "unknown_choice", "colour:red"),
        ("state=33", "bad_value", "33"),
        ("state=32&to=2099", "bad_value", "2099"),
        ("measure=%3Cb%3E", "bad_value", "measure"),
        ("colour=red", "unknown_parameter", "colour"),
        ("lang=fr", "bad_value", "fr"),
        ("view=map&view=chart", "repeated", "view"),
    ],
)
def test_mistakes_are_named(site: str, query: str, kind: str, told: str) -> None:
    for language in ("es", "en"):
        answer = requests.get(f"{site}{PATH}?{query}", headers={"Accept-Language": language})
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert problem["type"].endswith(f"#{kind}")
        assert told in problem["detail"]
