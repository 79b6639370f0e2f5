"""The HTML document of each page: Streamlit's own, with our language, title, description, links and first view."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import cache
from html import escape
from pathlib import Path

from anyio import to_thread
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from components import browser, i18n, theme
from components.first_view import Asked, asked, first_view, head
from components.serving import frontend, preloads
from components.site import HIDDEN, PAGES, SitePage, page_title, site_name

HISTORY = (Path(__file__).parent / "history.js").read_text(encoding="utf-8")
NO_CACHE = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
ROOT = '<div id="root"></div>'
# Of Streamlit's: comments but the licence, a font that is preloaded with ours, and what it says where no script runs.
LEFT_OUT = re.compile(
    r'<!--(?!\s*Copyright).*?-->|<link\s+rel="preload"[^>]*as="font"[^>]*/>|<noscript>.*?</noscript>', re.DOTALL
)


class _Slug(StringConvertor):
    regex = "[^/.]+"  # one segment without a dot: an address somebody typed, not an asset


register_url_convertor("slug", _Slug())


def _language(request: Request) -> i18n.Language:
    asked_for = request.query_params.get("lang")
    guess = i18n.preferred(request.headers.get("accept-language"))
    return i18n.language(asked_for if asked_for in i18n.LOCALES else guess)


@cache
def _frame() -> str:
    return LEFT_OUT.sub("", frontend.index())


def _html(page: SitePage, t: i18n.Language, request: Request) -> str:
    """Made in a thread: the first view may read data."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    this = asked(page, t, given)
    title = page_title(page, t, this.own())
    early = [*preloads.fonts_first(), f"<title>{escape(title)}</title>"]
    late = [
        browser.TELL_US,
        f"<script>{HISTORY}</script>",
        f'<meta name="description" content="{escape(page.description(t))}" />',
        *_for_search(this, str(request.base_url)),
    ]
    return (
        _frame()
        .replace('<html lang="en">', f'<html lang="{t.locale.language}-{t.locale.territory}">')
        .replace('href="./favicon.png"', 'href="./icon.svg" type="image/svg+xml"')
        .replace("./_stcore/agent/openapi.json", "./api/v1/openapi.json")  # what describes the service: ours
        .replace("<title>Streamlit</title>", "\n    ".join([*early, *late]))
        .replace("</head>", "\n    ".join([*preloads.links(page.slug, this.plain), "</head>"]))
        .replace(ROOT, f"<style>{theme.sheets()}</style>{_first(this)}{ROOT}")  # after what Streamlit adds to the head
    )


def _first(this: Asked) -> str:
    """The first view; none of a page without a frame, nor of a slide."""
    return first_view(this) if this.page not in HIDDEN and not this.is_slide else ""


def _for_search(this: Asked, base: str) -> list[str]:
    """What is shown alone is found on its own page instead."""
    return ['<meta name="robots" content="noindex" />'] if this.page in HIDDEN else head.tags(this, base)


def document(page: SitePage) -> Callable[[Request], Awaitable[Response]]:
    """The route that answers a page's address."""

    async def answer(request: Request) -> Response:
        html = await to_thread.run_sync(_html, page, _language(request), request)
        return HTMLResponse(html, headers=NO_CACHE)

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
