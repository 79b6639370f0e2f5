"""Money, places, and what happens to each row: accepted, accepted with a flag, or rejected with its reason."""

import sys
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from register_made_up import PUBLISHED, Door, row, write

from data import catalog
from data.build import __main__ as build
from data.build import publish
from data.build.register import importing, words
from data.build.register.messages import RegisterError, _messages, speaker
from data.build.register.money import NotMoneyError, pesos
from data.build.register.places import Places, plain
from data.build.schema import arrow_schema


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(PUBLISHED)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", 1234.5), ("1,234.50", 1234.5), ("$1,234.50", 1234.5), ("$ 1,234", 1234.0), ("1.234,50", 1234.5),
        ("MX$ 1 234", 1234.0), ("1 234 567,89", 1234567.89), ("1'234,567.00", 1234567.0), ("1,234,567 M.N.", 1234567.0),
        ("1.234.567", 1234567.0), ("1234,5", 1234.5), ("0,50", 0.5), ("0.125", 0.125), ("1234.567", 1234.567),
        ("MXN 5,000", 5000.0), ("12000 pesos", 12000.0), ("0", 0.0), (".5", 0.5), ("$1\u00a0234.00", 1234.0),
        ("", None), ("-", None), ("$ -", None), ("N/D", None), ("sin dato", None), ("—", None), ("  ", None),
    ],
)  # fmt: skip
def test_money_in_any_usual_form(text: str, amount: float | None) -> None:
    assert pesos(text) == amount


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("-1,234", "negative"), ("($1,234.00)", "negative"), ("1,234-", "negative"), ("−5", "negative"),
        ("-$5", "negative"), ("mucho", "not_money"), ("1,23,4", "not_money"), ("12.5 millones", "not_money"),
        ("1e6", "not_money"), ("#REF!", "not_money"), ("inf", "not_money"), ("1,2345.00", "not_money"),
        ("١٢٣", "not_money"), ("US$100", "other_currency"), ("100 dlls", "other_currency"), 
        ("125.500", "ambiguous_money"), ("1234,567", "ambiguous_money"), ("1 234,567", "ambiguous_money"),
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str, why: str) -> None:
    with pytest.raises(NotMoneyError) as error:
        pesos(text)
    assert error.value.key == why


def test_a_stated_decimal_mark_settles_it() -> None:
    assert (pesos("125.500", "."), pesos("125.500", ","), pesos("1,234", ",")) == (125.5, 125500.0, 1.234)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("32", "32"), ("1", "01"), ("01", "01"), ("Zacatecas", "32"), ("ZACATECAS", "32"), ("Zac.", "32"),
        ("S.L.P.", "24"), ("SLP", "24"), ("San Luis Potosi", "24"), ("Mexico", "15"), ("México", "15"),
        ("Estado de México", "15"), ("Edo. Mex.", "15"), ("Edo. de México", "15"), ("D.F.", "09"),
        ("Distrito Federal", "09"), ("Ciudad de México", "09"), ("CDMX", "09"), ("N.L.", "19"), ("Q. Roo", "23"),
        ("Michoacán de Ocampo", "16"), ("Veracruz-Llave", "30"), ("Coahuila de Zaragoza", "05"), ("B.C.S.", "03"),
        ("Baja California", "02"), ("Baja California Sur", "03"), ("32 Zacatecas", "32"), ("14 - Jalisco", "14"),
        ("Estado de Zacatecas", "32"), ("MX-OAX", "20"), ("Zacatcas", "32"), ("Guanajauto", "11"), ("32.0", "32"),
    ],
)  # fmt: skip
def test_states(places: Places, text: str, code: str) -> None:
    assert places.state(text).code == code


def test_every_state_is_found_by_its_names(places: Places) -> None:
    for state in parquet.read_table(PUBLISHED / "states.parquet").to_pylist():
        spellings = [state[name] for name in ("state_code", "name", "short_name", "abbreviation", "iso_3166_2")]
        found = {spelling: places.state(spelling).code for text in spellings for spelling in (text, text.upper())}
        assert set(found.values()) == {state["state_code"]}, found


def test_every_municipality_is_found_within_its_state(places: Places) -> None:
    """By code always; by name, all but the two names that Oaxaca gives to two municipalities each."""
    ambiguous = []
    for town in parquet.read_table(PUBLISHED / "municipalities.parquet").to_pylist():
        state, code = town["state_code"], town["municipality_code"]
        assert places.municipality(state, code).code == places.municipality(state, code[2:]).code == code
        found = places.municipality(state, plain(town["name"]).upper())
        if found.code is None:
            assert found.key == "ambiguous_municipality"
            ambiguous.append(code)
        else:
            assert found.code == code
    assert ambiguous == ["20208", "20209", "20318", "20319"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("99", "unknown_state"), ("Texas", "unknown_state"), ("Baja Californa", None), ("14 Zacatecas", "code_and_name")],
)
def test_states_that_are_none(places: Places, text: str, why: str | None) -> None:
    found = places.state(text)
    assert (found.key == why and found.code is None) if why else found.code == "02"


@pytest.mark.parametrize(
    ("state", "text", "code"),
    [
        ("32", "20", "32020"), ("32", "020", "32020"), ("32", "32020", "32020"), ("01", "1001", "01001"),
        ("32", "JEREZ", "32020"), ("32", "Municipio de Jerez", "32020"), ("32", "Tlaltenango", "32048"),
        ("32", "Nochistlan de Mejia", "32034"), ("32", "Villanueba", "32055"), ("32", "20 Jerez", "32020"),
    ],
)  # fmt: skip
def test_municipalities(places: Places, state: str, text: str, code: str) -> None:
    assert places.municipality(state, text).code == code


@pytest.mark.parametrize(
    ("state", "text", "why"),
    [
        ("32", "Guadalajara", "unknown_municipality"), ("32", "14039", "other_state"),
        ("32", "999", "unknown_municipality"),
        ("20", "San Juan Mixtepec", "ambiguous_municipality"), ("32", "Villa", "unknown_municipality"),
        ("14", "20 Jerez", "unknown_municipality"), ("20", "San Pedro", "unknown_municipality"),
    ],
)  # fmt: skip
def test_municipalities_that_are_none(places: Places, state: str, text: str, why: str) -> None:
    found = places.municipality(state, text)
    assert (found.code, found.key) == (None, why)


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Agua potable", "potable_water"), ("POTABLE WATER", "potable_water"), ("Caminos y carreteras", "roads"),
     ("Urbanización (plazas, jardines)", "urbanisation"), ("Pavimentacion", "paving"), ("Quién sabe", None)],
)  # fmt: skip
def test_types(text: str, slug: str | None) -> None:
    assert words.project_types({}).find(text).code == slug
    assert words.project_types({"Quién sabe": "other"}).find("quien sabe").code == "other"


class TestRows:
    def test_a_good_row(self, door: Door) -> None:
        door.take_rows(row())
        assert door.rows() == [
            {
                "record_id": "INV-1", "year": 2008, "state_code": "32", "municipality_code": "32020",
                "locality": "Ermita", "project": "Obra inventada: red de agua", "project_type": "potable_water",
                "club": "Club inventado", "us_state": "CA", "federal_mxn": 250000.0, "state_mxn": 250000.0,
                "municipal_mxn": 250000.0, "migrants_mxn": 250000.0, "total_mxn": 1000000.0, "status": "finished",
                "source_line": 2, "flags": [],
            }
        ]  # fmt: skip
        assert door.report() == []

    def test_the_file_is_what_the_catalogue_says(self, door: Door) -> None:
        door.take_rows(row())
        assert parquet.read_schema(door.table).remove_metadata().equals(arrow_schema(catalog.register()))
        assert set(catalog.register().flags) <= set(catalog.flags())

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            ({"Folio": ""}, "no identifier"), ({"Ejercicio": ""}, "no year"), ({"Ejercicio": "MMVIII"}, "not a year"),
            ({"Ejercicio": "1999"}, "year outside 2002-2019"), ({"Ejercicio": "2020"}, "year outside 2002-2019"),
            ({"Ejercicio": "08"}, "not a year"), ({"Entidad": ""}, "no state"),
            ({"Entidad": "Atlántida"}, "unknown state; the closest:"), ({"Entidad": "33"}, "unknown state"),
            ({"Municipio": "Ciudad Inventada"}, "there is no such municipality in Zacatecas; the closest:"),
            ({"Municipio": "14039"}, "the code belongs to another state than Zacatecas"),
            ({"Entidad": "14 Zacatecas"}, "code and name are not of the same place: Jalisco and Zacatecas"),
            ({"Entidad": "Oaxaca", "Municipio": "San Juan Mixtepec"},
             "could be more than one municipality of Oaxaca; the closest: San Juan Mixtepec (20208)"),
            ({"Monto": "-1,000"}, "negative amount"), ({"Aportación_federal": "(5.00)"}, "negative amount"),
            ({"Monto": "un millón"}, "not an amount"), ({"Monto": "USD 5"}, "not in pesos"),
            ({"Monto": "125.500"}, "the point or comma may be decimal or of thousands"),
        ],
    )  # fmt: skip
    def test_rejected(self, door: Door, cells: dict[str, str], reason: str) -> None:
        door.take_rows(row(Folio="INV-0"), row(**cells))
        assert [r["record_id"] for r in door.rows()] == ["INV-0"]
        ((line, outcome, said),) = door.reasons()
        assert (line, outcome) == ("3", "rejected")
        assert said.startswith(reason)

    @pytest.mark.parametrize(
        ("cells", "flag", "reason"),
        [
            ({"Monto": "1,000,003.01"}, "conflicting_sources",
             "the parts add up to 1,000,000.00 and the total says 1,000,003.01"),
            ({"Monto": "999,996.00"}, "conflicting_sources",
             "the parts add up to 1,000,000.00 and the total says 999,996.00"),
            ({"Monto": ""}, "missing_values", "no figure: total_mxn"),
            ({"Aportación_estatal": "-", "Municipio": ""}, "missing_values", "no figure: municipality, state_mxn"),
            ({"Nombre": ""}, "missing_values", "no figure: project"),
            ({"Tipo": "Quién sabe"}, "missing_values", "not recognised; left empty"),
        ],
    )  # fmt: skip
    def test_accepted_with_a_flag(self, door: Door, cells: dict[str, str], flag: str, reason: str) -> None:
        door.take_rows(row(**cells))
        assert door.rows()[0]["flags"] == [flag]
        assert door.reasons() == [("2", "accepted with a flag", reason)]

    def test_within_the_tolerance_there_is_no_flag(self, door: Door) -> None:
        door.take_rows(row(Folio="a", Monto="1,000,003"), row(Folio="b", Monto="999,997"))
        assert [r["flags"] for r in door.rows()] == [[], []]

    def test_parts_that_exceed_the_total_are_flagged_even_when_one_is_missing(self, door: Door) -> None:
        door.take_rows(row(Monto="700,000", Aportación_estatal=""), row(Folio="b", Aportación_estatal=""))
        assert [r["flags"] for r in door.rows()] == [["conflicting_sources", "missing_values"], ["missing_values"]]
        assert door.rows()[0]["state_mxn"] is None  # nothing is filled in from the total

    def test_duplicate_ids(self, door: Door) -> None:
        door.take_rows(row(), row(Folio="INV-2"), row(Monto="5"), row(Ejercicio="1990"), row(Ejercicio="2010"))
        assert [(r["record_id"], r["year"]) for r in door.rows()] == [("INV-1", 2008), ("INV-2", 2008)]
        said = "identifier repeated; line 2 has it already"
        assert [entry for entry in door.reasons() if entry[2] == said] == [
            ("4", "rejected", said),
            ("6", "rejected", said),
        ]
        assert {entry[1] for entry in door.reasons()} == {"rejected"}  # also what was said of the sums of line 4

    def test_a_row_of_another_width(self, door: Door, tmp_path: Path) -> None:
        file = write(tmp_path / "a.csv", [row()])
        with file.open("a", encoding="utf-8") as out:
            out.write("INV-2,2008,Zacatecas\n,,,,\n\nINV-3" + ",x" * 15 + "\n")
        door.take(file)
        assert door.reasons() == [
            ("3", "rejected", "the row has 3 cells and the header 15"),
            ("6", "rejected", "the row has 16 cells and the header 15"),
        ]

    def test_names_read_by_likeness_are_told_once(self, door: Door) -> None:
        door.take_rows(row(Entidad="Zacatcas", Folio="a"), row(Entidad="Zacatcas", Folio="b"))
        assert door.reasons() == [
            ("2", "note", "read by likeness as Zacatecas (32) (94 of 100); holds for every row that says the same")
        ]

    def test_line_numbers_count_lines_of_the_file(self, door: Door) -> None:
        door.take_rows(row(Nombre="Obra inventada\nen dos líneas"), row(Folio="b", Ejercicio="1999"))
        assert door.reasons()[0][0] == "4"
        assert door.rows()[0]["project"] == "Obra inventada en dos líneas"

    def test_the_report_runs_nothing(self, door: Door) -> None:
        door.take_rows(row(), row(Folio="=1+1", Monto="-5"))
        assert door.report()[0][1:5] == ["'=1+1", "rejected", "total_mxn", "'-5"]

    def test_nothing_is_lost(self, door: Door, capsys: pytest.CaptureFixture) -> None:
        door.take_rows(row(), row(Folio="b", Monto=""), row(Folio="c", Ejercicio="1"), row(), row(Folio=""))
        assert "Rows read: 5. Accepted: 2, of which with a flag: 1. Rejected: 3." in capsys.readouterr().out
        assert (door.facts()["accepted"], door.facts()["flagged"], door.facts()["rejected"]) == (2, 1, 3)

    def test_sorted_by_state_and_year_in_whole_row_groups(self, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("data.build.register.staging.ROW_GROUP", 4)
        monkeypatch.setattr(importing, "CHUNK", 3)
        made = [
            row(Folio=f"INV-{i}", Entidad=str(32 - i % 3), Municipio="1", Ejercicio=str(2019 - i)) for i in range(10)
        ]
        door.take_rows(*made)
        order = [(r["state_code"], r["year"]) for r in door.rows()]
        assert order == sorted(order)
        assert len(order) == 10
        info = parquet.ParquetFile(door.table).metadata
        assert [info.row_group(i).num_rows for i in range(info.num_row_groups)] == [4, 4, 2]


class TestPublication:
    def test_the_same_file_twice_changes_nothing(self, door: Door, capsys: pytest.CaptureFixture) -> None:
        door.take_rows(row(), row(Folio="b", Monto=""))
        content, stamp = door.table.read_bytes(), door.table.stat().st_mtime_ns
        door.take_rows(row(), row(Folio="b", Monto=""))
        assert (door.table.read_bytes(), door.table.stat().st_mtime_ns) == (content, stamp)
        assert "this one already: nothing changed" in capsys.readouterr().out
        door.table.unlink()
        door.take_rows(row(), row(Folio="b", Monto=""))
        assert door.table.read_bytes() == content

    @pytest.mark.parametrize("where", ["rows", "report", "publication"])
    @pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
    def test_an_interrupted_import_leaves_the_old_table(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, where: str, error: type[BaseException]
    ) -> None:
        door.take_rows(row())
        content = door.table.read_bytes()
        seen: list[int] = []

        def fail(*args: object, **options: object) -> None:
            seen.append(1)
            raise error("inventado")

        target = {"rows": "Staging.add", "report": "Staging.write_report", "publication": "Staging._sorted"}[where]
        monkeypatch.setattr(f"data.build.register.staging.{target}", fail)
        with pytest.raises(error):
            door.take_rows(row(Folio="other"))
        assert seen
        assert door.table.read_bytes() == content
        assert sorted(path.name for path in door.published.iterdir()) == [
            "project_register.blocks.parquet", "project_register.parquet", "project_register.places.parquet",
            "project_register.search.parquet", "project_register.sums.parquet", "project_register.words.parquet",
        ]  # fmt: skip
        assert not list(door.folder.glob(".*"))

    def test_a_list_without_a_good_row_leaves_the_old_table(self, door: Door) -> None:
        door.take_rows(row())
        content = door.table.read_bytes()
        with pytest.raises(RegisterError, match="none of the 1 rows could be accepted"):
            door.take_rows(row(Ejercicio="1999"))
        assert door.table.read_bytes() == content
        assert len(door.report()) == 1

    def test_the_build_keeps_it(self, door: Door, tmp_path: Path) -> None:
        door.take_rows(row())
        staged = tmp_path / "staged"
        staged.mkdir()
        publish.keep_register(door.published, staged)
        publish.swap(staged, door.published)
        assert len(door.rows()) == 1
        assert len(list(door.published.iterdir())) == 6
        publish.keep_register(tmp_path / "nowhere", door.published)

    def test_a_bar_shows_on_long_lists_only(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
    ) -> None:
        door.take_rows(row())
        assert "reading rows" not in capsys.readouterr().out
        monkeypatch.setattr(importing, "BAR_ABOVE", 1)
        door.take_rows(row(), row(Folio="b"))
        assert "reading rows" in capsys.readouterr().out


class TestCommand:
    def run(self, monkeypatch: pytest.MonkeyPatch, *options: object, answer: str | None = None) -> int:
        def asked(question: str) -> str:
            if answer is None:
                raise EOFError
            return answer

        monkeypatch.setattr("builtins.input", asked)
        monkeypatch.setattr("sys.argv", ["data.build", "register", *map(str, options)])
        return build.main()

    @pytest.mark.parametrize(("answer", "code"), [("s", 0), ("y", 0), ("", 1), ("no", 1), (None, 1)])
    def test_recognised_columns_are_for_approval(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, answer: str | None, code: int
    ) -> None:
        file = write(door.folder / "inventado.csv", [row()])
        assert self.run(monkeypatch, file, "--into", door.published, answer=answer) == code
        out = capsys.readouterr()
        assert "municipality       <- Municipio (100)" in out.out
        assert door.table.exists() == (code == 0)
        if code:
            assert out.err.startswith("Importación detenida, no cambió nada: las columnas no se aprobaron")

    def test_yes_accepts(self, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
        file = write(door.folder / "inventado.csv", [row()])
        assert self.run(monkeypatch, file, "--into", door.published, "--yes", "--lang", "en") == 0
        assert (door.folder / "inventado.report.csv").is_file()  # beside the list, unless told otherwise

    def test_an_error_in_each_language(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
    ) -> None:
        for language, said in (("es", "no existe el archivo"), ("en", "there is no file")):
            assert self.run(monkeypatch, door.folder / "nada.csv", "--lang", language) == 1
            assert said in capsys.readouterr().err

    def test_interrupted(self, door: Door, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
        def stop(*args: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("data.build.register.command.run", stop)
        assert self.run(monkeypatch, "inventado.csv", "--lang", "en") == 1
        assert "Import stopped, nothing was changed: interrupted" in capsys.readouterr().err


def test_messages_have_the_same_blanks_in_both_languages() -> None:
    import string

    def blanks(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in _messages().items():
        assert blanks(text.es) == blanks(text.en), key
    assert speaker("es")("row.no_id") == "sin identificador"
