"""The read side: typed functions, filters in, DataFrame out. DuckDB over the published Parquet files; no Streamlit.

Every function names the columns it returns and their units; columns carry the catalogue's names, so that
titles, units and flags can be looked up. `DataUnavailableError` is raised when a published file cannot be read.
"""

from data.store.agenda import (
    JOURNEY_TOPICS,
    agenda_items,
    corridor_people,
    journey_figures,
    migration_programmes_exercised,
)
from data.store.budget_and_remittances import (
    annual_exchange_rate,
    early_federal_money,
    hours_of_remittances,
    remittances_against_budget,
    state_money_against_remittances,
)
from data.store.connection import DataUnavailableError, published_folder, resource_path
from data.store.coverage import coverage, undated_tables
from data.store.filters import Filters
from data.store.funding import (
    budget_shares,
    distance_from_equal_parts,
    equal_parts,
    migrant_fund_by_state,
    migration_programmes,
    programme_budget_stages,
)
from data.store.municipal_remittances import (
    municipal_concentration,
    municipal_remittances,
    municipal_remittances_by_state,
)
from data.store.places import countries, municipality_codes, states, us_states
from data.store.profile import (
    INDICATORS,
    MUNICIPAL_MEASURES,
    consulates_of_the_corridor,
    marginalisation,
    money_by_year,
    municipalities_that_stand_out,
    remittances_beside_the_country,
    standing,
    state_named,
    survey_destinations,
    works_beside_the_record,
)
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
from data.store.sending_places import (
    COUNTRY_UNIDENTIFIED,
    US_UNIDENTIFIED,
    country_remittances,
    country_remittances_by_year,
    remittance_flows_by_year,
    us_state_remittances,
    us_state_remittances_by_year,
)
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
    "COUNTRY_UNIDENTIFIED",
    "INDICATORS",
    "JOURNEY_TOPICS",
    "MUNICIPAL_MEASURES",
    "NEEDS",
    "STATE_MEASURES",
    "US_UNIDENTIFIED",
    "DataUnavailableError",
    "Filters",
    "NeedMeasure",
    "StateMeasure",
    "agenda_items",
    "annual_exchange_rate",
    "budget_shares",
    "concentration_index",
    "consulates_of_the_corridor",
    "corridor_people",
    "countries",
    "country_remittances",
    "country_remittances_by_year",
    "coverage",
    "distance_from_equal_parts",
    "early_federal_money",
    "equal_parts",
    "evaluator_list",
    "federal_money_by_state",
    "federal_money_by_state_total",
    "hours_of_remittances",
    "journey_figures",
    "marginalisation",
    "migrant_fund_by_state",
    "migration_programmes",
    "migration_programmes_exercised",
    "money_by_year",
    "money_concentration",
    "municipal_concentration",
    "municipal_remittances",
    "municipal_remittances_by_state",
    "municipalities_that_stand_out",
    "municipality_codes",
    "national_need",
    "national_per_person",
    "programme_budget",
    "programme_budget_by_object",
    "programme_budget_stages",
    "programme_coverage",
    "programme_facts",
    "project_examples",
    "projects_by_type",
    "published_folder",
    "remittance_flows_by_year",
    "remittances_against_budget",
    "remittances_beside_the_country",
    "remittances_by_state",
    "remittances_national",
    "remittances_quarter",
    "reported_figures",
    "resource_path",
    "standing",
    "state_measure",
    "state_money_against_remittances",
    "state_named",
    "states",
    "survey_destinations",
    "targeting",
    "undated_tables",
    "us_state_remittances",
    "us_state_remittances_by_year",
    "us_states",
    "works_beside_the_record",
    "works_by_funder",
]
