"""The frame that every page runs in."""

import streamlit as st

from components import frame

st.set_page_config(layout="wide", menu_items={})
t = frame.language()
page, site_page = frame.navigate(t)
frame.keep_address(t)
frame.head(site_page, t)
with frame.guarded(t):
    page.run()
frame.foot(t)
