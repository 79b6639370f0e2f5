"""The reader's choices <-> the address. The address is the truth: widgets show it and write it.

Values are language-neutral codes; defaults are left out; what is unknown or ill-formed is ignored with a notice.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Any

import streamlit as st

from components.address import LONGEST_SEARCH, YEARS, Choices, parse
from components.i18n import Language
from components.names import state_names


def read(
    t: Language,
    *,
    measures: Sequence[str] = ("",),
    views: Sequence[str] = ("",),
    years: Container[int] = YEARS,
) -> Choices:
    """The choices in this session's address, as `parse` reads them; says on the page what was ignored."""
    choices = parse(address(), measures=measures, views=views, years=years)
    say_ignored(choices, t)
    return choices


def say_ignored(choices: Choices, t: Language) -> None:
    """Says on the page what of the address was not understood."""
    if choices.ignored:
        listed = ", ".join(f"`{_inert(item)}`" for item in choices.ignored[:5])
        more = len(choices.ignored) - 5
        text = t("Part of the address was not understood and was ignored: {items}.", items=listed)
        if more > 0:
            text += " " + t.plural("And {n} more.", "And {n} more.", more)
        st.warning(text)


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
