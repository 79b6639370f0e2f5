"""Ranked bars, each under its name with its figure at its end."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from components.svg.markup import picture, room, tag, text, title
from components.theme import SANS, Palette


def bar_chart(
    rows: pd.DataFrame,
    alt: str,
    colours: Palette,
    *,
    told: Collection[int] = (0,),
    width: float = 320,
    size: float = 13,
    font: str = SANS,
) -> str:
    """Bars in the order of the rows. rows: name, value (zero or more), label (the figure as it is written).

    Those at the positions `told` carry the accent, the point being made. size: of the text, pixels.
    """
    step, thick = size * 2.5, size * 0.75
    space = width - max((room(label, size) for label in rows["label"]), default=0) - size / 2
    most = rows["value"].max() if len(rows) else 0
    body = []
    for i, row in enumerate(rows.itertuples()):
        top = i * step
        length = space * row.value / most if most else 0
        fill = colours.accent if i in told else colours.muted
        mark = tag("rect", x=0, y=top + size * 1.3, width=max(length, 0.5), height=thick, fill=fill)
        figure = text(row.label, max(length, 0.5) + size / 3, top + size * 1.98, size, colours.ink, bold=i in told)
        told_whole = title(f"{row.name}: {row.label}")
        body.append(tag("g", told_whole + text(row.name, 0, top + size, size, colours.ink) + mark + figure))
    return picture("".join(body), width, max(len(rows), 1) * step, alt, font)
