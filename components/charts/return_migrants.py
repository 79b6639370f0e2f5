"""Who came back: people who lived in the United States five years before, by Mexican state."""

from __future__ import annotations

import pandas as pd

from components.charts.bars import ranked_bars
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import classed_map, natural_breaks
from components.theme import Palette

TABLES = ("return_migrants_by_state",)


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Map and bars of people per thousand. rows: as `store.return_migrants_by_state` gives them."""
    if rows.empty:
        return Exhibit("return_migrants", t("Who came back from the United States"), "", "", rows, TABLES)
    ranked = rows.sort_values("returned_per_thousand", ascending=False, ignore_index=True)
    labels = [_rate(value, t) for value in ranked["returned_per_thousand"]]
    classes = natural_breaks(ranked["returned_per_thousand"])
    places = ranked.rename(columns={"state_code": "code", "returned_per_thousand": "value", "state": "name"})
    per_thousand = t("per thousand")
    return Exhibit(
        name="return_migrants",
        headline=_headline(ranked, t),
        subtitle=t(
            "People who lived in the United States in March 2015, per thousand inhabitants of five years and more, 2020"
        ),
        alt=t(
            "People per thousand by state: {all}.",
            all=t.together(f"{state} {label}" for state, label in zip(ranked["state"], labels)),
        ),
        rows=ranked[["state", "state_code", "lived_in_us_2015", "population_5_plus", "returned_per_thousand"]],
        tables=TABLES,
        views={
            "map": classed_map(
                "mx_states", places[["code", "value", "name"]], classes, colours, title=t("Per thousand inhabitants"),
                write=lambda value: _rate(value, t), hover=f"%{{z:.1f}} {per_thousand}", missing=t.missing,
            ),
            "chart": ranked_bars(
                ranked["state"].tolist(), ranked["returned_per_thousand"].round(2).tolist(), labels, colours, told=3
            ),
        },
        notes=(
            t(
                "The census of 2020 asked where each person lived five years before: people born in either country "
                "count; those who came back earlier, or left again, do not."
            ),
            classes.note(t),
        ),
    )  # fmt: skip


def _rate(value: float, t: Language) -> str:
    return t.number(value, 1)


def _headline(ranked: pd.DataFrame, t: Language) -> str:
    top = ranked.iloc[0]
    said = {"state": top["state"], "rate": _rate(top["returned_per_thousand"], t)}
    if len(ranked) == 1:
        return t(
            "{state}: {n} people had lived in the United States five years before, {rate} per thousand",
            n=t.number(top["lived_in_us_2015"]), **said,
        )  # fmt: skip
    return t(
        "{n} people in Mexico had lived in the United States five years before; {state} has most for its size, "
        "{rate} per thousand",
        n=t.number(ranked["lived_in_us_2015"].sum()),
        **said,
    )
