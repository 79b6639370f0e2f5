"""`openapi.json` is complete and true: schemathesis asks what it describes, rightly and wrongly, and checks answers."""

from __future__ import annotations

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

from data import api, catalog
from data.api import openapi

APP = Starlette(routes=api.routes())
SCHEMA = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
]
SCHEMA.config.phases.coverage.enabled = False
SCHEMA.config.request_timeout = 120
SCALARS = ("limit", "offset", "lang")


def looks_right_on_the_wire(case: schemathesis.Case) -> bool:
    """Whether a list of one stands for a single value: both are written `name=value`, so it cannot be rejected."""
    single = [value for name, value in (case.query or {}).items() if "." in name or name in SCALARS]
    return any(isinstance(value, list) and len(value) == 1 for value in single)


@SCHEMA.parametrize()
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_operation(case: schemathesis.Case) -> None:
    left_out = [negative_data_rejection] if looks_right_on_the_wire(case) else []
    case.call_and_validate(checks=[check for check in CHECKS if check not in left_out])


def test_the_document_is_openapi() -> None:
    SCHEMA.validate()


def test_every_table_and_column_is_described() -> None:
    document = openapi.document()
    for table_id, table in catalog.tables().items():
        row = document["components"]["schemas"][f"row.{table_id}"]
        assert list(row["properties"]) == [column.name for column in table.columns]
        parameters = document["paths"][f"/api/v1/tables/{table_id}.{{format}}"]["get"]["parameters"]
        names = [parameter["$ref"].rsplit("/", 1)[1] for parameter in parameters]
        assert {f"{table_id}.{column.name}" for column in table.columns} <= set(names)
        assert set(names) <= set(document["components"]["parameters"])
        assert set(row["examples"][0]) == set(row["properties"])


def test_null_is_where_a_value_may_be_missing() -> None:
    schemas = openapi.document()["components"]["schemas"]
    assert schemas["row.programme_budget_by_state"]["properties"]["state_code"]["type"] == ["string", "null"]
    assert schemas["row.states"]["properties"]["state_code"]["type"] == "string"
    assert None in schemas["row.migration_intensity_by_municipality"]["properties"]["grade"]["enum"]
