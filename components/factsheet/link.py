"""The quiet link from a page to its fact sheet."""

from __future__ import annotations

import streamlit as st

from components.factsheet.places import COUNTRY, PATH
from components.i18n import Language


def factsheet_link(t: Language, code: str = COUNTRY) -> None:
    """A link to the fact sheet of a place in the reader's language; the country's unless a state is given."""
    words = t("Fact sheet (PDF)")
    st.caption(f"[{words}]({PATH.format(place=code)}?lang={t.code})")
