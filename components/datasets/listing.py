"""The list of tables, all of them by topic or those that a search found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from components import filters
from components.address import Choices
from components.i18n import Language
from components.links import page_link
from components.pieces import KeyFigure
from data import catalog, store
from data.catalog import guide
from data.catalog.search import Found, find, fold, meant
from data.store import DataUnavailableError

TOPICS: Mapping[str, Callable[[Language], str]] = {
    "programme": lambda t: t("The programme"),
    "money": lambda t: t("Budget and prices"),
    "remittances": lambda t: t("Remittances"),
    "people": lambda t: t("People and migration"),
    "need": lambda t: t("Poverty and marginalisation"),
    "places": lambda t: t("Places"),
    "reference": lambda t: t("Reference"),
}


def tables() -> list[catalog.Table]:
    """The tables that can be taken here: those of the site, and the register where somebody imported one."""
    return list(store.published_tables().values())


def chosen() -> str | None:
    """Id of the table that the address names; None for the list, and for a register that nobody imported."""
    asked = (filters.address().get("table") or [""])[0]
    return asked if asked in store.published_tables() else None


def extent(t: Language) -> list[KeyFigure]:
    """How much there is, in figures."""
    listed, release = tables(), catalog.release()
    rows = sum(store.published_table(table.table_id).rows for table in listed)
    publishers = {source.publisher for source in catalog.sources().values()}
    return [
        KeyFigure(t("Tables"), t.number(len(listed)), t("each in CSV, JSON, Parquet and Excel"), ""),
        KeyFigure(t("Rows"), t.number(rows), t("with {n} columns described", n=t.number(_columns(listed))), ""),
        KeyFigure(
            t("Sources"), t.number(len(catalog.sources())),
            t("files of {n} publishers, each with its licence", n=t.number(len(publishers))), "",
        ),
        KeyFigure(t("Version"), release.version, t.day(date.fromisoformat(release.date)), ""),
    ]  # fmt: skip


def _columns(listed: Sequence[catalog.Table]) -> int:
    return sum(len(table.columns) for table in listed)


def contents(t: Language) -> str:
    """Links to the parts of the page."""
    parts = {
        "tables": t("Tables"), "programs": t("For programs"), "methods": t("How figures are made"),
        "glossary": t("Glossary"), "versions": t("Versions"), "citation": t("How to cite"),
    }  # fmt: skip
    links = "".join(f'<li><a href="#{anchor}">{escape(title)}</a></li>' for anchor, title in parts.items())
    label = t("On this page")
    return f'<nav class="contents" aria-label="{escape(label)}"><ul>{links}</ul></nav>'


def for_programs(address: str, t: Language) -> str:
    """Where a program begins, as Markdown."""
    links = [
        (f"{address}/api/v1/tables", t("the tables, their columns, units, flags and sources")),
        (f"{address}/api/v1/openapi.json", t("every path, parameter and answer (OpenAPI 3.1)")),
        (f"{address}/data.json", t("the catalogue for harvesters (DCAT 3)")),
        (f"{address}/files/datapackage.json", t("the same for Frictionless tools (Data Package)")),
        (f"{address}/files/LICENCES.txt", t("the licences of the sources")),
    ]
    items = "\n".join(f"- [{url}]({url}): {what}" for url, what in links)
    said = t(
        "No key, no registration, no limit but on the work of one request. Filter with `column=value`, `column.gte=` "
        "and `column.lte=`, choose with `columns=`, sort with `order=`, page with `limit=` and `offset=`; each table’s "
        "page has lines ready to copy."
    )
    return f"{said}\n\n{items}"


def search_box(choices: Choices, t: Language) -> None:
    """The search, kept in the address."""
    label, example = t("Search the tables"), t("a subject, a column, a source: poverty, exchange rate, CONAPO")
    filters.choose_search(choices, label, example)


def show_list(words: str, t: Language) -> None:
    """What the words find; every table by topic without words."""
    if words:
        _found(words, t)
        return
    for topic, title in TOPICS.items():
        st.subheader(title(t), anchor=topic)
        _entries([Found(table, ()) for table in tables() if table.topic == topic], t)


def _found(words: str, t: Language) -> None:
    found = find(words, tables())
    if found:
        st.markdown(t.plural("{n} table has “{words}”.", "{n} tables have “{words}”.", len(found), words=_inert(words)))
        _entries(found, t)
    else:
        st.info(t("No table has “{words}”.", words=_inert(words)))
        if suggestion := meant(words, tables()):
            with st.container(key="table_suggestion"):
                page_link("datasets.py", t("Search “{words}” instead", words=suggestion), q=suggestion)
    for term in guide.glossary().values():
        if all(word in fold(t.text(term.title)) for word in fold(words).split()):
            st.markdown(f"**{t.text(term.title)}**: {t.text(term.meaning)}")


def _inert(words: str) -> str:
    return "".join(letter for letter in words if letter not in "\\`*_[]<>$~#|:")


def _entries(found: Sequence[Found], t: Language) -> None:
    """Title of each, which leads to its page, with its description and extent; two side by side on a screen."""
    for pair in (found[at : at + 2] for at in range(0, len(found), 2)):
        for entry, place in zip(pair, st.columns(2, gap="large")):
            with place, st.container(gap=None, key=f"table_{entry.table.table_id}"):
                page_link("datasets.py", t.text(entry.table.title), table=entry.table.table_id)
                st.caption(t.text(entry.table.description))
                st.caption(_extent(entry, t))


def _extent(entry: Found, t: Language) -> str:
    try:
        rows = t.plural("{n} row", "{n} rows", store.published_table(entry.table.table_id).rows)
    except DataUnavailableError:
        rows = t("cannot be read right now")
    parts = [f"`{entry.table.table_id}`", rows, t.text(entry.table.coverage)]
    if entry.columns:
        parts.append(t("Columns: {columns}", columns=", ".join(f"`{column.name}`" for column in entry.columns[:6])))
    return " · ".join(parts)
