"""The figures of the page on projects, without those of a register that somebody imported."""

from __future__ import annotations

from components import quoted
from components.address import Choices
from components.charts import coverage as programme_coverage
from components.charts import projects_by_type as by_type
from components.charts import projects_by_year as by_year
from components.charts import state_values
from components.charts import type_by_year as types_and_years
from components.charts import works_by_funder as funders
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.theme import Palette
from data import store

SLUG, PLACE_AND_TIME = "proyectos", ("state", "from", "to")
COUNTED = ("state", "type", "from", "to")


@built_once
def projects_by_type(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Projects of each type, in the measure chosen."""
    return by_type.exhibit(store.projects_by_type(choices.filters), choices.measure, t, colours)


@built_once
def type_by_year(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Types and years, in the measure chosen."""
    return types_and_years.exhibit(store.projects_by_type(choices.filters), choices.measure, t, colours)


@built_once
def projects_by_year(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Projects of each year."""
    return by_year.exhibit(store.projects_by_type(choices.filters), t, colours)


@built_once
def coverage(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """States and municipalities reached."""
    return programme_coverage.exhibit(store.programme_coverage(choices.filters), t, colours)


@built_once
def clubs(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Clubs behind the projects, as reported."""
    facts = store.programme_facts()["value"]
    numbers = {"clubs": t.number(facts["clubs_2006"]), "states": t.number(facts["us_states_2006"])}
    behind = t("{clubs} clubs in {states} US states stood behind the projects in 2006", **numbers)
    counted = t("The headline is of A. Rocha Menocal (EUROsociAL / ODI), 1.2; the rows are what others reported.")
    rows = store.reported_figures(units=quoted.CLUB_UNITS, statuses=("result",))
    return quoted.reported(rows, t, name="clubs", headline=behind, notes=(counted,))


@built_once
def federal_money_by_state(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Federal money by state."""
    measure = store.STATE_MEASURES["federal_money"]
    money = store.state_measure("federal_money", choices.filters)
    central = t("What central offices spent belongs to no state: it is in the national total and not drawn here.")
    return state_values.exhibit(money, "federal_money", measure.column, measure.tables, t, colours, notes=(central,))


@built_once
def works_by_funder(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What each funder put into the works of some states."""
    return funders.exhibit(store.works_by_funder(choices.filters), t, colours)


@built_once
def reported(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Results that press and reports quote."""
    return quoted.results(store.reported_figures(choices.filters, statuses=("result",)), t)


@built_once
def project_examples(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Projects that the press described."""
    return quoted.examples(store.project_examples(choices.filters), t)


FIGURES = (
    Figure(
        "projects_by_type",
        SLUG,
        projects_by_type,
        lambda t: t("Projects by type"),
        (*COUNTED, "measure"),
        named=("projects_by_type_*",),
    ),
    Figure(
        "type_by_year",
        SLUG,
        type_by_year,
        lambda t: t("Projects by type and year"),
        (*COUNTED, "measure"),
        named=("type_by_year_*",),
    ),
    Figure("projects_by_year", SLUG, projects_by_year, lambda t: t("Projects by year"), COUNTED),
    Figure("coverage", SLUG, coverage, lambda t: t("States and municipalities reached"), PLACE_AND_TIME),
    Figure("clubs", SLUG, clubs, lambda t: t("Migrant clubs, as reported")),
    Figure(
        "federal_money_by_state",
        SLUG,
        federal_money_by_state,
        lambda t: t("Federal money by state"),
        PLACE_AND_TIME,
        named=("federal_money",),
    ),
    Figure("works_by_funder", SLUG, works_by_funder, lambda t: t("Works by funder, where known"), PLACE_AND_TIME),
    Figure("reported", SLUG, reported, lambda t: t("Results quoted in press and reports"), COUNTED),
    Figure("project_examples", SLUG, project_examples, lambda t: t("Examples of projects"), COUNTED),
)
