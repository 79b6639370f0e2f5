"""The arrows of the design: data imports nothing of the site, components nothing of the pages, charts no Streamlit."""

import ast
from graphlib import TopologicalSorter
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


def module_of(name: str) -> Path | None:
    """The file of a module of ours, or of a package."""
    base = ROOT / Path(*name.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def needs(path: Path) -> set[Path]:
    """What has to be imported before a file of ours: by its statements at the top, its own packages aside."""
    found: set[Path | None] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {module_of(f"{node.module}.{alias.name}") or module_of(node.module) for alias in node.names}
    return {o for o in found if o and not (o.name == "__init__.py" and o.parent in path.parents)}


def test_whatever_is_imported_first_no_module_waits_for_itself() -> None:
    files = [path for folder in ("components", "data") for path in (ROOT / folder).rglob("*.py")]
    graph = {path: needs(path) for path in files}
    assert sum(map(len, graph.values())) > 500
    list(TopologicalSorter(graph).static_order())  # CycleError names the modules
