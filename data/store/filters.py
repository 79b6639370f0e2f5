"""What a reader has chosen: one frozen value that every store function understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Filters:
    """Filters of a view. Empty tuples and None mean no filter.

    states, municipalities: INEGI codes. us_states: postal codes. countries, origins, destinations: ISO 3166-1 alpha-3.
    project_types: slugs of the catalogue. year_from, year_to: first and last year, inclusive.
    """

    states: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    us_states: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


class Where:
    """Conditions of a WHERE clause with their bound values. Column names come from our code, never from a reader."""

    def __init__(self) -> None:
        self.conditions: list[str] = ["true"]
        self.values: list[Any] = []

    def any_of(self, column: str, values: tuple[str, ...]) -> Where:
        """Rows whose column is one of the values; all rows when there are none."""
        if values:
            self.conditions.append(f"{column} IN ({', '.join('?' * len(values))})")
            self.values += values
        return self

    def years(self, column: str, filters: Filters) -> Where:
        """Rows whose year lies within the filters' bounds."""
        if filters.year_from is not None:
            self.conditions.append(f"{column} >= ?")
            self.values.append(filters.year_from)
        if filters.year_to is not None:
            self.conditions.append(f"{column} <= ?")
            self.values.append(filters.year_to)
        return self

    def contains(self, column: str, part: str, value: str) -> Where:
        """Rows whose column has a text in it. part: SQL of that text, with one placeholder for the value."""
        self.conditions.append(f"contains({column}, {part})")
        self.values.append(value)
        return self

    def __str__(self) -> str:
        return " AND ".join(self.conditions)
