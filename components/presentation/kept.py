"""The presentation that a reader is putting together while walking through the site; its page has it in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import filters
from components.address import Address
from components.i18n import Language
from components.links import page_link
from components.presentation import sequence
from components.presentation.sequence import MOST, Slide

KEPT = "presentation"
FILE = "present.py"


def values(address: Address) -> list[str]:
    """What `figures` says: in the address, else as it was put together before, which the address then has, too."""
    asked = list(address.get("figures", ()))
    if not asked and st.session_state.get(KEPT):
        asked = [st.session_state[KEPT]]
        filters.write("figures", asked)
    st.session_state[KEPT] = ",".join(asked)
    return asked


def keep(slides: Sequence[Slide]) -> None:
    """Makes this the presentation, here and in the address."""
    st.session_state[KEPT] = written = sequence.write(slides)
    filters.write("figures", [written] if written else [])


def offer(figure_id: str, address: Address, t: Language) -> None:
    """A button that adds a figure as it stands on its page, and the way to the presentation."""
    slide = sequence.of_view(figure_id, address)
    slides = sequence.read([st.session_state.get(KEPT, "")]).slides

    def add() -> None:
        st.session_state[KEPT] = sequence.write([*slides, slide])

    with st.container(horizontal=True, vertical_alignment="center", key=f"present_{figure_id}"):
        there = str(slide) in map(str, slides)
        label = t("In the presentation") if there else t("Add to the presentation")
        st.button(label, key=f"present_add_{figure_id}", disabled=there or len(slides) >= MOST, on_click=add)
        if slides:
            opened = t.plural("Open it ({n} figure)", "Open it ({n} figures)", len(slides))
            page_link(FILE, opened, figures=sequence.write(slides))
