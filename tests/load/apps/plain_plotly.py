"""What a page with one chart costs without any work on it: the reference of visit_bench.py."""

import plotly.express as px
import streamlit as st

st.title("One chart")
st.plotly_chart(px.line(x=list(range(2002, 2020)), y=list(range(18))))
