"""Where the names beside the points of a scatter go, so that they do not cover each other."""

from __future__ import annotations

from collections.abc import Sequence

LETTER, LINE = 7.0, 13.0  # pixels of a letter's width and of a line's height at 11 points
POSITIONS = {  # where the name's box begins, in its widths and heights from the point, and in pixels
    "middle right": (0, -0.5, 5, 0),
    "middle left": (-1, -0.5, -5, 0),
    "top center": (-0.5, 0, 0, 4),
    "bottom center": (-0.5, -1, 0, -4),
    "top right": (0, 0, 2, 2),
    "top left": (-1, 0, -2, 2),
    "bottom right": (0, -1, 2, -2),
    "bottom left": (-1, -1, -2, -2),
}
Box = tuple[float, float, float, float]


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def text_positions(x: Sequence[float], y: Sequence[float], names: Sequence[str], dot: float = 8) -> list[str]:
    """For each point the position of its name that covers least of the other points and of the names set before.

    x, y: pixels from the lower left corner of the smallest picture in which the names must be read.
    """
    placed: list[Box] = [(a - dot / 2, b - dot / 2, a + dot / 2, b + dot / 2) for a, b in zip(x, y)]
    chosen = []
    for a, b, name in zip(x, y, names):
        width = LETTER * len(name)
        boxes = {
            position: (
                a + dx * width + px, b + dy * LINE + py,
                a + (dx + 1) * width + px, b + (dy + 1) * LINE + py,
            )
            for position, (dx, dy, px, py) in POSITIONS.items()
        }  # fmt: skip
        best = min(boxes, key=lambda position: sum(_overlap(boxes[position], other) for other in placed))
        placed.append(boxes[best])
        chosen.append(best)
    return chosen
