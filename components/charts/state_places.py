"""Inside a state and beyond: municipalities that stand out, where surveyed people went, consulates there."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import us_state_name, value_name
from components.theme import Palette
from data import catalog

MEASURES: dict[str, Callable[[Language], str]] = {
    "dwellings_with_remittances": lambda t: t("Dwellings that receive remittances"),
    "dwellings_with_emigrants": lambda t: t("Dwellings with emigrants"),
    "poverty": lambda t: t("People in poverty"),
    "marginalisation": lambda t: t("Marginalisation"),
}


def municipalities(rows: pd.DataFrame, measure: str, table: str, column: str, t: Language, colours: Palette) -> Exhibit:
    """Ranked municipalities. rows: as `store.municipalities_that_stand_out` gives them."""
    if rows.empty:
        return Exhibit("state_municipalities", MEASURES[measure](t), "", "", rows, (table,), nothing=t("No figure."))
    top = rows.iloc[0]
    index = column == "index_normalised"
    write = (lambda value: t.number(value, 2)) if index else (lambda value: t.percent(value / 100, 1))
    labels = [write(value) for value in rows[column]]
    names = rows["municipality"].tolist()
    unit = t("index, lower is more marginalised") if index else t("percent")
    return Exhibit(
        name=f"state_municipalities_{measure}",
        headline=t("{municipality} stands out: {value}", municipality=top["municipality"], value=labels[0]),
        subtitle=t(
            "{measure}, {unit}, {year}; {n} of {all} municipalities; the median of the country’s is {median}",
            measure=MEASURES[measure](t), unit=unit, year=int(top["year"]), n=len(rows),
            all=t.number(top["municipalities"]), median=write(top["national_median"]),
        ),
        alt=t("Strongest: {all}.", all=t.together(f"{n} {label}" for n, label in zip(names, labels))),
        rows=rows,
        tables=(table, "municipalities"),
        caveats=catalog.tables()[table].flags,
        # bars of an index that is lower where things are worse would mislead: those rows stand as a table
        views={} if index else {"chart": ranked_bars(names, rows[column].tolist(), labels, colours)},
    )  # fmt: skip


def destinations(rows: pd.DataFrame, survey: str, state: str, t: Language, colours: Palette) -> Exhibit:
    """Where surveyed people went, one survey. rows: as `store.survey_destinations` gives them."""
    own = rows[rows["survey"] == survey].reset_index(drop=True)
    title = value_name("survey_corridors", "survey", survey, t)
    if own.empty:
        nothing = t("No cell of ten or more for {state} in this survey: nothing can be said.", state=state)
        return Exhibit(f"destinations_{survey}", title, "", "", own, ("survey_corridors",), nothing=nothing)
    names = [us_state_name(code, t) for code in own["us_state"]]
    labels = [f"{t.percent(share)} ({t.number(count)})" for share, count in zip(own["share"], own["count"])]
    return Exhibit(
        name=f"destinations_{survey}",
        headline=_gone(own, names, t),
        subtitle=t(
            "{survey}; share of the {n} cases in cells of ten or more: a sample, not the population",
            survey=title, n=t.number(own["count"].sum()),
        ),
        alt=t("Destinations: {all}.", all=t.together(f"{n} {label}" for n, label in zip(names, labels))),
        rows=own,
        tables=("survey_corridors",),
        views={"chart": ranked_bars(names, own["share"].tolist(), labels, colours)},
    )  # fmt: skip


def _gone(own: pd.DataFrame, names: list[str], t: Language) -> str:
    """Where most went; a single cell says nothing of shares, since the smaller ones are not published."""
    if len(own) == 1:
        return t("Only {us_state} reached ten cases: {n}", us_state=names[0], n=t.number(own["count"][0]))
    return t("In the sample, {share} went to {us_state}", share=t.percent(own["share"][0]), us_state=names[0])


def consulates(rows: pd.DataFrame, state: str, t: Language) -> Exhibit:
    """Consulates of the corridor. rows: as `store.consulates_of_the_corridor` gives them."""
    named = rows.assign(us_state=[us_state_name(code, t) for code in rows["us_state"]])
    return Exhibit(
        name="state_consulates",
        headline=t.plural("{n} consulate along the corridor", "{n} consulates along the corridor", len(rows)),
        subtitle=t("Mexican consulates in the US states to which surveyed people of {state} went", state=state),
        alt="",
        rows=named[["us_state", "city", "website"]],
        tables=("consulates", "survey_corridors"),
        links={"city": "website"},
        nothing=t("The surveys have no cell of ten or more for {state}: its corridor is not known.", state=state),
    )
