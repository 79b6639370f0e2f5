"""Logs as JSON lines with the number of the request. Nothing personal is written: no client, no browser, no values.

Of an error its kind and where it was raised are kept; its message is not, as it may quote what a reader wrote.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any
from uuid import uuid4

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
ROOT = re.compile(r".*/(?=(components|pages|data|site-packages|python[0-9.]+)/)")
FRAMES = 12  # the innermost ones of an error
# They quote what a client sent.
QUIET = ("streamlit.web.server.starlette.starlette_websocket", "httpx", "urllib3")


def identify(asked: str | None) -> str:
    """The number of a request: the one that it came with, if it is one, else a new one."""
    return asked if asked and WELL_FORMED.fullmatch(asked) else uuid4().hex


class _Lines(JsonFormatter):
    """One JSON object a line."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        if log_data.get("error") is None:
            log_data.pop("error", None)
        if number := request_id.get():
            log_data.setdefault("request_id", number)

    def formatException(  # noqa: N802 (the standard library's name)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, error, _ = ei
        return "" if kind is None or error is None else described(error)


def described(error: BaseException) -> str:
    """Kind of an error and the innermost calls it came through, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    calls = [f"{ROOT.sub('', frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return " < ".join([type(error).__qualname__, *reversed(calls)])


def configure(level: str) -> None:
    """Sends every log of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Lines(
            ["asctime", "levelname", "name", "message", "exc_info"],
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "exc_info": "error"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # uvicorn and Streamlit bring handlers of their own.
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(("uvicorn", "streamlit"))]:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.getLogger("uvicorn.access").disabled = True  # it tells addresses; ours does not
    logging.getLogger("uvicorn.error").addFilter(_tells_no_address)


def _tells_no_address(record: logging.LogRecord) -> bool:
    """False for uvicorn's line of a websocket, which names client and query."""
    return '"WebSocket' not in str(record.msg)
