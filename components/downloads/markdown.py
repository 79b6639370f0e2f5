"""Text that Markdown shows as it is, whatever characters it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ACTIVE = re.compile(r"[\\`*\[\]<>|~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
BLOCK = re.compile(r"^(#|[-+=]|\d+(?=[.)]))")  # what makes a heading, a list or an underline of a line


def plain(text: str) -> str:
    """The text on one line, with what Markdown would act upon made inert."""
    line = ACTIVE.sub(r"\\\g<0>", " ".join(text.split()))
    return BLOCK.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], line)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts."""
    lines = [[plain(cell) for cell in header], ["---"] * len(header), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
