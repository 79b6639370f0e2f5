"""How the US Department of Homeland Security names citizenships and Border Patrol sectors, and how we group them."""

from __future__ import annotations

from functools import cache

from data.catalog import HERE, Text, _Entry, _toml


class CitizenshipGroup(_Entry):
    """Citizenships that are spoken of together, each with its ISO 3166-1 alpha-3 code, empty where it has none."""

    title: Text
    citizenships: dict[str, str]


class Sectors(_Entry):
    """Border Patrol sectors by the publisher's name: on the border with Mexico from west to east, and elsewhere."""

    southwest: dict[str, Text]
    elsewhere: dict[str, Text]


@cache
def citizenship_groups() -> dict[str, CitizenshipGroup]:
    """Groups of citizenships by id; every citizenship of the source is in one of them."""
    return {name: CitizenshipGroup(**entry) for name, entry in _toml(HERE / "citizenships.toml").items()}


@cache
def border_sectors() -> Sectors:
    """The sectors of the Border Patrol."""
    return Sectors(**_toml(HERE / "border_sectors.toml"))
