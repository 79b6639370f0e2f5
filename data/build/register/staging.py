"""Rows and findings on their way: written aside as they come, then sorted, reported and published."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as arrow
import pyarrow.parquet as parquet

from data import catalog
from data.build.register.messages import Say
from data.build.register.rows import FINDINGS, REJECTED, Finding
from data.build.schema import arrow_schema
from data.store.register_layout import (
    BLOCK,
    MADE_OF,
    belongs,
    beside,
    places_statement,
    rows_of,
    search_statement,
    sums_statement,
    words_statement,
)

ROW_GROUP = 32_768  # rows; DuckDB skips the groups not asked for, and a page of the list reads one or two
MEMORY = "1GB"  # what sorting may take, however many the rows; beyond it goes to the disk
ORDER = "state_code, year, municipality_code NULLS LAST, record_id"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
METADATA = b"project_register"
BLOCKS = arrow.schema([("words", arrow.string()), ("digits_from", arrow.int8()), ("digits_to", arrow.int8())])
BLOCKS_TOGETHER = 256  # in a row group: some megabytes


@dataclass(frozen=True)
class Counts:
    """How many rows were read, and how they ended."""

    accepted: int
    flagged: int
    rejected: int

    @property
    def rows(self) -> int:
        """All rows that were not blank."""
        return self.accepted + self.rejected


class Staging:
    """A folder with the rows accepted and the findings, as they are read."""

    def __init__(self, folder: Path, places: Path) -> None:
        """places: the folder with the published municipalities, whose names are searched, too."""
        self._municipalities = f"read_parquet('{(places / 'municipalities.parquet').as_posix()}')"
        self._rows, self._findings = folder / "rows.parquet", folder / "findings.parquet"
        self._row_writer = parquet.ParquetWriter(self._rows, arrow_schema(catalog.register()), compression="snappy")
        self._finding_writer = parquet.ParquetWriter(self._findings, FINDINGS, compression="snappy")
        self._database = duckdb.connect(str(folder / "work.duckdb"))
        self._database.execute(f"SET memory_limit = '{MEMORY}'")
        self._database.execute(f"SET temp_directory = '{(folder / 'sorting').as_posix()}'")
        self._database.execute("SET threads = 2")

    def add(self, rows: arrow.Table, findings: Sequence[Finding]) -> None:
        """Some rows more."""
        self._row_writer.write_table(rows)
        if findings:
            columns = dict(zip(FINDINGS.names, map(list, zip(*findings))))
            self._finding_writer.write_table(arrow.table(columns, schema=FINDINGS))

    def finish(self, say: Say) -> Counts:
        """Nothing comes any more: identifiers that repeat are found, rows counted."""
        self._row_writer.close()
        self._finding_writer.close()
        run = self._database.execute
        run(f"CREATE VIEW staged AS SELECT * FROM read_parquet('{self._rows.as_posix()}')")
        run(f"CREATE VIEW found AS SELECT * FROM read_parquet('{self._findings.as_posix()}', file_row_number = true)")
        run(
            """
            CREATE TABLE repeated AS
            SELECT source_line, record_id, first
            FROM staged JOIN (SELECT record_id, min(source_line) AS first FROM staged GROUP BY 1 HAVING count(*) > 1)
                USING (record_id)
            WHERE source_line > first
            """
        )
        run("CREATE VIEW kept AS SELECT * FROM staged WHERE source_line NOT IN (SELECT source_line FROM repeated)")
        self._list_repeated(say)
        accepted, flagged = run("SELECT count(*), count(*) FILTER (len(flags) > 0) FROM kept").fetchall()[0]
        rejected = run("SELECT count(DISTINCT line) FROM reported WHERE outcome = ?", [REJECTED]).fetchall()[0][0]
        return Counts(accepted, flagged, rejected)

    def _list_repeated(self, say: Say) -> None:
        """Findings with those of repeated identifiers; what else was said of such a row is of a rejected one."""
        reason = say("row.duplicate_id", first="\x00").split("\x00")
        self._database.execute(
            f"""
            CREATE VIEW reported AS
            SELECT line, record_id, CASE WHEN outcome <> 'note' AND line IN (SELECT source_line FROM repeated)
                   THEN '{REJECTED}' ELSE outcome END AS outcome, "column", value, key, reason, file_row_number AS place
            FROM found
            UNION ALL
            SELECT source_line, record_id, '{REJECTED}', 'record_id', record_id, 'duplicate_id',
                   '{reason[0]}' || first || '{reason[1]}', -1
            FROM repeated
            """
        )

    def reasons(self) -> list[tuple[str, str, int]]:
        """Outcome, key of the reason and number of rows, the most frequent first."""
        return self._database.execute(
            """
            SELECT outcome, key, count(DISTINCT line) AS rows FROM reported GROUP BY outcome, key
            ORDER BY outcome = 'note', outcome DESC, rows DESC, key
            """
        ).fetchall()

    def write_report(self, path: Path, say: Say) -> None:
        """Every finding in order of line: CSV in UTF-8 with BOM, no cell that a spreadsheet would run."""
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        found = self._database.execute(
            'SELECT line, record_id, outcome, "column", value, reason FROM reported ORDER BY line, place'
        )
        try:
            with aside.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                names = ("line", "record_id", "outcome", "column", "value", "reason")
                writer.writerow([say(f"report.{name}") for name in names])
                while rows := found.fetchmany(10_000):
                    writer.writerows(_report_line(row, say) for row in rows)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)

    def publish(self, path: Path, facts: dict[str, Any]) -> bool:
        """The table in the place of the old one, in one step; False when the old one was the same already.

        What makes it quick to ask goes beside it: a reader who comes in between does without.
        """
        _sweep(path)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self._write_table(aside, facts)
            changed = not (path.is_file() and _same(aside, path))
            with aside.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            register = rows_of(aside)
            self._write_beside(
                path, "search", sha256, search_statement(register, self._municipalities), ("place",), "place"
            )
            search, words = rows_of(beside(path, "search")), rows_of(beside(path, "words"))
            self._write_beside(path, "words", sha256, words_statement(search), ("digits", "word"))
            _write_blocks(path, sha256)
            self._write_beside(path, "places", sha256, places_statement(search, words), ("word", "stands"), "word")
            self._write_beside(path, "sums", sha256, sums_statement(register))
            if changed:
                aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
        return changed

    def _write_table(self, aside: Path, facts: dict[str, Any]) -> None:
        schema = arrow_schema(catalog.register())
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
        with parquet.ParquetWriter(
            aside, schema.with_metadata({METADATA: text}), compression="zstd", compression_level=6
        ) as writer:
            for group in self._sorted(schema):
                writer.write_table(group, row_group_size=ROW_GROUP)

    def _write_beside(
        self, path: Path, name: str, sha256: str, statement: str, order: tuple[str, ...] = (), left_out: str = ""
    ) -> None:
        """A file made of the register with that fingerprint. order: columns to sort by; left_out: one of them."""
        made = beside(path, name)
        if belongs(made, sha256):
            return
        kept = f"* EXCLUDE ({left_out})" if left_out else "*"
        sorting = f" ORDER BY {', '.join(order)}" if order else ""
        # Snappy: read in half the time that Zstandard takes.
        form = f"FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {ROW_GROUP}"
        with _replacing(made) as aside:
            target = f"'{aside.as_posix()}' ({form}, KV_METADATA {{'{MADE_OF}': '{sha256}'}})"
            self._database.execute(f"COPY (SELECT {kept} FROM ({statement}){sorting}) TO {target}")

    def _sorted(self, schema: arrow.Schema) -> Iterator[arrow.Table]:
        """The rows in order, as many at a time as a row group holds."""
        names = ", ".join(schema.names)
        result = self._database.sql(f"SELECT {names} FROM kept ORDER BY {ORDER}")
        held: list[arrow.RecordBatch] = []
        for batch in result.to_arrow_reader(ROW_GROUP):
            held.append(batch)
            if sum(part.num_rows for part in held) >= ROW_GROUP:
                whole = arrow.Table.from_batches(held)
                yield whole.slice(0, ROW_GROUP).cast(schema)
                held = whole.slice(ROW_GROUP).to_batches()
        rest = arrow.Table.from_batches(held).cast(schema) if held else schema.empty_table()
        if rest.num_rows:
            yield rest

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()
        self._row_writer.close()
        self._finding_writer.close()


def _sweep(path: Path) -> None:
    """Removes what an import that was killed left beside the table; one that still runs keeps its own."""
    for left in path.parent.glob(f".{path.stem}*.parquet.*"):
        try:
            os.kill(int(left.suffix[1:]), 0)
        except (ValueError, ProcessLookupError):
            left.unlink(missing_ok=True)
        except PermissionError:
            pass  # somebody else's, and running


def _report_line(row: tuple, say: Say) -> list[object]:
    line, record_id, outcome, column, value, reason = row
    return [line, _inert(record_id), say(f"outcome.{outcome}"), column, _inert(value), reason]


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        while block := a.read(1 << 20):
            if block != b.read(1 << 20):
                return False
    return True


@contextmanager
def _replacing(made: Path) -> Iterator[Path]:
    """A file to write, which takes the place of that one when it is whole."""
    aside = made.with_name(f".{made.name}.{os.getpid()}")
    try:
        yield aside
        aside.replace(made)
    finally:
        aside.unlink(missing_ok=True)


def _write_blocks(path: Path, sha256: str) -> None:
    """The list of words, BLOCK of them in a row: their text, and `digits` of the first and of the last."""
    made = beside(path, "blocks")
    if belongs(made, sha256):
        return
    with _replacing(made) as aside, parquet.ParquetFile(beside(path, "words")) as words:
        blocks = _blocks(words.iter_batches(columns=["word", "digits"]))
        with parquet.ParquetWriter(aside, BLOCKS.with_metadata({MADE_OF: sha256}), compression="snappy") as writer:
            while together := list(islice(blocks, BLOCKS_TOGETHER)):
                writer.write_table(arrow.Table.from_pylist(together, BLOCKS))


def _blocks(batches: Iterable[arrow.RecordBatch]) -> Iterator[dict[str, Any]]:
    words = chain.from_iterable(zip(batch["word"].to_pylist(), batch["digits"].to_pylist()) for batch in batches)
    while block := list(islice(words, BLOCK)):
        yield {"words": " ".join(word for word, _ in block), "digits_from": block[0][1], "digits_to": block[-1][1]}
