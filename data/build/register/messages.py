"""What the importer says, in Spanish or English."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from data.build.raw import BuildError
from data.catalog import Text

Say = Callable[..., str]
LANGUAGES = ("es", "en")


@cache
def _messages() -> dict[str, Text]:
    entries = tomllib.loads(Path(__file__).with_name("messages.toml").read_text(encoding="utf-8"))
    return {f"{part}.{key}": Text(**text) for part, texts in entries.items() for key, text in texts.items()}


def speaker(language: str) -> Say:
    """`say("row.no_id")`: the message of that key in a language, its blanks filled."""

    def say(key: str, **values: object) -> str:
        return _messages()[key][language].format(**values)

    return say


class RegisterError(BuildError):
    """The import cannot go on. `said(say)` gives the reason in the reader's language; `str` gives it in English."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = f"stop.{key}", values
        self.more: list[RegisterError] = []
        super().__init__(key)

    def __str__(self) -> str:
        return self.said(speaker("en"))

    def said(self, say: Say) -> str:
        """The reason, and what is added to it."""
        return ". ".join([say(self.key, **self.values), *(error.said(say) for error in self.more)])

    def also(self, key: str, **values: object) -> RegisterError:
        """The same error with something added."""
        self.more.append(RegisterError(key, **values))
        return self
