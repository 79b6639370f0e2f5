"""Where values stand on a plotly figure of known width: its panels, their scales and their ticks, in pixels."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from components.charts.scale import round_ticks
from components.slides.plans import known, plain
from components.svg.markup import room

TICK_SIZE, LINE = 13.0, 1.25  # pixels of a tick's letters; height of a line by its letters
MONTH = re.compile(r"(\d{4})-(\d{2})")
SPARE = 0.055  # of a span, left free where plotly finds the range itself
TICKS = 6


@dataclass(frozen=True)
class Tick:
    """A place on an axis: its value and what is written there."""

    value: float
    text: str


@dataclass(frozen=True)
class Axis:
    """One axis: its range as plotly has it (logarithms on a log scale), where it begins and ends, and its ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[Tick, ...]
    grid: bool
    log: bool = False
    names: tuple[str, ...] = ()

    def at(self, value: Any) -> float | None:
        """Pixels; None for what is no value of this axis."""
        place = self.place(value)
        if place is None or self.high == self.low:
            return None
        return self.start + (self.end - self.start) * (place - self.low) / (self.high - self.low)

    def place(self, value: Any) -> float | None:
        """The value as a number of the range."""
        if self.names:
            return float(self.names.index(value)) if value in self.names else None
        number = moment(value)
        if self.log:
            return math.log10(number) if number and number > 0 else None
        return number


@dataclass(frozen=True)
class Panel:
    """One pair of axes. key: of its vertical axis, `y` or `y2`."""

    key: str
    x: Axis
    y: Axis


def moment(value: Any) -> float | None:
    """A number as it is, a month as its part of the year."""
    if isinstance(value, str) and (found := MONTH.match(value)):
        return int(found[1]) + (int(found[2]) - 1) / 12
    return known(value)


def panels(figure: go.Figure, width: float, height: float) -> dict[str, Panel]:
    """The panels of a figure by the key of their vertical axis."""
    layout = figure.layout
    keys = list(dict.fromkeys(getattr(trace, "yaxis", None) or "y" for trace in figure.data))
    vertical = {key: layout[f"yaxis{key[1:]}"] for key in keys}
    names = {key: _names(figure, key, "y") for key in keys}
    left = max(_labels(axis, names[key]) for key, axis in vertical.items())
    top, bottom = _above_and_below(layout)
    start = max(layout.margin.l or 0, left)
    across = _axis(layout.xaxis, figure, "x", start, width - (layout.margin.r or 0), _names(figure, "", "x"), False)
    found = {}
    for key, axis in vertical.items():
        low, high = axis.domain or (0, 1)
        whole = height - top - bottom
        found[key] = Panel(
            key, across,
            _axis(axis, figure, key, top + whole * (1 - low), top + whole * (1 - high), names[key], True),
        )  # fmt: skip
    return found


def _above_and_below(layout: Any) -> tuple[float, float]:
    title = plain(layout.xaxis.title.text or "")
    ticks = 0.0 if layout.xaxis.visible is False else TICK_SIZE + 10
    above = layout.margin.t if layout.margin.t is not None else 8
    on_top = layout.xaxis.side == "top"
    lines = len(title.split("\n")) * TICK_SIZE * LINE + 6 if title else 0.0
    return above + (ticks if on_top else 0), (layout.margin.b or 0) + (0 if on_top else ticks) + lines


def _names(figure: go.Figure, key: str, letter: str) -> tuple[str, ...]:
    """The categories of an axis, in the order in which plotly counts them; none where it has numbers."""
    found: dict[str, None] = {}
    for trace in figure.data:
        if letter == "x" or (getattr(trace, "yaxis", None) or "y") == key:
            values = [] if trace[letter] is None else list(trace[letter])
            found |= {value: None for value in values if isinstance(value, str) and not MONTH.match(value)}
    axis = figure.layout[f"{letter}axis{key[1:]}"]
    order = list(axis.categoryarray) if axis.categoryarray is not None else []
    return tuple(sorted(found, key=lambda name: order.index(name) if name in order else len(order)))


def _labels(axis: Any, names: tuple[str, ...]) -> float:
    """Pixels that the words along a vertical axis take."""
    if axis.visible is False or axis.showticklabels is False:
        return 0.0
    words = names or tuple(axis.ticktext or ())
    return max((room(plain(str(word)), TICK_SIZE) for word in words), default=22.0) + 8


def _axis(
    axis: Any, figure: go.Figure, key: str, start: float, end: float, names: tuple[str, ...], vertical: bool
) -> Axis:
    low, high = _range(axis, figure, key, names, vertical)
    log = axis.type == "log"
    ticks = () if axis.visible is False or axis.showticklabels is False else _ticks(axis, low, high, names, log)
    return Axis(low, high, start, end, ticks, axis.showgrid is not False and axis.visible is not False, log, names)


def _range(axis: Any, figure: go.Figure, key: str, names: tuple[str, ...], vertical: bool) -> tuple[float, float]:
    turned = axis.autorange == "reversed"
    if names:
        low, high = -0.5, len(names) - 0.5
    elif axis.range is not None:
        low, high = (moment(end) or 0.0 for end in axis.range)
    else:
        low, high = _spanned(figure, key, vertical, axis.type == "log")
    return (high, low) if turned else (low, high)


def _spanned(figure: go.Figure, key: str, vertical: bool, log: bool) -> tuple[float, float]:
    """As plotly finds it: all values, with some space around marks and none around lines."""
    values, lines = [], True
    for trace in figure.data:
        if vertical and (getattr(trace, "yaxis", None) or "y") != key:
            continue
        found = trace.y if vertical else trace.x
        values += [v for v in map(moment, [] if found is None else list(found)) if v is not None]
        lines = lines and trace.type == "scatter" and "markers" not in (trace.mode or "")
        if trace.type == "bar" and vertical == (trace.orientation != "h"):
            values.append(0.0)
    if log:
        values = [math.log10(value) for value in values if value > 0]
    low, high = min(values, default=0.0), max(values, default=1.0)
    spare = SPARE * (high - low) if vertical or not lines else 0.0
    return low - spare, high + spare


def _ticks(axis: Any, low: float, high: float, names: tuple[str, ...], log: bool) -> tuple[Tick, ...]:
    if names:
        said = dict(zip(axis.tickvals or (), (plain(str(text)) for text in axis.ticktext or ())))
        return tuple(Tick(float(i), said.get(name, name)) for i, name in enumerate(names))
    if axis.tickvals is not None:
        said = axis.ticktext if axis.ticktext is not None else axis.tickvals
        pairs = [(moment(value), plain(str(text))) for value, text in zip(axis.tickvals, said)]
        return tuple(Tick(math.log10(v) if log else v, text) for v, text in pairs if v is not None)
    if log or low == high:
        return ()
    write = _written(axis)
    round_values = round_ticks(min(low, high), max(low, high), axis.nticks or TICKS)
    return tuple(Tick(value, write(round(value, 10))) for value in round_values)


def _written(axis: Any) -> Callable[[float], str]:
    return lambda value: f"{axis.tickprefix or ''}{value:g}{axis.ticksuffix or ''}".strip()
