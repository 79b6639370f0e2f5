"""Which line is the header, and which column is which: by a mapping, or by the meaning of the headers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from data.build.register.mapping import LINE, MONEY, REQUIRED, Mapping
from data.build.register.messages import RegisterError
from data.build.register.places import plain

LIKENESS = 88  # of 100 (rapidfuzz, token_sort_ratio): a header less alike is not taken for a column
SEARCHED = 30  # lines in which the header has to begin
OTHER_UNIT = re.compile(r"\b(miles|millones|mdp|mdd|thousands?|millions?|usd|dolares|dollars|dls|porcentaje|pct)\b|%")
BRACKETS = re.compile(r"\(.*?\)")
UNIT = re.compile(r"\b(en )?(miles de |millones de )?(pesos|mxn|mn|dolares|usd|thousands|millions)\b( corrientes)?")
CODE = re.compile(r"\b(cve|clave|codigo|code|id)\b")

Line = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Header:
    """A header: its last line, its cells, and the place and likeness of each column recognised."""

    line: int
    cells: tuple[str, ...]
    columns: dict[str, int]
    scores: dict[str, int]

    def names(self) -> dict[str, str]:
        """Header of each column recognised."""
        return {target: self.cells[place] if place >= 0 else LINE for target, place in self.columns.items()}


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    entries = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8"))
    return {target: tuple(plain(word) for word in words) for target, words in entries.items()}


@cache
def meaning(header: str) -> tuple[str, int]:
    """What a header most likely means and its likeness of 100; an empty target when nothing is alike enough."""
    bare = UNIT.sub(" ", plain(BRACKETS.sub(" ", header)))
    return _meaning(plain(header)) or _meaning(" ".join(bare.split())) or ("", 0)


def _meaning(words: str) -> tuple[str, int] | None:
    best, score = "", 0.0
    for target, synonyms in _synonyms().items():
        alike = max(fuzz.token_sort_ratio(words, synonym) if words != synonym else 101 for synonym in synonyms)
        if alike > score:
            best, score = target, alike
    return (best, min(round(score), 100)) if score >= LIKENESS else None


def find(lines: Sequence[Line], mapping: Mapping, file: str) -> Header:
    """The header among the first lines of a list. RegisterError when none has what is asked for."""
    candidates = list(_candidates(lines))
    if not candidates:
        raise RegisterError("empty", file=file)
    headers = [_mapped(line, cells, mapping) if mapping.columns else _meant(line, cells) for line, cells in candidates]
    best = max(headers, key=lambda header: len(header.columns))  # the first of those that know most
    asked = tuple(mapping.columns) or REQUIRED
    missing = [target for target in asked if target not in best.columns]
    found = ", ".join(f"«{cell}»" for cell in best.cells if cell)
    if missing and mapping.columns:
        wanted = ", ".join(f"«{mapping.columns[target]}» ({target})" for target in missing)
        raise RegisterError("not_in_file", file=file, columns=wanted, line=best.line, found=found)
    if missing:
        raise RegisterError("no_header", n=SEARCHED, line=best.line, missing=", ".join(missing), found=found)
    _one_each(best, bool(mapping.columns))
    _in_pesos(best, mapping.options.multiply)
    return best


def _candidates(lines: Sequence[Line]) -> list[tuple[int, tuple[str, ...]]]:
    """Each line by itself, and each below a line of groups: Contributions over Federal, State, ..."""
    found: list[tuple[int, tuple[str, ...]]] = []
    texts = [(line, tuple(" ".join(str(cell).split()) for cell in cells)) for line, cells in lines[:SEARCHED]]
    for i, (line, cells) in enumerate(texts):
        found.append((line, cells))
        if i and sum(map(bool, texts[i - 1][1])) > 1:
            found.append((line, _joined(texts[i - 1][1], cells)))
    return [(line, cells) for line, cells in found if any(cells)]


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Two lines as one header: a group's name goes before each of its columns."""
    joined, group = [], ""
    for i in range(max(len(above), len(below))):
        top, bottom = (row[i] if i < len(row) else "" for row in (above, below))
        group = top or (group if bottom else "")
        joined.append(f"{group} {bottom}".strip())
    return tuple(joined)


def _mapped(line: int, cells: tuple[str, ...], mapping: Mapping) -> Header:
    places = {plain(cell): i for i, cell in reversed(list(enumerate(cells)))}
    found = {t: -1 if h == LINE else places.get(plain(h), -2) for t, h in mapping.columns.items()}
    columns = {target: place for target, place in found.items() if place > -2}
    return Header(line, cells, columns, dict.fromkeys(columns, 100))


def _meant(line: int, cells: tuple[str, ...]) -> Header:
    columns: dict[str, int] = {}
    scores: dict[str, int] = {}
    for place, cell in enumerate(cells):
        target, score = meaning(cell)
        if target and score > scores.get(target, 0):
            columns[target], scores[target] = place, score
    for target in ("state", "municipality"):
        _code_beside_name(target, cells, columns, scores)
    return Header(line, cells, columns, scores)


def _code_beside_name(target: str, cells: tuple[str, ...], columns: dict[str, int], scores: dict[str, int]) -> None:
    """CVE_ENT beside ENTIDAD: the code is the state, the name is there to check it."""
    both = [place for place, cell in enumerate(cells) if meaning(cell)[0] == target]
    codes = [place for place in both if CODE.search(plain(cells[place]))]
    if len(both) == 2 and len(codes) == 1 and f"{target}_name" not in columns:
        both.remove(codes[0])
        for name, place in ((target, codes[0]), (f"{target}_name", both[0])):
            columns[name], scores[name] = place, meaning(cells[place])[1]


def _one_each(header: Header, mapped: bool) -> None:
    """Two columns that are equally alike to one target are for a person to tell apart."""
    for target, place in header.columns.items():
        if place < 0:
            continue
        others = {p for t, p in header.columns.items() if t != target}
        cells = [cell for p, cell in enumerate(header.cells) if cell and p not in others]
        if mapped:
            rivals = [cell for cell in cells if plain(cell) == plain(header.cells[place])]
        else:
            rivals = [cell for cell in cells if meaning(cell) == (target, header.scores[target])]
        if len(rivals) > 1:
            headers = ", ".join(f"«{cell}»" for cell in rivals)
            raise RegisterError("two_headers", line=header.line, target=target, headers=headers)


def _in_pesos(header: Header, multiply: int) -> None:
    for target in MONEY:
        cell = header.cells[header.columns[target]] if target in header.columns else ""
        if multiply == 1 and OTHER_UNIT.search(plain(cell) + ("%" if "%" in cell else "")):
            raise RegisterError("unit_in_header", header=cell)
