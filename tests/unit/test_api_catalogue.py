"""The data service over HTTP: descriptions of tables, DCAT, JSON-LD, and the README's examples."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import rdflib
import requests

from data import api, catalog
from data.api import selections

ROOT = Path(__file__).parents[2]
TABLES = "/api/v1/tables"


class TestDescriptions:
    def test_the_list(self, site: str) -> None:
        listed = requests.get(f"{site}{TABLES}").json()
        assert {table["table"] for table in listed["tables"]} == set(catalog.tables())
        states = next(table for table in listed["tables"] if table["table"] == "states")
        assert states["rows"] == 32
        assert requests.head(site + states["file"]).status_code == 200
        for path in states["formats"].values():
            assert requests.head(site + path).status_code == 200

    def test_a_table(self, site: str) -> None:
        about = requests.get(f"{site}{TABLES}/projects_by_type").json()
        assert about["key"] == ["year", "project_type"]
        kinds = next(column for column in about["columns"] if column["name"] == "project_type")
        assert kinds["values"]["potable_water"] == {"es": "Agua potable", "en": "Potable water"}
        assert {flag["flag"] for flag in about["flags"]} == {"partial_period", "secondary_source"}
        assert about["sources"][0]["licence"]["title"]["en"]

    def test_no_column_has_the_name_of_a_parameter(self) -> None:
        names = {column.name for table in catalog.tables().values() for column in table.columns}
        assert not names & set(selections.RESERVED)
        assert not [name for name in names if "." in name or "," in name or name.startswith("-")]


@pytest.fixture(scope="module")
def graph(site: str) -> rdflib.Graph:
    """What `/data.json` says, as triples."""
    return rdflib.Graph().parse(data=requests.get(f"{site}/data.json").text, format="json-ld")


class TestCatalogueForMachines:
    def test_every_table_is_a_dataset_in_four_forms(self, graph: rdflib.Graph) -> None:
        dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
        catalogue = next(graph.subjects(rdflib.RDF.type, dcat.Catalog))
        datasets = list(graph.objects(catalogue, dcat.dataset))
        assert len(datasets) == len(catalog.tables())
        for dataset in datasets:
            assert len(list(graph.objects(dataset, dcat.distribution))) == 4
            for term in ("title", "description", "language"):
                assert len(list(graph.objects(dataset, rdflib.DCTERMS[term]))) == 2, (dataset, term)
            assert len(list(graph.objects(dataset, rdflib.DCTERMS.publisher))) == 1
            assert list(graph.objects(dataset, rdflib.DCTERMS.spatial))
        assert len(list(graph.triples((None, dcat.downloadURL, None)))) == 4 * len(datasets)

    def test_every_name_is_a_term(self, site: str, graph: rdflib.Graph) -> None:
        document = requests.get(f"{site}/data.json").json()

        def names(node: Any) -> set[str]:
            if isinstance(node, list):
                return {name for item in node for name in names(item)}
            if isinstance(node, dict):
                return set(node) | {name for item in node.values() for name in names(item)}
            return set()

        used = names({key: value for key, value in document.items() if key != "@context"})
        assert {name for name in used if not name.startswith("@")} <= set(document["@context"])

    def test_period_licence_and_file(self, site: str) -> None:
        document = requests.get(f"{site}/data.json").json()
        table = {entry["identifier"]: entry for entry in document["dataset"]}
        period = table["remittances_by_state"]["temporal"]
        assert (period["startDate"]["@value"], period["endDate"]["@value"]) == ("2003-01-01", "2026-03-31")
        assert table["projects_by_type"]["temporal"]["startDate"] == {"@type": "xsd:gYear", "@value": "2002"}
        assert "temporal" not in table["states"]
        assert table["federal_budget"]["license"][0]["@id"] == "https://datos.gob.mx/libreusomx"
        file = next(d for d in table["states"]["distribution"] if d["mediaType"].endswith("parquet"))
        content = requests.get(file["downloadURL"]).content
        assert file["byteSize"] == str(len(content))
        assert file["checksum"]["checksumValue"] == hashlib.sha256(content).hexdigest()

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_the_dataset_of_a_page(self, site: str, language: str) -> None:
        entry = api.dataset_json_ld("remittances_by_state", site + "/", language)
        assert json.loads(json.dumps(entry)) == entry
        assert entry["name"] == catalog.tables()["remittances_by_state"].title[language]
        assert entry["temporalCoverage"] == "2003-01-01/2026-03-31"
        assert len(entry["distribution"]) == 4
        for download in entry["distribution"]:
            answer = requests.head(download["contentUrl"])
            assert answer.headers["Content-Type"].startswith(download["encodingFormat"])

    def test_datasets_have_what_search_engines_ask_for(self) -> None:
        for table_id in catalog.tables():
            entry = api.dataset_json_ld(table_id, "https://example.org/", "es")
            assert 50 <= len(entry["description"]) <= 5_000, table_id
            assert entry["name"] and entry["url"] == f"https://example.org/datos?table={table_id}&lang=es"


def examples(language: str) -> list[str]:
    """The README's examples in a language."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


class TestReadme:
    def test_the_python_example_runs(self, site: str) -> None:
        code = "\n".join(examples("python"))
        assert 'SITE = "http://localhost:8501"' in code
        scope: dict[str, Any] = {}
        exec(code.replace("http://localhost:8501", site), scope)
        states = scope["states"]
        assert isinstance(states, pd.DataFrame) and len(states) == 32
        assert scope["zacatecas_2024"] == 1_909_487_337
        assert dict(scope["by_year"])[2002] == 942

    def test_every_example_asks_for_what_there_is(self, site: str) -> None:
        texts = "\n".join(examples("python") + examples("r") + examples("sh"))
        paths = set(re.findall(r"/(?:files|api/v1)/[\w./?=&,-]+", texts))
        assert len(paths) >= 3
        for path in paths:
            assert requests.head(site + path.rstrip(".")).status_code == 200, path
