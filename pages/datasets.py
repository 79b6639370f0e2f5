"""Data: every table found, explained, filtered and taken away; how figures are made, changed and cited."""

import streamlit as st

from components import filters, frame, pieces
from components.datasets import listing, methods, table_page, work
from data import catalog

t = frame.language()
choices = filters.read(t)
address = frame.address()


def catalogue() -> None:
    """The list of tables, and what belongs to all of them."""
    frame.opening("datos", t)
    with frame.guarded(t):
        st.html(pieces.key_figures(listing.extent(t)))
    st.html(listing.contents(t))

    st.header(t("Tables"), anchor="tables")
    with frame.guarded(t):
        listing.search_box(choices, t)
        listing.show_list(choices.search, t)

    st.header(t("For programs"), anchor="programs")
    st.markdown(listing.for_programs(address, t))

    st.header(t("How figures are made"), anchor="methods")
    with frame.guarded(t):
        for slug, (title, text) in methods.methods(t).items():
            st.subheader(title, anchor=slug.replace("_", "-"))
            st.markdown(text)

    st.header(t("Glossary"), anchor="glossary")
    st.html(methods.glossary(t))

    st.header(t("Versions"), anchor="versions")
    st.html(methods.versions(t))

    st.header(t("How to cite"), anchor="citation")
    table_page.cite(work.site(address, t), t)


if chosen := listing.chosen():
    table_page.show_table(catalog.table(chosen), choices, address, t)
else:
    catalogue()
