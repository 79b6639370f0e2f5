"""Columns by year, with the figure over those that are told."""

from __future__ import annotations

import pandas as pd

from components.svg.markup import picture, tag, text, title
from components.theme import SANS, Palette


def column_chart(
    rows: pd.DataFrame,
    alt: str,
    colours: Palette,
    *,
    written: frozenset[int] | None = None,
    width: float = 320,
    height: float = 200,
    size: float = 13,
    font: str = SANS,
) -> str:
    """rows: year, value (zero or more), label (the figure as it is written), by year; the highest carries the accent.

    written: years whose figure stands over the column and whose year stands under it, all unless told otherwise.
    """
    base, top = height - size * 1.6, size * 1.6
    years = [int(year) for year in rows["year"]]
    step = width / max(len(years), 1)
    most = rows["value"].max() if len(rows) else 0
    body = []
    for i, row in enumerate(rows.itertuples()):
        tall = (base - top) * row.value / most if most else 0
        fill = colours.accent if row.value == most and most else colours.muted
        x, middle = i * step + step * 0.16, (i + 0.5) * step
        parts = title(f"{row.year}: {row.label}")
        parts += tag("rect", x=x, y=base - tall, width=step * 0.68, height=max(tall, 0.5), fill=fill)
        if written is None or row.year in written:
            at, anchor = _inside(i, len(years), middle, width)
            parts += text(row.label, at, base - tall - size * 0.4, size, colours.ink, anchor, bold=row.value == most)
            parts += text(str(row.year), at, height - size * 0.3, size, colours.quiet, anchor)
        body.append(tag("g", parts))
    line = tag("path", d=f"M0 {base:.1f}H{width:.1f}", stroke=colours.rule, fill="none")
    return picture(line + "".join(body), width, height, alt, font)


def _inside(i: int, n: int, middle: float, width: float) -> tuple[float, str]:
    """Where a figure stands so that the outermost ones of many narrow columns stay in the picture."""
    if n > 6 and i == 0:
        return 0, "start"
    if n > 6 and i == n - 1:
        return width, "end"
    return middle, "middle"
