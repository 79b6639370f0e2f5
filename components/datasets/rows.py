"""The rows of one table under the reader's filters."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from components import filters, names
from components.address import Choices
from components.exhibit import Exhibit
from components.i18n import Language
from data import catalog, store
from data.store import Filters

MOST_ROWS = 150_000  # that are shown and put into a file; the service gives more
COLUMNS_OF_TIME = ("year", "fiscal_year", "quarter", "month")


def exhibit(table: catalog.Table, rows: pd.DataFrame, t: Language) -> Exhibit:
    """The rows as a table."""
    count = t.plural("{n} row", "{n} rows", len(rows))
    return Exhibit(
        name=table.table_id,
        headline=f"{t.text(table.title)}: {count}",
        subtitle=t.text(table.coverage),
        alt="",
        rows=rows,
        tables=(table.table_id,),
    )


def choose(table: catalog.Table, choices: Choices, t: Language) -> None:
    """A widget for each filter that the table has a column for."""
    columns = {column.name for column in table.columns}
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        if columns & {"state_code", "municipality_code"}:
            filters.choose_states(choices, t)
        if "project_type" in columns:
            filters.choose_types(choices, names.value_names(table.table_id, "project_type", t), t)
        _choose_abroad(columns, choices, t)
        _choose_years(table, choices, t)


def _choose_abroad(columns: set[str], choices: Choices, t: Language) -> None:
    chosen = choices.filters
    if "us_state" in columns:
        us_states = {code: t.text(name) for code, name in catalog.us_states().items()}
        filters.choose_several("us_state", t("US states"), chosen.us_states, us_states, t("All US states"))
    for name, label, picked, every in (
        ("country", t("Countries"), chosen.countries, t("All countries")),
        ("origin", t("From"), chosen.origins, t("All origins")),
        ("destination", t("To"), chosen.destinations, t("All destinations")),
    ):
        if name in columns:
            codes = {code: names.country_name(code, t) for code in names.country_codes()}
            by_name = dict(sorted(codes.items(), key=lambda item: item[1]))
            filters.choose_several(name, label, picked, by_name, every)


def _choose_years(table: catalog.Table, choices: Choices, t: Language) -> None:
    span = store.period(table.table_id)
    if span is None:
        return
    first, last = (end.year if isinstance(end, date) else int(end) for end in span)
    if first < last:
        filters.choose_years(choices, first, last, t)


def unused(table: catalog.Table, chosen: Filters, t: Language) -> list[str]:
    """Filters of the address that this table has no column for, in words."""
    columns = {column.name for column in table.columns}
    asked = {
        t("States"): bool(chosen.states) and not columns & {"state_code", "municipality_code"},
        t("Municipalities"): bool(chosen.municipalities) and "municipality_code" not in columns,
        t("US states"): bool(chosen.us_states) and "us_state" not in columns,
        t("Countries"): bool(chosen.countries) and "country" not in columns,
        t("From"): bool(chosen.origins) and "origin" not in columns,
        t("To"): bool(chosen.destinations) and "destination" not in columns,
        t("Project types"): bool(chosen.project_types) and "project_type" not in columns,
        t("Years"): bool(chosen.year_from or chosen.year_to) and not columns & set(COLUMNS_OF_TIME),
    }
    return [label for label, without_column in asked.items() if without_column]
