"""The fact sheet of the country: the programme in figures, its money, what was built and who paid."""

from __future__ import annotations

import pandas as pd

from components import story
from components.charts import federal_budget, projects_by_type, state_values, works_by_funder
from components.exhibit import Exhibit, short_value
from components.factsheet.sheet import (
    CHART_HEIGHT,
    CHART_TEXT,
    CHART_WIDTH,
    FONT,
    MAP_TEXT,
    MAP_WIDTH,
    Figure,
    Panel,
    Picture,
    Sheet,
    panel,
)
from components.i18n import Language
from components.maps import natural_breaks
from components.names import value_name
from components.svg import bar_chart, column_chart, state_map
from components.theme import Palette
from data import catalog, store

MEASURE = "remittances_per_person"
MOST_TYPES, TOLD = 5, 3  # bars of types, and how many of them the headline is about
LEFT_OUT = 2  # of the six figures of the site's first page: the municipalities


def country_sheet(t: Language, colours: Palette) -> Sheet:
    """What stands on the sheet of the country."""
    budget, objects = store.programme_budget(), store.programme_budget_by_object()
    projects, facts = store.projects_by_type(), store.programme_facts()
    six = story.six_figures(projects, facts, budget, objects, store.remittances_national(), t)
    figures = [figure for i, figure in enumerate(six) if i != LEFT_OUT]
    sources = dict.fromkeys(source for figure in figures for source in figure.source.split("; "))
    where, map_tables = _map(t, colours)
    panels, behind = _panels(budget, projects, t, colours)
    return Sheet(
        title=t("Mexico"),
        full_name="",
        lead=(
            t("For every peso of a migrant club, three of government") + ".",
            t(
                "From 2002 to 2019, clubs of Mexican migrants in the United States paid for streets, schools and "
                "drinking water in their home towns; by the rule, the federal, state and municipal governments each "
                "matched their peso."
            ),
            _remittances(t),
        ),
        map=where,
        figures=tuple(Figure(f.label, f.value, (f.note,)) for f in figures),
        figures_source=t("Source: {publishers}.", publishers="; ".join(sources)),
        panels=panels,
        unknown=tuple(gap.what for gap in story.not_known(t)[:3]),
        tables=tuple(dict.fromkeys(("programme_facts", "programme_budget_by_object", *map_tables, *behind))),
    )


def _remittances(t: Language) -> str:
    """What the whole country received in the last whole year, and by person."""
    rows = store.remittances_by_state()
    last = rows[rows["year"] == rows["year"].max()]
    amount, people = last["amount_usd"].sum(), last["population"].sum()
    return t(
        "In {year}, the country received {amount} of remittances, {value} per person.",
        year=int(last["year"].iloc[0]), amount=t.money(amount, "usd", words=True),
        value="US$" + t.number(amount / people),
    )  # fmt: skip


def _map(t: Language, colours: Palette) -> tuple[Panel, tuple[str, ...]]:
    """The states by remittances per person, in the classes of the site's map."""
    measure = store.STATE_MEASURES[MEASURE]
    values = store.state_measure(MEASURE)
    meaning = catalog.describe(measure.column, measure.tables)
    assert meaning is not None, f"{measure.column} is not in the catalogue"
    exhibit = state_values.exhibit(values, MEASURE, measure.column, measure.tables, t, colours)
    known = values[measure.column].notna()
    classes = natural_breaks(values.loc[known, measure.column])
    fills = classes.fills(colours)
    fill = pd.Series(colours.no_data, index=values.index)
    fill[known] = [fills[i] for i in classes.of(values.loc[known, measure.column])]
    rows = pd.DataFrame(
        {
            "code": values["state_code"],
            "name": values["state"],
            "label": [short_value(value, meaning, t) for value in values[measure.column]],
            "fill": fill,
        }
    )
    legend = list(zip(fills, classes.labels(lambda value: short_value(value, meaning, t))))
    svg = state_map(rows, exhibit.alt, colours, legend=legend, width=MAP_WIDTH, size=MAP_TEXT, font=FONT)
    words = Panel(exhibit.headline, exhibit.subtitle, exhibit.source_line(t), Picture(svg, exhibit.alt))
    return words, exhibit.tables


def _panels(
    budget: pd.DataFrame, projects: pd.DataFrame, t: Language, colours: Palette
) -> tuple[tuple[Panel, ...], tuple[str, ...]]:
    """The three charts, and the tables behind them."""
    money = federal_budget.exhibit(budget, t, colours)
    built = projects_by_type.exhibit(projects, "count", t, colours)
    works = store.works_by_funder()
    paid = works_by_funder.exhibit(works, t, colours)
    panels = (
        panel(money, _budget(budget, money.alt, t, colours), t),
        panel(built, _types(built, t, colours), t, _led(built, t)),
        panel(paid, _funders(works, paid.alt, t, colours), t),
    )
    return panels, (*money.tables, *built.tables, *paid.tables)


def _budget(budget: pd.DataFrame, alt: str, t: Language, colours: Palette) -> str:
    rows = pd.DataFrame(
        {
            "year": budget["year"],
            "value": budget["amount_mxn_real"],
            "label": [t.number(value / 1e6) for value in budget["amount_mxn_real"]],
        }
    )
    told = rows.loc[[rows.index[0], rows["value"].idxmax(), rows.index[-1]], "year"]
    written = frozenset(int(year) for year in told)
    return column_chart(
        rows, alt, colours, written=written, width=CHART_WIDTH, height=CHART_HEIGHT, size=CHART_TEXT, font=FONT
    )


def _led(built: Exhibit, t: Language) -> str:
    """How much of what was built the leading types are: shorter than the site's headline, which names them."""
    return t("Three types are {share} of the projects", share=t.percent(built.rows["share"].head(TOLD).sum()))


def _types(built: Exhibit, t: Language, colours: Palette) -> str:
    top = built.rows.head(MOST_TYPES)
    rows = pd.DataFrame(
        {
            "name": [value_name("projects_by_type", "project_type", slug, t) for slug in top["project_type"]],
            "value": top["projects"],
            "label": [t.number(value) for value in top["projects"]],
        }
    )
    return bar_chart(rows, built.alt, colours, told=range(TOLD), width=CHART_WIDTH, size=CHART_TEXT, font=FONT)


def _funders(works: pd.DataFrame, alt: str, t: Language, colours: Palette) -> str:
    amounts = works.groupby("funder")["amount_mxn"].sum().sort_values(ascending=False)
    shares = amounts / amounts.sum()
    rows = pd.DataFrame(
        {
            "name": [value_name("works_by_funder", "funder", funder, t) for funder in shares.index],
            "value": shares.to_numpy(),
            "label": [f"{t.percent(share, 1)} ({t.money(amount, 'mxn')})" for share, amount in zip(shares, amounts)],
        }
    )
    told = [list(shares.index).index("migrants")]
    return bar_chart(rows, alt, colours, told=told, width=CHART_WIDTH, size=CHART_TEXT, font=FONT)
