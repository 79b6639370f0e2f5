"""Processes killed at any moment, twenty times each: how often something published was damaged. The goal is never.

`make bench BENCH="--only kill"`. Every row of the register is made up; nothing is written outside a temporary folder.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from greedy_bench import greedy, serving, waited
from measured import Measure
from register_bench import write_made_up

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
TIMES = 20
ROWS = 20_000  # a few seconds


def fingerprint(folder: Path) -> dict[str, str]:
    """Every published file's hash by its path."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _import(file: Path, into: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "data.build", "register", str(file), "--yes", "--lang", "en", "--into", str(into)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _killed_imports(folder: Path) -> tuple[int, float]:
    """How many killed imports left a file that is neither the old nor the new one, and how long a whole one takes."""
    published, complete = folder / "published", folder / "complete"
    shutil.copytree(PUBLISHED, published)
    for name, rows in (("old", ROWS), ("new", ROWS + 1)):
        write_made_up(folder / f"{name}.csv", rows)
    if _import(folder / "old.csv", published).wait():
        raise RuntimeError("the first import failed")
    old = fingerprint(published)
    shutil.copytree(published, complete)
    start = time.monotonic()
    _import(folder / "new.csv", complete).wait()
    lasts, new = time.monotonic() - start, fingerprint(complete)
    chance, damaged = random.Random(1), 0
    for _ in range(TIMES):
        process = _import(folder / "new.csv", published)
        time.sleep(lasts * chance.random())
        process.kill()
        process.wait()
        damaged += any(
            content not in (old.get(name), new.get(name)) for name, content in fingerprint(published).items()
        )
    return damaged, lasts


def _killed_servers() -> tuple[int, int]:
    """How many servers killed under load left the published folder changed, and how many did not start again."""
    before, damaged, silent = fingerprint(PUBLISHED), 0, 0
    for _ in range(TIMES):
        try:
            with serving() as port, greedy(port):
                pass  # killed with its clients at work
        except RuntimeError:
            silent += 1
        damaged += fingerprint(PUBLISHED) != before
    with serving() as port:
        waited(port, "/api/v1/health")
    return damaged, silent


def measures(largest: bool) -> Iterator[Measure]:
    """Damages of imports and servers."""
    with tempfile.TemporaryDirectory() as folder:
        damaged, lasts = _killed_imports(Path(folder))
    each = f"of {TIMES} kills, an import of {lasts:.1f} s"
    yield Measure("kill", "imports that left a damaged file", damaged, "kills", each, TIMES, 0)
    damaged, silent = _killed_servers()
    yield Measure("kill", "servers under load that left a damaged file", damaged, "kills", "of as many kills", TIMES, 0)
    yield Measure("kill", "servers that did not start again", silent, "kills", "of as many kills", TIMES, 0)
