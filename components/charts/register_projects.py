"""The projects of the register, one by one: a page of the list, and one project by itself."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from components import pieces
from components.charts.register_words import TABLE, name_of
from components.exhibit import Exhibit, format_cell
from components.i18n import Language
from components.listed import Listed
from components.pieces import Card, KeyFigure, Line
from data import catalog

LISTED = ("year", "state", "municipality", "project", "project_type", "club", "total_mxn", "status")
PARTS = ("federal_mxn", "state_mxn", "municipal_mxn", "migrants_mxn")
IN_FILES = (
    "record_id", "year", "state_code", "state", "municipality_code", "municipality", "locality", "project",
    "project_type", "club", "us_state", *PARTS, "total_mxn", "status", "source_line", "flags",
)  # fmt: skip


def listed(
    rows: pd.DataFrame,
    found: int,
    everything: bool,
    address: Callable[[str], str],
    narrow: bool,
    origin: tuple[catalog.Source, ...],
    t: Language,
) -> Listed:
    """One page of the list. rows: as `store.register_page`; found: all that match; address: of one project.

    everything: neither filter nor search narrows the list. narrow: cards in place of a table.
    """
    return Listed(
        name="register_projects",
        headline=_found(found, everything, t),
        subtitle=t("By state, year and municipality; amounts in nominal pesos; each name leads to its project"),
        alt="",
        rows=rows[list(LISTED)],
        tables=(TABLE, "municipalities"),
        caveats=_flags(rows),
        html=(_cards if narrow else _lines)(rows, address, t),
        nothing=t("No project of the register matches. Try fewer words, or remove a filter."),
        origin=origin,
        found=found,
        columns=IN_FILES,
    )


def _lines(rows: pd.DataFrame, address: Callable[[str], str], t: Language) -> str:
    described = {name: catalog.describe(name, (TABLE, "municipalities")) for name in LISTED}
    titles = [t.text(column.title) if column else name for name, column in described.items()]
    linked, numbers = LISTED.index("project"), (LISTED.index("total_mxn"),)
    lines = []
    for _, row in rows.iterrows():
        cells = [_named(row, t) if name == "project" else format_cell(row[name], described[name], t) for name in LISTED]
        lines.append(Line(cells, linked, address(row["record_id"]), numbers))
    return pieces.listing(titles, lines)


def _cards(rows: pd.DataFrame, address: Callable[[str], str], t: Language) -> str:
    return pieces.cards(
        Card(
            place=f"{_place(row)} · {row['year']}",
            title=_named(row, t),
            facts=_facts(row, t),
            link_text=t("The whole project"),
            link=address(row["record_id"]),
            ours=True,
        )
        for _, row in rows.iterrows()
    )


def _facts(row: pd.Series, t: Language) -> list[str]:
    """Type, total and, where the register gives one, status."""
    total = catalog.register().column("total_mxn")
    kind = name_of("project_type", row["project_type"], t)
    status = [name_of("status", row["status"], t)] if pd.notna(row["status"]) else []
    return [kind, f"{t.text(total.title)}: {format_cell(row['total_mxn'], total, t)}", *status]


def _named(row: pd.Series, t: Language) -> str:
    return str(row["project"]) if pd.notna(row["project"]) else t("A project without a name")


def _place(row: pd.Series) -> str:
    return ", ".join(str(row[part]) for part in ("municipality", "state") if pd.notna(row[part]))


def _found(found: int, everything: bool, t: Language) -> str:
    if everything:
        return t.plural("{n} project in the register", "{n} projects in the register", found)
    return t.plural("{n} project matches", "{n} projects match", found)


def _flags(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for flags in rows["flags"] for flag in flags))


def one(rows: pd.DataFrame, origin: tuple[catalog.Source, ...], t: Language) -> Exhibit:
    """One project. rows: as `store.register_project`, one row or none."""
    if rows.empty:
        nothing = t("The register has no project with this identifier.")
        return Exhibit("register_project", t("No such project"), "", "", rows, (TABLE,), nothing=nothing, origin=origin)
    row = rows.iloc[0]
    return Exhibit(
        name="register_project",
        headline=_named(row, t),
        subtitle=" · ".join(_said(row, t)),
        alt="",
        rows=rows[["record_id", *LISTED, "locality", "us_state", *PARTS, "source_line", "flags"]],
        tables=(TABLE, "municipalities"),
        caveats=_flags(rows),
        html=pieces.key_figures(_money(row, t)),
        notes=tuple(_notes(row, t)),
        origin=origin,
    )


def _said(row: pd.Series, t: Language) -> list[str]:
    """Place, year, type, club and status, as far as the register gives them."""
    place = ", ".join(str(row[part]) for part in ("locality", "municipality", "state") if pd.notna(row[part]))
    kind = [name_of(column, row[column], t) for column in ("project_type", "status") if pd.notna(row[column])]
    club = [str(row["club"])] if pd.notna(row["club"]) else []
    where = [t.text(catalog.us_states()[row["us_state"]])] if pd.notna(row["us_state"]) else []
    return [place, str(row["year"]), *kind, *club, *where]


def _money(row: pd.Series, t: Language) -> list[KeyFigure]:
    """The total and the four parts; a share only where they add up to the total."""
    whole = row[[*PARTS, "total_mxn"]].notna().all() and "conflicting_sources" not in row["flags"] and row["total_mxn"]
    source = t("nominal pesos")
    figures = []
    for column in ("total_mxn", *PARTS):
        described = catalog.register().column(column)
        share = row[column] / row["total_mxn"] if whole and column in PARTS else None
        note = t("{share} of the total", share=t.percent(share, 1)) if share is not None else ""
        figures.append(KeyFigure(t.text(described.title), format_cell(row[column], described, t), note, source))
    return figures


def _notes(row: pd.Series, t: Language) -> list[str]:
    said = [
        t("Identifier {record}, line {line} of the file.", record=row["record_id"], line=t.number(row["source_line"]))
    ]
    if "conflicting_sources" in row["flags"]:
        said.append(t("The parts do not add up to the total: both stand as the register gives them."))
    return said
