"""The view that a file was made of: its filters in words, the link that reopens it, and the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from components import names
from components.address import IGNORED, Address, Choices
from components.i18n import Language
from components.page_choices import PAGES, PageChoices, read
from data import catalog, store

Words = tuple[str, str]  # what is chosen, and the choice


@dataclass(frozen=True)
class View:
    """Filters in words, the address that shows the same again, and the day on which it was seen."""

    filters: tuple[Words, ...]
    link: str
    day: date


def open_view(
    base: str, address: Address, t: Language, slug: str = "", day: date | None = None, *, searched: bool = False
) -> View:
    """The view at an address (all values by name) of the page with that slug; `base` is its address without them.

    searched: the rows are those that the address searches for. The link carries the language, so that it reopens the
    same words whatever the reader's browser asks for.
    """
    carried = {name: list(values) for name, values in address.items() if not IGNORED.match(name)}
    carried["lang"] = [t.code]
    link = f"{base}{'' if urlsplit(base).path else '/'}?{urlencode(carried, doseq=True)}"
    words = filters_in_words(address, t, slug, searched=searched)
    return View(tuple(words), link, day or date.today())


def filters_in_words(address: Address, t: Language, slug: str = "", *, searched: bool = False) -> list[Words]:
    """Each parameter of the address in words, places by name and code; what the page does not understand is left out.

    slug: of the page, which gives `measure`, `view` and the years their meaning. searched: `q` narrows the rows.
    """
    page = PAGES.get(slug, PageChoices())
    choices = read(address, t, page)
    chosen = choices.filters
    states = chosen.states[:1] if page.one_state else chosen.states
    types = _project_types(t)
    words = [
        (t("States"), _listed(states, names.state_names().__getitem__)),
        (t("Municipalities"), _listed(chosen.municipalities, store.municipality_names().__getitem__)),
        (t("US states"), _listed(chosen.us_states, lambda code: names.us_state_name(code, t))),
        (t("Countries"), _listed(chosen.countries, lambda code: names.country_name(code, t))),
        (t("From"), _listed(chosen.origins, lambda code: names.country_name(code, t))),
        (t("To"), _listed(chosen.destinations, lambda code: names.country_name(code, t))),
        (t("Project types"), "; ".join(types[slug] for slug in chosen.project_types)),
        (t("Search"), choices.search if searched else ""),
        _years(choices, t, page),
        (t("Period"), _quarter(choices, t)),
        (page.label(t), page.measures(t)[choices.measure] if choices.measure in address.get("measure", ()) else ""),
        (t("View"), _view(choices, t, page)),
    ]
    return [(label, text) for label, text in words if text]


def _view(choices: Choices, t: Language, page: PageChoices) -> str:
    chart = t("Flat map") if page.flat_maps(choices.measure) else t("Chart")
    return {"map": t("Map"), "chart": chart, "table": t("Table")}.get(choices.view, "")


def _listed(codes: Sequence[str], name: Callable[[str], str]) -> str:
    return "; ".join(f"{name(code)} ({code})" for code in codes)


def _years(choices: Choices, t: Language, page: PageChoices) -> Words:
    first, last = choices.filters.year_from, choices.filters.year_to
    if page.one_year(choices.measure, t):
        return t("Year"), str(last or "")
    if first and last:
        return t("Years"), t.years(first, last)
    if first:
        return t("Years"), t("from {year}", year=first)
    return t("Years"), t("up to {year}", year=last) if last else ""


def _quarter(choices: Choices, t: Language) -> str:
    if not choices.quarter:
        return ""
    return t("{quarter} of each year", quarter=t.quarter_name(date(2000, 3 * choices.quarter - 2, 1)))


def _project_types(t: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in catalog.tables().values():
        for column in table.columns:
            if column.name == "project_type":
                found |= {slug: t.text(text) for slug, text in (column.values or {}).items()}
    return found
