"""States and municipalities by code or by name, whatever the spelling; what could be two places is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as parquet
from rapidfuzz import fuzz, process

from data.build.places import OTHER_NAMES
from data.build.register.messages import RegisterError

LIKENESS = 88  # of 100 (rapidfuzz, ratio): a name less alike is not accepted
MARGIN = 6  # points by which it has to be more alike than the next one
BEGINNING = 8  # letters that a shortened name needs at least
CANDIDATES = 3
# As registers write states, beside their names, abbreviations and ISO codes; spelled as `plain` leaves them.
ABBREVIATIONS = {
    "aguas": "01", "bcn": "02", "b c n": "02", "b cfa": "02", "bcs": "03", "coah": "05", "chis": "07", "chih": "08",
    "ciudad de mexico": "09", "cd de mexico": "09", "dgo": "10", "gto": "11", "gro": "12", "hgo": "13", "jal": "14",
    "edo mex": "15", "edo de mexico": "15", "edo mexico": "15", "edomex": "15", "est de mexico": "15", "mex": "15",
    "mich": "16", "mor": "17", "nay": "18", "n l": "19", "oax": "20", "pue": "21", "qro": "22", "q roo": "23",
    "qroo": "23", "slp": "24", "sin": "25", "son": "26", "tab": "27", "tamps": "28", "tlax": "29", "ver": "30",
    "yuc": "31", "zac": "32",
}  # fmt: skip
BEFORE_A_NAME = re.compile(r"^(?:(?:el |h )?(?:municipio|ayuntamiento) (?:de |del )?|estado de (?!mexico\b))")


def plain(text: str) -> str:
    """A name without accents, capitals, points or surplus spaces; single letters in a row become one word (S.L.P.)."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    joined = re.sub(r"\b(?:[a-z] )+[a-z]\b", lambda found: found[0].replace(" ", ""), " ".join(words))
    return joined


@dataclass(frozen=True)
class Found:
    """The place that a text names: its code, or why there is none; how it was read where not to the letter."""

    code: str | None = None
    key: str = ""  # of a message
    candidates: tuple[str, ...] = ()
    read: str = ""
    score: int = 0


class Names:
    """Names of places of one kind, to be looked up by text."""

    def __init__(self, names: Mapping[str, str], also: Mapping[str, str] | None = None) -> None:
        """names: code -> name. also: other spellings, as `plain` leaves them -> code."""
        self._names = dict(names)
        self._codes: dict[str, set[str]] = {}
        for code, name in names.items():
            self._codes.setdefault(plain(name), set()).add(code)
        for spelling, code in (also or {}).items():
            self._codes.setdefault(plain(spelling), set()).add(code)

    def find(self, text: str, kind: str) -> Found:
        """The place of a name. kind: `state` or `municipality`, for the messages."""
        asked = plain(text)
        for spelling in (asked, BEFORE_A_NAME.sub("", asked)):
            if spelling in self._codes:
                return self._one(self._codes[spelling], kind)
        return self._by_beginning(asked) or self._by_likeness(asked, kind)

    def _one(self, codes: set[str], kind: str) -> Found:
        if len(codes) == 1:
            return Found(next(iter(codes)))
        return Found(key=f"ambiguous_{kind}", candidates=tuple(self._label(code) for code in sorted(codes)))

    def _label(self, code: str) -> str:
        return f"{self._names[code]} ({code})"

    def _by_beginning(self, asked: str) -> Found | None:
        """A shortened name: Tlaltenango for Tlaltenango de Sánchez Román, where no other begins so."""
        if len(asked) < BEGINNING:
            return None
        codes = {code for name, found in self._codes.items() if name.startswith(asked + " ") for code in found}
        if len(codes) != 1:
            return None
        code = codes.pop()
        return Found(code, key="by_beginning", read=self._label(code))

    def _by_likeness(self, asked: str, kind: str) -> Found:
        alike = process.extract(asked, list(self._codes), scorer=fuzz.ratio, limit=None)
        best: dict[str, float] = {}
        for name, score, _ in alike:
            for code in self._codes[name]:
                best.setdefault(code, score)
        ranked = list(best.items())[:CANDIDATES]
        candidates = tuple(self._label(code) for code, _ in ranked)
        if not ranked or ranked[0][1] < LIKENESS:
            return Found(key=f"unknown_{kind}", candidates=candidates)
        (code, score), rest = ranked[0], ranked[1:]
        if rest and score - rest[0][1] < MARGIN:
            return Found(key=f"ambiguous_{kind}", candidates=candidates)
        return Found(code, key="by_likeness", read=self._label(code), score=round(score))


class Places:
    """Every state and municipality of the published tables."""

    def __init__(self, published: Path) -> None:
        """RegisterError when the published tables of places cannot be read."""
        try:
            states = parquet.read_table(published / "states.parquet").to_pylist()
            municipalities = parquet.read_table(published / "municipalities.parquet").to_pylist()
        except OSError as error:
            raise RegisterError("no_places", detail=error) from error
        also = {**OTHER_NAMES, **ABBREVIATIONS}
        for row in states:
            also |= {row["name"]: row["state_code"], row["abbreviation"]: row["state_code"]}
            also |= {row["iso_3166_2"]: row["state_code"]}
        self.states = {row["state_code"]: row["short_name"] for row in states}
        self._state_names = Names(self.states, also)
        by_state: dict[str, dict[str, str]] = {code: {} for code in self.states}
        for row in municipalities:
            by_state[row["state_code"]][row["municipality_code"]] = row["name"]
        self._municipalities = by_state
        self._municipal_names = {code: Names(names) for code, names in by_state.items()}

    def state(self, text: str) -> Found:
        """A state by code (1 or 01), by name, or by both in one cell (32 Zacatecas)."""
        number, name = _split(text)
        if not number:
            return self._state_names.find(text, "state")
        code = number.zfill(2)
        if code not in self.states:
            return Found(key="unknown_state")
        named = self._state_names.find(name, "state") if name else Found(code)
        if named.code and named.code != code:
            return Found(key="code_and_name", candidates=(self.states[code], self.states[named.code]))
        return Found(code) if named.code else named

    def municipality(self, state: str, text: str) -> Found:
        """A municipality of a state by code (of three or five digits) or by name, or by both in one cell."""
        number, name = _split(text)
        known = self._municipalities[state]
        if not number:
            return self._municipal_names[state].find(text, "municipality")
        code = number.zfill(5) if len(number) > 3 else state + number.zfill(3)
        if code not in known:
            other = len(code) == 5 and code[:2] != state and code[:2] in self.states
            return Found(key="other_state" if other else "unknown_municipality")
        named = self._municipal_names[state].find(name, "municipality") if name else Found(code)
        if named.code and named.code != code:
            return Found(key="code_and_name", candidates=(known[code], known[named.code]))
        return Found(code) if named.code else named

    def municipalities(self, state: str) -> dict[str, str]:
        """Names of the municipalities of a state by code."""
        return self._municipalities[state]


def _split(text: str) -> tuple[str, str]:
    """Code and name of a cell that may hold either or both."""
    found = re.fullmatch(r"\s*(\d+)(?:\.0+)?\s*[-–.:,]?\s*(.*?)\s*", text)
    return (found[1], found[2]) if found else ("", text)
