"""The figures of the page on funding."""

from __future__ import annotations

from components import statement
from components.address import Choices
from components.charts import budget_objects as objects
from components.charts import budget_shares as shares
from components.charts import budget_stages as stages
from components.charts import equal_parts as parts
from components.charts import migrant_fund as support_fund
from components.charts import migrant_rights as rights
from components.charts import migration_programmes as programmes
from components.charts import money_against_remittances, remittance_hours
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.theme import Palette
from data import store
from data.store import Filters

SLUG = "financiamiento"
FUND, FUND_YEAR = ("23", "U033"), 2016
YEARS, MEASURED, PLACED = ("from", "to"), ("from", "to", "measure"), ("state", "from", "to")


def _places(choices: Choices) -> Filters:
    """The states alone: for what is of one year."""
    return Filters(states=choices.filters.states)


@built_once
def budget_stages(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What was approved, changed and spent."""
    return stages.exhibit(store.programme_budget_stages(choices.filters), choices.measure, t, colours)


@built_once
def budget_objects(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What the money bought."""
    return objects.exhibit(store.programme_budget_by_object(choices.filters), choices.measure, t, colours)


@built_once
def running_cost(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What it cost to run the programme."""
    return objects.running_cost(store.programme_budget_by_object(choices.filters), store.programme_facts(), t, colours)


@built_once
def budget_shares(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The programme in the budget of its ministry and of the Federation."""
    return shares.exhibit(store.budget_shares(choices.filters), t, colours)


@built_once
def equal_parts(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What each of the four paid."""
    return parts.exhibit(store.equal_parts(_places(choices)), t, colours)


@built_once
def migration_purposes(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Programmes about migration by what they are for."""
    return programmes.by_purpose(store.migration_programmes(choices.filters), choices.measure, t, colours)


@built_once
def migrant_rights(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Money against irregular migration and money for rights."""
    return rights.exhibit(store.migration_programmes(choices.filters), choices.measure, t, colours)


@built_once
def migration_programmes(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Programmes about migration, one by one."""
    return programmes.by_programme(store.migration_programmes(choices.filters), choices.measure, t, colours)


@built_once
def migrant_fund(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The support fund by state."""
    places = _places(choices)
    fund = store.migration_programmes(Filters(year_from=FUND_YEAR, year_to=FUND_YEAR))
    spent = fund.set_index(["ramo_code", "programme_code"])["amount_mxn"]
    exercised = None if places.states else float(spent[FUND])
    return support_fund.exhibit(store.migrant_fund_by_state(places), exercised, t, colours)


@built_once
def hours(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """A year of federal money as hours of remittances."""
    return remittance_hours.hours(store.remittances_against_budget(choices.filters), t, colours)


@built_once
def pesos_per_thousand(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Federal pesos for each thousand of remittances."""
    return remittance_hours.pesos_per_thousand(store.remittances_against_budget(choices.filters), t, colours)


@built_once
def money_and_remittances(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Federal money and remittances, state by state."""
    return money_against_remittances.scatter(store.state_money_against_remittances(choices.filters), t, colours)


@built_once
def state_ratio(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Federal money for each thousand of remittances, by state."""
    return money_against_remittances.ratio(store.state_money_against_remittances(choices.filters), t, colours)


@built_once
def statement_check(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """A published statement beside the tables."""
    facts, sent = store.programme_facts(), store.remittances_national()
    return statement.money_against_a_day(facts, sent, store.early_federal_money(), store.annual_exchange_rate(), t)


FIGURES = (
    Figure("budget_stages", SLUG, budget_stages, lambda t: t("Budget approved, changed and spent"), MEASURED),
    Figure("budget_objects", SLUG, budget_objects, lambda t: t("What the federal money bought"), MEASURED),
    Figure("running_cost", SLUG, running_cost, lambda t: t("What it cost to run the programme"), YEARS),
    Figure("budget_shares", SLUG, budget_shares, lambda t: t("The programme within the federal budget"), YEARS),
    Figure("equal_parts", SLUG, equal_parts, lambda t: t("Four equal parts?"), ("state",)),
    Figure(
        "migration_purposes",
        SLUG,
        migration_purposes,
        lambda t: t("Federal programmes about migration by purpose"),
        MEASURED,
    ),
    Figure(
        "migrant_rights", SLUG, migrant_rights, lambda t: t("Control of migration and rights of migrants"), MEASURED
    ),
    Figure(
        "migration_programmes", SLUG, migration_programmes, lambda t: t("Federal programmes about migration"), MEASURED
    ),
    Figure("migrant_fund", SLUG, migrant_fund, lambda t: t("The Migrant Support Fund by state"), ("state",)),
    Figure("remittance_hours", SLUG, hours, lambda t: t("A year of the programme in hours of remittances"), YEARS),
    Figure(
        "pesos_per_thousand",
        SLUG,
        pesos_per_thousand,
        lambda t: t("Federal money per thousand pesos of remittances"),
        YEARS,
    ),
    Figure(
        "money_and_remittances",
        SLUG,
        money_and_remittances,
        lambda t: t("Federal money and remittances by state"),
        PLACED,
        named=("state_money",),
    ),
    Figure(
        "state_ratio",
        SLUG,
        state_ratio,
        lambda t: t("Federal money per thousand pesos of remittances, by state"),
        PLACED,
    ),
    Figure("statement_check", SLUG, statement_check, lambda t: t("A published statement, checked")),
)
