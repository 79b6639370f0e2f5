"""Where Central Americans ask for asylum: Mexico, the United States and Canada, a panel for each origin."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from components.charts.panels import axes, panels
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import country_name
from components.theme import Palette

TABLES = ("asylum_applications",)
DESTINATIONS = ("MEX", "USA", "CAN")


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette) -> Exhibit:
    """Lines by destination. rows: as `store.asylum_applications` gives them."""
    title = t("Where Central Americans ask for asylum")
    known = rows.dropna(subset=["applications"])
    if known.empty:
        return Exhibit("asylum", title, "", "", known, TABLES)
    names = {code: country_name(code, t) for end in ("origin", "destination") for code in rows[end].unique()}
    most = known.groupby("origin")["applications"].sum().sort_values(ascending=False)
    wide = rows.pivot(index="year", columns=["origin", "destination"], values="applications")
    return Exhibit(
        name="asylum",
        headline=_headline(known, names, t),
        subtitle=t(
            "Asylum applications a year of people from {origins}, by country of asylum, {period}",
            origins=t.together(sorted(names[code] for code in rows["origin"].unique())),
            period=t.years(rows["year"].min(), rows["year"].max()),
        ),
        alt=_alt(wide, names, t),
        rows=rows.assign(origin=rows["origin"].map(names), destination=rows["destination"].map(names)),
        tables=TABLES,
        caveats=("missing_values",) if len(known) < len(rows) else (),
        views={"chart": _panels(wide, [str(code) for code in most.index], names, t, colours)},
        notes=tuple(_gaps(rows, names, t)),
    )


def _headline(known: pd.DataFrame, names: dict[str, str], t: Language) -> str:
    """Applications in one country, then and now, and who made most of them: in Mexico where the rows have it."""
    where = next(code for code in DESTINATIONS if code in set(known["destination"]))
    there = known[known["destination"] == where]
    years = there.groupby("year")["applications"].sum()
    first, last = int(years.index.min()), int(years.index.max())
    by_origin = there[there["year"] == last].set_index("origin")["applications"]
    said = {"where": names[where], "after": t.number(years[last]), "last": last}
    if len(by_origin) == 1:
        said["where"] = t("{origin} to {destination}", origin=names[by_origin.index[0]], destination=names[where])
    if first == last:
        return t("{where}: {after} asylum applications in {last}", **said)
    told = t(
        "{where}: {before} asylum applications in {first}, {after} in {last}",
        first=first, before=t.number(years[first]), **said,
    )  # fmt: skip
    if len(by_origin) == 1 or not years[last]:
        return told
    return t(
        "{told}, {share} of them from {origin}",
        told=told, share=t.percent(by_origin.max() / years[last]), origin=names[by_origin.idxmax()],
    )  # fmt: skip


def _alt(wide: pd.DataFrame, names: dict[str, str], t: Language) -> str:
    told = []
    for (origin, destination), values in wide.items():
        values = values.dropna()
        if len(values):
            told.append(
                t(
                    "{origin} to {destination}: {before} in {first}, {after} in {last}, most in {peak} ({most})",
                    origin=names[origin], destination=names[destination], before=t.number(values.iloc[0]),
                    first=values.index[0], after=t.number(values.iloc[-1]), last=values.index[-1],
                    peak=values.idxmax(), most=t.number(values.max()),
                )
            )  # fmt: skip
    return t("Lines of asylum applications by year. {corridors}.", corridors="; ".join(told))


def _gaps(rows: pd.DataFrame, names: dict[str, str], t: Language) -> list[str]:
    """What the source does not have is said; a line begins where its figures begin."""
    without = rows[rows["applications"].isna()]
    return [
        t(
            "No figure in the source: {country}, {years}. The line begins after them.",
            country=names[str(country)], years=t.years(years.min(), years.max()),
        )
        for country, years in without.groupby("destination")["year"]
    ]  # fmt: skip


def _panels(wide: pd.DataFrame, origins: list[str], names: dict[str, str], t: Language, colours: Palette) -> go.Figure:
    tones = {"MEX": (colours.accent, 3), "USA": (colours.ink, 2), "CAN": (colours.quiet, 1.5)}
    years = [int(year) for year in wide.index]
    destinations = [code for code in DESTINATIONS if code in wide.columns.get_level_values("destination")]
    heads = [
        "<br>".join(
            [f"<b>{names[origin]}</b>"]
            + [
                f'<span style="color:{tones[code][0]}">{names[code]} {t.number(wide[origin, code].iloc[-1])}</span>'
                for code in destinations
            ]
        )
        for origin in origins
    ]
    figure = panels(heads, years, wide.max(axis=None), t.number, colours)
    for i, origin in enumerate(origins):
        for code in reversed(destinations):  # Mexico's line over the others
            colour, width = tones[code]
            figure.add_scatter(
                x=years, y=wide[origin, code].to_numpy(dtype=float), mode="lines" if len(years) > 1 else "markers",
                name=names[code],
                line={"color": colour, "width": width}, connectgaps=False, cliponaxis=False,
                hovertemplate=f"<b>{names[origin]} → {names[code]}</b>, %{{x}}: %{{y:,.0f}}<extra></extra>", **axes(i),
            )  # fmt: skip
    return figure
