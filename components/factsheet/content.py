"""What is printed on a fact sheet: the content of the place, and what every sheet carries around it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd
import segno

from components.brand import icon_svg
from components.downloads.citation import data_version, facts, site_title
from components.exhibit import Exhibit
from components.factsheet.country import country_sheet
from components.factsheet.places import COUNTRY, live_page
from components.factsheet.sheet import FONT, SERIF, Sheet
from components.factsheet.state import state_sheet
from components.i18n import Language
from components.site import site_name
from components.theme import LIGHT, Palette
from data import catalog


def printed(code: str, t: Language, paper: str, base: str, colours: Palette = LIGHT) -> dict[str, Any]:
    """All that `sheet.typ` prints, as JSON has it. base: address of the site, with the last slash.

    KeyError for a code that is not in `places.CODES`, DataUnavailableError when a published file cannot be read.
    """
    sheet = country_sheet(t, colours) if code == COUNTRY else state_sheet(code, t, colours)
    link = live_page(code, t, base)
    released = date.fromisoformat(catalog.release().date)
    return {
        **asdict(sheet),
        "paper": {"letter": "us-letter", "a4": "a4"}[paper],
        "language": t.code,
        "region": t.locale.territory,
        "document": t("Programa 3x1 para Migrantes: {place}", place=sheet.title),
        "authors": facts().authors,
        "released": [released.year, released.month, released.day],
        "site": site_name(t),
        "icon": {"svg": icon_svg(), "alt": site_name(t)},
        "kind": t("Fact sheet · Programa 3x1 para Migrantes"),
        "version": data_version(t),
        "link": link,
        "qr": {"svg": _qr(link), "alt": t("QR code of {link}", link=link)},
        "words": _words(sheet, link, t),
        "colours": {name: getattr(colours, name) for name in ("ink", "quiet", "rule", "accent", "muted", "panel")},
        "fonts": {"sans": FONT, "serif": SERIF},
    }


def _words(sheet: Sheet, link: str, t: Language) -> dict[str, str]:
    """The fixed words of the sheet."""
    cited = facts()
    publishers = Exhibit(sheet.title, "", "", "", pd.DataFrame(), sheet.tables).publishers(t)
    return {
        "unknown": t("What is not known"),
        "nothing": t("No data"),
        "sources": t("Sources"),
        "publishers": publishers + ".",
        "cite": t("How to cite"),
        "citation": t(
            "{authors} ({year}). “Programa 3x1 para Migrantes: {place}” [fact sheet]. In {site}, data version "
            "{version}. {link}",
            authors=cited.authors, year=cited.released.year, place=sheet.title, site=site_title(t),
            version=cited.version, link=link,
        ),
        "live": t("The live page, with its tables and downloads:"),
        "licence": t("Each source keeps its own licence."),
    }  # fmt: skip


def _qr(link: str) -> str:
    """The QR code of an address: dark on nothing, with the quiet border that readers need."""
    return segno.make(link, error="m", micro=False).svg_inline(border=2, dark=LIGHT.ink, omitsize=True)
