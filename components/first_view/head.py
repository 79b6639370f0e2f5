"""What the head of a page tells whoever reads it without showing it: search engines, and who previews a shared link."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from components.first_view.asked import Asked, address
from components.i18n import DEFAULT, LOCALES
from components.names import state_names
from components.site import PAGES, page_title, site_name
from data import api, catalog
from data.store import DataUnavailableError

HOME = "inicio"  # of a picture of the page without a slug
PICTURE = "og/{name}.{code}.png"
PICTURE_SIZE = (1200, 630)  # pixels, as the previews of shared links want it


def tags(asked: Asked, base: str) -> list[str]:
    """Links to the page itself and to it in the other language, a preview, and its description as JSON-LD.

    base: the site's address with a slash at its end, as the request has it.
    """
    return [*_links(asked, base), *_preview(asked, base), *_described(asked, base)]


def _own(asked: Asked, base: str, code: str) -> str:
    """The one address of what is shown: with what makes it a page of its own, and nothing else."""
    language = {} if code == DEFAULT else {"lang": code}
    return base + address(asked.page, {**asked.own(), **language}).removeprefix("./")


def _links(asked: Asked, base: str) -> list[str]:
    canonical = _own(asked, base, asked.t.code)
    named = {code: base + address(asked.page, {**asked.own(), "lang": code}).removeprefix("./") for code in LOCALES}
    others = {**named, "x-default": _own(asked, base, DEFAULT)}
    return [
        f'<link rel="canonical" href="{escape(canonical)}" />',
        *(f'<link rel="alternate" hreflang="{code}" href="{escape(url)}" />' for code, url in others.items()),
    ]


def picture_name(asked: Asked) -> str:
    """Name of the page's picture, without its language: `estado-32`, `remesas`, `inicio`."""
    slug = asked.page.slug or HOME
    return f"{slug}-{asked.state}" if slug == "estado" and asked.state else slug


def _preview(asked: Asked, base: str) -> list[str]:
    t = asked.t
    title, about = page_title(asked.page, t, asked.own()), asked.page.description(t)
    picture = base + PICTURE.format(name=picture_name(asked), code=t.code)
    width, height = PICTURE_SIZE
    other = next(locale for code, locale in LOCALES.items() if code != t.code)
    properties = {
        "og:type": "website", "og:site_name": site_name(t), "og:title": title, "og:description": about,
        "og:url": _own(asked, base, t.code), "og:locale": str(t.locale), "og:image": picture,
        "og:image:type": "image/png", "og:image:width": str(width), "og:image:height": str(height),
        "og:image:alt": title, "og:locale:alternate": other,
    }  # fmt: skip
    names = {"twitter:card": "summary_large_image", "twitter:title": title, "twitter:image": picture}
    return [
        *(f'<meta property="{name}" content="{escape(value)}" />' for name, value in properties.items()),
        *(f'<meta name="{name}" content="{escape(value)}" />' for name, value in names.items()),
    ]


def _described(asked: Asked, base: str) -> list[str]:
    return [f'<script type="application/ld+json">{_written(one)}</script>' for one in _things(asked, base)]


def _things(asked: Asked, base: str) -> list[dict[str, Any]]:
    """The page as schema.org describes one; beside that of the data, the table or the catalogue that it is about."""
    t, url = asked.t, _own(asked, base, asked.t.code)
    site = {"@type": "WebSite", "@id": f"{base}#site", "name": site_name(t), "url": base, "inLanguage": list(LOCALES)}
    page = {
        "@context": "https://schema.org/", "@type": "WebPage", "@id": url, "url": url,
        "name": page_title(asked.page, t, asked.own()), "description": asked.page.description(t), "inLanguage": t.code,
        "isPartOf": site, "isAccessibleForFree": True, "dateModified": catalog.release().date,
        "primaryImageOfPage": base + PICTURE.format(name=picture_name(asked), code=t.code),
        "breadcrumb": _trail(asked, base), **_about(asked),
    }  # fmt: skip
    if not asked.page.slug:
        return [{"@context": "https://schema.org/", **site, "description": page["description"]}, page]
    if asked.page.slug == "datos":
        data = api.dataset_json_ld(asked.table, base, t.code) if asked.table else api.catalogue_json_ld(base, t.code)
        return [data, page]
    return [page]


def _about(asked: Asked) -> dict[str, Any]:
    if asked.page.slug != "estado" or not asked.state:
        return {}
    try:
        place = {"@type": "State", "name": state_names()[asked.state], "identifier": f"INEGI {asked.state}"}
    except DataUnavailableError:
        return {}
    return {"about": {**place, "containedInPlace": {"@type": "Country", "name": asked.t("Mexico")}}}


def _trail(asked: Asked, base: str) -> dict[str, Any]:
    """From the site's first page to this one."""
    steps = [(PAGES[0].title(asked.t), base)]
    if asked.page.slug:
        steps.append((asked.page.title(asked.t), base + asked.page.slug))
    items = [{"@type": "ListItem", "position": i, "name": n, "item": url} for i, (n, url) in enumerate(steps, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _written(thing: dict[str, Any]) -> str:
    return json.dumps(thing, ensure_ascii=False).replace("<", "\\u003c")
