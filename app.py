"""The ASGI application: Streamlit over pages/shell.py, plus our own routes and the data service.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

from pathlib import Path

import streamlit as st

from components.frame import say_failed
from components.serving import middleware, publications, routes
from components.serving.collection import collected_seldom
from data import api

app = st.App(
    Path(__file__).parent / "pages" / "shell.py",
    routes=[*api.routes(publications()), *routes()],
    middleware=middleware(),
    lifespan=collected_seldom,
    on_script_error=say_failed,  # what pages/shell.py does not catch: the frame itself, callbacks, fragments
)
