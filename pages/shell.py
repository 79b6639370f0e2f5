"""The frame that every page runs in."""

import streamlit as st

from components import frame, turns
from components.site import HIDDEN

with turns.turn():
    st.set_page_config(layout="wide", menu_items={})
    t = frame.language()
    page, site_page = frame.navigate(t)
    frame.keep_address(t)
    if site_page in HIDDEN:
        frame.bare(site_page, t)
    else:
        frame.head(site_page, t)
    with frame.guarded(t):
        page.run()
    if site_page not in HIDDEN:
        frame.foot(t)
