"""Streamlit's fonts cut to what the site writes: its letters, its weights, and the icons that the frontend names.

The fonts are under the SIL Open Font License, which lets them be cut and given on under another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from components.serving.frontend import ASSETS

ROOT = Path(__file__).parents[2]
LETTERS = (  # Latin 1 and signs: the site's words and names; any other letter is written in the system's font
    *range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2000, 0x2070), 0x20AC, 0x2122, *range(0x2190, 0x2194), 0x2212,
    0x2248, 0x2260, 0x2264, 0x2265, 0x25CF,
)  # fmt: skip
FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum"]
TEXT_FONTS: dict[
    str, dict[str, object]
] = {  # name before the hash -> what its axes are narrowed to; headings are all of one weight and near one size
    "SourceSansVF-Upright": {"wght": (400, 700)},
    "SourceSansVF-Italic": {"wght": (400, 700)},
    "SourceSerifVariable-Roman": {"wght": 600, "opsz": 28},
}
ICON_FONT = "MaterialSymbols-Rounded"
NAMED_ICON = re.compile(r"material/([a-z0-9_]+)")
QUOTED = re.compile(r"[\"'`]([a-z][a-z0-9_]+)[\"'`]")
NAME_IDS = (1, 3, 4, 6, 16, 25)  # what a font is called, where "Source" is a reserved name


def files() -> list[Path]:
    """The fonts that are cut."""
    found = sorted((ASSETS / "media").glob("*.woff2"))
    return [path for path in found if _family(path) in (*TEXT_FONTS, ICON_FONT)]


def _family(path: Path) -> str:
    return path.name.split(".")[0]


def cut() -> Iterator[tuple[Path, bytes]]:
    """Each of them with its new content (woff2)."""
    for path in files():
        axes = TEXT_FONTS.get(_family(path))
        yield path, _text_font(path, axes) if axes else _icon_font(path)


def icons() -> set[str]:
    """Every icon that the frontend or a file of ours that uses icons may name; more words than icons."""
    found = {name for path in (ASSETS / "js").glob("*.js") for name in NAMED_ICON.findall(_read(path))}
    for folder in ("components", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            text = _read(path)
            if ":material/" in text:
                found |= {*NAMED_ICON.findall(text), *QUOTED.findall(text)}
    return found


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _text_font(path: Path, axes: dict[str, object]) -> bytes:
    font = TTFont(path)
    cutter = subset.Subsetter(_options(FEATURES))
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    return _saved(instancer.instantiateVariableFont(font, axes))


def _icon_font(path: Path) -> bytes:
    """Icons are ligatures of their names: each wanted one is kept, reached by the letters of its name."""
    font = TTFont(path)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    wanted, glyphs = icons(), set()
    for table in _ligatures(font):
        for first, ligatures in table.items():
            kept = [one for one in ligatures if _spelt(first, one.Component, letters) in wanted]
            table[first] = kept
            glyphs |= {one.LigGlyph for one in kept}
    cutter = subset.Subsetter(_options(["liga", "rlig", "calt", "ccmp"]))
    cutter.populate(unicodes=[*range(0x30, 0x3A), 0x5F, *range(0x61, 0x7B), 0x20], glyphs=glyphs)
    cutter.subset(font)
    return _saved(font)


def _ligatures(font: TTFont) -> Iterator[dict]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if hasattr(table, "ligatures"):
                yield table.ligatures


def _spelt(first: str, rest: list[str], letters: dict[str, str]) -> str:
    return "".join(letters.get(glyph, "?") for glyph in (first, *rest))


def _options(features: list[str]) -> subset.Options:
    options = subset.Options()
    options.layout_features, options.notdef_outline, options.glyph_names = features, True, False
    options.name_IDs = ["*"]
    return options


def _saved(font: TTFont) -> bytes:
    for record in font["name"].names:
        if record.nameID in NAME_IDS:
            record.string = str(record).replace("Source", "Observatory")
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    return written.getvalue()
