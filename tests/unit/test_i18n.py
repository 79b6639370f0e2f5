"""Both languages are whole: every visible string is in the catalogue, translated, with the same blanks to fill."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from components import i18n

ROOT = Path(__file__).parents[2]
KEYWORDS = {"t": None, "t.plural": (1, 2), "plural": (1, 2)}
BLANK = re.compile(r"\{(\w+)\}")


def extracted() -> set[str | tuple[str, ...]]:
    """Every message in the code."""
    found: set[str | tuple[str, ...]] = set()
    for folder in ("components", "pages"):
        for _, _, message, *_ in extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS):
            found.add(message)
    return found


@pytest.fixture(scope="module")
def spanish():
    with (ROOT / "components" / "locale" / "es.po").open("rb") as file:
        return read_po(file, locale="es")


def test_code_has_messages() -> None:
    assert len(extracted()) > 80


def test_every_message_is_translated(spanish) -> None:
    def translated(message: str | tuple[str, ...]) -> bool:
        entry = spanish.get(message[0] if isinstance(message, tuple) else message)
        if entry is None or entry.fuzzy:
            return False
        return all(entry.string) if isinstance(entry.string, (tuple, list)) else bool(entry.string)

    assert sorted(str(message) for message in extracted() if not translated(message)) == []


def test_no_translation_is_left_over(spanish) -> None:
    ids = {m[0] if isinstance(m, tuple) else m for m in extracted()}
    in_catalogue = {(e.id[0] if isinstance(e.id, (tuple, list)) else e.id) for e in spanish if e.id}
    assert in_catalogue - ids == set()


def test_blanks_are_the_same_in_both_languages(spanish) -> None:
    wrong = []
    for entry in spanish:
        if not entry.id:
            continue
        ids = entry.id if isinstance(entry.id, (tuple, list)) else [entry.id]
        strings = entry.string if isinstance(entry.string, (tuple, list)) else [entry.string]
        asked = {name for text in ids for name in BLANK.findall(text)}
        wrong += [
            text for text in strings if set(BLANK.findall(text)) - asked or asked - set(BLANK.findall(text)) - {"n"}
        ]
    assert wrong == []


def visible_literals(path: Path) -> list[str]:
    """Words handed straight to a Streamlit call, without a translation."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id in ("st", "go", "figure")):
            continue
        shown = [
            *node.args,
            *(k.value for k in node.keywords if k.arg in ("label", "help", "placeholder", "name", "text")),
        ]
        texts = [a.value for a in shown if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        texts = [text for text in texts if not text.endswith(".py")]  # the page a link leads to
        found += [text for text in texts if re.search(r"[A-Za-zÁÉÍÓÚáéíóúñ]{3,}", text)]
    return found


def test_no_string_goes_past_the_catalogue() -> None:
    paths = [p for folder in ("components", "pages") for p in (ROOT / folder).rglob("*.py")]
    assert {p.name: visible_literals(p) for p in paths if visible_literals(p)} == {}


def test_the_check_sees_a_bare_string(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('import streamlit as st\nst.title("Untranslated")\nst.button(label="Too")\n')
    assert visible_literals(bad) == ["Untranslated", "Too"]


class TestFormats:
    es, en = i18n.language("es"), i18n.language("en")

    def test_numbers(self) -> None:
        assert self.es.number(1234567.891, 2) == "1,234,567.89"
        assert self.es.number(float("nan")) == self.es.missing == "s/d"
        assert self.en.missing == "n/a"

    def test_money(self) -> None:
        assert self.es.money(62_471_700_000, "usd") == "US$62.5\u00a0mil\u00a0M"
        assert self.en.money(62_471_700_000, "usd") == "US$62.5B"
        assert self.es.money(560_933_618.32, "mxn", words=True) == "$560.9 millones"
        assert self.en.money(560_933_618.32, "mxn", words=True) == "MX$560.9 million"
        assert self.es.money(0, "mxn") == "$0"
        assert self.es.money(-20_000_000, "mxn", 0) == "−$20\u00a0M"

    def test_percent(self) -> None:
        assert self.es.percent(0.2534, 1) == "25.3%"

    def test_dates(self) -> None:
        assert self.es.day(date(2026, 11, 21)) == "21 de noviembre de 2026"
        assert self.en.day(date(2026, 11, 21)) == "November 21, 2026"
        assert self.es.years(2008, 2011) == "2008-2011"
        assert self.es.years(2007, 2007) == "2007"

    def test_lists(self) -> None:
        assert self.es.together(["agua", "luz", "calles"]) == "agua, luz y calles"
        assert self.en.together(["water", "power", "streets"]) == "water, power, and streets"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("en-US,en;q=0.9", "en"), ("es-MX,es;q=0.9,en;q=0.8", "es"), ("fr-FR,en;q=0.5", "en"),
        ("de", "es"), (None, "es"), ("", "es"),
    ],
)  # fmt: skip
def test_first_guess(header: str | None, code: str) -> None:
    assert i18n.preferred(header) == code


def test_extraction_misses_no_call() -> None:
    """Babel does not look inside f-strings: a t() there would stay untranslated."""
    hidden = []
    for path in (p for folder in ("components", "pages") for p in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [c for c in ast.walk(node) if isinstance(c, ast.Call)]
                hidden += [path.name for c in calls if isinstance(c.func, ast.Name) and c.func.id == "t"]
    assert hidden == []
