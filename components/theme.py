"""Colours, type and the plotly template: the only place with a colour in it.

Text and quiet text reach 4.5:1 on paper and panel, the accent 4.5:1 on paper; the four funders stay apart in grey
(their luminance is spread) and for colour-blind readers. `tests/unit/test_theme.py` measures both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import plotly.graph_objects as go

STYLE, PRINT, BARE = (Path(__file__).with_name(name) for name in ("style.css", "print.css", "bare.css"))
COLOUR = re.compile("#[0-9A-F]{6}")
SHEET = "#FFFFFF"  # of paper in a printer
TURNED = "invert(1) hue-rotate(180deg)"  # what was drawn for a dark screen, dark on white with its hues
SANS = '"Source Sans", "Source Sans 3", system-ui, sans-serif'
SERIF = '"Source Serif", "Source Serif 4", Georgia, serif'


@dataclass(frozen=True, eq=False)
class Palette:
    """Colours of one appearance, by role; each is only itself."""

    name: str
    paper: str
    panel: str
    ink: str
    quiet: str
    rule: str
    accent: str
    muted: str  # marks that are not the point being made
    no_data: str
    estimate: str  # marks of what only a model tells, between no_data and quiet
    sequential: tuple[str, ...]  # from little to much
    diverging: tuple[str, ...]  # from below to above a middle
    funders: dict[str, str]
    objects: dict[str, str]  # what the budget bought
    purposes: dict[str, str]  # of programmes about migration; dark enough for their names to be written in them


LIGHT = Palette(
    name="light",
    paper="#FCFAF6",
    panel="#F2ECE2",
    ink="#23201B",
    quiet="#6B6459",
    rule="#DDD3C4",
    accent="#9C3D26",
    muted="#D9C3AC",
    no_data="#E9E5DE",
    estimate="#B5A894",
    sequential=("#F3E4D3", "#E3B993", "#CC8560", "#A8502F", "#6E2412"),
    diverging=("#1F5F73", "#7FAAB4", "#E8E2D8", "#D79A78", "#9C3D26"),
    funders={
        "federal": "#9C3D26",
        "state": "#D98E5F",
        "municipal": "#E9C9A5",
        "migrants": "#17485A",
        "credit": "#8A857C",
    },
    objects={
        "subsidies": "#9C3D26",
        "investment_subsidies": "#D98E5F",
        "physical_investment": "#E9C9A5",
        "operation": "#7FAAB4",
        "staff": "#17485A",
    },
    purposes={
        "programa_3x1": "#9C3D26",
        "control": "#23201B",
        "protection": "#17628F",
        "refugees": "#6A4C93",
        "education": "#3F6B2A",
        "works": "#85600A",
        "other": "#6B6459",
    },
)

DARK = Palette(
    name="dark",
    paper="#191714",
    panel="#24211C",
    ink="#EFE9DF",
    quiet="#A89F91",
    rule="#3B362E",
    accent="#E07A5B",
    muted="#6B5C4F",
    no_data="#2A2824",
    estimate="#655E54",
    sequential=("#3A2A21", "#5F3424", "#8A412B", "#BD5A3C", "#F09A78"),
    diverging=("#6FB3C4", "#3C6570", "#38342D", "#8A5138", "#E07A5B"),
    funders={
        "federal": "#E07A5B",
        "state": "#B5603F",
        "municipal": "#7A4330",
        "migrants": "#8CC5D3",
        "credit": "#8F887D",
    },
    objects={
        "subsidies": "#E07A5B",
        "investment_subsidies": "#B5603F",
        "physical_investment": "#7A4330",
        "operation": "#4F8A99",
        "staff": "#8CC5D3",
    },
    purposes={
        "programa_3x1": "#E07A5B",
        "control": "#EFE9DF",
        "protection": "#7DB8E8",
        "refugees": "#BFA3E6",
        "education": "#9CC97F",
        "works": "#D9B84A",
        "other": "#A89F91",
    },
)

PALETTES = {"light": LIGHT, "dark": DARK}


def palette(appearance: str | None) -> Palette:
    """The palette of an appearance, light where it is not known."""
    return PALETTES.get(appearance or "light", LIGHT)


def template(colours: Palette) -> go.layout.Template:
    """Plotly template: our type and colours, no box, hairline grid, room for direct labels."""
    axis = {
        "gridcolor": colours.rule,
        "linecolor": colours.rule,
        "zerolinecolor": colours.rule,
        "tickfont": {"color": colours.quiet, "size": 13},
        "title": {"font": {"color": colours.quiet, "size": 13}},
        "automargin": True,
        "fixedrange": True,
    }
    return go.layout.Template(
        layout={
            "font": {"family": SANS, "size": 14, "color": colours.ink},
            "paper_bgcolor": colours.paper,
            "plot_bgcolor": colours.paper,
            "colorway": [colours.accent, colours.muted],
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
            "hoverlabel": {
                "bgcolor": colours.panel,
                "bordercolor": colours.rule,
                "font": {"family": SANS, "size": 14, "color": colours.ink},
            },
            "dragmode": False,
            "showlegend": False,
        }
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgba(colour: str, alpha: int = 255) -> list[int]:
    """A colour as deck.gl takes it: red, green, blue and alpha, 0-255."""
    return [*bytes.fromhex(colour.removeprefix("#")), alpha]


@cache
def sheets() -> str:
    """The style sheets of every document, in the names of the variables that `variables` and `both_variables` give."""
    return plain("\n".join(sheet.read_text(encoding="utf-8") for sheet in (STYLE, PRINT)))


def plain(sheet: str) -> str:
    """A style sheet without what only its readers need."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


def variables(colours: Palette, name: str = "") -> str:
    """This appearance's colours, our type and the site's name for the style sheets; on paper, the light colours."""
    screen = _variables({**_tokens(colours), "sans": SANS, "serif": SERIF, "name": f'"{name}"'})
    turned = "none" if colours == LIGHT else TURNED
    paper = _variables({**_tokens(LIGHT), "sheet": SHEET, "on-paper": turned})
    return f":root {{ {screen} }} @media print {{ :root {{ {paper} }} }}"


def _tokens(colours: Palette) -> dict[str, str]:
    return {field.name: getattr(colours, field.name) for field in fields(Palette) if field.type == "str"}


def _variables(values: dict[str, str]) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in values.items())


def bare_style() -> str:
    """What a page without a frame has on top of the style sheet."""
    return BARE.read_text(encoding="utf-8")


def in_both(markup: str) -> str:
    """Markup drawn in the light colours, in those of whichever appearance the browser has: see `both_variables`."""
    known = _dark_by_light()
    return COLOUR.sub(lambda found: f"var(--c{found[0][1:]})" if found[0] in known else found[0], markup)


def both_variables() -> str:
    """What `variables` gives, for a document that knows its appearance by itself, and the colours of `in_both`."""
    named = {"sans": SANS, "serif": SERIF}
    light = _variables({**_tokens(LIGHT), **named, **{f"c{light[1:]}": light for light in _dark_by_light()}})
    dark = _variables({**_tokens(DARK), **{f"c{light[1:]}": dark for light, dark in _dark_by_light().items()}})
    return f":root {{ {light} }} @media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"


@cache
def _dark_by_light() -> dict[str, str]:
    """Each light colour with the dark one of the same role; of several roles, the first."""
    pairs = zip(_all(LIGHT), _all(DARK), strict=True)
    return dict(reversed(list(pairs)))


def _all(colours: Palette) -> Iterator[str]:
    for field in fields(Palette):
        value = getattr(colours, field.name)
        if field.name != "name":
            yield from [value] if isinstance(value, str) else value.values() if isinstance(value, dict) else value
