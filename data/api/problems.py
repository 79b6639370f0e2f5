"""Problem documents (RFC 9457): what was wrong with a request, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from data.catalog import Text

MEDIA_TYPE = "application/problem+json"
LONGEST_ECHO = 100

# kind: status, title, detail. `{name}` is filled from the problem's members.
KINDS: dict[str, tuple[int, Text, Text]] = {
    "not_found": (
        404,
        Text(es="No existe", en="Not found"),
        Text(
            es="No hay nada en esta dirección. GET /api/v1/openapi.json describe lo que hay.",
            en="Nothing is at this address. GET /api/v1/openapi.json describes what there is.",
        ),
    ),
    "unknown_table": (
        404,
        Text(es="Tabla desconocida", en="Unknown table"),
        Text(
            es="No hay una tabla {table!r}. GET /api/v1/tables las enumera.",
            en="There is no table {table!r}. GET /api/v1/tables lists them.",
        ),
    ),
    "no_register": (
        404,
        Text(es="Padrón no importado", en="Register not imported"),
        Text(
            es="La tabla {table} existe donde alguien importó un padrón de obras; aquí nadie lo ha hecho. "
            "Quien opera el sitio lo importa con: python -m data.build register ARCHIVO",
            en="The table {table} exists where somebody imported a register of projects; here nobody has. "
            "Whoever runs the site imports one with: python -m data.build register FILE",
        ),
    ),
    "unknown_format": (
        404,
        Text(es="Formato desconocido", en="Unknown format"),
        Text(
            es="No hay un formato {format!r}. Los formatos son: {allowed}.",
            en="There is no format {format!r}. The formats are: {allowed}.",
        ),
    ),
    "unknown_place": (
        404,
        Text(es="Lugar desconocido", en="Unknown place"),
        Text(
            es="No hay un lugar {place!r}. 00 es el país; los estados llevan la clave del INEGI: {allowed}.",
            en="There is no place {place!r}. 00 is the country; states have INEGI's code: {allowed}.",
        ),
    ),
    "unknown_figure": (
        400,
        Text(es="Figura desconocida", en="Unknown figure"),
        Text(
            es="No hay una figura {figure!r}. Parecidas: {similar}.",
            en="There is no figure {figure!r}. Similar: {similar}.",
        ),
    ),
    "unknown_choice": (
        400,
        Text(es="Elección desconocida", en="Unknown choice"),
        Text(
            es="{choice!r} no es una elección de una figura. Se escribe ~nombre:valor, con uno de: {allowed}.",
            en="{choice!r} is no choice of a figure. It is written ~name:value, with one of: {allowed}.",
        ),
    ),
    "no_figures": (
        400,
        Text(es="Sin figuras", en="No figures"),
        Text(
            es="`figures` no nombra ninguna figura. Ejemplo: {example}.",
            en="`figures` names no figure. For example: {example}.",
        ),
    ),
    "too_many_figures": (
        400,
        Text(es="Demasiadas figuras", en="Too many figures"),
        Text(
            es="`figures` nombra {figures} figuras; caben {limit}. Pida varios archivos.",
            en="`figures` names {figures} figures; {limit} fit. Ask for several files.",
        ),
    ),
    "method_not_allowed": (
        405,
        Text(es="Método no permitido", en="Method not allowed"),
        Text(es="{method} no se puede aquí: solo se lee.", en="{method} is not possible here: this is for reading."),
    ),
    "query_too_long": (
        414,
        Text(es="Consulta demasiado larga", en="Query too long"),
        Text(
            es="La consulta tiene {length} bytes y no puede pasar de {limit}. Pida menos valores, o la tabla completa.",
            en="The query has {length} bytes and may have {limit}. Ask for fewer values, or for the whole table.",
        ),
    ),
    "too_many_values": (
        400,
        Text(es="Demasiados valores", en="Too many values"),
        Text(
            es="La consulta tiene más de {limit} valores. Pida menos, o la tabla completa.",
            en="The query has more than {limit} values. Ask for fewer, or for the whole table.",
        ),
    ),
    "unknown_parameter": (
        400,
        Text(es="Parámetro desconocido", en="Unknown parameter"),
        Text(
            es="Aquí no hay un parámetro {parameter!r}. Hay: {allowed}.",
            en="There is no parameter {parameter!r} here. There are: {allowed}.",
        ),
    ),
    "unknown_column": (
        400,
        Text(es="Columna desconocida", en="Unknown column"),
        Text(
            es="La tabla {table} no tiene una columna {column!r}. Tiene: {allowed}.",
            en="The table {table} has no column {column!r}. It has: {allowed}.",
        ),
    ),
    "unknown_operator": (
        400,
        Text(es="Operador desconocido", en="Unknown operator"),
        Text(
            es="La columna {column} no se puede filtrar con {operator!r}. Se puede con: {allowed}.",
            en="The column {column} cannot be filtered by {operator!r}. It can by: {allowed}.",
        ),
    ),
    "bad_value": (
        400,
        Text(es="Valor no válido", en="Bad value"),
        Text(
            es="{parameter} no puede ser {value!r}; debe ser {expected}.",
            en="{parameter} cannot be {value!r}; it must be {expected}.",
        ),
    ),
    "repeated": (
        400,
        Text(es="Parámetro repetido", en="Repeated parameter"),
        Text(es="{parameter} se dio más de una vez.", en="{parameter} was given more than once."),
    ),
    "too_many_rows": (
        400,
        Text(es="Demasiadas filas", en="Too many rows"),
        Text(
            es="La respuesta tendría {rows} filas y {format} admite {limit}. Pídala por partes: "
            "limit={limit}&offset=0, luego limit={limit}&offset={limit}; o filtre; o pida CSV o Parquet, que no tienen "
            "ese límite.",
            en="The answer would have {rows} rows and {format} takes {limit}. Ask for it in pages: "
            "limit={limit}&offset=0, then limit={limit}&offset={limit}; or filter; or ask for CSV or Parquet, "
            "which have no such limit.",
        ),
    ),
    "range_not_satisfiable": (
        416,
        Text(es="Intervalo fuera del archivo", en="Range outside the file"),
        Text(
            es="El archivo tiene {bytes} bytes; no hay {range}.", en="The file has {bytes} bytes; there is no {range}."
        ),
    ),
    "unknown_host": (
        400,
        Text(es="Nombre de sitio desconocido", en="Unknown host"),
        Text(
            es="Este servidor no responde a ese nombre. Revise la dirección.",
            en="This server does not answer to that name. Check the address.",
        ),
    ),
    "url_too_long": (
        414,
        Text(es="Dirección demasiado larga", en="Address too long"),
        Text(
            es="La dirección tiene {length} bytes y no puede pasar de {limit}.",
            en="The address has {length} bytes and may have {limit}.",
        ),
    ),
    "headers_too_large": (
        431,
        Text(es="Encabezados demasiado grandes", en="Headers too large"),
        Text(
            es="Los encabezados de la solicitud pasan de {limit} bytes.",
            en="The headers of the request have more than {limit} bytes.",
        ),
    ),
    "body_too_large": (
        413,
        Text(es="Solicitud demasiado grande", en="Request too large"),
        Text(
            es="La solicitud trae más de {limit} bytes; aquí solo se lee.",
            en="The request brings more than {limit} bytes; this is for reading.",
        ),
    ),
    "too_many_requests": (
        429,
        Text(es="Demasiadas solicitudes a la vez", en="Too many requests at once"),
        Text(
            es="Ya se preparan {limit} respuestas para usted y otras esperan. Pídalas una tras otra.",
            en="{limit} answers are being made for you already and others wait. Ask for one after the other.",
        ),
    ),
    "fault": (
        500,
        Text(es="Falla del sitio", en="Fault of the site"),
        Text(
            es="La respuesta no se pudo preparar por una falla nuestra, que quedó registrada con el número {request}.",
            en="The answer could not be made because of a fault of ours, noted under the number {request}.",
        ),
    ),
    "too_much_work": (
        503,
        Text(es="Demasiado trabajo", en="Too much work"),
        Text(
            es="La consulta pasó de {seconds} segundos de trabajo y se detuvo. Pídala por partes con limit= y offset=, "
            "filtre más, o descargue la tabla completa en Parquet.",
            en="The query went over {seconds} seconds of work and was stopped. Ask for it in pages with limit= and "
            "offset=, filter more, or download the whole table as Parquet.",
        ),
    ),
    "data_unavailable": (
        503,
        Text(es="Datos no disponibles", en="Data unavailable"),
        Text(
            es="El archivo publicado de esta tabla falta o no se puede leer. Inténtelo más tarde.",
            en="The published file of this table is missing or cannot be read. Try again later.",
        ),
    ),
}

EXPECTED = {
    "integer": Text(es="un número entero entre {minimum} y {maximum}", en="an integer between {minimum} and {maximum}"),
    "number": Text(es="un número", en="a number"),
    "date": Text(es="una fecha AAAA-MM-DD", en="a date YYYY-MM-DD"),
    "values": Text(es="uno de: {allowed}", en="one of: {allowed}"),
    "pattern": Text(es="un texto de la forma {pattern}", en="text of the form {pattern}"),
    "unique": Text(es="una lista de columnas sin repetir", en="a list of columns without repetition"),
}


class Problem(Exception):  # noqa: N818 (the standard's own name)
    """A request that cannot be answered; `members` name what was wrong."""

    def __init__(self, kind: str, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.headers = dict(headers or {})
        self.members = {name: _short(value) for name, value in members.items()}

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind][0]

    def document(self, language: str) -> dict[str, Any]:
        """The members of the problem document."""
        status, title, detail = KINDS[self.kind]
        members = dict(self.members)
        if "expected" in members:
            members["expected"] = EXPECTED[members["expected"]][language].format(**_words(members))
        return {
            "type": f"/api/v1/openapi.json#{self.kind}",
            "title": title[language],
            "status": status,
            "detail": detail[language].format(**_words(members)),
            **members,
        }

    def response(self, language: str) -> Response:
        """The answer that tells the problem."""
        fixed = {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept-Language"}
        body = orjson.dumps(self.document(language))
        return Response(body, self.status, headers={**fixed, **self.headers}, media_type=MEDIA_TYPE)


def _short(value: Any) -> Any:
    return value[:LONGEST_ECHO] + "…" if isinstance(value, str) and len(value) > LONGEST_ECHO else value


def _words(members: Mapping[str, Any]) -> dict[str, Any]:
    """The members as they stand in a sentence: lists joined."""
    return {name: ", ".join(value) if isinstance(value, list) else value for name, value in members.items()}


def language_of(request: Request) -> str:
    """`es` when `?lang=es` or, without `lang`, the browser prefers Spanish; else `en`."""
    if len(request.scope["query_string"]) < 2_000:
        asked = request.query_params.get("lang")
        if asked in ("es", "en"):
            return asked
    weights = {"es": 0.0, "en": 0.0}
    for entry in request.headers.get("accept-language", "")[:500].split(","):
        tag, _, weight = entry.partition(";q=")
        code = tag.strip().lower().split("-")[0]
        if code in weights:
            weights[code] = max(weights[code], _weight(weight))
    return "es" if weights["es"] > weights["en"] else "en"


def _weight(text: str) -> float:
    try:
        return float(text) if text.strip() else 1.0
    except ValueError:
        return 0.0
