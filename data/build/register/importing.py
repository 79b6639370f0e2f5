"""One import from beginning to end: open, agree on the columns, read, report, publish."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from data import catalog
from data.build.register import headers, mapping, places
from data.build.register.mapping import Mapping
from data.build.register.messages import RegisterError, Say
from data.build.register.places import Places
from data.build.register.reading import Listing, open_list
from data.build.register.rows import TOLERANCE_MXN, RowReader
from data.build.register.staging import Counts, Staging

CHUNK = 50_000  # rows held at a time
BAR_ABOVE = 10_000  # rows above which a bar shows how far the reading is
Ask = Callable[[str], str]


@dataclass(frozen=True)
class Paths:
    """Where an import reads and writes. report: None for a file beside the list."""

    file: Path
    published: Path
    mapping: Path | None = None
    report: Path | None = None

    @property
    def table(self) -> Path:
        """The published register."""
        return self.published / f"{catalog.register().table_id}.parquet"

    @property
    def report_file(self) -> Path:
        """The report of this import."""
        return self.report or self.file.with_name(f"{self.file.stem}.report.csv")


def run(paths: Paths, places_folder: Path, say: Say, ask: Ask | None) -> Counts:
    """Import a list. RegisterError, or an interruption, leaves the published register as it was.

    ask: puts a question to the person and gives the answer; None to accept the columns recognised.
    """
    known = Places(places_folder)
    chosen = mapping.read(paths.mapping) if paths.mapping else Mapping()
    listing = open_list(paths.file, chosen)
    print(listing.described(say))
    _agree(listing, chosen, say, ask)
    reader = RowReader(listing.header, chosen, known, say)
    paths.published.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=paths.published.parent, prefix=".staged-") as folder:
        staging = Staging(Path(folder), places_folder)
        try:
            _read_all(listing, reader, staging, say)
            counts = staging.finish(say)
            if not counts.rows:
                raise RegisterError("no_rows", file=paths.file.name, line=listing.header.line)
            staging.write_report(paths.report_file, say)
            _summarise(counts, reader.blank, staging, paths, say)
            if not counts.accepted:
                raise RegisterError("nothing_accepted", rows=counts.rows, report=paths.report_file)
            changed = staging.publish(paths.table, _facts(paths.file, listing, chosen, counts))
        finally:
            staging.close()
    if changed:
        print(say("summary.published", path=paths.table, bytes=f"{paths.table.stat().st_size:,}"))
    else:
        print(say("summary.unchanged"))
    return counts


def _agree(listing: Listing, chosen: Mapping, say: Say, ask: Ask | None) -> None:
    """Show which column is which; without a mapping, have it approved."""
    header = listing.header
    names = header.names()
    if not chosen.columns:
        print(say("summary.columns", threshold=headers.LIKENESS))
        for target, name in names.items():
            print(f"  {target:<18} <- {name} ({header.scores[target]})")
    used = set(header.columns.values())
    unused = [f"«{cell}»" for place, cell in enumerate(header.cells) if cell and place not in used]
    absent = [t for t in mapping.TARGETS if t not in header.columns and not t.endswith("_name")]
    if unused:
        print(say("summary.unused", columns=", ".join(unused)))
    if absent:
        print(say("summary.absent", columns=", ".join(absent)))
    if chosen.columns:
        return
    print(say("summary.as_mapping"), mapping.written(names), sep="\n")
    if ask is not None and ask(say("summary.approve")).strip().lower()[:1] not in {"y", say("summary.yes")}:
        raise RegisterError("not_approved")


def _read_all(listing: Listing, reader: RowReader, staging: Staging, say: Say) -> None:
    rows = listing.rows()
    with _bar(listing.lines, say) as advance:
        while chunk := list(islice(rows, CHUNK)):
            staging.add(*reader.read(chunk))
            advance(len(chunk))


@contextmanager
def _bar(lines: int, say: Say) -> Iterator[Callable[[int], None]]:
    """How far a long list is read, to be told of rows as they are; for short ones, nothing."""
    if lines <= BAR_ABOVE:
        yield lambda rows: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task(say("summary.progress"), total=lines)
        yield lambda rows: progress.advance(task, rows)


def _summarise(counts: Counts, blank: int, staging: Staging, paths: Paths, say: Say) -> None:
    numbers = {
        "rows": counts.rows, "accepted": counts.accepted, "flagged": counts.flagged, "rejected": counts.rejected,
        "blank": blank,
    }  # fmt: skip
    print(say("summary.rows", **{name: f"{number:,}" for name, number in numbers.items()}))
    reasons = staging.reasons()
    if reasons:
        print(say("summary.reasons"))
    for outcome, key, rows in reasons:
        print(f"  {say(f'outcome.{outcome}')}: {_bare(key, say)}: {rows:,}")
    print(say("summary.rules", place=places.LIKENESS, margin=places.MARGIN, tolerance=TOLERANCE_MXN))
    print(say("summary.report", report=paths.report_file))


def _bare(key: str, say: Say) -> str:
    """A reason without what it says of one row."""
    blanks = ("n", "width", "first", "last", "state", "code", "name", "sum", "total", "columns", "read", "score")
    return say(f"row.{key}", candidates="", **dict.fromkeys(blanks, "…"))


def _facts(file: Path, listing: Listing, chosen: Mapping, counts: Counts) -> dict[str, Any]:
    """What travels inside the published file: where it comes from, and how many rows were read."""
    origin = chosen.source
    return {
        "file": file.name,
        "sha256": _sha256(file),
        "publisher": origin.publisher,
        "licence": origin.licence,
        "title_es": origin.title_es or f"Padrón de obras ({file.name})",
        "title_en": origin.title_en or f"Register of projects ({file.name})",
        "url": origin.url,
        "retrieved_via": origin.retrieved_via or f"python -m data.build register {file.name}",
        "header_line": listing.header.line,
        "accepted": counts.accepted,
        "flagged": counts.flagged,
        "rejected": counts.rejected,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
