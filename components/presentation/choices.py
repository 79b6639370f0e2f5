"""The choices of one slide: a widget for each parameter that its figure listens to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from components import figures, filters, names
from components.address import Address
from components.i18n import Language
from components.page_choices import PAGES, PageChoices, read
from components.presentation import sequence
from components.presentation.sequence import Common, Slide
from data import catalog

Options = Mapping[str, str]  # code and name


def choose(slides: Sequence[Slide], number: int, common: Common, t: Language) -> None:
    """The widgets of slide `number`; what they change is kept with it in the address."""
    slide = slides[number - 1]
    figure = figures.figure(slide.figure_id)
    address = slide.address(common)
    page = PAGES[figure.page_slug]
    shown = 0
    for name in (*figure.parameters, "view"):
        options = _options(name, slide, address, page, t)
        if len(options) < 2:
            continue
        shown += 1
        many = name in MANY and not (page.one_state and name == "state")
        _widget(slides, number, name, address.get(name, []), options, many, t)
    if not shown:
        st.caption(t("This figure has nothing to choose."))


MANY = ("state", "type", "us_state", "country", "origin", "destination")
LABELS: Mapping[str, Callable[[Language], str]] = {
    "state": lambda t: t("States"),
    "type": lambda t: t("Project types"),
    "us_state": lambda t: t("US states"),
    "country": lambda t: t("Countries"),
    "origin": lambda t: t("From"),
    "destination": lambda t: t("To"),
    "from": lambda t: t("First year"),
    "to": lambda t: t("Last year"),
    "quarter": lambda t: t("Period"),
    "measure": lambda t: t("Measure"),
    "view": lambda t: t("View"),
}


def _options(name: str, slide: Slide, address: Address, page: PageChoices, t: Language) -> Options:
    match name:
        case "state":
            return names.state_names()
        case "type":
            return names.value_names("projects_by_type", "project_type", t)
        case "us_state":
            return {code: t.text(text) for code, text in catalog.us_states().items()}
        case "country" | "origin" | "destination":
            countries = {code: names.country_name(code, t) for code in names.country_codes()}
            return dict(sorted(countries.items(), key=lambda item: item[1]))
        case "measure":
            return dict((figures.figure(slide.figure_id).measures or page.measures)(t))
        case "quarter":
            return {str(n): t.quarter_name(date(2000, 3 * n - 2, 1)) for n in range(1, 5)}
        case "from" | "to":
            known = page.years(read(address, t, page, figures.figure(slide.figure_id).measures), t)
            return {str(year): str(year) for year in known}  # type: ignore[attr-defined]
        case _:
            return {"map": t("Map"), "chart": t("Chart"), "table": t("Table")}


def _widget(
    slides: Sequence[Slide], number: int, name: str, chosen: Sequence[str], options: Options, many: bool, t: Language
) -> None:
    key = f"choice_slide_{number}_{name}"
    good = [value for value in chosen if value in options]
    st.session_state[key] = good if many else (good[0] if good else None)

    def changed() -> None:
        value = st.session_state[key]
        _keep(slides, number, name, tuple(value) if many else ((value,) if value else ()))

    label, codes, name_of, as_is = LABELS[name](t), list(options), options.__getitem__, t("As it comes")
    if many:
        st.multiselect(label, codes, format_func=name_of, key=key, on_change=changed, placeholder=as_is)
    else:
        st.selectbox(label, codes, format_func=name_of, key=key, on_change=changed, placeholder=as_is)


def _keep(slides: Sequence[Slide], number: int, name: str, values: tuple[str, ...]) -> None:
    """Puts a slide's own choice into the address."""
    slide = slides[number - 1]
    own = {**slide.own, name: values}
    changed = replace(slide, own={kept: value for kept, value in own.items() if value})
    written = sequence.write([*slides[: number - 1], changed, *slides[number:]])
    filters.write("figures", [written])
