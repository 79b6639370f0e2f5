"""The page of the data: the list, the search, and a page for each table."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import catalog

Visit = Callable[..., AppTest]


def links(at: AppTest) -> list[str]:
    return [element.proto.label for element in at.get("page_link")]


def test_every_table_is_listed_by_topic(visit: Visit) -> None:
    at = visit("datos", lang="en")
    assert {table.title.en for table in catalog.tables().values()} <= set(links(at))
    assert [e.value for e in at.header] == [
        "Tables", "For programs", "How figures are made", "Glossary", "Versions", "How to cite",
    ]  # fmt: skip


def test_a_search_is_in_the_address_and_finds(visit: Visit) -> None:
    at = visit("datos", lang="en")
    at.text_input(key="choice_q").set_value("  MARGINACIÓN estatal ").run()
    assert at.query_params["q"] == "MARGINACIÓN estatal"
    assert links(at)[0] == "Marginalisation by state"
    assert len(links(at)) < 5
    at.text_input(key="choice_q").set_value("").run()
    assert "q" not in at.query_params


def test_a_search_that_finds_nothing_helps(visit: Visit) -> None:
    at = visit("datos", q="pobresa")
    assert "Ninguna tabla tiene «pobresa»." in [e.value for e in at.info]
    assert links(at) == ["Buscar «pobreza»"]


@pytest.mark.parametrize("table", catalog.tables().values(), ids=lambda table: table.table_id)
def test_each_table_has_its_page(visit: Visit, table: catalog.Table) -> None:
    at = visit("datos", lang="en", table=table.table_id, state=["32"], from_="2010")
    assert not at.exception
    assert at.title[0].value == table.title.en
    assert at.subheader[0].value.startswith(table.title.en)
    assert len(at.code) == 5 + 3  # tools and forms of citation
    html = " ".join(e.value for e in at.get("html") if "codebook" in str(e.value))
    for column in table.columns:
        assert f"<code>{column.name}</code>" in html


def test_filters_narrow_rows_and_links(visit: Visit) -> None:
    at = visit("datos", lang="en", table="remittances_by_state", state=["32"], from_="2025")
    assert at.subheader[0].value == "Remittances by Mexican state: 5 rows"
    files = next(str(e.value) for e in at.get("html") if "formats" in str(e.value))
    assert "/api/v1/tables/remittances_by_state.csv?state_code=32&amp;quarter.gte=2025-01-01" in files


@pytest.mark.parametrize(("table", "told"), [("nothing", "table=nothing"), ("project_register", "")])
def test_a_table_that_is_not_there_leaves_the_list(visit: Visit, table: str, told: str) -> None:
    at = visit("datos", lang="en", table=table)
    assert not at.exception
    assert at.title[0].value == "All the data, with their meaning"
    assert any(told in e.value for e in at.warning) == bool(told)
