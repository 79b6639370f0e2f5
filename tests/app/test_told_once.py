"""What a reader was told is sent to the next as it is, until there is something else to tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import show
from components.figures.built import EXHIBITS

KINDS = ("heading", "caption", "plotly_chart", "table", "popover")
PAGE = "financiamiento"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the exhibits that were put onto a page anew, in order."""
    names: list[str] = []
    tell = show._told

    def noted(exhibit: show.Exhibit, *arguments: object) -> str | None:
        names.append(exhibit.name)
        return tell(exhibit, *arguments)

    monkeypatch.setattr(show, "_told", noted)
    return names


def sent(at: AppTest) -> list[bytes]:
    return [element.proto.SerializeToString() for kind in KINDS for element in at.get(kind)]


def test_the_second_reader_is_sent_what_the_first_was(visit: Callable[..., AppTest], told: list[str]) -> None:
    first = visit(PAGE)
    anew = len(told)
    assert anew > 10 and "statement_check" in told
    second = visit(PAGE)
    assert len(told) == anew
    assert sent(second) == sent(first)
    assert len(second.get("plotly_chart")) > 10 and second.get("popover") and second.table


def test_other_choices_languages_and_data_are_told_anew(visit: Callable[..., AppTest], told: list[str]) -> None:
    for address in ({}, {"lang": "en"}, {"view": "table"}, {"state": ["32"]}):
        before = len(told)
        visit(PAGE, **address)
        assert len(told) > before, address
    EXHIBITS.forget()  # as when other data are published
    before = len(told)
    visit(PAGE)
    assert len(told) > before
