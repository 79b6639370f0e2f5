"""The reader's choices <-> the address. The address is the truth: widgets show it and write it.

Values are language-neutral codes; defaults are left out; what is unknown or ill-formed is ignored with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.i18n import LOCALES, Language
from components.names import country_codes, state_names
from data import catalog, store
from data.store import DataUnavailableError, Filters

IGNORED = re.compile(r"^(utm_\w+|fbclid|gclid|embed|embed_options)$")  # not ours, and no reader's mistake
STATE = "(0[1-9]|[12][0-9]|3[0-2])"  # INEGI's 32 codes
LONGEST_RECORD = 200  # characters of an id in a register of projects
LONGEST_SEARCH = 200  # characters, too
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
    "record": Parameter(False, lambda value: 0 < len(value) <= LONGEST_RECORD),
    "q": Parameter(False, lambda value: len(value.strip()) <= LONGEST_SEARCH),
    "page": Parameter(False, _matches("[1-9][0-9]{0,6}")),
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
    address: Mapping[str, Sequence[str]],
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


def read(
    t: Language,
    *,
    measures: Sequence[str] = ("",),
    views: Sequence[str] = ("",),
    years: Container[int] = YEARS,
) -> Choices:
    """The choices in this session's address, as `parse` reads them; says on the page what was ignored."""
    choices = parse(address(), measures=measures, views=views, years=years)
    if choices.ignored:
        listed = ", ".join(f"`{_inert(item)}`" for item in choices.ignored[:5])
        more = len(choices.ignored) - 5
        text = t("Part of the address was not understood and was ignored: {items}.", items=listed)
        if more > 0:
            text += " " + t.plural("And {n} more.", "And {n} more.", more)
        st.warning(text)
    return choices


def address() -> dict[str, list[str]]:
    """This session's address: all values by name."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _inert(text: str) -> str:
    """Text from the address, cut and without characters that Markdown would act upon."""
    return re.sub(r"[^\w=.,: -]", "·", text)[:60]


def write(name: str, values: Sequence[str], default: Sequence[str] = ()) -> None:
    """Put a choice into the address, or take it out when it is the default."""
    if not values or list(values) == list(default):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = list(values)


def _changed(name: str, default: Sequence[str], drops: Sequence[str] = ()) -> None:
    for other in (*drops, "page"):  # another choice makes another list, which begins with its first page
        st.query_params.pop(other, None)
    value = st.session_state[f"choice_{name}"]
    write(name, list(value) if isinstance(value, (list, tuple)) else [value] if value else [], default)


def _bind(name: str, value: object, default: Sequence[str] = (), drops: Sequence[str] = ()) -> dict[str, Any]:
    """Arguments that tie a widget to a parameter; `drops` leave the address when it changes."""
    st.session_state[f"choice_{name}"] = value
    return {"key": f"choice_{name}", "on_change": _changed, "args": (name, default, drops)}


def choose_states(choices: Choices, t: Language, label: str = "", placeholder: str = "") -> None:
    """States, any number."""
    choose_several("state", label or t("States"), choices.filters.states, state_names(), placeholder or t("All states"))


def choose_types(choices: Choices, options: Mapping[str, str], t: Language) -> None:
    """Project types, any number; `options` gives slug and name."""
    choose_several("type", t("Project types"), choices.filters.project_types, options, t("All types"))


def choose_several(name: str, label: str, chosen: Sequence[str], options: Mapping[str, str], placeholder: str) -> None:
    """Any number of options (code and name); none is all of them."""
    st.multiselect(
        label,
        list(options),
        format_func=options.__getitem__,
        placeholder=placeholder,
        **_bind(name, [code for code in chosen if code in options]),
    )


def choose_one(
    name: str,
    label: str,
    value: str,
    options: Mapping[str, str],
    *,
    as_list: bool = False,
    default: str | None = None,
    drops: Sequence[str] = (),
) -> None:
    """One of a few options (slug and name), the first being the default unless told; a list when they are many.

    drops: parameters that another option has no use for.
    """
    bound = _bind(name, value, [next(iter(options)) if default is None else default], drops)
    if as_list:
        st.selectbox(label, list(options), format_func=options.__getitem__, **bound)
    else:
        st.segmented_control(label, list(options), format_func=options.__getitem__, required=True, **bound)


def choose_years(choices: Choices, first: int, last: int, t: Language) -> None:
    """First and last year, both inside the page's span."""

    def changed() -> None:
        start, end = st.session_state["choice_years"]
        st.query_params.pop("page", None)
        write("from", [str(start)], [str(first)])
        write("to", [str(end)], [str(last)])

    start = min(max(choices.filters.year_from or first, first), last)
    end = max(min(choices.filters.year_to or last, last), start)
    st.session_state["choice_years"] = (start, end)
    st.slider(t("Years"), first, last, key="choice_years", on_change=changed)


def choose_search(choices: Choices, label: str, placeholder: str) -> None:
    """Words to search a list for."""

    def changed() -> None:
        write("q", [st.session_state["choice_q"].strip()], [""])
        st.query_params.pop("page", None)

    st.session_state["choice_q"] = choices.search
    st.text_input(label, key="choice_q", max_chars=LONGEST_SEARCH, placeholder=placeholder, on_change=changed)


def choose_page(page: int, pages: int) -> None:
    """A page of a list."""

    def changed() -> None:
        write("page", [str(st.session_state["choice_page"])], ["1"])

    if st.session_state.get("choice_page", 1) != page:
        st.session_state["choice_page"] = page
    st.pagination(pages, key="choice_page", on_change=changed)
