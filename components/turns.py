"""Pages run a few at a time: fifty threads that share one interpreter take twice as long as the same, two by two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2  # one that computes, and one that waits for the database or a file
PATIENCE = 10.0  # seconds; whoever waited so long goes on, so that pages that hang hold nobody up
_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn(turns: BoundedSemaphore = _turns, patience: float = PATIENCE) -> Iterator[bool]:
    """Waits until fewer than AT_ONCE pages run; False for one that lost its patience."""
    granted = turns.acquire(timeout=patience)
    try:
        yield granted
    finally:
        if granted:
            turns.release()
