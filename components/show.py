"""The one way onto a page for any figure, map or table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from operator import attrgetter
from typing import Any, Literal

import streamlit as st

from components.download_popover import download_on_demand
from components.downloads.citation import data_version
from components.downloads.readme import source_item
from components.exhibit import Exhibit, as_table
from components.i18n import Language
from components.maps import EMPTY_TOPOLOGY_URL
from components.share_popover import share_on_demand

PLOTLY: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "topojsonURL": EMPTY_TOPOLOGY_URL,
    "scrollZoom": False,
}
Draw = Callable[[str], None]  # puts the figure of a view onto the page
MOST_TOLD = 1000  # exhibits as they are sent: a figure is 7 kB on average, 30 at most
TABLE, LONG_TABLE_ROWS = "table", 40
WHOLE_TABLE_ROWS, PAGE_ROWS = 1000, 20  # a longer table is sent page by page
SORTABLE_HEIGHT, SORTABLE_FIRST = 480, 145  # pixels: the table, and the column that stays when it scrolls sideways


def show(exhibit: Exhibit, t: Language, view: str = "", draw: Draw | None = None) -> None:
    """Headline, subtitle, figure (or table), source line, and a quiet row with table, download and sources.

    `view` is the one the reader asked for; an exhibit that does not have it shows its first. `draw` puts the figure of
    a view onto the page in place of the usual way.
    """
    with st.container(key=f"exhibit_{exhibit.name}"):
        drawn = _told(exhibit, t, view, draw) if draw else _told_usually(exhibit, t, view, alone=False)
        if drawn is not None:
            st.fragment(_quiet_row)(exhibit, t, drawn)


def show_alone(exhibit: Exhibit, t: Language, view: str = "") -> None:
    """The same without the quiet row, where there is no page around it: what is drawn brings its legend along."""
    with st.container(key=f"exhibit_{exhibit.name}"):
        _told_usually(exhibit, t, view, alone=True)


def _told_usually(exhibit: Exhibit, t: Language, view: str, *, alone: bool) -> str | None:
    """In the usual way; what other readers were told, too, as it was sent to them."""
    has_widgets = exhibit.sortable or len(exhibit.rows) > WHOLE_TABLE_ROWS
    tell = _tell_once if exhibit.kept and not has_widgets else _tell
    return tell(exhibit=exhibit, t=t, view=view, alone=alone)  # by name: Streamlit looks up positions each time


def _tell(exhibit: Exhibit, t: Language, view: str, alone: bool) -> str | None:
    return _told(exhibit, t, view, partial(_figure_and_legend if alone else _figure, exhibit))


_tell_once = st.cache_resource(
    show_spinner=False,
    max_entries=MOST_TOLD,
    hash_funcs={Exhibit: attrgetter("number"), Language: attrgetter("code")},
)(_tell)


def _told(exhibit: Exhibit, t: Language, view: str, draw: Draw) -> str | None:
    """From headline to source line. The view drawn, TABLE for the rows, '' for a picture in words; None for no rows."""
    st.subheader(exhibit.headline, anchor=exhibit.name.replace("_", "-"))
    st.caption(exhibit.subtitle)
    if exhibit.rows.empty:
        st.info(exhibit.nothing or t("Nothing matches these filters. Remove one to see figures again."))
        return None
    figures = exhibit.views
    drawn = ""
    if view == TABLE or not (figures or exhibit.html):
        drawn = TABLE
        _table(exhibit, t)
    elif exhibit.html:
        st.html(exhibit.html)
    else:
        drawn = view if view in figures else next(iter(figures))
        draw(drawn)
    for note in exhibit.notes:
        st.caption(note)
    _source_line(exhibit, t)
    return drawn


def _figure_and_legend(exhibit: Exhibit, name: str) -> None:
    _figure(exhibit, name)
    if exhibit.legend:
        st.html(exhibit.legend)


def _figure(exhibit: Exhibit, name: str) -> None:
    """A map fills a box that keeps its shape at any width; a chart has the height its marks need."""
    height: Literal["stretch", "content"] = "stretch" if name == "map" else "content"
    with st.container(key=f"{name}_{exhibit.name}"):
        st.plotly_chart(
            exhibit.written(name),
            theme=None,
            config=PLOTLY,
            key=f"figure_{exhibit.name}_{name}",
            alt=exhibit.alt,
            height=height,
        )


def _table(exhibit: Exhibit, t: Language) -> None:
    if len(exhibit.rows) > WHOLE_TABLE_ROWS:
        st.fragment(_paged_table)(exhibit, t)
        return
    table = as_table(exhibit, t)
    if exhibit.sortable:
        columns = {table.data.columns[0]: st.column_config.Column(pinned=True, width=SORTABLE_FIRST)}
        st.dataframe(
            table,
            hide_index=True,
            alt=exhibit.alt,
            height=SORTABLE_HEIGHT,
            column_config=columns,
            placeholder=t.missing,
        )
        first_rows_on_paper(t)
        return
    height: int | Literal["content"] = 480 if len(exhibit.rows) > LONG_TABLE_ROWS else "content"
    st.table(table, border="horizontal", hide_index=True, height=height, alt=exhibit.headline)


def first_rows_on_paper(t: Language) -> None:
    """Says on paper that a table which scrolls on the screen goes on."""
    said = t("On paper only the first rows and columns; the page has all of them.")
    st.html(f'<p class="on-paper">{escape(said)}</p>')


def _table_on_demand(exhibit: Exhibit, t: Language) -> None:
    """The rows behind a button: sent when it is opened, not before."""
    with st.popover(t("Table"), type="tertiary", key=f"table_{exhibit.name}", on_change="rerun") as table:
        if table.open:
            _table(exhibit, t)


def _paged_table(exhibit: Exhibit, t: Language) -> None:
    """A table of thousands, so many rows at a time."""
    pages = -(-len(exhibit.rows) // PAGE_ROWS)
    first = PAGE_ROWS * (min(st.session_state.get(f"page_{exhibit.name}", 1), pages) - 1)
    rows = exhibit.rows.iloc[first : first + PAGE_ROWS]
    st.table(as_table(replace(exhibit, rows=rows), t), border="horizontal", hide_index=True, alt=exhibit.headline)
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages_{exhibit.name}"):
        st.pagination(pages, key=f"page_{exhibit.name}")
        last = first + len(rows)
        st.caption(
            t(
                "Rows {first} to {last} of {all}",
                first=t.number(first + 1),
                last=t.number(last),
                all=t.number(len(exhibit.rows)),
            )
        )


def _source_line(exhibit: Exhibit, t: Language) -> None:
    flags = exhibit.flags()
    meanings = "\n\n".join(f"**{t.text(flag.title)}**: {t.text(flag.meaning)}" for flag in flags)
    st.caption(exhibit.source_line(t), help=meanings or None)


def _quiet_row(exhibit: Exhibit, t: Language, drawn: str) -> None:
    """Table, download, sources, share: one part of the page for all, since each part costs every run of it.

    drawn: the view on the page, TABLE for the rows, '' for a picture in words.
    """
    with st.container(horizontal=True, gap="medium", key=f"row_{exhibit.name}"):
        if drawn != TABLE:
            _table_on_demand(exhibit, t)
        download_on_demand(exhibit, t, drawn)
        _sources_on_demand(exhibit, t)
        share_on_demand(exhibit, t, drawn)


def _sources_on_demand(exhibit: Exhibit, t: Language) -> None:
    with st.popover(t("Sources"), type="tertiary", key=f"sources_{exhibit.name}", on_change="rerun") as sources:
        if sources.open:
            st.markdown("\n".join(source_item(source, t) for source in exhibit.sources()))
            st.caption(data_version(t))
