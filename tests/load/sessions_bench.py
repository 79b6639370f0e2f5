"""Many readers at once: runs of a page a second, how long one takes, and what a session costs of memory."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from measured import Measure
from served import ROOT, Served, served
from viewer import Viewer

APPS = Path(__file__).parent / "apps"
PAGES = ("", "proyectos", "financiamiento", "focalizacion", "estado", "remesas", "corredores", "agenda", "datos")
CHANGES = ("", "state=32", "state=14", "state=20&state=16", "state=11", "from=2009", "to=2010", "measure=mxn")
READERS, CROWD, PAUSE, SECONDS = 50, 100, 10.0, 20.0  # PAUSE: seconds from one act of a reader to the next
HEAVIEST = "financiamiento"
VISITS, AT_ONCE = 2000, 25


async def _warm(address: str, page: str, changes: tuple[str, ...]) -> list[float]:
    """Every change twice, as readers before did; seconds of each the second time."""
    async with Viewer(address) as viewer:
        for change in changes:
            await viewer.run(page, change)
        return [(await viewer.run(page, change)).seconds for change in changes]


async def _rate(address: str, page: str, changes: tuple[str, ...], readers: int, seconds: float) -> float:
    """Runs a second of so many readers who act as soon as they were answered."""
    done, until = 0, time.perf_counter() + seconds

    async def act(first: int) -> None:
        nonlocal done
        async with Viewer(address) as viewer:
            for i in cycle(range(len(changes))):
                if time.perf_counter() >= until:
                    return
                await viewer.run(page, changes[(first + i) % len(changes)])
                done += 1

    await asyncio.gather(*(act(i) for i in range(readers)))
    return done / seconds


async def _paced(address: str, page: str, changes: tuple[str, ...], readers: int, seconds: float) -> list[float]:
    """Seconds of each run, of readers who act once every PAUSE; their first visits are not counted."""
    chance, times = random.Random(31), []
    starts = [chance.random() * PAUSE for _ in range(readers)]

    async def act(first: int) -> None:
        async with Viewer(address) as viewer:
            await asyncio.sleep(starts[first])
            await viewer.run(page, "")
            for i in range(int(seconds / PAUSE)):
                await asyncio.sleep(PAUSE)
                times.append((await viewer.run(page, changes[(first + i) % len(changes)])).seconds)

    await asyncio.gather(*(act(i) for i in range(readers)))
    return times


async def _visits(address: str, page: str, visits: int) -> None:
    """So many readers who open a page, see it and go, AT_ONCE at a time."""

    async def one(place: int) -> None:
        for i in range(place, visits, AT_ONCE):
            async with Viewer(address) as viewer:
                await viewer.run(page, CHANGES[i % len(CHANGES)])

    await asyncio.gather(*(one(place) for place in range(AT_ONCE)))


async def _held(address: str, page: str, readers: int, server: Served) -> float:
    """MB more with so many readers on a page."""
    before = server.memory()
    async with AsyncExitStack() as stack:
        for i in range(readers):
            viewer = await stack.enter_async_context(Viewer(address))
            await viewer.run(page, CHANGES[i % len(CHANGES)])
        return server.memory() - before


def _percentile(values: list[float], part: float) -> float:
    return statistics.quantiles(values, n=100)[round(part * 100) - 1]


@dataclass(frozen=True)
class Least:
    """What the app of four lines does: runs a second, 95th percentile in a crowd (s), memory of a session (MB)."""

    rate: float
    slow: float
    held: float


def _least(settings: Path) -> Least:
    with served(APPS / "four_lines.py", settings) as app:
        asyncio.run(_warm(app.address, "", CHANGES))
        held = asyncio.run(_held(app.address, "", CROWD, app)) / CROWD
        rate = asyncio.run(_rate(app.address, "", CHANGES, READERS, SECONDS))
        slow = _percentile(asyncio.run(_paced(app.address, "", CHANGES, CROWD, 3 * PAUSE)), 0.95)
        return Least(rate, slow, held)


def _naive() -> float:
    with served(APPS / "naive_funding.py", APPS) as app:
        asyncio.run(_warm(app.address, "", CHANGES[:2]))
        return asyncio.run(_rate(app.address, "", CHANGES, READERS, SECONDS))


def measures(largest: bool) -> Iterator[Measure]:
    """Speed against an app of four lines and a naive page; time of one run in a crowd; memory."""
    least, tuned, naive = _least(APPS), _least(ROOT), _naive()
    four, with_ours = "four lines, as Streamlit comes", "four lines under our settings"
    with served("app.py") as site:
        asyncio.run(_warm(site.address, HEAVIEST, CHANGES))
        held = asyncio.run(_held(site.address, HEAVIEST, CROWD, site)) / CROWD
        yield Measure("sessions", "memory of a session", held, "MB", four, least.held, 3)
        for page in PAGES:
            once = statistics.mean(asyncio.run(_warm(site.address, page, CHANGES)))
            yield Measure("sessions", f"one run of /{page}, alone", once, "s", f"{four}, a crowd's", 1 / least.rate)
        rate = asyncio.run(_rate(site.address, HEAVIEST, CHANGES, READERS, SECONDS))
        said = f"{READERS} readers of /{HEAVIEST}"
        yield Measure("sessions", said, rate, "runs/s", four, least.rate, 0.6, "ratio", at_most=False)
        yield Measure("sessions", said, rate, "runs/s", with_ours, tuned.rate)
        yield Measure("sessions", said, rate, "runs/s", "the naive page", naive, 4, "ratio", at_most=False)
        slow = _percentile(asyncio.run(_paced(site.address, HEAVIEST, CHANGES, CROWD, 3 * PAUSE)), 0.95)
        said = f"95th percentile of a run, {CROWD} readers who act every {PAUSE:g} s"
        yield Measure("sessions", said, slow, "s", four, least.slow, 0.5)
        asyncio.run(_visits(site.address, HEAVIEST, VISITS // 2))
        half = site.memory()
        asyncio.run(_visits(site.address, HEAVIEST, VISITS // 2))
        said = f"memory after {VISITS:,} visits"
        yield Measure("sessions", said, site.memory(), "MB", "after half of them", half, 1.05, "ratio")
