"""How long a register of many rows takes: import, file size, and every query of the page. `make bench`.

Every row is made up and says so. Nothing is written outside a temporary folder.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from data import store  # noqa: E402
from data.build.register.places import Places, plain  # noqa: E402
from data.store import Filters, connection  # noqa: E402

PUBLISHED = ROOT / "data" / "published"
SIZES = (30_000, 3_000_000)
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
    "list, searched in vain": lambda: store.register_page(search="xyzxyz"),
    "list, one state searched": lambda: store.register_page(Filters(states=("32",)), search="agua"),
    "one project": lambda: store.register_project("INV-00012345"),
}
AGAIN = 4  # times that a query is asked after the first


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 3)


def _import(file: Path, published: Path) -> None:
    """In a process of its own, so that its memory is known."""
    command = [sys.executable, "-m", "data.build", "register", str(file), "--yes", "--lang", "en"]
    subprocess.run([*command, "--into", str(published)], cwd=ROOT, check=True)


def measure(rows: int) -> dict[str, Any]:
    """Seconds, bytes and memory of a register of that many rows. Sizes have to grow from one to the next."""
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "published"
        shutil.copytree(PUBLISHED, published)
        made_up = Path(folder) / "inventado.csv"
        write_made_up(made_up, rows)
        csv_bytes = made_up.stat().st_size
        seconds = _timed(lambda: _import(made_up, published))
        made_up.unlink()
        connection.published_folder = lambda: published  # type: ignore[assignment]
        connection._connection.cache_clear()
        return {
            "rows": rows,
            "csv_bytes": csv_bytes,
            "import_seconds": seconds,
            "import_memory_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
            "bytes": {path.name: path.stat().st_size for path in sorted(published.glob("project_register*"))},
            "query_seconds": {
                name: {"first": _timed(work), "again": max(_timed(work) for _ in range(AGAIN))}
                for name, work in QUERIES.items()
            },
            "query_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def main() -> None:
    """Prints each size as it is done, and everything as JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES, help="sizes to try, in rows")
    parser.add_argument("--largest", action="store_true", help=f"also {LARGEST:,} rows, which takes a while")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    options = parser.parse_args()
    results = []
    for rows in [*options.rows, *([LARGEST] if options.largest else [])]:
        result = measure(rows)
        results.append(result)
        print(
            f"\n{rows:,} rows: import {result['import_seconds']} s with {result['import_memory_mb']:,} MB at most, "
            f"CSV {result['csv_bytes']:,} bytes; queries with {result['query_memory_mb']:,} MB at most"
        )
        for name, size in result["bytes"].items():
            print(f"  {name:<36} {size:>15,} bytes")
        print(f"  {'':<36} first       slowest of the next {AGAIN}")
        for name, seconds in result["query_seconds"].items():
            print(f"  {name:<36} {seconds['first']:>7.3f} s   {seconds['again']:>7.3f} s", flush=True)
    text = json.dumps(results, indent=1)
    print(text)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
