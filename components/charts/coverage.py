"""Where the programme reached: states and municipalities taking part each year."""

from __future__ import annotations

import pandas as pd

from components.charts.columns import columns_by_year
from components.exhibit import Exhibit
from components.i18n import Language
from components.theme import Palette


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Municipalities by year, with the states named. rows: year, states, municipalities, partial."""
    if rows.empty:
        return Exhibit("coverage", t("States and municipalities reached"), "", "", rows, ("programme_coverage",))
    most = rows.loc[rows["municipalities"].idxmax()]
    told = [
        t(
            "{year}: {municipalities} municipalities in {states} states",
            year=row.year, municipalities=t.number(row.municipalities), states=t.number(row.states),
        )
        for row in rows.itertuples()
    ]  # fmt: skip
    return Exhibit(
        name="coverage",
        headline=t(
            "At most {municipalities} municipalities in {states} of 32 states, in {year}",
            municipalities=t.number(most["municipalities"]), states=t.number(most["states"]), year=int(most["year"]),
        ),
        subtitle=t("Municipalities taking part each year; a hollow column is not a whole year"),
        alt="; ".join(told) + ".",
        rows=rows,
        tables=("programme_coverage",),
        views={"chart": columns_by_year(rows, "municipalities", t, colours)},
    )  # fmt: skip
