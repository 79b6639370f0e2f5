"""The figures of the agenda."""

from __future__ import annotations

from components import journey as quoted_journey
from components import promises as points
from components import requests
from components.address import Choices
from components.charts import known_years as coverage
from components.evidence import Evidence
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.theme import Palette
from data import store
from data.catalog.gaps import gaps as known_gaps

SLUG = "agenda"


@built_once
def promises(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What was promised, and what can be checked."""
    shelters = store.journey_figures((quoted_journey.SHELTERS,))
    evidence = Evidence(store.corridor_people(), store.migration_programmes_exercised(), shelters)
    return points.exhibit(store.agenda_items(), evidence, t)


@built_once
def journey(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """The journey in figures that others quote."""
    return quoted_journey.exhibit(store.journey_figures(), t)


@built_once
def known_years(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Which tables exist, by topic, year and place."""
    undated = [t.text(table.title) for table in store.undated_tables()]
    return coverage.exhibit(store.coverage(), undated, t, colours)


@built_once
def gaps(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """What is missing, and who holds it."""
    return requests.exhibit(known_gaps().values(), t)


FIGURES = (
    Figure("promises", SLUG, promises, lambda t: t("What was promised, and what can be checked")),
    Figure("journey", SLUG, journey, lambda t: t("The journey in quoted figures")),
    Figure("known_years", SLUG, known_years, lambda t: t("What exists, by topic and year")),
    Figure("gaps", SLUG, gaps, lambda t: t("What is missing, and who holds it")),
)
