"""A part of a page that runs alone when one of its own choices changes: the rest of the page stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import turns
from components.frame import guarded
from components.i18n import Language


def part(run: Callable[[], None], t: Language, every: float | None = None) -> None:
    """Draws it. It reads the address by itself, since nothing before it runs again.

    every: seconds from one run to the next that nobody asked for.
    """

    @wraps(run)  # Streamlit tells parts of a page apart by the names of their functions
    def in_its_turn() -> None:
        with turns.turn() if _alone() else nullcontext(), guarded(t):
            run()

    st.fragment(in_its_turn, run_every=every)()


def _alone() -> bool:
    """Whether this run is of a part, not of the whole page, which has its turn already."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)
