"""`datapackage.json` describes the published files as they are, by the frictionless validator."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import frictionless
import pyarrow.parquet as parquet
import pytest

from data import catalog

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PACKAGE = json.loads((PUBLISHED / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
# Enough rows to meet every kind of cell; the build checks all of them.
ROWS = 2_000


def test_the_descriptor_is_valid() -> None:
    frictionless.Package(str(PUBLISHED / "datapackage.json"))  # raises when it is not


def test_every_table_and_outline_is_described() -> None:
    outlines = {"geo_" + path.name.split(".")[0] for path in (PUBLISHED / "geo").iterdir()}
    assert set(RESOURCES) == set(catalog.tables()) | outlines


@pytest.mark.parametrize("name", RESOURCES)
def test_bytes_and_hash_are_those_of_the_file(name: str) -> None:
    content = (PUBLISHED / RESOURCES[name]["path"]).read_bytes()
    assert RESOURCES[name]["bytes"] == len(content)
    assert RESOURCES[name]["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", catalog.tables())
def test_rows_fit_their_schema(name: str) -> None:
    # The rows go in as Python values. The validator's own Parquet reader takes them through pandas, where an empty
    # cell becomes NaN and a list a NumPy array: neither is what the file holds, and it would call both errors.
    resource = RESOURCES[name]
    rows = parquet.read_table(PUBLISHED / resource["path"])
    assert rows.num_rows == resource["rows"]
    inline = {"name": name, "data": rows.slice(0, ROWS).to_pylist(), "schema": resource["schema"]}
    report = frictionless.Resource.from_descriptor(inline).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:3]
