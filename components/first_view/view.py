"""The whole first view of a page, kept while the data stay the same; and none where it cannot be made."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from components import theme
from components.first_view import frame, pages
from components.first_view.asked import Asked
from data.store.kept import Kept

LOG = logging.getLogger(__name__)
STYLE, HANDOVER = (Path(__file__).with_name(name) for name in ("first_view.css", "handover.js"))
VIEWS = Kept(256, lambda view: 1)  # some 50 kB each


def first_view(asked: Asked) -> str:
    """HTML that stands beside Streamlit's root until the page is drawn; empty, with a line in the log, on failure."""
    try:
        return VIEWS.answer(_made, asked)
    except Exception as error:  # whatever it is, the page itself may still work
        LOG.warning("no first view of /%s (%s): %r", asked.page.slug, asked.t.code, error)
        return ""


def _made(asked: Asked) -> str:
    main = pages.main(asked)
    states = frame.states(asked, with_map="<svg" not in main)
    around = f"{frame.header(asked)}<main>{frame.without_script(asked)}{main}{states}{frame.foot(asked)}</main>"
    return f'<div id="first-view"><style>{_style()}</style>{theme.in_both(around)}<script>{_handover()}</script></div>'


@cache
def _style() -> str:
    return theme.both_variables() + theme.plain(STYLE.read_text(encoding="utf-8"))


@cache
def _handover() -> str:
    return HANDOVER.read_text(encoding="utf-8")
