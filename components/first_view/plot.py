"""A plotly figure of bars, lines, points or cells as SVG: what the browser will draw, before it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from components.first_view import notes
from components.first_view.axes import TICK_SIZE, Axis, Panel, moment, panels
from components.first_view.notes import linked, reachable
from components.slides.plans import colours_of, known, plain
from components.svg.markup import picture, short, tag, text, title
from components.theme import LIGHT

HEIGHT = 450.0  # plotly's own, where a figure says none
MOST_SPOTS = 60  # of a line whose every value can be pointed at
SPOT = 7.0  # pixels around a value of a line that answer a pointer
DRAWN = ("bar", "scatter", "heatmap")
NEAR = {"top": -1, "bottom": 1}


def can_draw(figure: Any) -> bool:
    """Whether every trace is of a kind that is known here."""
    return isinstance(figure, go.Figure) and all(trace.type in DRAWN for trace in figure.data)


def plot(figure: go.Figure, width: float, alt: str, links: Sequence[str] = ()) -> str:
    """The figure at that width, at its own height, in the colours it has. links: an address for each mark, or none."""
    height = float(figure.layout.height or HEIGHT)
    found = panels(figure, width, height)
    body = [_lines_behind(panel, width) for panel in found.values()]
    body += [notes.shape(line, found) for line in figure.layout.shapes]
    for trace in figure.data:
        body += _TRACES[trace.type](trace, found[getattr(trace, "yaxis", None) or "y"], figure, links)
    body += [_words_beside(panel, figure, i == len(found) - 1) for i, panel in enumerate(found.values())]
    body += [notes.note(one, found, width, height) for one in figure.layout.annotations]
    return reachable(picture("".join(body), width, height, alt))


def _lines_behind(panel: Panel, width: float) -> str:
    lines = []
    if panel.y.grid and not panel.y.names:
        for tick in panel.y.ticks:
            lines.append(f"M{short(panel.x.start)} {short(_at(panel.y, tick.value))}H{short(panel.x.end)}")
    if panel.x.grid and not panel.x.names:
        for tick in panel.x.ticks:
            lines.append(f"M{short(_at(panel.x, tick.value))} {short(panel.y.start)}V{short(panel.y.end)}")
    return tag("path", d="".join(lines), stroke=LIGHT.rule, fill="none") if lines else ""


def _at(axis: Axis, tick: float) -> float:
    """Pixels of a tick, which has its place in the range already."""
    return axis.start + (axis.end - axis.start) * (tick - axis.low) / ((axis.high - axis.low) or 1)


def _words_beside(panel: Panel, figure: go.Figure, lowest: bool) -> str:
    """The ticks' words, and the title of the horizontal axis."""
    own = figure.layout[f"yaxis{panel.key[1:]}"]
    colour = own.tickfont.color or LIGHT.quiet
    parts = [
        text(tick.text, panel.x.start - 7, _at(panel.y, tick.value) + TICK_SIZE * 0.35, TICK_SIZE, colour, "end")
        for tick in panel.y.ticks
    ]
    if lowest:
        on_top = figure.layout.xaxis.side == "top"
        y = panel.y.end - 8 if on_top else panel.y.start + TICK_SIZE + 6
        for tick in panel.x.ticks:
            x = _at(panel.x, tick.value)
            anchor = "start" if x < 14 else "middle"
            parts.append(text(tick.text, max(x, 0), y, TICK_SIZE, LIGHT.quiet, anchor))
        said = plain(figure.layout.xaxis.title.text or "")
        if said:
            middle = (panel.x.start + panel.x.end) / 2
            parts.append(notes.lines(said, middle, y + TICK_SIZE * 1.6, TICK_SIZE, LIGHT.quiet, "middle"))
    return "".join(parts)


def _texts(trace: Any, n: int) -> list[str]:
    """What hovering tells of each value, as far as it is in the figure."""
    for said in (trace.customdata, trace.text):
        if said is not None and not isinstance(said, str) and len(said) == n:
            written = [value if isinstance(value, str) else "" for value in said]
            if any(written):
                return [plain(value).replace("\n", " · ") for value in written]
    return [""] * n


def _noted(trace: Any, figure: go.Figure) -> list[str]:
    """What the figure's notes say of each value, where hovering says nothing."""
    notes_at = {(str(one.x), one.y): plain(one.text or "").replace("\n", " · ") for one in figure.layout.annotations}
    return [notes_at.get((str(x), y), "") for x, y in zip(trace.x, trace.y)]


def _bars(trace: Any, panel: Panel, figure: go.Figure, links: Sequence[str]) -> Iterator[str]:
    across = trace.orientation == "h"
    places, values = (list(trace.y), list(trace.x)) if across else (list(trace.x), list(trace.y))
    along, over = (panel.x, panel.y) if across else (panel.y, panel.x)
    said, inks = _texts(trace, len(values)), colours_of(trace.marker.color, len(values))
    step = abs(_at(over, 1) - _at(over, 0))
    thick = step * (1 - (figure.layout.bargap if figure.layout.bargap is not None else 0.2))
    base = along.at(0) if along.at(0) is not None else along.start
    for i, (place, value) in enumerate(zip(places, values)):
        middle, end = over.at(place), along.at(value)
        if middle is None or end is None or base is None:
            continue
        low, length = min(base, end), max(abs(end - base), 0.5)
        box = (low, middle - thick / 2, length, thick) if across else (middle - thick / 2, low, thick, length)
        mark = tag("rect", **dict(zip(("x", "y", "width", "height"), box)), fill=inks[i % len(inks)] or LIGHT.muted)
        words = ""
        if trace.textposition == "outside" and said[i] and across:
            words = text(said[i], end + 5, middle + TICK_SIZE * 0.35, TICK_SIZE, LIGHT.ink)
        told = f"{place}: {said[i]}"
        yield linked(tag("g", title(told) + mark + words), links, i, len(values), told)


def _scatter(trace: Any, panel: Panel, figure: go.Figure, links: Sequence[str]) -> Iterator[str]:
    mode = trace.mode or "lines"
    points = [(panel.x.at(x), panel.y.at(y)) for x, y in zip(trace.x, trace.y)]
    said = _texts(trace, len(points))
    if not any(said):
        said = _noted(trace, figure)
    if "lines" in mode:
        yield from _line(trace, points, said)
    if "markers" in mode:
        yield from _marks(trace, points, said, links)
    if "text" in mode:
        yield from _names(trace, points)


def _line(trace: Any, points: list[tuple[float | None, float | None]], said: list[str]) -> Iterator[str]:
    path, pen = [], "M"
    for x, y in points:
        if x is None or y is None:
            pen = "M"
            continue
        path.append(f"{pen}{short(x)} {short(y)}")
        pen = "L"
    name = plain(trace.name or "")
    drawn: dict[str, str | float] = {
        "fill": "none",
        "stroke": trace.line.color or LIGHT.accent,
        "stroke_width": trace.line.width or 2,
    }
    if trace.line.dash and trace.line.dash != "solid":
        drawn["stroke_dasharray"] = "4 3"
    yield tag("path", title(name) if name else "", d="".join(path), stroke_linejoin="round", **drawn)
    if len(points) <= MOST_SPOTS and any(said):
        for (x, y), value, words in zip(points, trace.x, said):
            if x is not None and y is not None:
                told = title(" · ".join(part for part in (name, f"{value}: {words}") if part))
                yield tag("circle", told, cx=x, cy=y, r=SPOT, fill="transparent")


def _marks(
    trace: Any, points: list[tuple[float | None, float | None]], said: list[str], links: Sequence[str]
) -> Iterator[str]:
    n = len(points)
    inks, edges = colours_of(trace.marker.color, n), colours_of(trace.marker.line.color, n)
    for i, (x, y) in enumerate(points):
        if x is None or y is None:
            continue
        half = _of(trace.marker.size, i, 6) / 2
        ink, edge = inks[i % len(inks)] or LIGHT.accent, edges[i % len(edges)]
        when = "" if said[i].count("·") or not isinstance(trace.x[i], (int, str)) else f"{trace.x[i]}: "
        told = title(when + said[i]) if said[i] else ""
        if str(trace.marker.symbol).startswith("line-ew"):
            d = f"M{short(x - half)} {short(y)}h{short(half * 2)}"
            mark = tag("path", told, d=d, stroke=ink, stroke_width=_of(trace.marker.line.width, i, 2))
        else:
            ring: dict[str, str | float] = (
                {"stroke": edge, "stroke_width": _of(trace.marker.line.width, i, 1)} if edge else {}
            )
            mark = tag("circle", told, cx=x, cy=y, r=half, fill=ink, **ring)
        yield linked(mark, links, i, n, said[i])


def _of(values: Any, i: int, usual: float) -> float:
    """The value of a mark, where there is one for each or one for all."""
    return float((values[i] if isinstance(values, (list, tuple)) or hasattr(values, "shape") else values) or usual)


def _names(trace: Any, points: list[tuple[float | None, float | None]]) -> Iterator[str]:
    """The words that stand beside points."""
    size = float(trace.textfont.size or 12)
    for i, (x, y) in enumerate(points):
        words = plain(trace.text[i]) if trace.text is not None and i < len(trace.text) else ""
        if x is None or y is None or not words:
            continue
        position = trace.textposition if isinstance(trace.textposition, str) else (trace.textposition or ["middle"])[i]
        up, _, side = position.partition(" ")
        anchor, aside = {"left": ("end", -8), "right": ("start", 8)}.get(side, ("middle", 0))
        below = NEAR.get(up, 0) * (size * 0.9) + size * 0.35
        yield text(words, x + aside, y + below, size, trace.textfont.color or LIGHT.ink, anchor)


def _cells(trace: Any, panel: Panel, figure: go.Figure, links: Sequence[str]) -> Iterator[str]:
    """Cells of a row that are alike and side by side as one."""
    years, scale = [moment(x) or 0.0 for x in trace.x], list(trace.colorscale)
    width = abs(_at(panel.x, 1) - _at(panel.x, 0)) - (trace.xgap or 0)
    step = abs(_at(panel.y, 1) - _at(panel.y, 0))
    tall = step - (trace.ygap or 0)
    for name, row, words in zip(trace.y, trace.z, trace.text):
        middle = panel.y.at(name)
        start = 0
        for i in range(1, len(row) + 1):
            if i < len(row) and row[i] == row[start]:
                continue
            share = (float(row[start]) - trace.zmin) / ((trace.zmax - trace.zmin) or 1)
            ink = min(scale, key=lambda stop: abs(stop[0] - share))[1]
            x = _at(panel.x, years[start]) - width / 2
            span = f"{trace.x[start]}-{trace.x[i - 1]}" if i - 1 > start else f"{trace.x[start]}"
            told = title(f"{name}, {span}: {plain(words[start])}")
            length = _at(panel.x, years[i - 1]) + width / 2 - x
            yield tag("rect", told, x=x, y=(middle or 0) - tall / 2, width=length, height=tall, fill=ink)
            start = i


_TRACES: dict[str, Callable[[Any, Panel, go.Figure, Sequence[str]], Iterator[str]]] = {
    "bar": _bars,
    "scatter": _scatter,
    "heatmap": _cells,
}
__all__ = ["can_draw", "known", "plot"]
