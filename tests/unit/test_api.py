"""The data service over HTTP, by a real server: rows against figures from the raw files, formats, errors, limits."""

from __future__ import annotations

import csv
import hashlib
import http.client
import io
import json
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
import python_calamine
import rdflib
import requests
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from components.serving.files import PublishedFiles
from data import api, catalog, store
from data.api import answers, formats, metadata, problems, rows, selections
from data.store import DataUnavailableError, Selection, TooMuchWorkError, tables

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
TABLES = "/api/v1/tables"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server with the API and the published files, as the site has them."""
    app = Starlette(routes=[*api.routes(), Mount("/files", PublishedFiles())])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def csv_rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def problem(answer: requests.Response, status: int, kind: str) -> dict[str, Any]:
    """The problem document of an answer, once it is one of that kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["status"] == status
    assert document["type"].endswith("#" + kind)
    assert document["detail"] and not re.search(r"{[a-z]", document["detail"])  # nothing left unfilled
    return document


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
        beyond = requests.get(f"{site}{TABLES}/states.parquet", headers={"Range": "bytes=999999999-"})
        assert problem(beyond, 416, "range_not_satisfiable")["bytes"] == len(published)
        assert beyond.headers["Content-Range"] == f"bytes */{len(published)}"

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

    def test_xlsx_text_is_never_a_formula_or_a_link(self) -> None:
        table = catalog.tables()["states"]
        batch = arrow.RecordBatch.from_pydict({"name": ["=1+1", "https://example.org", "@x", None, "y" * 40_000]})
        file = io.BytesIO()
        formats.write_xlsx(file, table, ("name",), "", [batch])
        book = python_calamine.load_workbook(io.BytesIO(file.getvalue()))
        cells = [row[0] for row in book.get_sheet_by_name("Datos").to_python()]
        assert cells[:4] == ["name", "=1+1", "https://example.org", "@x"]
        assert len(cells[5]) == 32_767 and cells[5].endswith("…")
        with zipfile.ZipFile(io.BytesIO(file.getvalue())) as inside:
            sheet = inside.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "hyperlink" not in sheet

    def test_the_same_query_is_the_same_bytes(self, site: str) -> None:
        for format in metadata.FORMATS:
            address = f"{site}{TABLES}/projects_by_type.{format}?year=2003"
            assert requests.get(address).content == requests.get(address).content, format


class TestHttp:
    @pytest.mark.parametrize("path", [f"{TABLES}/states.{f}" for f in metadata.FORMATS])
    def test_what_is_known_is_not_sent_again(self, site: str, path: str) -> None:
        first = requests.get(site + path)
        again = requests.get(site + path, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        changed = requests.get(site + path + "?limit=1", headers={"If-None-Match": first.headers["ETag"]})
        assert changed.status_code == 200

    def test_the_order_of_filters_does_not_matter(self, site: str) -> None:
        tags = {
            requests.head(f"{site}{TABLES}/projects_by_type.csv?{query}").headers["ETag"]
            for query in ("year=2002&project_type=other", "project_type=other&year=2002&lang=es")
        }
        assert len(tags) == 1

    @pytest.mark.parametrize("path", [f"{TABLES}/states.{f}" for f in metadata.FORMATS] + [TABLES, "/data.json"])
    def test_head(self, site: str, path: str) -> None:
        head, get = requests.head(site + path), requests.get(site + path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("ETag", "Content-Type", "Cache-Control"):
            assert head.headers[name] == get.headers[name]
        assert head.headers.get("Content-Length", get.headers.get("Content-Length")) != "0"

    def test_a_telling_file_name(self, site: str) -> None:
        def name(query: str) -> str:
            return requests.head(f"{site}{TABLES}/{query}").headers["Content-Disposition"]

        assert name("states.csv") == 'attachment; filename="3x1_states.csv"'
        assert name("states.xlsx?order=name") == 'attachment; filename="3x1_states.xlsx"'
        assert name("states.parquet?state_code=32") == 'attachment; filename="3x1_states_filtered.parquet"'
        assert name("states.json?limit=1") == 'inline; filename="3x1_states_filtered.json"'

    def test_any_site_may_ask(self, site: str) -> None:
        for path in (f"{TABLES}/states.csv", f"{TABLES}/none.csv", "/data.json"):
            assert requests.get(site + path).headers["Access-Control-Allow-Origin"] == "*"
        before = requests.options(f"{site}{TABLES}/states.csv")
        assert before.status_code == 204
        assert "GET" in before.headers["Access-Control-Allow-Methods"]


class TestProblems:
    def ask(self, site: str, address: str, **headers: str) -> requests.Response:
        return requests.get(f"{site}{TABLES}/{address}", headers=headers)

    def test_column(self, site: str) -> None:
        for query in ("estado=32", "columns=estado", "order=-estado", "estado.gte=1"):
            document = problem(self.ask(site, f"states.csv?{query}"), 400, "unknown_column")
            assert document["column"] == "estado"
            assert "state_code" in document["allowed"]

    @pytest.mark.parametrize("query", ["name.gte=a", "state_code.lte=09", "longitude.between=1", "longitude.=1"])
    def test_operator(self, site: str, query: str) -> None:
        document = problem(self.ask(site, f"states.csv?{query}"), 400, "unknown_operator")
        assert document["column"] == query.split(".")[0]
        assert document["operator"] == "." + query.split(".")[1].split("=")[0]

    @pytest.mark.parametrize(
        ("address", "parameter", "value"),
        [
            ("remittances.csv?month=2020", "month", "2020"),
            ("remittances.csv?month.gte=2020-13-01", "month.gte", "2020-13-01"),
            ("remittances.csv?month=20200101", "month", "20200101"),
            ("remittances.csv?amount_usd.gte=mucho", "amount_usd.gte", "mucho"),
            ("remittances.csv?amount_usd=1e999", "amount_usd", "1e999"),
            ("remittances.csv?amount_usd=nan", "amount_usd", "nan"),
            ("projects_by_type.csv?year=dos%20mil", "year", "dos mil"),
            ("projects_by_type.csv?year=1_000", "year", "1_000"),
            ("projects_by_type.csv?year=" + "9" * 17, "year", "9" * 17),
            ("projects_by_type.csv?year=", "year", ""),
            ("projects_by_type.csv?project_type=agua", "project_type", "agua"),
            ("projects_by_type.csv?flags=none", "flags", "none"),
            ("states.csv?state_code=9", "state_code", "9"),
            ("states.csv?state_code=%D9%A0%D9%A1", "state_code", "٠١"),
            ("states.csv?limit=-1", "limit", "-1"),
            ("states.csv?offset=1.5", "offset", "1.5"),
            ("states.csv?columns=name,name", "columns", "name,name"),
            ("states.csv?lang=fr", "lang", "fr"),
        ],
    )
    def test_value(self, site: str, address: str, parameter: str, value: str) -> None:
        document = problem(self.ask(site, address), 400, "bad_value")
        assert (document["parameter"], document["value"]) == (parameter, value)
        assert document["expected"] in document["detail"]

    @pytest.mark.parametrize(
        "query", ["limit=1&limit=2", "columns=name&columns=state_code", "longitude.gte=1&longitude.gte=2"]
    )
    def test_given_twice(self, site: str, query: str) -> None:
        assert problem(self.ask(site, f"states.csv?{query}"), 400, "repeated")["parameter"] == query.split("=")[0]

    def test_what_is_not_there(self, site: str) -> None:
        assert problem(self.ask(site, "stats.csv"), 404, "unknown_table")["similar"] == ["states", "us_states"]
        problem(self.ask(site, "stats"), 404, "unknown_table")
        assert problem(self.ask(site, "states.xml"), 404, "unknown_format")["format"] == "xml"
        for path in ("/api/v1/nothing", "/api/v2", f"{TABLES}/states/csv"):
            problem(requests.get(site + path), 404, "not_found")
        problem(requests.get(f"{site}{TABLES}?tabla=x"), 400, "unknown_parameter")

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
    def test_only_reading(self, site: str, method: str) -> None:
        answer = requests.request(method, f"{site}{TABLES}/states.csv")
        assert problem(answer, 405, "method_not_allowed")["method"] == method
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"

    def test_in_the_readers_language(self, site: str) -> None:
        spanish = "La tabla states no tiene una columna 'x'."
        assert self.ask(site, "states.csv?x=1&lang=es").json()["detail"].startswith(spanish)
        answer = self.ask(site, "states.csv?x=1", **{"Accept-Language": "fr, es-MX;q=0.9, en;q=0.8"})
        assert answer.json()["detail"].startswith(spanish)
        assert answer.headers["Content-Language"] == "es"
        english = self.ask(site, "states.csv?x=1&lang=en", **{"Accept-Language": "es"})
        assert english.json()["title"] == "Unknown column"

    def test_every_problem_is_told_in_both_languages(self) -> None:
        for kind, (status, title, detail) in problems.KINDS.items():
            assert title.es != title.en and detail.es != detail.en, kind
            assert set(re.findall(r"{(\w+)", detail.es)) == set(re.findall(r"{(\w+)", detail.en)), kind
            assert 400 <= status < 600


class TestLimits:
    def test_a_gigabyte_of_query_is_not_looked_at(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(*_: object, **__: object) -> None:
            raise AssertionError("it was parsed")

        monkeypatch.setattr(selections, "parse_qsl", never)
        query = bytes(1_000_000_000)
        started = time.monotonic()
        with pytest.raises(problems.Problem) as caught:
            selections.parameters(query)
        assert caught.value.status == 414
        assert time.monotonic() - started < 1

    def test_a_long_query_over_the_wire(self, site: str) -> None:
        document = problem(requests.get(f"{site}{TABLES}/states.csv?name={'a' * 20_000}"), 414, "query_too_long")
        assert document["limit"] == selections.LONGEST_QUERY
        port = int(site.rsplit(":", 1)[1])
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", f"{TABLES}/states.csv?name=" + "a" * 1_000_000)
            assert connection.getresponse().status in (400, 414)

    def test_many_values(self, site: str) -> None:
        query = "&".join(["name=a"] * (selections.MOST_VALUES + 1))
        problem(requests.get(f"{site}{TABLES}/states.csv?{query}"), 400, "too_many_values")

    @pytest.mark.parametrize("format", rows.MOST_ROWS)
    def test_many_rows(self, site: str, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(rows.MOST_ROWS, format, 20)
        address = f"{site}{TABLES}/states.{format}"
        document = problem(requests.get(address), 400, "too_many_rows")
        assert (document["rows"], document["limit"]) == (32, 20)
        assert "limit=20&offset=20" in document["detail"]
        assert requests.head(address).status_code == 400
        assert requests.get(address + "?limit=20&offset=20").status_code == 200
        assert requests.get(f"{site}{TABLES}/states.csv").status_code == 200

    def test_every_table_of_today_fits_into_every_format(self) -> None:
        assert max(store.published_table(i).rows for i in catalog.tables()) < min(rows.MOST_ROWS.values()) < 1_048_576

    @pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
    def test_long_work_is_stopped_and_says_how_to_page(
        self, site: str, format: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rows, "WORK_SECONDS", 0.0)
        answer = requests.get(f"{site}{TABLES}/states.{format}?state_code=32")
        assert "limit=" in problem(answer, 503, "too_much_work")["detail"]
        assert answer.headers["Retry-After"] == answers.RETRY_SECONDS

    def test_the_database_is_interrupted(self) -> None:
        endless = (
            "SELECT sum(a.amount_usd * b.amount_usd) FROM remittances_by_municipality a, remittances_by_municipality b"
        )
        started = time.monotonic()
        with pytest.raises(TooMuchWorkError):
            next(iter(tables.Batches(endless, [], 0.3)))
        assert time.monotonic() - started < 5

    def test_what_is_interrupted_in_the_middle_breaks_off(self) -> None:
        long = "SELECT a.amount_usd FROM remittances_by_municipality a, remittances_by_municipality b"
        batches = tables.Batches(long, [], 0.5)
        with closing(batches), pytest.raises(TooMuchWorkError):
            for _ in batches:
                pass

    def test_a_slow_reader_has_all_the_time(self) -> None:
        with closing(store.rows(Selection(catalog.tables()["remittances_by_municipality"]), 1.0)) as batches:
            read = 0
            for batch in batches:
                read += batch.num_rows
                time.sleep(0.2)
        assert read == 131_864

    def test_memory_stays_flat(self) -> None:
        # 60 million rows go by; copied whole they would take half a gigabyte.
        code = """
import resource
from contextlib import closing
from data.store import tables
many = "SELECT a.amount_usd FROM remittances_by_municipality a, range(450) b"
with closing(tables.Batches(many, [], 60)) as batches:
    iterator = iter(batches)
    next(iterator)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = sum(batch.num_rows for batch in iterator)
print(read, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        read, megabytes = map(int, done.stdout.split())
        assert read > 59_000_000
        assert megabytes < 120

    def test_a_file_that_is_not_there(self, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tables, "published_folder", lambda: tmp_path)
        problem(requests.get(f"{site}{TABLES}/states.csv"), 503, "data_unavailable")
        (tmp_path / "states.parquet").write_bytes(b"PAR1 this is none PAR1")
        with pytest.raises(DataUnavailableError):
            store.published_table("states")
        problem(requests.get(f"{site}{TABLES}/states.csv"), 503, "data_unavailable")
        listed = requests.get(f"{site}{TABLES}").json()["tables"]
        assert {table["rows"] for table in listed} == {None}


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
            assert entry["name"] and entry["url"] == "https://example.org/datos"


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


def test_rows_are_those_of_the_file() -> None:
    table = catalog.tables()["migrant_stock"]
    asked = Selection(table, columns=("people",), conditions=(tables.Condition("origin", "any_of", ("MEX",)),))
    path = (PUBLISHED / "migrant_stock.parquet").as_posix()
    own = duckdb.sql(f"SELECT count(*), sum(people) FROM '{path}' WHERE origin = 'MEX'").fetchall()
    with closing(store.rows(asked, 10)) as batches:
        people = [number for batch in batches for number in batch.column(0).to_pylist()]
    assert own == [(len(people), sum(people))]
    assert store.matching_rows(asked, 10) == len(people) > 400
