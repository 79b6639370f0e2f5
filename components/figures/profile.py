"""The figures of the page on one state."""

from __future__ import annotations

from components import names, quoted
from components.address import Choices
from components.charts import state_money as money
from components.charts import state_places, state_standing
from components.charts import state_trend as trend
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.page_choices import shown_state
from components.theme import Palette
from data import store
from data.store import Filters

SLUG, STATE = "estado", ("state",)


def _state(choices: Choices) -> tuple[str, str]:
    """Code and name of the state shown."""
    code = shown_state(choices)
    return code, names.state_names()[code]


@built_once
def standing(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The state's rank in every indicator."""
    code, state = _state(choices)
    indicators = {name: (i.column, i.tables) for name, i in store.INDICATORS.items()}
    return state_standing.exhibit(store.standing(code), store.marginalisation(code), state, indicators, t)


@built_once
def state_trend(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Its remittances beside the country's."""
    code, state = _state(choices)
    return trend.exhibit(store.remittances_beside_the_country(code), state, t, colours)


@built_once
def state_money(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The programme's money in it by year."""
    code, state = _state(choices)
    return money.by_year(store.money_by_year(code), state, t, colours)


@built_once
def state_funders(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Who paid for its works."""
    code, state = _state(choices)
    return money.who_paid(store.works_beside_the_record(code), state, t, colours)


@built_once
def state_municipalities(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Its municipalities that stand out in the measure chosen."""
    table, column = store.MUNICIPAL_MEASURES[choices.measure]
    rows = store.municipalities_that_stand_out(shown_state(choices), choices.measure)
    return state_places.municipalities(rows, choices.measure, table, column, t, colours)


@built_once
def destinations(survey: str, choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Where its people went, by one survey."""
    code, state = _state(choices)
    return state_places.destinations(store.survey_destinations(code), survey, state, t, colours)


@built_once
def destinations_mmp(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Where its people went, by the Mexican Migration Project."""
    return destinations("mmp", choices, t, colours)


@built_once
def destinations_mbcs(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Where its people went, by the Mexican Border Crossing Survey."""
    return destinations("mbcs", choices, t, colours)


@built_once
def state_consulates(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Consulates where its people went."""
    code, state = _state(choices)
    return state_places.consulates(store.consulates_of_the_corridor(code), state, t)


@built_once
def state_reported(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Results of it that press and reports quote."""
    code, state = _state(choices)
    rows = store.reported_figures(Filters(states=(code,)), statuses=("result",))
    return quoted.results(rows, t, nothing=t("No reported result of {state} was found.", state=state))


@built_once
def state_examples(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Projects in it that the press described."""
    code, state = _state(choices)
    nothing = t("No example of {state} was found.", state=state)
    return quoted.examples(store.project_examples(Filters(states=(code,))), t, nothing=nothing)


FIGURES = (
    Figure("standing", SLUG, standing, lambda t: t("One state among the 32"), STATE),
    Figure("state_trend", SLUG, state_trend, lambda t: t("Remittances of one state beside the country’s"), STATE),
    Figure("state_money", SLUG, state_money, lambda t: t("The programme’s money in one state, by year"), STATE),
    Figure("state_funders", SLUG, state_funders, lambda t: t("Who paid for the works of one state"), STATE),
    Figure(
        "state_municipalities",
        SLUG,
        state_municipalities,
        lambda t: t("Municipalities of one state that stand out"),
        ("state", "measure"),
        named=("state_municipalities_*",),
    ),
    Figure("destinations_mmp", SLUG, destinations_mmp, lambda t: t("Where the people of one state go (MMP)"), STATE),
    Figure(
        "destinations_mbcs",
        SLUG,
        destinations_mbcs,
        lambda t: t("Where the people of one state go (border survey)"),
        STATE,
    ),
    Figure(
        "state_consulates", SLUG, state_consulates, lambda t: t("Consulates where the people of one state go"), STATE
    ),
    Figure(
        "state_reported",
        SLUG,
        state_reported,
        lambda t: t("Results of one state quoted in press and reports"),
        STATE,
        named=("reported",),
    ),
    Figure(
        "state_examples",
        SLUG,
        state_examples,
        lambda t: t("Examples of projects in one state"),
        STATE,
        named=("project_examples",),
    ),
)
