"""The figures of the page on targeting."""

from __future__ import annotations

import pandas as pd

from components.address import Choices
from components.charts import concentration as curves_of_money
from components.charts import evaluator_list as named_states
from components.charts import quadrants, targeting_table
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.theme import Palette
from data import store

SLUG, POVERTY = "focalizacion", "marginalisation"
YEARS, MARKED = ("from", "to"), ("state", "from", "to")


def grouped(need: str, choices: Choices) -> tuple[pd.DataFrame, float, float]:
    """The states by need and money, and the national value of both."""
    rows = store.targeting(choices.filters)
    national, per_person = store.national_need(rows, need), store.national_per_person(rows)
    return quadrants.grouped(rows, need, national, per_person), national, per_person


@built_once
def money_and_need(need: str, choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Money per person beside one measure of need."""
    groups, national, per_person = grouped(need, choices)
    return quadrants.exhibit(groups, need, national, per_person, t, colours, choices.filters.states)


@built_once
def money_and_marginalisation(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Money per person beside marginalisation."""
    return money_and_need(POVERTY, choices, t, colours)


@built_once
def money_and_migration(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Money per person beside the measure of migration chosen."""
    return money_and_need(choices.measure, choices, t, colours)


@built_once
def concentration(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """How unequally the money was spread, from the poorest state to the least poor."""
    orders = (POVERTY, choices.measure)
    curves = [store.money_concentration(need, choices.filters) for need in orders]
    indices = [store.concentration_index(need, choices.filters) for need in orders]
    return curves_of_money.exhibit(curves, indices, t, colours)


def recorded(choices: Choices) -> dict[str, int]:
    """How many states have a rank, by measure of the evaluator's list."""
    rows = store.targeting(choices.filters)
    return {measure: int(rows[f"{measure}_rank"].count()) for measure in named_states.MEASURES}


@built_once
def evaluator_list(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """States that the report named, and their ranks."""
    return named_states.exhibit(store.evaluator_list(choices.filters), recorded(choices), t, colours)


@built_once
def all_states(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Every state with every ingredient of the page."""
    return targeting_table.exhibit(store.targeting(choices.filters), t)


FIGURES = (
    Figure(
        "money_and_marginalisation",
        SLUG,
        money_and_marginalisation,
        lambda t: t("Federal money and marginalisation, by state"),
        MARKED,
    ),
    Figure(
        "money_and_migration",
        SLUG,
        money_and_migration,
        lambda t: t("Federal money and migration, by state"),
        (*MARKED, "measure"),
        named=("money_and_emigrants", "money_and_remittances"),
    ),
    Figure("concentration", SLUG, concentration, lambda t: t("How unequal was it?"), (*YEARS, "state", "measure")),
    Figure(
        "evaluator_list", SLUG, evaluator_list, lambda t: t("What the report said, and what the money says"), MARKED
    ),
    Figure("all_states", SLUG, all_states, lambda t: t("Targeting, every state"), MARKED),
)
