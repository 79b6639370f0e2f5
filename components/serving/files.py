"""`/files/...`: the published data and geometry, as they are."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from data.store import published_folder

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")
MEDIA_TYPES = {".geojson": "application/geo+json", ".parquet": "application/vnd.apache.parquet"}


class PublishedFiles(StaticFiles):
    """Files of `data/published` with ETag and Range; names that carry a hash may be kept for ever."""

    def __init__(self) -> None:
        super().__init__(directory=published_folder(), check_dir=False)

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
