"""The API and the published files on a real server, as the site has them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from components.serving import publications
from components.serving.files import PublishedFiles
from data import api


@contextmanager
def served(app: ASGIApp | None = None) -> Iterator[str]:
    """The address of a server that runs meanwhile: of that application, else of the API and the files."""
    app = app or Starlette(routes=[*api.routes(publications()), Mount("/files", PublishedFiles())])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
