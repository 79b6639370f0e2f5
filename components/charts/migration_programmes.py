"""Federal programmes about migration on one scale with 3x1, grouped by purpose; the grouping is the catalogue's."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from components.charts import pesos
from components.charts.bars import BAR_HEIGHT
from components.charts.scale import sparse_years, spread
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data import catalog

TABLES = ("migration_programmes_budget", "programme_budget", "price_index")
OURS = "programa_3x1"
HEIGHT = 420


def _purposes(t: Language) -> dict[str, str]:
    return {slug: t.text(purpose.title) for slug, purpose in catalog.programme_purposes().purposes.items()}


def by_purpose(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Money by purpose and year, on a log axis. rows: as `store.migration_programmes` gives them."""
    value = pesos.amount(measure)
    grouped = rows.groupby(["year", "purpose"], as_index=False)[["amount_mxn", "amount_mxn_real"]].sum()
    if grouped.empty:
        return Exhibit("migration_purposes", t("Federal programmes about migration"), "", "", grouped, TABLES)
    grouped["base_year"] = rows["base_year"].iloc[0]
    names = _purposes(t)
    wide = grouped.pivot(index="year", columns="purpose", values=value)
    told = [
        f"{names[slug]}: " + t.together(f"{year} {t.money(v, 'mxn')}" for year, v in wide[slug].dropna().items())
        for slug in wide
    ]
    return Exhibit(
        name="migration_purposes",
        headline=_compared(wide, names, t),
        subtitle=t(
            "Federal money exercised by purpose, {unit}, {period}; each line up is ten times as much",
            unit=pesos.unit(grouped, measure, t), period=t.years(wide.index.min(), wide.index.max()),
        ),
        alt=". ".join(told) + ".",
        rows=pesos.shown(grouped, measure),
        tables=TABLES,
        views={"chart": _lines(wide, names, t, colours)},
        notes=(
            t.text(catalog.programme_purposes().statement),
            t("A line that stops or jumps may be a programme that was merged, renamed or moved."),
        ),
    )  # fmt: skip


def _compared(wide: pd.DataFrame, names: dict[str, str], t: Language) -> str:
    """The largest purpose against 3x1, over the years that both have; the largest alone where 3x1 has none."""
    if OURS in wide and wide.shape[1] > 1:
        both = wide[wide[OURS].notna()].sum()
        largest = both.drop(OURS).idxmax()
        return t(
            "{purpose}: {times} pesos for each peso of 3x1, {period}",
            purpose=names[largest], times=t.number(both[largest] / both[OURS], 1),
            period=t.years(*wide[OURS].dropna().index[[0, -1]]),
        )  # fmt: skip
    total = wide.sum()
    return t("{purpose}: {amount}", purpose=names[total.idxmax()], amount=t.money(total.max(), "mxn", words=True))


def _lines(wide: pd.DataFrame, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    span = range(wide.index.min(), wide.index.max() + 1)
    wide = wide.reindex(span)  # a year without money is a gap in the line
    low, high = math.floor(math.log10(wide.min(axis=None))), math.ceil(math.log10(wide.max(axis=None)))
    ends = {}
    for slug, name in names.items():
        if slug not in wide:
            continue
        values = wide[slug]
        ends[slug] = math.log10(values.dropna().iloc[-1])
        figure.add_scatter(
            x=list(span),
            y=[None if pd.isna(v) else v for v in values],
            mode="lines+markers",
            line={"color": colours.purposes[slug], "width": 3.5 if slug == OURS else 2},
            marker={"size": 7 if slug == OURS else 5},
            text=[t.money(v, "mxn") for v in values],
            hovertemplate=f"%{{x}}, {name}: %{{text}}<extra></extra>",
        )
    for slug, place in zip(ends, spread(list(ends.values()), (high - low) / HEIGHT * 38)):
        words = names[slug].split(" ")
        half = (len(words) + 1) // 2 if len(names[slug]) > 16 else len(words)
        figure.add_annotation(
            x=span[-1], y=place, text="<br>".join(filter(None, (" ".join(words[:half]), " ".join(words[half:])))),
            showarrow=False, xanchor="left", xshift=10, align="left",
            font={"size": 12, "color": colours.purposes[slug]},
        )  # fmt: skip
    figure.update_xaxes(tickvals=sparse_years(list(span)), showgrid=False, range=[span[0] - 0.4, span[-1] + 0.3])
    ticks = [10.0**power for power in range(low, high + 1)]
    figure.update_yaxes(
        type="log", range=[low, high], tickvals=ticks, ticktext=[t.money(tick, "mxn", 0) for tick in ticks]
    )
    figure.update_layout(template=template(colours), height=HEIGHT, margin_r=122)
    return figure


def by_programme(rows: pd.DataFrame, measure: str, t: Language, colours: Palette) -> Exhibit:
    """Each programme's sum over the years, on one scale. rows: as `store.migration_programmes` gives them."""
    value, grouping = pesos.amount(measure), catalog.programme_purposes()
    if rows.empty:
        return Exhibit("migration_programmes", t("Federal programmes about migration"), "", "", rows, TABLES)
    entries = [grouping.of(row.ramo_code, row.programme_code, row.year) for row in rows.itertuples()]
    summed = (
        rows.assign(programme_short=[t.text(entry.title) for entry in entries], rights=rows["rights"].fillna(""))
        .groupby(["purpose", "programme_short", "rights"], as_index=False)
        .agg(
            year_from=("year", "min"), year_to=("year", "max"), amount_mxn=("amount_mxn", "sum"),
            amount_mxn_real=("amount_mxn_real", "sum"), base_year=("base_year", "first"),
        )
        .sort_values(value, ascending=False, ignore_index=True)
    )  # fmt: skip
    summed["rights"] = summed["rights"].replace("", None)
    names, total = _purposes(t), summed[value].sum()
    top, three = summed.iloc[0], summed.loc[summed["purpose"] == OURS, value].sum()
    return Exhibit(
        name="migration_programmes",
        headline=t(
            "{programme} has {share} of the money of these programmes; 3x1 has {ours}",
            programme=top["programme_short"], share=t.percent(top[value] / total), ours=t.percent(three / total, 1),
        ),
        subtitle=t(
            "Federal money exercised by programme, {unit}, sum of {period}; short titles are ours",
            unit=pesos.unit(summed, measure, t), period=t.years(rows["year"].min(), rows["year"].max()),
        ),
        alt=t(
            "Money by programme: {all}.",
            all=t.together(f"{r.programme_short} {t.money(getattr(r, value), 'mxn')}" for r in summed.itertuples()),
        ),
        rows=pesos.shown(summed, measure),
        tables=TABLES,
        views={"chart": _bars(summed, value, names, t, colours)},
        first=("programme_short", "purpose", "year_from", "year_to", value),
    )  # fmt: skip


def _bars(summed: pd.DataFrame, value: str, names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    """Bars under the name of their purpose, each programme's title above its bar, so that a phone has room."""
    figure = go.Figure()
    largest = summed.groupby("purpose")[value].sum().sort_values(ascending=False)
    place = 0.0
    for slug in largest.index:
        group = summed[summed["purpose"] == slug]
        heading = names[slug] + " · " + t.money(largest[slug], "mxn")
        _write(figure, place, f"<b>{heading}</b>", colours.purposes[slug])
        for row in group.itertuples():
            place += 1
            amount, years = t.money(getattr(row, value), "mxn"), t.years(row.year_from, row.year_to)
            label = f"{row.programme_short}, {years}: {amount}"
            figure.add_bar(
                x=[getattr(row, value)], y=[place + 0.37], orientation="h", width=0.26, hovertext=[label],
                hovertemplate="%{hovertext}<extra></extra>", marker={"color": colours.purposes[slug]},
            )  # fmt: skip
            _write(figure, place - 0.1, f"{row.programme_short} · {amount}", colours.ink)
        place += 1.25
    figure.update_xaxes(visible=False, range=[0, summed[value].max() * 1.02])
    figure.update_yaxes(visible=False, range=[place - 0.4, -0.6])
    figure.update_layout(template=template(colours), height=BAR_HEIGHT * 1.15 * (place + 0.4))
    return figure


def _write(figure: go.Figure, y: float, text: str, colour: str) -> None:
    figure.add_annotation(
        x=0, y=y, text=text, showarrow=False, xanchor="left", font={"size": 13, "color": colour}, align="left"
    )
