"""The installed build of Streamlit's frontend: where its files are, and which of them load which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit

FOLDER = Path(streamlit.__file__).parent / "static"
ASSETS = FOLDER / "static"
STATICALLY = re.compile(r"""(?:from|import)\s*["'`]\./([\w.~-]+\.js)["'`]""")
LAZILY = re.compile(r"""import\(["'`]\./([\w.~-]+\.js)["'`]\)""")
ENTRY = re.compile(r'<script type="module"[^>]* src="\./static/js/([\w.-]+)"')


@cache
def index() -> str:
    """The document that every page begins with."""
    return (FOLDER / "index.html").read_text(encoding="utf-8")


@cache
def entry() -> str:
    """Name of the first script; empty where the document has another form than we know."""
    found = ENTRY.search(index())
    return found[1] if found else ""


@cache
def _text(name: str) -> str:
    path = ASSETS / "js" / name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


@cache
def _imports(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(STATICALLY.findall(_text(name))))


@cache
def _lazy(name: str) -> dict[str, str]:
    """What a script loads only when it is needed, by name without the hash."""
    return {file.split(".")[0]: file for file in LAZILY.findall(_text(name))}


def closure(names: Iterable[str]) -> list[str]:
    """These scripts and all that they import, each once, those asked for first."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found and _text(name):
            found[name] = None
            waiting += _imports(name)
    return list(found)


@cache
def chunks(elements: tuple[str, ...]) -> tuple[str, ...]:
    """The scripts of these elements (`PlotlyChart`, `Selectbox`) beyond those that the document names itself.

    An element that the build does not know is left out.
    """
    lazy = _lazy(entry())
    named = set(re.findall(r"\./static/js/([\w.-]+)", index()))
    return tuple(name for name in closure(lazy[e] for e in elements if e in lazy) if name not in named)
