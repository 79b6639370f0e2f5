"""What exists: topic by year by geography, a mark for a year with at least one published table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data import catalog

FIRST = 1990
TOPICS = ("programme", "money", "remittances", "need", "people")
GEOGRAPHIES = ("national", "state", "municipality", "corridor")
PROGRAMME_YEARS = range(2002, 2020)
ROW_HEIGHT = 24
EMPTY, MODELLED, CONTEXT, PROGRAMME = range(4)

Line = tuple[bool, str, str]  # about the programme itself, topic, geography


def exhibit(known: pd.DataFrame, undated: Iterable[str], t: Language, colours: Palette) -> Exhibit:
    """The grid. known: of_programme, topic, geography, table_id, year, as `store.coverage` gives them.

    undated: titles of the tables without a column of time.
    """
    last = int(catalog.release().date[:4])
    shown = known[known["year"].between(FIRST, last)]
    years = list(range(FIRST, last + 1))
    reach = {place: _reached(shown, place) for place in GEOGRAPHIES}
    return Exhibit(
        name="known_years",
        headline=t(
            "Open figures on the programme: {national} of its {all} years for the country, {state} by state, "
            "{municipality} by municipality",
            all=t.number(len(PROGRAMME_YEARS)), national=t.number(reach["national"]), state=t.number(reach["state"]),
            municipality=t.number(reach["municipality"]),
        ),
        subtitle=t(
            "A mark is a year, {first} to {last}, for which at least one published table has a figure; rows that begin "
            "with 3x1 are about the programme itself, the others about its context; fainter marks are only a model’s "
            "estimate",
            first=FIRST, last=last,
        ),
        alt=t(
            "Grid of topics and geographies by year. {lines}.",
            lines="; ".join(f"{_label(line, t)}: {spans(_years(shown, line)) or t.missing}" for line in lines(shown)),
        ),
        rows=_rows(shown, t),
        tables=tuple(dict.fromkeys(shown["table_id"])),
        caveats=(),
        notes=(_left_out(undated, last, t),),
        views={"chart": _grid(shown, years, t, colours)},
        links={"table": "file"},
    )  # fmt: skip


def _reached(shown: pd.DataFrame, geography: str) -> int:
    """Years of the programme with a table of its own at that geography."""
    own = shown[shown["of_programme"] & (shown["geography"] == geography) & shown["year"].isin(PROGRAMME_YEARS)]
    return own["year"].nunique()


def lines(shown: pd.DataFrame) -> list[Line]:
    """Rows of the grid: for the programme every geography, empty or not; for its context those that exist."""
    present = set(shown[["of_programme", "topic", "geography"]].itertuples(index=False, name=None))
    own_topics = [topic for topic in TOPICS if any(own and name == topic for own, name, _ in present)]
    own = [(True, topic, place) for topic in own_topics for place in GEOGRAPHIES]
    return [
        *own,
        *((False, topic, place) for topic in TOPICS for place in GEOGRAPHIES if (False, topic, place) in present),
    ]


def spans(years: Sequence[int]) -> str:
    """Years in short: 2008-2011, 2016."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _years(shown: pd.DataFrame, line: Line) -> list[int]:
    return shown.loc[_of(shown, line), "year"].tolist()


def _of(shown: pd.DataFrame, line: Line) -> pd.Series:
    own, topic, place = line
    return (shown["of_programme"] == own) & (shown["topic"] == topic) & (shown["geography"] == place)


def _name(column: str, value: str, t: Language) -> str:
    return t.text((catalog.derived_columns()[column].values or {})[value])


def _label(line: Line, t: Language) -> str:
    own, topic, place = line
    words = {"topic": _name("topic", topic, t), "geography": _name("geography", place, t)}
    if own:
        return t("3x1: {topic}, {geography}", topic=words["topic"].lower(), geography=words["geography"])
    return t("{topic}, {geography}", **words)


def _rows(shown: pd.DataFrame, t: Language) -> pd.DataFrame:
    """A row a table, in the grid's order."""
    found = []
    for line in lines(shown):
        for table_id, years in shown[_of(shown, line)].groupby("table_id")["year"]:
            title = t.text(catalog.tables()[table_id].title)
            found.append((*line, title, years.nunique(), spans(years.tolist()), f"/files/{table_id}.parquet"))
    columns = ["of_programme", "topic", "geography", "table", "years", "which_years", "file"]
    return pd.DataFrame(found, columns=columns)


def _left_out(undated: Iterable[str], last: int, t: Language) -> str:
    return t(
        "Each table counts once, at its finest geography; corridors are countries, US states and stretches of the US "
        "border. Not drawn: years before {first}, population projected beyond {last}, figures quoted from press, "
        "prices and the exchange rate, budget years in which most of the money has no state, and tables without years: "
        "{undated}.",
        first=FIRST, last=last, undated=t.together(t("“{title}”", title=title) for title in undated),
    )  # fmt: skip


def _grid(shown: pd.DataFrame, years: list[int], t: Language, colours: Palette) -> go.Figure:
    marks, texts = [], []
    drawn = lines(shown)
    for line in drawn:
        by_year = shown[_of(shown, line)].groupby("year")["table_id"].agg(list).to_dict()
        marks.append([_mark(line[0], by_year.get(year, [])) for year in years])
        texts.append([_tables(by_year.get(year, []), t) for year in years])
    figure = go.Figure(
        go.Heatmap(
            z=marks,
            x=years,
            y=[_label(line, t) for line in drawn],
            text=texts,
            hovertemplate="%{y}, %{x}<br>%{text}<extra></extra>",
            zmin=EMPTY,
            zmax=PROGRAMME,
            colorscale=[[0, colours.no_data], [1 / 3, colours.estimate], [2 / 3, colours.quiet], [1, colours.accent]],
            showscale=False,
            xgap=1,
            ygap=4,
        )
    )
    figure.update_xaxes(
        tickvals=[year for year in years if year % 10 == 0], side="top", ticks="", showgrid=False, zeroline=False,
        tickfont={"color": colours.ink},
    )  # fmt: skip
    figure.update_yaxes(
        autorange="reversed", ticks="", showgrid=False, tickfont={"color": colours.ink, "size": 13}, ticksuffix=" "
    )
    figure.update_layout(template=template(colours), height=ROW_HEIGHT * len(drawn) + 40)
    return figure


def _mark(of_programme: bool, table_ids: Sequence[str]) -> int:
    """How a year is drawn: the programme itself, its context, or a context that is a model's output alone."""
    if not table_ids:
        return EMPTY
    if of_programme:
        return PROGRAMME
    only_models = all("modelled_estimate" in catalog.tables()[table_id].flags for table_id in table_ids)
    return MODELLED if only_models else CONTEXT


def _tables(table_ids: Sequence[str], t: Language) -> str:
    return "<br>".join(t.text(catalog.tables()[table].title) for table in table_ids) or t("No open table")
