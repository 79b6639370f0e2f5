"""The catalogue and the published files say the same, both ways."""

from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from data import catalog
from data.build.schema import arrow_schema

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data" / "published"

# The register of projects is not among them: an importer fills it when an authority publishes one.
ASKED_FOR = [
    "states",
    "municipalities",
    "us_states",
    "countries",
    "projects_by_type",
    "programme_coverage",
    "programme_facts",
    "programme_budget",
    "programme_budget_by_state",
    "programme_budget_by_object",
    "works_by_funder",
    "migration_programmes_budget",
    "ministry_budget",
    "federal_budget",
    "migrant_fund_projects",
    "reported_figures",
    "project_examples",
    "remittances",
    "remittances_by_state",
    "remittances_by_municipality",
    "remittances_by_us_state",
    "remittances_by_country",
    "price_index",
    "exchange_rate",
    "population_by_state",
    "population_by_municipality",
    "gdp_by_state",
    "migration_intensity_by_state",
    "migration_intensity_by_municipality",
    "marginalisation_by_state",
    "marginalisation_by_municipality",
    "poverty_by_municipality",
    "return_migrants_by_state",
    "mexican_born_by_us_state",
    "consulates",
    "survey_corridors",
    "migrant_stock",
    "bilateral_remittances",
    "remittance_inflows",
    "border_encounters",
    "border_encounters_by_sector",
    "asylum_applications",
    "agenda",
    "sources",
]


def test_every_table_is_there() -> None:
    assert set(catalog.tables()) == set(ASKED_FOR)
    assert {path.stem for path in PUBLISHED.glob("*.parquet")} == set(ASKED_FOR)


@pytest.mark.parametrize("table_id", ASKED_FOR)
def test_published_columns_are_the_catalogues(table_id: str) -> None:
    published = parquet.read_schema(PUBLISHED / f"{table_id}.parquet")
    stated = arrow_schema(catalog.tables()[table_id])
    assert published.names == stated.names
    assert published.types == stated.types


@pytest.mark.parametrize("table_id", ASKED_FOR)
def test_what_a_table_names_exists(table_id: str) -> None:
    table = catalog.tables()[table_id]
    assert set(table.flags) <= set(catalog.flags())
    assert set(table.sources) <= set(catalog.sources())
    assert {column.unit for column in table.columns if column.unit} <= set(catalog.units())
    rows = parquet.read_table(PUBLISHED / f"{table_id}.parquet").to_pydict()
    assert len(next(iter(rows.values()))) > 0
    if table_id != "sources":
        assert set(rows["source_id"]) <= set(table.sources), "a row names a source the table does not"
    for flags in rows.get("flags", []):
        assert set(flags or []) <= set(table.flags), "a row carries a flag the table does not name"


def test_sources_name_what_exists() -> None:
    for source in catalog.sources().values():
        assert source.publisher in catalog.publishers()
        assert source.licence in catalog.licences()


def test_flags_are_the_closed_vocabulary() -> None:
    assert set(catalog.flags()) == {
        "partial_period", "modelled_estimate", "survey_sample", "not_distributable", "vintage_differs",
        "reconstructed_geometry", "conflicting_sources", "suppressed_small_cells", "ambiguous_unit", "inverted_index",
        "secondary_source", "incomplete_geography", "missing_values",
    }  # fmt: skip


def test_derived_columns_have_known_units() -> None:
    assert {c.unit for c in catalog.derived_columns().values() if c.unit} <= set(catalog.units())


def test_published_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in PUBLISHED.rglob("*") if path.is_file()) < 15_000_000
