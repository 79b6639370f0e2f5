"""What can be cited, the site or one of its tables, in the forms that reference managers read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from components.downloads.citation import facts, site_title
from components.i18n import Language
from data import catalog

ACTIVE_IN_TEX = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True)
class Work:
    """Something to cite. key: what a bibliography calls it. version and released: of the data."""

    key: str
    title: str
    authors: str
    version: str
    released: date
    url: str


def site(address: str, t: Language) -> Work:
    """The observatory; `address` is its own, without a path."""
    return _work("observatorio3x1", site_title(t), f"{address}/?lang={t.code}")


def table(table: catalog.Table, address: str, t: Language) -> Work:
    """One of its tables."""
    key, url = f"observatorio3x1_{table.table_id}", f"{address}/datos?table={table.table_id}&lang={t.code}"
    return _work(key, f"{t.text(table.title)}, {t.text(table.coverage)}", url)


def _work(key: str, title: str, url: str) -> Work:
    release = catalog.release()
    return Work(key, title, facts().authors, release.version, date.fromisoformat(release.date), url)


def forms(work: Work, t: Language) -> dict[str, tuple[str, str]]:
    """Name of each form, with its text and the language it is written in for a code block."""
    return {"APA": (apa(work, t), "text"), "BibTeX": (bibtex(work), "latex"), "CSL-JSON": (csl(work, t), "json")}


def apa(work: Work, t: Language) -> str:
    """A reference in the style of the American Psychological Association, seventh edition, in plain text."""
    return t(
        "{authors}. ({year}). {title} (Version {version}) [Data set]. {url}",
        authors=work.authors, year=work.released.year, title=work.title, version=work.version, url=work.url,
    )  # fmt: skip


def bibtex(work: Work) -> str:
    """An entry of BibTeX; the braces keep capitals and the name of the organisation as they are."""
    fields = {
        "author": "{" + _tex(work.authors) + "}",
        "title": "{" + _tex(work.title) + "}",
        "year": str(work.released.year),
        "version": work.version,
        "note": f"Data set, version {work.version}",
        "url": work.url,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{work.key},\n{body}\n}}"


def _tex(text: str) -> str:
    return ACTIVE_IN_TEX.sub(r"\\\1", text)


def csl(work: Work, t: Language) -> str:
    """An item of CSL-JSON, in a list as reference managers import it."""
    item = {
        "id": work.key,
        "type": "dataset",
        "title": work.title,
        "author": [{"literal": author} for author in work.authors.split("; ")],
        "issued": {"date-parts": [[work.released.year, work.released.month, work.released.day]]},
        "version": work.version,
        "language": f"{t.locale.language}-{t.locale.territory}",
        "URL": work.url,
    }
    return json.dumps([item], ensure_ascii=False, indent=1)
