"""Which towns live on remittances: all municipalities on a map, and those with most and least of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.remittances_period import dated, period_of
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import Classes, classed_map, quantiles
from components.theme import Palette, template

TABLES = (
    "remittances_by_municipality", "population_by_municipality", "municipalities", "remittances_by_state",
    "migration_intensity_by_municipality",
)  # fmt: skip
CAVEATS = ("vintage_differs", "modelled_estimate")
REBUILT_OUTLINE = "03002"
NO_OUTLINE = ("24059", "25019", "25020")
MANY_A_YEAR, MANY_A_QUARTER = 1000, 250  # dollars per inhabitant, for the headline of the map
NAMED = 8  # more places than these are counted, not named
ENDS = 10
LINE, BAR, LETTERS = 17, 26, 58  # pixels of a line of text and of a bar with its gap; letters a phone has room for
SAME = 1e-4  # two vintages that differ by less are the same figure


@dataclass(frozen=True)
class Measure:
    """A measure of municipalities: its column, and its name and figures in words."""

    column: str
    title: Callable[[Language], str]
    write: Callable[[float, Language], str]
    hover: str


def _dollars(value: float, t: Language) -> str:
    return t.money(value, "usd")


def _per_person(value: float, t: Language) -> str:
    """Dollars, and parts of a cent where there are no dollars: a figure that is not zero never reads as one."""
    digits = 0 if value >= 10 or value == 0 else 2 if value >= 0.1 else 3 if value >= 0.001 else 6
    return "US$" + t.number(value, digits)


MEASURES = {
    "municipality_usd": Measure("amount_usd", lambda t: t("Remittances, nominal US dollars"), _dollars, "US$%{z:,.0f}"),
    "municipality_per_person": Measure(
        "per_person_usd",
        lambda t: t("Remittances per inhabitant, nominal US dollars"),
        _per_person,
        "US$%{z:,.2f}",
    ),
}


def map_of_all(rows: pd.DataFrame, states: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Every municipality on a map.

    rows: as `store.municipal_remittances` gives them; states: as `store.municipal_remittances_by_state` does.
    measure: slug of MEASURES.
    """
    what = MEASURES[measure]
    known = rows.dropna(subset=[what.column])
    if known.empty:
        return Exhibit(f"map_{measure}", what.title(t), "", "", known, TABLES)
    classes = quantiles(known[what.column])
    return Exhibit(
        name=f"map_{measure}",
        headline=_headline(known, measure, t),
        subtitle=t("{measure}, {period}", measure=what.title(t), period=period_of(rows, t)),
        alt=_map_told(known, known[classes.of(known[what.column]) == len(classes.uppers) - 1], what, t),
        rows=dated(rows.sort_values(what.column, ascending=False, na_position="last", ignore_index=True)),
        tables=TABLES,
        caveats=(*CAVEATS, *_outlines(rows)),
        views={"map": _map(rows, classes, what, t, colours)},
        notes=(
            *notes(states, t),
            *_zeros(states, t),
            *_no_series(rows, t),
            *_no_outline(rows, t),
            classes.note(t),
        ),
    )


def ranking(rows: pd.DataFrame, states: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """The municipalities with most and with least, among those with any. Arguments: as `map_of_all` takes them."""
    what = MEASURES[measure]
    ranked = rows[rows[what.column] > 0].sort_values(what.column, ascending=False, ignore_index=True)
    if ranked.empty:
        return Exhibit(f"ranking_{measure}", what.title(t), "", "", ranked, TABLES)
    shown = ranked if len(ranked) <= 2 * ENDS else pd.concat([ranked.head(ENDS), ranked.tail(ENDS)])
    return Exhibit(
        name=f"ranking_{measure}",
        headline=_leader(ranked, rows, measure, t),
        subtitle=t(
            "{measure}, {period}; of {n} municipalities with any amount, those with most and with least",
            measure=what.title(t), period=period_of(rows, t), n=t.number(len(ranked)),
        ),
        alt=t(
            "{title} by municipality. Most: {top}. Least, of those with any: {bottom}.",
            title=what.title(t), top=_told(ranked.head(3), what, t), bottom=_told(ranked.tail(3)[::-1], what, t),
        ),
        rows=dated(shown.reset_index(drop=True)),
        tables=TABLES,
        caveats=CAVEATS,
        views={"chart": _bars(shown, what, t, colours)},
        notes=(
            *([t("No municipality is left out for being small: its population stands beside its name.")]
              if measure == "municipality_per_person" else []),
            *notes(states, t),
        ),
    )  # fmt: skip


def notes(states: pd.DataFrame, t: Language) -> list[str]:
    """What has to be known with any figure by municipality. states: as `store.municipal_remittances_by_state`."""
    return [_unidentified(states, t), _vintage(states, t)]


def _unidentified(states: pd.DataFrame, t: Language) -> str:
    amount, identified = states["unidentified_usd"].sum(), states["amount_usd"].sum()
    return t(
        "Attributed to no municipality (“not identified”), and in no figure above: {amount}, {share} of all.",
        amount=t.money(amount, "usd"), share=t.percent(amount / (amount + identified), 1),
    )  # fmt: skip


def _vintage(states: pd.DataFrame, t: Language) -> str:
    """Whether the series by municipality is still the one that the states' is made of."""
    here, there = states[["amount_usd", "unidentified_usd"]].sum().sum(), states["state_series_usd"].sum()
    if abs(here - there) <= SAME * there:
        return t("With what is not identified, the municipalities add up to the series by state.")
    return t(
        "The series by municipality is of an earlier date than the one by state: with what is not identified it adds "
        "up to {here} million dollars, the one by state to {there}.",
        here=t.number(here / 1e6, 1), there=t.number(there / 1e6, 1),
    )  # fmt: skip


def _zeros(states: pd.DataFrame, t: Language) -> list[str]:
    zero, receiving = int(states["at_zero"].sum()), int(states["at_zero_receiving"].sum())
    if not zero:
        return []
    return [
        t(
            "Zero is the source’s figure and does not mean that no family receives. At zero: {zero} municipalities; "
            "with dwellings that received remittances in 2020 (CONAPO): {receiving} of them. Money seems to be counted "
            "where it is paid out, so that towns with a bank stand out over the villages around them.",
            zero=t.number(zero), receiving=t.number(receiving),
        )
    ]  # fmt: skip


def _no_series(rows: pd.DataFrame, t: Language) -> list[str]:
    without = rows.loc[rows["amount_usd"].isna(), "municipality"]
    if without.empty:
        return []
    count = t.plural("{n} municipality", "{n} municipalities", len(without))
    return [
        t(
            "No series, which is not zero: {municipalities}. The source keeps to the municipalities of 2010. What the "
            "newer ones receive is in “not identified” or in those they were part of, whose figure per person may be "
            "too high.",
            municipalities=t.together(without) if len(without) <= NAMED else count,
        )
    ]


def _outlines(rows: pd.DataFrame) -> list[str]:
    """Flags of the map beside those of the figures."""
    rebuilt = ["reconstructed_geometry"] if (rows["municipality_code"] == REBUILT_OUTLINE).any() else []
    return [*rebuilt, *(["missing_values"] if rows["amount_usd"].isna().any() else [])]


def _no_outline(rows: pd.DataFrame, t: Language) -> list[str]:
    without = rows.loc[rows["municipality_code"].isin(NO_OUTLINE), "municipality"]
    if without.empty:
        return []
    return [t("In the table and not on the map, for want of an outline: {names}.", names=t.together(without))]


def _headline(known: pd.DataFrame, measure: str, t: Language) -> str:
    values = known[MEASURES[measure].column]
    zero = int((values == 0).sum())
    said = {"all": t.number(len(known)), "zero": t.number(zero)}
    if measure == "municipality_usd":
        said["median"] = t.money(values.median(), "usd")
        if not zero:
            return t("Half of {all} municipalities received less than {median}", **said)
        return t("Half of {all} municipalities received less than {median}; in {zero}, none were recorded", **said)
    many = MANY_A_YEAR if pd.isna(known["quarter"].iloc[0]) else MANY_A_QUARTER
    said |= {"n": t.number(int((values >= many).sum())), "many": _per_person(many, t)}
    if not zero:
        return t("In {n} of {all} municipalities remittances came to {many} per inhabitant or more", **said)
    return t(
        "In {n} of {all} municipalities remittances came to {many} per inhabitant or more; in {zero}, none were "
        "recorded",
        **said,
    )


def _leader(ranked: pd.DataFrame, rows: pd.DataFrame, measure: str, t: Language) -> str:
    top = ranked.iloc[0]
    said = {"municipality": top["municipality"], "state": top["state"]}
    if measure == "municipality_usd":
        return t(
            "{municipality}, {state}, received the most: {amount}, {share} of what is identified",
            amount=t.money(top["amount_usd"], "usd", words=True), share=t.percent(top["share"], 1), **said,
        )  # fmt: skip
    both = rows.dropna(subset=["per_person_usd"])
    return t(
        "{municipality}, {state}, received {amount} per inhabitant, the most; {n} municipalities together, {mean}",
        amount=_per_person(top["per_person_usd"], t), n=t.number(len(both)),
        mean=_per_person(both["amount_usd"].sum() / both["population"].sum(), t), **said,
    )  # fmt: skip


def _told(part: pd.DataFrame, what: Measure, t: Language) -> str:
    values = (what.write(value, t) for value in part[what.column])
    return t.together(
        t("{municipality}, {state} ({value})", municipality=name, state=state, value=value)
        for name, state, value in zip(part["municipality"], part["state"], values)
    )


def _map_told(known: pd.DataFrame, strongest: pd.DataFrame, what: Measure, t: Language) -> str:
    """The map in words. strongest: the places in the strongest colour."""
    where = strongest["state"].value_counts().head(3)
    return t(
        "Map of municipalities. {title}. Most: {top}. Median: {median}. At zero: {zero}. Of the {n} in the strongest "
        "colour, by state: {where}.",
        title=what.title(t), top=_told(known.nlargest(3, what.column), what, t),
        median=what.write(known[what.column].median(), t), zero=t.number(int((known[what.column] == 0).sum())),
        n=t.number(len(strongest)), where=t.together(f"{state} {t.number(n)}" for state, n in where.items()),
    )  # fmt: skip


def _map(rows: pd.DataFrame, classes: Classes, what: Measure, t: Language, colours: Palette) -> go.Figure:
    drawn = rows[~rows["municipality_code"].isin(NO_OUTLINE)]
    places = pd.DataFrame(
        {"code": drawn["municipality_code"], "value": drawn[what.column].astype(float), "within": drawn["state"]}
    )
    return classed_map(
        "mx_municipalities", places, classes, colours, title=what.title(t),
        write=lambda value: what.write(value, t), hover=what.hover, missing=t.missing, outline="mx_states",
    )  # fmt: skip


def _bars(shown: pd.DataFrame, what: Measure, t: Language, colours: Palette) -> go.Figure:
    """Bars under their names: names of municipalities are too long to stand beside them on a phone."""
    labels = [what.write(value, t) for value in shown[what.column]]
    names = [_name(row, t) for _, row in shown.iterrows()]
    both_ends = len(shown) == 2 * ENDS and shown.index[ENDS] != ENDS
    headings = {0: t("The most"), ENDS: t("The least")} if both_ends else {}
    places, below = _places(names, headings)
    figure = go.Figure(
        go.Bar(
            x=shown[what.column].to_numpy(),
            y=places,
            width=BAR * 0.6,
            orientation="h",
            text=labels,
            textposition="outside",
            textfont={"size": 13, "color": colours.ink},
            cliponaxis=False,
            marker={"color": [colours.accent if i < ENDS else colours.muted for i in range(len(shown))]},
            customdata=shown["municipality"].to_numpy(),
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )
    figure.add_scatter(
        x=[0] * len(names), y=[place - BAR * 0.4 for place in places], mode="text", textposition="top right",
        text=[(f"<b>{headings[i]}</b><br><br>" if i in headings else "") + name for i, name in enumerate(names)],
        textfont={"size": 13, "color": colours.ink}, cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, shown[what.column].max()])
    figure.update_yaxes(visible=False, range=[below, 0])
    room = 10 + 8 * max(len(label) for label in labels)
    figure.update_layout(template=template(colours), height=below, margin={"t": 0, "r": room})
    return figure


def _name(row: pd.Series, t: Language) -> str:
    """Name, state and population over a bar, in as few lines as a phone has room for."""
    if pd.isna(row["population"]):
        rest = row["state"]
    else:
        people = t.plural("{n} inhabitant", "{n} inhabitants", row["population"])
        rest = t("{state} · {people}", state=row["state"], people=people)
    if len(row["municipality"]) + len(rest) + 2 <= LETTERS:
        return f"<b>{row['municipality']}</b>, {rest}"
    lines = [f"<b>{line}</b>" for line in textwrap.wrap(row["municipality"], LETTERS - 4)]
    return "<br>".join([*lines, rest])


def _places(names: list[str], headings: dict[int, str]) -> tuple[list[float], float]:
    """Where each bar lies, in pixels from the top, and where the last ends."""
    places, below = [], 0.0
    for i, name in enumerate(names):
        lines = 1 + name.count("<br>") + (2.5 if i in headings else 0)
        below += LINE * lines + BAR
        places.append(below - BAR / 2)
        below += 6
    return places, below
