"""Names of codes in the reader's language: states from the published table, everything else from the catalogue."""

from __future__ import annotations

from functools import cache

from components.i18n import Language
from data import catalog, store


@cache
def state_names() -> dict[str, str]:
    """Short name of each state by code, in alphabetical order of the names."""
    return store.states().set_index("state_code")["short_name"].to_dict()


def us_state_name(code: str, t: Language) -> str:
    """Name of a US state by its postal code."""
    return t.text(catalog.us_states()[code])


@cache
def _countries() -> dict[str, dict[str, str]]:
    return store.countries().set_index("country")[["name_es", "name_en"]].to_dict("index")


def country_codes() -> frozenset[str]:
    """Every country code that the site knows."""
    return frozenset(_countries())


WITH_ARTICLE = {"ARE", "BHS", "COM", "DOM", "GBR", "GMB", "MDV", "NLD", "PHL", "USA"}  # in an English sentence


def country_in_a_sentence(code: str, t: Language) -> str:
    """Name of a country inside a sentence: the United States."""
    name = country_name(code, t)
    return f"the {name}" if t.code == "en" and code in WITH_ARTICLE else name


def country_first(code: str, t: Language) -> str:
    """Name of a country where a sentence begins: The United States."""
    name = country_in_a_sentence(code, t)
    return name[:1].upper() + name[1:]


def country_name(code: str, t: Language) -> str:
    """Name of a country by its ISO 3166-1 alpha-3 code; XXX is one that the publisher could not identify."""
    return t("Not identified") if code == "XXX" else _countries()[code][f"name_{t.code}"]


def value_name(table: str, column: str, value: str, t: Language) -> str:
    """What the catalogue calls a value of a column, e.g. a project type or a funder."""
    return t.text((catalog.tables()[table].column(column).values or {})[value])


def value_names(table: str, column: str, t: Language) -> dict[str, str]:
    """All values of a column with their names, in the catalogue's order."""
    values = catalog.tables()[table].column(column).values or {}
    return {value: t.text(text) for value, text in values.items()}
