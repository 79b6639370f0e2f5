"""Query strings to selections: every name, operator and value is held against the catalogue."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from data import catalog
from data.api.problems import Problem
from data.store import Condition, Order, Selection

LANGUAGES = ["es", "en"]
RESERVED = ("columns", "order", "limit", "offset", "lang")
RANGES = ("gte", "lte")
RANGED_TYPES = ("integer", "number", "date")
PREFIX = re.compile(r"[0-9A-Za-z]{1,20}")  # of a code, whose first digits name the larger place
LONGEST_QUERY = 16_384
MOST_VALUES = 1_000
LARGEST = 2**53 - 1  # the largest integer that every reader of JSON keeps
INTEGER = re.compile(r"-?[0-9]{1,16}")
NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parameters(query: bytes) -> dict[str, list[str]]:
    """The query's parameters, once it is known to be of a length that can be looked at."""
    if len(query) > LONGEST_QUERY:
        raise Problem("query_too_long", length=len(query), limit=LONGEST_QUERY)
    if query.count(b"&") >= MOST_VALUES:
        raise Problem("too_many_values", limit=MOST_VALUES)
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        found[name].append(value)
    return dict(found)


def check_language_only(found: dict[str, list[str]]) -> None:
    """For addresses without rows: nothing but `lang` may be asked."""
    for name in found:
        if name != "lang":
            raise Problem("unknown_parameter", parameter=name, allowed=["lang"])
    _language(found)


def chosen(found: dict[str, list[str]], choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For addresses that are asked by a few words: the value of each of `choices`, its first one unless asked.

    Problem for another parameter, a repeated one, or a value that is not among its choices.
    """
    for name in found:
        if name not in choices:
            raise Problem("unknown_parameter", parameter=name, allowed=list(choices))
    asked = {name: _once(found, name) for name in choices}
    for name, value in asked.items():
        if value is not None and value not in choices[name]:
            raise _bad(name, value, "values", allowed=list(choices[name]))
    return {name: choices[name][0] if value is None else value for name, value in asked.items()}


def selection(table: catalog.Table, found: dict[str, list[str]]) -> Selection:
    """What the parameters ask of a table. Problem when one of them cannot be understood."""
    _language(found)
    conditions = tuple(_condition(table, name, values) for name, values in found.items() if name not in RESERVED)
    limit = _once(found, "limit")
    offset = _once(found, "offset")
    return Selection(
        table,
        columns=tuple(_column(table, name).name for name in _names(found, "columns")),
        conditions=conditions,
        order=tuple(_order(table, name) for name in _names(found, "order")),
        limit=None if limit is None else _integer("limit", limit, 0, LARGEST),
        offset=0 if offset is None else _integer("offset", offset, 0, LARGEST),
    )


def _language(found: dict[str, list[str]]) -> None:
    asked = _once(found, "lang")
    if asked is not None and asked not in LANGUAGES:
        raise _bad("lang", asked, "values", allowed=LANGUAGES)


def _once(found: dict[str, list[str]], name: str) -> str | None:
    values = found.get(name, [])
    if len(values) > 1:
        raise Problem("repeated", parameter=name)
    return values[0] if values else None


def _names(found: dict[str, list[str]], parameter: str) -> list[str]:
    text = _once(found, parameter)
    names = [] if text is None else text.split(",")
    if len(set(names)) < len(names):
        raise _bad(parameter, text or "", "unique")
    return names


def _column(table: catalog.Table, name: str) -> catalog.Column:
    try:
        return table.column(name)
    except KeyError:
        allowed = [column.name for column in table.columns]
        raise Problem("unknown_column", table=table.table_id, column=name, allowed=allowed) from None


def _order(table: catalog.Table, name: str) -> Order:
    return Order(_column(table, name.removeprefix("-")).name, descending=name.startswith("-"))


def operators(column: catalog.Column) -> tuple[str, ...]:
    """What may follow a column's name: bounds where values have an order, `starts` where they are codes."""
    if column.type in RANGED_TYPES:
        return RANGES
    return ("starts",) if column.type == "string" and column.pattern else ()


def _condition(table: catalog.Table, parameter: str, texts: list[str]) -> Condition:
    name, dot, operator = parameter.partition(".")
    column = _column(table, name)
    if dot and operator not in operators(column):
        allowed = ["=", *(f".{o}=" for o in operators(column))]
        raise Problem("unknown_operator", column=name, operator="." + operator, allowed=allowed)
    if operator in RANGES and len(texts) > 1:
        raise Problem("repeated", parameter=parameter)
    match operator:
        case "starts":
            return Condition(name, "starts", tuple(dict.fromkeys(_prefix(parameter, text) for text in texts)))
        case "gte" | "lte":
            return Condition(name, operator, _values(column, parameter, texts))
        case _:
            return Condition(name, "contains" if column.type == "list" else "any_of", _values(column, parameter, texts))


def query_string(selection: Selection) -> str:
    """The query that asks for a selection's conditions: the other way round of `selection`."""
    parts = [
        (condition.column + ("" if condition.operator in ("any_of", "contains") else "." + condition.operator), value)
        for condition in selection.conditions
        for value in condition.values
    ]
    return urlencode(parts)


def _values(column: catalog.Column, parameter: str, texts: Iterable[str]) -> tuple[Any, ...]:
    read = READERS[column.type]
    return tuple(dict.fromkeys(read(column, parameter, text) for text in texts))


def vocabulary(column: catalog.Column) -> list[str] | None:
    """The only values that a column may have; None when there is no closed list."""
    if column.type == "list":
        return list(catalog.flags())
    return list(column.values) if column.values else None


def _text(column: catalog.Column, parameter: str, text: str) -> str:
    allowed = vocabulary(column)
    if allowed is not None and text not in allowed:
        raise _bad(parameter, text, "values", allowed=allowed)
    if column.pattern and not re.compile(column.pattern, re.ASCII).fullmatch(text):
        raise _bad(parameter, text, "pattern", pattern=column.pattern)
    return text


def _prefix(parameter: str, text: str) -> str:
    if not PREFIX.fullmatch(text):
        raise _bad(parameter, text, "pattern", pattern=PREFIX.pattern)
    return text


def _integer(parameter: str, text: str, minimum: int, maximum: int) -> int:
    if not INTEGER.fullmatch(text) or not minimum <= int(text) <= maximum:
        raise _bad(parameter, text, "integer", minimum=minimum, maximum=maximum)
    return int(text)


def _number(column: catalog.Column, parameter: str, text: str) -> float:
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise _bad(parameter, text, "number")
    return float(text)


def _date(column: catalog.Column, parameter: str, text: str) -> date:
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _bad(parameter, text, "date")


def _bad(parameter: str, value: str, expected: str, **members: Any) -> Problem:
    return Problem("bad_value", parameter=parameter, value=value, expected=expected, **members)


READERS: dict[str, Callable[[catalog.Column, str, str], Any]] = {
    "string": _text,
    "list": _text,
    "integer": lambda column, parameter, text: _integer(parameter, text, -LARGEST, LARGEST),
    "number": _number,
    "date": _date,
}
