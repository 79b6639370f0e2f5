"""`/api/v1/factsheets/32.pdf`: the fact sheet of a state, or of the country, as the data service's other answers."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from components import i18n
from components.factsheet.content import printed
from components.factsheet.pdf import key, pdf
from components.factsheet.places import CODES, LANGUAGES, PAPERS, PATH, file_name
from data.api import Publication
from data.api.answers import CACHE, entity_tag, in_thread, is_known, not_modified, on_the_press
from data.api.openapi import HEADERS
from data.api.problems import Problem
from data.api.selections import chosen, parameters

MEDIA_TYPE = "application/pdf"
LONGEST_BASE = 300  # characters: a QR code has no room for more, and no site such an address
CHOICES = {"lang": LANGUAGES, "paper": PAPERS}


async def _answer(request: Request) -> Response:
    """The sheet, or 304 when the reader has it: the tag is of all that is printed, known before the page is set."""
    place = request.path_params["place"]
    if place not in CODES:
        raise Problem("unknown_place", place=place, allowed=list(CODES))
    asked = chosen(parameters(request.scope["query_string"]), CHOICES)
    t = i18n.language(asked["lang"])
    base = str(request.base_url)
    if len(base) > LONGEST_BASE:
        raise Problem("not_found")
    content = await in_thread(printed, place, t, asked["paper"], base)
    headers = {
        "ETag": entity_tag(*key(content)),
        "Cache-Control": CACHE,
        "Content-Language": t.code,
        "Content-Disposition": f'inline; filename="{file_name(place, t)}"',
    }
    if is_known(request, headers["ETag"]):
        return not_modified(headers)
    return Response(await on_the_press(pdf, content), headers=headers, media_type=MEDIA_TYPE)


def _get() -> dict[str, Any]:
    """Its GET operation in openapi.json."""
    said = "`00` is the country, the others are INEGI's codes of the states"
    place = {"name": "place", "in": "path", "required": True, "description": said, "example": "32"}
    about = {"lang": "Language of the sheet, and of errors", "paper": "Size of the paper"}
    query = [
        {
            "name": name,
            "in": "query",
            "description": about[name],
            "schema": {"type": "string", "enum": list(values), "default": values[0]},
        }
        for name, values in CHOICES.items()
    ]
    headers = {
        **HEADERS,
        "Content-Disposition": {"description": "A file name", "schema": {"type": "string"}},
        "Content-Language": {"description": "Language of the sheet", "schema": {"type": "string"}},
    }
    content = {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    return {
        "operationId": "factsheet",
        "summary": "Fact sheet of a state or the country (PDF)",
        "description": "One page to print: a map, five figures beside the country's, three charts, what is not known, "
        "sources, how to cite, and a QR code of the live page. Tagged for screen readers (PDF/UA-1).",
        "tags": ["publications"],
        "parameters": [{**place, "schema": {"type": "string", "enum": list(CODES)}}, *query],
        "responses": {"200": {"description": "The page", "headers": headers, "content": content}},
    }


FACTSHEETS = Publication(PATH, _answer, _get)
