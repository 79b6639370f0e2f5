"""What is kept: the same answer without asking again, until other data are published; bounded; nobody's to change."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest

from components import figures, i18n
from components.address import parse
from components.figures.built import EXHIBITS, built_once
from components.theme import DARK, LIGHT
from components.written import Written
from data import store
from data.store import Filters, connection, kept, stamp
from data.store.kept import FRAMES, Kept

ES, EN = i18n.language("es"), i18n.language("en")


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one published file, looked at anew at each question."""
    monkeypatch.setattr(connection, "published_folder", lambda: tmp_path)
    (tmp_path / "table.parquet").write_bytes(b"one")
    return tmp_path


def test_a_question_is_answered_once_until_a_file_changes(published: Path) -> None:
    answers = Kept(1_000_000, kept.frame_size)
    asked: list[int] = []

    def count(n: int) -> int:
        asked.append(n)
        return n + len(asked)

    assert [answers.answer(count, 1), answers.answer(count, 1), answers.answer(count, 2)] == [2, 2, 4]
    (published / "table.parquet").write_bytes(b"another")
    assert answers.answer(count, 1) == 4
    (published / "register.parquet").write_bytes(b"imported")
    assert answers.answer(count, 1) == 5


def test_what_fails_is_asked_again(published: Path) -> None:
    answers = Kept(1_000, lambda answer: 1)
    with pytest.raises(ZeroDivisionError):
        answers.answer(divmod, 1, 0)
    with pytest.raises(ZeroDivisionError):
        answers.answer(divmod, 1, 0)
    assert answers.answer(divmod, 7, 2) == (3, 1)


def test_it_holds_no_more_than_it_may(published: Path) -> None:
    answers = Kept(10, len)
    for word in ("four", "five", "nine"):
        answers.answer(str, word)
    assert answers._answers.currsize <= 10
    assert answers.answer(str, "longer than all of it") == "longer than all of it"


def test_a_frame_given_out_is_the_taker_s_to_change() -> None:
    first = store.states()
    first["name"] = "changed"
    first.index = first.index + 1
    again = store.states()
    assert again.index[0] == 0
    assert "changed" not in set(again["name"])


def test_frames_are_as_they_were_after_every_figure_was_made_of_them() -> None:
    """A function that changed what it was given would change it for everybody."""
    EXHIBITS.forget()
    FRAMES.forget()
    choices = parse({}, measures=("",), views=("",))
    for known in figures.figures().values():
        figures.from_address(known.id, {}, ES, LIGHT)
    answers = dict(FRAMES._answers)
    assert len(answers) > 40
    for (function, _, arguments, named), answer in answers.items():
        if isinstance(answer, pd.DataFrame):
            pd.testing.assert_frame_equal(function(*arguments, **dict(named)), answer)
    assert choices.filters == Filters()


class TestFigures:
    def test_the_same_choices_are_the_same_exhibit(self) -> None:
        one = figures.from_address("federal_budget", {}, ES, LIGHT)
        assert figures.from_address("federal_budget", {"nonsense": ["1"]}, ES, LIGHT) is one
        others = [
            figures.from_address("federal_budget", {}, EN, LIGHT),
            figures.from_address("federal_budget", {}, ES, DARK),
            figures.from_address("coverage", {}, ES, LIGHT),
        ]
        assert all(other is not one for other in others)

    def test_a_choice_that_matters_makes_another(self) -> None:
        whole, one = (figures.from_address("works_by_funder", {"state": s}, ES, LIGHT) for s in ([], ["14"]))
        assert set(one.rows["state"]) == {"Jalisco"} and len(whole.rows) > len(one.rows)

    def test_it_keeps_name_and_words_of_what_it_stands_for(self) -> None:
        assert built_once(figures.overview.timeline).__doc__ == figures.overview.timeline.__doc__


def test_a_written_figure_is_sent_as_the_figure_would_be() -> None:
    figure = go.Figure(go.Bar(x=[1, 2], y=[3.5, None], name="a")).update_layout(height=300)
    once, again = (plotly.io.to_json(Written(figure), validate=False) for _ in range(2))
    assert once == again == plotly.io.to_json(figure, validate=False)
    assert Written(figure).to_dict()["layout"]["height"] == 300


def test_a_figure_that_listens_leaves_everybody_s_as_it_is() -> None:
    from components.ranked_map import _listening

    figure = go.Figure(go.Bar(x=[1], y=[2]))
    assert _listening(figure).layout.clickmode == "event+select"
    assert figure.layout.clickmode is None


def test_the_published_folder_is_the_one_that_is_looked_at() -> None:
    assert stamp.stamp()[0] == connection.published_folder()
    assert "datapackage.json" in {entry[0] for entry in stamp.stamp()[1:]}  # type: ignore[index]
