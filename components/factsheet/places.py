"""The places that have a fact sheet: the country and its 32 states; their names, addresses and files."""

from __future__ import annotations

import unicodedata
from functools import cache

from components.i18n import DEFAULT, LOCALES, Language
from components.names import state_names
from data import store

COUNTRY = "00"
CODES = (COUNTRY, *(f"{number:02d}" for number in range(1, 33)))
PAPERS = ("letter", "a4")  # the first is what its readers' printers hold: Mexico and the United States
LANGUAGES = (DEFAULT, *(code for code in LOCALES if code != DEFAULT))
PATH = "/api/v1/factsheets/{place}.pdf"


def place_name(code: str, t: Language) -> str:
    """Name of a place as its readers use it."""
    return t("Mexico") if code == COUNTRY else state_names()[code]


@cache
def _official_names() -> dict[str, str]:
    return store.states().set_index("state_code")["name"].to_dict()


def official_name(code: str) -> str:
    """The full name of a state, e.g. Veracruz de Ignacio de la Llave."""
    return _official_names()[code]


def file_name(code: str, t: Language) -> str:
    """Name of the file, in letters that every system takes: 3x1_zacatecas_es.pdf."""
    plain = unicodedata.normalize("NFKD", place_name(code, t)).encode("ascii", "ignore").decode()
    return f"3x1_{plain.lower().replace(' ', '_')}_{t.code}.pdf"


def live_page(code: str, t: Language, base: str) -> str:
    """Address of the page that the sheet is a print of. base: of the site, with the last slash."""
    return f"{base}?lang={t.code}" if code == COUNTRY else f"{base}estado?state={code}&lang={t.code}"
