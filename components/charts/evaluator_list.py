"""The states that the reference report names, against where they stand in money and works."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.i18n import Language
from components.pieces import Group
from components.theme import Palette, template
from data import catalog

TABLES = (
    "programme_facts", "programme_budget_by_state", "population_by_state", "price_index", "works_by_funder",
    "marginalisation_by_state",
)  # fmt: skip
THIRD_SAID = {"best_served": "top", "underserved": "bottom"}  # the third in which the statement holds
MEASURES = ("money", "per_person", "works")
SYMBOLS = {"money": "circle", "per_person": "diamond", "works": "square"}
ROW = 46


def _measure(name: str, t: Language) -> str:
    return {
        "money": t("federal money"),
        "per_person": t("federal money per inhabitant"),
        "works": t("works of 2007"),
    }[name]


def _said(named: str, t: Language) -> str:
    return t.text((catalog.derived_columns()["named"].values or {})[named])


def holds(row: pd.Series, measure: str) -> bool | None:
    """Whether the statement holds: named as gaining most and in the third with most, or named as left out and in the
    third with least. None where the state is not on record. row: as `store.evaluator_list` gives it."""
    third = row[f"{measure}_third"]
    return None if pd.isna(third) else third == THIRD_SAID[row["named"]]


def told(rows: pd.DataFrame, on_record: dict[str, int], t: Language) -> list[Group]:
    """For each state where the statement holds and where it does not. on_record: states ranked, by measure."""
    groups = []
    for _, row in rows.iterrows():
        parts: dict[bool | None, list[str]] = {True: [], False: [], None: []}
        for measure in MEASURES:
            verdict = holds(row, measure)
            name = _measure(measure, t)
            if verdict is not None:
                rank, n = t.number(row[f"{measure}_rank"]), t.number(on_record[measure])
                name = t("{measure} (rank {rank} of {n})", measure=name, rank=rank, n=n)
            parts[verdict].append(name)
        sentences = [t("Named as: {said}.", said=_said(row["named"], t))]
        if parts[True]:
            sentences.append(t("Holds in {measures}.", measures=t.together(parts[True])))
        if parts[False]:
            sentences.append(t("Does not hold in {measures}.", measures=t.together(parts[False])))
        if parts[None]:
            sentences.append(t("Not on record: {measures}.", measures=t.together(parts[None])))
        rank = t.number(row["marginalisation_rank"])
        sentences.append(t("In marginalisation it was number {rank} of 32.", rank=rank))
        groups.append(Group(row["state"], " ".join(sentences), told=not parts[True]))
    return groups


def exhibit(rows: pd.DataFrame, on_record: dict[str, int], t: Language, colours: Palette) -> Exhibit:
    """Ranks of the named states. rows: as `store.evaluator_list`; on_record: states ranked, by measure."""
    title = t("The states that the report named")
    if rows.empty:
        return Exhibit("evaluator_list", title, "", "", rows, TABLES)
    first = rows.iloc[0]
    columns = ["money", "per_person", "works"]
    shown = [
        "named", "state_code", "state", "amount_mxn_real", "per_person_mxn_real", "works_2007_mxn",
        *(f"{c}_rank" for c in columns), *(f"{c}_third" for c in columns), "marginalisation_rank",
    ]  # fmt: skip
    return Exhibit(
        name="evaluator_list",
        headline=_headline(rows, t),
        subtitle=t(
            "Rank of the states that the report names (1 has most): federal money {period}, the same per "
            "inhabitant, and works of 2007. A statement is taken to hold when a state named as gaining most is in the "
            "third with most, and one named as unable to take part in the third with least",
            period=t.years(first["year_from"], first["year_to"]),
        ),
        alt=" ".join(f"{group.title}: {group.detail}" for group in told(rows, on_record, t)),
        rows=rows[shown],
        tables=TABLES,
        caveats=("secondary_source", "not_distributable", "incomplete_geography"),
        notes=(
            t("Shaded on the chart: the ranks in which the statement holds."),
            t("The statements are of 2007; the money is of {period}: a state may have begun to take part in between.",
              period=t.years(first["year_from"], first["year_to"])),
        ),
        views={"chart": _dots(rows, on_record, t, colours)},
    )  # fmt: skip


def _headline(rows: pd.DataFrame, t: Language) -> str:
    """The states named as unable to take part that are among those with most money; else how many of those stand."""
    left_out = rows[rows["named"] == "underserved"]
    contrary = left_out.loc[left_out["money_third"] == "top", "state"].tolist()
    if contrary:
        return t(
            "Named as unable to take part, yet in the third of states with most money: {states}",
            states=t.together(contrary),
        )
    standing = sum(bool(holds(row, "money")) for _, row in rows.iterrows())
    return t(
        "The money bears out {n} of the {all} states that the report named",
        n=t.number(standing), all=t.number(len(rows)),
    )  # fmt: skip


def _dots(rows: pd.DataFrame, on_record: dict[str, int], t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    last = max(on_record.values())
    gaps = (rows["named"] != rows["named"].shift()).cumsum() - 1  # between the two lists
    at = [place + 0.7 * gap for place, gap in zip(range(len(rows)), gaps)]
    _thirds(figure, at, rows, last, t, colours)
    for measure, lift in zip(MEASURES, (-0.26, 0, 0.26)):
        _ranks(figure, rows, measure, [y + lift for y in at], t, colours)
    figure.update_xaxes(
        range=[0, last + 2.5], tickvals=[1, 10, 20, last], showgrid=False, zeroline=False,
        title={"text": t("Rank among the states on record (1 has most)"), "standoff": 14},
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=at, ticktext=rows["state"].tolist(), range=[at[-1] + 0.6, -1.1], showgrid=False, zeroline=False,
        tickfont={"color": colours.ink, "size": 13}, ticksuffix="  ",
    )  # fmt: skip
    figure.update_layout(
        template=template(colours), height=ROW * len(rows) + 170, showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 13}},
    )  # fmt: skip
    return figure


def _ranks(figure: go.Figure, rows: pd.DataFrame, measure: str, at: list[float], t: Language, colours: Palette) -> None:
    """One mark a state, in the accent where the statement holds; what is not on record is said at the left."""
    ranks, name = rows[f"{measure}_rank"], _measure(measure, t)
    symbol = {"symbol": SYMBOLS[measure], "size": 9}
    figure.add_scatter(
        x=[None if pd.isna(rank) else int(rank) for rank in ranks],
        y=at,
        mode="markers+text",
        showlegend=False,
        text=[t.number(rank) if pd.notna(rank) else "" for rank in ranks],
        textposition="middle right",
        textfont={"size": 12, "color": colours.ink},
        cliponaxis=False,
        marker={**symbol, "color": [colours.accent if holds(r, measure) else colours.ink for _, r in rows.iterrows()]},
        customdata=[f"{state}: {name}" for state in rows["state"]],
        hovertemplate="%{customdata}, %{text}<extra></extra>",
    )
    figure.add_scatter(x=[None], y=[None], mode="markers", name=name, marker={**symbol, "color": colours.ink})
    unknown = [y for y, rank in zip(at, ranks) if pd.isna(rank)]
    figure.add_scatter(
        x=[1] * len(unknown),
        y=unknown,
        mode="markers+text",
        showlegend=False,
        text=[t.missing] * len(unknown),
        textposition="middle right",
        textfont={"size": 12, "color": colours.quiet},
        marker={"symbol": f"{SYMBOLS[measure]}-open", "size": 9, "color": colours.quiet},
        hoverinfo="skip",
    )


def _thirds(figure: go.Figure, at: list[float], rows: pd.DataFrame, last: int, t: Language, colours: Palette) -> None:
    """For each list a band over the ranks where its statement holds, and what the list is."""
    bands = {"top": (0.5, last / 3 + 0.5), "bottom": (last * 2 / 3 + 0.5, last + 0.5)}
    for named, third in THIRD_SAID.items():
        inside = [y for y, name in zip(at, rows["named"]) if name == named]
        low, high = bands[third]
        figure.add_shape(
            type="rect", x0=low, x1=high, y0=inside[0] - 0.45, y1=inside[-1] + 0.45, fillcolor=colours.panel,
            line={"width": 0}, layer="below",
        )  # fmt: skip
        figure.add_annotation(
            x=0.5, y=inside[0] - 0.45, xanchor="left", yanchor="bottom", showarrow=False,
            text=_said(named, t), font={"size": 13, "color": colours.quiet},
        )  # fmt: skip
