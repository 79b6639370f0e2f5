"""The two ends of the way, from where they leave and where they live, and why no line can be drawn between them."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import classed_map, natural_breaks
from components.names import us_state_name, value_name
from components.promises import address
from components.theme import Palette
from data import catalog
from data.catalog.gaps import gaps

FROM, TO = ("migration_intensity_by_state",), ("mexican_born_by_us_state", "consulates")
GAP = "state_to_state"
LEFT = ("emigrants_pct", "receiving_remittances_pct", "national_rank")  # figures of the ranked tables
LIVED = ("mexican_born_2016_2020", "share", "consulates")
TOLD = 2  # places that the headline names


def _not_one_scale(t: Language) -> str:
    return t(
        "The two maps are of different things and years, dwellings that people left and people who live there: their "
        "shades cannot be compared."
    )


def leave(
    rows: pd.DataFrame, national: pd.DataFrame, t: Language, colours: Palette, selected: str | None = None
) -> Exhibit:
    """From where they leave. rows: as `store.emigration_by_state` gives them; national: `store.emigration_national`.

    selected: code of the state that is marked on the map.
    """
    title = t("From where they leave")
    if rows.empty:
        return Exhibit("margin_mexico", title, "", "", rows, FROM)
    ranked = rows.sort_values("emigrants_pct", ascending=False, ignore_index=True)
    labels = [_pct(value, t) for value in ranked["emigrants_pct"]]
    classes = natural_breaks(ranked["emigrants_pct"])
    places = ranked.rename(columns={"state_code": "code", "emigrants_pct": "value", "state": "name"})
    return Exhibit(
        name="margin_mexico",
        headline=_left(ranked, labels, t),
        subtitle=_dwellings(national, t),
        alt=t(
            "Dwellings with emigrants by state: {all}.",
            all=t.together(f"{state} {label}" for state, label in zip(ranked["state"], labels)),
        ),
        rows=ranked[
            [
                "state", "state_code", "emigrants_pct", "emigrants_2010_pct", "receiving_remittances_pct", "return_pct",
                "circular_pct", "dwellings", "grade", "national_rank",
            ]
        ],
        tables=FROM,
        caveats=(),
        views={
            "map": classed_map(
                "mx_states", places[["code", "value", "name"]], classes, colours,
                title=t("Dwellings with emigrants, 2020"), write=lambda value: _pct(value, t),
                hover="%{z:.1f}%", missing=t.missing, selected=selected,
            ),
            "chart": ranked_bars(
                ranked["state"].tolist(), ranked["emigrants_pct"].round(2).tolist(), labels, colours, told=TOLD
            ),
        },
        notes=(*_by_index(ranked, t), _not_one_scale(t), classes.note(t)),
    )  # fmt: skip


def _pct(value: float, t: Language) -> str:
    return t.percent(value / 100, 1)


def _left(ranked: pd.DataFrame, labels: list[str], t: Language) -> str:
    if len(ranked) == 1:
        return t("{state}: someone left from {share} of dwellings", state=ranked["state"][0], share=labels[0])
    told = [f"{state} ({label})" for state, label in zip(ranked["state"][:TOLD], labels)]
    told[0] = t("{state} ({share} of dwellings)", state=ranked["state"][0], share=labels[0])
    return t("Where departures weigh most: {states}", states=t.together(told))


def _dwellings(national: pd.DataFrame, t: Language) -> str:
    first, last = national.iloc[0], national.iloc[-1]
    return t(
        "Dwellings from which someone left for the United States in the five years before, percent, {last}; in the "
        "country, {now} ({before} in {first})",
        last=int(last["year"]), first=int(first["year"]), now=_pct(last["emigrants_pct"], t),
        before=_pct(first["emigrants_pct"], t),
    )  # fmt: skip


def _by_index(ranked: pd.DataFrame, t: Language) -> list[str]:
    """CONAPO's own order, which joins remittances and returns to the departures."""
    if len(ranked) < 4:
        return []
    first = ranked.sort_values("national_rank").head(4)
    return [
        t(
            "By CONAPO’s index of intensity, which also counts remittances and returns: {states}. The ranks of 2010 "
            "and 2020 cannot be compared; the shares of dwellings can, with care.",
            states=t.together(f"{row.state} {int(row.national_rank)}" for row in first.itertuples()),
        )
    ]


def live(
    rows: pd.DataFrame, consulates: pd.DataFrame, t: Language, colours: Palette, selected: str | None = None
) -> Exhibit:
    """Where they live. rows: as `store.mexican_born_by_us_state` gives them; consulates: `store.consulates`.

    selected: postal code of the state that is marked on the map.
    """
    known = rows.dropna(subset=["mexican_born_2016_2020"])
    if known.empty:
        return Exhibit("margin_us", t("Where they live"), "", "", known, TO)
    now, before = (known[f"mexican_born_{period}"].astype(int) for period in ("2016_2020", "2006_2010"))
    names = [us_state_name(code, t) for code in rows["us_state"]]
    labels = [t.number(people) for people in now]
    classes = natural_breaks(now)
    places = pd.DataFrame({"code": rows["us_state"], "value": rows["mexican_born_2016_2020"], "name": names})
    figure = classed_map(
        "us_states", places[places["code"] != "PR"], classes, colours, title=t("Born in Mexico, thousands, 2016-2020"),
        write=lambda value: t.number(value / 1000), hover="%{z:,.0f}", missing=t.missing, selected=selected,
    )  # fmt: skip
    return Exhibit(
        name="margin_us",
        headline=_held(known, names, t),
        subtitle=t(
            "People born in Mexico by US state, mean of 2016-2020: {now}; in 2006-2010, {before}. Points: consulates "
            "of Mexico",
            now=t.number(now.sum()), before=t.number(before.sum()),
        ),
        alt=t(
            "People born in Mexico by US state: {all}. {consulates}.",
            all=t.together(f"{name} {label}" for name, label in zip(names, labels)),
            consulates=t.plural("{n} consulate", "{n} consulates", len(consulates)),
        ),
        rows=_named(rows, names),
        tables=TO,
        views={
            "map": _with_consulates(figure, consulates, t, colours),
            "chart": ranked_bars(names[: len(known)], now.tolist(), labels, colours, told=TOLD),
        },
        notes=(*_estimates(rows, t), _not_one_scale(t), classes.note(t)),
    )  # fmt: skip


def _named(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The rows with the name of each state before its code."""
    named = rows.copy()
    named.insert(0, "place_name", names)
    return named


def _held(known: pd.DataFrame, names: list[str], t: Language) -> str:
    if len(known) <= TOLD:
        return t(
            "{states}: {share} of the Mexican-born in the United States",
            states=t.together(names[: len(known)]), share=t.percent(known["share"].sum(), 0 if len(known) > 1 else 1),
        )  # fmt: skip
    top = known.head(TOLD)
    return t(
        "{share} of the Mexican-born in the United States live in {states}",
        share=t.percent(top["share"].sum()),
        states=t.together(names[:TOLD]),
    )


def _estimates(rows: pd.DataFrame, t: Language) -> list[str]:
    without = [us_state_name(code, t) for code in rows.loc[rows["mexican_born_2016_2020"].isna(), "us_state"]]
    notes = [
        t(
            "Estimates of a survey, five-year means: where the figures are small, the change between periods may be "
            "chance."
        )
    ]
    if without:
        notes.append(t("A consulate and no figure of people: {places}.", places=t.together(without)))
    return notes


def _with_consulates(figure: go.Figure, consulates: pd.DataFrame, t: Language, colours: Palette) -> go.Figure:
    """Small points over the map, one trace. The projection has no place for Puerto Rico."""
    figure.add_scattergeo(
        lon=consulates["longitude"].to_numpy(np.float32), lat=consulates["latitude"].to_numpy(np.float32),
        text=consulates["city"].tolist(), mode="markers", name=t("Consulate of Mexico"),
        customdata=consulates["us_state"].tolist(),  # a click on it means its state
        marker={"size": 6, "color": colours.diverging[0], "line": {"width": 1, "color": colours.paper}},
        hovertemplate=t("Consulate in {city}", city="%{text}") + "<extra></extra>",
    )  # fmt: skip
    return figure


def between(cases: pd.DataFrame, t: Language) -> Exhibit:
    """Why no line can be drawn between the two ends, and who could. cases: as `store.survey_cases` gives them."""
    gap = gaps()[GAP]
    samples = t.together(
        t(
            "{survey} ({n} cases, {cells} pairs of states with ten or more)",
            survey=value_name("survey_corridors", "survey", survey, t), n=t.number(count), cells=t.number(cells),
        )
        for survey, count, cells in cases[["survey", "count", "cells"]].itertuples(index=False)
    )  # fmt: skip
    known = "; ".join(
        f"{t.text(catalog.tables()[table].title)} ({t.text(catalog.tables()[table].coverage)})" for table in gap.tables
    )
    return Exhibit(
        name="margin_between",
        headline=t("No open source tells from which Mexican state people went to which US state"),
        subtitle=t("What is missing between the two maps, and who holds it, by our reading"),
        alt="",
        rows=pd.DataFrame(
            [(t.text(gap.what), t.text(gap.holder), known)],
            columns=["gap", "holder", "known_part"],
        ),
        tables=("survey_corridors",),
        html=_why(samples, t),
    )


def _why(samples: str, t: Language) -> str:
    gap = gaps()[GAP]
    holder = t("Held by (our reading): {holder}.", holder=t.text(gap.holder))
    surveys = t(
        "Two surveys ask both, of the people they met and not of all migrants: {surveys}. They are shown as samples "
        "on the map of the surveys and on the page of each state.",
        surveys=samples,
    )
    ask = t("Ask for it")
    link = f'<a href="{escape(address("agenda", t, "requests", measure=GAP))}">{escape(ask)}</a>'
    return (
        f'<ul class="gaps"><li><b>{escape(t.text(gap.what))}</b> {escape(holder)} {link}'
        f"<small>{escape(surveys)}</small></li></ul>"
    )
