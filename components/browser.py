"""What this reader's browser told us before the first map: whether it draws by WebGL, and whether it is narrow."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st

NO_WEBGL, NARROW, SO = "no_webgl", "narrow", "1"
NARROW_WIDTH = 768  # pixels, as in style.css

# Runs in the document's head, before Streamlit connects: a cookie is there only where it is so, and for this visit.
TELL_US = f"""<script>(() => {{
    const tell = (name, so) => {{
        document.cookie = `${{name}}={SO}; path=/; samesite=lax${{so ? "" : "; max-age=0"}}`;
    }};
    const context = document.createElement("canvas").getContext("webgl2");
    tell("{NO_WEBGL}", !context);
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    tell("{NARROW}", innerWidth < {NARROW_WIDTH});
    // Charts come in the colours of the appearance that the page was opened in.
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
}})()</script>"""


def has_webgl() -> bool:
    """False where the browser said that it has none."""
    return st.context.cookies.get(NO_WEBGL) != SO


def is_narrow() -> bool:
    """True on a phone, as far as the browser said so when it came."""
    return st.context.cookies.get(NARROW) == SO


def today() -> date:
    """The day it is where the reader is."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (KeyError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return datetime.now(zone).date()
