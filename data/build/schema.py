"""Checks of one table against the catalogue: types, required cells, ranges, codes, key."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from data import catalog
from data.build.raw import BuildError

ARROW_TYPES = {
    "string": arrow.string(),
    "integer": arrow.int64(),
    "number": arrow.float64(),
    "date": arrow.date32(),
    "list": arrow.list_(arrow.field("element", arrow.string())),  # the name Parquet gives back
}


def arrow_schema(table: catalog.Table) -> arrow.Schema:
    """The Arrow schema of a published table, columns in the catalogue's order."""
    return arrow.schema([arrow.field(c.name, ARROW_TYPES[c.type], nullable=not c.required) for c in table.columns])


def to_arrow(table: catalog.Table, frame: pd.DataFrame) -> arrow.Table:
    """The frame with the catalogue's types, sorted by key. BuildError names a column that does not fit."""
    expected, found = [c.name for c in table.columns], list(frame.columns)
    if expected != found:
        raise BuildError(f"{table.table_id}: columns are {found}, the catalogue says {expected}")
    frame = frame.sort_values(list(table.key), kind="stable", ignore_index=True)
    try:
        typed = arrow.Table.from_pandas(frame, schema=arrow_schema(table), preserve_index=False)
    except (arrow.ArrowException, TypeError, ValueError) as error:
        raise BuildError(f"{table.table_id}: {error}") from error
    return typed.replace_schema_metadata(None)


def _checks(column: catalog.Column, codes: frozenset[str] | None) -> list[pa.Check]:
    checks = []
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern))
    if column.values:
        checks.append(pa.Check.isin(list(column.values)))
    if codes is not None:
        checks.append(pa.Check.isin(list(codes), error=f"unknown code of {column.refers}"))
    if column.name == "flags":
        known = set(catalog.flags())
        checks.append(pa.Check(lambda flags: known.issuperset(flags), element_wise=True, error="unknown flag"))
    return checks


def _referred(column: catalog.Column, tables: Mapping[str, pd.DataFrame]) -> frozenset[str] | None:
    if not column.refers:
        return None
    table, name = column.refers.split(".")
    return frozenset(tables[table][name])


def check(table: catalog.Table, frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> None:
    """BuildError when a cell breaks the catalogue's rules or the key repeats.

    `tables` holds every published table by id, for the codes that columns refer to.
    """
    schema = pa.DataFrameSchema(
        {c.name: pa.Column(None, _checks(c, _referred(c, tables)), nullable=not c.required) for c in table.columns},
        strict=True,
        unique=list(table.key),
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["column", "check", "failure_case"]].astype(str).drop_duplicates().head(5)
        raise BuildError(f"{table.table_id}:\n{cases.to_string(index=False)}") from errors
