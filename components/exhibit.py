"""What can be put on a page: a figure with the words, rows and sources that belong to it. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import count
from numbers import Real

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from pandas.io.formats.style import Styler

from components.i18n import SYMBOLS, Language
from components.written import Written
from data import catalog

NUMBERS = count()


@dataclass(frozen=True)
class Exhibit:
    """A figure, map or table, ready to be shown.

    name: stable slug, used in file names. headline: the finding, computed from `rows`. subtitle: measure, unit and
    period. alt: what the picture shows, in words. rows: exactly the rows shown, under catalogue names. tables: the
    published tables behind them. views: figures by view name (`chart`, `map`), the first being the one shown unless
    the reader asks for another; of plotly, or of deck.gl. legend: HTML that belongs to the figures. html: a picture in
    words (steps, cards) where no figure fits. Without either the rows are shown as a table. caveats: flags of these
    rows; None for all flags of the tables. nothing: what is said when there are no rows. notes: what the reader must
    know beside the tables' flags. links: columns shown as links. sortable: the table is one the reader can sort.
    origin: sources that the catalogue cannot know, of a register that somebody imported. first: the columns that say
    most, where there is room for few. steps: title and detail of each step, of a picture in words that is a process.
    kept: the same object is shown to other readers, too.
    """

    name: str
    headline: str
    subtitle: str
    alt: str
    rows: pd.DataFrame
    tables: tuple[str, ...]
    views: Mapping[str, go.Figure | pdk.Deck] = field(default_factory=dict)
    legend: str = ""
    html: str = ""
    caveats: tuple[str, ...] | None = None
    nothing: str = ""
    notes: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)  # column shown as a link -> column with its address
    sortable: bool = False
    origin: tuple[catalog.Source, ...] = ()
    first: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    kept: bool = False

    def written(self, view: str) -> Written:
        """A plotly figure of its views, ready to be sent."""
        if view not in self._written:
            self._written[view] = Written(self.views[view])
        return self._written[view]

    @cached_property
    def _written(self) -> dict[str, Written]:
        return {}

    @cached_property
    def number(self) -> int:
        """Which exhibit this is: no other of this process has the same."""
        return next(NUMBERS)

    def sources(self) -> list[catalog.Source]:
        """The sources of its tables, each once."""
        ids = dict.fromkeys(s for table in self.tables for s in catalog.table(table).sources)
        return [*self.origin, *(catalog.sources()[source_id] for source_id in ids)]

    def flags(self) -> list[catalog.Flag]:
        """The caveats of its rows, each once."""
        ids = self.caveats
        if ids is None:
            ids = tuple(dict.fromkeys(flag for table in self.tables for flag in catalog.table(table).flags))
        return [catalog.flags()[flag_id] for flag_id in ids]

    def publishers(self, t: Language) -> str:
        """Who published the sources, for the source line."""
        names = [t.text(catalog.publishers()[source.publisher].short) for source in self.sources()]
        return "; ".join(dict.fromkeys(names)).removesuffix(".")  # EE. UU. brings the full stop along

    def source_line(self, t: Language) -> str:
        """Who published the sources, and the caveats by name."""
        line, flags = t("Source: {publishers}.", publishers=self.publishers(t)), self.flags()
        if flags:
            line += " " + t("Note: {flags}.", flags="; ".join(t.text(flag.title).lower() for flag in flags))
        return line


def format_cell(value: object, column: catalog.Column | None, t: Language) -> str:
    """A cell as a reader sees it, by the column's unit and type."""
    if isinstance(value, (list, tuple)) or (hasattr(value, "dtype") and getattr(value, "ndim", 0) == 1):
        return ", ".join(t.text(catalog.flags()[flag].title) for flag in value)  # type: ignore[attr-defined]
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return t.missing
    if column is None or not isinstance(value, Real) or isinstance(value, bool):
        return _word(value, column, t)
    value = float(value)
    match column.unit:
        case "year" | "rank":
            return str(int(value))
        case "mxn" | "mxn_real":
            return t.money_in_full(value, "mxn")
        case "usd":
            return t.money_in_full(value, "usd")
        case "mxn_real_per_person":
            return "$" + t.number(value, 2) if t.code == "es" else "MX$" + t.number(value, 2)
        case "usd_per_person":
            return "US$" + t.number(value, 2)
        case "people":
            return t.number(value)
        case "share":
            return t.percent(value, 1)
        case "change":
            return t.change(value)
        case "percent":
            return t.percent(value / 100, 1)
        case _:
            return t.number(value, 2, trim=True)


def _word(value: object, column: catalog.Column | None, t: Language) -> str:
    if column is not None and column.values and str(value) in column.values:
        return t.text(column.values[str(value)])
    return str(value)


def as_table(exhibit: Exhibit, t: Language) -> Styler:
    """The rows as a reader sees them: titles for headers, numbers written out and set right, Markdown links."""
    addresses = set(exhibit.links.values())
    values, writers = {}, {}
    for name in exhibit.rows.columns:
        if name in addresses:
            continue
        column = catalog.describe(name, exhibit.tables)
        title = t.text(column.title) if column else name
        cells = exhibit.rows[name]
        if is_numeric_dtype(cells) and not is_bool_dtype(cells):
            values[title] = cells
            writers[title] = partial(format_cell, column=column, t=t)
        else:
            texts = [format_cell(cell, column, t) for cell in cells]
            if not exhibit.sortable:  # which shows text as it is, without Markdown
                texts = [_plain(text) for text in texts]
            if name in exhibit.links:
                urls = exhibit.rows[exhibit.links[name]]
                texts = [f"[{text}]({url})" if pd.notna(url) else text for text, url in zip(texts, urls)]
            values[title] = texts
    return pd.DataFrame(values).style.format(writers)


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    for character in "\\`*_[]<>$~#|":
        text = text.replace(character, "\\" + character)
    return text


def short_value(value: float, column: catalog.Column, t: Language) -> str:
    """A figure as a label beside a mark: large amounts made short."""
    if pd.isna(value):
        return t.missing
    if column.unit in ("mxn", "mxn_real"):
        return t.money(value, "mxn")
    if column.unit == "usd":
        return t.money(value, "usd")
    if column.unit == "usd_per_person":
        return "US$" + t.number(value)
    return format_cell(float(value), column, t)


def hover_value(column: catalog.Column, t: Language) -> str:
    """How hovering over a map writes a figure (`z`), in d3's format and by the column's unit."""
    pesos = SYMBOLS["mxn"][t.code]
    formats = {
        "usd": "US$%{z:,.0f}", "usd_per_person": "US$%{z:,.2f}", "mxn": pesos + "%{z:,.0f}",
        "mxn_real": pesos + "%{z:,.0f}", "mxn_real_per_person": pesos + "%{z:,.2f}", "percent": "%{z:.1f}%",
    }  # fmt: skip
    return formats.get(column.unit or "", "%{z:,}")
