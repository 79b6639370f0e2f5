"""Sequences that are ready to be shown: ids of figures that tell the story in order."""

from __future__ import annotations

COUNTRY = (
    "timeline",
    "projects_by_type",
    "coverage",
    "federal_budget",
    "equal_parts",
    "federal_money_by_state",
    "money_and_marginalisation",
    "remittances_monthly",
    "remittance_hours",
    "corridors",
)
STATE = (
    "standing",
    "state_trend",
    "state_money",
    "state_funders",
    "state_municipalities",
    "remittances_municipalities",
    "destinations_mmp",
    "state_consulates",
    "state_examples",
)


def ready(state: str | None) -> tuple[str, ...]:
    """The ids for one state, or for the country where none is named."""
    return STATE if state else COUNTRY
