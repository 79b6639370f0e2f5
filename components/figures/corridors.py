"""The figures of the page on corridors: arcs of each kind, the two ends, and the series of the border."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from components.address import Choices
from components.charts import asylum as asylum_applications
from components.charts import border_encounters as encounters
from components.charts import border_sectors as sectors
from components.charts import corridors as arcs
from components.charts import margins
from components.charts import return_migrants as returned
from components.corridor_kinds import MARGINS, SURVEY, kinds
from components.exhibit import Exhibit
from components.figures.built import built_once
from components.figures.figure import Figure
from components.i18n import Language
from components.maps.arcs import Size
from components.theme import Palette
from data import store
from data.store import Filters

SLUG, SIZE = "corredores", (760, 460)  # pixels of a map without a page around it
FLAT = "chart"  # the view that needs no WebGL
ROWS = {
    "remittances_us_state": lambda chosen: store.remittances_from_us_states(chosen),
    "remittances_country": lambda chosen: store.remittances_with_countries(chosen),
    "migrant_stock": lambda chosen: store.migrant_stock(chosen),
    "remittances_world": lambda chosen: store.remittances_of_the_world(chosen),
}


def _drawn(
    rows: pd.DataFrame, choices: Choices, t: Language, colours: Palette, size: Size, selected: str | None
) -> Exhibit:
    view = choices.view or FLAT
    return arcs.exhibit(rows, choices.measure, t, colours, view=view, size=size, selected=selected)


@built_once
def corridors(
    choices: Choices, t: Language, colours: Palette, size: Size = SIZE, selected: str | None = None
) -> Exhibit:
    """The corridors of the kind chosen. size: of the map, pixels; selected: the corridor that is marked."""
    return _drawn(ROWS[choices.measure](choices.filters), choices, t, colours, size, selected)


@built_once
def corridors_mmp(
    choices: Choices, t: Language, colours: Palette, size: Size = SIZE, selected: str | None = None
) -> Exhibit:
    """State to state, by the Mexican Migration Project."""
    return _drawn(store.surveyed_corridors("mmp", choices.filters), choices, t, colours, size, selected)


@built_once
def corridors_mbcs(
    choices: Choices, t: Language, colours: Palette, size: Size = SIZE, selected: str | None = None
) -> Exhibit:
    """State to state, by the Mexican Border Crossing Survey."""
    return _drawn(store.surveyed_corridors("mbcs", choices.filters), choices, t, colours, size, selected)


@built_once
def margin_mexico(choices: Choices, t: Language, colours: Palette, selected: str | None = None) -> Exhibit:
    """From where they leave. selected: the state that is marked."""
    rows, national = store.emigration_by_state(choices.filters), store.emigration_national()
    return margins.leave(rows, national, t, colours, selected)


@built_once
def margin_us(choices: Choices, t: Language, colours: Palette, selected: str | None = None) -> Exhibit:
    """Where they live. selected: the US state that is marked."""
    rows, consulates = store.mexican_born_by_us_state(choices.filters), store.consulates(choices.filters)
    return margins.live(rows, consulates, t, colours, selected)


@built_once
def margin_between(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Why there is no line between the two."""
    return margins.between(store.survey_cases(), t)


@built_once
def border_encounters(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Encounters at the border by citizenship."""
    return encounters.exhibit(store.border_encounters(Filters()), t, colours)


@built_once
def border_sectors(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Encounters at the border by sector."""
    return sectors.exhibit(store.border_encounters_by_sector(Filters()), t, colours)


@built_once
def asylum(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """Applications for asylum in Mexico."""
    return asylum_applications.exhibit(store.asylum_applications(Filters()), t, colours)


@built_once
def return_migrants(choices: Choices, t: Language, colours: Palette) -> Exhibit:
    """People who came back, by state."""
    return returned.exhibit(store.return_migrants_by_state(Filters()), t, colours)


def _of(slugs: Callable[[str], bool]) -> Callable[[Language], Mapping[str, str]]:
    """The kinds that a figure draws."""
    return lambda t: {slug: name for slug, name in kinds(t).items() if slugs(slug)}


ARCS, SURVEYED, ENDS = _of(ROWS.__contains__), _of(SURVEY.__eq__), _of(MARGINS.__eq__)
BOTH_ENDS, OF_ARCS = ("state", "us_state"), ("origin", "destination", "us_state", "to", "measure")
FIGURES = (
    Figure(
        "corridors",
        SLUG,
        corridors,
        lambda t: t("Corridors"),
        ("origin", "destination", "us_state", "to", "measure"),
        ARCS,
        tuple(f"corridors_{kind}" for kind in ROWS),
    ),
    Figure(
        "corridors_mmp",
        SLUG,
        corridors_mmp,
        lambda t: t("From state to state (MMP)"),
        BOTH_ENDS,
        SURVEYED,
        ("corridors_survey_mmp",),
    ),
    Figure(
        "corridors_mbcs",
        SLUG,
        corridors_mbcs,
        lambda t: t("From state to state (border survey)"),
        BOTH_ENDS,
        SURVEYED,
        ("corridors_survey_mbcs",),
    ),
    Figure("margin_mexico", SLUG, margin_mexico, lambda t: t("From where they leave"), ("state",), ENDS),
    Figure("margin_us", SLUG, margin_us, lambda t: t("Where they live"), ("us_state",), ENDS),
    Figure("margin_between", SLUG, margin_between, lambda t: t("Between the two ends"), (), ENDS),
    Figure("border_encounters", SLUG, border_encounters, lambda t: t("Encounters at the border")),
    Figure("border_sectors", SLUG, border_sectors, lambda t: t("Encounters by sector of the border")),
    Figure("asylum", SLUG, asylum, lambda t: t("Asylum applications in Mexico")),
    Figure("return_migrants", SLUG, return_migrants, lambda t: t("People who came back, by state")),
)
