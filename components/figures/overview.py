"""The figures of the overview."""

from __future__ import annotations

from components import story
from components.address import Choices
from components.charts import federal_budget as budget_line
from components.charts import state_values
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.theme import Palette
from data import store


@built_once
def measure_by_state(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The measure chosen, by state."""
    measure = store.STATE_MEASURES[choices.measure]
    rows = store.state_measure(choices.measure)
    return state_values.exhibit(rows, choices.measure, measure.column, measure.tables, t, colours)


@built_once
def federal_budget(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Federal money over time."""
    return budget_line.exhibit(store.programme_budget(), t, colours)


@built_once
def timeline(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """From the first works to no subsidies."""
    budget, objects = store.programme_budget(), store.programme_budget_by_object()
    return story.timeline(store.programme_facts(), budget, objects, store.programme_coverage(), t)


@built_once
def process(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """How a project came about."""
    return story.how_a_project_came_about(store.programme_facts(), t)


FIGURES = (
    Figure(
        "measure_by_state",
        "",
        measure_by_state,
        lambda t: t("One measure, state by state"),
        ("measure",),
        named=tuple(store.STATE_MEASURES),
    ),
    Figure("federal_budget", "", federal_budget, lambda t: t("Federal money of the programme, year by year")),
    Figure("timeline", "", timeline, lambda t: t("The programme in time")),
    Figure("process", "", process, lambda t: t("How a project came about")),
)
