"""What a list may look like: encodings, delimiters, headers, workbooks, and what is not a list."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from register_made_up import HEADER, Door, row, write, write_workbook

from data.build.register import headers, mapping, reading
from data.build.register.mapping import Mapping
from data.build.register.messages import RegisterError

SPANISH = row(Nombre="Obra inventada: pavimentación en Peñón", Municipio="Jerez")


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def stopped(door: Door, file: Path, mapping_file: Path | None = None, language: str = "en") -> str:
    with pytest.raises(RegisterError) as error:
        door.take(file, mapping_file, language)
    assert not door.table.exists()
    return str(error.value)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("latin-1", "cp1252"), ("cp850", "cp850"),
     ("utf-16", "utf-16")],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_and_said(
    door: Door, tmp_path: Path, encoding: str, told: str, delimiter: str, capsys: pytest.CaptureFixture
) -> None:
    door.take(write(tmp_path / "inventado.csv", [SPANISH], encoding, delimiter))
    assert door.rows()[0]["project"] == "Obra inventada: pavimentación en Peñón"
    assert f"CSV in {told}, separated by {'tab' if delimiter == chr(9) else delimiter}" in capsys.readouterr().out


def test_a_wrong_encoding_is_refused_by_line(door: Door, tmp_path: Path) -> None:
    twice = row(Nombre="Obra inventada: pavimentación".encode().decode("cp1252"))
    assert "line 3: the text went through a wrong encoding twice" in stopped(
        door, write(tmp_path / "a.csv", [row(), twice])
    )
    latin = tmp_path / "b.csv"
    latin.write_bytes("Folio,Ejercicio,Entidad,Obra\n1,2008,Zac.,Inventada\n2,2008,Zac.,Peñón".encode("cp1252"))
    named = tmp_path / "b.toml"
    columns = {"record_id": "Folio", "year": "Ejercicio", "state": "Entidad", "project": "Obra"}
    named.write_text(mapping.written(columns) + '\n[options]\nencoding = "utf-8"\n')
    assert "line 3: a byte does not belong to the encoding utf-8" in stopped(door, latin, named)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.csv is empty"), (b"\n \n", "a.csv is empty"),
        (b"%PDF-1.7 inventado", "neither CSV nor Excel: it begins like PDF"),
        (b"<html><table>", "neither CSV nor Excel: it begins like HTML"), (b"\0\1\2\3inventado", "00 01 02 03"),
        (b"PK\x03\x04 inventado", "cannot be opened as an Excel workbook"),
        (b"una lista inventada\nsin columnas\n", "line 1 comes closest and lacks: record_id, year, state, project"),
        (b"Folio,Entidad,Obra\n1,Zacatecas,Inventada\n", "lacks: year. It has"),
        (b"Folio,Entidad,Obra,Ejercicio\n", "has no rows below the header (line 1)"),
        (b'Folio,Entidad,Obra,Ejercicio\n1,Zacatecas,"inventada,2008\n2,Zac,x,2009\n' + b"x" * 110_000, "line 2: the"),
        (b"Folio,Entidad,Obra,Ejercicio,Monto total,Costo total\n1,1,x,2008,1,1\n", "two columns could be total_mxn"),
        (b"Folio,Entidad,Obra,Ejercicio,Monto total (miles de pesos)\n1,1,x,2008,1\n", "not seem to be in pesos"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused(door: Door, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    assert said in stopped(door, file)


def test_no_file(door: Door, tmp_path: Path) -> None:
    assert "there is no file" in stopped(door, tmp_path / "nada.csv")


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("AÑO", "year"), ("Ejercicio Fiscal", "year"), ("No. de obra", "record_id"), ("Clave de la obra", "record_id"),
        ("ENTIDAD FEDERATIVA", "state"), ("Mpio.", "municipality"), ("Nombre del proyecto", "project"),
        ("Aportación Federal", "federal_mxn"), ("Aportacion estatl", "state_mxn"), ("Monto Municipal", "municipal_mxn"),
        ("Aportación de los Migrantes", "migrants_mxn"), ("Importe total", "total_mxn"), ("State", "state"),
        ("Municipality", "municipality"), ("Fiscal year", "year"), ("Total cost", "total_mxn"),
        ("US state", "us_state"),
        ("Estado de la obra", "status"), ("Estado de EE.UU.", "us_state"), ("Teléfono", ""), ("Observaciones", ""),
        ("Beneficiarios", ""), ("", ""),
    ],
)  # fmt: skip
def test_headers_by_meaning(header: str, target: str) -> None:
    assert headers.meaning(header)[0] == target


def test_every_synonym_means_its_own_column() -> None:
    for target, words in headers._synonyms().items():
        assert {word: headers.meaning(word) for word in words} == dict.fromkeys(words, (target, 100))


class TestWorkbook:
    BODY = ("INV-1", 2008, 32, 20, "Obra inventada", 250000, 250000.5, 250000, 250000, 1000000.5)
    FLAT = ("Folio", "Año", "Estado", "Municipio", "Obra", "Federal", "Estatal", "Municipal", "Migrantes", "Total")

    def test_titles_above_the_header(self, door: Door, tmp_path: Path) -> None:
        cells = [[], ["", "Padrón inventado"], ["", "Corte inventado a 2019"], ["", *self.FLAT], ["", *self.BODY], []]
        door.take(write_workbook(tmp_path / "a.xlsx", cells, ["B2:K2"]))
        assert door.rows() == [
            {
                "record_id": "INV-1", "year": 2008, "state_code": "32", "municipality_code": "32020", "locality": None,
                "project": "Obra inventada", "project_type": None, "club": None, "us_state": None,
                "federal_mxn": 250000.0, "state_mxn": 250000.5, "municipal_mxn": 250000.0, "migrants_mxn": 250000.0,
                "total_mxn": 1000000.5, "status": None, "source_line": 5, "flags": [],
            }
        ]  # fmt: skip

    def test_merged_groups_become_names(self, door: Door, tmp_path: Path) -> None:
        above = ["Folio", "Año", "Estado", "Municipio", "Obra", "Aportación", "", "", "", "Total"]
        below = ["", "", "", "", "", "Federal", "Estatal", "Municipal", "Migrantes", ""]
        door.take(write_workbook(tmp_path / "a.xlsx", [["Inventado"], above, below, self.BODY], ["F2:I2", "A2:A3"]))
        assert (door.rows()[0]["federal_mxn"], door.rows()[0]["total_mxn"]) == (250000.0, 1000000.5)

    def test_a_merged_header_that_tells_too_little_is_refused(self, door: Door, tmp_path: Path) -> None:
        header = ["Datos de la obra", "", "", "", "", "Aportación", "", "", "", ""]
        said = stopped(door, write_workbook(tmp_path / "a.xlsx", [header, self.BODY], ["A1:E1", "F1:I1"]))
        assert "line 1 comes closest and lacks: record_id, year, state, project" in said
        assert "Merged cells in the header: A1:E1, F1:I1" in said

    def test_three_decimals_of_a_number_are_decimals(self) -> None:
        assert [reading._text(value) for value in (125.125, 125.5, 2008.0, 1e15, True, None)] == [
            "125.1250", "125.5", "2008", "1000000000000000", "True", "",
        ]  # fmt: skip


class TestMapping:
    def test_it_names_the_columns(self, door: Door, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text("A,B,C,D,E\nINV-1,2008,Zac.,Obra inventada,1.234\n", encoding="utf-8")
        toml = tmp_path / "a.toml"
        toml.write_text(
            '[columns]\nrecord_id = "@line"\nyear = "B"\nstate = "C"\nproject = "D"\ntotal_mxn = "E"\n'
            '[options]\ndecimal = "."\nmultiply = 1000\n'
            '[source]\npublisher = "sedesol"\nlicence = "libre_uso_mx"\ntitle_en = "Made-up list"\n',
            encoding="utf-8",
        )
        door.take(file, toml)
        assert (door.rows()[0]["record_id"], door.rows()[0]["total_mxn"]) == ("2", 1234.0)
        assert (door.facts()["publisher"], door.facts()["title_en"]) == ("sedesol", "Made-up list")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('[columns]\nrecord_id = "A"', "required columns are missing: year, state, project"),
            ('[columns]\nrecord_id = "A"\nyear = "B"\nstate = "C"\nproject = "D"\ncolour = "E"',
             "no such column of the register: colour"),
            ("[columns", "a.toml"), ('[source]\npublisher = "nobody"', "no publisher nobody"),
            ('[types]\nAgua = "water"', "no such project_type: water"), ("[options]\ncolour = 1", "options.colour"),
            ('[columns]\nrecord_id = "Folio"\nyear = "Año"\nstate = "Entidad"\nproject = "Nombre de la obra"',
             "names columns that are not in inventado.csv: «Año» (year)"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_with_it_is_said(self, door: Door, tmp_path: Path, text: str, said: str) -> None:
        toml = tmp_path / "a.toml"
        toml.write_text(text, encoding="utf-8")
        assert said in stopped(door, write(tmp_path / "inventado.csv", [row()]), toml)

    def test_code_beside_name(self) -> None:
        cells = ("Folio", "Año", "CVE_ENT", "Entidad", "Cve. Mun.", "Municipio", "Obra")
        found = headers.find([(1, cells)], Mapping(), "a.csv").columns
        assert (found["state"], found["state_name"], found["municipality"], found["municipality_name"]) == (2, 3, 4, 5)

    def test_what_is_shown_can_be_passed_back(self) -> None:
        found = headers.find([(1, tuple(HEADER))], Mapping(), "a.csv").names()
        assert Mapping(columns=found).columns == found
        assert len(found) == len(HEADER)
