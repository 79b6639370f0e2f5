"""Answers are kept until other data are published: most pages ask the same of tables that change once a year."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

import pandas as pd
from cachetools import LRUCache

from data.store.stamp import stamp

Answer = TypeVar("Answer")


class Kept:
    """Answers by question, within a number of bytes; what was not asked for longest goes first.

    size: bytes of an answer. What a function raises is not kept.
    """

    def __init__(self, most: int, size: Callable[[Any], int]) -> None:
        self._answers: LRUCache[Hashable, Any] = LRUCache(most, getsizeof=size)
        self._lock = Lock()

    def answer(self, make: Callable[..., Answer], *arguments: Hashable, **named: Hashable) -> Answer:
        """What `make` answers to the arguments, from before where it was asked before."""
        question = (make, stamp(), arguments, tuple(named.items()))
        with self._lock:
            if question in self._answers:
                return self._answers[question]
        made = make(*arguments, **named)
        with self._lock, suppress(ValueError):  # too large to be kept
            self._answers[question] = made
        return made

    def forget(self) -> None:
        """Empties it."""
        with self._lock:
            self._answers.clear()


def frame_size(frame: Any) -> int:
    """Bytes of a frame; a small number for anything else."""
    return int(frame.memory_usage(deep=True).sum()) + 1_000 if isinstance(frame, pd.DataFrame) else 1_000


FRAMES = Kept(64 * 2**20, frame_size)


def kept(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keeps the answers of a function of the store; a frame is given out as a view that its taker may change."""

    @wraps(function)
    def asked(*arguments: Hashable, **named: Hashable) -> Answer:
        answer = FRAMES.answer(function, *arguments, **named)
        return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer

    return asked
