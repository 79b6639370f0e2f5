"""The parts that a first view is put together from, as HTML that stands where Streamlit's own will."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.first_view.plot import HEIGHT, can_draw, plot
from components.i18n import Language

WIDE, NARROW = 1184, 358  # pixels of a figure on a screen and on a phone
HALF = 440  # of the narrower of two columns
STRONG, LINK = re.compile(r"\*\*(.+?)\*\*"), re.compile(r"\[([^\]]+)\]\((#[\w-]+)\)")


def marked(words: str) -> str:
    """The little Markdown that an introduction has: strong words, and links to a part of the page."""
    return LINK.sub(r'<a href="\2">\1</a>', STRONG.sub(r"<strong>\1</strong>", escape(words, quote=False)))


def opening(headline: str, lead: str) -> str:
    """The headline of the page and what it is about."""
    return f'<h1>{escape(headline)}</h1><p class="lead">{marked(lead)}</p>'


def heading(words: str, level: int = 2) -> str:
    """A heading of the page."""
    return f"<h{level}>{escape(words)}</h{level}>"


def quiet(words: str) -> str:
    """A line in small letters."""
    return f'<p class="quiet">{escape(words)}</p>'


def html(content: str) -> str:
    """HTML of ours, as it stands on the page, too."""
    return f'<div class="stHtml">{content}</div>'


def widgets(*widths: int, height: int = 60, phone: int = 0, label: bool = True) -> str:
    """The place of widgets of these widths (pixels, 0 for what is left), which need a script to work.

    phone: the height there, where they stand under each other.
    """
    boxes = "".join(f'<i style="flex: {f"0 1 {width}px" if width else "1"}"></i>' for width in widths)
    kind = f"widgets{'' if label else ' bare'}{' low' if height == 60 else ''}"
    style = f"--height: {height}px; --phone: {phone or height}px"
    return f'<div class="{kind}" style="{style}" aria-hidden="true">{boxes}</div>'


def columns(left: str, right: str, shares: tuple[int, int] = (1, 1)) -> str:
    """Two columns, one under the other on a phone."""
    first = 100 * shares[0] / sum(shares)
    style = f"--left: {first:g}%; --right: {100 - first:g}%"
    return f'<div class="columns" style="{style}"><div>{left}</div><div>{right}</div></div>'


def exhibit(shown: Exhibit, picture: str, t: Language) -> str:
    """Headline, subtitle, picture and source of an exhibit; without a picture, what it says of that."""
    body = picture if not shown.rows.empty else quiet(shown.nothing)
    notes = "".join(quiet(note) for note in shown.notes)
    words = heading(shown.headline, 3) + quiet(shown.subtitle)
    return f'<section class="exhibit">{words}{body}{notes}{quiet(shown.source_line(t))}<p class="row"></p></section>'


def figure(shown: Exhibit, links: Sequence[str] = (), wide: int = WIDE) -> str:
    """Its chart, drawn for a screen and for a phone; nothing where it has none that can be drawn."""
    chart = next((view for view in shown.views.values() if can_draw(view)), None)
    if chart is None or not isinstance(chart, go.Figure):
        return ""
    height = float(chart.layout.height or HEIGHT)
    drawn = f'<div class="wide">{plot(chart, wide, shown.alt, links)}</div>'
    drawn += f'<div class="narrow">{plot(chart, NARROW, shown.alt, links)}</div>'
    return f'<div class="figure" style="--height: {height:g}px">{drawn}</div>'


def legend(classes: Sequence[tuple[str, str]], title: str) -> str:
    """The classes of a map."""
    items = "".join(f'<li><i style="background: {colour}"></i>{escape(words)}</li>' for colour, words in classes)
    return f'<div class="classes"><span>{escape(title)}</span><ul>{items}</ul></div>'


def links(items: Mapping[str, str], label: str) -> str:
    """Links side by side, by address."""
    listed = "".join(f'<li><a href="{escape(url)}">{escape(words)}</a></li>' for url, words in items.items())
    return f'<nav class="listed" aria-label="{escape(label)}"><ul>{listed}</ul></nav>'
