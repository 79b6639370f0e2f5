"""The one way onto a page for any figure, map or table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from components import downloads
from components.exhibit import Exhibit, as_table
from components.i18n import Language
from components.maps import EMPTY_TOPOLOGY_URL
from data import catalog

PLOTLY: dict[str, Any] = {
    "displaylogo": False,
    "displayModeBar": False,
    "topojsonURL": EMPTY_TOPOLOGY_URL,
    "scrollZoom": False,
}
TABLE, LONG_TABLE_ROWS = "table", 40
WHOLE_TABLE_ROWS, PAGE_ROWS = 1000, 20  # a longer table is sent page by page
SORTABLE_HEIGHT, SORTABLE_FIRST = 480, 145  # pixels: the table, and the column that stays when it scrolls sideways


def show(exhibit: Exhibit, t: Language, view: str = "", draw: Callable[[str], None] | None = None) -> None:
    """Headline, subtitle, figure (or table), source line, and a quiet row with table, download and sources.

    `view` is the one the reader asked for; an exhibit that does not have it shows its first. `draw` puts the figure of
    a view onto the page in place of the usual way.
    """
    with st.container(key=f"exhibit_{exhibit.name}"):
        st.subheader(exhibit.headline, anchor=exhibit.name.replace("_", "-"))
        st.caption(exhibit.subtitle)
        if exhibit.rows.empty:
            st.info(exhibit.nothing or t("Nothing matches these filters. Remove one to see figures again."))
            return
        figures = exhibit.views
        as_rows = view == TABLE or not (figures or exhibit.html)
        if as_rows:
            _table(exhibit, t)
        elif exhibit.html:
            st.html(exhibit.html)
        else:
            name = view if view in figures else next(iter(figures))
            (draw or partial(_figure, exhibit))(name)
        for note in exhibit.notes:
            st.caption(note)
        _source_line(exhibit, t)
        _quiet_row(exhibit, t, with_table=not as_rows)


def _figure(exhibit: Exhibit, name: str) -> None:
    """A map fills a box that keeps its shape at any width; a chart has the height its marks need."""
    height: Literal["stretch", "content"] = "stretch" if name == "map" else "content"
    with st.container(key=f"{name}_{exhibit.name}"):
        st.plotly_chart(
            exhibit.views[name],
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
        return
    height: int | Literal["content"] = 480 if len(exhibit.rows) > LONG_TABLE_ROWS else "content"
    st.table(table, border="horizontal", hide_index=True, height=height, alt=exhibit.headline)


def _table_on_demand(exhibit: Exhibit, t: Language) -> None:
    """The rows behind a button: sent when it is opened, not before."""
    with st.popover(t("Table"), type="tertiary", key=f"table_{exhibit.name}", on_change="rerun") as table:
        if table.open:
            _table(exhibit, t)


def _paged_table(exhibit: Exhibit, t: Language) -> None:
    """A table of thousands, so many rows at a time."""
    pages = -(-len(exhibit.rows) // PAGE_ROWS)
    first = PAGE_ROWS * (st.session_state.get(f"page_{exhibit.name}", 1) - 1)
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
    line = t("Source: {publishers}.", publishers=exhibit.publishers(t))
    flags = exhibit.flags()
    if flags:
        line += " " + t("Note: {flags}.", flags="; ".join(t.text(flag.title).lower() for flag in flags))
    meanings = "\n\n".join(f"**{t.text(flag.title)}**: {t.text(flag.meaning)}" for flag in flags)
    st.caption(line, help=meanings or None)


def _quiet_row(exhibit: Exhibit, t: Language, with_table: bool) -> None:
    with st.container(horizontal=True, gap="medium", key=f"row_{exhibit.name}"):
        if with_table:
            st.fragment(_table_on_demand)(exhibit, t)
        n = len(exhibit.rows)
        st.download_button(
            t.plural("Download CSV ({n} row)", "Download CSV ({n} rows)", n),
            data=lambda: downloads.csv(exhibit.rows),
            file_name=f"3x1_{exhibit.name}.csv",
            mime="text/csv",
            key=f"csv_{exhibit.name}",
            on_click="ignore",
            type="tertiary",
        )
        st.fragment(_sources_on_demand)(exhibit, t)


def _sources_on_demand(exhibit: Exhibit, t: Language) -> None:
    with st.popover(t("Sources"), type="tertiary", key=f"sources_{exhibit.name}", on_change="rerun") as sources:
        if sources.open:
            st.markdown("\n".join(_source(source, t) for source in exhibit.sources()))
            st.caption(t("Data version {version}, {date}.", version=catalog.release().version, date=_release_day(t)))


def _release_day(t: Language) -> str:
    return t.day(date.fromisoformat(catalog.release().date))


def _source(source: catalog.Source, t: Language) -> str:
    publisher = t.text(catalog.publishers()[source.publisher].title)
    licence = t.text(catalog.licences()[source.licence].title)
    via = f"[{source.retrieved_via}]({source.url})" if source.url else source.retrieved_via
    text = t(
        "- **{publisher}**. {title}. {coverage}. Licence: {licence}. Reached us through {via}.",
        publisher=publisher, title=t.text(source.title), coverage=t.text(source.coverage), licence=licence, via=via,
    )  # fmt: skip
    return text + (f" {t.text(source.note)}" if source.note else "")
