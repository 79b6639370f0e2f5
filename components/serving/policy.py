"""The Content-Security-Policy of each kind of answer. Nobody else's host is in any of them."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

import streamlit

from components import browser

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# Data, files and refusals: a browser that shows one runs and loads nothing.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# A script, a font, a picture of a page: no document.
PART = "default-src 'none'; frame-ancestors 'none'"
# A drawing styles itself.
DRAWING = f"{NOTHING}; style-src 'unsafe-inline'"
# Chromium's reader of PDF puts the file into a page of its own, as an object with a style.
PRINTED = f"{NOTHING}; object-src 'self'; style-src 'unsafe-inline'"


@cache
def inline_scripts() -> tuple[str, ...]:
    """Every script that may stand inside a document: Streamlit's own, and each `.js` of components/ to the letter."""
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    ours = [path.read_text(encoding="utf-8") for path in sorted(Path(browser.__file__).parent.rglob("*.js"))]
    return (*SCRIPT.findall(index + browser.TELL_US), *ours)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def of_page(embedded: bool) -> str:
    """The policy of a document of the site. embedded: other sites may hold it in a frame."""
    rules = {
        "default-src": "'none'",
        # Scripts are files of ours, or known by their hash: no other inline script runs, and none is made of text.
        # wasm: deck.gl reads its geometry, and protobuf.js its long integers, by WebAssembly.
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *map(_hash, inline_scripts())]),
        # Emotion, plotly.js and deck.gl write styles, and so does `st.html`.
        "style-src": "'self' 'unsafe-inline'",
        # data: the icons of Streamlit's style; blob: pictures of a figure on their way to the reader's disk.
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",  # the websocket, too
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*" if embedded else "'none'",
    }
    return "; ".join(f"{name} {values}" for name, values in rules.items())
