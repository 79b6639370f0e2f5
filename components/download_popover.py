"""What can be taken away of one figure: the files, with their row count before the click, and the picture."""

from __future__ import annotations

from urllib.parse import urlsplit

import plotly.graph_objects as go
import streamlit as st

from components import browser, downloads, filters, picture, player
from components.downloads import View
from components.exhibit import Exhibit
from components.i18n import Language
from components.listed import Listed
from components.site import PAGES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_on_demand(exhibit: Exhibit, t: Language, drawn: str) -> None:
    """Formats behind a button that says how many rows; sent when it is opened, and made when one is clicked.

    drawn: the view that is on the page.
    """
    taken = exhibit.taken if isinstance(exhibit, Listed) else len(exhibit.rows)
    label = t.plural("Download ({n} row)", "Download ({n} rows)", taken)
    with st.popover(label, type="tertiary", key=f"download_{exhibit.name}", on_change="rerun") as popover:
        if popover.open:
            with st.container(gap=None):
                _files(exhibit, t)
                _picture(exhibit, t, drawn)


def _files(exhibit: Exhibit, t: Language) -> None:
    st.caption(_held(exhibit, t))
    view = view_on_screen(t, exhibit)

    def whole() -> Exhibit:
        return exhibit.whole(t) if isinstance(exhibit, Listed) else exhibit

    for form, label, mime, make in (
        ("zip", t("Data with explanation (ZIP)"), "application/zip", lambda: downloads.archive(whole(), view, t)),
        ("xlsx", t("Excel workbook (XLSX)"), XLSX, lambda: downloads.workbook(whole(), view, t)),
        ("csv", t("Rows alone (CSV)"), "text/csv", lambda: downloads.csv(whole().rows, exhibit.tables)),
    ):
        st.download_button(
            label,
            data=make,
            file_name=f"3x1_{exhibit.name}.{form}",
            mime=mime,
            key=f"{form}_{exhibit.name}",
            on_click="ignore",
            type="tertiary",
        )


def _held(exhibit: Exhibit, t: Language) -> str:
    """How many rows and columns the files hold, and which they are."""
    if not isinstance(exhibit, Listed):
        shown = t("Exactly what is shown here, under the filters chosen.")
        return f"{_size(len(exhibit.rows), len(exhibit.rows.columns), t)} {shown}"
    size = _size(exhibit.taken, len(exhibit.columns), t)
    if exhibit.taken < exhibit.found:
        return f"{size} {exhibit.cut(t)} {exhibit.elsewhere}"
    return size + " " + t("All pages of the list, under the filters and the search.")


def _size(rows: int, columns: int, t: Language) -> str:
    return t.plural("{n} row, {columns} columns.", "{n} rows, {columns} columns.", rows, columns=t.number(columns))


def _picture(exhibit: Exhibit, t: Language, drawn: str) -> None:
    """Formats of the picture, or how to get one where none is drawn."""
    figure = exhibit.views.get(drawn)
    if isinstance(figure, go.Figure):
        st.html(picture.buttons(exhibit, t), unsafe_allow_javascript=True)
    elif figure is not None:
        st.caption(t("This moving map gives no picture; the view “Flat map” has one."))
    elif exhibit.views:
        st.caption(t("For a picture, choose the chart or the map as the view."))


def view_on_screen(t: Language, exhibit: Exhibit) -> View:
    """The view that this session has before it, as its address says it now. A search narrows lists alone."""
    searched = isinstance(exhibit, Listed)
    base = st.context.url or "/"
    return downloads.open_view(base, address_on_screen(), t, slug_on_screen(), browser.today(), searched=searched)


def address_on_screen() -> dict[str, list[str]]:
    """This session's address; while years run by, with the year that is shown, as the address stays behind."""
    address = filters.address()
    if st.session_state.get(player.PLAYING):
        address["to"] = [str(st.session_state[player.SHOWN])]
    return address


def slug_on_screen() -> str:
    """Slug of the page that this session has before it."""
    slug = urlsplit(st.context.url or "/").path.rstrip("/").rsplit("/", 1)[-1]
    return slug if slug in {page.slug for page in PAGES} else ""
