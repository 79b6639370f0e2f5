"""The page of the data without a browser: search, filters, snippets that run, citations, worked examples."""

from __future__ import annotations

import json
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import requests
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from components import i18n
from components.datasets import listing, methods, snippets, work
from components.datasets.rows import exhibit, unused
from data import api, catalog, store
from data.api.selections import parameters, selection
from data.catalog import guide
from data.catalog.search import find, meant
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")
PUBLISHED = Path(__file__).parents[2] / "data" / "published"
TABLES = list(catalog.tables().values())


def ids(words: str) -> list[str]:
    return [found.table.table_id for found in find(words, TABLES)]


def published(table_id: str) -> pd.DataFrame:
    return pd.read_parquet(PUBLISHED / f"{table_id}.parquet")


class TestSearch:
    def test_accents_and_case_are_optional(self) -> None:
        assert ids("marginación municipio") == ids("MARGINACION Municipio")
        assert ids("marginacion municipio")[0] == "marginalisation_by_municipality"

    def test_both_languages_columns_and_sources(self) -> None:
        assert ids("poverty")[0] == ids("pobreza")[0] == "poverty_by_municipality"
        assert ids("inpc") == ["price_index"]
        assert [column.name for column in find("inpc", TABLES)[0].columns] == ["inpc"]
        assert set(ids("banxico")) == {
            table.table_id for table in TABLES if any(source.startswith("banxico") for source in table.sources)
        }

    def test_every_word_must_be_there(self) -> None:
        assert set(ids("remesas municipio")) <= set(ids("remesas"))
        assert ids("remesas xyzq") == []

    def test_a_slip_of_the_hand_is_put_right(self) -> None:
        assert meant("pobresa munisipio", TABLES) == "pobreza municipio"
        assert meant("xyzq", TABLES) is None

    def test_no_words_find_everything(self) -> None:
        assert len(find("", TABLES)) == len(TABLES)
        assert {table.topic for table in TABLES} <= set(listing.TOPICS)


class TestFilters:
    def test_rows_are_those_of_the_file(self) -> None:
        chosen = Filters(states=("32",), year_from=2020, year_to=2021)
        rows = store.filtered_rows(store.under(catalog.table("remittances_by_state"), chosen))
        file = published("remittances_by_state")
        quarters = pd.to_datetime(file["quarter"])
        expected = file[(file["state_code"] == "32") & quarters.dt.year.between(2020, 2021)]
        assert len(rows) == 8
        assert rows["amount_usd"].tolist() == expected["amount_usd"].tolist()

    def test_a_state_of_a_table_of_municipalities(self) -> None:
        asked = store.under(catalog.table("poverty_by_municipality"), Filters(states=("32", "09")))
        rows = store.filtered_rows(asked)
        codes = published("poverty_by_municipality")["municipality_code"]
        assert len(rows) == store.filtered_count(asked) == codes.str[:2].isin(["32", "09"]).sum() > 0

    def test_a_filter_without_a_column_is_named(self) -> None:
        table = catalog.table("exchange_rate")
        assert unused(table, Filters(states=("32",), year_from=2020), EN) == ["States"]
        assert store.filtered_count(store.under(table, Filters(states=("32",)))) == len(published("exchange_rate"))

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table_id)
    def test_the_query_asks_for_the_same(self, table: catalog.Table) -> None:
        types = next((tuple(c.values)[:2] for c in table.columns if c.name == "project_type" and c.values), ())
        chosen = Filters(("32",), (), ("TX",), ("MEX",), ("MEX",), ("USA",), types, 2005, 2015)
        asked = store.under(table, chosen)
        assert selection(table, parameters(api.query_string(asked).encode())) == asked

    def test_lists_and_dates_survive(self) -> None:
        rows = store.filtered_rows(store.under(catalog.table("remittances_by_municipality"), Filters(("01",))))
        shown = exhibit(catalog.table("remittances_by_municipality"), rows, EN)
        assert shown.headline == f"Remittances by municipality: {len(rows):,} rows"
        assert len(rows.iloc[0]["flags"]) >= 0 and str(rows.iloc[0]["quarter"])[:10] == "2013-01-01"


class TestSnippets:
    def ready(self, site: str, table_id: str, chosen: Filters | None = None) -> dict[str, snippets.Snippet]:
        asked = store.under(catalog.table(table_id), chosen or Filters())
        return snippets.snippets(asked, site, EN)

    def test_pandas_reads_every_table(self, site: str) -> None:
        for table in TABLES:
            rows = self.run(self.ready(site, table.table_id)["pandas"].code)
            assert list(rows.columns) == [column.name for column in table.columns]
            assert len(rows) == len(published(table.table_id))

    def test_pandas_reads_what_is_filtered(self, site: str) -> None:
        code = self.ready(site, "remittances_by_state", Filters(("09",), year_from=2025))["pandas"].code
        rows = self.run(code)
        assert set(rows["state_code"]) == {"09"}
        assert rows["quarter"].min() == pd.Timestamp("2025-01-01")

    @staticmethod
    def run(code: str) -> pd.DataFrame:
        names: dict[str, object] = {}
        exec(code, names)
        assert isinstance(names["rows"], pd.DataFrame)
        return names["rows"]

    def test_curl(self, site: str, tmp_path: Path) -> None:
        if not shutil.which("curl"):
            pytest.skip("no curl on this machine")
        code = self.ready(site, "states", Filters(("32",)))["curl"].code
        subprocess.run(code, shell=True, check=True, cwd=tmp_path, capture_output=True)
        assert pd.read_csv(tmp_path / "3x1_states_filtered.csv", dtype=str)["state_code"].tolist() == ["32"]

    @pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table_id)
    def test_sql(self, table: catalog.Table) -> None:
        chosen = Filters(("32", "09"), (), ("TX",), ("MEX",), ("MEX",), ("USA",), ("health",), 2005, 2015)
        asked = store.under(table, chosen)
        code = snippets.snippets(asked, "https://site", EN)["DuckDB"].code
        local = code.replace("https://site/files", PUBLISHED.as_posix())  # its extension for HTTP is not at hand
        assert len(duckdb.sql(local).fetchall()) == store.filtered_count(asked)

    def test_the_file_of_the_sql_can_be_read_in_parts(self, site: str) -> None:
        url = re.search(r"FROM '(.+)'", self.ready(site, "states")["DuckDB"].code)
        assert url and requests.get(url[1], headers={"Range": "bytes=0-3"}).content == b"PAR1"

    def test_r(self, site: str, tmp_path: Path) -> None:
        if not shutil.which("Rscript"):
            pytest.skip("no R on this machine")
        code = self.ready(site, "remittances_by_state", Filters(("09",), year_from=2025))["R"].code
        said = f"{code}\ncat(class(rows$quarter), unique(rows$state_code), nrow(rows))"
        out = subprocess.run(["Rscript", "-e", said], check=True, capture_output=True, text=True).stdout
        assert out.split() == ["Date", "09", "5"]

    def test_excel_is_given_utf8_with_commas(self, site: str) -> None:
        code = self.ready(site, "states", Filters(("16",)))["Excel"].code
        url = re.search(r'Web\.Contents\("(.+?)"\)', code)
        assert url and "Encoding = 65001" in code and 'Delimiter = ","' in code
        assert "Michoacán" in requests.get(url[1]).content.decode("utf-8-sig")


class TestCitations:
    table = catalog.table("works_by_funder")

    @pytest.mark.parametrize("t", [ES, EN], ids=["es", "en"])
    @pytest.mark.parametrize("entry", TABLES, ids=lambda table: table.table_id)
    def test_reference_managers_read_them(self, entry: catalog.Table, t: i18n.Language) -> None:
        cited = work.table(entry, "https://example.org", t)
        forms = work.forms(cited, t)
        read = parse_string(forms["BibTeX"][0], "bibtex").entries[cited.key]
        assert read.fields["url"] == cited.url
        assert str(read.persons["author"][0]) == "{Observatorio 3×1}"
        items = json.loads(forms["CSL-JSON"][0])
        source = CiteProcJSON(items)
        assert str(source[cited.key.lower()]["title"]) == cited.title
        assert items[0]["issued"]["date-parts"] == [[2026, 11, 25]]

    def test_apa(self) -> None:
        assert work.apa(work.table(self.table, "https://example.org", EN), EN) == (
            "Observatorio 3×1. (2026). Money spent on 3x1 works in 2007, by state and funder, Mexico, 2007, 30 states "
            "(Version 2026.11.1) [Data set]. https://example.org/datos?table=works_by_funder&lang=en"
        )
        assert "[Conjunto de datos]" in work.apa(work.site("https://example.org", ES), ES)


class TestGuide:
    def test_the_release_is_the_newest_version(self) -> None:
        newest = guide.versions()[0]
        assert (newest.version, newest.date) == (catalog.release().version, catalog.release().date)
        assert [v.date for v in guide.versions()] == sorted((v.date for v in guide.versions()), reverse=True)

    def test_both_languages_have_the_same_figures(self) -> None:
        for method in guide.methods().values():
            es, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in
                      (method.text.es, method.text.en))  # fmt: skip
            assert es == en

    def test_real_pesos_by_hand(self) -> None:
        index = published("price_index")
        means = index.groupby(pd.to_datetime(index["month"]).dt.year)["inpc"].mean()
        spent = 542_200_549  # control total of the public account of 2010
        title, text = methods.methods(EN)["real_pesos"]
        assert title == "How pesos become real"
        assert rf"MX\${spent * means[2025] / means[2010]:,.0f} of 2025" in text
        assert rf"MX\${spent:,}" in text and f"{means[2010]:.3f} and {means[2025]:.3f}" in text

    def test_dollars_and_people_by_hand(self) -> None:
        rates = published("exchange_rate")
        quarter = pd.to_datetime(rates["month"]).between("2010-01-01", "2010-03-01")
        rate = rates.loc[quarter, "mxn_per_usd"].mean()
        text = methods.methods(EN)["dollars_to_pesos"][1]
        assert r"US\$141,623,247" in text and f"at {rate:.4f} pesos per dollar" in text
        money = published("remittances_by_state")
        year = money[(money["state_code"] == "32") & (pd.to_datetime(money["quarter"]).dt.year == 2020)]
        people = published("population_by_state").query("state_code == '32' and year == 2020")["population"].item()
        text = methods.methods(ES)["per_person"][1]
        assert rf"US\${year['amount_usd'].sum() / people:,.2f} por habitante" in text

    @pytest.mark.parametrize("t", [ES, EN], ids=["es", "en"])
    def test_money_begins_no_formula(self, t: i18n.Language) -> None:
        for _, text in methods.methods(t).values():
            assert "$" not in re.sub(r"\\\$|\$\$.+?\$\$", "", text)

    def test_what_is_shown_is_escaped_and_linked(self) -> None:
        assert methods.glossary(EN).count("<dt>") == len(guide.glossary())
        assert '<a href="/datos?table=price_index&lang=en">' in methods.glossary(EN)
        assert catalog.release().version in methods.versions(ES)


def test_the_site_needs_nothing_of_the_tests() -> None:
    code = "import sys, components.datasets.table_page, components.datasets.listing; print('citeproc' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PUBLISHED.parents[1])
    assert out.stdout.strip() == "False"
