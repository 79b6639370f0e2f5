"""How the twelve-month figure of remittances stands against that of a year before: growing or shrinking."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.line_labels import Mark, annotate, fitting
from components.charts.remittance_measures import WORDS, short_month, signed
from components.charts.remittances_monthly import along, time_axis
from components.charts.scale import round_ticks
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data.store import REMITTANCE_MEASURES

TOP, PLOT, BOTTOM = 8, 240, 26  # pixels over, of and under the plot
ROOM = 0.3  # of the axis over and under the line, for labels
METHOD_CHANGED = (2000, 2006)  # the years whose growth has to do with a change of method


def exhibit(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Area over and under zero. rows: as `store.remittances_monthly` gives them."""
    column, tables = REMITTANCE_MEASURES[measure].column, REMITTANCE_MEASURES[measure].tables
    twelve, change = f"{column}_12m", f"{column}_12m_change"
    known = rows.dropna(subset=[change])
    subject = WORDS[measure].subject(t)
    if known.empty:
        nothing = t("No month of these years has a twelve-month figure a year before: choose more years.")
        return Exhibit("remittances_growth", subject, "", "", rows.head(0), tables, nothing=nothing)
    return Exhibit(
        name="remittances_growth",
        headline=_headline(known, change, subject, t),
        subtitle=t(
            "Change of the twelve-month figure against a year before, {unit}, {first} to {last}",
            unit=_unit(measure, rows, t), first=t.month(known["month"].iloc[0]), last=t.month(known["month"].iloc[-1]),
        ),
        alt=_alt(known, change, t),
        rows=known[["month", twelve, change]].assign(month=known["month"].dt.date)[::-1].reset_index(drop=True),
        tables=tables,
        notes=_notes(known, measure, t),
        views={"chart": _figure(known, change, t, colours)},
    )  # fmt: skip


def _unit(measure: str, rows: pd.DataFrame, t: Language) -> str:
    units = {
        "usd": t("nominal US dollars"), "mxn": t("nominal pesos"), "operations": t("number of transfers"),
        "mxn_real": t("pesos of {base}", base=int(rows["base_year"].iloc[0])), "mean_usd": t("US dollars a transfer"),
    }  # fmt: skip
    return units[measure]


def _headline(known: pd.DataFrame, change: str, subject: str, t: Language) -> str:
    """On which side of zero it is now, and since when without a break."""
    below = known[change] < 0
    now = below.iloc[-1]
    breaks = known.index[below != now]
    if len(breaks):
        text = t("{measure}: below a year before since {month}, lately {value}")
        above = t("{measure}: above a year before since {month}, lately {value}")
        month = t.month(known["month"].loc[breaks[-1] + 1])
    else:
        text = t("{measure}: below a year before in every month shown, lately {value}")
        above = t("{measure}: above a year before in every month shown, lately {value}")
        month = ""
    return (text if now else above).format(measure=subject, month=month, value=signed(known[change].iloc[-1], t))


def _alt(known: pd.DataFrame, change: str, t: Language) -> str:
    most, least = known.loc[known[change].idxmax()], known.loc[known[change].idxmin()]
    return t(
        "Area over and under zero. Highest: {most} in {most_month}. Lowest: {least} in {least_month}. Last: {last} in "
        "{last_month}. Below zero in {n} of {of} months.",
        most=signed(most[change], t), most_month=t.month(most["month"]), least=signed(least[change], t),
        least_month=t.month(least["month"]), last=signed(known[change].iloc[-1], t),
        last_month=t.month(known["month"].iloc[-1]), n=int((known[change] < 0).sum()), of=len(known),
    )  # fmt: skip


def _notes(known: pd.DataFrame, measure: str, t: Language) -> tuple[str, ...]:
    if measure == "mean_usd" or not known["month"].dt.year.between(*METHOD_CHANGED).any():
        return ()
    return (
        t(
            "The method changed between 2000 and 2006 too: Banco de México counts that among the reasons for growth, "
            "and migration as the main one (Canales 2008, *Migraciones Internacionales* 4, 4)."
        ),
    )


def _figure(known: pd.DataFrame, change: str, t: Language, colours: Palette) -> go.Figure:
    values = known[change].to_numpy(dtype=np.float32)
    months = known["month"].dt.strftime("%Y-%m").tolist()
    figure = go.Figure()
    for side, colour in ((values.clip(min=0), colours.diverging[-2]), (values.clip(max=0), colours.diverging[1])):
        figure.add_scatter(x=months, y=side, mode="none", fill="tozeroy", fillcolor=colour, hoverinfo="skip")
    figure.add_scatter(
        x=months, y=values, mode="lines", line={"color": colours.ink, "width": 1.5},
        hovertemplate="%{y:+.1%}<extra></extra>",
    )  # fmt: skip
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    span = (low - ROOM * (high - low), high + ROOM * (high - low))
    _labels(figure, known, change, span, t, colours)
    time_axis(figure, known["month"], "y")
    ticks = round_ticks(low, high, 4)
    figure.update_yaxes(
        range=span, tickvals=ticks, ticktext=[t.change(tick) for tick in ticks], zeroline=True,
        zerolinecolor=colours.quiet,
    )  # fmt: skip
    figure.update_layout(
        template=template(colours), height=TOP + PLOT + BOTTOM, hovermode="x",
        margin={"l": 44, "r": 16, "t": TOP, "b": BOTTOM},
    )  # fmt: skip
    return figure


def _labels(
    figure: go.Figure, known: pd.DataFrame, change: str, span: tuple[float, float], t: Language, colours: Palette
) -> None:
    """The highest, the lowest and the last month."""
    values = known[change].to_numpy(dtype=float)
    at = along(known["month"], known["month"])
    scaled = (values - span[0]) / (span[1] - span[0])
    places = {}
    for i in dict.fromkeys((int(values.argmax()), int(values.argmin()), len(values) - 1)):
        text = f"{short_month(known['month'].iloc[i], t)}<br><b>{signed(values[i], t)}</b>"
        places[Mark(at[i], scaled[i], text, (1, -1) if values[i] > 0 else (-1, 1))] = i
    zero = -span[0] / (span[1] - span[0])
    line = (np.concatenate([at, at]), np.concatenate([scaled, np.full(len(at), zero)]))
    for label in fitting(places, line, PLOT):
        i = places[label.mark]
        month = known["month"].iloc[i].strftime("%Y-%m")
        annotate(figure, label, month, values[i], colours.ink, colours.quiet)
    shown = list(places.values())
    figure.add_scatter(
        x=known["month"].iloc[shown].dt.strftime("%Y-%m").tolist(), y=values[shown].tolist(), mode="markers",
        marker={"size": 8, "color": colours.ink}, hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip
