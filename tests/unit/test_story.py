"""The overview's numbers come out of the frames, not out of the text."""

from html import unescape

import pandas as pd
import pytest

from components import i18n, pieces, story
from data import store

ES, EN = i18n.language("es"), i18n.language("en")


def test_hours_of_remittances() -> None:
    # 100 pesos against 876,000 pesos in a year of 8,760 hours: one hour
    budget = pd.DataFrame({"year": [2017, 2018], "amount_mxn": [1.0, 100.0]})
    remitted = pd.DataFrame({"year": [2017, 2018, 2019], "amount_mxn": [1.0, 876_000.0, 1.0]})
    assert story.hours_of_remittances(budget, remitted) == (2018, pytest.approx(1.0))


def test_hours_on_the_published_figures() -> None:
    # 2018: 328,291,806.69 pesos; 34.4351 thousand million dollars at 18.39 to 20.30 pesos, 663 thousand million pesos
    year, hours = story.hours_of_remittances(
        store.programme_budget().query("year == 2018"), store.remittances_national()
    )
    assert year == 2018
    assert hours == pytest.approx(8760 * 328_291_806.69 / 663e9, rel=0.005)


@pytest.fixture(scope="module")
def figures() -> list[pieces.KeyFigure]:
    return story.six_figures(
        store.projects_by_type(), store.programme_facts(), store.programme_budget(),
        store.programme_budget_by_object(), store.remittances_national(), EN,
    )  # fmt: skip


def test_six_figures(figures: list[pieces.KeyFigure]) -> None:
    assert [figure.value for figure in figures] == ["6,121", "2,300", "373", "MX$9.6B", "MX$0", "4 hours"]
    assert all(figure.note and figure.source for figure in figures)


def test_no_subsidies_means_only_pay(figures: list[pieces.KeyFigure]) -> None:
    objects = store.programme_budget_by_object().query("year == 2019 and amount_mxn > 0")
    assert objects["object"].tolist() == ["staff"]
    assert figures[4].note == "only MX$12.5 million was spent, on pay"


def test_process_states_the_days_of_the_report() -> None:
    exhibit = story.how_a_project_came_about(store.programme_facts(), ES)
    assert exhibit.headline == "Cómo nacía una obra: 7 pasos de la propuesta a la entrega"
    assert exhibit.html.count("<li>") == 7
    assert "30 días hábiles" in unescape(exhibit.html)
    assert len(exhibit.rows) == 2


def test_timeline_is_in_order() -> None:
    exhibit = story.timeline(
        store.programme_facts(), store.programme_budget(), store.programme_budget_by_object(),
        store.programme_coverage(), EN,
    )  # fmt: skip
    assert exhibit.headline == "From the first peso to none: 33 years"
    assert exhibit.rows["moment"].tolist() == ["1986", "Late 1980s", "1992", "2002", "2005", "2016", "2019"]
    assert exhibit.rows["event"].iloc[-1] == "Subsidies for works: MX$0. Everything else: MX$12.5 million."


def test_html_is_escaped() -> None:
    card = pieces.Card("<b>x</b>", "<script>", ["&"], "a", 'https://x/"onclick="y')
    html = pieces.cards([card])
    assert "<script>" not in html
    assert 'onclick="y"' not in html
