"""The data service over HTTP, by a real server: rows against figures from the raw files, filters and formats."""

from __future__ import annotations

import csv
import hashlib
import io
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
import python_calamine
import requests

from data import catalog, store
from data.api import formats, metadata
from data.store import Selection, tables

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
TABLES = "/api/v1/tables"


def csv_rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


class TestFigures:
    def test_projects_of_2002(self, site: str) -> None:
        # control total of the reference table: 942 projects in 2002
        found = csv_rows(requests.get(f"{site}{TABLES}/projects_by_type.csv?year=2002").content)
        assert len(found) == 12
        assert sum(int(row["projects"]) for row in found) == 942

    def test_remittances_of_zacatecas_in_2024(self, site: str) -> None:
        # awk over remesas_entidad.csv: CVE_ENT 32, the four quarters of 2024
        query = "state_code=32&quarter.gte=2024-01-01&quarter.lte=2024-12-31"
        answer = requests.get(f"{site}{TABLES}/remittances_by_state.json?{query}").json()
        assert [row["quarter"] for row in answer["records"]] == ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]
        assert sum(row["amount_usd"] for row in answer["records"]) == 1_909_487_337
        assert (answer["matching"], answer["returned"], answer["next"]) == (4, 4, None)

    @pytest.mark.parametrize("table_id", catalog.tables())
    def test_every_table_is_whole(self, site: str, table_id: str) -> None:
        expected = parquet.read_table(PUBLISHED / f"{table_id}.parquet")
        found = csv_rows(requests.get(f"{site}{TABLES}/{table_id}.csv").content)
        assert len(found) == expected.num_rows
        assert list(found[0]) == expected.column_names
        for name, kind in zip(expected.column_names, expected.schema.types):
            if arrow.types.is_integer(kind) or arrow.types.is_floating(kind):
                total = sum(float(row[name]) for row in found if row[name])
                assert total == pytest.approx(sum(x for x in expected[name].to_pylist() if x is not None))
            missing = sum(row[name] == "" for row in found)
            assert missing >= expected[name].null_count


class TestFilters:
    def records(self, site: str, address: str) -> list[dict[str, Any]]:
        answer = requests.get(f"{site}{TABLES}/{address}")
        assert answer.status_code == 200, answer.text
        records: list[dict[str, Any]] = answer.json()["records"]
        return records

    def test_any_of(self, site: str) -> None:
        found = self.records(site, "states.json?state_code=32&state_code=09&columns=state_code,short_name")
        assert found == [
            {"state_code": "09", "short_name": "Ciudad de México"},
            {"state_code": "32", "short_name": "Zacatecas"},
        ]

    def test_bounds_are_inclusive(self, site: str) -> None:
        found = self.records(site, "programme_coverage.json?year.gte=2003&year.lte=2005&columns=year")
        assert [row["year"] for row in found] == [2003, 2004, 2005]

    def test_lists_are_filtered_by_what_they_hold(self, site: str) -> None:
        found = self.records(site, "projects_by_type.json?flags=partial_period")
        assert {row["year"] for row in found} == {2006}
        assert len(found) == 12

    def test_order_and_paging_lose_nothing(self, site: str) -> None:
        page = f"{TABLES}/projects_by_type.json?order=-projects&columns=year,project_type,projects&limit=25"
        read: list[dict[str, Any]] = []
        while page:
            answer = requests.get(site + page).json()
            read += answer["records"]
            page = answer["next"]
        assert len(read) == len({(row["year"], row["project_type"]) for row in read}) == 60
        numbers = [row["projects"] for row in read]
        assert numbers == sorted(numbers, reverse=True)

    def test_missing_is_last_in_either_order(self, site: str) -> None:
        for order in ("state_code", "-state_code"):
            found = self.records(site, f"programme_budget_by_state.json?order={order}&columns=state_code")
            assert found[-1]["state_code"] is None and found[0]["state_code"] is not None

    def test_a_value_is_never_a_statement(self, site: str) -> None:
        assert self.records(site, "states.json?name=%27%20OR%201%3D1%20--") == []
        assert self.records(site, "states.json?name=a%00b") == []

    def test_nothing_found_is_an_empty_answer(self, site: str) -> None:
        for format in metadata.FORMATS:
            assert requests.get(f"{site}{TABLES}/states.{format}?name=Atlantis").status_code == 200
        content = requests.get(f"{site}{TABLES}/states.parquet?name=Atlantis&columns=name").content
        assert parquet.read_table(io.BytesIO(content)).to_pydict() == {"name": []}


class TestFormats:
    def test_csv(self, site: str) -> None:
        answer = requests.get(f"{site}{TABLES}/states.csv?order=state_code&columns=name,longitude")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content.startswith(b"\xef\xbb\xbfname,longitude\r\n")
        assert answer.content.count(b"\r\n") == 33
        assert any("Michoacán" in row["name"] for row in csv_rows(answer.content))

    def test_csv_cells_cannot_run_and_numbers_stay_numbers(self) -> None:
        texts = ["=1+1", "+52 1", "-x", "@SUM(A1)", "\tx", "\rx", 'a "b", c', "", None]
        numbers = [-1.5, None, 62442901.0, 1e-9, 0.1, 1.0, 2.0, 3.0, -4.0]
        lists = [["a", "b"], [], None, ["=x"], [], [], [], [], []]
        batch = arrow.RecordBatch.from_pydict({"text": texts, "number": numbers, "flags": lists})
        text = b"".join(formats.csv(batch.schema.names, [batch])).decode("utf-8-sig")
        back = list(csv.reader(io.StringIO(text, newline="")))
        assert [row[0] for row in back[1:7]] == ["'" + value for value in texts[:6] if value]
        assert back[7][0] == 'a "b", c'
        assert [row[1] for row in back[1:5]] == ["-1.5", "", "62442901", "1e-9"]
        assert [row[2] for row in back[1:5]] == ["a; b", "", "", "'=x"]
        assert text.endswith('"",3,""\r\n,-4,""\r\n')  # an empty text is quoted, a missing one is not

    def test_json_is_rows_and_their_meaning(self, site: str) -> None:
        answer = requests.get(f"{site}{TABLES}/remittances_by_state.json?columns=quarter,amount_usd&limit=2").json()
        assert answer["title"]["en"] == "Remittances by Mexican state"
        assert [column["name"] for column in answer["columns"]] == ["quarter", "amount_usd"]
        assert answer["columns"][1]["unit"] == {"id": "usd", "title": {"es": "dólares", "en": "US dollars"}}
        assert answer["sources"][0]["publisher"]["short"]["en"] == "Banco de México"
        assert answer["records"][0] == {"quarter": "2003-01-01", "amount_usd": 62442901.0}  # Aguascalientes, raw file
        assert answer["matching"] == 2976
        assert answer["next"] == f"{TABLES}/remittances_by_state.json?columns=quarter,amount_usd&limit=2&offset=2"

    def test_whole_parquet_is_the_published_file(self, site: str) -> None:
        published = (PUBLISHED / "states.parquet").read_bytes()
        answer = requests.get(f"{site}{TABLES}/states.parquet")
        assert answer.content == published
        assert answer.headers["ETag"] == f'"{hashlib.sha256(published).hexdigest()[:32]}"'
        assert requests.get(f"{site}{TABLES}/states.parquet?lang=es").content == published
        part = requests.get(f"{site}{TABLES}/states.parquet", headers={"Range": "bytes=4-99"})
        assert (part.status_code, part.content) == (206, published[4:100])

    def test_part_of_a_parquet_keeps_its_types(self, site: str) -> None:
        content = requests.get(f"{site}{TABLES}/remittances_by_municipality.parquet?state_code=32").content
        found = parquet.read_table(io.BytesIO(content))
        whole = parquet.read_table(PUBLISHED / "remittances_by_municipality.parquet")
        assert found.schema.equals(whole.schema)
        assert found.equals(whole.filter(arrow.compute.equal(whole["state_code"], "32")))

    def test_xlsx(self, site: str) -> None:
        content = requests.get(f"{site}{TABLES}/remittances_by_state.xlsx?state_code=32&quarter=2024-01-01").content
        book = python_calamine.load_workbook(io.BytesIO(content))
        assert book.sheet_names == ["Datos", "Diccionario", "Fuentes"]
        head, row = book.get_sheet_by_name("Datos").to_python()
        assert head == ["quarter", "state_code", "amount_usd", "source_id"]
        # raw file: 2024-01-01,32,Zacatecas,398797157
        assert [str(row[0])[:10], row[1], row[2]] == ["2024-01-01", "32", 398_797_157]
        words = book.get_sheet_by_name("Diccionario").to_python()
        assert [line[0] for line in words[1:]] == head
        assert words[3][4:6] == ["dólares", "US dollars"]
        origin = book.get_sheet_by_name("Fuentes").to_python()
        assert origin[1][0] == "banxico_remesas_entidad"
        assert origin[-1][1] == "quarter=2024-01-01&state_code=32"

    def test_the_same_query_is_the_same_bytes(self, site: str) -> None:
        for format in metadata.FORMATS:
            address = f"{site}{TABLES}/projects_by_type.{format}?year=2003"
            assert requests.get(address).content == requests.get(address).content, format


def test_rows_are_those_of_the_file() -> None:
    table = catalog.tables()["migrant_stock"]
    asked = Selection(table, columns=("people",), conditions=(tables.Condition("origin", "any_of", ("MEX",)),))
    path = (PUBLISHED / "migrant_stock.parquet").as_posix()
    own = duckdb.sql(f"SELECT count(*), sum(people) FROM '{path}' WHERE origin = 'MEX'").fetchall()
    with closing(store.rows(asked, 10)) as batches:
        people = [number for batch in batches for number in batch.column(0).to_pylist()]
    assert own == [(len(people), sum(people))]
    assert store.matching_rows(asked, 10) == len(people) > 400
