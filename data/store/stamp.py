"""A mark of what is published, for whoever keeps what was made of it."""

from __future__ import annotations

import os
import time
from pathlib import Path

from data.store import connection

Stamp = tuple[object, ...]
LOOK_EVERY = 0.5  # seconds
_last: tuple[float, Path | None, Stamp] = (0.0, None, ())


def stamp() -> Stamp:
    """Another value soon after any published file changed, came or went, the register's included."""
    global _last
    folder, now = connection.published_folder(), time.monotonic()
    looked, of, found = _last
    if of != folder or now - looked > LOOK_EVERY:
        found = (folder, *_states(folder))
        _last = (now, folder, found)
    return found


def _states(folder: Path) -> list[tuple[str, int, int]]:
    """Name, time and size of each file; none where the folder cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in entries)
    except OSError:
        return []
