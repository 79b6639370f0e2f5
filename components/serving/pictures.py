"""`/og/remesas.es.png`, `/og/estado-32.en.png`: what a shared link shows of a page."""

from __future__ import annotations

import hashlib
import logging

from starlette.requests import Request
from starlette.responses import Response

from components import i18n
from components.first_view import asked, picture
from components.first_view.head import HOME
from components.site import PAGES
from data.api.answers import is_known, not_modified, on_the_press

LOG = logging.getLogger(__name__)
PATH = "/og/{name}.png"
DAY = "public, max-age=86400"


async def picture_of_page(request: Request) -> Response:
    """The PNG; 404 for a page, state or language that there is none of, 503 when its data cannot be read."""
    name, _, code = request.path_params["name"].partition(".")
    slug, _, state = name.partition("-")
    page = next((page for page in PAGES if (page.slug or HOME) == slug), None)
    if page is None or code not in i18n.LOCALES:
        return Response(status_code=404)
    this = asked(page, i18n.language(code), {"state": [state]} if state else {})
    if this.state != state or (state and slug != "estado"):
        return Response(status_code=404)
    try:
        content = await on_the_press(picture.png, this)
    except Exception as error:
        LOG.warning("no picture of /%s (%s): %r", slug, code, error)
        return Response(status_code=503, headers={"Cache-Control": "no-store"})
    headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()[:20]}"', "Cache-Control": DAY}
    if is_known(request, headers["ETag"]):
        return not_modified(headers)
    return Response(content, headers=headers, media_type="image/png")
