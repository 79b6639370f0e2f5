"""`/api/v1/slides.pptx`: figures of the site as slides whose charts can be edited."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from components import figures, i18n
from components.address import PARAMETERS, YEARS
from components.figures import UnknownFigureError
from components.names import country_codes, state_names
from components.presentation.sequence import IS, MOST, OF_FIGURES, OWN, write
from components.slides import request as slides_request
from components.slides.request import IllFormedError, NoFiguresError, TooManyFiguresError
from data import catalog
from data.api import Publication
from data.api.answers import CACHE, entity_tag, in_thread, is_known, not_modified, on_the_press
from data.api.openapi import HEADERS
from data.api.problems import Problem
from data.api.selections import parameters

PATH = "/api/v1/slides.pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FILTERS = tuple(name for name in OF_FIGURES if name != "municipality")  # no figure listens to one
VIEWS = ["map", "chart", "table"]
SLUG = "[a-z_]{1,40}"
REPEATED = ("state", "type", "us_state", "country", "origin", "destination")


async def _answer(request: Request) -> Response:
    """The deck, or 304 when the reader has it: it changes with the data's version and with the day it is dated."""
    address = _checked(parameters(request.scope["query_string"]))
    t = i18n.language((address.get("lang") or [i18n.DEFAULT])[0])
    slides = await in_thread(_slides, address)
    base, today = str(request.base_url), date.today()
    shown = repr(sorted((name, values) for name, values in address.items() if name in FILTERS))
    headers = {
        "ETag": entity_tag(catalog.release().version, write(slides), shown, t.code, base, today.isoformat()),
        "Cache-Control": CACHE,
        "Content-Language": t.code,
        "Content-Disposition": f'attachment; filename="{_file_name(address, t)}"',
    }
    if is_known(request, headers["ETag"]):
        return not_modified(headers)
    content = await on_the_press(slides_request.slides, address, t, base, today)
    return Response(content, headers=headers, media_type=MEDIA_TYPE)


def _checked(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The parameters, once each of them is one and has a value that it may have."""
    allowed = ["figures", *FILTERS, "lang"]
    for name, values in found.items():
        if name not in allowed:
            raise Problem("unknown_parameter", parameter=name, allowed=allowed)
        if name not in REPEATED and len(values) > 1:
            raise Problem("repeated", parameter=name)
        for value in values:
            _check(name, value)
    return found


def _check(name: str, value: str) -> None:
    if name == "figures":
        return
    if (known := _known(name)) is not None:
        if value not in known:
            raise Problem("bad_value", parameter=name, value=value, expected="values", allowed=known)
    elif not re.fullmatch(SLUG, value):
        raise Problem("bad_value", parameter=name, value=value, expected="pattern", pattern=SLUG)


def _known(name: str) -> list[str] | None:
    """Every value that a parameter may have; None for `measure`, whose values differ from figure to figure."""
    match name:
        case "state":
            return list(state_names())
        case "us_state":
            return list(catalog.us_states())
        case "country" | "origin" | "destination":
            return sorted(country_codes())
        case "type":
            return [slug for slug in _project_types() if PARAMETERS["type"].accepts(slug)]
        case "from" | "to":
            return [str(year) for year in YEARS]
        case "quarter":
            return ["1", "2", "3", "4"]
        case "view":
            return VIEWS
        case "lang":
            return list(i18n.LOCALES)
        case _:
            return None


def _project_types() -> list[str]:
    described = [table.column("project_type") for table in catalog.tables().values() if "project_type" in _names(table)]
    return list(dict.fromkeys(slug for column in described for slug in (column.values or {})))


def _names(table: catalog.Table) -> list[str]:
    return [column.name for column in table.columns]


def _slides(address: dict[str, list[str]]) -> list[Any]:
    """The slides asked for. Problem for figures that are none, or too many."""
    try:
        return list(slides_request.asked(address))
    except UnknownFigureError as error:
        raise Problem("unknown_figure", figure=error.asked, similar=error.matches) from None
    except IllFormedError as error:
        raise Problem("unknown_choice", choice=error.part, allowed=list(OF_FIGURES)) from None
    except TooManyFiguresError as error:
        raise Problem("too_many_figures", figures=error.asked, limit=MOST) from None
    except NoFiguresError:
        raise Problem("no_figures", example=f"{PATH}?figures=federal_budget,coverage") from None


def _file_name(address: dict[str, list[str]], t: i18n.Language) -> str:
    states = address.get("state", [])
    of = f"_{states[0]}" if len(states) == 1 else ""
    return f"3x1{of}_{t.code}.pptx"


def _get() -> dict[str, Any]:
    """Its GET operation in openapi.json."""
    own = f"({OWN}({'|'.join(OF_FIGURES)}){IS}[A-Za-z0-9_.-]{{1,40}})*"
    pattern = f"^({'|'.join(figures.figures())}){own}$"
    listed = {"type": "array", "minItems": 1, "maxItems": MOST, "items": {"type": "string", "pattern": pattern}}
    said = (
        f"Ids of figures in the order shown; a figure's own choices follow its id, `{OWN}name{IS}value` each. Without "
        "it, the sequence that is ready for the state, or the country."
    )
    sequence = {"name": "figures", "in": "query", "description": said, "explode": False, "schema": listed}
    headers = {
        **HEADERS,
        "Content-Disposition": {"description": "A file name", "schema": {"type": "string"}},
        "Content-Language": {"description": "Language of the slides", "schema": {"type": "string"}},
    }
    content = {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}
    return {
        "operationId": "slides",
        "summary": "Figures of the site as slides (PowerPoint)",
        "description": "One figure a slide, with native charts, maps and tables that can be edited, source line, notes "
        "with the citation and the link to the live view. A choice that a figure has no use for is ignored by it.",
        "tags": ["publications"],
        "parameters": [{**sequence, "example": ["federal_budget", "coverage"]}, *map(_described, (*FILTERS, "lang"))],
        "responses": {"200": {"description": "The slides", "headers": headers, "content": content}},
    }


def _described(name: str) -> dict[str, Any]:
    known = _known(name)
    schema: dict[str, Any] = {"type": "string", **({"enum": known} if known else {"pattern": f"^{SLUG}$"})}
    if name in REPEATED:
        schema = {"type": "array", "items": schema, "minItems": 1}
    said = "Language of the slides, and of errors" if name == "lang" else "As on the site’s pages, for every figure"
    return {"name": name, "in": "query", "description": said, "explode": True, "schema": schema}


SLIDES = Publication(PATH, _answer, _get)
