"""Which folder of published files the site reads, as `DATA_URL` names it: one release for the life of a process.

Unset: `data/published`. A path: that folder. `s3://bucket/prefix` (or what else pyarrow.fs opens, with the usual
`AWS_*` variables): a copy of it below `DATA_CACHE`. Only what its `datapackage.json` lists is taken, each file by its
size and hash, and a release is used as a whole or not at all: where the store is away, half-written or does not fit
this code, the last good copy serves. `python -m data.store.origin` fetches and prints the folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pyarrow as arrow
from pyarrow import fs

from data import catalog

log = logging.getLogger(__name__)
PACKAGED = Path(__file__).parents[1] / "published"
DESCRIPTOR = "datapackage.json"
KEPT = 3  # releases below DATA_CACHE: processes that started earlier still read the one they began with
BLOCK = 1 << 20


class BadReleaseError(Exception):
    """A release is incomplete, damaged, or not what this code can show."""


class NoDataError(SystemExit):
    """No release can be had from the store or an earlier copy: the server does not start, and says why."""


def chosen_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder that DATA_URL stands for now. NoDataError, which says why, when there is none."""
    url = environment.get("DATA_URL", "")
    if not url:
        return PACKAGED
    if "://" in url:
        return fetched(url, Path(environment.get("DATA_CACHE") or Path.home() / ".cache" / "observatorio" / "data"))
    try:
        _check(Path(url), _resources((Path(url) / DESCRIPTOR).read_bytes()))
    except (OSError, BadReleaseError) as error:
        raise NoDataError(f"DATA_URL={url}: {error}") from error
    return Path(url).resolve()


def fetched(url: str, cache: Path) -> Path:
    """A verified copy of the release at `url` below `cache`, or else the last one that was."""
    cache.mkdir(parents=True, exist_ok=True)
    with _alone(cache):
        try:
            folder = _newest(url, cache)
        except (OSError, arrow.ArrowException, BadReleaseError) as error:
            log.error("no release from %s: %s", _without_secrets(url), error)
            return _last_good(cache, url)
        _remember(cache, folder)
    return folder


def _newest(url: str, cache: Path) -> Path:
    """The release that the store has, copied unless it is here already."""
    store, base = fs.FileSystem.from_uri(url)
    with store.open_input_stream(f"{base}/{DESCRIPTOR}") as file:
        descriptor = file.read()
    resources = _resources(descriptor)
    folder = cache / hashlib.sha256(descriptor).hexdigest()[:16]
    if folder.is_dir():
        try:
            _check(folder, resources)
            return folder
        except BadReleaseError as error:
            log.warning("the copy in %s is damaged and fetched again: %s", folder.name, error)
            shutil.rmtree(folder)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".staged-") as scratch:
        staged = Path(scratch) / "release"
        for path, size in ((resource["path"], resource["bytes"]) for resource in resources):
            _copy(store, f"{base}/{path}", staged / path, size)
        (staged / DESCRIPTOR).write_bytes(descriptor)
        _check(staged, resources)
        staged.rename(folder)
    log.info("release %s fetched from %s", folder.name, _without_secrets(url))
    return folder


def _copy(store: fs.FileSystem, source: str, into: Path, size: int) -> None:
    """One file; no more of it than it is said to have."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with store.open_input_stream(source) as file, into.open("wb") as copy:
        while size >= 0 and (block := file.read(min(BLOCK, size + 1))):
            copy.write(block)
            size -= len(block)


def _resources(descriptor: bytes) -> list[dict[str, Any]]:
    """What a descriptor lists. BadReleaseError when it is ill-formed or lacks what the catalogue names."""
    try:
        listed = json.loads(descriptor)["resources"]
        fields = {r["name"]: [f["name"] for f in r.get("schema", {}).get("fields", [])] for r in listed}
        paths = [PurePosixPath(r["path"]) for r in listed if isinstance(r["bytes"], int) and r["hash"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadReleaseError(f"{DESCRIPTOR} is ill-formed: {error!r}") from error
    if outside := [str(path) for path in paths if path.is_absolute() or ".." in path.parts]:
        raise BadReleaseError(f"{DESCRIPTOR} names what is outside: {', '.join(outside)}")
    tables = catalog.tables().values()
    if other := [t.table_id for t in tables if fields.get(t.table_id) != [column.name for column in t.columns]]:
        raise BadReleaseError(f"not a release for this code: {', '.join(other)}")
    return listed


def _check(folder: Path, resources: list[dict[str, Any]]) -> None:
    """BadReleaseError unless every file of a release is there as it was described."""
    for resource in resources:
        path = folder / resource["path"]
        try:
            with path.open("rb") as file:
                digest = "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()
            found = (path.stat().st_size, digest)
        except OSError as error:
            raise BadReleaseError(f"{resource['path']}: {error.strerror}") from error
        if found != (resource["bytes"], resource["hash"]):
            raise BadReleaseError(f"{resource['path']} is not the file that {DESCRIPTOR} describes")


def _remember(cache: Path, folder: Path) -> None:
    """Makes a release the one to fall back to, and removes the oldest copies."""
    link = cache / ".next"
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)
    link.replace(cache / "current")
    os.utime(folder)
    copies = [path for path in cache.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != "."]
    for old in sorted(copies, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _last_good(cache: Path, url: str) -> Path:
    folder = (cache / "current").resolve()
    try:
        _check(folder, _resources((folder / DESCRIPTOR).read_bytes()))
    except (OSError, BadReleaseError) as error:
        raise NoDataError(f"no release from {_without_secrets(url)} and no earlier copy: {error}") from error
    log.warning("release %s, fetched earlier, serves", folder.name)
    return folder


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One process at a time: copies of the site that start together fetch once."""
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    print(chosen_folder())
