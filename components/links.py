"""Links from page to page that keep the language."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st


def page_link(file: str, label: str, **parameters: str | Sequence[str]) -> None:
    """A link to a page of ours with parameters; the language goes along where the address carries it."""
    language = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.page_link(file, label=label, query_params={**parameters, **language})
