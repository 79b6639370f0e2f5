"""How long a register of many rows takes: import, file sizes, and every query of the site.

Every row is made up and says so. Nothing is written outside a temporary folder.
"""

from __future__ import annotations

import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[2]

from measured import Measure  # noqa: E402

from data import store  # noqa: E402
from data.build.register.places import Places, plain  # noqa: E402
from data.store import Filters, connection  # noqa: E402

PUBLISHED = ROOT / "data" / "published"
GOALS = {30_000: 0.05, 3_000_000: 0.2, 30_000_000: 1.0}  # seconds, by rows
LARGEST = 30_000_000
HEADER = (
    "Folio", "Ejercicio", "Entidad", "Municipio", "Localidad", "Nombre de la obra", "Tipo de obra", "Club",
    "Estado de EE. UU.", "Aportación federal", "Aportación estatal", "Aportación municipal", "Aportación migrantes",
    "Monto total", "Estatus",
)  # fmt: skip
TYPES = ("Agua potable", "Pavimentación de calles", "Electrificación", "Caminos", "Centros de salud", "Deportes")
STATUSES = ("Terminada",) * 19 + ("Cancelada",)


def write_made_up(path: Path, rows: int) -> None:
    """A list of that many made-up projects, the same each time."""
    chance = random.Random(31)
    places = Places(PUBLISHED)
    towns = [
        (state, name)
        for state, state_name in places.states.items()
        for names in [[plain(n) for n in places.municipalities(state).values()]]
        for name in places.municipalities(state).values()
        if names.count(plain(name)) == 1
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        made = (_made_up(i, chance, towns, places.states) for i in range(rows))
        while block := list(islice(made, 100_000)):
            writer.writerows(block)


def _made_up(i: int, chance: random.Random, towns: list[tuple[str, str]], states: dict[str, str]) -> list[object]:
    state, town = towns[int(chance.random() * len(towns))]
    kind = TYPES[int(chance.random() * len(TYPES))]
    parts = [int(chance.random() * 900_000) + 10_000 for _ in range(4)]
    money = [f"${amount:,}.00" for amount in (*parts, sum(parts))]
    return [
        f"INV-{i:08d}", 2002 + int(chance.random() * 18), states[state], town, f"Localidad inventada {i % 5000}",
        f"Obra inventada {i}: {kind.lower()} en {town}", kind, f"Club inventado {i % 997}", "California", *money,
        STATUSES[int(chance.random() * len(STATUSES))],
    ]  # fmt: skip


QUERIES: dict[str, Callable[[], Any]] = {
    "facts": store.register_facts,
    "summary": store.register_summary,
    "state by type": store.register_by_state_and_type,
    "municipalities": store.register_by_municipality,
    "funders by year": store.register_funders,
    "summary, one state, three years": lambda: store.register_summary(
        Filters(states=("32",), year_from=2008, year_to=2010)
    ),
    "list, first page": store.register_page,
    "list, page 1000": lambda: store.register_page(page=1000),
    "list, one state": lambda: store.register_page(Filters(states=("32",))),
    "list, searched": lambda: store.register_page(search="electrificacion jerez"),
    "list, searched for a frequent word": lambda: store.register_page(search="agua"),
    "list, searched, page 1000": lambda: store.register_page(search="agua", page=1000),
    "list, searched for two letters": lambda: store.register_page(search="de"),
    "list, searched for an identifier": lambda: store.register_page(search="inv-00012345"),
    "list, searched for a part of numbers": lambda: store.register_page(search="2008"),
    "list, searched in vain": lambda: store.register_page(search="xyzxyz"),
    "list, one state searched": lambda: store.register_page(Filters(states=("32",)), search="agua"),
    "one project": lambda: store.register_project("INV-00012345"),
}
AGAIN = 20  # times that a query is asked after the first


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _import(file: Path, published: Path) -> None:
    """In a process of its own, so that its memory is known."""
    command = [sys.executable, "-m", "data.build", "register", str(file), "--yes", "--lang", "en"]
    subprocess.run([*command, "--into", str(published)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _to_parquet(csv_file: Path) -> None:
    """The least that an import could do: the same file as Parquet, every column text."""
    with duckdb.connect() as plain:
        into = csv_file.with_suffix(".parquet")
        plain.execute(f"copy (from read_csv('{csv_file}', all_varchar = true)) to '{into}'")
        into.unlink()


def _scan(published: Path) -> float:
    """Seconds to read one column of the file from its beginning to its end: what this machine can do at all."""
    path = str(published / "project_register.parquet")
    with duckdb.connect() as plain:
        return _timed(lambda: plain.execute("select sum(total_mxn) from read_parquet(?)", [path]).fetchall())


def _of(rows: int) -> Iterator[Measure]:
    """The figures of a register of that many rows. Sizes have to grow from one to the next."""
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "published"
        shutil.copytree(PUBLISHED, published)
        made_up = Path(folder) / "inventado.csv"
        write_made_up(made_up, rows)
        csv_mb, plain_import = made_up.stat().st_size / 1e6, _timed(lambda: _to_parquet(made_up))
        seconds = _timed(lambda: _import(made_up, published))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        made_up.unlink()
        yield Measure("register", f"import of {rows:,} rows", seconds, "s", "DuckDB, CSV to Parquet", plain_import)
        yield Measure("register", f"memory of the import of {rows:,} rows", memory, "MB", "the CSV file", csv_mb)
        for path in sorted(published.glob("project_register*")):
            size = path.stat().st_size / 1e6
            yield Measure("register", f"{path.name} of {rows:,} rows", size, "MB", "the CSV file", csv_mb)
        connection.published_folder = lambda: published  # type: ignore[assignment]
        connection._connection.cache_clear()
        scan = min(_scan(published) for _ in range(3))
        for name, work in QUERIES.items():
            work()
            slowest = sorted(_timed(work) for _ in range(AGAIN))[-2]  # the 95th percentile of that many
            said = f"{name}, {rows:,} rows"
            yield Measure("register", said, slowest, "s", "summing one column of the file", scan, GOALS[rows])


def measures(largest: bool) -> Iterator[Measure]:
    """Each query's 95th percentile, beside one pass over a column."""
    for rows in GOALS:
        if rows < LARGEST or largest:
            yield from _of(rows)
