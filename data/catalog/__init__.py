"""The catalogue: what each published table, column, unit, flag and source means, in Spanish and English.

One TOML file a table (`tables/`; `optional/` for the one that does not come with the site) and one a source
(`sources/`). Columns that many tables share are stated once in `columns.toml`; `units.toml`, `flags.toml`,
`publishers.toml` and `licences.toml` hold the closed vocabularies. Codebook, export headers, checks, Data Package and
API are all derived from here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

HERE = Path(__file__).parent


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Entry):
    """One text in both languages: `text["es"]`."""

    es: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.es if language == "es" else self.en


OBSERVATORY = Text(es="Observatorio 3×1", en="Observatory 3×1")  # who publishes the tables


class Unit(_Entry):
    """A unit of measure: what one is called in a sentence and in an axis title."""

    title: Text


class Flag(_Entry):
    """A caveat that travels with a figure: a short label and what it means for the reader."""

    title: Text
    meaning: Text


class Publisher(_Entry):
    """Who issues a source: full name, the short name used in source lines, and its site."""

    title: Text
    short: Text
    url: str | None = None


class Licence(_Entry):
    """Terms under which a source may be used again."""

    title: Text
    url: str | None = None


class Source(_Entry):
    """One raw file as its publisher issues it, with how it reached us."""

    source_id: str
    file: str
    sha256: str
    title: Text
    publisher: str
    licence: str
    coverage: Text
    retrieved_via: str
    url: str | None = None
    note: Text | None = None


class Column(_Entry):
    """What a column holds. `refers` names the `table.column` whose codes it may take."""

    name: str
    type: Literal["string", "integer", "number", "date", "list"]
    title: Text
    description: Text
    unit: str | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    values: dict[str, Text] | None = None
    pattern: str | None = None
    refers: str | None = None


class Table(_Entry):
    """What a published table holds, its columns in order, its key, sources and flags."""

    table_id: str
    topic: Literal["programme", "money", "remittances", "need", "people", "places", "reference"]
    title: Text
    description: Text
    coverage: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sources: tuple[str, ...]
    flags: tuple[str, ...] = ()
    of_programme: bool = False  # about Programa 3x1 itself, not about its context

    @model_validator(mode="after")
    def _key_is_published(self) -> Table:
        unknown = set(self.key) - {column.name for column in self.columns}
        if unknown:
            raise ValueError(f"key of {self.table_id} names columns it does not have: {sorted(unknown)}")
        return self

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when the table has none."""
        return {column.name: column for column in self.columns}[name]


class CountryGroup(_Entry):
    """Countries that are spoken of together, ISO 3166-1 alpha-3."""

    title: Text
    countries: tuple[str, ...]


class Purpose(_Entry):
    """What a group of federal programmes is for, as the observatory groups them."""

    title: Text
    meaning: Text


class ProgrammePurpose(_Entry):
    """The purpose of one programme over a span of years, with a short title of ours.

    rights: `whole` when its name is only of protecting migrants or their rights, `part` when it joins other tasks.
    """

    ramo_code: str
    programme_code: str
    purpose: str
    title: Text
    rights: Literal["whole", "part", ""] = ""
    year_from: int = 0
    year_to: int = 9999


class ProgrammePurposes(_Entry):
    """The grouping of federal programmes about migration: ours, and stated as such."""

    statement: Text
    purposes: dict[str, Purpose]
    programmes: tuple[ProgrammePurpose, ...]

    @model_validator(mode="after")
    def _purposes_are_known(self) -> ProgrammePurposes:
        unknown = {programme.purpose for programme in self.programmes} - set(self.purposes)
        if unknown:
            raise ValueError(f"programmes with purposes that are not described: {sorted(unknown)}")
        return self

    def of(self, ramo_code: str, programme_code: str, year: int) -> ProgrammePurpose:
        """The entry of a programme in a year; KeyError when it has none, or more than one."""
        found = [
            entry
            for entry in self.programmes
            if (entry.ramo_code, entry.programme_code) == (ramo_code, programme_code)
            and entry.year_from <= year <= entry.year_to
        ]
        if len(found) != 1:
            raise KeyError(f"{len(found)} purposes of programme {ramo_code} {programme_code} in {year}")
        return found[0]


class Release(_Entry):
    """Version and date of the published data."""

    version: str
    date: str


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


@cache
def release() -> Release:
    """Version and date of the published data, as the footer and every download state them."""
    return Release(**_toml(HERE / "release.toml"))


@cache
def units() -> dict[str, Unit]:
    """Units by id."""
    return {name: Unit(**entry) for name, entry in _toml(HERE / "units.toml").items()}


@cache
def flags() -> dict[str, Flag]:
    """The closed vocabulary of caveats, by id."""
    return {name: Flag(**entry) for name, entry in _toml(HERE / "flags.toml").items()}


@cache
def publishers() -> dict[str, Publisher]:
    """Publishers by id."""
    return {name: Publisher(**entry) for name, entry in _toml(HERE / "publishers.toml").items()}


@cache
def licences() -> dict[str, Licence]:
    """Licences by id."""
    return {name: Licence(**entry) for name, entry in _toml(HERE / "licences.toml").items()}


@cache
def us_states() -> dict[str, Text]:
    """Names of the US states by postal code."""
    return {code: Text(**names) for code, names in _toml(HERE / "us_states.toml").items()}


@cache
def sources() -> dict[str, Source]:
    """Sources by id."""
    files = sorted((HERE / "sources").glob("*.toml"))
    return {path.stem: Source(source_id=path.stem, **_toml(path)) for path in files}


@cache
def _shared_columns() -> dict[str, dict[str, Any]]:
    return _toml(HERE / "columns.toml")


def _table(path: Path) -> Table:
    entry = _toml(path)
    own = entry.pop("column", {})
    names = entry.pop("columns")
    unused = set(own) - set(names)
    if unused:
        raise ValueError(f"{path.name} describes columns it does not list: {sorted(unused)}")
    columns = [Column(name=name, **{**_shared_columns().get(name, {}), **own.get(name, {})}) for name in names]
    return Table(table_id=path.stem, columns=tuple(columns), **entry)


@cache
def tables() -> dict[str, Table]:
    """Tables by id."""
    return {path.stem: _table(path) for path in sorted((HERE / "tables").glob("*.toml"))}


@cache
def register() -> Table:
    """The register of projects: described, but only published where somebody imported one."""
    return _table(HERE / "optional" / "project_register.toml")


def table(table_id: str) -> Table:
    """A table by id, the register included; KeyError when the catalogue has none of that name."""
    return register() if table_id == register().table_id else tables()[table_id]


@cache
def country_groups() -> dict[str, CountryGroup]:
    """Groups of countries by id."""
    return {name: CountryGroup(**entry) for name, entry in _toml(HERE / "country_groups.toml").items()}


@cache
def programme_purposes() -> ProgrammePurposes:
    """What each federal programme about migration is for, by our grouping."""
    return ProgrammePurposes(**_toml(HERE / "programme_purposes.toml"))


@cache
def derived_columns() -> dict[str, Column]:
    """Columns that the store computes, by name. The values of `purpose` are those of `programme_purposes.toml`."""
    columns = {name: Column(name=name, **entry) for name, entry in _toml(HERE / "derived.toml").items()}
    purposes = {slug: purpose.title for slug, purpose in programme_purposes().purposes.items()}
    return {**columns, "purpose": columns["purpose"].model_copy(update={"values": purposes})}


def describe(column: str, table_ids: Iterable[str] = ()) -> Column | None:
    """What a column on screen means: as one of these tables states it, or as a derived one; None when unknown."""
    for table_id in table_ids:
        for found in table(table_id).columns:
            if found.name == column:
                return found
    return derived_columns().get(column)
