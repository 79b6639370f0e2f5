"""Need against federal money per inhabitant, state by state, and the four groups that the national values make."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.labels import place
from components.exhibit import Exhibit, format_cell
from components.i18n import Language
from components.pieces import Group
from components.theme import Palette, template
from data import catalog
from data.store import NEEDS, NeedMeasure

MONEY = "per_person_mxn_real"
TABLES = ("programme_budget_by_state", "population_by_state", "price_index")
GROUPS = ("less_reached", "need_reached", "less_not", "need_left_out")  # as they lie on the plot, row by row
HEIGHT, ROOM_BELOW = 620, 65
CORNER = 18  # letters in a line of a corner, so that two corners fit on a phone
NEAR = 0.1  # so close to the national figure that the group says little
Said = Callable[[Language], str]


@dataclass(frozen=True)
class Words:
    """How a measure of need is drawn and spoken of. `headline` takes {less} and {all}."""

    caveats: tuple[str, ...]
    axis: Said
    headline: Said
    subtitle: Said
    groups: dict[str, Said]


_MIGRATION_GROUPS: dict[str, Said] = {
    "need_reached": lambda t: t("More migration and reached"),
    "need_left_out": lambda t: t("More migration and left out"),
    "less_reached": lambda t: t("Less migration and reached"),
    "less_not": lambda t: t("Less migration, little money"),
}

WORDS = {
    "marginalisation": Words(
        ("inverted_index", "modelled_estimate", "not_distributable"),
        lambda t: t("← less poor · poorer →<br>CONAPO index 2010 (a low value is more marginalised)"),
        lambda t: t("Of {all} states poorer than the country, {less} got less federal money per inhabitant than it"),
        lambda t: t("Marginalisation in 2010 (poorer to the right)"),
        {
            "need_reached": lambda t: t("Poorer and reached"),
            "need_left_out": lambda t: t("Poorer and left out"),
            "less_reached": lambda t: t("Less poor and reached"),
            "less_not": lambda t: t("Less poor, little money"),
        },
    ),
    "emigrants": Words(
        ("modelled_estimate", "not_distributable"),
        lambda t: t("← less migration · more migration →<br>Dwellings with emigrants to the US, 2010, percent"),
        lambda t: t(
            "Of {all} states with more emigrants than the country, {less} got less federal money per inhabitant than it"
        ),
        lambda t: t("Dwellings with emigrants to the United States in 2010"),
        _MIGRATION_GROUPS,
    ),
    "remittances": Words(
        ("modelled_estimate", "not_distributable"),
        lambda t: t("← less migration · more migration →<br>Dwellings that receive remittances, 2010, percent"),
        lambda t: t(
            "Of {all} states where more dwellings receive remittances than in the country, "
            "{less} got less federal money per inhabitant than it"
        ),
        lambda t: t("Dwellings that receive remittances in 2010"),
        _MIGRATION_GROUPS,
    ),
}  # fmt: skip


def measure_names(t: Language) -> dict[str, str]:
    """Names of the measures of migration, the default first."""
    return {"emigrants": t("Emigrants"), "remittances": t("Remittances")}


def grouped(rows: pd.DataFrame, need: str, national: float, per_person: float) -> pd.DataFrame:
    """The states on record with `quadrant`. rows: as `store.targeting` gives them; national values of both axes."""
    known = rows.dropna(subset=[MONEY, NEEDS[need].column]).copy()
    value = known[NEEDS[need].column]
    much = value < national if NEEDS[need].low_is_much else value > national
    reached = known[MONEY] > per_person
    names = {
        (True, True): "need_reached", (True, False): "need_left_out",
        (False, True): "less_reached", (False, False): "less_not",
    }  # fmt: skip
    known["quadrant"] = [names[pair] for pair in zip(much, reached)]
    return known


def told(rows: pd.DataFrame, need: str, t: Language) -> list[Group]:
    """The four groups in words, with their states, the one with most money per inhabitant first. rows: `grouped`."""
    groups = []
    for name in GROUPS:
        inside = rows[rows["quadrant"] == name].sort_values(MONEY, ascending=False)
        listed = t.together(inside["state"]) if len(inside) else t("none")
        detail = t.plural("{n} state: {states}.", "{n} states: {states}.", len(inside), states=listed)
        groups.append(Group(WORDS[need].groups[name](t), detail, told=name == "need_left_out"))
    return groups


def exhibit(
    rows: pd.DataFrame,
    need: str,
    national: float,
    per_person: float,
    t: Language,
    colours: Palette,
    marked: tuple[str, ...] = (),
) -> Exhibit:
    """Need to the right, money per inhabitant upwards, on a log scale.

    rows: as `grouped`, and year_from, year_to, base_year. national: the need of the country; per_person: its pesos.
    marked: codes of the states that the reader looks for.
    """
    words, measure = WORDS[need], NEEDS[need]
    tables = (*TABLES, measure.table)
    if rows.empty:
        return Exhibit(f"money_and_{need}", words.subtitle(t), "", "", rows, tables)
    count = rows["quadrant"].value_counts()
    less, all_ = int(count.get("need_left_out", 0)), int(count.reindex(["need_left_out", "need_reached"]).sum())
    first = rows.iloc[0]
    meaning = catalog.describe(measure.column, tables)
    return Exhibit(
        name=f"money_and_{need}",
        headline=words.headline(t).format(less=t.number(less), all=t.number(all_)),
        subtitle=t(
            "{need} against federal money of the programme per inhabitant, pesos of {base}, sum of {period}, log "
            "scale. Dashed lines: the whole country ({national}; {money} per inhabitant)",
            need=words.subtitle(t), base=int(first["base_year"]), period=t.years(first["year_from"], first["year_to"]),
            national=format_cell(national, meaning, t), money=_pesos(per_person, t),
        ),
        alt=" ".join(
            [t("Scatter of the states, federal money per inhabitant against need.")]
            + [f"{group.title}: {group.detail}" for group in told(rows, need, t)]
        ),
        rows=rows[["state_code", "state", measure.column, "population_mean", "amount_mxn_real", MONEY, "quadrant"]]
        .sort_values(MONEY, ascending=False, ignore_index=True),
        tables=tables,
        caveats=words.caveats,
        notes=_notes(rows, per_person, t),
        views={"chart": _scatter(rows, words, measure, national, per_person, marked, t, colours)},
    )  # fmt: skip


def _pesos(value: float, t: Language) -> str:
    return format_cell(float(value), catalog.describe(MONEY), t)


def _notes(rows: pd.DataFrame, per_person: float, t: Language) -> tuple[str, ...]:
    """What reached means, the states that are close to the line, and those that a log scale cannot show."""
    notes = [t("Reached: more federal money per inhabitant than the whole country; left out or little money: less.")]
    near = rows.loc[(rows[MONEY] / per_person - 1).abs() <= NEAR, "state"].tolist()
    if near:
        within = t.percent(NEAR)
        notes.append(t("On the line, give or take {within}: {states}.", within=within, states=t.together(near)))
    none = rows.loc[rows[MONEY] <= 0, "state"].tolist()
    if none:
        notes.append(t("No money in these years, and so not on a log scale: {states}.", states=t.together(none)))
    return tuple(notes)


def _scatter(
    rows: pd.DataFrame,
    words: Words,
    measure: NeedMeasure,
    national: float,
    per_person: float,
    marked: tuple[str, ...],
    t: Language,
    colours: Palette,
) -> go.Figure:
    drawn = rows[rows[MONEY] > 0]
    across, up = _axes(drawn, measure, national, per_person)
    fills = {"need_left_out": colours.accent, "need_reached": colours.ink}
    chosen = drawn["state_code"].isin(marked)
    figure = go.Figure(
        go.Scatter(
            x=drawn[measure.column].tolist(),
            y=drawn[MONEY].tolist(),
            mode="markers+text",
            text=[f"<b>{name}</b>" if mark else name for name, mark in zip(drawn["abbreviation"], chosen)],
            textposition=_sides(drawn, measure, across, up, national, per_person),
            textfont={"size": 12, "color": colours.ink},
            cliponaxis=False,
            marker={
                "size": [14 if mark else 8 for mark in chosen],
                "color": [fills.get(group, colours.muted) for group in drawn["quadrant"]],
                "line": {"width": [3 if mark else 0 for mark in chosen], "color": colours.ink},
                "opacity": 1,
            },
            customdata=[_hover(row, measure, t) for _, row in drawn.iterrows()],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    dashed = {"color": colours.quiet, "width": 1, "dash": "dash"}
    figure.add_vline(x=national, line=dashed, layer="below")
    figure.add_hline(y=per_person, line=dashed, layer="below")
    figure.update_xaxes(title={"text": words.axis(t)}, range=across, showgrid=False, zeroline=False, nticks=6)
    ticks = [10.0**power for power in _powers(up)]
    written = [t.money_in_full(tick, "mxn") if tick >= 1 else _pesos(tick, t) for tick in ticks]
    figure.update_yaxes(type="log", range=up, tickvals=ticks, ticktext=written)
    _corners(figure, words, t, colours)
    figure.update_layout(template=template(colours), height=HEIGHT)
    return figure


def _axes(
    drawn: pd.DataFrame, measure: NeedMeasure, national: float, per_person: float
) -> tuple[list[float], list[float]]:
    """What the axes span, need growing to the right; money in powers of ten, with room for the names of the groups."""
    need, money = [*drawn[measure.column], national], [math.log10(value) for value in (*drawn[MONEY], per_person)]
    pad = (max(need) - min(need)) * 0.08
    across = [min(need) - pad, max(need) + pad]
    return across[::-1] if measure.low_is_much else across, [min(money) - 0.35, max(money) + 0.45]


def _powers(up: list[float]) -> range:
    return range(math.ceil(up[0]), math.floor(up[1]) + 1)


def _sides(
    drawn: pd.DataFrame,
    measure: NeedMeasure,
    across: list[float],
    up: list[float],
    national: float,
    per_person: float,
) -> list[str]:
    """The side of its point that each name stands on, clear of the national lines and the grid."""

    def along(value: float, span: list[float]) -> float:
        return (value - span[0]) / (span[1] - span[0])

    return place(
        [along(value, across) for value in drawn[measure.column]],
        [along(math.log10(value), up) for value in drawn[MONEY]],
        drawn["abbreviation"].tolist(),
        HEIGHT - ROOM_BELOW,
        lines=([along(national, across)], [along(power, up) for power in (math.log10(per_person), *_powers(up))]),
    )


def _hover(row: pd.Series, measure: NeedMeasure, t: Language) -> str:
    need = format_cell(float(row[measure.column]), catalog.describe(measure.column, (measure.table,)), t)
    money = t("{money} per inhabitant", money=_pesos(row[MONEY], t))
    return f"<b>{row['state']}</b><br>{money}<br>{need}"


def _corners(figure: go.Figure, words: Words, t: Language, colours: Palette) -> None:
    """The name of each group in its corner."""
    for name, (x, y) in zip(GROUPS, ((0, 1), (1, 1), (0, 0), (1, 0))):
        figure.add_annotation(
            x=x, y=y, xref="paper", yref="paper", text="<br>".join(textwrap.wrap(words.groups[name](t), CORNER)),
            showarrow=False,
            xanchor="right" if x else "left", yanchor="top" if y else "bottom", align="right" if x else "left",
            font={"size": 13, "color": colours.accent if name == "need_left_out" else colours.quiet},
            bgcolor=colours.paper,
        )  # fmt: skip
