"""A reader without a browser: the websocket of a page, spoken as Streamlit's own frontend speaks it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

STREAM, MOST = "/_stcore/stream", 64 * 2**20  # bytes of a message


@dataclass(frozen=True)
class Run:
    """One run of a page: seconds until it had finished, bytes and messages that came, figures among them."""

    seconds: float
    received: int
    messages: int
    figures: int


class Viewer:
    """One session: `async with Viewer(address) as viewer: await viewer.run("focalizacion", "state=32")`."""

    def __init__(self, address: str) -> None:
        self.url = address.replace("http", "ws", 1) + STREAM
        self._page_hash = ""

    async def __aenter__(self) -> Self:
        self._socket: ClientConnection = await connect(
            self.url, subprotocols=["streamlit"], max_size=MOST, proxy=None, ping_interval=None, open_timeout=60
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def run(self, page: str = "", query: str = "", fragment: str = "") -> Run:
        """Asks for a run at that address and reads all of it. RuntimeError when the page raised."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name, asked.fragment_id = query, page, fragment
        asked.page_script_hash = self._page_hash
        asked.context_info.timezone, asked.context_info.locale = "America/Mexico_City", "es-MX"
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        received = messages = figures = 0
        while True:
            raw = await self._socket.recv()
            received, messages = received + len(raw), messages + 1
            told = ForwardMsg.FromString(raw)
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self._page_hash = told.navigation.page_script_hash
            elif kind == "delta":
                element = told.delta.new_element.WhichOneof("type")
                figures += element in ("plotly_chart", "deck_gl_json_chart")
                if element == "exception":
                    raise RuntimeError(told.delta.new_element.exception.message)
            elif kind == "script_finished":
                return Run(time.perf_counter() - began, received, messages, figures)
