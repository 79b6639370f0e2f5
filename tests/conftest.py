"""What is kept between questions is forgotten around a test that puts something else in the place of the real thing."""

from collections.abc import Iterator

import pytest

from components.figures.built import EXHIBITS
from data.store import stamp
from data.store.kept import FRAMES


@pytest.fixture(autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    if "monkeypatch" not in request.fixturenames:
        yield
        return
    _forget()
    request.getfixturevalue("monkeypatch").setattr(stamp, "LOOK_EVERY", 0.0)  # a test changes files and asks at once
    yield
    _forget()


def _forget() -> None:
    EXHIBITS.forget()
    FRAMES.forget()
