"""An exhibit that shows one page of a long list, while its files hold the whole list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from components.exhibit import Exhibit
from components.i18n import Language
from data.api.rows import MOST_ROWS

MOST = MOST_ROWS["xlsx"]  # rows of a file; the limit that the data service documents, too


def _nothing(most: int) -> pd.DataFrame:
    return pd.DataFrame()


@dataclass(frozen=True)
class Listed(Exhibit):
    """`rows` is the page on screen. found: rows of all pages. read: the first so many of them, with `columns`.

    elsewhere: where to get what is beyond `MOST` rows, in Markdown.
    """

    found: int = 0
    columns: tuple[str, ...] = ()
    read: Callable[[int], pd.DataFrame] = _nothing
    elsewhere: str = ""

    @property
    def taken(self) -> int:
        """How many rows a file holds."""
        return min(self.found, MOST)

    def whole(self, t: Language) -> Exhibit:
        """What a file is made of: all rows or, saying so, the first of them."""
        notes = self.notes if self.taken == self.found else (*self.notes, self.cut(t))
        rows = self.read(self.taken)
        caveats = tuple(dict.fromkeys(flag for flags in rows["flags"] for flag in flags)) if "flags" in rows else ()
        return replace(self, rows=rows, notes=notes, caveats=caveats)

    def cut(self, t: Language) -> str:
        """That a file holds the first rows alone."""
        return t("The first {n} of {all} rows: a file holds no more.", n=t.number(self.taken), all=t.number(self.found))
