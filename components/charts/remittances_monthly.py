"""Remittances month by month: the sum of twelve months over each month's figure, on one axis of time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.line_labels import Mark, annotate, fitting, ticks_inside
from components.charts.remittance_measures import WORDS, short_month, signed, written
from components.charts.scale import round_ticks
from components.exhibit import Exhibit
from components.i18n import SYMBOLS, Language
from components.pieces import KeyFigure
from components.theme import Palette, template
from data import catalog
from data.store import REMITTANCE_MEASURES

TOP, BOTTOM = 30, 26  # pixels of the figure that are not plot
PLOTS = 400  # pixels of both panels and what is between them
UPPER, LOWER = (0.38, 1.0), (0.0, 0.27)  # where the panels lie in it
HEADROOM = {"y": 1.38, "y2": 1.62}  # the axis over the highest figure, for labels
SIDES = {"trough": (-1, 1), "last": (1, -1)}  # of the line, where the label may stand; else above
MOST_YEARS, EDGE = 7, 0.05  # years written under a plot, and how near to its ends they may stand
ALIKE = 0.0005  # a change that is written as 0.0 %


def exhibit(rows: pd.DataFrame, landmarks: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Two panels, never two axes in one.

    rows: as `store.remittances_monthly` gives them; landmarks: as `store.remittances_landmarks(measure)` does.
    """
    column, tables = REMITTANCE_MEASURES[measure].column, REMITTANCE_MEASURES[measure].tables
    words, twelve = WORDS[measure], f"{column}_12m"
    whole = rows.dropna(subset=[twelve])
    if whole.empty:
        return Exhibit("remittances_monthly", words.name(t), "", "", rows.head(0), tables)
    last, base = whole.iloc[-1], int(rows["base_year"].iloc[0])
    marks = landmarks[landmarks["month"].isin(rows["month"])]
    turns = marks[marks["landmark"] != "record"]
    shown = ["month", column, twelve, f"{twelve}_change", f"{column}_change"]
    if measure == "mxn_real":
        shown.append("base_year")
    return Exhibit(
        name="remittances_monthly",
        headline=words.headline(t).format(
            month=t.month(last["month"]), amount=written(last[twelve], measure, t, words=True),
            compared=_compared(last[f"{twelve}_change"], t), base=base,
        ),
        subtitle=_subtitle(rows, marks, measure, base, t),
        alt=_alt(whole, turns, measure, t),
        rows=rows[shown].assign(month=rows["month"].dt.date)[::-1].reset_index(drop=True),
        tables=tables,
        notes=_notes(turns, t),
        views={"chart": _figure(rows, marks, measure, t, colours)},
    )  # fmt: skip


def key_figures(rows: pd.DataFrame, t: Language) -> list[KeyFigure]:
    """The latest twelve months, the record month, the mean transfer, and the real pesos of those twelve months.

    rows: the whole series, as `store.remittances_monthly` gives it.
    """
    last, record = rows.iloc[-1], rows.loc[rows["amount_usd"].idxmax()]
    month, base = t.month(last["month"]), int(last["base_year"])
    banxico, inegi = (t.text(catalog.publishers()[name].short) for name in ("banxico", "inegi"))
    return [
        KeyFigure(
            t("Twelve months to {month}", month=month), written(last["amount_usd_12m"], "usd", t),
            _against(last["amount_usd_12m_change"], t), banxico,
        ),
        KeyFigure(
            t("The same in pesos of {base}", base=base), written(last["amount_mxn_real_12m"], "mxn_real", t),
            _against(last["amount_mxn_real_12m_change"], t), f"{banxico}; {inegi}",
        ),
        KeyFigure(
            t("Mean transfer, twelve months to {month}", month=month), written(last["mean_usd_12m"], "mean_usd", t),
            _against(last["mean_usd_12m_change"], t), banxico,
        ),
        KeyFigure(
            t("Record month"), written(record["amount_usd"], "usd", t),
            t("{month}, nominal dollars", month=t.month(record["month"])), banxico,
        ),
    ]  # fmt: skip


def _against(change: float, t: Language) -> str:
    if pd.isna(change):
        return t.missing
    return t("{change} against the twelve months before", change=signed(change, t))


def _compared(change: float, t: Language) -> str:
    if pd.isna(change):
        return t("with no figure of a year before")
    if abs(change) < ALIKE:
        return t("as much as a year before")
    amount = t.percent(abs(change), 1)
    return t("{n} more than a year before", n=amount) if change > 0 else t("{n} less than a year before", n=amount)


def _subtitle(rows: pd.DataFrame, marks: pd.DataFrame, measure: str, base: int, t: Language) -> str:
    unit = WORDS[measure].unit(t).format(base=base)
    first, last = t.month(rows["month"].iloc[0]), t.month(rows["month"].iloc[-1])
    record = marks[marks["landmark"] == "record"]
    if record.empty:  # it lies in years that are not shown
        return t("{unit}, {first} to {last}", unit=unit, first=first, last=last)
    return t(
        "{unit}, {first} to {last}. Record month: {month}, {value}",
        unit=unit, first=first, last=last, month=t.month(record["month"].iloc[0]),
        value=written(record["value"].iloc[0], measure, t),
    )  # fmt: skip


def _notes(turns: pd.DataFrame, t: Language) -> tuple[str, ...]:
    if turns.empty:
        return ()
    return (
        t(
            "Dots: turning points of the twelve-month figure, higher or lower than in each of the twelve months before "
            "and the twelve after. Those that find no room have no label."
        ),
    )


def _alt(whole: pd.DataFrame, turns: pd.DataFrame, measure: str, t: Language) -> str:
    twelve = f"{REMITTANCE_MEASURES[measure].column}_12m"
    first, last = whole.iloc[0], whole.iloc[-1]
    text = t(
        "The twelve-month figure goes from {first_value} ({first}) to {last_value} ({last}).",
        first_value=written(first[twelve], measure, t), first=t.month(first["month"]),
        last_value=written(last[twelve], measure, t), last=t.month(last["month"]),
    )  # fmt: skip
    if turns.empty:
        return text
    names = catalog.derived_columns()["landmark"].values or {}
    told = t.together(
        f"{t.text(names[turn.landmark])} {t.month(turn.month)} ({written(turn.value, measure, t)})"
        for turn in turns.sort_values("month").itertuples()
    )
    return text + " " + t("Turning points: {all}.", all=told)


def _figure(rows: pd.DataFrame, marks: pd.DataFrame, measure: str, t: Language, colours: Palette) -> go.Figure:
    column = REMITTANCE_MEASURES[measure].column
    months = rows["month"].dt.strftime("%Y-%m").tolist()
    currency = WORDS[measure].currency
    hover = f"{SYMBOLS[currency][t.code] if currency else ''}%{{y:,.0f}}<extra></extra>"
    figure = go.Figure()
    for name, axis, colour, width in ((f"{column}_12m", "y", colours.accent, 3), (column, "y2", colours.muted, 1.2)):
        figure.add_scatter(
            x=months, y=rows[name].to_numpy(dtype=float), yaxis=axis, mode="lines", hovertemplate=hover,
            line={"color": colour, "width": width},
        )  # fmt: skip
    last = rows.dropna(subset=[f"{column}_12m"]).tail(1).rename(columns={f"{column}_12m": "value"})
    turns, record = marks[marks["landmark"] != "record"], marks[marks["landmark"] == "record"]
    highest_first = turns.sort_values("value", ascending=False, kind="stable")
    told = pd.concat([highest_first.head(1), turns, last.assign(landmark="last")[turns.columns]]).drop_duplicates()
    _panel(figure, rows, f"{column}_12m", "y", UPPER, told, measure, t, colours)
    _panel(figure, rows, column, "y2", LOWER, record, measure, t, colours)
    for title, at in ((WORDS[measure].twelve(t), UPPER[1]), (t("Each month"), LOWER[1])):
        figure.add_annotation(
            x=0, xref="paper", y=at, yref="paper", text=title, showarrow=False, xanchor="left", yanchor="bottom",
            yshift=4, font={"size": 13, "color": colours.quiet},
        )  # fmt: skip
    time_axis(figure, rows["month"], "y2")
    figure.update_layout(
        template=template(colours), height=TOP + PLOTS + BOTTOM, hovermode="x", hoversubplots="axis",
        margin={"l": 0, "r": 16, "t": TOP, "b": BOTTOM},
    )  # fmt: skip
    return figure


def _panel(
    figure: go.Figure,
    rows: pd.DataFrame,
    column: str,
    axis: str,
    domain: tuple[float, float],
    marks: pd.DataFrame,
    measure: str,
    t: Language,
    colours: Palette,
) -> None:
    """One panel's axis, its marked months as dots, and the labels that find room."""
    top = rows[column].max() * HEADROOM[axis]
    height = PLOTS * (domain[1] - domain[0])
    line = (along(rows["month"], rows["month"]), rows[column].to_numpy(dtype=float) / top)
    figure.add_scatter(
        x=marks["month"].dt.strftime("%Y-%m").tolist(), y=marks["value"].tolist(), yaxis=axis, mode="markers",
        marker={"size": 8, "color": colours.accent}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
    asked = {
        Mark(
            at, value / top, _label(month, value, kind, measure, t), SIDES.get(kind, (1,)),
        ): (month, value)
        for at, month, kind, value in zip(
            along(marks["month"], rows["month"]), marks["month"], marks["landmark"], marks["value"]
        )
    }  # fmt: skip
    labels = fitting(asked, line, height)
    for label in labels:
        month, value = asked[label.mark]
        annotate(figure, label, month.strftime("%Y-%m"), value, colours.ink, colours.quiet, axis)
    ticks = ticks_inside(
        figure, round_ticks(0, rows[column].max(), 4 if axis == "y" else 2), (0, top), height, line, labels,
        lambda tick: written(tick, measure, t, digits=0), colours.quiet, axis,
    )  # fmt: skip
    figure.layout["yaxis" if axis == "y" else "yaxis2"] = {
        "domain": domain, "range": [0, top], "tickvals": ticks, "showticklabels": False, "zeroline": True,
    }  # fmt: skip


def _label(month: date, value: float, kind: str, measure: str, t: Language) -> str:
    """Month and figure; the last month is told by the headline and by where it stands."""
    figure = f"<b>{written(value, measure, t)}</b>"
    return figure if kind == "last" else f"{short_month(month, t)}<br>{figure}"


def time_axis(figure: go.Figure, months: pd.Series, under: str) -> None:
    """The axis of time below the panel of the y axis `under`; years are written at their middle, apart enough."""
    years = sorted(set(months.dt.year))
    step = next(step for step in (1, 2, 5, 10) if len(years) / step <= MOST_YEARS)
    middles = pd.Series([pd.Timestamp(year, 7, 1) for year in years if year % step == 0], dtype=months.dtype)
    middles = middles[pd.Series(along(middles, months)).between(EDGE, 1 - EDGE)]
    figure.update_xaxes(
        type="date", anchor=under, range=months.iloc[[0, -1]].dt.strftime("%Y-%m").tolist(), showgrid=False,
        tickvals=middles.dt.strftime("%Y-%m").tolist(), ticktext=middles.dt.strftime("%Y").tolist(),
        hoverformat="%m/%Y", automargin=False,
    )  # fmt: skip


def along(months: pd.Series, span: pd.Series) -> np.ndarray:
    """How far along the axis of time each month is, 0-1."""
    length = (span.iloc[-1] - span.iloc[0]).days or 1
    return ((months - span.iloc[0]).dt.days / length).to_numpy(dtype=float)
