"""`/files/...`: the published data and geometry, as they are, and nothing else that lies in their folder."""

from __future__ import annotations

import re
from os import stat_result
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from data import catalog
from data.store import DataUnavailableError, published_folder, resources

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MEDIA_TYPES = {".geojson": "application/geo+json", ".parquet": "application/vnd.apache.parquet"}
# Beside what datapackage.json lists: itself, the licences, and the register where somebody imported one.
LISTED = ("datapackage.json", "LICENCES.txt")


def published_files() -> set[str]:
    """Paths below the published folder that are published. Without datapackage.json, only what does not need it."""
    register = f"{catalog.register().table_id}.parquet"
    try:
        return {*LISTED, register, *(resource.path for resource in resources().values())}
    except DataUnavailableError:
        return {*LISTED, register, *(f"{table_id}.parquet" for table_id in catalog.tables())}


class PublishedFiles(StaticFiles):
    """Files of `data/published` with ETag and Range; names that carry a hash may be kept for ever."""

    def __init__(self) -> None:
        super().__init__(directory=published_folder(), check_dir=False)

    def lookup_path(self, path: str) -> tuple[str, stat_result | None]:
        """Only what is listed is looked for."""
        return super().lookup_path(path) if path in published_files() else ("", None)

    def file_response(self, full_path: Any, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(full_path, *args, **kwargs)
        name = str(full_path)
        age = "max-age=31536000, immutable" if HASHED.search(name) else "max-age=300"
        response.headers["Cache-Control"] = f"public, {age}"
        response.headers["Access-Control-Allow-Origin"] = "*"
        for suffix, media_type in MEDIA_TYPES.items():
            if name.endswith(suffix):
                response.headers["Content-Type"] = media_type
        return response
