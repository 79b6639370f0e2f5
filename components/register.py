"""The register of projects on the page, where somebody imported one: matrix, map, funders, list, and one project."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components import filters
from components.browser import is_narrow
from components.charts import register_funders, register_matrix, register_municipalities, register_projects
from components.filters import Choices, address
from components.i18n import Language
from components.show import show
from components.theme import Palette
from data import catalog, store
from data.api.metadata import rows_path
from data.store import PAGE_ROWS, Filters

RECORD = "record"  # the parameter that names one project


def section(choices: Choices, t: Language, colours: Palette) -> None:
    """All that the page has of the register, under the page's filters. Nothing where none was imported."""
    if not store.has_register():
        return
    st.header(t("The register of projects"), anchor="register")
    facts = store.register_facts()
    origin = (facts.source,)
    st.caption(_read(facts, t))
    asked = address().get(RECORD, [])
    if asked:
        show(register_projects.one(store.register_project(asked[-1]), origin, t), t, choices.view)
    chosen = choices.filters
    summary = store.register_summary(chosen).iloc[0]
    show(
        register_matrix.exhibit(store.register_by_state_and_type(chosen), summary, origin, t, colours),
        t, choices.view,
    )  # fmt: skip
    show(
        register_municipalities.exhibit(store.register_by_municipality(chosen), summary, origin, t, colours),
        t, choices.view,
    )  # fmt: skip
    show(register_funders.exhibit(store.register_funders(chosen), summary, origin, t, colours), t, choices.view)
    st.fragment(_list)(origin, t)


def _read(facts: store.RegisterFacts, t: Language) -> str:
    return t(
        "{title}: {accepted} rows accepted, {flagged} of them with a flag; {rejected} rejected and not shown.",
        title=t.text(facts.source.title),
        accepted=t.number(facts.accepted),
        flagged=t.number(facts.flagged),
        rejected=t.number(facts.rejected),
    )


def _list(origin: tuple[catalog.Source, ...], t: Language) -> None:
    """The searchable list, page by page. It runs by itself, so it reads the address by itself."""
    choices = filters.parse(address())
    chosen, search = choices.filters, choices.search
    filters.choose_search(choices, t("Search in projects, places and clubs"), t("Words, with or without accents"))
    found = store.register_page(chosen, search, choices.page)
    pages = max(1, -(-found.found // PAGE_ROWS))
    page = min(choices.page, pages)
    if page < choices.page:
        found = store.register_page(chosen, search, page)
    everything = not search and chosen == Filters()
    exhibit = register_projects.listed(found.rows, found.found, everything, _address, is_narrow(), origin, t)
    show(replace(exhibit, read=partial(_first, chosen, search), elsewhere=_elsewhere(chosen, search, t)), t)
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="pages_register"):
        filters.choose_page(page, pages)
        first = PAGE_ROWS * (page - 1)
        st.caption(
            t(
                "Rows {first} to {last} of {all}",
                first=t.number(first + 1),
                last=t.number(first + len(found.rows)),
                all=t.number(found.found),
            )
        )


def _first(chosen: Filters, search: str, most: int) -> pd.DataFrame:
    return store.register_page(chosen, search, rows=most).rows[list(register_projects.IN_FILES)]


def _elsewhere(chosen: Filters, search: str, t: Language) -> str:
    """Where all rows under the filters can be had, however many."""
    table_id = catalog.register().table_id
    links = [f"[{form.upper()}]({rows_path(table_id, form)}{_asked(chosen)})" for form in ("csv", "parquet")]
    said = t("The data service gives any number of rows, under the same filters: {links}.", links=", ".join(links))
    without = t("It does not search for words.")
    return f"{said} {without}" if search else said


def _asked(chosen: Filters) -> str:
    """The filters as the data service takes them."""
    years = {"year.gte": chosen.year_from, "year.lte": chosen.year_to}
    asked = {
        "state_code": chosen.states, "municipality_code": chosen.municipalities, "us_state": chosen.us_states,
        "project_type": chosen.project_types, **{name: year for name, year in years.items() if year is not None},
    }  # fmt: skip
    query = urlencode(asked, doseq=True)
    return f"?{query}" if query else ""


def _address(record_id: str) -> str:
    """The address of one project on this page, the reader's other choices kept."""
    kept = [(name, value) for name, values in address().items() if name != RECORD for value in values]
    return f"?{urlencode([*kept, (RECORD, record_id)])}#register"
