"""Putting a presentation together: ready ones, the figures chosen in their order, and every figure to add."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from components import figures, filters
from components.i18n import Language
from components.links import page_link
from components.names import state_names
from components.presentation import kept, sequence
from components.presentation.kept import FILE
from components.presentation.sequence import MOST, Common, Read, Slide
from components.presentation.stage import available
from components.site import by_slug
from components.slides.ready import COUNTRY, STATE
from components.theme import Palette


def ready(common: Common, t: Language) -> None:
    """Presentations that are ready: of the country, and of the state chosen."""
    st.header(t("Ready to show"), anchor="ready")
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        page_link(FILE, t("The country, {n} slides", n=t.number(len(COUNTRY))), figures=",".join(COUNTRY), slide="1")
        names = state_names()
        code = st.selectbox(t("State"), list(names), format_func=names.__getitem__, index=None, key="present_state",
                            placeholder=t("Type a name"))  # fmt: skip
        if code:
            label = t("{state}, {n} slides", state=names[code], n=t.number(len(STATE)))
            page_link(FILE, label, figures=",".join(STATE), state=code, slide="1")


def say_what_was_not_understood(read: Read, t: Language) -> None:
    """Unknown figures with those that look like them, choices that are none, and too many figures."""
    for error in read.unknown[:5]:
        text = t("There is no figure “{asked}”.", asked=_inert(error.asked))
        if error.matches:
            text += " " + t("Did you mean {matches}?", matches=t.together(f"`{match}`" for match in error.matches))
        st.warning(text)
    if read.ill_formed:
        items = ", ".join(f"`{_inert(item)}`" for item in read.ill_formed[:5])
        st.warning(t("Part of the address was not understood and was ignored: {items}.", items=items))
    if read.too_many:
        said = t("The address names {n} figures; a presentation has at most {most}: the first are kept.",
                 n=t.number(read.too_many), most=t.number(MOST))  # fmt: skip
        st.warning(said)


def _inert(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "_:-. " else "·" for letter in text)[:60]


def chosen(slides: Sequence[Slide], common: Common, t: Language, colours: Palette) -> None:
    """The figures in their order, with buttons to move and to leave out, and what to do with them."""
    st.header(t("Your presentation"), anchor="yours")
    if not slides:
        st.info(t("Nothing chosen yet: begin with one that is ready, or add figures below."))
        return
    for place, slide in enumerate(slides):
        with st.container(horizontal=True, vertical_alignment="center", key=f"slide_row_{place}"):
            st.markdown(f"{place + 1}. {_plain(available(slide, common, t, colours))}", width="stretch")
            _act("↑", t("Move up"), f"up_{place}", _moved(slides, place, -1), place > 0)
            _act("↓", t("Move down"), f"down_{place}", _moved(slides, place, 1), place < len(slides) - 1)
            _act("✕", t("Leave out"), f"out_{place}", [*slides[:place], *slides[place + 1 :]], True)
    with st.container(horizontal=True, vertical_alignment="center", key="present_actions"):
        st.button(t("Present"), type="primary", key="present_now", on_click=filters.write, args=("slide", ["1"]))
        label = t("PowerPoint (PPTX)")
        st.html(f'<a class="file" href="{slides_address(slides, common, t)}" download>{label}</a>')
        st.button(t("Empty it"), type="tertiary", key="present_empty", on_click=kept.keep, args=([],))
    st.caption(t("The address of this page is the presentation: keep it, send it, open it again."))


def _plain(text: str) -> str:
    for character in "\\`*_[]<>$~#|":
        text = text.replace(character, "\\" + character)
    return text


def slides_address(slides: Sequence[Slide], common: Common, t: Language) -> str:
    """Where the service makes the file of these slides."""
    query = {"figures": sequence.write(slides), **common, "lang": t.code}
    return "/api/v1/slides.pptx?" + urlencode(query, doseq=True, safe=",~:").replace("&", "&amp;")


def _moved(slides: Sequence[Slide], place: int, by: int) -> list[Slide]:
    moved = list(slides)
    if 0 <= place + by < len(moved):
        moved[place], moved[place + by] = moved[place + by], moved[place]
    return moved


def _act(label: str, said: str, key: str, result: Sequence[Slide], enabled: bool) -> None:
    st.button(label, help=said, key=key, type="tertiary", disabled=not enabled, on_click=kept.keep, args=(result,))


def add(slides: Sequence[Slide], t: Language) -> None:
    """Every figure of the site by page, each with a button that adds it."""
    st.header(t("Figures to add"), anchor="add")
    st.caption(t("Also from where a figure stands: under “Share”."))
    full = len(slides) >= MOST
    for slug in dict.fromkeys(known.page_slug for known in figures.figures().values()):
        page = by_slug(slug)
        with st.expander(page.title(t) if page else slug):
            for known in figures.figures().values():
                if known.page_slug == slug:
                    st.button(known.title(t), key=f"add_{known.id}", type="tertiary", icon=":material/add:",
                              disabled=full, on_click=kept.keep, args=([*slides, Slide(known.id)],))  # fmt: skip
