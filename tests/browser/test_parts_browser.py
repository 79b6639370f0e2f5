"""A choice runs the part of the page that it changes, and no more is sent than that part."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle, until

PART_RAN = "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"
CHOICES = (  # page, a choice of it, what is chosen, what the address says then
    ("/", "Vista", "Tabla", "view=table"),
    ("/financiamiento", "Medida", "Pesos corrientes", "measure=mxn"),
)


@pytest.mark.parametrize(("path", "choice", "value", "address"), CHOICES, ids=[row[0] for row in CHOICES])
def test_a_choice_runs_its_part_alone(
    server: str, visit: Callable[..., Page], path: str, choice: str, value: str, address: str
) -> None:
    page = visit(server + path)
    page.runs.clear()
    page.get_by_role("radiogroup", name=choice).get_by_role("radio", name=value).click()
    until(page, "part => location.search.includes(part)", arg=address)
    settle(page)
    assert page.runs and set(page.runs) == {PART_RAN}


@pytest.mark.parametrize(("path", "choice"), [("/estado?state=32", "Medida"), ("/agenda", "Solicitud sobre")])
def test_a_part_does_not_send_its_neighbours(server: str, visit: Callable[..., Page], path: str, choice: str) -> None:
    page = visit(server + path)
    whole = sum(page.received)
    page.runs.clear(), page.received.clear()
    chooser = page.get_by_role("combobox", name=choice)
    chooser.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that opens while the page moves closes again
    chooser.click()
    page.get_by_role("option").last.click()
    until(page, "() => location.search.includes('measure=')")
    settle(page)
    assert page.runs == [PART_RAN]
    assert sum(page.received) < whole / 4
