"""The read side against figures worked out by hand from the raw files (awk over the CSV, the steps in the comments)."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data import store
from data.store import DataUnavailableError, Filters, connection


class TestConversions:
    def test_exercised_2010_in_pesos_of_2025(self) -> None:
        # 542,200,549 pesos; INPC, mean of twelve months: 73.406083 (2010), 140.542167 (2025, the latest whole year)
        row = store.programme_budget(Filters(year_from=2010, year_to=2010)).iloc[0]
        assert row["amount_mxn"] == 542_200_549
        assert row["base_year"] == 2025
        assert row["amount_mxn_real"] == pytest.approx(542_200_549 * 140.542167 / 73.406083, rel=1e-7)

    def test_pesos_of_the_base_year_are_nominal(self) -> None:
        row = store.remittances_national(Filters(year_from=2025, year_to=2025)).iloc[0]
        assert row["amount_mxn_real"] == pytest.approx(row["amount_mxn"])

    def test_remittances_per_person_zacatecas_2020(self) -> None:
        # four quarters 300,138,185 + 315,106,699 + 309,892,720 + 316,995,607; CONAPO 1,647,038 people
        row = store.remittances_by_state(Filters(states=("32",), year_from=2020, year_to=2020)).iloc[0]
        assert row["amount_usd"] == 1_242_133_211
        assert row["population"] == 1_647_038
        assert row["per_person_usd"] == pytest.approx(754.1618, abs=1e-4)

    def test_a_quarter_in_pesos(self) -> None:
        # Zacatecas, second quarter of 2010: 163,765,054 dollars; FIX means 12.2302, 12.7428, 12.7193, mean 12.5641
        rows = store.remittances_quarter(Filters(states=("32",), year_from=2010, year_to=2010))
        row = rows[rows["quarter"].astype(str).str.startswith("2010-04")].iloc[0]
        assert row["amount_usd"] == 163_765_054
        assert row["amount_mxn"] == pytest.approx(163_765_054 * 12.5641, rel=1e-9)

    def test_years_that_are_not_whole_are_left_out(self) -> None:
        assert store.remittances_by_state()["year"].max() == 2025  # 2026 has one quarter
        assert store.remittances_national()["year"].max() == 2025


class TestProgramme:
    def test_projects(self) -> None:
        rows = store.projects_by_type()
        assert rows["projects"].sum() == 6121
        assert set(rows.loc[rows["partial"], "year"]) == {2006}
        water = store.projects_by_type(Filters(project_types=("potable_water",), year_from=2004, year_to=2004))
        assert water["projects"].tolist() == [308]

    def test_federal_money_by_state(self) -> None:
        # sum of MONTO_EJERCIDO over the units whose name has Zacatecas, 2008 to 2011
        total = store.federal_money_by_state_total(Filters(states=("32",))).iloc[0]
        assert total["amount_mxn"] == 238_729_207
        assert (total["year_from"], total["year_to"]) == (2008, 2011)

    def test_by_state_and_central_offices_make_the_whole(self) -> None:
        by_state = store.federal_money_by_state().groupby("year")["amount_mxn"].sum()
        whole = store.programme_budget(Filters(year_from=2008, year_to=2011)).set_index("year")["amount_mxn"]
        share = by_state / whole
        assert ((share > 0.9) & (share < 1)).all(), share  # the rest is spent by units 212 and 610, which have no state

    def test_works_by_funder(self) -> None:
        campeche = store.works_by_funder(Filters(states=("04",))).set_index("funder")
        assert campeche.loc["municipal", "share"] == pytest.approx(1_000_834 / 1_984_484)
        nothing = store.works_by_funder(Filters(states=("15",)))
        assert nothing["amount_mxn"].sum() == 0
        assert nothing["share"].isna().all()
        assert store.works_by_funder(Filters(states=("32", "09"))).empty

    def test_subsidies_of_2019_are_a_printed_zero(self) -> None:
        rows = store.programme_budget_by_object(Filters(year_from=2019)).set_index("object")["amount_mxn"]
        assert rows["subsidies"] == 0
        assert rows["staff"] == pytest.approx(12_487_104.7)

    def test_conflicts_are_all_shown(self) -> None:
        rows = store.reported_figures(Filters(states=("32",), year_from=2012, year_to=2012), statuses=("result",))
        totals = rows[rows["indicator"].str.startswith("total investment") & (rows["year_from"] == 2012)]
        assert {190, 229, 329.4} <= set(totals["value"])

    def test_examples_keep_what_is_unknown(self) -> None:
        rows = store.project_examples(Filters(states=("06",)))
        assert len(rows) == 5
        assert rows["year"].isna().all()
        assert store.project_examples(Filters(states=("06",), year_from=2002)).empty


class TestStateMeasures:
    @pytest.mark.parametrize("measure", store.STATE_MEASURES)
    def test_every_state_has_a_row(self, measure: str) -> None:
        rows = store.state_measure(measure)
        assert rows["state_code"].tolist() == [f"{n:02d}" for n in range(1, 33)]
        assert rows[store.STATE_MEASURES[measure].column].notna().sum() >= 28

    def test_missing_is_not_zero(self) -> None:
        rows = store.state_measure("works_2007").set_index("state_code")["amount_mxn"]
        assert rows[["32", "09"]].isna().all()  # not in the source
        assert rows["15"] == 0  # a printed zero

    def test_filtered(self) -> None:
        rows = store.state_measure("federal_money", Filters(states=("32", "14"), year_from=2010, year_to=2010))
        assert rows["state_code"].tolist() == ["14", "32"]
        assert set(rows["year_to"]) == {2010}
        assert store.state_measure("federal_money", Filters(year_from=2015)).empty


class TestConnection:
    def test_values_are_bound(self) -> None:
        assert store.projects_by_type(Filters(project_types=("' OR 1=1 --",))).empty

    def test_threads_share_it(self) -> None:
        with ThreadPoolExecutor(4) as pool:
            sums = pool.map(lambda _: store.projects_by_type()["projects"].sum(), range(40))
        assert set(sums) == {6121}

    def test_nothing_is_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The database could write into the folder that it reads: only what reads is run at all."""
        monkeypatch.chdir(tmp_path)
        within = store.published_folder() / "written.csv"
        for statement in (
            f"COPY states TO '{within}'",
            "CREATE TABLE t AS SELECT 1",
            "DROP VIEW states",
            "SELECT 1; SELECT 2",
        ):
            with pytest.raises(ValueError, match="no single statement that reads"):
                connection.query(statement)
        with pytest.raises(duckdb.PermissionException):
            connection._connection().cursor().execute("COPY states TO 'x.csv'")
        assert list(tmp_path.iterdir()) == [] and not within.exists()

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM read_text('{published}/../catalog/release.toml')",
            "SELECT * FROM glob('/*')",
            "SELECT * FROM 'https://example.org/a.parquet'",
            "ATTACH '/tmp/other.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "EXPORT DATABASE '/tmp/exported'",
        ],
    )
    def test_other_files_and_extensions_cannot_be_reached(self, statement: str) -> None:
        with pytest.raises(duckdb.PermissionException):
            connection._connection().cursor().execute(statement.format(published=store.published_folder()))

    @pytest.mark.parametrize("setting", ["enable_external_access", "autoload_known_extensions", "allowed_directories"])
    def test_the_locks_cannot_be_opened(self, setting: str) -> None:
        with pytest.raises(duckdb.InvalidInputException, match=r"locked|cannot"):
            connection._connection().cursor().execute(
                f"SET {setting} = ['/']" if "dir" in setting else f"SET {setting} = true"
            )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the published folder that a test may damage, with a connection of its own."""
    copy = tmp_path / "published"
    shutil.copytree(store.published_folder(), copy)
    monkeypatch.setattr(connection, "published_folder", lambda: copy)
    connection._connection.cache_clear()
    connection._resources.cache_clear()
    yield copy
    connection._connection.cache_clear()
    connection._resources.cache_clear()


class TestFaults:
    def test_a_missing_file_is_said_and_comes_back(self, folder: Path) -> None:
        path = folder / "projects_by_type.parquet"
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(DataUnavailableError, match="projects_by_type"):
            store.projects_by_type()
        assert len(store.programme_coverage()) == 5  # the others still read
        path.write_bytes(content)
        assert store.projects_by_type()["projects"].sum() == 6121

    @pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"x" * len(b)])
    def test_a_corrupt_file_is_said(self, folder: Path, damage: Callable[[bytes], bytes]) -> None:
        path = folder / "price_index.parquet"
        path.write_bytes(damage(path.read_bytes()))
        with pytest.raises(DataUnavailableError):
            store.programme_budget()
        assert len(store.programme_coverage()) == 5

    def test_a_file_lost_while_running(self, folder: Path) -> None:
        assert len(store.programme_coverage()) == 5
        (folder / "programme_coverage.parquet").unlink()
        with pytest.raises(DataUnavailableError):
            store.programme_coverage()

    def test_a_corrupt_package(self, folder: Path) -> None:
        (folder / "datapackage.json").write_text("{")
        with pytest.raises(DataUnavailableError, match="datapackage"):
            store.resource_path("geo_mx_states")
