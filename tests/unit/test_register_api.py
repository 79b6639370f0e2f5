"""The data service with a made-up register in place, and without one."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow.parquet as parquet
import pytest
import python_calamine
import requests

sys.path.insert(0, str(Path(__file__).parent))
from register_made_up import PUBLISHED, Door, published_copy, row
from served import served

from data import catalog
from data.store import connection

TABLE = "/api/v1/tables/project_register"
Get = Callable[..., requests.Response]
ROWS = (
    row(),
    row(Folio="INV-2", Ejercicio="2009", Tipo="Pavimentación"),
    row(Folio="INV-3", Entidad="Jalisco", Municipio="Jamay", Monto="1,100,000"),
    row(Folio="INV-4", Aportación_migrantes="", Municipio=""),
)


def ask(folder: Path) -> Iterator[Get]:
    """The service over a folder of published files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "published_folder", lambda: folder)
        for module in ("data.store.tables", "components.serving.files"):
            patch.setattr(f"{module}.published_folder", lambda: folder)
        connection._connection.cache_clear()
        with served() as site:
            yield lambda address, **options: requests.get(site + address, **options)
    connection._connection.cache_clear()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Door:
    folder = tmp_path_factory.mktemp("register")
    published_copy(folder)
    door = Door(folder)
    door.take_rows(*ROWS)
    return door


@pytest.fixture(scope="module")
def get(door: Door) -> Iterator[Get]:
    yield from ask(door.published)


@pytest.fixture
def get_without() -> Iterator[Get]:
    yield from ask(PUBLISHED)


def records(get: Get, query: str) -> list[dict[str, Any]]:
    answer = get(f"{TABLE}.json?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["records"]
    return found


def test_it_is_listed(get: Get) -> None:
    listed = {table["table"]: table for table in get("/api/v1/tables").json()["tables"]}
    assert set(listed) == {*catalog.tables(), "project_register"}
    assert listed["project_register"]["rows"] == 4


def test_its_description_names_the_source_of_the_import(door: Door, get: Get) -> None:
    about = get(TABLE).json()
    (source,) = about["sources"]
    assert (source["title"]["es"], source["sha256"]) == ("Padrón de obras (inventado.csv)", door.facts()["sha256"])
    assert source["publisher"]["title"]["en"] == catalog.publishers()["register_authority"].title.en
    assert [column["name"] for column in about["columns"]] == [c.name for c in catalog.register().columns]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("state_code=32", ["INV-1", "INV-2", "INV-4"]), ("state_code=14&state_code=32&year.gte=2009", ["INV-2"]),
        ("total_mxn.gte=1050000", ["INV-3"]), ("flags=conflicting_sources", ["INV-3"]),
        ("flags=missing_values", ["INV-4"]), ("order=-record_id&limit=2&offset=1", ["INV-2", "INV-3"]),
        ("municipality_code=14047", ["INV-3"]), ("record_id=INV-2", ["INV-2"]),
    ],
)  # fmt: skip
def test_filters(get: Get, query: str, ids: list[str]) -> None:
    assert sorted(record["record_id"] for record in records(get, query)) == ids


@pytest.mark.parametrize("query", ["estado=32", "status=built", "year=x", "q=agua"])
def test_what_is_not_right_is_told(get: Get, query: str) -> None:
    assert get(f"{TABLE}.json?{query}").status_code == 400


def test_every_format_has_the_same_rows(door: Door, get: Get) -> None:
    expected = door.rows()
    assert records(get, "") == expected
    lines = get(f"{TABLE}.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["record_id", *(f'"{found["record_id"]}"' for found in expected)]
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(get(f"{TABLE}.xlsx").content))
    assert len(book.get_sheet_by_name("Datos").to_python()) == 5
    assert "Padrón de obras (inventado.csv)" in str(book.get_sheet_by_name("Fuentes").to_python())
    filtered = get(f"{TABLE}.parquet?columns=record_id,flags&year=2008").content
    assert parquet.read_table(io.BytesIO(filtered)).num_rows == 3


def test_the_whole_table_is_the_file_itself(door: Door, get: Get) -> None:
    content = door.table.read_bytes()
    for address in (f"{TABLE}.parquet", "/files/project_register.parquet"):
        assert get(address).content == content
        part = get(address, headers={"Range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, b"PAR1")


def test_openapi_describes_it_as_it_answers(get: Get) -> None:
    document = get("/api/v1/openapi.json").json()
    assert f"{TABLE}.{{format}}" in document["paths"]
    named = document["paths"]["/api/v1/tables/{table}"]["get"]["parameters"][0]["schema"]["enum"]
    assert named == [*catalog.tables(), "project_register"]
    schemas = {"components": document["components"]}
    for address, content in (
        (f"{TABLE}.{{format}}", get(f"{TABLE}.json").json()),
        ("/api/v1/tables/{table}", get(TABLE).json()),
        ("/api/v1/tables", get("/api/v1/tables").json()),
    ):
        answers = document["paths"][address]["get"]["responses"]["200"]["content"]
        jsonschema.Draft202012Validator({**answers["application/json"]["schema"], **schemas}).validate(content)


def test_data_json_has_it(door: Door, get: Get) -> None:
    datasets = {entry["identifier"]: entry for entry in get("/data.json").json()["dataset"]}
    entry = datasets["project_register"]
    assert (entry["temporal"]["startDate"]["@value"], entry["temporal"]["endDate"]["@value"]) == ("2008", "2009")
    assert [agent["name"] for agent in entry["creator"]] == [catalog.publishers()["register_authority"].title.es]
    (file,) = [part for part in entry["distribution"] if "checksum" in part]
    assert file["checksum"]["checksumValue"] == hashlib.sha256(door.table.read_bytes()).hexdigest()
    assert "version" not in entry  # of the observatory's data, which the register is not part of


@pytest.mark.parametrize("ending", ["", ".csv", ".json", ".parquet", ".xlsx"])
@pytest.mark.parametrize(
    ("lang", "title", "how"),
    [("es", "Padrón no importado", "register ARCHIVO"), ("en", "Register not imported", "register FILE")],
)
def test_without_one_the_answer_says_so(get_without: Get, ending: str, lang: str, title: str, how: str) -> None:
    answer = get_without(f"{TABLE}{ending}?lang={lang}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert (answer.json()["title"], answer.json()["table"]) == (title, "project_register")
    assert answer.json()["detail"].endswith(f"python -m data.build {how}")


def test_without_one_nobody_names_it(get_without: Get) -> None:
    assert "project_register" not in json.dumps(get_without("/api/v1/tables").json())
    assert "project_register" not in json.dumps(get_without("/data.json").json())
    assert f"{TABLE}.{{format}}" not in get_without("/api/v1/openapi.json").json()["paths"]
    assert get_without("/files/project_register.parquet").status_code == 404


def test_one_that_cannot_be_read_leaves_the_lists(get: Get, door: Door) -> None:
    content = door.table.read_bytes()
    try:
        door.table.write_bytes(b"inventado")
        assert get(f"{TABLE}.json").status_code == 503
        for address in ("/api/v1/tables", "/data.json", "/api/v1/openapi.json"):
            assert get(address).status_code == 200
    finally:
        door.table.write_bytes(content)
