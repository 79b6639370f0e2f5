"""How to cite the site and one of its figures, from the facts of CITATION.cff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from components.downloads.view import View
from components.exhibit import Exhibit
from components.i18n import Language
from data import catalog

FILE = Path(__file__).parents[2] / "CITATION.cff"


@dataclass(frozen=True)
class Citation:
    """What CITATION.cff says of the site."""

    title: str
    authors: str
    version: str
    released: date


@cache
def facts() -> Citation:
    """The facts of CITATION.cff."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    authors = "; ".join(author["name"] for author in read["authors"])
    return Citation(read["title"], authors, read["version"], date.fromisoformat(str(read["date-released"])))


def site_title(t: Language) -> str:
    """The title of CITATION.cff in the reader's language."""
    return t("Observatorio 3×1: the public observatory of Mexico's Programa 3x1 para Migrantes")


def data_version(t: Language) -> str:
    """Version and date of the published data."""
    release = catalog.release()
    return t("Data version {version}, {date}.", version=release.version, date=t.day(date.fromisoformat(release.date)))


def of_figure(exhibit: Exhibit, view: View, t: Language) -> str:
    """The citation of one figure as it was seen, in full: author, year, title, data version, sources, date, address."""
    cited = facts()
    return t(
        "{authors} ({year}). “{headline}” [data set]. In {site}, data version {version}. With data of: {publishers}. "
        "Retrieved {day} from {link}",
        authors=cited.authors, year=cited.released.year, headline=exhibit.headline, site=site_title(t),
        version=cited.version, publishers=exhibit.publishers(t), day=t.day(view.day), link=view.link,
    )  # fmt: skip
