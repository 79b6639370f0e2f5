"""Where the projects of the register were: every municipality of the states that it names."""

from __future__ import annotations

import pandas as pd

from components.charts.register_words import TABLE, caveats, notes, period
from components.charts.remittances_municipalities import NO_OUTLINE, REBUILT_OUTLINE
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import classed_map, quantiles
from components.theme import Palette
from data import catalog


def exhibit(
    rows: pd.DataFrame, summary: pd.Series, origin: tuple[catalog.Source, ...], t: Language, colours: Palette
) -> Exhibit:
    """Projects by municipality. rows: as `store.register_by_municipality`; summary: row of `register_summary`."""
    with_any = rows[rows["projects"] > 0]
    title = t("Projects by municipality")
    if with_any.empty:
        return Exhibit("register_municipalities", title, "", "", with_any, (TABLE,), origin=origin)
    drawn = rows[~rows["municipality_code"].isin(NO_OUTLINE)]
    classes = quantiles(with_any["projects"])
    places = pd.DataFrame(
        {
            "code": drawn["municipality_code"],
            "value": drawn["projects"].where(drawn["projects"] > 0).astype(float),
            "within": drawn["state"],
        }
    )
    figure = classed_map(
        "mx_municipalities", places, classes, colours, title=t("Projects"), write=t.number,
        hover="%{z:,.0f}", missing=t("none in the register"), outline="mx_states",
    )  # fmt: skip
    rebuilt = ["reconstructed_geometry"] if (rows["municipality_code"] == REBUILT_OUTLINE).any() else []
    return Exhibit(
        name="register_municipalities",
        headline=_headline(with_any, t),
        subtitle=t("Projects of the register by municipality, {period}", period=period(summary, t)),
        alt=_alt(with_any, len(rows), t),
        rows=rows.sort_values(["projects", "municipality_code"], ascending=[False, True], ignore_index=True),
        tables=(TABLE, "municipalities", "price_index"),
        caveats=(*caveats(summary), *rebuilt),
        views={"map": figure},
        notes=(
            t("A municipality without projects in the register may have had some that it does not list."),
            *notes(summary, t, ["without_municipality"]),
            *_not_drawn(with_any, t),
            classes.note(t),
        ),
        origin=origin,
    )


def _not_drawn(with_any: pd.DataFrame, t: Language) -> list[str]:
    names = with_any.loc[with_any["municipality_code"].isin(NO_OUTLINE), "municipality"]
    if names.empty:
        return []
    return [t("In the table and not on the map, for want of an outline: {names}.", names=t.together(names))]


def _headline(with_any: pd.DataFrame, t: Language) -> str:
    top = with_any.loc[with_any["projects"].idxmax()]
    ranked = with_any["projects"].sort_values(ascending=False)
    half = int((ranked.cumsum() < ranked.sum() / 2).sum()) + 1
    most = t.plural("{n} project", "{n} projects", top["projects"])
    said = {"municipality": top["municipality"], "state": top["state"], "most": most}
    if len(with_any) == 1:
        return t("{municipality}, {state}: {most}", **said)
    return t.plural(
        "{municipality}, {state}, has the most, {most}; half of all are in {n} municipality",
        "{municipality}, {state}, has the most, {most}; half of all are in {n} municipalities",
        half,
        **said,
    )


def _alt(with_any: pd.DataFrame, municipalities: int, t: Language) -> str:
    top = (
        f"{row.municipality}, {row.state} ({t.number(row.projects)})"
        for row in with_any.nlargest(3, "projects").itertuples()
    )
    return t(
        "Map of municipalities by projects of the register. Most: {top}. With any: {with_any} of {all} drawn.",
        top=t.together(top), with_any=t.number(len(with_any)), all=t.number(municipalities),
    )  # fmt: skip
