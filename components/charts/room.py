"""A figure for the back of a room: nothing smaller than can be read there."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

SMALLEST = 16  # pixels of type at 1366 x 768
GROWS = SMALLEST / 14  # our charts are set in 14 pixels
ROW, PHONE_ROW, WIDEST_ROW = 16.5, 24, 90  # pixels that a bar needs with its name, needs where one scrolls, can use


def for_the_room(figure: go.Figure, height: int, row: float = ROW) -> go.Figure:
    """A copy with larger type and margins, of that height; its bars may need more of it, or have no use for all.

    row: pixels that a bar needs.
    """
    large = go.Figure(figure)
    large.update_layout(template=_enlarged(figure.layout.template.to_plotly_json()), font_size=SMALLEST)
    content = _enlarged(large.to_plotly_json())
    margin = {side: round(size * GROWS) for side, size in content["layout"].get("margin", {}).items()}
    around, bars = margin.get("t", 0) + margin.get("b", 0), _bars(figure)
    least, most = round(bars * row) + around, bars * WIDEST_ROW + around
    content["layout"] |= {"margin": margin, "height": max(least, min(height, most)) if bars else height}
    return go.Figure(content)


def _bars(figure: go.Figure) -> int:
    """How many bars stand one under the other, those without a figure among them."""
    across = [trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h"]
    if not across:
        return 0
    names = {name for trace in across for name in trace.y}
    return max(len(names), len(figure.layout.yaxis.categoryarray or ()), len(figure.layout.yaxis.tickvals or ()))


def _enlarged(node: Any, name: str = "") -> Any:
    """Every size of type in a tree of plotly's properties, raised."""
    if isinstance(node, dict):
        grown = {key: _enlarged(value, key) for key, value in node.items()}
        if name.endswith("font") and isinstance(node.get("size"), (int, float)):
            grown["size"] = max(SMALLEST, round(node["size"] * GROWS))
        return grown
    if isinstance(node, (list, tuple)):
        return [_enlarged(item, name) for item in node]
    return node
