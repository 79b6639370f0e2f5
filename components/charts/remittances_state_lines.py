"""Remittances of several states over the years, each line named at its end, with the country where it compares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.line_labels import End, name_ends, ticks_inside
from components.charts.scale import round_ticks, sparse_years
from components.charts.state_remittance_measures import WORDS, period, why_nothing
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data.store import STATE_REMITTANCE_MEASURES

NAMED = 8  # lines with a name and a colour of their own
INKS = ("programa_3x1", "protection", "education", "refugees", "works", "control")
COLUMNS = {
    "state_usd": "amount_usd", "state_per_person": "per_person_usd", "state_share_of_gdp": "share_of_gdp",
    "state_change": "change_since",
}  # fmt: skip
LEAST_PLOT, FOR_EACH, BOTTOM, TOP = 300, 36, 26, 10  # pixels
ROOM = 0.06  # of the axis over the highest line


def exhibit(
    rows: pd.DataFrame, measure: str, chosen: bool, quarter: int | None, t: Language, colours: Palette
) -> Exhibit:
    """Lines. rows: as `store.state_remittances_by_year` gives them; chosen: whether the reader named the states."""
    column, tables = COLUMNS[measure], STATE_REMITTANCE_MEASURES[measure].tables
    words, title = WORDS[measure], t("{title} over time", title=WORDS[measure].title(t))
    if rows["year"].nunique() < 2:
        nothing = t("A line needs two years: choose more.") if len(rows) else why_nothing(measure, quarter, t)
        return Exhibit("remittances_state_lines", title, "", "", rows.head(0), tables, nothing=nothing)
    if measure == "state_usd":  # the country's total is no measure for a state's
        rows = rows[rows["state_code"].notna()]
    rows = rows.assign(state=rows["state"].fillna(t("Country")))
    first, last = int(rows["year"].min()), int(rows["year"].max())
    span = t("{first} to {last}", first=period(first, quarter, t), last=period(last, quarter, t))
    shown = ["year", "state_code", "state", *dict.fromkeys([column, "amount_usd"])]
    return Exhibit(
        name="remittances_state_lines",
        headline=_headline(rows, measure, first, last, t),
        subtitle=words.over_time(t).format(first=period(first, quarter, t), period=span),
        alt=_alt(rows, measure, column, first, last, t),
        rows=rows[[*shown, *(["quarter_of_year"] if quarter is not None else [])]].reset_index(drop=True),
        tables=tables,
        notes=tuple(_notes(rows, chosen, quarter, t)),
        views={"chart": _figure(rows, measure, column, t, colours)},
    )


def _ends(rows: pd.DataFrame, column: str, first: int, last: int) -> pd.DataFrame:
    """Each line's first and last figure: before, after, by name, the country last."""
    places = rows["state"].unique()
    wide = rows.pivot(index="state", columns="year", values=column).loc[places, [first, last]]
    return wide.set_axis(["before", "after"], axis=1)


def _headline(rows: pd.DataFrame, measure: str, first: int, last: int, t: Language) -> str:
    """The state whose figure changed most, in times or, for a share, in points, beside the country."""
    told_by = "state_usd" if measure == "state_change" else measure  # a change starts at zero: its amounts say more
    write = WORDS[told_by].write
    ends = _ends(rows, COLUMNS[told_by], first, last)
    states = ends[ends.index != t("Country")]
    moved = (states["after"] - states["before"]) / (1 if measure == "state_share_of_gdp" else states["before"])
    most = moved.abs().idxmax()
    told = {
        "state": most, "first": first, "last": last,
        "before": write(states.loc[most, "before"], t), "after": write(states.loc[most, "after"], t),
    }  # fmt: skip
    if measure in ("state_usd", "state_change"):
        if len(states) == 1:
            return t("{state} went from {before} in {first} to {after} in {last}", **told)
        return t("Of these states {state} changed most: from {before} in {first} to {after} in {last}", **told)
    country = ends.loc[t("Country")]
    return t(
        "{state} went from {before} in {first} to {after} in {last}, the country from {country_before} to "
        "{country_after}",
        **told, country_before=write(country["before"], t), country_after=write(country["after"], t),
    )  # fmt: skip


def _alt(rows: pd.DataFrame, measure: str, column: str, first: int, last: int, t: Language) -> str:
    write = WORDS[measure].write
    told = t.together(
        t("{state} {before} and {after}", state=name, before=write(end.before, t), after=write(end.after, t))
        for name, end in zip(rows["state"].unique(), _ends(rows, column, first, last).itertuples())
    )
    return t("Lines by year, each with its figures of {first} and {last}: {all}.", first=first, last=last, all=told)


def _notes(rows: pd.DataFrame, chosen: bool, quarter: int | None, t: Language) -> list[str]:
    notes = []
    n = rows["state_code"].nunique()
    if not chosen:
        notes.append(t("The {n} highest states in the last year; choose states to compare others.", n=n))
    elif n > NAMED:
        notes.append(t("Of {n} states the {named} highest are named; grey lines are the others.", n=n, named=NAMED))
    if quarter is not None:
        notes.append(t("The same quarter of each year, without the seasons’ ups and downs."))
    return notes


def _figure(rows: pd.DataFrame, measure: str, column: str, t: Language, colours: Palette) -> go.Figure:
    figure, ends = go.Figure(), []
    words = WORDS[measure]
    lines = {name: line.sort_values("year") for name, line in rows.groupby("state", sort=False)}
    styles = _styles(list(lines), t("Country"), colours)
    for name, line in reversed(lines.items()):  # the highest is drawn last, over the others
        colour, dash, width = styles[name]
        figure.add_scatter(
            x=line["year"].to_numpy(dtype="int16"), y=line[column].to_numpy(dtype=float), mode="lines", name=name,
            line={"color": colour, "dash": dash, "width": width},
            hovertemplate=f"<b>{name}</b>, %{{x}}: {words.hover.replace('VALUE', 'y')}<extra></extra>",
        )  # fmt: skip
        if colour != colours.muted:
            value = float(line[column].iloc[-1])
            ends.append(End(int(line["year"].iloc[-1]), value, f"<b>{name}</b><br>{words.write(value, t)}", colour))
    low, high = min(0.0, float(rows[column].min())), float(rows[column].max())
    room = ROOM * (high - low)
    span = (low - room if low < 0 else 0.0, high + room)
    plot = max(LEAST_PLOT, FOR_EACH * len(ends))
    margin = name_ends(figure, ends, span, plot, colours.rule)
    years = sorted(set(rows["year"].astype(int)))
    along = (rows["year"].to_numpy(dtype=float) - years[0]) / (years[-1] - years[0])
    over = (rows[column].to_numpy(dtype=float) - span[0]) / (span[1] - span[0])
    ticks = ticks_inside(
        figure, round_ticks(low, high, 4), span, plot, _closely(along, over, rows["state"].to_numpy()), (),
        lambda tick: words.write(tick, t), colours.quiet,
    )  # fmt: skip
    figure.update_xaxes(
        tickvals=sparse_years(years, max(1, -(-len(years) // 4))), showgrid=False, automargin=False,
        range=[years[0], years[-1]],
    )  # fmt: skip
    figure.update_yaxes(range=span, tickvals=ticks, showticklabels=False, zeroline=True, zerolinecolor=colours.quiet)
    figure.update_layout(
        template=template(colours), height=TOP + plot + BOTTOM, margin={"l": 18, "r": margin, "t": TOP, "b": BOTTOM}
    )
    return figure


def _styles(names: list[str], country: str, colours: Palette) -> dict[str, tuple[str, str, float]]:
    """Colour, dash and width of each line: the first ones their own, the country quiet, the rest muted."""
    styles = {}
    for i, name in enumerate(names):
        if name == country:
            styles[name] = (colours.quiet, "dash", 2.0)
        elif i < NAMED:
            styles[name] = (colours.purposes[INKS[i % len(INKS)]], "dot" if i >= len(INKS) else "solid", 2.6)
        else:
            styles[name] = (colours.muted, "solid", 1.2)
    return styles


def _closely(x: np.ndarray, y: np.ndarray, names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points along the lines close enough to tell what lies on them."""
    fine = np.linspace(0, 1, 200)
    each = [np.interp(fine, x[names == name], y[names == name]) for name in dict.fromkeys(names)]
    return np.tile(fine, len(each)), np.concatenate(each)
