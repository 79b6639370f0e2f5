"""The site's mark: three blocks on one, as the programme's rule had it."""

from __future__ import annotations

from components.theme import LIGHT, SERIF, Palette


def _blocks(colours: Palette) -> str:
    three = "".join(f'<rect x="{x}" y="3" width="6" height="11" rx="1" fill="{colours.accent}"/>' for x in (3, 11, 19))
    return three + f'<rect x="3" y="17" width="22" height="8" rx="1" fill="{colours.ink}"/>'


def icon_svg() -> str:
    """The mark alone, for the browser's tab."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">{_blocks(LIGHT)}</svg>'


def wordmark_svg(name: str, colours: Palette) -> str:
    """The mark with the site's name, for the header."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="236" height="28" viewBox="0 0 236 28">'
        f'{_blocks(colours)}<text x="36" y="21" font-family=\'{SERIF}\' font-size="20" font-weight="600" '
        f'fill="{colours.ink}">{name}</text></svg>'
    )
