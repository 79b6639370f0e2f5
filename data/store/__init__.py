"""The read side: typed functions, filters in, DataFrame out. DuckDB over the published Parquet files; no Streamlit.

Every function names the columns it returns and their units; columns carry the catalogue's names, so that
titles, units and flags can be looked up. `DataUnavailableError` is raised when a published file cannot be read.
"""

from data.store.connection import DataUnavailableError, published_folder, resource_path
from data.store.filters import Filters
from data.store.places import states
from data.store.programme import (
    federal_money_by_state,
    federal_money_by_state_total,
    programme_budget,
    programme_budget_by_object,
    programme_coverage,
    programme_facts,
    project_examples,
    projects_by_type,
    reported_figures,
    works_by_funder,
)
from data.store.remittances import remittances_by_state, remittances_national, remittances_quarter
from data.store.state_measures import STATE_MEASURES, StateMeasure, state_measure
from data.store.targeting import (
    NEEDS,
    NeedMeasure,
    concentration_index,
    evaluator_list,
    money_concentration,
    national_need,
    national_per_person,
    targeting,
)

__all__ = [
    "NEEDS",
    "STATE_MEASURES",
    "DataUnavailableError",
    "Filters",
    "NeedMeasure",
    "StateMeasure",
    "concentration_index",
    "evaluator_list",
    "federal_money_by_state",
    "federal_money_by_state_total",
    "money_concentration",
    "national_need",
    "national_per_person",
    "programme_budget",
    "programme_budget_by_object",
    "programme_coverage",
    "programme_facts",
    "project_examples",
    "projects_by_type",
    "published_folder",
    "remittances_by_state",
    "remittances_national",
    "remittances_quarter",
    "reported_figures",
    "resource_path",
    "state_measure",
    "states",
    "targeting",
    "works_by_funder",
]
