"""The workbook: typed rows, nothing that runs, dictionary and sources."""

from __future__ import annotations

import io
from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest
from made_up_exhibit import EN, ES, EVIL, VIEW, exhibit, mixed, unzipped

from components import i18n
from components.downloads import citation, workbook
from components.downloads.columns import described
from components.downloads.workbook import number_format


def sheets(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


class TestWorkbook:
    def test_rows_are_typed(self) -> None:
        sheet = sheets(workbook(mixed(), VIEW, ES))["Datos"]
        header, first, second, third = ([cell.value for cell in row] for row in sheet.iter_rows())
        assert header[:4] == ["Clave de la entidad", "Obra", "Tipo de obra", "Monto"]
        assert first == [
            "32", "=1+1", "Imagen urbana (accesos, arcos, glorietas)", 1_234_567, 2, 0.123, 37.3,
            datetime(2025, 1, 1), "no es el año completo",
            "Otra fecha de consulta, Unidad ambigua",
        ]  # fmt: skip
        assert second[3:5] == [-5, None]
        assert third[1] is third[3] is third[5] is third[7] is None

    def test_formats_follow_the_unit(self) -> None:
        sheet = sheets(workbook(mixed(), VIEW, EN))["Datos"]
        forms = [cell.number_format for cell in sheet[2]]
        assert forms[3:8] == ['"US$"#,##0', "0", "0.0%", '0.0"%"', "yyyy-mm-dd"]

    @pytest.mark.parametrize(
        ("column", "table_id", "form"),
        [
            ("amount_mxn", "programme_budget", '"$"#,##0'), ("amount_mxn_real", "", '"$"#,##0'), ("year", "", "0"),
            ("per_person_usd", "", '"US$"#,##0.00'), ("change", "", "+0.0%;-0.0%;0.0%"), ("share", "", "0.0%"),
            ("population", "population_by_state", "#,##0"), ("emigrants_pct", "migration_intensity_by_state", '0.0"%"'),
        ],
    )  # fmt: skip
    def test_format_of_a_unit(self, column: str, table_id: str, form: str) -> None:
        tables = (table_id,) if table_id else ("programme_budget",)
        assert number_format(described(exhibit(pd.DataFrame({column: [1.0]}), tables))[0], ES) == form

    def test_no_text_is_a_formula_or_a_link(self) -> None:
        links = ["https://a.mx/x", "mailto:a@b.mx", "internal:Datos!A1"]
        content = workbook(exhibit(pd.DataFrame({"project": [*EVIL, *links]}), ("project_examples",)), VIEW, ES)
        sheet = sheets(content)["Datos"]
        cells = [row[0] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in cells} == {"s"}
        assert [cell.value for cell in cells][:4] == EVIL[:4]
        assert [cell.quotePrefix for cell in cells] == [True] * (len(EVIL) - 1) + [False] * 4
        parts = unzipped(content)
        assert not any(b"<f>" in part or b"<hyperlink" in part for part in parts.values())

    def test_it_is_easy_to_use(self) -> None:
        book = sheets(workbook(mixed(), VIEW, EN))
        assert book.sheetnames == ["Datos", "Diccionario", "Fuentes"]
        assert [sheet.freeze_panes for sheet in book] == ["A2"] * 3
        assert book["Datos"].auto_filter.ref == "A1:J4"
        assert all(9 <= width.width <= 62 for width in book["Datos"].column_dimensions.values())

    def test_properties(self) -> None:
        facts = sheets(workbook(mixed(), VIEW, ES)).properties
        assert (facts.title, facts.subject) == ("Zacatecas recibió más", "Remesas, dólares, 2025")
        assert facts.description.startswith("Fuente: Banco de México")
        assert facts.description.endswith(VIEW.link)

    @pytest.mark.parametrize(
        ("t", "row"),
        [
            (ES, ("Monto", "amount_usd", "dólares", "número")),
            (EN, ("Amount", "amount_usd", "US dollars", "number")),
        ],
    )
    def test_dictionary(self, t: i18n.Language, row: tuple) -> None:
        lines = [tuple(cell.value for cell in line) for line in sheets(workbook(mixed(), VIEW, t))["Diccionario"].rows]
        assert row in [line[:4] for line in lines]
        assert len(lines) == 1 + 10 + 2 + 2 + 2  # columns; codes of type, period and flags
        assert ("project_type", "urban_image") in [(line[1], line[4]) for line in lines]

    def test_sources_and_how_to_come_back(self) -> None:
        shown = mixed()
        lines = [[cell.value for cell in line] for line in sheets(workbook(shown, VIEW, ES))["Fuentes"].rows]
        assert [line[1] for line in lines[1 : 1 + len(shown.sources())]] == [s.title.es for s in shown.sources()]
        facts = {line[0]: line[1] for line in lines[2 + len(shown.sources()) :]}
        assert facts["Estados"] == "Zacatecas (32)"
        assert facts["La misma vista de nuevo"] == VIEW.link
        assert facts["Fecha de descarga"] == datetime(2026, 11, 25)
        assert facts["Cómo citar"] == citation.of_figure(shown, VIEW, ES)

    def test_two_columns_of_one_title_stay_apart(self) -> None:
        rows = pd.DataFrame({"share": [0.1], "amount_mxn": [1.0], "amount_usd": [2.0]})
        shown = exhibit(rows, ("programme_budget", "remittances"))
        header = [cell.value for cell in sheets(workbook(shown, VIEW, ES))["Datos"][1]]
        assert len(set(header)) == 3

    def test_a_number_that_is_none_is_left_out(self) -> None:
        shown = exhibit(pd.DataFrame({"amount_usd": [np.inf, -np.inf, np.nan, 1.0]}))
        cells = [row[0].value for row in sheets(workbook(shown, VIEW, ES))["Datos"].iter_rows(min_row=2)]
        assert cells == [None, None, None, 1]
