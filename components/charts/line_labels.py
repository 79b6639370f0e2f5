"""Labels on lines: those of its high and low points that fit, and names at the ends of several lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from components.charts.labels import LETTER, WIDTHS
from components.charts.scale import spread

LEADING = 15.0  # pixels from line to line of a label
DISTANCES = (7.0, 20.0, 34.0, 48.0, 62.0)  # from the point to its label, the nearest that is free is taken
EDGE = 2.0  # pixels that a label may reach beyond the plot


@dataclass(frozen=True)
class Mark:
    """A point to be labelled: where it is (0-1 from the left and from below), its text, and on which sides it may be.

    text: lines joined by <br>. sides: 1 above, -1 below, the one liked best first.
    """

    x: float
    y: float
    text: str
    sides: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the plot's lower left corner."""

    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share a part."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def holds(self, x: np.ndarray, y: np.ndarray) -> bool:
        """Whether one of the points lies inside."""
        return bool(((x > self.left) & (x < self.right) & (y > self.bottom) & (y < self.top)).any())


@dataclass(frozen=True)
class Label:
    """A mark that found room: how far its text stands from the point, and which of its ends is there."""

    mark: Mark
    offset: float  # pixels, negative below
    anchor: str

    def box(self, width: float, height: float) -> Box:
        """The room it takes on a plot of that size."""
        lines = self.mark.text.replace("<b>", "").replace("</b>", "").split("<br>")
        wide, high = LETTER * 1.08 * max(map(len, lines)), LEADING * len(lines)
        x, y = self.mark.x * width, self.mark.y * height + self.offset
        left = x - wide * {"left": 0, "center": 0.5, "right": 1}[self.anchor]
        return Box(left, left + wide, y if self.offset > 0 else y - high, y + high if self.offset > 0 else y)

    def leader(self, width: float, height: float) -> Box:
        """The hairline from the point to the text."""
        x, y = self.mark.x * width, self.mark.y * height
        return Box(x - 1, x + 1, min(y, y + self.offset), max(y, y + self.offset))


def fitting(marks: Iterable[Mark], line: tuple[np.ndarray, np.ndarray], height: float) -> list[Label]:
    """The marks that find room on a phone and on a screen, asked in their order, each on the place it likes best.

    line: the line they lie on, which no label may cover, 0-1 from the left and from below. height: of the plot, pixels.
    """
    placed: list[Label] = []
    for mark in marks:
        places = (
            Label(mark, side * distance, anchor)
            for distance in DISTANCES
            for side in mark.sides
            for anchor in ("center", "right", "left")
        )
        free = (label for label in places if _is_free(label, placed, line, height))
        placed += [label for label in [next(free, None)] if label is not None]
    return placed


def _is_free(label: Label, placed: Sequence[Label], line: tuple[np.ndarray, np.ndarray], height: float) -> bool:
    for width in WIDTHS:
        box = label.box(width, height)
        inside = box.left >= -EDGE and box.right <= width + EDGE and box.bottom >= 0 and box.top <= height
        if not inside or box.holds(line[0] * width, line[1] * height):
            return False
        for other in placed:
            text = other.box(width, height)
            if box.meets(text) or label.leader(width, height).meets(text) or box.meets(other.leader(width, height)):
                return False
    return True


def annotate(figure: go.Figure, label: Label, x: object, y: float, colour: str, rule: str, yref: str = "y") -> None:
    """A label on the figure, its point being x, y; with a hairline to the point where it stands off."""
    if abs(label.offset) > DISTANCES[0]:
        place = {"ax": 0, "ay": -label.offset, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": rule, "standoff": 4}
    else:
        place = {"yshift": label.offset, "showarrow": False}
    figure.add_annotation(
        x=x, y=y, yref=yref, text=label.mark.text, xanchor=label.anchor, align=label.anchor,
        yanchor="bottom" if label.offset > 0 else "top", font={"size": 12, "color": colour}, **place,
    )  # fmt: skip


def ticks_inside(
    figure: go.Figure,
    ticks: Iterable[float],
    span: tuple[float, float],
    height: float,
    line: tuple[np.ndarray, np.ndarray],
    labels: Sequence[Label],
    write: Callable[[float], str],
    colour: str,
    yref: str = "y",
) -> list[float]:
    """Figures of the ticks inside the plot, each over its gridline; zero and those that would lie on a line or a label
    are left out. Gives the ticks that remain. span: the axis from end to end; the others as in `fitting`."""
    phone = WIDTHS[0]
    remaining = []
    for tick in ticks:
        y = (tick - span[0]) / (span[1] - span[0]) * height
        box = Box(0, 4 + LETTER * len(write(tick)), y - 2, y + LEADING)
        met = box.holds(line[0] * phone, line[1] * height) or any(box.meets(o.box(phone, height)) for o in labels)
        if tick != 0 and not met:
            remaining.append(tick)
            figure.add_annotation(
                x=0, xref="paper", y=tick, yref=yref, text=write(tick), showarrow=False, xanchor="left",
                yanchor="bottom", font={"size": 12, "color": colour},
            )  # fmt: skip
    return remaining


@dataclass(frozen=True)
class End:
    """The end of a line: its last point, its name (lines joined by <br>) and its colour."""

    x: float
    y: float
    text: str
    colour: str


def name_ends(figure: go.Figure, ends: Sequence[End], span: tuple[float, float], height: float, rule: str) -> float:
    """Names right of the lines' ends, in the order of the ends and without overlap, each with a hairline to its line.

    span: the y axis from end to end; height: of the plot in pixels. Gives the pixels of margin that the names need.
    """
    gap = LEADING * max((1 + end.text.count("<br>") for end in ends), default=1) + 3
    at = [(end.y - span[0]) / (span[1] - span[0]) * height for end in ends]
    moved = spread(at, gap)
    low, high = gap / 2 - 8, height - gap / 2 + 8
    shift = max(0.0, low - min(moved, default=low)) or min(0.0, high - max(moved, default=high))
    for end, was, now in zip(ends, at, moved):
        figure.add_annotation(
            x=end.x, y=end.y, text=end.text, ax=18, ay=was - now - shift, xanchor="left", yanchor="middle",
            showarrow=True, arrowhead=0, arrowwidth=1, arrowcolor=rule, standoff=4, align="left",
            font={"size": 12, "color": end.colour},
        )  # fmt: skip
    lines = [line for end in ends for line in end.text.replace("<b>", "").replace("</b>", "").split("<br>")]
    return 20 + LETTER * 1.12 * max(map(len, lines), default=0)
