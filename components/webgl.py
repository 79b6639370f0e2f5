"""Whether this reader's browser can draw by WebGL, and how we know before the first map."""

from __future__ import annotations

import streamlit as st

COOKIE = "webgl"

# Runs in the document's head, before Streamlit connects: the cookie is there only where WebGL is not.
TELL_US = """<script>(() => {
    const context = document.createElement("canvas").getContext("webgl2");
    document.cookie = `webgl=none; path=/; samesite=lax${context ? "; max-age=0" : ""}`;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
})()</script>"""


def available() -> bool:
    """False where the browser said that it has no WebGL."""
    return st.context.cookies.get(COOKIE) != "none"
