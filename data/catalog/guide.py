"""What a reader of the data needs besides the tables: words explained, how figures are computed, what changed when."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import model_validator

from data.catalog import HERE, Text, _Entry, _toml, release, tables


class Term(_Entry):
    """A word of the field, and what it means on this site. tables: where it matters."""

    title: Text
    meaning: Text
    tables: tuple[str, ...] = ()


class Method(_Entry):
    """How a figure is computed, in Markdown; `{name}` is filled by an example worked out from the tables."""

    title: Text
    text: Text
    tables: tuple[str, ...] = ()


class Change(_Entry):
    """One thing that changed in the data, and the tables it changed."""

    text: Text
    tables: tuple[str, ...] = ()


class Version(_Entry):
    """A version of the data: when, and what changed since the one before."""

    version: str
    date: str
    changes: tuple[Change, ...]


class _Changelog(_Entry):
    versions: tuple[Version, ...]

    @model_validator(mode="after")
    def _newest_is_the_release(self) -> _Changelog:
        newest, published = self.versions[0], release()
        if (newest.version, newest.date) != (published.version, published.date):
            raise ValueError(f"changelog.toml begins with {newest.version}, but {published.version} is published")
        return self


def _check_tables(entries: Iterable[Term | Method | Change]) -> None:
    unknown = {table for entry in entries for table in entry.tables} - set(tables())
    if unknown:
        raise ValueError(f"tables that the catalogue does not have: {sorted(unknown)}")


@cache
def glossary() -> dict[str, Term]:
    """Terms by slug, in the file's order."""
    found = {slug: Term(**entry) for slug, entry in _toml(HERE / "glossary.toml").items()}
    _check_tables(found.values())
    return found


@cache
def methods() -> dict[str, Method]:
    """Methods by slug, in the file's order."""
    found = {slug: Method(**entry) for slug, entry in _toml(HERE / "methods.toml").items()}
    _check_tables(found.values())
    return found


@cache
def versions() -> tuple[Version, ...]:
    """Versions of the data, the newest first."""
    found = _Changelog(**_toml(HERE / "changelog.toml")).versions
    _check_tables(change for version in found for change in version.changes)
    return found
