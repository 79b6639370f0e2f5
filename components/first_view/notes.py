"""What a plotly figure writes over its panels: notes, and lines that run across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from components.first_view.axes import LINE, Axis, Panel
from components.slides.plans import plain
from components.svg.markup import short, tag, text
from components.theme import LIGHT

ANCHORS = {"left": "start", "right": "end"}


def linked(mark: str, links: Sequence[str], i: int, n: int, words: str) -> str:
    """The mark as a link of that name, where there is an address for each."""
    if len(links) != n or not links[i]:
        return mark
    return f'<a href="{escape(links[i])}" aria-label="{escape(words)}">{mark}</a>'


def reachable(svg: str) -> str:
    """A picture with links in it: a screen reader takes what has the role of an image for one thing."""
    return svg.replace('role="img"', 'role="group"', 1) if "<a " in svg else svg


def lines(words: str, x: float, y: float, size: float, colour: str, anchor: str, bold: Sequence[int] = ()) -> str:
    """Several lines of text; y is the baseline of the first."""
    parts = words.split("\n")
    return "".join(text(part, x, y + i * size * LINE, size, colour, anchor, i in bold) for i, part in enumerate(parts))


def note(one: Any, panels: Mapping[str, Panel], width: float, height: float) -> str:
    """A note where the figure has it; plotly's tags for bold count by the line."""
    if not one.text:
        return ""
    panel = panels.get(str(one.yref or "y").split(" ")[0], next(iter(panels.values())))
    x = _place(one.xref, one.x, panel.x, panel.x.start, panel.x.end)
    top = min(p.y.end for p in panels.values())
    bottom = max(p.y.start for p in panels.values())
    y = _place(one.yref, one.y, panel.y, bottom, top)
    if x is None or y is None:
        return ""
    written = str(one.text).replace("<br>", "\n")
    bold = [i for i, line in enumerate(written.split("\n")) if "<b>" in line]
    words, size = plain(written), float(one.font.size or 12)
    arrow = ""
    if one.showarrow is not False and (one.ay or one.ax):
        to = (x, y)
        x, y = x + (one.ax or 0), y + (one.ay or 0)
        ink = one.arrowcolor or LIGHT.quiet
        arrow = tag("path", d=f"M{short(x)} {short(y)}L{short(to[0])} {short(to[1])}", stroke=ink)
    x, y = x + (one.xshift or 0), y - (one.yshift or 0)
    tall = (words.count("\n") + 1) * size * LINE
    first = y + {"bottom": -tall, "top": 0.0}.get(str(one.yanchor), -tall / 2) + size
    anchor = ANCHORS.get(str(one.xanchor), "middle")
    return arrow + lines(words, x, first, size, one.font.color or LIGHT.ink, anchor, bold)


def _place(ref: str | None, value: Any, axis: Axis, start: float, end: float) -> float | None:
    """Pixels of a value of the axis, or of a share of the panel or the paper."""
    if ref and (ref == "paper" or ref.endswith("domain")):
        low, high = (start, end) if ref == "paper" else (axis.start, axis.end)
        return low + (high - low) * float(value)
    if axis.log:  # notes on a log axis stand at the logarithm
        return axis.start + (axis.end - axis.start) * (float(value) - axis.low) / ((axis.high - axis.low) or 1)
    return axis.at(value)


def shape(line: Any, panels: Mapping[str, Panel]) -> str:
    """A straight line of the figure; other shapes are left out."""
    if line.type != "line":
        return ""
    panel = panels.get(str(line.yref or "y").split(" ")[0], next(iter(panels.values())))
    ends = []
    for ref, axis, values in ((line.xref, panel.x, (line.x0, line.x1)), (line.yref, panel.y, (line.y0, line.y1))):
        shares = str(ref or "").endswith(("domain", "paper"))
        ends.append([axis.start + (axis.end - axis.start) * float(v) if shares else axis.at(v) for v in values])
    known = [end for pair in ends for end in pair if end is not None]
    if len(known) < 4:
        return ""
    x0, x1, y0, y1 = known
    dash = {"stroke_dasharray": "6 5"} if line.line.dash else {}
    d = f"M{short(x0)} {short(y0)}L{short(x1)} {short(y1)}"
    return tag("path", d=d, stroke=line.line.color or LIGHT.quiet, stroke_width=line.line.width or 1, **dash)
