"""Lines over years, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd

from components.svg.markup import picture, room, short, tag, text, title
from components.theme import SANS, Palette


@dataclass(frozen=True)
class Line:
    """A line: the column it draws, the name it bears, and whether it is the point being made."""

    column: str
    name: str
    told: bool = False


@dataclass(frozen=True)
class _Box:
    """The space of the lines: pixels of a year and of a value."""

    years: Sequence[int]
    most: float
    width: float
    top: float
    base: float
    edge: float

    def x(self, i: int) -> float:
        return self.edge + (self.width - 2 * self.edge) * i / max(len(self.years) - 1, 1)

    def y(self, value: float) -> float:
        return self.base - (self.base - self.top) * value / self.most if self.most else self.base


def line_chart(
    rows: pd.DataFrame,
    lines: Sequence[Line],
    alt: str,
    colours: Palette,
    write: Callable[[float], str],
    *,
    width: float = 320,
    height: float = 200,
    size: float = 13,
    font: str = SANS,
) -> str:
    """rows: year, and a column for each line, by year. `write` makes the figure at the end of a line.

    The axis begins at zero. One or two lines: of two, the one that ends higher is named above, the other below.
    """
    columns = [line.column for line in lines]
    box = _Box(
        [int(year) for year in rows["year"]], float(rows[columns].max().max()), width,
        top=size * 1.8, base=height - size * 1.6, edge=size / 4,
    )  # fmt: skip
    body = [_axis(box, height, size, colours)]
    highest = max(rows[column].iloc[-1] for column in columns)
    for line in sorted(lines, key=lambda line: line.told):
        up = len(lines) == 1 or rows[line.column].iloc[-1] == highest
        body.append(_line(rows, line, columns, box, up, write, size, colours))
    return picture("".join(body), width, height, alt, font)


def _axis(box: _Box, height: float, size: float, colours: Palette) -> str:
    rule = tag("path", d=f"M0 {short(box.base)}H{short(box.width)}", stroke=colours.rule, fill="none")
    last = len(box.years) - 1
    places = {0: (0.0, "start"), last // 2: (box.x(last // 2), "middle"), last: (box.width, "end")}
    years = [
        text(str(box.years[i]), x, height - size * 0.3, size, colours.quiet, anchor)
        for i, (x, anchor) in places.items()
    ]
    return rule + "".join(years)


def _line(
    rows: pd.DataFrame,
    line: Line,
    columns: list[str],
    box: _Box,
    up: bool,
    write: Callable[[float], str],
    size: float,
    colours: Palette,
) -> str:
    values = rows[line.column].tolist()
    colour = colours.accent if line.told else colours.quiet
    points = [f"{short(box.x(i))} {short(box.y(value))}" for i, value in enumerate(values)]
    label = f"{line.name} {write(values[-1])}"
    step = (box.width - 2 * box.edge) / max(len(values) - 1, 1)
    beside = rows[columns].tail(ceil(room(label, size) / step) + 1)  # the years that the label spans
    # clear of both lines: one that rises or falls inside the span would run through the words
    at = box.y(beside.max().max()) - size * 0.6 if up else box.y(beside.min().min()) + size * 1.25
    spoken = f"{line.name}: {write(values[0])} ({box.years[0]}), {write(values[-1])} ({box.years[-1]})"
    drawn = tag(
        "path", d="M" + "L".join(points), fill="none", stroke=colour, stroke_width=size / (5 if line.told else 7),
        stroke_linejoin="round",
    )  # fmt: skip
    end = tag("circle", cx=box.x(len(values) - 1), cy=box.y(values[-1]), r=size / 4.5, fill=colour)
    named = text(label, box.width, min(at, box.base - size * 0.3), size, colour, "end", bold=line.told)
    return tag("g", title(spoken) + drawn + end + named)
