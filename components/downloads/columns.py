"""What each column of the rows shown means: name, title, unit, type and, for codes, the meaning of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from components.downloads.rows import is_list, kind, typed
from components.exhibit import Exhibit
from components.i18n import Language
from data import catalog


@dataclass(frozen=True)
class Described:
    """One column of the rows shown. values: the codes that occur in it, with their meaning."""

    name: str
    kind: str
    column: catalog.Column | None
    values: dict[str, catalog.Text]

    @property
    def unit(self) -> str | None:
        """Its unit's id."""
        return self.column.unit if self.column else None

    def title(self, t: Language) -> str:
        """Its title; its name where the catalogue does not know it."""
        return t.text(self.column.title) if self.column else self.name

    def description(self, t: Language) -> str:
        """What it holds."""
        return t.text(self.column.description) if self.column else ""

    def unit_title(self, t: Language) -> str:
        """Its unit in words."""
        return t.text(catalog.units()[self.unit].title) if self.unit else ""


def described(exhibit: Exhibit) -> list[Described]:
    """The columns of the rows shown, in their order."""
    rows = typed(exhibit.rows, exhibit.tables)
    return [_described(rows[name], catalog.describe(name, exhibit.tables)) for name in rows.columns]


def _described(cells: pd.Series, column: catalog.Column | None) -> Described:
    known = (column.values if column else None) or {}
    if cells.name == "flags":
        known = {flag_id: flag.title for flag_id, flag in catalog.flags().items()}
    present = {str(value) for cell in cells for value in (cell if is_list(cell) else [cell])} if known else set()
    return Described(str(cells.name), kind(cells, column), column, {v: x for v, x in known.items() if v in present})


def headers(columns: list[Described], t: Language) -> list[str]:
    """A title for each column, with its name where two share one."""
    times = Counter(column.title(t) for column in columns)
    return [f"{c.title(t)} ({c.name})" if times[c.title(t)] > 1 else c.title(t) for c in columns]


def kind_name(kind: str, t: Language) -> str:
    """A column's type in words."""
    return {
        "string": t("text"),
        "integer": t("whole number"),
        "number": t("number"),
        "date": t("date"),
        "boolean": t("yes or no"),
        "list": t("list"),
    }[kind]


def all_flags(exhibit: Exhibit) -> list[catalog.Flag]:
    """The caveats of the figure and those in its rows, each once."""
    flags = exhibit.flags()
    if "flags" in exhibit.rows:
        in_rows = dict.fromkeys(flag for cell in exhibit.rows["flags"] if is_list(cell) for flag in cell)
        flags += [catalog.flags()[flag] for flag in in_rows if catalog.flags()[flag] not in flags]
    return flags
