"""One table in full: its rows under filters, ways to take them, what they mean, and how to cite them."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import frame
from components.address import Choices
from components.datasets import codebook, rows, work
from components.datasets.snippets import snippets
from components.i18n import Language
from components.links import page_link
from components.show import show
from data import api, catalog, store
from data.api.metadata import FORMATS
from data.store import Selection, TooMuchWorkError


def show_table(table: catalog.Table, choices: Choices, address: str, t: Language) -> None:
    """The page of a table. address: of this server, without a path."""
    with st.container(key="table_back"):
        page_link("datasets.py", "← " + t("All tables"))
    st.title(t.text(table.title))
    st.markdown(t.text(table.description))
    selection = store.under(table, choices.filters)
    with frame.guarded(t):
        published = store.published_table(table.table_id)
        st.html(_facts(table, published.rows, published.bytes, t))
        _rows(table, selection, choices, t)
        st.header(t("Take it away"), anchor="take")
        st.html(_files(selection, t))
        _snippets(selection, address, t)
    _meaning(table, t)
    st.header(t("How to cite"), anchor="citation")
    cite(work.table(table, address, t), t)


def _facts(table: catalog.Table, count: int, size: int, t: Language) -> str:
    release = catalog.release()
    facts = {
        t("Rows"): t.number(count),
        t("Columns"): t.number(len(table.columns)),
        t("Coverage"): t.text(table.coverage),
        t("Key"): ", ".join(table.key),
        t("Version"): release.version,
        t("Size as Parquet"): t.file_size(size),
    }
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in facts.items())
    return f'<dl class="facts">{cells}</dl>'


def _rows(table: catalog.Table, selection: Selection, choices: Choices, t: Language) -> None:
    """The rows that the filters leave, with the files made of them."""
    rows.choose(table, choices, t)
    if unused := rows.unused(table, choices.filters, t):
        st.info(
            t("This table has no column for: {filters}. Its rows are not narrowed by it.", filters=", ".join(unused))
        )
    try:
        matching = store.filtered_count(selection)
        if matching > rows.MOST_ROWS:
            st.info(_too_many(matching, t))
            return
        show(rows.exhibit(table, store.filtered_rows(selection), t), t)
    except TooMuchWorkError:
        st.info(t("This took too long. Filter more, or take the whole table below."))


def _too_many(matching: int, t: Language) -> str:
    return t(
        "{n} rows are more than are shown here ({most}). Filter more, or take them from the service below.",
        n=t.number(matching), most=t.number(rows.MOST_ROWS),
    )  # fmt: skip


def _files(selection: Selection, t: Language) -> str:
    """Links to the rows in each format, and to the metadata."""
    table_id, query = selection.table.table_id, api.query_string(selection)
    said = t("These rows from the service:") if query else t("The whole table:")
    links = [(form.upper(), api.rows_path(table_id, form) + (f"?{query}" if query else "")) for form in FORMATS]
    links += [(t("Metadata (JSON)"), f"/api/v1/tables/{table_id}")]
    written = " · ".join(f'<a href="{escape(url)}" target="_blank">{escape(name)}</a>' for name, url in links)
    return f'<p class="formats">{escape(said)} {written}</p>'


def _snippets(selection: Selection, address: str, t: Language) -> None:
    """A tab for each tool."""
    ready = snippets(selection, address, t)
    for tab, snippet in zip(st.tabs(list(ready)), ready.values()):
        with tab:
            if snippet.before:
                st.caption(snippet.before)
            st.code(snippet.code, language=snippet.language, wrap_lines=True)


def _meaning(table: catalog.Table, t: Language) -> None:
    """Columns, caveats and sources."""
    st.header(t("What each column means"), anchor="columns")
    st.html(codebook.columns(table, t))
    if told := codebook.caveats(table, t):
        st.header(t("Caveats"), anchor="caveats")
        st.markdown(told)
    st.header(t("Sources"), anchor="sources")
    st.markdown(codebook.sources(table, t) or t("Made by the observatory."))


def cite(cited: work.Work, t: Language) -> None:
    """A tab for each form of a citation."""
    forms = work.forms(cited, t)
    for tab, (text, language) in zip(st.tabs(list(forms)), forms.values()):
        with tab:
            st.code(text, language=language if language != "text" else None, wrap_lines=True)
