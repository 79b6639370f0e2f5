"""Reading a register that was imported, and the figures made of it, against sums worked out by hand."""

import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from register_made_up import PUBLISHED, Door, published_copy, row

from components.charts import register_funders, register_matrix, register_municipalities, register_projects
from components.downloads.archive import archive
from components.downloads.view import open_view
from components.exhibit import as_table
from components.i18n import language
from components.theme import LIGHT
from data import catalog, store
from data.store import Filters, connection
from data.store.register_layout import belongs, beside

ES, EN = language("es"), language("en")
# Nine made-up projects: one cancelled, one lacking a part, one whose parts are not its total, one without a place.
ROWS = (
    row(),
    row(Folio="INV-2", Ejercicio="2009", Tipo="Pavimentación"),
    row(Folio="INV-3", Ejercicio="2009", Municipio="Villanueva", Nombre="Obra inventada: electrificación"),
    row(Folio="INV-4", Entidad="Jalisco", Municipio="Jamay", Estado="Illinois"),
    row(Folio="INV-5", Entidad="Jalisco", Municipio="Jamay", Monto="1,100,000", Club="Unión inventada de Peñón"),
    row(Folio="INV-6", Aportación_migrantes="", Municipio="Pinos"),
    row(Folio="INV-7", Municipio="", Tipo="", Estatus=""),
    row(Folio="INV-8", Estatus="Cancelada"),
    row(Folio="INV-9", Entidad="San Luis Potosí", Municipio="Villa de Pozos", Ejercicio="2019"),
)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """The site's store over a copy of the published files with a made-up register among them."""
    folder = tmp_path_factory.mktemp("register")
    published_copy(folder)
    door = Door(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "published_folder", lambda: door.published)
        connection._connection.cache_clear()
        assert not store.has_register()
        store.states()  # the connection stands before the register comes
        door.take_rows(*ROWS)
        yield door
    connection._connection.cache_clear()


@pytest.fixture
def summary(door: Door) -> pd.Series:
    return store.register_summary().iloc[0]


@pytest.fixture
def origin(door: Door) -> tuple[catalog.Source, ...]:
    return (store.register_facts().source,)


def deflator(year: int) -> float:
    """Pesos of 2025 for one of a year, from the published index by pandas."""
    prices = pd.read_parquet(PUBLISHED / "price_index.parquet")
    mean = prices.groupby(pd.to_datetime(prices["month"]).dt.year)["inpc"].mean()
    return mean[2025] / mean[year]


class TestStore:
    def test_it_is_read_where_it_came_while_the_site_runs(self, door: Door) -> None:
        assert store.has_register()
        assert store.register_count() == 9

    def test_facts(self, door: Door) -> None:
        facts = store.register_facts()
        assert (facts.accepted, facts.flagged, facts.rejected) == (9, 3, 0)
        assert (facts.source.file, facts.source.publisher) == ("inventado.csv", "register_authority")

    def test_summary(self, summary: pd.Series) -> None:
        assert summary.to_dict() == {
            "projects": 8, "states": 3, "municipalities": 5, "cancelled": 1, "without_municipality": 1,
            "without_type": 1, "without_total": 0, "conflicting": 1, "incomplete": 2, "year_from": 2008,
            "year_to": 2019,
        }  # fmt: skip

    def test_by_state_and_type(self, door: Door) -> None:
        rows = store.register_by_state_and_type()
        counts = {(r.state_code, r.project_type): r.projects for r in rows.fillna("").itertuples()}
        assert counts == {
            ("14", "potable_water"): 2, ("24", "potable_water"): 1, ("32", "paving"): 1, ("32", "potable_water"): 3,
            ("32", ""): 1,
        }  # fmt: skip
        water = rows[(rows["state_code"] == "32") & (rows["project_type"] == "potable_water")].iloc[0]
        assert water["total_mxn_real"] == pytest.approx(1e6 * (2 * deflator(2008) + deflator(2009)))
        assert water["base_year"] == 2025

    def test_by_municipality(self, door: Door) -> None:
        rows = store.register_by_municipality().set_index("municipality_code")
        assert rows.loc[rows["projects"] > 0, "projects"].to_dict() == {
            "14047": 2, "24059": 1, "32020": 2, "32038": 1, "32055": 1,
        }  # fmt: skip
        assert set(rows["state_code"]) == {"14", "24", "32"}
        assert (rows["state_code"] == "32").sum() == 58
        assert pd.isna(rows.loc["32001", "total_mxn_real"])

    def test_funders(self, door: Door) -> None:
        rows = store.register_funders()
        assert rows[rows["year"] == 2008]["funder"].tolist() == list(store.FUNDERS)
        year = rows[(rows["year"] == 2008) & (rows["funder"] == "migrants")].iloc[0]
        assert (year["amount_mxn"], year["share"], year["projects"]) == (1e6, 0.25, 4)
        assert (year["without_parts"], year["conflicting"]) == (1, 1)
        assert year["amount_mxn_real"] == pytest.approx(1e6 * deflator(2008))

    @pytest.mark.parametrize(
        ("filters", "n"),
        [
            (Filters(states=("14",)), 2), (Filters(states=("14", "24")), 3), (Filters(municipalities=("32020",)), 3),
            (Filters(project_types=("paving",)), 1), (Filters(year_from=2009), 3), (Filters(year_to=2008), 6),
            (Filters(us_states=("IL",)), 1), (Filters(states=("31",)), 0),
        ],
    )  # fmt: skip
    def test_every_filter(self, door: Door, filters: Filters, n: int) -> None:
        rows = store.register_projects(filters)
        assert len(rows) == store.register_count(filters) == n
        counted = store.register_summary(filters).iloc[0]["projects"]
        assert counted == (rows["status"] != "cancelled").sum()
        assert counted == store.register_by_state_and_type(filters)["projects"].sum()

    @pytest.mark.parametrize(
        ("search", "ids"),
        [
            ("ELECTRIFICACION", ["INV-3"]), ("electrificación inventada", ["INV-3"]), ("penon", ["INV-5"]),
            ("Peñón union", ["INV-5"]), ("villanueva", ["INV-3"]), ("INV-7", ["INV-7"]), ("jamay union", ["INV-5"]),
            ("nada", []), ("%", []), (".*", []), ("(", []), ("\\", []), ("'; DROP TABLE states; --", []), ("\0", None),
        ],
    )  # fmt: skip
    def test_search(self, door: Door, search: str, ids: list[str] | None) -> None:
        found = store.register_projects(search=search)["record_id"].tolist()
        assert store.register_count(search=search) == len(found)
        assert ids is None or found == ids

    def test_pages(self, door: Door) -> None:
        pages = [store.register_projects(page=page, rows=4)["record_id"].tolist() for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [4, 4, 1, 0]
        assert sorted(record for page in pages for record in page) == [f"INV-{i}" for i in range(1, 10)]
        assert pages[0] == ["INV-4", "INV-5", "INV-9", "INV-1"]

    def test_one_project(self, door: Door) -> None:
        found = store.register_project("INV-3").iloc[0]
        assert (found["municipality"], found["state"], found["total_mxn"]) == ("Villanueva", "Zacatecas", 1e6)
        assert store.register_project("' OR 1=1 --").empty

    def test_columns_on_screen_are_described(self, door: Door) -> None:
        for rows in (store.register_by_state_and_type(), store.register_by_municipality(), store.register_funders()):
            for column in rows.columns:
                assert catalog.describe(column, ("project_register", "municipalities", "works_by_funder")), column


class TestCharts:
    def test_matrix(self, door: Door, summary: pd.Series, origin: tuple) -> None:
        rows = store.register_by_state_and_type()
        exhibit = register_matrix.exhibit(rows, summary, origin, EN, LIGHT)
        assert exhibit.headline == "Zacatecas has the most projects: 5 of 8; the most frequent type is potable water"
        heat = exhibit.views["chart"].data[0]
        assert list(heat.y) == ["San Luis Potosí", "Jalisco", "Zacatecas"]
        assert list(heat.x) == ["Potable water", "Street paving", "not stated"]
        assert list(heat.z[2]) == [3, 1, 1]
        assert (heat.zmin, heat.zmax) == (0, 3)
        assert exhibit.flags() == [catalog.flags()["conflicting_sources"], catalog.flags()["missing_values"]]
        assert "1 cancelled project is in the list, and in no count or sum." in exhibit.notes
        assert exhibit.publishers(EN).startswith("Imported register, authority not stated; ")

    def test_map(self, door: Door, summary: pd.Series, origin: tuple) -> None:
        exhibit = register_municipalities.exhibit(store.register_by_municipality(), summary, origin, EN, LIGHT)
        assert exhibit.headline == "Jamay, Jalisco, has the most, 2 projects; half of all are in 2 municipalities"
        traces = [t for t in exhibit.views["map"].data if t.type == "choropleth"]
        assert sum(len(t.locations) for t in traces[:2]) == 4  # one of the five has no outline
        assert "In the table and not on the map, for want of an outline: Villa de Pozos." in exhibit.notes
        assert "1 project has no municipality in the register and is not on the map." in exhibit.notes

    def test_funders(self, door: Door, summary: pd.Series, origin: tuple) -> None:
        exhibit = register_funders.exhibit(store.register_funders(), summary, origin, EN, LIGHT)
        assert exhibit.headline.startswith("Migrants paid 25.0% of MX$")
        bars = exhibit.views["chart"].data
        assert [bar.name for bar in bars] == [
            "Federal government", "State government", "Municipal government", "Migrants",
        ]  # fmt: skip
        assert list(bars[0].x) == [2008, 2009, 2019]
        assert exhibit.notes[0].endswith("the register gives: 7. Left out for lack of one: 1.")
        assert exhibit.flags() == [catalog.flags()["conflicting_sources"]]

    def test_list(self, door: Door, origin: tuple) -> None:
        rows = store.register_projects()
        exhibit = register_projects.listed(rows, 9, True, lambda record: f"?record={record}", False, origin, ES)
        assert exhibit.headline == "9 obras en el padrón"
        assert as_table(exhibit, ES).data["Situación"].tolist().count("Cancelada") == 1
        assert exhibit.html.count("<tr>") == 10
        assert '<td><a href="?record=INV-4">Obra inventada: red de agua</a></td>' in exhibit.html
        assert '<td class="number">$1,000,000</td>' in exhibit.html
        assert "target" not in exhibit.html  # the same tab

    def test_cards_where_there_is_no_room(self, door: Door, origin: tuple) -> None:
        rows = store.register_projects()
        exhibit = register_projects.listed(rows, 9, True, lambda record: f"?record={record}", True, origin, EN)
        assert exhibit.html.count("<li>") == 9
        first = exhibit.html.split("</li>")[0]
        for said in ("Jamay, Jalisco · 2008", "Obra inventada: red de agua", "Potable water", "MX$1,000,000", "INV-4"):
            assert said in first
        assert "target" not in exhibit.html

    def test_what_the_register_says_is_text(self, door: Door, origin: tuple) -> None:
        rows = store.register_projects().assign(project='<img src="x">', municipality="<b>", club="<script>")
        for narrow in (False, True):
            html = register_projects.listed(rows, 9, True, lambda record: '?"><b>', narrow, origin, EN).html
            assert not any(sign in html for sign in ("<img", "<script", "><b>Obra", '?"'))

    def test_files_hold_the_whole_list(self, door: Door, origin: tuple, monkeypatch: pytest.MonkeyPatch) -> None:
        page = store.register_page(rows=2)
        listed = register_projects.listed(page.rows, page.found, True, str, False, origin, EN)
        listed = replace(listed, read=lambda most: store.register_projects(rows=most)[list(listed.columns)])
        whole = listed.whole(EN)
        assert sorted(whole.rows["record_id"]) == [f"INV-{i}" for i in range(1, 10)]
        assert (whole.notes, len(listed.rows)) == ((), 2)
        assert listed.flags() == [catalog.flags()["conflicting_sources"]]  # of the page
        assert set(whole.caveats) == {"conflicting_sources", "missing_values"}  # of all rows
        assert {column.name for column in catalog.register().columns} <= set(whole.rows.columns)
        monkeypatch.setattr("components.listed.MOST", 5)
        assert len(listed.whole(EN).rows) == 5
        assert listed.whole(EN).notes == ("The first 5 of 9 rows: a file holds no more.",)

    def test_one(self, door: Door, origin: tuple) -> None:
        exhibit = register_projects.one(store.register_project("INV-5"), origin, EN)
        assert exhibit.headline == "Obra inventada: red de agua"
        assert "MX$1,100,000" in exhibit.html
        assert "of the total" not in exhibit.html  # parts that are not the total are no shares of it
        assert exhibit.notes[0] == "Identifier INV-5, line 6 of the file."
        whole = register_projects.one(store.register_project("INV-4"), origin, EN)
        assert whole.html.count("25.0% of the total") == 4
        assert "Illinois" in whole.subtitle
        assert register_projects.one(store.register_project("INV-6"), origin, EN).html.count("n/a") == 1

    @pytest.mark.parametrize("t", [ES, EN], ids=["es", "en"])
    def test_nothing_to_show(self, door: Door, origin: tuple, t: object) -> None:
        nowhere = Filters(states=("31",))
        summary = store.register_summary(nowhere).iloc[0]
        for chart, rows in (
            (register_matrix, store.register_by_state_and_type(nowhere)),
            (register_municipalities, store.register_by_municipality(nowhere)),
            (register_funders, store.register_funders(nowhere)),
        ):
            exhibit = chart.exhibit(rows, summary, origin, t, LIGHT)
            assert exhibit.rows.empty
            assert exhibit.headline
        assert register_projects.listed(store.register_projects(nowhere), 0, False, str, False, origin, t).rows.empty
        assert register_projects.one(store.register_project("none"), origin, t).nothing


QUESTIONS = (
    store.register_summary, store.register_by_state_and_type, store.register_by_municipality, store.register_funders,
    store.register_projects, lambda chosen: store.register_projects(chosen, "AGUA inventada"),
    lambda chosen: store.register_projects(chosen, "villanueva"),
    lambda chosen: store.register_projects(chosen, "ur"), lambda chosen: store.register_projects(chosen, "INV- obra"),
    lambda chosen: store.register_project("INV-5"), lambda chosen: store.register_project("inv-5"),
    lambda chosen: store.register_project("INV-5 x"),
)  # fmt: skip


class TestLayout:
    """What the importer writes beside the register makes it quick, and changes no answer."""

    @pytest.mark.parametrize("missing", ["search", "sums", "words", "blocks", "places"])
    @pytest.mark.parametrize("stale", [False, True])
    @pytest.mark.parametrize("chosen", [Filters(), Filters(states=("32",)), Filters(year_from=2009)])
    def test_without_it_the_answers_are_the_same(
        self, door: Door, missing: str, stale: bool, chosen: Filters, tmp_path: Path
    ) -> None:
        expected = [ask(chosen) for ask in QUESTIONS]
        file = beside(door.table, missing)
        content = file.read_bytes()
        other = Door(tmp_path)
        other.take_rows(row(Folio="OTHER", Nombre="Obra inventada: agua de otra parte"))
        try:
            if stale:
                file.write_bytes(beside(other.table, missing).read_bytes())
            else:
                file.unlink()
            for ask, rows in zip(QUESTIONS, expected):
                pd.testing.assert_frame_equal(ask(chosen), rows)
        finally:
            file.write_bytes(content)

    def test_it_belongs_to_the_register(self, door: Door) -> None:
        sha256 = hashlib.sha256(door.table.read_bytes()).hexdigest()
        assert belongs(beside(door.table, "search"), sha256)
        assert belongs(beside(door.table, "sums"), sha256)
        assert not belongs(beside(door.table, "sums"), "0" * 64)
        words = pd.read_parquet(beside(door.table, "search"))["words"].tolist()
        assert words[1] == "obra inventada: red de agua ermita union inventada de penon inv-5 jamay"

    def test_words_stand_where_the_lists_say(self, door: Door) -> None:
        words, places = (pd.read_parquet(beside(door.table, name)) for name in ("words", "places"))
        texts = pd.read_parquet(beside(door.table, "search"))["words"].str.split(" ")
        pieces = [{*text, *(part for word in text for part in re.split("[0-9]+", word))} - {""} for text in texts]
        assert set(words["word"]) == set.union(*pieces)
        assert words["digits"].tolist() == [int(bool(re.search("[0-9]", word))) for word in words["word"]]
        blocks = pd.read_parquet(beside(door.table, "blocks"))["words"]
        assert " ".join(blocks).split(" ") == words["word"].tolist()
        pairs = list(zip(words["digits"], words["word"]))
        assert pairs == sorted(pairs)
        for word in words.itertuples():
            whole = [place for place, text in enumerate(pieces) if word.word in text]
            listed = places["stands"].iloc[word.first : word.first + word.n].tolist() if word.n > 1 else [word.first]
            assert listed == whole

    @pytest.mark.parametrize(
        "search",
        ["inventada", "INVENTADA agua", "inv-5", "nv-", "5", "agua 5", "a", "obra ermita", "nothing", "agua nothing"],
    )
    @pytest.mark.parametrize("chosen", [Filters(), Filters(states=("32",))])
    def test_lists_and_a_pass_over_the_register_find_the_same(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, search: str, chosen: Filters
    ) -> None:
        by_lists = store.register_page(chosen, search)
        monkeypatch.setattr("data.store.register_words.FEW_GROUPS", -1)
        monkeypatch.setattr("data.store.register_words.MOST_OF_ALL", -1)
        by_reading = store.register_page(chosen, search)
        assert by_lists.found == by_reading.found
        pd.testing.assert_frame_equal(by_lists.rows, by_reading.rows)

    @pytest.mark.parametrize("block", [1, 2, 7])
    def test_words_are_found_in_whatever_block_they_are(
        self, door: Door, monkeypatch: pytest.MonkeyPatch, block: int
    ) -> None:
        blocks = beside(door.table, "blocks")
        content = blocks.read_bytes()
        words = pd.read_parquet(beside(door.table, "words"))["word"]
        for module in ("build.register.staging", "store.register_words"):
            monkeypatch.setattr(f"data.{module}.BLOCK", block)
        try:
            blocks.unlink()
            door.take_rows(*ROWS)
            assert pd.read_parquet(blocks)["words"].str.split(" ").str.len().max() == block
            for word in words:
                by_lists = store.register_page(search=word)
                texts = pd.read_parquet(beside(door.table, "search"))["words"]
                assert by_lists.found == texts.str.contains(word, regex=False).sum(), word
        finally:
            blocks.write_bytes(content)

    def test_one_page_of_many_is_found_in_a_second_pass(self, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
        expected = [store.register_page(search="inventada", page=page, rows=4) for page in (1, 2, 3, 4)]
        assert [page.found for page in expected] == [9] * 4
        monkeypatch.setattr("data.store.register_search.has_words", lambda register: False)
        monkeypatch.setattr("data.store.register_search.KEPT_PLACES", 2)
        monkeypatch.setattr("data.store.register.FEW_PLACES", 2)
        for number, page in enumerate(expected, 1):
            found = store.register_page(search="inventada", page=number, rows=4)
            assert found.found == page.found
            pd.testing.assert_frame_equal(found.rows, page.rows)


def test_a_download_explains_itself(door: Door, summary: pd.Series, origin: tuple) -> None:
    """The list travels with the source that its importer stated, as any other figure does."""
    exhibit = register_matrix.exhibit(store.register_by_state_and_type(), summary, origin, EN, LIGHT)
    view = open_view("https://example.org/proyectos", {}, EN, "proyectos", date(2026, 11, 25))
    with zipfile.ZipFile(io.BytesIO(archive(exhibit, view, EN))) as made:
        package = json.loads(made.read("datapackage.json"))
        readme = made.read(next(name for name in made.namelist() if name.endswith(".md"))).decode()
    assert "Register of projects (inventado.csv)" in readme
    assert any("inventado.csv" in source["title"] for source in package["sources"])
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == list(exhibit.rows.columns)
