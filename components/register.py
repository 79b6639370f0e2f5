"""The register of projects on the page, where somebody imported one: matrix, map, funders, list, and one project."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from components.charts import register_funders, register_matrix, register_municipalities, register_projects
from components.filters import Choices, address
from components.i18n import Language
from components.show import show
from components.theme import Palette
from data import catalog, store
from data.store import PAGE_ROWS, Filters

RECORD = "record"  # the parameter that names one project
SEARCH, PAGE = "register_search", "register_page"


def introduction(t: Language) -> str:
    """What the page says first: what is missing, or that a register is here."""
    if store.has_register():
        return t(
            "Two tables of SEDESOL count the projects of 2002 to 2006; what followed is known only in parts. "
            "**A register of projects was imported here:** [each project with its place, type, club, cost and "
            "funders](#register) stands below, as its authority supplied it."
        )
    return t(
        "Two tables of SEDESOL count the projects of 2002 to 2006; what followed is known only in parts. "
        "**The official register of projects is not included: it was not found in the open.** If an authority "
        "published it, this page would show every work with its place, type, club, cost and funders."
    )


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
    st.fragment(_list)(chosen, origin, t)


def _read(facts: store.RegisterFacts, t: Language) -> str:
    return t(
        "{title}: {accepted} rows accepted, {flagged} of them with a flag; {rejected} rejected and not shown.",
        title=t.text(facts.source.title),
        accepted=t.number(facts.accepted),
        flagged=t.number(facts.flagged),
        rejected=t.number(facts.rejected),
    )


def _list(chosen: Filters, origin: tuple[catalog.Source, ...], t: Language) -> None:
    """The searchable list, page by page."""
    search = st.text_input(
        t("Search in projects, places and clubs"),
        key=SEARCH,
        max_chars=100,
        placeholder=t("Words, with or without accents"),
        on_change=_first_page,
    )
    found = store.register_count(chosen, search)
    pages = max(1, -(-found // PAGE_ROWS))
    page = min(st.session_state.get(PAGE, 1), pages)
    rows = store.register_projects(chosen, search, page)
    everything = not search.strip() and chosen == Filters()
    show(register_projects.listed(rows, found, everything, _address, origin, t), t)
    if pages == 1:
        return
    if st.session_state.get(PAGE, 1) > pages:
        st.session_state[PAGE] = pages
    with st.container(horizontal=True, vertical_alignment="center", key="pages_register"):
        st.pagination(pages, key=PAGE)
        first = PAGE_ROWS * (page - 1)
        st.caption(
            t(
                "Rows {first} to {last} of {all}",
                first=t.number(first + 1),
                last=t.number(first + len(rows)),
                all=t.number(found),
            )
        )


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _address(record_id: str) -> str:
    """The address of one project on this page, the reader's other choices kept."""
    kept = [(name, value) for name, values in address().items() if name != RECORD for value in values]
    return f"?{urlencode([*kept, (RECORD, record_id)])}#register"
