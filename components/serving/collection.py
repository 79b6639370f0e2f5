"""When Python looks for garbage: with all that the site keeps, one full look stopped every reader for half a second."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# New objects until the young ones are looked at, and how many such looks until the older ones are in turn. A run of a
# page makes some ten thousand that live as long as it does: with Python's 700 they counted as old, and called for a
# full look.
THRESHOLDS = 50_000, 20, 10


@asynccontextmanager
async def collected_seldom(app: object) -> AsyncIterator[None]:
    """While the server runs, what its start made (modules, above all) is never looked at, and the rest less often."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
