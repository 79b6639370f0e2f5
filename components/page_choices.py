"""What each page means by the parameters that a page has of its own: its measures, its years, one state or many.

Files that are taken away and figures that are made without a page read addresses as the page does. No Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from components import corridor_kinds, remittance_kinds, requests
from components.address import YEARS, Address, Choices, parse
from components.charts import pesos, projects_by_type, quadrants, state_places, state_values
from components.i18n import Language
from data import store

FIRST_STATE = "32"  # where the programme began; what the page on one state shows when no address names one
VIEWS = ("", "map", "chart", "table")
Named = Callable[[Language], Mapping[str, str]]  # slug and title of each, the default first


@dataclass(frozen=True)
class PageChoices:
    """What a page means by the parameters that each page has of its own.

    settled: the choices with what the page itself chooses where the address leaves it open.
    """

    measures: Named = lambda t: {"": ""}
    label: Callable[[Language], str] = lambda t: t("Measure")
    years: Callable[[Choices, Language], Container[int]] = lambda choices, t: YEARS
    one_year: Callable[[str, Language], bool] = lambda measure, t: False
    one_state: bool = False
    flat_maps: Callable[[str], bool] = lambda measure: False
    settled: Callable[[Choices, Language], Choices] = lambda choices, t: choices


PAGES: Mapping[str, PageChoices] = {
    "": PageChoices(lambda t: {slug: state_values.WORDS[slug].title(t) for slug in store.STATE_MEASURES}),
    "proyectos": PageChoices(projects_by_type.measure_names),
    "financiamiento": PageChoices(pesos.measure_names),
    "focalizacion": PageChoices(quadrants.measure_names, label=lambda t: t("Dwellings with")),
    "estado": PageChoices(lambda t: {slug: words(t) for slug, words in state_places.MEASURES.items()}, one_state=True),
    "remesas": PageChoices(
        remittance_kinds.measures,
        years=remittance_kinds.years,
        one_year=remittance_kinds.is_of_one_year,
        settled=remittance_kinds.settled,
    ),
    "corredores": PageChoices(
        corridor_kinds.kinds,
        label=lambda t: t("What moves"),
        years=lambda choices, t: corridor_kinds.years(choices.measure),
        one_year=lambda measure, t: True,
        flat_maps=lambda measure: measure != corridor_kinds.MARGINS,
        settled=corridor_kinds.settled,
    ),
    "datos": PageChoices(),
    "presentar": PageChoices(),
    "agenda": PageChoices(requests.titles, label=lambda t: t("Request about")),
}


def read(address: Address, t: Language, page: PageChoices, measures: Named | None = None) -> Choices:
    """As the page itself reads its address: its years depend on what is measured.

    measures: of the part of the page that is asked for; all of the page's unless given.
    """
    known = list((measures or page.measures)(t))
    asked = parse(address, measures=known, views=VIEWS)
    return parse(address, measures=known, views=VIEWS, years=page.years(asked, t))


def shown_state(choices: Choices) -> str:
    """The one state of the page on one state: the first asked for."""
    return choices.filters.states[0] if choices.filters.states else FIRST_STATE
