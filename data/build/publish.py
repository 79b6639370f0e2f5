"""Writing the published files: aside first, then swapped in at once."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from data import catalog

AT_CWD, EXCHANGE = -100, 2  # of renameat2(2)
FIELD_TYPES = {"list": "array"}


def write_table(folder: Path, table_id: str, rows: arrow.Table) -> None:
    """One Parquet file. The same rows give the same bytes."""
    parquet.write_table(rows, folder / f"{table_id}.parquet", compression="zstd", compression_level=15)


def write_hashed(folder: Path, name: str, suffix: str, content: bytes) -> Path:
    """A file whose name carries its content's hash, so that it may be cached for ever."""
    path = folder / f"{name}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _field(column: catalog.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.minimum is not None:
        constraints["minimum"] = int(column.minimum) if column.type == "integer" else column.minimum
    if column.maximum is not None:
        constraints["maximum"] = int(column.maximum) if column.type == "integer" else column.maximum
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    field: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES.get(column.type, column.type),
        "title": column.title.en,
        "description": column.description.en,
        "title_es": column.title.es,
        "description_es": column.description.es,
    }
    if column.unit:
        field["unit"] = column.unit
    if constraints:
        field["constraints"] = constraints
    return field


def file_facts(path: Path) -> dict[str, Any]:
    """Size and hash, as a descriptor states them."""
    content = path.read_bytes()
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def _licences(source_ids: tuple[str, ...]) -> list[dict[str, str]]:
    ids = sorted({catalog.sources()[source_id].licence for source_id in source_ids})
    licences = [catalog.licences()[licence_id] for licence_id in ids]
    return [{"name": i, "title": x.title.en, **({"path": x.url} if x.url else {})} for i, x in zip(ids, licences)]


def _sources(source_ids: tuple[str, ...]) -> list[dict[str, str]]:
    entries = [catalog.sources()[source_id] for source_id in source_ids]
    return [
        {"title": f"{catalog.publishers()[s.publisher].title.en}: {s.title.en}", **({"path": s.url} if s.url else {})}
        for s in entries
    ]


def _origin(source_ids: tuple[str, ...]) -> dict[str, Any]:
    """Sources and licences; nothing for a table that has none, as the standard allows no empty list of licences."""
    return {"sources": _sources(source_ids), "licenses": _licences(source_ids)} if source_ids else {}


def _table_resource(folder: Path, table: catalog.Table, rows: int) -> dict[str, Any]:
    path = folder / f"{table.table_id}.parquet"
    return {
        "name": table.table_id,
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "title": table.title.en,
        "description": table.description.en,
        "title_es": table.title.es,
        "description_es": table.description.es,
        "coverage": table.coverage.en,
        "flags": list(table.flags),
        "rows": rows,
        **file_facts(path),
        **_origin(table.sources),
        "schema": {"fields": [_field(c) for c in table.columns], "primaryKey": list(table.key)},
    }


def _geometry_resource(folder: Path, path: Path, source_id: str) -> dict[str, Any]:
    return {
        "name": "geo_" + path.name.split(".")[0],
        "path": path.relative_to(folder).as_posix(),
        "format": "geojson",
        "mediatype": "application/geo+json",
        "title": catalog.sources()[source_id].title.en,
        **file_facts(path),
        **_origin((source_id,)),
    }


def write_datapackage(folder: Path, rows: Mapping[str, int], geometry: Mapping[Path, str]) -> None:
    """`datapackage.json`: rows by table id, and the source id of each geometry file."""
    tables = [_table_resource(folder, table, rows[table_id]) for table_id, table in catalog.tables().items()]
    shapes = [_geometry_resource(folder, path, source) for path, source in sorted(geometry.items())]
    package = {
        "name": "observatorio-3x1",
        "title": "Observatorio del Programa 3x1 para Migrantes",
        "version": catalog.release().version,
        "created": f"{catalog.release().date}T00:00:00Z",
        "resources": tables + shapes,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def write_licences(folder: Path) -> None:
    """`LICENCES.txt`: every source with its publisher, licence and how it reached us."""
    blocks = []
    for source in catalog.sources().values():
        publisher, licence = catalog.publishers()[source.publisher], catalog.licences()[source.licence]
        lines = [source.source_id, f"  {source.title.es} / {source.title.en}", f"  {publisher.title.es}"]
        terms = f"  {licence.title.es} / {licence.title.en}" + (f" <{licence.url}>" if licence.url else "")
        blocks.append("\n".join([*lines, terms, f"  via {source.retrieved_via}"]))
    head = "Licencias de las fuentes / Licences of the sources"
    (folder / "LICENCES.txt").write_text("\n\n".join([head, *blocks]) + "\n", encoding="utf-8")


def keep_register(published: Path, staged: Path) -> None:
    """The register of projects, which no raw file brings, stays where somebody imported one."""
    for file in published.glob(f"{catalog.register().table_id}*.parquet"):
        shutil.copy2(file, staged / file.name)


def swap(staged: Path, published: Path) -> None:
    """The staged folder takes the published one's place in one step; whoever is killed meanwhile leaves one of them."""
    recover(published)
    _flush(staged)
    if not published.exists():
        staged.rename(published)
    elif not _exchange(staged, published):
        _swap_in_two_steps(staged, published)


def recover(published: Path) -> None:
    """Puts a folder back that a swap in two steps left under its retired name."""
    retired = _retired(published)
    if retired.exists() and not published.exists():
        retired.rename(published)


def _flush(folder: Path) -> None:
    """Everything of a folder to the disk, so that not even a power cut publishes half of it."""
    for path in [*(path for path in folder.rglob("*") if path.is_file()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Each takes the other's name at once, where the system can do that (Linux); False where it cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(AT_CWD, os.fsencode(one), AT_CWD, os.fsencode(other), EXCHANGE) == 0


def _swap_in_two_steps(staged: Path, published: Path) -> None:
    retired = _retired(published)
    shutil.rmtree(retired, ignore_errors=True)
    published.rename(retired)
    try:
        staged.rename(published)
    except OSError:
        retired.rename(published)
        raise
    shutil.rmtree(retired, ignore_errors=True)


def _retired(published: Path) -> Path:
    return published.with_name(published.name + ".old")
