"""Where a state stands: its indicators beside the country's, as figures with words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from components import pieces
from components.exhibit import Exhibit, short_value
from components.i18n import Language
from components.pieces import KeyFigure
from data import catalog

Words = Callable[[Language], str]

TITLES: dict[str, Words] = {
    "remittances_per_person": lambda t: t("Remittances per person"),
    "remittances_share_of_gdp": lambda t: t("Remittances against GDP"),
    "federal_money_per_person": lambda t: t("Federal 3x1 money per person"),
    "poverty": lambda t: t("People in poverty"),
    "dwellings_with_remittances": lambda t: t("Dwellings that receive remittances"),
    "dwellings_with_emigrants": lambda t: t("Dwellings with emigrants"),
    "returned_per_thousand": lambda t: t("Returned from the USA, per thousand people"),
}


def exhibit(
    rows: pd.DataFrame,
    marginalisation: pd.DataFrame,
    state: str,
    measures: Mapping[str, tuple[str, tuple[str, ...]]],
    t: Language,
) -> Exhibit:
    """Key figures of one state. rows: as `store.standing` gives them; marginalisation: year, grade, national_rank.

    measures: column and tables of each indicator.
    """
    tables = dict.fromkeys(table for _, of_one in measures.values() for table in of_one)
    figures = [_figure(row, *measures[row["indicator"]], t) for _, row in rows.iterrows()]
    figures.append(_marginalisation(marginalisation, t))
    first = rows.iloc[0]  # remittances per person, which every state has
    names = {name: words(t) for name, words in TITLES.items()}
    return Exhibit(
        name="standing",
        headline=t(
            "{state}: {amount} of remittances per person, rank {rank} of {of}",
            state=state, amount=figures[0].value, rank=int(first["rank"]), of=int(first["of"]),
        ),
        subtitle=t("Each figure beside the country’s; rank 1 is the highest value"),
        alt="",
        rows=rows.assign(indicator=rows["indicator"].map(names)),
        tables=(*tables, "marginalisation_by_state"),
        html=pieces.key_figures(figures),
        notes=(t("Poverty is weighted over the municipalities with a figure; where one is missing it is left out."),),
    )  # fmt: skip


def _figure(row: pd.Series, column: str, tables: tuple[str, ...], t: Language) -> KeyFigure:
    meaning = catalog.describe(column, tables)
    assert meaning is not None, f"{column} is not in the catalogue"
    publishers = dict.fromkeys(
        t.text(catalog.publishers()[catalog.sources()[source].publisher].short)
        for table in tables
        for source in catalog.tables()[table].sources
    )
    note = t("no figure for this state; the country {national}", national=short_value(row["national"], meaning, t))
    if pd.notna(row["value"]):
        note = t(
            "rank {rank} of {of}; the country {national}",
            rank=int(row["rank"]), of=int(row["of"]), national=short_value(row["national"], meaning, t),
        )  # fmt: skip
    period = t.years(row["year_from"], row["year_to"])
    return KeyFigure(
        f"{TITLES[row['indicator']](t)}, {period}", short_value(row["value"], meaning, t), note, "; ".join(publishers)
    )


def _marginalisation(rows: pd.DataFrame, t: Language) -> KeyFigure:
    last = rows.iloc[-1]
    values = catalog.tables()["marginalisation_by_state"].column("grade").values or {}
    return KeyFigure(
        t("Marginalisation, {year}", year=int(last["year"])),
        t.text(values[last["grade"]]),
        t("rank {rank} of 32, 1 being the most marginalised", rank=int(last["national_rank"])),
        t.text(catalog.publishers()["conapo"].short),
    )
