"""What an address asks for, read without a page: which parameters there are and which of their values are good.

Values are language-neutral codes; what is unknown or ill-formed is ignored and named. No Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from components.i18n import LOCALES
from components.names import country_codes
from data import catalog, store
from data.store import DataUnavailableError, Filters

Address = Mapping[str, Sequence[str]]  # all values by name

IGNORED = re.compile(r"^(utm_\w+|fbclid|gclid|embed|embed_options)$")  # not ours, and no reader's mistake
STATE = "(0[1-9]|[12][0-9]|3[0-2])"  # INEGI's 32 codes
LONGEST_RECORD = 200  # characters of an id in a register of projects
LONGEST_SEARCH = 200  # characters
LONGEST_SEQUENCE = 8_000  # characters of the figures of a presentation
YEARS = range(1986, 2027)  # from the first 1x1 works to the latest figures; a page may know fewer


def _project_types() -> set[str]:
    tables = catalog.tables()
    return {
        value
        for table in ("projects_by_type", "project_examples", "reported_figures")
        if "project_type" in {column.name for column in tables[table].columns}
        for value in (tables[table].column("project_type").values or {})
    }


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


def _is_one_of(known: Callable[[], Container[str]], pattern: str) -> Callable[[str], bool]:
    """A code that we know; one that looks like it where our list cannot be read."""

    def accepts(value: str) -> bool:
        if not re.fullmatch(pattern, value):
            return False
        try:
            return value in known()
        except DataUnavailableError:
            return True

    return accepts


@dataclass(frozen=True)
class Parameter:
    """One parameter of the address: whether it may repeat, and which values are good."""

    repeatable: bool
    accepts: Callable[[str], bool]


# The parameters of every page; a page adds its own values for `measure` and `view`, and its years for `from` and `to`.
PARAMETERS: Mapping[str, Parameter] = {
    "lang": Parameter(False, LOCALES.__contains__),
    "state": Parameter(True, _matches(STATE)),
    "municipality": Parameter(True, _is_one_of(store.municipality_codes, STATE + "[0-9]{3}")),
    "us_state": Parameter(True, _is_one_of(catalog.us_states, "[A-Z]{2}")),
    "country": Parameter(True, _is_one_of(country_codes, "[A-Z]{3}")),
    "origin": Parameter(True, _is_one_of(country_codes, "[A-Z]{3}")),
    "destination": Parameter(True, _is_one_of(country_codes, "[A-Z]{3}")),
    "type": Parameter(True, lambda value: value in _project_types()),
    "quarter": Parameter(False, _matches("[1-4]")),
    "table": Parameter(False, lambda value: value in (*catalog.tables(), catalog.register().table_id)),
    "q": Parameter(False, lambda value: len(value.strip()) <= LONGEST_SEARCH),
    "page": Parameter(False, _matches("[1-9][0-9]{0,6}")),
    "figures": Parameter(True, lambda value: len(value) <= LONGEST_SEQUENCE),
    "slide": Parameter(False, _matches("[0-9]{1,4}")),
    "record": Parameter(False, lambda value: 0 < len(value) <= LONGEST_RECORD),
}


@dataclass(frozen=True)
class Choices:
    """What the address asks for: filters for the store, measure and view for the page, and what was ignored.

    quarter: 1-4 for that quarter of each year, None for whole years. search: words, or none. page: of a list, from 1.
    """

    filters: Filters
    measure: str
    view: str
    ignored: tuple[str, ...]  # "name=value", as typed
    quarter: int | None = None
    search: str = ""
    page: int = 1


def parse(
    address: Address,
    *,
    measures: Sequence[str] = ("",),
    views: Sequence[str] = ("",),
    years: Container[int] = YEARS,
) -> Choices:
    """The choices in an address (all values by name). The first measure and view are the page's defaults.

    years: those that the page has figures for; another one is not understood.
    """
    in_series = Parameter(False, lambda value: re.fullmatch("[0-9]{4}", value) is not None and int(value) in years)
    known = {
        **PARAMETERS,
        "from": in_series,
        "to": in_series,
        "measure": Parameter(False, tuple(measures).__contains__),
        "view": Parameter(False, tuple(views).__contains__),
    }
    good: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for name, values in address.items():
        if IGNORED.match(name):
            continue
        parameter = known.get(name)
        accepted = tuple(dict.fromkeys(v for v in values if parameter and parameter.accepts(v)))
        if parameter and not parameter.repeatable:
            accepted = accepted[:1]
        ignored += [f"{name}={value}" for value in values if value not in accepted]
        good[name] = accepted
    first, last = _number(good.get("from")), _number(good.get("to"))
    if first and last and first > last:
        ignored += [f"from={first}", f"to={last}"]
        first = last = None
    filters = Filters(
        states=good.get("state", ()),
        municipalities=good.get("municipality", ()),
        us_states=good.get("us_state", ()),
        countries=good.get("country", ()),
        origins=good.get("origin", ()),
        destinations=good.get("destination", ()),
        project_types=good.get("type", ()),
        year_from=first,
        year_to=last,
    )
    measure, view = (good.get("measure") or measures)[0], (good.get("view") or views)[0]
    search, page = "".join(good.get("q", ())).strip(), _number(good.get("page")) or 1
    return Choices(filters, measure, view, tuple(ignored), _number(good.get("quarter")), search, page)


def _number(values: Sequence[str] | None) -> int | None:
    return int(values[0]) if values else None
