"""A made-up register for the tests. It never leaves them, and every row says that it is made up."""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pyarrow.parquet as parquet

from data.build.register.importing import Paths, run
from data.build.register.messages import speaker

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"
HEADER = [
    "Folio", "Ejercicio", "Entidad", "Municipio", "Localidad", "Nombre de la obra", "Tipo de obra", "Club",
    "Estado de EE. UU.", "Aportación federal", "Aportación estatal", "Aportación municipal", "Aportación migrantes",
    "Monto total", "Estatus",
]  # fmt: skip
GOOD = {
    "Folio": "INV-1", "Ejercicio": "2008", "Entidad": "Zacatecas", "Municipio": "Jerez", "Localidad": "Ermita",
    "Nombre de la obra": "Obra inventada: red de agua", "Tipo de obra": "Agua potable", "Club": "Club inventado",
    "Estado de EE. UU.": "California", "Aportación federal": "250,000.00", "Aportación estatal": "250,000.00",
    "Aportación municipal": "250,000.00", "Aportación migrantes": "250,000.00", "Monto total": "$1,000,000.00",
    "Estatus": "Terminada",
}  # fmt: skip


def row(**cells: str) -> dict[str, str]:
    """A good row with some cells changed; keywords are the first words of headers: `Folio`, `Monto`."""
    changed = dict(GOOD)
    for start, value in cells.items():
        header = next(name for name in HEADER if name.replace(" ", "_").startswith(start))
        changed[header] = value
    return changed


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """The rows as a CSV list."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, HEADER, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_workbook(path: Path, cells: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    """Cells as the first sheet of an Excel workbook, in the fewest parts that make one. merged: A1:C1."""
    lines = []
    for number, line in enumerate(cells, 1):
        texts = []
        for place, value in enumerate(line):
            where = f"{chr(65 + place)}{number}"
            if isinstance(value, (int, float)):
                texts.append(f'<c r="{where}"><v>{value}</v></c>')
            elif value:
                texts.append(f'<c r="{where}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(texts)}</row>')
    together = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f'<mergeCells count="{len(merged)}">{together}</mergeCells>' if merged else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Obras" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData>{merges}'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


class Door:
    """The importer over a folder of a test: `door.take(file)`, then its rows and its report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = folder / "published"
        self.table = self.published / "project_register.parquet"
        self.report_file = folder / "report.csv"

    def take(self, file: Path, mapping: Path | None = None, language: str = "en") -> None:
        """Import; RegisterError when it stops."""
        run(Paths(file, self.published, mapping, self.report_file), PUBLISHED, speaker(language), None)

    def take_rows(self, *rows: dict[str, str]) -> None:
        """Import these rows."""
        self.take(write(self.folder / "inventado.csv", list(rows)))

    def rows(self) -> list[dict]:
        """The published register."""
        return parquet.read_table(self.table).to_pylist()

    def report(self) -> list[list[str]]:
        """The report without its header: line, record_id, outcome, column, value, reason."""
        with self.report_file.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]

    def reasons(self) -> list[tuple[str, str, str]]:
        """Line, outcome and reason of each entry of the report."""
        return [(entry[0], entry[2], entry[5]) for entry in self.report()]

    def facts(self) -> dict:
        """What the file says of its source."""
        return json.loads(parquet.read_schema(self.table).metadata[b"project_register"])


def published_copy(folder: Path) -> Path:
    """All that the site reads, to be added to."""
    return Path(shutil.copytree(PUBLISHED, folder / "published"))
