"""What a fact sheet is made of, every word and picture of it ready to print."""

from __future__ import annotations

from dataclasses import dataclass

from components.exhibit import Exhibit
from components.i18n import Language

FONT = "Source Sans Pro"  # the site's own face, in the fixed weights that Typst sets
SERIF = "Source Serif Pro"
CHART_WIDTH, CHART_HEIGHT, CHART_TEXT = 164.0, 122.0, 8.0  # points on letter paper
MAP_WIDTH, MAP_TEXT = 280.0, 8.0


@dataclass(frozen=True)
class Picture:
    """An SVG and what it shows, in words."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, its value, and what stands beside it. bars: the place's and the country's, 0-1."""

    label: str
    value: str
    notes: tuple[str, ...]
    bars: tuple[float, float] | None = None
    known: bool = True


@dataclass(frozen=True)
class Panel:
    """A chart with its words; without a picture, `nothing` says what is not known."""

    headline: str
    subtitle: str
    source: str
    picture: Picture | None = None
    nothing: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole page. lead: what is to be taken from it, in a sentence or two; tables: every table behind it."""

    title: str
    full_name: str
    lead: tuple[str, ...]
    map: Panel
    figures: tuple[Figure, ...]
    figures_source: str
    panels: tuple[Panel, ...]
    unknown: tuple[str, ...]
    tables: tuple[str, ...]


def panel(exhibit: Exhibit, svg: str, t: Language, headline: str = "") -> Panel:
    """The words of an exhibit of the site beside a picture; without rows, what the exhibit says of that."""
    picture = Picture(svg, exhibit.alt) if svg else None
    return Panel(headline or exhibit.headline, exhibit.subtitle, exhibit.source_line(t), picture, exhibit.nothing)
