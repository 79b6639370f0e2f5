"""What stands around a first view: name, navigation, language, the states, and where the figures come from."""

from __future__ import annotations

from datetime import date
from html import escape

from components import names
from components.brand import icon_svg
from components.first_view import maps
from components.first_view.asked import Asked
from components.i18n import LOCALES, NAMES
from components.site import GROUPS, PAGES, SitePage, by_slug, site_name
from data import catalog


def header(asked: Asked) -> str:
    """Name, navigation and languages, where Streamlit's header has them."""
    t = asked.t
    name = f'<a class="name" href="{asked.address(PAGES[0])}">{icon_svg()}<b>{escape(site_name(t))}</b></a>'
    label = escape(t("Pages"))
    narrow = (
        f'<details class="menu"><summary aria-label="{label}">»</summary><ul>{_links(asked, *PAGES)}</ul></details>'
    )
    return f'<header>{name}<nav aria-label="{label}">{_groups(asked)}{narrow}</nav>{_languages(asked)}</header>'


def _groups(asked: Asked) -> str:
    parts = []
    for group, words in GROUPS.items():
        pages = [page for page in PAGES if page.group == group]
        if group:
            parts.append(
                f'<details name="pages"><summary>{escape(words(asked.t))}</summary><ul>{_links(asked, *pages)}</ul>'
                "</details>"
            )
        else:
            parts.append(f"<ul>{_links(asked, *pages)}</ul>")
    return f'<div class="groups-of-pages">{"".join(parts)}</div>'


def _links(asked: Asked, *pages: SitePage) -> str:
    def link(page: SitePage) -> str:
        here = ' aria-current="page"' if page == asked.page else ""
        return f'<li><a href="{asked.address(page)}"{here}>{escape(page.title(asked.t))}</a></li>'

    return "".join(map(link, pages))


def _languages(asked: Asked) -> str:
    def link(code: str) -> str:
        here = ' aria-current="true"' if code == asked.t.code else ""
        query = "&amp;".join(f"{name}={value}" for name, value in {**asked.own(), "lang": code}.items())
        return f'<a href="./{asked.page.slug}?{query}" hreflang="{code}" lang="{code}"{here}>{NAMES[code]}</a>'

    t = asked.t
    label = t("Language")
    return f'<nav class="languages" aria-label="{escape(label)}">{"".join(map(link, LOCALES))}</nav>'


def states(asked: Asked, with_map: bool) -> str:
    """Every state's page: its name, and on a page without a map of them the map, too."""
    t, known, profile = asked.t, names.state_names(), by_slug("estado")
    items = "".join(
        f'<li><a href="{escape(asked.address(profile, state=code))}">{escape(name)}</a></li>'
        for code, name in known.items()
    )
    said = t("See your state")
    drawn = ""
    if with_map:
        svg = maps.locator("", known, said, lambda code: asked.address(profile, state=code))
        drawn = f'<div class="map-of-states">{svg}</div>'
    return f'<nav class="listed" aria-label="{escape(said)}"><h2>{escape(said)}</h2>{drawn}<ul>{items}</ul></nav>'


def foot(asked: Asked) -> str:
    """Version, licence and sources of the data, and what a browser without scripts has instead of them."""
    t, release = asked.t, catalog.release()
    publishers = dict.fromkeys(t.text(catalog.publishers()[s.publisher].short) for s in catalog.sources().values())
    lines = [
        t("Data version {version}, {date}.", version=release.version, date=t.day(date.fromisoformat(release.date))),
        t("Code under the MIT licence; each source keeps its own, stated under each figure."),
        t("Sources: {publishers}.", publishers="; ".join(publishers)),
    ]
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    package = escape(t("All tables and their meaning (Data Package)"))
    return f'<footer>{said}<p><a href="/files/datapackage.json">{package}</a></p></footer>'


def without_script(asked: Asked) -> str:
    """Said where no script runs."""
    t = asked.t
    said = t("This browser runs no JavaScript: here is the beginning of the page, without choices. All data:")
    data, programs = escape(t("Data")), escape(t("For programs"))
    links = f'<a href="{asked.address(by_slug("datos"))}">{data}</a> · <a href="/api/v1/tables">{programs}</a>'
    return f'<noscript><p class="notice">{escape(said)} {links}</p></noscript>'
