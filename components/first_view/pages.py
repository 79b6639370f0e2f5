"""What each page shows first, in its order: headline, key figures, and the first chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import plotly.graph_objects as go

from components import figures, names, pieces, story
from components.charts import remittances_monthly
from components.datasets import listing
from components.exhibit import Exhibit
from components.factsheet.places import COUNTRY, PATH
from components.first_view import blocks, maps
from components.first_view.asked import Asked
from components.first_view.opening import headline, lead
from components.i18n import Language
from components.page_choices import FIRST_STATE
from components.site import by_slug
from components.slides import ready
from components.theme import LIGHT
from data import catalog, store


def main(asked: Asked) -> str:
    """The first view's own part of the page. DataUnavailableError when its data cannot be read."""
    return _PAGES[asked.page.slug](asked)


def _opening(asked: Asked) -> str:
    return blocks.opening(headline(asked), lead(asked))


def _state_link(asked: Asked) -> Callable[[str], str]:
    profile = by_slug("estado")
    return lambda code: asked.address(profile, state=code)


def _exhibit(figure_id: str, asked: Asked) -> Exhibit:
    given = {"state": [asked.state]} if asked.state else {}
    return figures.from_address(figure_id, given, asked.t, LIGHT)


def _charted(figure_id: str, asked: Asked, wide: int = blocks.WIDE) -> str:
    """A figure whose chart can be drawn; marks that are states lead to their pages."""
    if not asked.plain:
        return blocks.widgets(0, height=420, label=False)
    shown = _exhibit(figure_id, asked)
    links = list(map(_state_link(asked), shown.rows["state_code"])) if "state_code" in shown.rows else []
    return blocks.exhibit(shown, blocks.figure(shown, links, wide), asked.t)


def _factsheet(t: Language, place: str) -> str:
    url = f"{PATH.format(place=place)}?lang={t.code}"
    words = t("Fact sheet (PDF)")
    return f'<p class="quiet"><a href="{url}">{escape(words)}</a></p>'


def _overview(asked: Asked) -> str:
    t = asked.t
    facts, budget = store.programme_facts(), store.programme_budget()
    objects, remitted = store.programme_budget_by_object(), store.remittances_national()
    six = story.six_figures(store.projects_by_type(), facts, budget, objects, remitted, t)
    top = (
        _opening(asked)
        + _factsheet(t, COUNTRY)
        + blocks.html(pieces.key_figures(six))
        + blocks.widgets(0, 205, height=68)
    )
    if not asked.plain:
        return top
    types = figures.from_address("projects_by_type", {}, t, LIGHT)
    beside = blocks.exhibit(types, blocks.figure(types, wide=blocks.HALF), t)
    return top + blocks.columns(_measure_map(asked), beside, (3, 2))


def _measure_map(asked: Asked) -> str:
    shown = _exhibit("measure_by_state", asked)
    column = next(iter(store.STATE_MEASURES.values())).column
    drawn = maps.state_map(shown, column, _state_link(asked), asked.t)
    meaning = catalog.describe(column, shown.tables)
    title = asked.t.text(meaning.title) if meaning else ""
    return blocks.exhibit(shown, f'<div class="map">{drawn.svg}{blocks.legend(drawn.legend, title)}</div>', asked.t)


def _projects(asked: Asked) -> str:
    said = ""
    if asked.state:
        t = asked.t
        note = t("These counts exist for the whole country only: the states you chose narrow the parts below.")
        said = f'<p class="notice">{escape(note)}</p>'
    return (
        _opening(asked) + blocks.widgets(0, 0, 0, height=68, phone=228) + blocks.widgets(230, 205) + said
        + _charted("projects_by_type", asked)
    )  # fmt: skip


def _funding(asked: Asked) -> str:
    t = asked.t
    narrowed = t(
        "Years narrow what is shown by year; the four equal parts are of 2007 and the support fund of 2016. States "
        "narrow what exists by state."
    )
    return (
        _opening(asked) + blocks.widgets(0, 0, height=68, phone=144) + blocks.widgets(233, 205) + blocks.quiet(narrowed)
        + blocks.heading(t("The federal budget")) + _charted("budget_stages", asked)
    )  # fmt: skip


def _targeting(asked: Asked) -> str:
    return (
        _opening(asked) + blocks.quiet(story.warned(store.programme_facts(), asked.t))
        + blocks.widgets(0, 0, height=68) + blocks.widgets(233, 139) + _charted("money_and_marginalisation", asked)
    )  # fmt: skip


def _profile(asked: Asked) -> str:
    t, code = asked.t, asked.state or FIRST_STATE
    known = names.state_names()
    alt = t("Map of Mexico with {state} filled in", state=known[code])
    located = f'<div class="locator">{maps.locator(code, known, alt, _state_link(asked))}</div>'
    words = _opening(asked) + _factsheet(t, code) + blocks.widgets(139)
    shown = _exhibit("standing", asked)
    told = blocks.exhibit(shown, blocks.html(shown.html), t)
    return (
        _neighbours(asked, code, known) + blocks.columns(located, words, (1, 3)) + told + _charted("state_trend", asked)
    )


def _neighbours(asked: Asked, code: str, known: Mapping[str, str]) -> str:
    """The states before and after, as the page links them around its list."""
    t, order = asked.t, list(known)
    label = t("State")
    place = order.index(code)
    before, after = order[place - 1], order[(place + 1) % len(order)]
    link = _state_link(asked)
    left, right = (
        f'<a href="{escape(link(one))}">{escape(words)}</a>'
        for one, words in ((before, f"← {known[before]}"), (after, f"{known[after]} →"))
    )
    return f'<nav class="neighbours" aria-label="{escape(label)}">{left}<i aria-hidden="true"></i>{right}</nav>'


def _remittances(asked: Asked) -> str:
    four = remittances_monthly.key_figures(store.remittances_monthly(), asked.t)
    return (
        _opening(asked) + blocks.html(pieces.key_figures(four)) + blocks.widgets(500) + blocks.widgets(250, 205)
        + blocks.widgets(0, height=68, phone=216) + _charted("remittances_monthly", asked)
    )  # fmt: skip


def _corridors(asked: Asked) -> str:
    top = _opening(asked) + blocks.widgets(0, 230, height=68, phone=144) + blocks.widgets(0, height=68)
    if not asked.plain or asked.state:
        return top
    shown = _exhibit("corridors", asked)
    flat = shown.views.get("chart")
    if not isinstance(flat, go.Figure):
        return top
    drawn = f'<div class="arcs">{maps.arcs(shown, flat, 690, 460)}</div>{blocks.html(shown.legend)}'
    return top + blocks.exhibit(shown, blocks.columns(drawn, _ranked(shown, asked.t), (3, 2)), asked.t)


def _ranked(shown: Exhibit, t: Language) -> str:
    """The first rows of the table beside the arcs."""
    top = shown.rows.head(10)
    lines = [
        pieces.Line((f"{row.origin_name} → {row.destination_name}", t.money(row.amount_usd, "usd")), -1, "", (1,))
        for row in top.itertuples()
    ]
    column = catalog.describe("amount_usd", shown.tables)
    return blocks.html(pieces.listing((t("Corridor"), t.text(column.title) if column else ""), lines))


def _data(asked: Asked) -> str:
    t = asked.t
    if asked.table:
        every = t("All tables")
        back = f'<p class="back"><a href="{escape(asked.address())}">← {escape(every)}</a></p>'
        table = catalog.table(asked.table)
        items = "".join(
            f"<div><dt>{escape(t.text(column.title))}<br><code>{column.name}</code></dt>"
            f"<dd>{escape(t.text(column.description))}</dd></div>"
            for column in table.columns
        )
        meaning = blocks.heading(t("What each column means")) + blocks.html(f'<dl class="codebook">{items}</dl>')
        return back + _opening(asked) + meaning
    top = _opening(asked) + blocks.html(pieces.key_figures(listing.extent(t))) + blocks.html(listing.contents(t))
    topics = [blocks.heading(title(t), 3) + _tables(topic, asked) for topic, title in listing.TOPICS.items()]
    return top + blocks.heading(t("Tables")) + blocks.widgets(0, height=68) + "".join(topics)


def _tables(topic: str, asked: Asked) -> str:
    t = asked.t
    items = "".join(
        f'<li><a href="{escape(asked.address(table=table.table_id))}">{escape(t.text(table.title))}</a>'
        f"{blocks.quiet(t.text(table.description))}</li>"
        for table in listing.tables()
        if table.topic == topic and table.table_id in catalog.tables()
    )
    return f'<ul class="tables">{items}</ul>'


def _present(asked: Asked) -> str:
    """The presentations that are ready, as files: those need no script."""
    t = asked.t
    file = t("PowerPoint (PPTX)")
    country = f"/api/v1/slides.pptx?figures={','.join(ready.COUNTRY)}&lang={t.code}"
    said = t("The country, {n} slides", n=t.number(len(ready.COUNTRY)))
    link = f'<p><a href="{escape(country)}">{escape(said)}</a> · {escape(file)}</p>'
    of_states = {
        f"/api/v1/slides.pptx?figures={','.join(ready.STATE)}&state={code}&lang={t.code}": name
        for code, name in names.state_names().items()
    }
    return _opening(asked) + blocks.heading(t("Ready to show")) + link + blocks.links(of_states, file)


def _agenda(asked: Asked) -> str:
    t, shown = asked.t, _exhibit("promises", asked)
    return (
        _opening(asked) + blocks.widgets(139) + blocks.exhibit(shown, blocks.html(shown.html), t)
        + blocks.heading(t("What exists")) + _charted("known_years", asked)
    )  # fmt: skip


_PAGES: Mapping[str, Callable[[Asked], str]] = {
    "": _overview,
    "proyectos": _projects,
    "financiamiento": _funding,
    "focalizacion": _targeting,
    "estado": _profile,
    "remesas": _remittances,
    "corredores": _corridors,
    "datos": _data,
    "presentar": _present,
    "agenda": _agenda,
}
