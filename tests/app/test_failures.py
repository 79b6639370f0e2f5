"""A page that fails says so in the reader's language, and a clock that is wrong breaks nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components import browser, i18n
from components.serving.logs import described
from components.slides import request as slides_request
from data import store

Visit = Callable[..., AppTest]
SAID = {
    "es": "Algo falló aquí y ya quedó registrado. El resto del sitio sigue funcionando.",
    "en": "Something failed here, and we have noted it. The rest of the site still works.",
}


@pytest.mark.parametrize("lang", SAID)
def test_a_page_that_raises_says_so(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lang: str
) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(store, "agenda_items", broken)
    with caplog.at_level(logging.ERROR, "components.frame"):
        at = visit("agenda", lang=lang)
    assert SAID[lang] in [error.value for error in at.error]
    assert not at.exception, "Streamlit's own box is in English"
    assert any("site-foot" in str(html.proto) for html in at.get("html")), "the footer stands"
    assert not visit("proyectos", lang=lang).error, "and the other pages"
    record = next(r for r in caplog.records if r.exc_info)
    assert record.session_id and "ZeroDivisionError < " in described(record.exc_info[1])


@pytest.mark.parametrize(("day", "lang"), [(date(1970, 1, 1), "es"), (date(2500, 12, 31), "en")])
def test_a_wrong_clock_breaks_nothing(visit: Visit, monkeypatch: pytest.MonkeyPatch, day: date, lang: str) -> None:
    monkeypatch.setattr(browser, "today", lambda: day)
    for slug, address in (("", {}), ("datos", {"table": "states"}), ("presentar", {"figures": "federal_budget"})):
        at = visit(slug, lang=lang, **address)
        assert not at.exception and not at.error
    t = i18n.language(lang)
    made = slides_request.slides({"figures": ["federal_budget"]}, t, "http://localhost/", day)
    assert made.startswith(b"PK")
