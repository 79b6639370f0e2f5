"""The HTML document of each page: Streamlit's own, with our language, title, description and links."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import cache
from html import escape
from pathlib import Path

import streamlit
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components import browser, i18n
from components.site import HIDDEN, PAGES, SitePage, page_title, site_name
from data import api, catalog

HISTORY = (Path(__file__).parent / "history.js").read_text(encoding="utf-8")
NO_CACHE = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}


class _Slug(StringConvertor):
    regex = "[^/.]+"  # one segment without a dot: an address somebody typed, not an asset


register_url_convertor("slug", _Slug())


def _language(request: Request) -> i18n.Language:
    asked = request.query_params.get("lang")
    guess = i18n.preferred(request.headers.get("accept-language"))
    return i18n.language(asked if asked in i18n.LOCALES else guess)


@cache
def _frame() -> str:
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def _html(page: SitePage, t: i18n.Language, request: Request) -> str:
    title = page_title(page, t, request.query_params)
    head = [
        browser.TELL_US,
        f"<script>{HISTORY}</script>",
        f"<title>{escape(title)}</title>",
        f'<meta name="description" content="{escape(page.description(t))}" />',
        *_for_search(page),
        *_structured_data(page, t, request),
    ]
    return (
        _frame()
        .replace('<html lang="en">', f'<html lang="{t.locale.language}-{t.locale.territory}">')
        .replace('href="./favicon.png"', 'href="./icon.svg" type="image/svg+xml"')
        .replace("<title>Streamlit</title>", "\n    ".join(head))
    )


def _for_search(page: SitePage) -> list[str]:
    """The page in each language; what is shown alone is found on its own page instead."""
    if page in HIDDEN:
        return ['<meta name="robots" content="noindex" />']
    return [f'<link rel="alternate" hreflang="{code}" href="./{page.slug}?lang={code}" />' for code in i18n.LOCALES]


def _structured_data(page: SitePage, t: i18n.Language, request: Request) -> list[str]:
    """Of the page of the data: the table that the address names, or the catalogue, as schema.org describes them."""
    if page.slug != "datos":
        return []
    base, table = str(request.base_url), request.query_params.get("table", "")
    known = table in catalog.tables()
    described = api.dataset_json_ld(table, base, t.code) if known else api.catalogue_json_ld(base, t.code)
    written = json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")
    return [f'<script type="application/ld+json">{written}</script>']


def document(page: SitePage) -> Callable[[Request], Awaitable[Response]]:
    """The route that answers a page's address."""

    async def answer(request: Request) -> Response:
        return HTMLResponse(_html(page, _language(request), request), headers=NO_CACHE)

    return answer


async def not_found(request: Request) -> Response:
    """A plain page in the reader's language for an address that does not exist."""
    t = _language(request)
    title, said, offer = t("Page not found"), t("This page does not exist"), t("These do:")
    links = "".join(f'<li><a href="./{page.slug}?lang={t.code}">{escape(page.title(t))}</a></li>' for page in PAGES)
    body = (
        f'<!DOCTYPE html><html lang="{t.code}"><head><meta charset="utf-8" />'
        '<meta name="viewport" content="width=device-width, initial-scale=1" />'
        f"<title>{escape(title)} · {escape(site_name(t))}</title></head><body>"
        f"<h1>{escape(said)}</h1><p>{escape(offer)}</p><ul>{links}</ul></body></html>"
    )
    return HTMLResponse(body, status_code=404, headers=NO_CACHE)
