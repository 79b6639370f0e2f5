"""Mexico's states: coloured by a measure, or one of them located."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from components.svg.geometry import UNITS, Outlines, state_outlines
from components.svg.markup import picture, tag, text, title
from components.theme import SANS, Palette

SMALL = 45  # map units: a state of less reach is hard to find without a ring around it


def state_map(
    rows: pd.DataFrame,
    alt: str,
    colours: Palette,
    *,
    legend: Sequence[tuple[str, str]] = (),
    width: float = 600,
    size: float = 13,
    font: str = SANS,
) -> str:
    """rows: code, name, label (the figure as it is written, or empty), fill (a colour of the theme).

    legend: colour and words of each class, from little to much; it stands in the empty Pacific.
    KeyError for a code without an outline.
    """
    outlines = state_outlines()
    shapes = [
        tag("path", title(f"{row.name}: {row.label}" if row.label else row.name), d=outlines.states[row.code].path,
            fill=row.fill)
        for row in rows.itertuples()
    ]  # fmt: skip
    return _whole(shapes, outlines, alt, colours.paper, _legend(legend, outlines, width, size, colours), width, font)


def locator(
    code: str, names: Mapping[str, str], alt: str, colours: Palette, *, width: float = 600, font: str = SANS
) -> str:
    """Mexico with one state filled, and a ring around it where it is small. names: of every state by code."""
    outlines = state_outlines()
    fills = {other: colours.accent if other == code else colours.no_data for other in names}
    shapes = [
        tag("path", title(name), d=outlines.states[other].path, fill=fills[other]) for other, name in names.items()
    ]
    own = outlines.states[code]
    if own.reach < SMALL:
        shapes.append(
            tag("circle", cx=own.x, cy=own.y, r=own.reach + 18, fill="none", stroke=colours.accent, stroke_width=5)
        )
    return _whole(shapes, outlines, alt, colours.paper, "", width, font)


def _whole(shapes: list[str], outlines: Outlines, alt: str, border: str, beside: str, width: float, font: str) -> str:
    scale = width / (UNITS + 10)  # room for the outermost borders
    states = tag(
        "g", "".join(shapes), transform=f"scale({scale:.4f}) translate(5 5)", stroke=border, stroke_width=2.5,
        stroke_linejoin="round", fill_rule="evenodd",
    )  # fmt: skip
    return picture(states + beside, width, (outlines.height + 10) * scale, alt, font)


def _legend(classes: Sequence[tuple[str, str]], outlines: Outlines, width: float, size: float, colours: Palette) -> str:
    """The classes one under the other, the highest on top."""
    line = size * 1.35
    bottom = outlines.height * width / UNITS
    parts = []
    for i, (fill, words) in enumerate(classes):
        y = bottom - (i + 1) * line
        parts.append(tag("rect", x=0, y=y, width=size * 1.4, height=size, fill=fill))
        parts.append(text(words, size * 1.9, y + size * 0.85, size, colours.quiet))
    return "".join(parts)
