"""`openapi.json` is complete and true: schemathesis asks what it describes, rightly and wrongly, and checks answers."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.applications import Starlette

from components.factsheet.places import CODES
from components.serving import publications
from data import api, catalog
from data.api import metadata, openapi

APP = Starlette(routes=api.routes(publications()))
SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]
SCHEMA.config.phases.coverage.enabled = False
SCHEMA.config.request_timeout = 120
DOCUMENT = openapi.document(publications())
FORMATS = jsonschema.Draft202012Validator.FORMAT_CHECKER


def parameters_of(path: str) -> dict[str, dict[str, Any]]:
    """Schemas of the parameters of a path, by name."""
    common = DOCUMENT["components"]["parameters"]
    stated = DOCUMENT["paths"][path]["get"]["parameters"]
    found = [common[p["$ref"].rsplit("/", 1)[1]] if "$ref" in p else p for p in stated]
    return {parameter["name"]: parameter["schema"] for parameter in found if parameter["in"] == "query"}


def fits(schema: dict[str, Any], text: str) -> bool:
    """Whether a text of a query is a value of that schema."""
    value: Any = text
    if schema["type"] in ("integer", "number"):
        try:
            value = json.loads(text)
        except ValueError:
            return False
    return jsonschema.Draft202012Validator(schema, format_checker=FORMATS).is_valid(value)


def is_right_on_the_wire(path: str, url: str) -> bool:
    """Whether a query is as described, whatever it was made from.

    `name=1` may have been made from 1 or, wrongly, from [1], and nothing at all from {}: no server can tell.
    """
    schemas = parameters_of(path)
    for name, texts in parse_qs(urlsplit(url).query, keep_blank_values=True).items():
        schema = schemas.get(name)
        if schema is None:
            return False
        if schema["type"] != "array":
            right = len(texts) == 1 and fits(schema, texts[0])
        elif name in ("columns", "order"):
            right = len(texts) == 1 and jsonschema.Draft202012Validator(schema).is_valid(texts[0].split(","))
        else:
            right = all(fits(schema["items"], text) for text in texts)
        if not right:
            return False
    return True


def test_the_oracle_tells_right_from_wrong() -> None:
    path = "/api/v1/tables/projects_by_type.{format}"
    assert is_right_on_the_wire(path, "/x?year=2002&year=2003&project_type=other&columns=year,projects&limit=1")
    for query in ("year=x", "year.gte=1&year.gte=2", "estado=1", "columns=year,year", "project_type=agua", "limit=-1"):
        assert not is_right_on_the_wire(path, "/x?" + query), query


@SCHEMA.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation(case: schemathesis.Case) -> None:
    response = case.call()
    inside = case.path_parameters or {}
    path_is_right = (
        inside.get("format", "csv") in metadata.FORMATS
        and inside.get("table", "states") in catalog.tables()
        and inside.get("place", "32") in CODES
    )
    right = path_is_right and is_right_on_the_wire(case.operation.path, response.request.url)
    case.validate_response(response, checks=[*CHECKS, positive_data_acceptance if right else negative_data_rejection])


def test_a_publication_is_described_beside_the_tables() -> None:
    get = DOCUMENT["paths"]["/api/v1/factsheets/{place}.pdf"]["get"]
    assert list(get["responses"]["200"]["content"]) == ["application/pdf"]
    assert {"304", "400", "404", "405"} <= set(get["responses"])
    # without the site, the service describes its tables alone
    assert set(DOCUMENT["paths"]) - set(openapi.document()["paths"]) == {p.path for p in publications()}


def test_the_document_is_openapi() -> None:
    SCHEMA.validate()


def test_every_table_and_column_is_described() -> None:
    for table_id, table in catalog.tables().items():
        row = DOCUMENT["components"]["schemas"][f"row.{table_id}"]
        assert list(row["properties"]) == [column.name for column in table.columns]
        parameters = DOCUMENT["paths"][f"/api/v1/tables/{table_id}.{{format}}"]["get"]["parameters"]
        names = [parameter["$ref"].rsplit("/", 1)[1] for parameter in parameters]
        assert {f"{table_id}.{column.name}" for column in table.columns} <= set(names)
        assert set(names) <= set(DOCUMENT["components"]["parameters"])
        assert set(row["examples"][0]) == set(row["properties"])


def test_null_is_where_a_value_may_be_missing() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert schemas["row.programme_budget_by_state"]["properties"]["state_code"]["type"] == ["string", "null"]
    assert schemas["row.states"]["properties"]["state_code"]["type"] == "string"
    assert None in schemas["row.migration_intensity_by_municipality"]["properties"]["grade"]["enum"]
