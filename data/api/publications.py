"""What the site publishes beside its tables (a fact sheet, slides), as the service mounts and describes it.

`data/` cannot know them: the site hands them to `api.routes(publications)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True)
class Publication:
    """One address that gives a file.

    path: as both Starlette and OpenAPI write it, e.g. `/api/v1/factsheets/{place}.pdf`. answer: what answers it, as an
    `Endpoint` calls it: a Problem that it raises is told as a document. get: its GET operation for openapi.json without
    the answers that every address has (304, 400, 404, 405, 414, 503), which are added; it names `responses["200"]`.
    """

    path: str
    answer: Callable[[Request], Awaitable[Response]]
    get: Callable[[], dict[str, Any]]
