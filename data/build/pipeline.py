"""The build, step by step: read and shape, check, write aside, swap in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
from rich.progress import track

from data import catalog
from data.build import (
    banxico,
    banxico_ce166,
    conapo_marginalisation,
    conapo_migration,
    conapo_population,
    coneval,
    controls,
    countries,
    dhs,
    evaluation,
    geometry,
    inegi,
    places,
    publish,
    reference,
    reported,
    schema,
    shcp,
    shcp_migration,
    shcp_ministry,
    sources,
    sre,
    surveys,
    un_desa,
    unhcr,
    us_census,
    world_bank,
)
from data.build.raw import BuildError, Raw

MODULES = (
    places, reference, evaluation, shcp, shcp_migration, shcp_ministry, reported, banxico, banxico_ce166, inegi,
    conapo_population, conapo_migration, conapo_marginalisation, coneval,
    countries, us_census, sre, surveys, un_desa, world_bank, dhs, unhcr, sources,
)  # fmt: skip
BUILDERS: dict[str, Callable[[Raw], pd.DataFrame]] = {k: f for module in MODULES for k, f in module.TABLES.items()}
CONTROLS = [control for module in MODULES for control in module.CONTROLS]


def _published(folder: Path, table_id: str) -> arrow.Table:
    path = folder / f"{table_id}.parquet"
    if not path.is_file():
        raise BuildError(f"--only keeps the other tables as published, but {path.name} is not there: build all first")
    return parquet.read_table(path)


def _tables(raw: Raw, published: Path, only: str | None) -> dict[str, arrow.Table]:
    known = catalog.tables()
    if only is not None and only not in known:
        raise BuildError(f"no table {only}; the catalogue has {', '.join(known)}")
    if set(known) != set(BUILDERS):
        raise BuildError(f"tables without catalogue entry or builder: {sorted(set(known) ^ set(BUILDERS))}")
    tables = {}
    for table_id in track(known, description="reading"):
        if only in (None, table_id):
            tables[table_id] = schema.to_arrow(known[table_id], BUILDERS[table_id](raw))
        else:
            tables[table_id] = _published(published, table_id)
    return tables


def _check(tables: dict[str, arrow.Table]) -> None:
    frames = {table_id: rows.to_pandas() for table_id, rows in tables.items()}
    for table_id in track(frames, description="checking"):
        schema.check(catalog.tables()[table_id], frames[table_id], frames)
    held = controls.check(CONTROLS, frames)
    print(f"{held} control totals hold")


def build(raw_root: Path, published: Path, only: str | None = None) -> None:
    """Publish every table (or `only` one) and the geometry. BuildError leaves `published` untouched."""
    raw = Raw(raw_root)
    tables = _tables(raw, published, only)
    _check(tables)
    published.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=published.parent, prefix=".staged-") as staging:
        staged = Path(staging) / "published"
        staged.mkdir()
        for table_id, rows in track(tables.items(), description="writing"):
            publish.write_table(staged, table_id, rows)
        shapes = geometry.write(raw, staged / "geo")
        publish.write_datapackage(staged, {table_id: rows.num_rows for table_id, rows in tables.items()}, shapes)
        publish.write_licences(staged)
        publish.keep_register(published, staged)
        publish.swap(staged, published)
    print(f"{len(tables)} tables and {len(shapes)} geometry files published to {published.name}/")
