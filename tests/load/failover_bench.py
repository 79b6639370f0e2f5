"""What readers see when a copy of the site dies: nginx and two copies as `make public` runs them, 30 readers, kill -9.

Each reader is a session over the websocket, as Streamlit's own page is one: it comes again as soon as it is cut off,
and counts as back when the page has run to its end. Beside it: as many come again by themselves, nobody killed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from measured import Measure
from viewer import MOST, Viewer
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

sys.path.insert(0, str(Path(__file__).parents[1]))
from deployed import COPIES, WAIT, Deployed, answers, deployed

READERS = 30
PAGE, QUERY = "financiamiento", "state=32"
COOKIE = "observatorio_copy"
PAUSES = (0.5, 0.5, 1.0, 2.0)  # seconds between the tries of Streamlit's own page, which then keeps to a longer one


class Reader(Viewer):
    """A viewer whose browser keeps the cookie that says which copy serves it."""

    def __init__(self, address: str, number: int) -> None:
        super().__init__(address)
        self.cookie = f"{COOKIE}={number:032x}"

    async def __aenter__(self) -> Reader:
        headers = {"Cookie": self.cookie}
        self._socket = await connect(
            self.url, subprotocols=["streamlit"], additional_headers=headers, max_size=MOST, proxy=None, open_timeout=60
        )
        return self

    async def cut_off(self) -> None:
        """Returns when the connection ends; what comes until then is read."""
        with suppress(ConnectionClosed):
            while True:
                await self._socket.recv()


@dataclass
class Seen:
    """What the readers went through.

    back: seconds from the cut until each page stood again. refused: tries in vain. untouched: readers not cut off.
    returned: seconds until the dead copy answers again.
    """

    back: list[float] = field(default_factory=list)
    refused: int = 0
    untouched: int = 0
    returned: float = 0


async def _comes_back(address: str, number: int, began: float, seen: Seen) -> Reader:
    """Tries as a page does, until a run has finished."""
    tries = 0
    while True:
        reader = Reader(address, number)
        try:
            await reader.__aenter__()
            await reader.run(PAGE, QUERY)
            seen.back.append(time.perf_counter() - began)
            return reader
        except (OSError, ConnectionClosed, InvalidStatus):
            seen.refused += 1
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
            tries += 1


async def _reads(
    address: str, number: int, ready: asyncio.Semaphore, cut: asyncio.Event, seen: Seen, kill: bool
) -> None:
    """One reader: opens the page, waits for what is to happen, comes back where it was cut off."""
    reader = Reader(address, number)
    await reader.__aenter__()
    await reader.run(PAGE, QUERY)
    ready.release()
    await cut.wait()
    began = time.perf_counter()
    if kill:
        try:
            await asyncio.wait_for(reader.cut_off(), 5)
        except TimeoutError:
            seen.untouched += 1
            await reader.__aexit__(None, None, None)
            return
    await reader.__aexit__(None, None, None)
    again = await _comes_back(address, number, began, seen)
    await again.__aexit__(None, None, None)


async def _all_read(site: Deployed, readers: int, kill: bool = False) -> Seen:
    """The readers, and in their midst the end of the first copy; without it all come again by themselves."""
    seen, ready, cut = Seen(), asyncio.Semaphore(0), asyncio.Event()
    reading = [asyncio.create_task(_reads(site.address, n, ready, cut, seen, kill)) for n in range(readers)]
    for _ in reading:
        await ready.acquire()
    if kill:
        first = site.port + 1
        os.kill(site.copies()[first], signal.SIGKILL)
        reading.append(asyncio.create_task(_returns(first, seen)))
    cut.set()
    await asyncio.wait_for(asyncio.gather(*reading), WAIT)
    return seen


async def _returns(port: int, seen: Seen) -> None:
    """Waits until the copy that was killed answers."""
    began = time.perf_counter()
    while await asyncio.to_thread(answers, port):
        await asyncio.sleep(0.01)
    while not await asyncio.to_thread(answers, port):
        await asyncio.sleep(0.2)
    seen.returned = time.perf_counter() - began


def _slowest(seconds: list[float]) -> float:
    """The 95th percentile of so few."""
    return sorted(seconds)[max(0, int(len(seconds) * 0.95) - 1)]


def measures(largest: bool) -> Iterator[Measure]:
    """Seconds until each reader of the dead copy has the whole page again, beside as many who come again unharmed."""
    began = time.perf_counter()
    with deployed() as site:
        started = time.perf_counter() - began
        asyncio.run(_all_read(site, COPIES * 2))  # the first run of a process is another thing
        seen = asyncio.run(_all_read(site, READERS, kill=True))
        hit = READERS - seen.untouched
        plain = asyncio.run(_all_read(site, hit))
    said = f"{hit} of {READERS} readers cut off"
    reference = f"{hit} readers come again, nobody killed"
    middle, middle_plain = sorted(seen.back)[hit // 2], sorted(plain.back)[hit // 2]
    yield Measure("failover", f"{said}: page whole again, median", middle, "s", reference, middle_plain)
    slow, slow_plain = _slowest(seen.back), _slowest(plain.back)
    yield Measure(
        "failover", f"{said}: page whole again, 95th percentile", slow, "s", reference, slow_plain, 3, "ratio"
    )
    lost = READERS - seen.untouched - len(seen.back)
    yield Measure("failover", "readers left without a page", lost, "readers", "readers cut off", hit, 0)
    yield Measure("failover", "connections refused meanwhile", seen.refused, "tries", reference, plain.refused, 0)
    yield Measure("failover", "the dead copy serves again", seen.returned, "s", "start of all copies", started)
