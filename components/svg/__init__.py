"""Small pictures as SVG text: frames in, markup out, in the palette of the theme and without a script.

For whatever can show an SVG before or without a browser's script. Every shape carries its name and value as a `<title>`
in the reader's language, the whole its description as `aria-label`. Lengths are pixels of the picture's own box, which
scales to any width.
"""

from components.svg.bars import bar_chart
from components.svg.columns import column_chart
from components.svg.lines import Line, line_chart
from components.svg.state_map import locator, state_map

__all__ = ["Line", "bar_chart", "column_chart", "line_chart", "locator", "state_map"]
