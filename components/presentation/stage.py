"""A slide on the screen: headline, figure as large as there is room, source line, page number, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pydeck as pdk
import streamlit as st

from components import browser, figures, filters, frame
from components.address import Address
from components.charts.room import PHONE_ROW, ROW, for_the_room
from components.downloads import filters_in_words
from components.exhibit import Exhibit, as_table
from components.i18n import Language
from components.presentation.choices import choose
from components.presentation.sequence import Common, Slide
from components.show import PLOTLY, TABLE
from components.theme import Palette
from data.store import DataUnavailableError

HERE = Path(__file__).parent
KEYS = HERE / "keys.js"
FIGURE_HEIGHT = 500  # pixels, at 768 of a projector's screen
MOST_TABLE_ROWS = 10
PLACES = ("state", "municipality", "us_state", "country", "origin", "destination")


def show_slide(slides: Sequence[Slide], number: int, common: Common, t: Language, colours: Palette) -> None:
    """Slide `number` of a sequence, from 1."""
    st.html(f"<style>{(HERE / 'stage.css').read_text(encoding='utf-8')}</style>")
    slide = slides[number - 1]
    with st.container(key="slide"), frame.guarded(t):
        exhibit = _exhibit(slide, common, t, colours)
        st.title(exhibit.headline, anchor=False)
        st.caption(_subtitle(exhibit, slide, common, t))
        _figure(exhibit, (slide.address(common).get("view") or [""])[0], t)
        st.caption(exhibit.source_line(t))
    _controls(slides, number, common, t)
    st.html(f"<script>{frame.script(KEYS)}</script>", unsafe_allow_javascript=True)


def _exhibit(slide: Slide, common: Common, t: Language, colours: Palette) -> Exhibit:
    return figures.from_address(slide.figure_id, slide.address(common), t, colours)


def _subtitle(exhibit: Exhibit, slide: Slide, common: Common, t: Language) -> str:
    """Measure, unit and period, and the places chosen, which the page around a figure would tell."""
    slug = figures.figure(slide.figure_id).page_slug
    address = {name: values for name, values in slide.address(common).items() if name in PLACES}
    return " · ".join([exhibit.subtitle, *(choice for _, choice in filters_in_words(address, t, slug))])


def _figure(exhibit: Exhibit, view: str, t: Language) -> None:
    """The figure of the view asked for, else the first that needs no WebGL; else its words or its rows."""
    drawn = {name: figure for name, figure in exhibit.views.items() if not isinstance(figure, pdk.Deck)}
    if exhibit.rows.empty:
        st.info(exhibit.nothing or t("Nothing matches these filters. Remove one to see figures again."))
    elif view == TABLE or not (drawn or exhibit.html):
        _table(exhibit, t)
    elif drawn:
        name = view if view in drawn else next(iter(drawn))
        st.html(exhibit.legend) if exhibit.legend else None
        with st.container(key="slide_figure"):
            large = for_the_room(drawn[name], FIGURE_HEIGHT, PHONE_ROW if browser.is_narrow() else ROW)
            st.plotly_chart(large, theme=None, config=PLOTLY, key=f"slide_{exhibit.name}_{name}", alt=exhibit.alt)
    else:
        st.html(exhibit.html)


def _table(exhibit: Exhibit, t: Language) -> None:
    rows = exhibit.rows.head(MOST_TABLE_ROWS)
    st.table(as_table(replace(exhibit, rows=rows), t), border="horizontal", hide_index=True, alt=exhibit.headline)
    if (more := len(exhibit.rows) - len(rows)) > 0:
        st.caption(t.plural("And {n} more row.", "And {n} more rows.", more))


def _controls(slides: Sequence[Slide], number: int, common: Common, t: Language) -> None:
    """First, previous, page, next, last; this slide's filters; full screen; back to the list."""
    last = len(slides)
    with st.container(horizontal=True, vertical_alignment="center", key="slide_controls"):
        _button("first", "first_page", t("First slide (Home)"), 1, number > 1)
        _button("previous", "chevron_left", t("Previous slide (left arrow, Page Up)"), number - 1, number > 1)
        st.markdown(t("{number} of {last}", number=t.number(number), last=t.number(last)), width="content")
        _button("next", "chevron_right", t("Next slide (right arrow, Page Down)"), number + 1, number < last)
        _button("last", "last_page", t("Last slide (End)"), last, number < last)
        with st.popover(t("Filters"), type="tertiary", key="slide_filters"):
            choose(slides, number, common, t)
        st.button(t("Full screen"), key="slide_full", type="tertiary", help=t("Also with the key F"))
        st.button(t("Close"), key="slide_close", type="tertiary", on_click=_go, args=(None,), help=t("Escape"))


def _button(name: str, icon: str, said: str, to: int, enabled: bool) -> None:
    st.button(
        said.partition(" (")[0], icon=f":material/{icon}:", key=f"slide_{name}", type="tertiary", help=said,
        on_click=_go, args=(to,), disabled=not enabled,
    )  # fmt: skip


def _go(number: int | None) -> None:
    filters.write("slide", [str(number)] if number else [])


def number_of(address: Address, slides: Sequence[Slide]) -> int | None:
    """The slide that the address asks for, brought within the sequence; None for the list."""
    asked = (address.get("slide") or [""])[0]
    return min(max(int(asked), 1), len(slides)) if asked.isascii() and asked.isdigit() and slides else None


def available(slide: Slide, common: Common, t: Language, colours: Palette) -> str:
    """The headline of a slide in a list, or why there is none."""
    try:
        return _exhibit(slide, common, t, colours).headline
    except DataUnavailableError:
        return t("The data of this figure cannot be read right now.")
