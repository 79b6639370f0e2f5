"""Whether what is published is there and whole: each file of `datapackage.json` with its size and its fingerprint."""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from pathlib import Path

from data.store.connection import DataUnavailableError, Resource, published_folder, resources

AGAIN_SECONDS = 600  # after which a fingerprint is taken anew, though the file says that it did not change


def faults() -> dict[str, str]:
    """What is wrong with the published files: `missing`, `size`, `content` or `unreadable`, by name; empty when sound.

    Sizes are looked at each time; fingerprints are kept until a file changes, or for ten minutes. The register of
    projects is not among them, as it is described by whoever imported it.
    """
    try:
        stated = resources()
    except DataUnavailableError:
        return {"datapackage.json": "unreadable"}
    found = {resource.path: _fault(resource) for resource in stated.values()}
    return {path: fault for path, fault in found.items() if fault}


def _fault(resource: Resource) -> str | None:
    path = published_folder() / resource.path
    try:
        facts = path.stat()
        if facts.st_size != resource.bytes:
            return "size"
        period = int(time.monotonic() // AGAIN_SECONDS)
        return None if _sha256(path, facts.st_size, facts.st_mtime_ns, period) == resource.sha256 else "content"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"


@lru_cache(maxsize=512)
def _sha256(path: Path, size: int, modified_ns: int, period: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
