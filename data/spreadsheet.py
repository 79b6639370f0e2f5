"""What keeps a spreadsheet from running a cell: one rule for every file we hand out."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide ones run in Excel, too
LIST_SEPARATOR = "; "


def inert(text: str) -> str:
    """Text that a spreadsheet would run as a formula goes behind an apostrophe; any other is as it was."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
