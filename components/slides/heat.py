"""A grid of coloured cells as a native table: rows and columns as on the site, each number on its colour."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.i18n import Language
from components.slides import tables, writing
from components.slides.plans import is_turned, known, plain
from components.slides.writing import SMALLEST, Box, emu
from components.theme import LIGHT, contrast

CELL, NAME = 0.72, 0.105  # inches: of a cell, and of a letter of a row's name
HIGHEST = 0.42  # inches, of a row


def grid(figure: go.Figure) -> Any:
    """The figure's grid of numbers; None where it has none, or where colours stand for words."""
    for trace in figure.data:
        if trace.type == "heatmap" and ("%{z" in (trace.hovertemplate or "") or trace.texttemplate):
            return trace
    return None


def add(shapes: Any, box: Box, figure: go.Figure, exhibit: Exhibit, t: Language) -> int:
    """The table into a box; gives how many columns one stands for, where it is too wide for all."""
    trace = grid(figure)
    rows = list(range(len(trace.y)))[:: 1 if is_turned(figure.layout.yaxis) else -1]
    names = [plain(trace.y[row]) for row in rows]
    first = min(max(len(name) for name in names) * NAME + 0.3, box[2] / 3)
    every = math.ceil(len(trace.x) * CELL / (box[2] - first))
    kept = [place for place in range(len(trace.x)) if (len(trace.x) - 1 - place) % every == 0]
    heads = ["", *(plain(str(trace.x[place])).replace("\n", " ") for place in kept)]
    lines, values = [heads], []
    for row, name in zip(rows, names):
        numbers = [known(trace.z[row][place]) for place in kept]
        written = trace.text[row] if trace.text is not None else None
        lines.append([name, *(_written(n, t) if written is None else written[at] for n, at in zip(numbers, kept))])
        values.append(numbers)
    widths = [first, *[(box[2] - first) / len(kept)] * len(kept)]
    head = 0.26 * max(writing.lines_of(text, SMALLEST, width - 0.1) for text, width in zip(heads[1:], widths[1:])) + 0.1
    heights = [head, *[min((box[3] - head) / len(names), HIGHEST)] * len(names)]
    frame = shapes.add_table(len(lines), len(widths), *emu((box[0], box[1], box[2], sum(heights))))
    writing.describe(frame, exhibit.name, exhibit.alt or exhibit.headline)
    tables.fill(frame.table, lines, widths, heights, [False, *[True] * len(kept)])
    _colour(frame.table, values, trace)
    return every


def _written(number: float | None, t: Language) -> str:
    if number is None:
        return t.missing
    return t.percent(number) if number <= 1 else t.number(number)


def _colour(table: Any, values: list[list[float | None]], trace: Any) -> None:
    """Each cell in the colour that its number has on the site, with words that can be read on it."""
    every = [n for line in values for n in line if n is not None]
    low, high = (known(bound) for bound in (trace.zmin, trace.zmax))
    low, high = min(every) if low is None else low, max(every) if high is None else high
    for row, line in enumerate(values, start=1):
        for column, number in enumerate(line, start=1):
            if number is None:
                continue
            at = min(max((number - low) / ((high - low) or 1), 0), 1)
            ground = _between(trace.colorscale, at)
            cell = table.cell(row, column)
            cell.fill.fore_color.rgb = writing.rgb(ground)
            ink = max((LIGHT.ink, LIGHT.paper), key=partial(contrast, ground))
            for run in cell.text_frame.paragraphs[0].runs:
                run.font.color.rgb = writing.rgb(ink)


def _between(scale: Any, at: float) -> str:
    """The colour of a scale of places and colours at a place, 0-1."""
    places = [place for place, _ in scale]
    channels = [[int(colour[i : i + 2], 16) for _, colour in scale] for i in (1, 3, 5)]
    return "#" + "".join(f"{round(np.interp(at, places, channel)):02X}" for channel in channels)
