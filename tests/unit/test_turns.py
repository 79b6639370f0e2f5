"""A few pages at a time, and nobody waits for one that hangs."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from components import i18n, part
from components.turns import turn


def test_no_more_than_so_many_run_and_all_of_them_do() -> None:
    turns, counted, together = threading.BoundedSemaphore(2), threading.Lock(), [0, 0]

    def page(number: int) -> int:
        with turn(turns, patience=60):
            with counted:
                together[0] += 1
                together[1] = max(together)
            threading.Event().wait(0.01)
            with counted:
                together[0] -= 1
        return number

    with ThreadPoolExecutor(8) as readers:
        assert list(readers.map(page, range(20))) == list(range(20))
    assert together == [0, 2]


def test_whoever_waited_long_enough_goes_on_and_gives_no_turn_back() -> None:
    turns = threading.BoundedSemaphore(1)
    with turn(turns) as first:
        with turn(turns, patience=0.01) as second:
            assert (first, second) == (True, False)
        assert not turns.acquire(blocking=False)
    assert turns.acquire(blocking=False)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    turns = threading.BoundedSemaphore(1)
    with pytest.raises(ZeroDivisionError), turn(turns):
        _ = 1 / 0
    assert turns.acquire(blocking=False)


@pytest.mark.parametrize(("parts", "turns_taken"), [(None, 0), ([], 0), (["one"], 1)])
def test_a_part_takes_a_turn_when_it_runs_alone(
    parts: list[str] | None, turns_taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within a run of the whole page, which has its turn, a second one would keep another reader waiting."""
    taken, drawn = [], []

    @contextmanager
    def turn() -> Iterator[None]:
        taken.append(len(drawn))
        yield

    monkeypatch.setattr(part.turns, "turn", turn)
    monkeypatch.setattr(part, "get_script_run_ctx", lambda: SimpleNamespace(fragment_ids_this_run=parts))
    monkeypatch.setattr(part.st, "fragment", lambda run, run_every: run)
    part.part(lambda: drawn.append("drawn"), i18n.language("es"))
    assert (taken, drawn) == ([0] * turns_taken, ["drawn"])
