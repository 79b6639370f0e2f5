"""Every file made of what is on screen: CSV that Excel cannot run, the zip that explains itself."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import frictionless
import numpy as np
import pandas as pd
import pytest
import yaml
from made_up_exhibit import DAY, EN, ES, EVIL, VIEW, exhibit, mixed, unzipped
from markdown_it import MarkdownIt

from components import i18n
from components.downloads import View, archive, citation, csv, filters_in_words, open_view
from components.downloads.columns import described
from components.downloads.markdown import plain, table
from components.exhibit import Exhibit
from data import catalog, store


class TestCsv:
    def test_accents_and_rows_come_through(self) -> None:
        rows = pd.DataFrame({"state": ["Michoacán", "Querétaro"], "projects": [12, 3]})
        content = csv(rows)
        assert content.startswith(b"\xef\xbb\xbf")
        assert pd.read_csv(io.BytesIO(content)).equals(rows)

    def test_no_cell_is_a_formula(self) -> None:
        content = csv(pd.DataFrame({"text": EVIL, "number": [-1.5] * len(EVIL)}))
        back = pd.read_csv(io.BytesIO(content), lineterminator=None, keep_default_na=False)
        assert back["number"].tolist() == [-1.5] * len(EVIL)
        assert [text[0] for text in back["text"][:-1]] == ["'"] * (len(EVIL) - 1)
        assert back["text"].iloc[[0, 1, 2, 3, -1]].tolist() == ["'=1+1", "'+52 1", "'-x", "'@SUM(A1)", "plain"]

    def test_lists_are_joined_and_missing_is_empty(self) -> None:
        rows = pd.DataFrame({"flags": [np.array(["a", "b"]), []], "value": [None, 1.0]})
        assert csv(rows).decode("utf-8-sig") == "flags,value\r\na; b,\r\n,1.0\r\n"

    def test_a_list_that_begins_as_a_formula_is_inert(self) -> None:
        assert csv(pd.DataFrame({"x": [["=1", "2"]]})).decode("utf-8-sig") == "x\r\n'=1; 2\r\n"

    def test_whole_numbers_stay_whole_beside_a_gap(self) -> None:
        rows = pd.DataFrame({"national_rank": [1.0, np.nan], "amount_usd": [2.5, np.nan]})
        text = csv(rows, ("migration_intensity_by_municipality",)).decode("utf-8-sig")
        assert text == "national_rank,amount_usd\r\n1,2.5\r\n,\r\n"

    def test_what_is_not_whole_is_not_rounded(self) -> None:
        rows = pd.DataFrame({"national_rank": [1.5, np.nan]})
        assert "1.5" in csv(rows, ("migration_intensity_by_municipality",)).decode()

    def test_quotes_commas_and_line_breaks(self) -> None:
        assert csv(pd.DataFrame({"x": ['a "b", c\nd']})).decode("utf-8-sig") == 'x\r\n"a ""b"", c\nd"\r\n'

    def test_dates_are_iso(self) -> None:
        rows = pd.DataFrame({"month": [date(2025, 1, 1)], "day": pd.to_datetime(["2025-02-03"])})
        assert csv(rows).decode("utf-8-sig") == "month,day\r\n2025-01-01,2025-02-03\r\n"


class TestFilters:
    def test_places_are_named_with_their_codes(self) -> None:
        address = {"state": ["32", "14"], "municipality": ["32018"], "us_state": ["CA"], "country": ["SLV"]}
        assert filters_in_words(address, ES) == [
            ("Estados", "Zacatecas (32); Jalisco (14)"),
            ("Municipios", "Huanusco, Zacatecas (32018)"),
            ("Estados de EE. UU.", "California (CA)"),
            ("Países", "El Salvador (SLV)"),
        ]

    @pytest.mark.parametrize(
        ("address", "slug", "words"),
        [
            ({"type": ["potable_water", "paving"]}, "proyectos", ("Project types", "Potable water; Street paving")),
            ({"from": ["2003"], "to": ["2005"]}, "proyectos", ("Years", "2003-2005")),
            ({"from": ["2010"]}, "financiamiento", ("Years", "from 2010")),
            ({"to": ["2010"]}, "financiamiento", ("Years", "up to 2010")),
            ({"to": ["2020"], "measure": ["migrant_stock"]}, "corredores", ("Year", "2020")),
            ({"to": ["2020"], "measure": ["municipality_usd"]}, "remesas", ("Year", "2020")),
            ({"quarter": ["2"], "measure": ["state_usd"]}, "remesas", ("Period", "Q2 of each year")),
            ({"measure": ["mxn"]}, "financiamiento", ("Measure", "Nominal pesos")),
            ({"measure": ["migrant_stock"]}, "corredores", ("What moves", "People who live in another country")),
            ({"view": ["chart"]}, "corredores", ("View", "Flat map")),
            ({"view": ["chart"], "measure": ["margins"]}, "corredores", ("View", "Chart")),
            ({"view": ["table"]}, "", ("View", "Table")),
            ({"origin": ["PER"]}, "corredores", ("From", "Peru (PER)")),
            ({"destination": ["USA"]}, "corredores", ("To", "United States (USA)")),
        ],
    )
    def test_a_parameter_in_words(self, address: dict, slug: str, words: tuple[str, str]) -> None:
        found = filters_in_words(address, EN, slug)
        assert dict(found)[words[0]] == words[1]
        assert len(found) == len(address) - ("from" in address and "to" in address)

    @pytest.mark.parametrize(
        ("address", "slug"),
        [
            ({}, ""), ({"lang": ["en"]}, ""), ({"state": ["99"]}, ""),
            ({"from": ["2009"], "to": ["2003"]}, "proyectos"),
            ({"utm_source": ["x"], "nonsense": ["<b>"]}, ""), ({"measure": ["no"], "view": ["hologram"]}, ""),
            ({"to": ["1990"], "measure": ["migrant_stock_"]}, "corredores"),
        ],
    )  # fmt: skip
    def test_what_the_page_ignores_is_not_said(self, address: dict, slug: str) -> None:
        assert filters_in_words(address, EN, slug) == []

    def test_a_year_without_figures_is_ignored_as_on_the_page(self) -> None:
        words = dict(filters_in_words({"measure": ["municipality_usd"], "to": ["1999"]}, EN, "remesas"))
        assert "Year" not in words

    def test_the_page_of_one_state_names_one(self) -> None:
        assert filters_in_words({"state": ["32", "14"]}, EN, "estado") == [("States", "Zacatecas (32)")]

    def test_a_search_is_said_of_the_rows_that_it_narrows(self) -> None:
        address = {"q": [" agua jerez "], "page": ["2"]}
        assert filters_in_words(address, EN, "proyectos", searched=True) == [("Search", "agua jerez")]
        assert filters_in_words(address, EN, "proyectos") == []
        view = open_view("https://a.mx/proyectos", address, EN, "proyectos", DAY, searched=True)
        assert view.filters == (("Search", "agua jerez"),)
        assert view.link == "https://a.mx/proyectos?q=+agua+jerez+&page=2&lang=en"


class TestLink:
    def test_it_keeps_every_parameter_and_says_the_language(self) -> None:
        address = {"state": ["32", "14"], "type": ["health"], "utm_source": ["x"]}
        link = open_view("https://a.mx/proyectos", address, ES, "proyectos", DAY).link
        assert link == "https://a.mx/proyectos?state=32&state=14&type=health&lang=es"

    def test_the_language_shown_wins(self) -> None:
        assert open_view("https://a.mx/", {"lang": ["fr"]}, EN).link == "https://a.mx/?lang=en"

    def test_the_first_page_has_a_path(self) -> None:
        assert open_view("https://a.mx", {}, EN).link == "https://a.mx/?lang=en"

    def test_odd_characters_are_encoded(self) -> None:
        link = open_view("https://a.mx/", {"x": ["<a> )&=ñ"]}, EN).link
        assert link == "https://a.mx/?x=%3Ca%3E+%29%26%3D%C3%B1&lang=en"


class TestMarkdown:
    @pytest.mark.parametrize(
        "text",
        [
            "*a* _b_ `c` [d](e) <b>f</b> ~~g~~ | h \\ i", "# no", "- no", "+ no", "1. no", "1) no", "= no",
            "> no", "&amp; &#35;", "snake_case stays", "![x](y)", "US$1,129 y **más**", "---", "<https://evil.example>",
        ],
    )  # fmt: skip
    def test_text_is_shown_as_it_is(self, text: str) -> None:
        tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(plain(text))
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        parts = tokens[1].children or []
        assert {part.type for part in parts} <= {"text", "text_special"}
        assert "".join(part.content for part in parts) == text

    def test_a_table_survives_any_cell(self) -> None:
        html = MarkdownIt("gfm-like", {"linkify": False}).render(table(("a", "b"), [("x|y\nz", "<i>"), ("", "`")]))
        assert html.count("<tr>") == 3
        assert "<td>x|y z</td>" in html
        assert "&lt;i&gt;" in html


class TestArchive:
    @pytest.mark.parametrize(("t", "readme"), [(ES, "LEEME.md"), (EN, "README.md")])
    def test_what_is_inside(self, t: i18n.Language, readme: str) -> None:
        shown = mixed()
        files = unzipped(archive(shown, VIEW, t))
        assert set(files) == {"3x1_odd.csv", "datapackage.json", readme}
        assert files["3x1_odd.csv"] == csv(shown.rows, shown.tables)

    @pytest.mark.parametrize("t", [ES, EN])
    def test_the_package_is_valid_and_typed(self, tmp_path: Path, t: i18n.Language) -> None:
        for name, content in unzipped(archive(mixed(), VIEW, t)).items():
            (tmp_path / name).write_bytes(content)
        package = frictionless.Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
        first, second, third = package.resources[0].read_rows()
        assert (first["state_code"], first["project"], first["amount_usd"]) == ("32", "'=1+1", 1_234_567)
        assert (first["national_rank"], second["national_rank"], third["amount_usd"]) == (2, None, None)
        assert second["amount_usd"] == -5
        assert first["flags"] == ["vintage_differs", "ambiguous_unit"]
        assert (first["partial"], second["partial"]) == (True, False)
        assert first["quarter"] == date(2025, 1, 1)

    def test_fields_are_described_in_both_languages(self) -> None:
        package = json.loads(unzipped(archive(mixed(), VIEW, ES))["datapackage.json"])
        fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
        assert list(fields) == list(mixed().rows.columns)
        amount = catalog.tables()["remittances_by_municipality"].column("amount_usd")
        titles = (fields["amount_usd"]["title"], fields["amount_usd"]["title_es"])
        assert titles == (amount.title.en, amount.title.es) == ("Amount", "Monto")
        assert fields["amount_usd"]["unit"] == "usd"
        assert fields["amount_usd"]["description_es"] == amount.description.es
        kinds = [field["type"] for field in fields.values()]
        assert kinds == [
            "string", "string", "string", "number", "integer", "number", "number", "date", "boolean", "list"
        ]  # fmt: skip
        assert [c["value"] for c in fields["project_type"]["categories"]] == ["urban_image", "paving"]
        assert set(package["flags"]) == {"vintage_differs", "ambiguous_unit"}
        assert package["version"] == catalog.release().version
        assert package["homepage"] == VIEW.link
        assert {licence["name"] for licence in package["licenses"]} == {s.licence for s in mixed().sources()}

    def test_a_column_that_the_catalogue_does_not_know(self, tmp_path: Path) -> None:
        shown = exhibit(pd.DataFrame({"who_knows": [1.5, -2.0], "nothing": [None, None]}))
        for name, content in unzipped(archive(shown, VIEW, EN)).items():
            (tmp_path / name).write_bytes(content)
        assert frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid
        assert [(c.name, c.kind) for c in described(shown)] == [("who_knows", "number"), ("nothing", "string")]

    def test_every_municipality_is_in_it(self) -> None:
        rows = store.municipal_remittances()
        assert len(rows) == 2478
        content = archive(exhibit(rows), VIEW, ES)
        assert len(pd.read_csv(io.BytesIO(unzipped(content)["3x1_odd.csv"]))) == 2478


class TestReadme:
    def text(self, t: i18n.Language, shown: Exhibit | None = None, view: View = VIEW) -> str:
        name = {"es": "LEEME.md", "en": "README.md"}[t.code]
        return unzipped(archive(shown or mixed(), view, t))[name].decode()

    def test_spanish(self) -> None:
        text = self.text(ES)
        for part in (
            "# Zacatecas recibió más\n", "Remesas, dólares, 2025", "`3x1_odd.csv` tiene 3 filas.",
            "<http://site.example/remesas?state=32&view=table&lang=es>", "- Estados: Zacatecas (32)\n- Vista: Tabla",
            "Descargado el 25 de noviembre de 2026.", "Versión de los datos 2026.11.1, 25 de noviembre de 2026.",
            "| amount_usd | Monto | dólares | número |", "| national_rank |", "| número entero |",
            "| project_type | urban_image | Imagen urbana (accesos, arcos, glorietas) |",
            "**Otra fecha de consulta**: Tomada en otra fecha",
            "- Una nota.", "Términos del Banco de México: uso libre con atribución", "Llegó a nosotros por",
            "Observatorio 3×1 (2026). «Zacatecas recibió más»",
            "Observatorio 3×1: el observatorio público del Programa 3x1 para Migrantes de México, versión de los datos",
        ):  # fmt: skip
            assert part in text

    def test_english(self) -> None:
        view = open_view("http://site.example/remesas", {"state": ["32"]}, EN, "remesas", DAY)
        text = self.text(EN, view=view)
        for part in (
            "`3x1_odd.csv` has 3 rows.", "- States: Zacatecas (32)", "Downloaded on November 25, 2026.",
            "| amount_usd | Amount | US dollars | number |", "| project_type | paving | Street paving |",
            "**Different vintage**", "Reached us through", "Observatorio 3×1 (2026). “Zacatecas recibió más”",
            "Retrieved November 25, 2026 from <http://site.example/remesas?state=32&lang=en>",
        ):  # fmt: skip
            assert part in text

    def test_no_filter_no_flag_no_note_no_source(self) -> None:
        shown = exhibit(pd.DataFrame({"value": [1.0]}), (), caveats=())
        text = self.text(EN, shown, open_view("http://a/", {}, EN, "", DAY))
        assert "- Nothing: all that the page shows at first." in text
        assert "`3x1_odd.csv` has 1 row." in text
        assert [line for line in text.splitlines() if line.startswith("## ")] == [
            "## This view", "## What was chosen on the page", "## Columns", "## How to cite"
        ]  # fmt: skip

    def test_odd_names_stay_names(self) -> None:
        odd = "# 1. *Obra* [x](javascript:1) <script> | `y`"
        html = MarkdownIt("gfm-like", {"linkify": False}).render(self.text(ES, replace(mixed(), headline=odd)))
        assert "<h1># 1. *Obra* [x](javascript:1) &lt;script&gt; | `y`</h1>" in html
        assert "<script>" not in html


class TestCitation:
    def test_facts_are_those_of_the_file_and_the_release(self) -> None:
        read = yaml.safe_load(citation.FILE.read_text(encoding="utf-8"))
        assert citation.facts().title == read["title"] == citation.site_title(EN)
        assert citation.facts().version == catalog.release().version
        assert citation.facts().released.isoformat() == catalog.release().date

    def test_in_full(self) -> None:
        shown = exhibit(pd.DataFrame({"amount_usd": [1.0]}), ("remittances_by_state",))
        assert citation.of_figure(shown, VIEW, EN) == (
            "Observatorio 3×1 (2026). “Zacatecas recibió más” [data set]. In Observatorio 3×1: the public observatory "
            "of Mexico's Programa 3x1 para Migrantes, data version 2026.11.1. With data of: Banco de México. "
            "Retrieved November 25, 2026 from http://site.example/remesas?state=32&view=table&lang=es"
        )
