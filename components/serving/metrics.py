"""OpenMetrics of the server on a port of their own: requests, durations, open pages, errors. Nothing personal."""

from __future__ import annotations

import logging
import re
from functools import cache

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, start_http_server

from components.site import HIDDEN, PAGES

SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
REQUESTS = Counter("http_requests", "Answers, by route and status", ["route", "status"])
DURATION = Histogram("http_request_duration_seconds", "Until the last byte, by route", ["route"], buckets=SECONDS)
SESSIONS = Gauge("sessions_open", "Open pages (websockets)")
ERRORS = Counter("errors_logged", "Log records of level error and above, by logger", ["logger"])

SLUGS = frozenset(f"/{page.slug}" for page in (*PAGES, *HIDDEN))
# The addresses of a route, in the order they are tried: as many labels as there are routes, whatever is asked.
ROUTES = (
    (re.compile(r"/api/v1/tables/[^/]+\.(csv|json|parquet|xlsx)"), r"/api/v1/tables/{table}.\1"),
    (re.compile(r"/api/v1/tables/[^/]+"), "/api/v1/tables/{table}"),
    (re.compile(r"/api/v1/factsheets/.*"), "/api/v1/factsheets/{place}.pdf"),
    (re.compile(r"(/api/v1/(?:slides\.pptx|tables|openapi\.json|health(?:/live|/ready)?)|/data\.json)"), r"\1"),
    (re.compile(r"/(api|files|static|media|assets|_stcore)/.*"), r"/\1/…"),
)


def route_of(path: str) -> str:
    """The route of a path, for a label."""
    if path in SLUGS:
        return path
    for pattern, label in ROUTES:
        if found := pattern.fullmatch(path):
            return found.expand(label)
    return "other"


class _Count(logging.Handler):
    """Counts what is logged as an error."""

    def emit(self, record: logging.LogRecord) -> None:
        """One more of its logger."""
        ERRORS.labels(record.name).inc()


@cache
def start(port: int, address: str) -> None:
    """Answers on `http://address:port/metrics` from now on, in a thread of its own. OSError when the port is taken."""
    logging.getLogger().addHandler(_Count(level=logging.ERROR))
    start_http_server(port, address, REGISTRY)
