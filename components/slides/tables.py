"""Native tables: the first rows of what has no chart, with a line that says how many more there are; and processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from components.charts.state_standing import TITLES
from components.exhibit import Exhibit, format_cell, short_value
from components.i18n import Language
from components.slides import writing
from components.slides.writing import SMALLEST, Box, cut, emu, lines_of, rgb
from components.theme import LIGHT
from data import catalog, store

MOST_COLUMNS = 5
LETTER = 0.115  # inches, of a letter at the smallest size, at most
MARGIN = 0.16  # inches, of a cell from side to side
LEAST, LINE_HEIGHT = 0.36, 0.25  # inches, of a row of one line and of each more
RESERVED = 0.6  # inches, for the line that says how many more rows there are
LONGEST = 150  # letters of a cell
UNSHOWN = ("flags", "base_year", "quarter")


def columns(exhibit: Exhibit) -> list[str]:
    """The columns that a slide has room for: names before codes, no links, no flags, none that is empty."""
    if exhibit.first:
        return list(exhibit.first)
    rows, links = exhibit.rows, set(exhibit.links.values())
    shown = [
        str(name)
        for name in rows.columns
        if name not in links and name not in UNSHOWN and not str(name).endswith("_code") and not rows[name].isna().all()
    ]
    return shown[:MOST_COLUMNS]


def add(shapes: Any, box: Box, exhibit: Exhibit, t: Language, shown: Sequence[str] | None = None) -> int:
    """The first rows that fit into a box; gives how many are left out."""
    names = list(shown or columns(exhibit))
    heads = [t.text(meaning.title) if meaning else name
             for name, meaning in ((name, catalog.describe(name, exhibit.tables)) for name in names)]  # fmt: skip
    written = [[cut(_cell(row, name, exhibit, t), LONGEST) for name in names]
               for _, row in exhibit.rows.head(20).iterrows()]  # fmt: skip
    widths = _widths(heads, written, box[2])
    names, heads, written = names[: len(widths)], heads[: len(widths)], [row[: len(widths)] for row in written]
    fitting, heights = [], [_height(heads, widths)]
    needed = [_height(cells, widths) for cells in written]
    whole = len(written) == len(exhibit.rows) and heights[0] + sum(needed) <= box[3]
    for cells, height in zip(written, needed):
        if not whole and sum(heights) + height > box[3] - RESERVED:
            break
        fitting.append(cells)
        heights.append(height)
    frame = shapes.add_table(len(fitting) + 1, len(names), *emu((box[0], box[1], box[2], sum(heights))))
    writing.describe(frame, exhibit.name, exhibit.alt or exhibit.headline)
    fill(frame.table, [heads, *fitting], widths, heights, [_is_number(exhibit.rows[name]) for name in names])
    return len(exhibit.rows) - len(fitting)


def add_steps(shapes: Any, box: Box, exhibit: Exhibit) -> None:
    """A process as a table: number, step, what happens."""
    lines = [[str(n), *step] for n, step in enumerate(exhibit.steps, start=1)]
    widths = [0.5, 4.2, box[2] - 4.7]
    heights = [box[3] / max(len(lines), 7)] * len(lines)
    frame = shapes.add_table(len(lines), 3, *emu((box[0], box[1], box[2], sum(heights))))
    writing.describe(frame, exhibit.name, exhibit.headline)
    frame.table.first_row = False
    fill(frame.table, lines, widths, heights, [True, False, False], header=False)


def _is_number(cells: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells)


def _cell(row: pd.Series, name: str, exhibit: Exhibit, t: Language) -> str:
    """A cell as it is read: large amounts short; the figures of an indicator by the indicator's own unit."""
    meaning = catalog.describe(name, exhibit.tables)
    slug = next((slug for slug, words in TITLES.items() if words(t) == row.get("indicator")), "")
    indicator = store.INDICATORS.get(slug)
    if indicator and name in ("value", "national"):
        meaning = catalog.describe(indicator.column, indicator.tables) or meaning
        return short_value(float(row[name]), meaning, t) if meaning and pd.notna(row[name]) else t.missing
    if meaning and meaning.unit in ("usd", "mxn", "mxn_real") and pd.notna(row[name]):
        return short_value(float(row[name]), meaning, t)
    return format_cell(row[name], meaning, t)


def _widths(heads: list[str], written: list[list[str]], whole: float) -> list[float]:
    """Inches of each column: its longest word at least, the rest by how much there is to read; the last may not fit."""
    words, texts = [], []
    for place, head in enumerate(heads):
        cells = [head, *(row[place] for row in written)]
        words.append(max(len(word) for cell in cells for word in cell.split(" ")) * LETTER + MARGIN + 0.1)
        texts.append(min(max(len(cell) for cell in cells), 60) * LETTER + MARGIN)
    while sum(words) > whole and len(words) > 1:
        words.pop()
        texts.pop()
    more = [max(text - word, 0.01) for word, text in zip(words, texts)]
    spare = max(whole - sum(words), 0)
    return [word + spare * extra / sum(more) for word, extra in zip(words, more)]


def _height(cells: list[str], widths: list[float]) -> float:
    lines = max(lines_of(cell, SMALLEST, width - MARGIN - 0.05) for cell, width in zip(cells, widths))
    return LEAST + LINE_HEIGHT * (lines - 1)


def fill(
    table: Any, lines: list[list[str]], widths: list[float], heights: list[float], numbers: list[bool],
    header: bool = True,
) -> None:  # fmt: skip
    """Words, widths and hairlines; numbers stand right. header: whether the first line is one."""
    table.horz_banding = False
    for column, width in zip(table.columns, widths):
        column.width = Inches(width)
    for place, (row, cells, height) in enumerate(zip(table.rows, lines, heights)):
        row.height = Inches(height)
        heads = header and place == 0
        for cell, text, number in zip(row.cells, cells, numbers):
            writing.write(cell.text_frame, text, SMALLEST, LIGHT.quiet if heads else LIGHT.ink, bold=heads)
            cell.margin_left = cell.margin_right = Inches(MARGIN / 2)
            cell.margin_top = cell.margin_bottom = Inches(0.04)
            cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heads else MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(LIGHT.panel if heads else LIGHT.paper)
            for paragraph in cell.text_frame.paragraphs:
                paragraph._p.get_or_add_pPr().set("algn", "r" if number else "l")
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
