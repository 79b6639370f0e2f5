"""Text as people type it when they look for something."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Lower case, without accents or other marks: `Michoacán` is `michoacan`."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()
