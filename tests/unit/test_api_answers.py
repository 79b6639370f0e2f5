"""The data service over HTTP: tags, methods, problems in both languages, limits on work."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from data import catalog, store
from data.api import answers, metadata, problems, rows, selections
from data.store import DataUnavailableError, Selection, TooMuchWorkError, tables

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
TABLES = "/api/v1/tables"


def problem(answer: requests.Response, status: int, kind: str) -> dict[str, Any]:
    """The problem document of an answer, once it is one of that kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["status"] == status
    assert document["type"].endswith("#" + kind)
    assert document["detail"] and not re.search(r"{[a-z]", document["detail"])  # nothing left unfilled
    return document


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

    def test_a_range_beyond_the_file(self, site: str) -> None:
        size = (PUBLISHED / "states.parquet").stat().st_size
        beyond = self.ask(site, "states.parquet", Range="bytes=999999999-")
        assert problem(beyond, 416, "range_not_satisfiable")["bytes"] == size
        assert beyond.headers["Content-Range"] == f"bytes */{size}"


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
