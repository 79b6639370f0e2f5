"""Lines over the years, each with its name and last figure at its end instead of a legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from components.charts.remittances_period import when
from components.charts.scale import round_ticks, sparse_years, spread
from components.i18n import Language
from components.theme import Palette, template

PANEL, BETWEEN = 270, 78  # pixels: a panel, and what is between two of them
LABEL, LOWEST = 34, 10  # pixels from one label to the next: two lines; and of the middle of the lowest over the axis
LETTER, MARGIN = 7.2, 14
MOST = 7  # lines that a reader still follows; the palette has as many colours


@dataclass(frozen=True)
class Panel:
    """Lines that share a scale. series: dollars by year, under the name of each line."""

    title: str
    series: Mapping[str, pd.Series]


def spoken(lines: Mapping[str, pd.Series], quarter: int | None, t: Language) -> str:
    """The lines in words: where each begins and ends."""
    return "; ".join(
        t(
            "{name}: {first} in {since}, {last} in {to}",
            name=name, first=t.money(line.iloc[0], "usd"), since=when(line.index[0], quarter, t),
            last=t.money(line.iloc[-1], "usd"), to=when(line.index[-1], quarter, t),
        )
        for name, line in lines.items()
    )  # fmt: skip


def left_out(shown: int, more: int, t: Language) -> list[str]:
    """Note of the places that have no mark of their own in a chart."""
    if not more:
        return []
    return [
        t.plural(
            "The bars or lines are of the {shown} with most; {n} more is in the table.",
            "The bars or lines are of the {shown} with most; {n} more are in the table.",
            more, shown=t.number(shown),
        )
    ]  # fmt: skip


def panels_of_lines(panels: list[Panel], t: Language, colours: Palette) -> go.Figure:
    """The panels one under the other, each on its own scale; a name has the same colour in all."""
    shown = [panel for panel in panels if panel.series]
    inks = dict(zip(dict.fromkeys(name for panel in shown for name in panel.series), _inks(colours)))
    height = len(shown) * PANEL + (len(shown) - 1) * BETWEEN
    figure = go.Figure()
    for i, panel in enumerate(shown):
        top = 1 - i * (PANEL + BETWEEN) / height
        _add(figure, panel, "" if i == 0 else str(i + 1), (top - PANEL / height, top), inks, t, colours)
    years = sorted({int(year) for panel in shown for line in panel.series.values() for year in line.index})
    step = 3 if len(years) > 8 else 1
    edge = 0.03 * (years[-1] - years[0]) or 0.5
    figure.update_xaxes(
        tickvals=sparse_years(years, step),
        range=[years[0] - edge, years[-1] + edge],
        showgrid=False,
        zeroline=False,
        ticklabelstandoff=8,
    )
    ends = [line for panel in shown for name, line in panel.series.items() for line in _label(name, 0, t, panel)]
    room = MARGIN + LETTER * max(len(line) for line in ends)
    figure.update_layout(template=template(colours), height=height + 60, margin={"r": room, "t": 32, "l": 4})
    return figure


def _inks(colours: Palette) -> list[str]:
    return list(colours.purposes.values())


def _label(name: str, value: float, t: Language, panel: Panel) -> list[str]:
    """The two lines at the end of a line; the longest last figure stands for all of them when room is made."""
    widest = max((t.money(line.iloc[-1], "usd") for line in panel.series.values()), key=len)
    return [name, t.money(value, "usd") if value else widest]


def _apart(positions: list[float]) -> list[float]:
    """Where the labels stand, in pixels over the axis: apart from each other, and none below the panel."""
    lifted, floor = spread(positions, LABEL), float(LOWEST)
    for i in sorted(range(len(lifted)), key=lifted.__getitem__):
        lifted[i] = max(lifted[i], floor)
        floor = lifted[i] + LABEL
    return lifted


def _add(
    figure: go.Figure, panel: Panel, axis: str, domain: tuple[float, float], inks: Mapping[str, str], t: Language,
    colours: Palette,
) -> None:  # fmt: skip
    top = max(line.max() for line in panel.series.values()) * 1.06 or 1
    for name, line in panel.series.items():
        figure.add_scatter(
            x=line.index.to_numpy(), y=line.to_numpy(), mode="lines" if len(line) > 1 else "markers", name=name,
            line={"color": inks[name], "width": 2.5}, marker={"color": inks[name], "size": 9},
            xaxis=f"x{axis}", yaxis=f"y{axis}",
            hovertemplate=f"<b>{name}</b>, %{{x}}: US$%{{y:,.0f}}<extra></extra>",
        )  # fmt: skip
    ticks = round_ticks(0, top, 3)
    whole = [tick for tick in ticks if tick % 1e6 == 0 and (tick < 1e9 or tick % 1e9 == 0)]  # 5 M, and not 5.0 M
    figure.update_layout(
        {
            f"xaxis{axis}": {"anchor": f"y{axis}"},
            f"yaxis{axis}": {
                "domain": [max(0, domain[0]), domain[1]], "range": [0, top], "tickvals": ticks,
                "ticktext": [t.money(tick, "usd", 0 if tick in whole else 1) for tick in ticks], "zeroline": False,
            },
        }
    )  # fmt: skip
    figure.add_annotation(
        x=0, y=domain[1], xref="paper", yref="paper", text=panel.title, showarrow=False, xanchor="left",
        yanchor="bottom", yshift=8, font={"size": 14, "color": colours.quiet},
    )  # fmt: skip
    last = [float(line.iloc[-1]) for line in panel.series.values()]
    for (name, line), value, place in zip(panel.series.items(), last, _apart([value / top * PANEL for value in last])):
        figure.add_annotation(
            x=1, y=line.iloc[-1], xref="paper", yref=f"y{axis}", yshift=place - value / top * PANEL, showarrow=False,
            xanchor="left", align="left", xshift=4, text=f"<b>{name}</b><br>{t.money(value, 'usd')}",
            font={"size": 13, "color": inks[name]},
        )  # fmt: skip
