"""The least that a Streamlit app can be: what this machine can do at all."""

import streamlit as st

st.title("Four lines")
chosen = st.query_params.get("state", "32")
st.write(chosen)
