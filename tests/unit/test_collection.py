"""The garbage collector while the server runs, and afterwards."""

from __future__ import annotations

import asyncio
import gc
import weakref

from components.serving.collection import THRESHOLDS, collected_seldom


class Ring:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_the_start_made_is_left_alone_and_garbage_still_goes() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()

    async def while_it_runs() -> None:
        async with collected_seldom(object()):
            assert gc.get_threshold() == THRESHOLDS
            assert gc.get_freeze_count() > 10_000
            gone = weakref.ref(Ring())
            gc.collect()
            assert gone() is None

    asyncio.run(while_it_runs())
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, frozen)
