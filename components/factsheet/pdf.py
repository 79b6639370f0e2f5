"""From what is printed to the file: Typst sets the page as tagged PDF (PDF/UA-1) with its fonts inside."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import orjson
import typst

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONT_PACKAGES = ("font_source_sans_pro", "font_source_serif_pro")
STANDARD: Final = "ua-1"
KEPT = 64  # files, some 60 kB each


@cache
def fonts() -> typst.Fonts:
    """The fonts of the sheet, from their packages: a bare machine has none of its own."""
    folders = [str(files(package) / "files") for package in FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=KEPT)
def _compiled(template: bytes, sheet: str, released: int) -> bytes:
    compiler = typst.Compiler(template, font_paths=fonts(), sys_inputs={"sheet": sheet})
    return compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=released)  # type: ignore[return-value]


def key(printed: dict[str, Any]) -> tuple[str, ...]:
    """All that the file is made from: the content, the template and the typesetter."""
    return orjson.dumps(printed).decode(), TEMPLATE.read_text(encoding="utf-8"), version("typst")


def pdf(printed: dict[str, Any]) -> bytes:
    """The PDF of what `content.printed` gives; the same content makes the same bytes."""
    year, month, day = printed["released"]
    released = int(datetime(year, month, day, tzinfo=UTC).timestamp())
    return _compiled(TEMPLATE.read_bytes(), orjson.dumps(printed).decode(), released)
