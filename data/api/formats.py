"""Rows as CSV, JSON and Parquet, a batch at a time: no table has to fit in memory; what a workbook says of itself."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO, Any

import orjson
import pyarrow as arrow
import pyarrow.compute as compute
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet

from data import catalog, store, workbook
from data.spreadsheet import FORMULA_STARTS, LIST_SEPARATOR

CSV_OPTIONS = arrow_csv.WriteOptions(include_header=False, eol="\r\n")
AT_ONCE = 2_000  # rows made into Python's objects: meanwhile no other thread runs
WIDTHS = {"string": 24, "integer": 14, "number": 18, "date": 12, "list": 24}


def csv(names: Iterable[str], batches: Iterable[arrow.RecordBatch]) -> Iterator[bytes]:
    """UTF-8 with BOM, RFC 4180. Text is quoted, a missing value is an empty cell, a list is joined by semicolons."""
    yield (",".join(names) + "\r\n").encode("utf-8-sig")
    for batch in batches:
        columns = [_spreadsheet_column(column) for column in batch.columns]
        sink = io.BytesIO()
        arrow_csv.write_csv(arrow.RecordBatch.from_arrays(columns, names=batch.schema.names), sink, CSV_OPTIONS)
        yield sink.getvalue()


def _spreadsheet_column(column: arrow.Array) -> arrow.Array:
    """Lists joined, text that would run as a formula behind an apostrophe, anything else as it is."""
    if arrow.types.is_list(column.type):
        column = compute.binary_join(column, LIST_SEPARATOR)
    if not arrow.types.is_string(column.type):
        return column
    risky = compute.starts_with(column, FORMULA_STARTS[0])
    for start in FORMULA_STARTS[1:]:
        risky = compute.or_(risky, compute.starts_with(column, start))
    return compute.if_else(risky, compute.binary_join_element_wise("'", column, ""), column)


def json(head: dict[str, Any], batches: Iterable[arrow.RecordBatch]) -> Iterator[bytes]:
    """An object with the members of `head` and, last, `records`: an object a row, null where there is no value."""
    yield orjson.dumps(head)[:-1] + b',"records":['
    comma = b""
    for batch in batches:
        for start in range(0, batch.num_rows, AT_ONCE):
            yield comma + orjson.dumps(batch.slice(start, AT_ONCE).to_pylist())[1:-1]
            comma = b","
    yield b"]}"


def write_parquet(file: IO[bytes], schema: arrow.Schema, batches: Iterable[arrow.RecordBatch]) -> None:
    """Parquet with the types of the published table."""
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))


def about_workbook(table: catalog.Table, names: tuple[str, ...], query: str) -> workbook.About:
    """What the workbook of those columns says besides its rows: dictionary and sources, in both languages."""
    return workbook.About(
        title=table.title.es,
        author=catalog.OBSERVATORY.es,
        created=catalog.release().date,
        widths=[WIDTHS[table.column(name).type] for name in names],
        sheets={"Diccionario": list(_dictionary(table, names)), "Fuentes": list(_sources(table, query))},
    )


def _dictionary(table: catalog.Table, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    yield "columna / column", "título", "title", "tipo / type", "unidad", "unit", "descripción", "description"
    for column in (table.column(name) for name in names):
        unit = catalog.units()[column.unit].title if column.unit else catalog.Text(es="", en="")
        about = [column.description]
        about += [catalog.Text(es=f"{slug}: {x.es}", en=f"{slug}: {x.en}") for slug, x in (column.values or {}).items()]
        es, en = (LIST_SEPARATOR.join(text[language] for text in about) for language in ("es", "en"))
        yield column.name, column.title.es, column.title.en, column.type, unit.es, unit.en, es, en
    for flag in table.flags:
        entry = catalog.flags()[flag]
        yield flag, entry.title.es, entry.title.en, "flag", "", "", entry.meaning.es, entry.meaning.en


def _sources(table: catalog.Table, query: str) -> Iterator[tuple[str, ...]]:
    yield (
        "fuente / source",
        "título",
        "title",
        "publica / publisher",
        "licencia / licence",
        "cobertura",
        "coverage",
        "url",
    )
    for source in store.sources_of(table):
        publisher, licence = catalog.publishers()[source.publisher], catalog.licences()[source.licence]
        terms = licence.title.es + (f" <{licence.url}>" if licence.url else "")
        cover = source.coverage
        texts = (source.title.es, source.title.en, publisher.title.es, terms, cover.es, cover.en, source.url or "")
        yield source.source_id, *texts
    release = catalog.release()
    yield "tabla / table", table.title.es, table.title.en, table.table_id
    yield "versión / version", f"{catalog.OBSERVATORY.es} {release.version}", release.date
    yield "consulta / query", query or "tabla completa / whole table"
