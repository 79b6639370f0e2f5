"""One figure alone, for a frame on somebody else's page: what it shows, its source, and the way to the live view."""

from html import escape

import streamlit as st

from components import embed, figures, filters, frame
from components.show import show_alone
from components.site import site_name

t = frame.language()
colours = frame.colours()
address = filters.address()
LINK = '<a href="{}" target="_blank" rel="noopener">{}</a>'


def shown(known: figures.Figure) -> None:
    """The figure under the filters of the address, and the link to its page with the same."""
    choices = embed.choices(known, address, t)
    filters.say_ignored(choices, t)
    with frame.guarded(t):
        show_alone(embed.make(known, choices, t, colours), t, choices.view)
    live = embed.live_address(frame.address(), known, address, t)
    said = t("{site}: see it live, with its filters and data", site=site_name(t))
    st.html(f'<p class="live">{LINK.format(escape(live), escape(said))}</p>')


def not_shown(said: str, close: list[str]) -> None:
    """Why there is no figure, those that may be meant, and the site."""
    links = [(embed.embed_address("", figures.figure(i), {}, t), figures.figure(i).title(t)) for i in close]
    offered = "".join(f'<li><a href="{escape(url)}">{escape(title)}</a></li>' for url, title in links)
    perhaps = t("Perhaps you mean:")
    listed = f"<p>{escape(perhaps)}</p><ul>{offered}</ul>" if close else ""
    home = LINK.format(escape(f"{frame.address()}/?lang={t.code}"), escape(site_name(t)))
    st.html(f'<div class="no-figure"><p>{escape(said)}</p>{listed}<p>{home}</p></div>')


asked = (address.get(embed.FIGURE) or [""])[0]
try:
    found = figures.figure(asked)
except figures.UnknownFigureError as unknown:
    no_such = t("The observatory has no figure called “{asked}”.", asked=asked[:60])
    not_shown(no_such if asked else t("The address names no figure."), unknown.matches)
else:
    shown(found)
