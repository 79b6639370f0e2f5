"""The arrows of the design: data imports nothing of the site, components nothing of the pages, charts no Streamlit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = [
    ("data", {"components", "pages", "streamlit"}),
    ("components", {"pages"}),
    ("components/charts", {"streamlit"}),
    ("components/figures", {"streamlit"}),
    ("components/slides", {"streamlit"}),
]


def imports(path: Path) -> set[str]:
    """Top-level names of everything a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize(("folder", "forbidden"), FORBIDDEN, ids=[folder for folder, _ in FORBIDDEN])
def test_no_arrow_turns_back(folder: str, forbidden: set[str]) -> None:
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    wrong = {path.relative_to(ROOT).as_posix(): imports(path) & forbidden for path in files}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_the_check_sees_an_import(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def f():\n    from components.show import show\n    import streamlit as st\n")
    assert imports(bad) == {"components", "streamlit"}


def test_pages_are_short() -> None:
    lengths = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "pages").glob("*.py")}
    assert {name: n for name, n in lengths.items() if n > 120} == {}


def test_sql_stays_in_data() -> None:
    outside = [p for folder in ("pages", "components") for p in (ROOT / folder).rglob("*.py")]
    assert [p.name for p in outside if "SELECT " in p.read_text(encoding="utf-8")] == []


def test_colours_stay_in_the_theme() -> None:
    import re

    colour = re.compile(r"""["']#[0-9A-Fa-f]{6}["']""")
    outside = [p for folder in ("pages", "components") for p in (ROOT / folder).rglob("*.py") if p.name != "theme.py"]
    assert [p.name for p in outside if colour.search(p.read_text(encoding="utf-8"))] == []
