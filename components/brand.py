"""The site's mark: three blocks on one, as the programme's rule had it."""

from __future__ import annotations

from components.theme import LIGHT, Palette


def _blocks(colours: Palette) -> str:
    three = "".join(f'<rect x="{x}" y="3" width="6" height="11" rx="1" fill="{colours.accent}"/>' for x in (3, 11, 19))
    return three + f'<rect x="3" y="17" width="22" height="8" rx="1" fill="{colours.ink}"/>'


def icon_svg(colours: Palette = LIGHT) -> str:
    """The mark alone."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{_blocks(colours)}</svg>'
