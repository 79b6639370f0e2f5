"""Small helpers that several builders share: slugs, stages, texts kept beside the code, sums for the controls."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from data.build.controls import Tables
from data.build.raw import BuildError

TEXTS = Path(__file__).parent / "texts"


def slugs(values: pd.Series, known: Mapping[str, str | None]) -> pd.Series:
    """Each value's slug from a closed vocabulary; None there leaves it missing. BuildError names an unknown value."""
    unknown = set(values.dropna()) - set(known)
    if unknown:
        raise BuildError(f"values without a slug: {sorted(unknown)}")
    return values.map(known)


def slugify(values: pd.Series) -> pd.Series:
    """English labels as slugs (`Million MXN` is `million_mxn`). The catalogue's `values` decide which are allowed."""
    return values.str.lower().str.replace(r"\W+", "_", regex=True).str.strip("_")


def texts(name: str) -> dict[str, Any]:
    """The entries of `texts/<name>.toml`."""
    with (TEXTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def by_id(ids: pd.Series, entries: Mapping[str, Any], what: str) -> pd.Series:
    """The entry of each id, in the ids' order. BuildError when an id has no entry or an entry has no id."""
    odd = set(ids) ^ set(entries)
    if odd:
        raise BuildError(f"{what}: these ids stand on one side only: {sorted(odd)}")
    return ids.map(entries)


def stages_as_rows(wide: pd.DataFrame, key: list[str], stages: Mapping[str, str]) -> pd.DataFrame:
    """One row per stage and amount (`stage`, `amount_mxn`) from one column per stage; blank cells give no row."""
    rows = wide.melt(id_vars=key, value_vars=list(stages), var_name="stage", value_name="amount_mxn")
    rows["stage"] = rows["stage"].map(stages)
    return rows.assign(amount_mxn=rows["amount_mxn"].astype(float)).dropna(subset="amount_mxn", ignore_index=True)


def total(table: str, column: str, query: str | None = None) -> Callable[[Tables], float]:
    """For a control: the sum of a table's column, over the rows that `query` keeps."""

    def compute(tables: Tables) -> float:
        rows = tables[table] if query is None else tables[table].query(query)
        return float(rows[column].sum())

    return compute
