"""What a figure of the site becomes on a slide: read from its plotly traces, before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import plotly.graph_objects as go

MOST_BARS = 14  # a bar needs room for its name at the smallest size of type
MOST_PANELS = 4
MARK = re.compile("^[-—–] ?(- )?")  # of a line, before its name
MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?")
Number = float | None


@dataclass(frozen=True)
class Series:
    """One series: its name, its values (and, for points, where they stand), colours and the words beside its marks.

    colours, outlines: one for all, or one for each value. said: words by place in the series. thick: the line that is
    the point. symbol: plotly's, of the marks.
    """

    name: str
    values: list[Number]
    colours: list[str]
    at: list[float] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)
    lines: bool = False
    marks: bool = False
    thick: bool = False
    outlines: list[str] = field(default_factory=list)
    symbol: str = "circle"
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A native chart. kind: bars (across), columns, lines (over categories) or points (x against y).

    categories: names, years or days. left_out: bars that found no room. overlaid: bars over bars. log_x, log_y: scales
    by powers of ten. turned: x falls to the right. across, up: what the axes of points measure.
    """

    kind: str
    series: list[Series]
    categories: list[Any] = field(default_factory=list)
    stacked: bool = False
    title: str = ""
    left_out: int = 0
    overlaid: bool = False
    log_x: bool = False
    log_y: bool = False
    turned: bool = False
    across: str = ""
    up: str = ""


def charts(figure: go.Figure) -> list[Chart]:
    """The panels of a figure as native charts; none where it has a form that PowerPoint does not know."""
    traces = [trace for trace in figure.data if _says_something(trace)]
    if not traces or any(trace.type not in ("bar", "scatter") for trace in traces):
        return []
    panels: dict[str, list[Any]] = {}
    for trace in traces:
        panels.setdefault(trace.yaxis or "y", []).append(trace)
    if len(panels) > MOST_PANELS:
        return []
    titles = _titles(figure, list(panels))
    made = [_panel(figure, axis, own, titles.get(axis, "")) for axis, own in panels.items()]
    return [chart for chart in made if chart] if all(made) else []


def _says_something(trace: Any) -> bool:
    """Not a mark of the legend that stands nowhere, nor an area without a line."""
    if trace.type != "scatter":
        return True
    return trace.mode not in ("none", "text") and any(known(value) is not None for value in _list(trace.y))


def _titles(figure: go.Figure, axes: list[str]) -> dict[str, str]:
    """The words over each panel, where there are several: notes on the paper, or in the panel's own frame."""
    if len(axes) < 2:
        return {}
    own = {str(note.yref).removesuffix(" domain"): note.text for note in figure.layout.annotations
           if str(note.yref).endswith(" domain") and note.y == 1}  # fmt: skip
    on_paper = [note.text for note in figure.layout.annotations if note.yref == "paper" and note.text]
    found = own if set(axes) <= set(own) else dict(zip(axes, on_paper))
    return {axis: _in_a_line(text) for axis, text in found.items()}


def _in_a_line(text: str) -> str:
    """A name, and the figures that stand under it; a long name may take two lines."""
    name, *figures = plain(text.replace("</b><br><b>", " ")).split("\n")
    return f"{name}: {', '.join(figures)}" if figures else name


def _panel(figure: go.Figure, axis: str, traces: list[Any], title: str) -> Chart | None:
    bars = [trace for trace in traces if trace.type == "bar"]
    if bars:
        return _bars(figure, bars, title)
    vertical = figure.layout[f"yaxis{axis[1:]}"]
    if vertical.ticktext and not all(_is_number_like(text) for text in vertical.ticktext):
        return None  # places up the axis have names: a table says it better
    over_time = all(_is_time(value) for trace in traces for value in _list(trace.x) if value is not None)
    return (_over_time if over_time else _points)(figure, axis, traces, title)


def _bars(figure: go.Figure, bars: list[Any], title: str) -> Chart | None:
    across = bars[0].orientation == "h"
    categories: list[Any] = []
    for bar in bars:
        categories += [value for value in _list(bar.y if across else bar.x) if value not in categories]
    if across and not all(isinstance(category, str) for category in categories):
        return None
    if not across:
        categories.sort()
    else:
        categories = _from_the_top(figure.layout.yaxis, categories)
    kept = categories[:MOST_BARS] if across else categories
    series = []
    for bar in bars:
        values = dict(zip(_list(bar.y if across else bar.x), map(known, _list(bar.x if across else bar.y))))
        inks = dict(zip(values, colours_of(bar.marker.color, len(values))))
        edges = dict(zip(values, colours_of(bar.marker.line.color, len(values))))
        colours, outlines = ([own.get(c, next(iter(own.values()))) for c in kept] for own in (inks, edges))
        row = [values.get(category) for category in kept]
        series.append(Series(plain(bar.name or ""), row, colours, outlines=outlines))
    left_out = len(categories) - len(kept)
    stacked = figure.layout.barmode in ("stack", "relative") and len(series) > 1
    overlaid = figure.layout.barmode == "overlay"
    return Chart("bars" if across else "columns", series, kept, stacked, title, left_out, overlaid)


def _from_the_top(axis: Any, categories: list[Any]) -> list[Any]:
    """The names as they stand on the figure; plotly starts at the bottom unless the axis is turned."""
    order = _list(axis.categoryarray)
    if order:
        categories = sorted(categories, key=order.index)
    return categories if is_turned(axis) else categories[::-1]


def is_turned(axis: Any) -> bool:
    """Whether an axis falls to the right, or begins at the top."""
    return axis.autorange == "reversed" or (axis.range is not None and axis.range[0] > axis.range[1])


def _over_time(figure: go.Figure, axis: str, traces: list[Any], title: str) -> Chart:
    moments = sorted({_moment(value) for trace in traces for value in _list(trace.x)})
    lines = [trace for trace in traces if "lines" in trace.mode or len(_list(trace.x)) > len(moments) / 2] or traces
    series = []
    for trace in lines:
        values = dict(zip(map(_moment, _list(trace.x)), map(known, _list(trace.y))))
        row = [values.get(moment) for moment in moments]
        series.append(_series(figure, axis, trace, row, moments))
    log = figure.layout[f"yaxis{axis[1:]}"].type == "log"
    return Chart("lines", series, moments, title=title, log_y=log)


def _points(figure: go.Figure, axis: str, traces: list[Any], title: str) -> Chart:
    series = []
    for trace in traces:
        pairs = [(known(x), known(y)) for x, y in zip(_list(trace.x), _list(trace.y))]
        texts = _list(trace.text) if "text" in trace.mode else []
        kept = [i for i, (x, y) in enumerate(pairs) if x is not None and y is not None]
        said = {place: plain(texts[i]) for place, i in enumerate(kept) if i < len(texts) and texts[i]}
        drawn = _series(figure, axis, trace, [pairs[i][1] for i in kept], [pairs[i][0] for i in kept])
        at = [pairs[i][0] or 0.0 for i in kept]
        series += _by_colour(replace(drawn, at=at, said={**said, **drawn.said}))
    series += _middles(figure, series)
    series.sort(key=lambda one: one.dashed)  # LibreOffice loses a line of two points that comes first
    horizontal, vertical = figure.layout.xaxis, figure.layout[f"yaxis{axis[1:]}"]
    return Chart(
        "points",
        series,
        title=title,
        log_x=horizontal.type == "log",
        log_y=vertical.type == "log",
        turned=is_turned(horizontal),
        across=plain(horizontal.title.text or ""),
        up=plain(vertical.title.text or ""),
    )


def _by_colour(points: Series) -> list[Series]:
    """Points of several colours as a series of each: PowerPoint and LibreOffice then agree on them."""
    if points.lines or len(set(points.colours)) == 1 or len(points.colours) != len(points.values):
        return [points]
    found = []
    for colour in dict.fromkeys(points.colours):
        own = [place for place, ink in enumerate(points.colours) if ink == colour]
        found.append(
            replace(
                points,
                values=[points.values[place] for place in own],
                colours=[colour],
                at=[points.at[place] for place in own],
                said={new: points.said[old] for new, old in enumerate(own) if old in points.said},
            )
        )
    return found


def _middles(figure: go.Figure, drawn: list[Series]) -> list[Series]:
    """The lines that the figure draws right across: the country's value between those of the states."""
    across = [x for series in drawn for x in series.at]
    up = [y for series in drawn for y in series.values if y is not None]
    found = []
    for line in figure.layout.shapes:
        if line.type != "line" or not (line.x0 == line.x1 or line.y0 == line.y1):
            continue
        stands = line.x0 == line.x1
        at = [float(line.x0)] * 2 if stands else [min(across), max(across)]
        values: list[Number] = [min(up), max(up)] if stands else [float(line.y0)] * 2
        found.append(Series("", values, [line.line.color or ""], at, lines=True, dashed=True))
    return found


def _series(figure: go.Figure, axis: str, trace: Any, values: list[Number], at: Sequence[Any]) -> Series:
    """A line or a cloud of points, with the words that the figure writes beside them."""
    lines, marks = "lines" in trace.mode, "markers" in trace.mode
    ink = colours_of(trace.line.color if lines else trace.marker.color, len(values))
    edges = colours_of(trace.marker.line.color, len(values)) if marks else []
    said = _beside(figure, axis, values, at)
    thick, symbol = (trace.line.width or 0) >= 2.5, str(trace.marker.symbol or "circle")
    name = plain(trace.name or "") or (_named_by_colour(figure, axis, ink[0]) if lines else "")
    dashed = lines and trace.line.dash not in (None, "solid")
    return Series(name, values, ink, [], said, lines, marks, thick, edges, symbol, dashed)


def _named_by_colour(figure: go.Figure, axis: str, ink: str) -> str:
    """The name of a line that is written at its end, in its colour."""
    for note in figure.layout.annotations:
        if (note.yref or "y") == axis and ink and note.font.color == ink:
            named = [line for line in plain(note.text).split("\n") if not _is_number_like(line)]
            if named:
                return MARK.sub("", " ".join(named))
    return ""


def _beside(figure: go.Figure, axis: str, values: list[Number], at: Sequence[Any]) -> dict[int, str]:
    """The words that the figure writes beside values, by place in the series."""
    scale = np.log10 if figure.layout[f"yaxis{axis[1:]}"].type == "log" else float
    places = {moment: place for place, moment in enumerate(at)}
    said = {}
    for note in figure.layout.annotations:
        x, y, text = note.x, known(note.y), note.text
        if (note.yref or "y") != axis or x is None or y is None or not text:
            continue
        place = places.get(_moment(x) if _is_time(x) else x)
        value = values[place] if place is not None else None
        if place is not None and value is not None and abs(y - scale(value)) <= 1e-6 * abs(scale(value)):
            said[place] = plain(text)
    return said


def known(value: Any) -> Number:
    """A number, or None where there is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if np.isfinite(number) else None


def plain(text: str) -> str:
    """Words without plotly's tags."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>", "\n", str(text))).strip()


def colours_of(colours: Any, n: int) -> list[str]:
    """One colour a value."""
    if colours is None or isinstance(colours, str):
        return [colours or ""] * max(n, 1)
    return [str(colour) for colour in colours]


def _list(values: Any) -> list[Any]:
    return [] if values is None else list(values)


def _is_time(value: Any) -> bool:
    if isinstance(value, str):
        return MONTH.fullmatch(value) is not None
    return isinstance(value, (int, np.integer)) and 1900 <= int(value) <= 2100


def _moment(value: Any) -> Any:
    """A year as it is, a month as its first day."""
    if not isinstance(value, str):
        return int(value)
    return date.fromisoformat(value if len(value) > 7 else f"{value}-01")


def _is_number_like(text: Any) -> bool:
    return re.search(r"\d", str(text)) is not None
