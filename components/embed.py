"""Addresses of a figure alone and of its live view, and the code that puts it on somebody else's page. No Streamlit."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import plotly.graph_objects as go

from components import figures
from components.address import Address, Choices
from components.exhibit import Exhibit
from components.figures import Figure
from components.i18n import Language
from components.page_choices import PAGES, read
from components.theme import Palette

SLUG, FIGURE = "embed", "figure"  # of the page that shows a figure alone, and the parameter that names it
WORDS, NOTE = 250, 40  # pixels of what stands around a figure, and of a note under it, in a frame of middling width
MAP, LISTED, TALLEST = 400, 420, 960  # pixels of a map, of a table or steps, and of any frame


def live_address(base: str, known: Figure, address: Address, t: Language) -> str:
    """The page of the figure with what the figure listens to. base: scheme and host of this site."""
    return f"{base}/{known.page_slug}?{_query(known, address, t)}"


def embed_address(base: str, known: Figure, address: Address, t: Language) -> str:
    """The figure alone, under the same choices. base: scheme and host of this site."""
    return f"{base}/{SLUG}?{urlencode({FIGURE: known.id})}&{_query(known, address, t)}"


def code(base: str, known: Figure, exhibit: Exhibit, drawn: str, address: Address, t: Language) -> str:
    """The HTML of a frame that holds the figure as it is shown. drawn: the view on the page."""
    url, title = embed_address(base, known, address, t), exhibit.headline
    return (
        f'<iframe src="{escape(url)}" title="{escape(title)}" width="100%" height="{height(exhibit, drawn)}" '
        'loading="lazy" style="border:0"></iframe>'
    )


def height(exhibit: Exhibit, drawn: str) -> int:
    """Pixels that a frame of middling width needs. drawn: the view in it; '' or `table` for what is no figure."""
    figure, around = exhibit.views.get(drawn), WORDS + NOTE * len(exhibit.notes)
    if figure is None:
        return LISTED + around
    tall = figure.layout.height if isinstance(figure, go.Figure) else None
    return min(round(tall or MAP) + around, TALLEST)


def choices(known: Figure, address: Address, t: Language) -> Choices:
    """What the address asks of the figure. Arcs stay flat: a moving map would not fit a frame of any width."""
    address = {name: values for name, values in address.items() if name != FIGURE}
    page = PAGES[known.page_slug]
    asked = read(address, t, page, known.measures)
    return replace(asked, view="chart") if asked.view == "map" and page.flat_maps(asked.measure) else asked


def make(known: Figure, asked: Choices, t: Language, colours: Palette) -> Exhibit:
    """The figure of those choices. DataUnavailableError when its data cannot be read."""
    return known.make(PAGES[known.page_slug].settled(asked, t), t, colours)


def _query(known: Figure, address: Address, t: Language) -> str:
    kept = figures.address_of(known.id, address, t)
    if view := read(address, t, PAGES[known.page_slug], known.measures).view:
        kept["view"] = [view]
    return urlencode({**kept, "lang": [t.code]}, doseq=True)
