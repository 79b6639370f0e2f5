"""Streamlit's own files made small once: compressed, fonts and Plotly cut to what the site uses, kept in a cache.

`python -m components.serving` makes them ahead, as a build does; a server makes them in a process beside it
when they are missing. The cache is `$OBSERVATORY_CACHE`, else the user's cache folder, else a temporary one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import brotli
import streamlit

from components.serving import fonts, plotly_chunk
from components.serving.frontend import ASSETS
from data.store import published_folder

LEAST = 500  # bytes: less is not worth it
MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".geojson": "application/geo+json"}
COMPRESSED = (".js", ".css", ".svg", ".json")
FIRST = ("index.", "PlotlyChart.", "protobuf.", "react-dom.", "StreamlitMarkdown.")  # what every visit waits for
LIST = "list.json"
STATIC, GEOMETRY = "/static/", "/files/geo/"  # whose names carry a hash of what is in them
FOR_EVER, A_DAY = "public, max-age=31536000, immutable", "public, max-age=86400"
IDENTITY = "identity"


@dataclass(frozen=True)
class Stored:
    """One file ready to send. file: its name in the cache. encoding: as HTTP names it. shared: with other sites."""

    file: str
    encoding: str
    media_type: str
    etag: str
    cache_control: str
    shared: bool = False


@cache
def folder() -> Path:
    """Where the files are kept: for this version of Streamlit, this way to make them, and the icons that we use."""
    how = [Path(module).read_text(encoding="utf-8") for module in (__file__, fonts.__file__, plotly_chunk.__file__)]
    made_of = json.dumps([how, streamlit.__version__, sorted(fonts.icons()), brotli.__version__])
    name = f"{streamlit.__version__}-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}"
    for parent in _parents():
        with suppress(OSError):
            path = parent / "observatorio-3x1" / name
            path.mkdir(parents=True, exist_ok=True)
            return path
    return Path(tempfile.mkdtemp(prefix="observatorio-3x1-"))


def _parents() -> Iterator[Path]:
    if asked := os.environ.get("OBSERVATORY_CACHE"):
        yield Path(asked)
    with suppress(RuntimeError):
        yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    yield Path(tempfile.gettempdir())


def prepare() -> None:
    """Makes what is missing. Two processes at once do it one after the other."""
    with _alone():
        listed = read()
        waiting = missing(listed)
        shorter = dict(plotly_chunk.cut()) if any(path.suffix == ".js" for path in waiting) else {}
        fonts_cut = dict(fonts.cut()) if any(path.suffix == ".woff2" for path in waiting) else {}
        for path in waiting:
            if path.suffix == ".woff2":
                listed[_address(path)] = [_font(path, fonts_cut[path])]
            else:
                made = [_compressed(path, shorter.get(path), encoding) for encoding in ("br", "gzip")]
                listed[_address(path)] = made
            written = {address: [asdict(one) for one in stored] for address, stored in listed.items()}
            _write(LIST, json.dumps(written).encode())


def missing(listed: Mapping[str, list[Stored]]) -> list[Path]:
    """The files that are still to be made, what is waited for first."""
    return [path for path in sorted(_sources(), key=_order) if _address(path) not in listed]


def _sources() -> list[Path]:
    texts = [path for path in ASSETS.rglob("*") if path.suffix in COMPRESSED and path.stat().st_size >= LEAST]
    return [*texts, *fonts.files(), *(published_folder() / "geo").glob("*.geojson")]


def _address(path: Path) -> str:
    return GEOMETRY + path.name if path.suffix == ".geojson" else STATIC + path.relative_to(ASSETS).as_posix()


def _order(path: Path) -> tuple[bool, int]:
    """What is waited for first, then the small ones, of which there are most."""
    return not path.name.startswith(FIRST), path.stat().st_size


def _compressed(path: Path, shorter: bytes | None, encoding: str) -> Stored:
    """The file, or what is served in its place: for a day only, as its name says nothing of what we leave out."""
    data = path.read_bytes() if shorter is None else shorter
    small = brotli.compress(data, quality=11, lgwin=24) if encoding == "br" else gzip.compress(data, 9, mtime=0)
    media_type = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _stored(path, small, encoding, media_type, FOR_EVER if shorter is None else A_DAY)


def _font(path: Path, data: bytes) -> Stored:
    """Kept for a day only: its name stays when the letters and icons in it change."""
    return _stored(path, data, IDENTITY, "font/woff2", A_DAY)


def _stored(path: Path, data: bytes, encoding: str, media_type: str, cache_control: str) -> Stored:
    etag = f'"{hashlib.sha256(data).hexdigest()[:20]}"'
    name = f"{path.name}.{encoding}"
    _write(name, data)
    return Stored(name, encoding, media_type, etag, cache_control, shared=path.suffix == ".geojson")


def _write(name: str, data: bytes) -> None:
    """The whole file or none of it."""
    with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as file:
        file.write(data)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(folder() / name)


@contextmanager
def _alone() -> Iterator[None]:
    with (folder() / "lock").open("w") as lock:
        with suppress(ImportError):
            import fcntl  # not on Windows, where two may do the same work

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read() -> dict[str, list[Stored]]:
    """What is ready, by address; nothing where the list cannot be read."""
    try:
        listed = json.loads((folder() / LIST).read_bytes())
        return {address: [Stored(**one) for one in stored] for address, stored in listed.items()}
    except (OSError, ValueError, TypeError):
        return {}


class Prepared:
    """What is ready, as it becomes ready; `start` has the rest made in a process of its own, at low priority."""

    def __init__(self) -> None:
        self.files: dict[str, list[Stored]] = {}
        self._started = False

    def start(self) -> None:
        """Once; returns at once."""
        if not self._started:
            self._started = True
            threading.Thread(target=self._make, name="prepare", daemon=True).start()

    def _make(self) -> None:
        self.files = read()
        if not missing(self.files):
            return
        command = [sys.executable, "-m", "components.serving"]
        process = subprocess.Popen(command, cwd=fonts.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            self.files = read()
