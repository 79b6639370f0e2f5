"""Choosing the one state of the profile page: previous, next, and a search that takes names without accents."""

from __future__ import annotations

import streamlit as st

from components.filters import Choices, write
from components.i18n import Language
from components.links import page_link
from components.names import state_names
from components.page_choices import shown_state
from data import store


def choose_state(choices: Choices, t: Language) -> str:
    """The code of the state to show, with the widgets that change it; says so when the address names several."""
    asked = choices.filters.states
    code = shown_state(choices)
    names = state_names()
    if len(asked) > 1:
        st.warning(t("This page shows one state: the first one asked for, {state}.", state=names[code]))
    order = list(names)
    place = order.index(code)
    with st.container(horizontal=True, vertical_alignment="bottom", key="state_chooser"):
        _link(order[place - 1], "← {name}")
        _search(code, names, t)
        _link(order[(place + 1) % len(order)], "{name} →")
    return code


def _link(code: str, label: str) -> None:
    page_link("profile.py", label.format(name=state_names()[code]), state=code)


def _search(code: str, names: dict[str, str], t: Language) -> None:
    """A list that also takes what is typed: "michoacan" finds Michoacán."""

    def changed() -> None:
        typed = st.session_state["choice_state_named"]
        found = typed if typed in names else store.state_named(typed or "")
        st.session_state["state_not_found"] = None if found else typed
        if found:
            write("state", [found])

    st.session_state["choice_state_named"] = code
    st.selectbox(
        t("State"),
        list(names),
        format_func=lambda option: names.get(option, option),
        key="choice_state_named",
        on_change=changed,
        accept_new_options=True,
        placeholder=t("Type a name"),
    )
    missed = st.session_state.pop("state_not_found", None)
    if missed:
        st.caption(t("No single state is called “{name}”.", name=missed[:40]))
