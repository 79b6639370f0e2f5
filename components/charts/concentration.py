"""How the federal money lies over the people, ordered by need: concentration curves and what they say."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette, template
from data import catalog
from data.statistics import Interval, share_of_first

FORMULA = r"\begin{gathered} C = 2\sum_{i} s_i R_i - 1 \\ R_i = \sum_{j<i} p_j + \tfrac{1}{2}\,p_i \end{gathered}"
TABLES = (
    "programme_budget_by_state", "population_by_state", "price_index", "marginalisation_by_state",
    "migration_intensity_by_state",
)  # fmt: skip
HALF, FIFTH = 0.5, 0.2


def exhibit(curves: list[pd.DataFrame], indices: list[Interval], t: Language, colours: Palette) -> Exhibit:
    """The curve by marginalisation and the one by a measure of migration, with the line of equal shares.

    curves: as `store.money_concentration` gives them; indices: that of each curve.
    """
    title = t("How the federal money lies over the people")
    rows = pd.concat(curves, ignore_index=True)
    if rows.empty:
        return Exhibit("concentration", title, "", "", rows, TABLES)
    poorest, first = curves[0], curves[0].iloc[0]
    period = t.years(first["year_from"], first["year_to"])
    return Exhibit(
        name="concentration",
        headline=t(
            "The half of the people who live in the poorest states got {half} of the money; the poorest fifth, {fifth}",
            half=t.percent(_share(poorest, HALF)), fifth=t.percent(_share(poorest, FIFTH)),
        ),
        subtitle=t(
            "Cumulative share of federal money against that of the population, the states with most need first; pesos "
            "of {base}, sum of {period}. Above the diagonal: more than their share",
            base=int(first["base_year"]), period=period,
        ),
        alt=" ".join(_told(curve, t) for curve in curves),
        rows=rows.drop(columns=["year_from", "year_to", "base_year"]),
        tables=TABLES,
        caveats=("modelled_estimate", "not_distributable"),
        notes=tuple(verdict(name, index, t) for name, index in zip(_names(curves, t), indices)),
        views={"chart": _curves(curves, t, colours)},
    )  # fmt: skip


def _share(curve: pd.DataFrame, part: float) -> float:
    return share_of_first(part, curve["population_share"].to_numpy(), curve["money_share"].to_numpy())


def _names(curves: list[pd.DataFrame], t: Language) -> list[str]:
    """How each curve is ordered, in the catalogue's words."""
    column = catalog.derived_columns()["need"]
    return [t.text((column.values or {})[curve["need"].iloc[0]]) for curve in curves]


def _told(curve: pd.DataFrame, t: Language) -> str:
    (name,) = _names([curve], t)
    return t(
        "States ordered {order}: the first fifth of the people got {fifth} of the money, the first half {half}.",
        order=name, fifth=t.percent(_share(curve, FIFTH)), half=t.percent(_share(curve, HALF)),
    )  # fmt: skip


def verdict(order: str, index: Interval, t: Language) -> str:
    """The index in plain words: towards need, away from it, or neither to be told."""
    if pd.isna(index.low):
        return t("Concentration index {order}: too few states for an interval.", order=order)
    if index.high < 0:
        meaning = t("the money leans towards the states that come first")
    elif index.low > 0:
        meaning = t("the money leans away from the states that come first")
    else:
        meaning = t("the interval holds zero, so the money leans neither way for certain")
    return t(
        "Concentration index {order}: {value} ({level} interval {low} to {high}): {meaning}.",
        order=order, value=signed(index.value, t), level=t.percent(index.level), low=signed(index.low, t),
        high=signed(index.high, t), meaning=meaning,
    )  # fmt: skip


def signed(value: float, t: Language) -> str:
    """A number from −1 to 1 with its sign."""
    return ("+" if value > 0 else "−" if value < 0 else "") + t.number(abs(value), 2)


def method(indices: list[Interval], with_zero: float, missing: list[str], t: Language) -> list[str]:
    """How it was computed and what hangs on it, one sentence a paragraph. with_zero: the first index, see the text."""
    index = indices[0]
    told = [
        t(
            "Places are put in order, the one with most need first; *p* is a place’s share of the population, *s* its "
            "share of the money, *R* the share of people before the middle of the place. C nears −1 if all the money "
            "goes to the first, is 0 if each person gets the same, and nears +1 if all goes to the last. Source of "
            "the formula: Kakwani, Wagstaff and van Doorslaer (1997), *Journal of Econometrics* 77, 87-103, for "
            "grouped data; O’Donnell, van Doorslaer, Wagstaff and Lindelow (2008), *Analyzing Health Equity Using "
            "Household Survey Data*, World Bank."
        ),
        t(
            "Interval: bootstrap over the {places} states on record ({method}, {n} resamples, seed {seed}; "
            "scipy.stats.bootstrap). These states are all there are, not a sample: the interval says how much the "
            "index hangs on single states. Inside a state each person counts the same, poor or not.",
            places=t.number(index.places), method=index.method, n=t.number(index.resamples), seed=index.seed,
        ),
    ]  # fmt: skip
    if missing:
        told.append(
            t(
                "Not in it, because the account has no line for them: {states}. If they got nothing, the index by "
                "marginalisation would be {value}.",
                states=t.together(missing), value=signed(with_zero, t),
            )
        )  # fmt: skip
    return told


def _curves(curves: list[pd.DataFrame], t: Language, colours: Palette) -> go.Figure:
    figure = go.Figure()
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"color": colours.quiet, "width": 1, "dash": "dash"}, hoverinfo="skip"
    )
    inks = (colours.accent, colours.funders["migrants"])
    for curve, ink, name in zip(curves, inks, _names(curves, t)):
        shares = zip(curve["population_share"], curve["money_share"])
        amounts = [
            t("{people} of the people, {money} of the money", people=t.percent(people), money=t.percent(money))
            for people, money in shares
        ]
        figure.add_scatter(
            x=[0, *curve["population_share"]], y=[0, *curve["money_share"]], mode="lines+markers", name=name,
            line={"color": ink, "width": 3}, marker={"size": 5, "color": ink},
            text=["", *(f"<b>{state}</b><br>{amount}" for state, amount in zip(curve["state"], amounts))],
            hovertemplate="%{text}<extra></extra>",
        )  # fmt: skip
    _labels(figure, curves, inks, t, colours)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    written = [t.percent(tick) for tick in ticks]
    figure.update_xaxes(title={"text": t("Share of the people, most need first"), "standoff": 14}, range=[-0.02, 1.03])
    figure.update_yaxes(range=[-0.02, 1.06])
    for update in (figure.update_xaxes, figure.update_yaxes):
        update(tickvals=ticks, ticktext=written, zeroline=False)
    figure.update_layout(template=template(colours), height=440, margin={"r": 8})
    return figure


def _labels(
    figure: go.Figure, curves: list[pd.DataFrame], inks: tuple[str, ...], t: Language, colours: Palette
) -> None:
    """Each curve by its name in its own colour, the poorest half and fifth by their share, and the diagonal."""
    for part in (FIFTH, HALF):
        share = _share(curves[0], part)
        figure.add_scatter(x=[part], y=[share], mode="markers", marker={"size": 11, "color": inks[0]}, hoverinfo="skip")
        figure.add_annotation(
            x=part, y=share, text=f"<b>{t.percent(share)}</b>", showarrow=False, xanchor="left", yanchor="top",
            xshift=6, yshift=-4, font={"size": 14, "color": inks[0]},
        )  # fmt: skip
    first, second = _names(curves, t)
    for text, ink, x, y, anchor in (
        (second, inks[1], 0.02, 1.02, "left"), (first, inks[0], 0.99, 0.28, "right"),
        (t("the same for each person"), colours.quiet, 0.99, 0.16, "right"),
    ):  # fmt: skip
        mark = "- - " if ink == colours.quiet else "— "
        figure.add_annotation(
            x=x, y=y, text=mark + text, showarrow=False, xanchor=anchor, yanchor="middle",
            font={"size": 14, "color": ink}, bgcolor=colours.paper,
        )  # fmt: skip
