"""What lets one figure be passed on: the link to the view, the code that embeds it, and its citation."""

from __future__ import annotations

import streamlit as st

from components import embed, figures, frame
from components.download_popover import address_on_screen, slug_on_screen, view_on_screen
from components.downloads.citation import of_figure
from components.exhibit import Exhibit
from components.i18n import Language
from components.presentation import kept


def share_on_demand(exhibit: Exhibit, t: Language, drawn: str) -> None:
    """Three texts to copy behind a button, where the figure is registered and so has an address of its own.

    Sent when it is opened. drawn: the view that is on the page.
    """
    known = figures.of_exhibit(exhibit.name, slug_on_screen())
    if known is None:
        return
    with st.popover(t("Share this"), type="tertiary", key=f"share_{exhibit.name}", on_change="rerun") as popover:
        if popover.open:
            view = view_on_screen(t, exhibit)
            framed = embed.code(frame.address(), known, exhibit, drawn, address_on_screen(), t)
            for label, text in (
                (t("Link to this view"), view.link),
                (t("Code to embed the figure"), framed),
                (t("Citation"), of_figure(exhibit, view, t)),
            ):
                st.caption(label)
                st.code(text, language=None, wrap_lines=True)
            kept.offer(known.id, address_on_screen(), t)
