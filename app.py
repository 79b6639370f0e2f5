"""The ASGI application: Streamlit over pages/shell.py, plus our own routes.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

from pathlib import Path

import streamlit as st

from components.serving import routes

app = st.App(Path(__file__).parent / "pages" / "shell.py", routes=routes())
