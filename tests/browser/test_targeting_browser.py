"""What only a browser shows of the page on targeting: names on their points, a table that sorts."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

sys.path.insert(0, str(Path(__file__).parent))
from conftest import settle

Visit = Callable[..., Page]


def overlap(one: dict, other: dict) -> float:
    wide = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    high = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return max(wide, 0) * max(high, 0) / (one["width"] * one["height"])


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("chart", ["marginalisation", "emigrants"])
def test_names_of_states_can_be_read(server: str, visit: Visit, width: int, chart: str) -> None:
    page = visit(server + "/focalizacion", width=width)
    figure = page.locator(f".st-key-chart_money_and_{chart}")
    figure.scroll_into_view_if_needed()
    names = figure.locator(".textpoint text")
    expect(names).to_have_count(30)
    boxes = [box for box in (name.bounding_box() for name in names.all()) if box]
    covered = [(i, j) for i in range(30) for j in range(30) if i != j and overlap(boxes[i], boxes[j]) > 0.3]
    assert covered == []
    frame = figure.bounding_box()
    assert frame
    assert all(frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] for box in boxes)


def test_the_table_sorts_and_says_what_is_missing(server: str, visit: Visit) -> None:
    page = visit(server + "/focalizacion?lang=en")
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    settle(page)
    rows = grid.locator("[role=row]")
    expect(rows.nth(1)).to_contain_text("Zacatecas")
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 60, box["y"] + 18)  # the title of the first column: the names
    expect(rows.nth(1)).to_contain_text("Aguascalientes")
