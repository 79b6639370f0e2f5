"""Headline and first paragraph of what was asked for."""

from __future__ import annotations

from components import openings
from components.first_view.asked import Asked
from components.names import state_names
from components.page_choices import FIRST_STATE
from data import catalog


def headline(asked: Asked) -> str:
    """The page's h1."""
    if asked.table:
        return asked.t.text(catalog.table(asked.table).title)
    if asked.page.slug == "estado":
        return state_names()[asked.state or FIRST_STATE]
    return openings.HEADLINES[asked.page.slug](asked.t)


def lead(asked: Asked) -> str:
    """The paragraph under it; strong words between `**`."""
    if asked.table:
        return asked.t.text(catalog.table(asked.table).description)
    if asked.page.slug == "estado":
        return openings.of_state(headline(asked), asked.t)
    return openings.LEADS[asked.page.slug](asked.t)
