"""How figures are made, each with an example worked out from the published tables; words explained; what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from components.i18n import Language
from components.names import state_names
from data import catalog, store
from data.catalog import guide
from data.store import Filters
from data.text import plain

STATE, YEAR, LATER = "32", 2010, 2020  # Zacatecas, where the programme began; years in which all parts are known


def methods(t: Language) -> dict[str, tuple[str, str]]:
    """Title and Markdown of each method, by slug."""
    return {
        slug: (t.text(method.title), t.text(method.text).format(**_example(slug, t)))
        for slug, method in guide.methods().items()
    }


def _example(slug: str, t: Language) -> dict[str, str]:
    """Figures of a method's example; their signs of money begin no formula."""
    figures = EXAMPLES[slug](t) if slug in EXAMPLES else {}
    return {name: figure.replace("$", r"\$") for name, figure in figures.items()}


def _real_pesos(t: Language) -> dict[str, str]:
    row = store.programme_budget(Filters(year_from=YEAR, year_to=YEAR)).iloc[0]
    base = int(row["base_year"])
    means = store.price_index_means()
    return {
        "base": str(base),
        "year": str(YEAR),
        "nominal": t.money_in_full(row["amount_mxn"], "mxn"),
        "real": t.money_in_full(row["amount_mxn_real"], "mxn"),
        "index": t.number(means[YEAR], 3),
        "base_index": t.number(means[base], 3),
    }


def _dollars_to_pesos(t: Language) -> dict[str, str]:
    row = store.remittances_quarter(Filters(states=(STATE,), year_from=YEAR, year_to=YEAR)).iloc[0]
    return {
        "state": state_names()[STATE],
        "quarter": t.quarter(row["quarter"]),
        "usd": t.money_in_full(row["amount_usd"], "usd"),
        "mxn": t.money_in_full(row["amount_mxn"], "mxn"),
        "rate": t.number(row["amount_mxn"] / row["amount_usd"], 4),
    }


def _per_person(t: Language) -> dict[str, str]:
    row = store.remittances_by_state(Filters(states=(STATE,), year_from=LATER, year_to=LATER)).iloc[0]
    return {
        "state": state_names()[STATE],
        "year": str(LATER),
        "usd": t.money_in_full(row["amount_usd"], "usd"),
        "population": t.number(row["population"]),
        "per_person": "US$" + t.number(row["per_person_usd"], 2),
    }


EXAMPLES: Mapping[str, Callable[[Language], dict[str, str]]] = {
    "real_pesos": _real_pesos,
    "dollars_to_pesos": _dollars_to_pesos,
    "per_person": _per_person,
}


def glossary(t: Language) -> str:
    """The terms in alphabetical order, with the tables where each matters."""
    terms = sorted(guide.glossary().items(), key=lambda item: plain(t.text(item[1].title)))
    entries = "".join(
        f'<div id="{slug.replace("_", "-")}"><dt>{escape(t.text(term.title))}</dt>'
        f"<dd>{escape(t.text(term.meaning))}{_links(term.tables, t)}</dd></div>"
        for slug, term in terms
    )
    return f'<dl class="glossary">{entries}</dl>'


def versions(t: Language) -> str:
    """What changed in the data and when, the newest first."""
    entries = []
    for version in guide.versions():
        changes = "".join(f"<li>{escape(t.text(c.text))}{_links(c.tables, t)}</li>" for c in version.changes)
        day = t.day(date.fromisoformat(version.date))
        entries.append(f"<div><dt>{escape(version.version)} <small>{day}</small></dt><dd><ul>{changes}</ul></dd></div>")
    return f'<dl class="versions">{"".join(entries)}</dl>'


def _links(tables: tuple[str, ...], t: Language) -> str:
    links = ", ".join(
        f'<a href="/datos?table={table}&lang={t.code}">{escape(t.text(catalog.table(table).title))}</a>'
        for table in tables
    )
    return f"<small>{links}</small>" if links else ""
