"""Who is met at the US border: each group of citizenships in front of everyone, by fiscal year."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from components.charts.panels import axes, panels
from components.exhibit import Exhibit
from components.i18n import Language
from components.names import country_name
from components.theme import Palette
from data.catalog.border import citizenship_groups

TABLES = ("border_encounters",)
EXPULSIONS = (2020, 2023)  # fiscal years with expulsions under Title 42, which the publisher counts as encounters
MOST_PANELS, HEAD_LETTERS, NAMED, LEAST = 6, 22, 5, 0.001


def exhibit(rows: pd.DataFrame, t: Language, colours: Palette, *, by_country: bool = False) -> Exhibit:
    """Small panels, one a group. rows: as `store.border_encounters` gives them.

    by_country: a panel for each country in the rows, for a reader who chose some; else for each group of the catalogue.
    """
    title = t("Who is met at the US border")
    whole = rows[~rows["partial"]]
    if whole.empty:
        nothing = t("No whole fiscal year matches these filters.") if len(rows) else ""
        return Exhibit("border_encounters", title, "", "", whole, TABLES, nothing=nothing)
    shown = _grouped(whole, "country" if by_country else "citizenship_group")
    names = _names(shown, by_country, t)
    wide = shown.pivot(index="fiscal_year", columns="citizenship_group", values="encounters")[list(names)]
    everyone = whole.groupby("fiscal_year")["all_encounters"].first()
    drawn = list(names)[:MOST_PANELS]
    return Exhibit(
        name="border_encounters",
        headline=_headline(wide, everyone, names, t),
        subtitle=_subtitle(everyone, by_country, t),
        alt=_alt(wide[drawn], everyone, names, t),
        rows=shown.assign(citizenship_group=shown["citizenship_group"].map(names)),
        tables=TABLES,
        caveats=(),
        views={"chart": _panels(wide[drawn], everyone, names, t, colours, behind=not by_country)},
        notes=tuple(_notes(rows, by_country, len(names) - len(drawn), t)),
    )


def _grouped(whole: pd.DataFrame, by: str) -> pd.DataFrame:
    """Encounters by year and group, with the share of everyone met that year."""
    shown = whole.groupby(["fiscal_year", by], as_index=False).agg(
        encounters=("encounters", "sum"), all_encounters=("all_encounters", "first")
    )
    shown["share"] = shown["encounters"] / shown["all_encounters"]
    return shown.rename(columns={by: "citizenship_group"})


def _names(shown: pd.DataFrame, by_country: bool, t: Language) -> dict[str, str]:
    """Names in the order of the panels: the catalogue's, or the country with most encounters first."""
    if not by_country:
        met = set(shown["citizenship_group"])
        return {slug: t.text(group.title) for slug, group in citizenship_groups().items() if slug in met}
    most = shown.groupby("citizenship_group")["encounters"].sum().sort_values(ascending=False)
    return {str(code): country_name(str(code), t) for code in most.index}


def _headline(wide: pd.DataFrame, everyone: pd.Series, names: dict[str, str], t: Language) -> str:
    """The group that was largest in the first year, then and now."""
    share = wide.div(everyone, axis=0)
    first, last = share.index[[0, -1]]
    told = share.loc[first].idxmax()
    said = {"before": _share(share.loc[first, told], t), "after": _share(share.loc[last, told], t)}
    if first == last:
        return t(
            "{who}: {share} of the Border Patrol’s encounters in fiscal year {year}",
            who=names[told], share=said["after"], year=first,
        )  # fmt: skip
    if told == "mexico":
        return t(
            "{before} of the Border Patrol’s encounters were with Mexicans in {first}, and {after} in {last}",
            first=first, last=last, **said,
        )  # fmt: skip
    return t(
        "{who}: {before} of the Border Patrol’s encounters in {first}, {after} in {last}",
        who=names[told], first=first, last=last, **said,
    )  # fmt: skip


def _share(share: float, t: Language) -> str:
    if 0 < share < LEAST:
        return t("under {share}", share=t.percent(LEAST, 1))
    return t.percent(share, 0 if share >= 0.1 else 1)


def _subtitle(everyone: pd.Series, by_country: bool, t: Language) -> str:
    period = t.years(everyone.index.min(), everyone.index.max())
    if by_country:
        return t(
            "Encounters of the US Border Patrol by citizenship, US fiscal years (October to September) {period}; "
            "encounters are events, not people",
            period=period,
        )
    return t(
        "Encounters of the US Border Patrol by citizenship and, paler behind them, all encounters; US fiscal years "
        "(October to September) {period}; encounters are events, not people",
        period=period,
    )


def _alt(wide: pd.DataFrame, everyone: pd.Series, names: dict[str, str], t: Language) -> str:
    first, last = wide.index[[0, -1]]
    told = [
        t(
            "{who}: {before} in {first}, most in {peak} with {most}, {after} in {last}",
            who=names[slug], first=first, last=last, peak=wide[slug].idxmax(), before=t.number(wide.loc[first, slug]),
            most=t.number(wide[slug].max()), after=t.number(wide.loc[last, slug]),
        )
        for slug in wide
    ]  # fmt: skip
    every = t(
        "All: {before} in {first}, {after} in {last}.",
        first=first, last=last, before=t.number(everyone[first]), after=t.number(everyone[last]),
    )  # fmt: skip
    return t("Columns of encounters by fiscal year. {groups}. {all}", groups="; ".join(told), all=every)


def _notes(rows: pd.DataFrame, by_country: bool, left_out: int, t: Language) -> list[str]:
    notes = []
    if left_out:
        notes.append(t.plural("{n} country more is in the table.", "{n} countries more are in the table.", left_out))
    if not by_country:
        notes.append(_rest_of_the_americas(rows[~rows["partial"]], t))
    everyone = rows.groupby(["fiscal_year", "partial"], as_index=False)["all_encounters"].first()
    return [*notes, *how_counted(everyone.rename(columns={"all_encounters": "encounters"}), t)]


def how_counted(everyone: pd.DataFrame, t: Language) -> list[str]:
    """What the counts are and are not. everyone: fiscal_year, encounters (all of that year), partial."""
    notes = [
        t(
            "Fiscal year {year} is left out: the source closes after two months of it, with {n} encounters.",
            year=year, n=t.number(n),
        )
        for year, n in everyone.loc[everyone["partial"], ["fiscal_year", "encounters"]].itertuples(index=False)
    ]  # fmt: skip
    notes.append(
        t("One person may be met several times. The source rounds to ten, so that sums may be off by a few tens.")
    )
    if everyone["fiscal_year"].between(*EXPULSIONS).any():
        notes.append(
            t(
                "From March 2020 to May 2023 the count includes expulsions under a public-health order (Title 42), "
                "after which many tried again."
            )
        )
    return notes


def _rest_of_the_americas(whole: pd.DataFrame, t: Language) -> str:
    last = whole["fiscal_year"].max()
    rest = whole[(whole["citizenship_group"] == "other_americas") & (whole["fiscal_year"] == last)]
    most = rest.nlargest(NAMED, "encounters")
    return t(
        "In the rest of the Americas, the most numerous in {year}: {countries}.",
        year=last,
        countries=t.together(f"{country_name(r.country, t)} ({t.number(r.encounters)})" for r in most.itertuples()),
    )


def _panels(
    wide: pd.DataFrame, everyone: pd.Series, names: dict[str, str], t: Language, colours: Palette, *, behind: bool
) -> go.Figure:
    """behind: all encounters in a paler tone behind each group's, so that a panel shows its share."""
    years = [int(year) for year in wide.index]
    top = float(everyone.max() if behind else wide.max(axis=None))
    share = wide.div(everyone, axis=0)
    heads = [_head(names[slug], share[slug], t) for slug in wide]
    figure = panels(heads, years, top, lambda value: _scale(value, t), colours)
    for i, slug in enumerate(wide):
        if behind:
            figure.add_bar(
                x=years, y=everyone.to_numpy(), name=t("All encounters"), hoverinfo="skip", opacity=0.55,
                marker={"color": colours.muted, "line": {"width": 0}}, **axes(i),
            )  # fmt: skip
        figure.add_bar(
            x=years, y=wide[slug].to_numpy(dtype=float), name=names[slug],
            customdata=np.round(share[slug].to_numpy(), 4),
            marker={"color": colours.accent, "line": {"width": 0}},
            hovertemplate=f"<b>{names[slug]}</b>, %{{x}}<br>%{{y:,.0f}} (%{{customdata:.1%}})<extra></extra>",
            **axes(i),
        )  # fmt: skip
    return figure.update_layout(barmode="overlay")


def _scale(value: float, t: Language) -> str:
    return t.compact(value, 0 if value % 1e6 == 0 else 1) if value >= 1e6 else t.number(value)


def _head(name: str, share: pd.Series, t: Language) -> str:
    """Name of a panel in lines that fit a phone, and its share of all encounters at both ends."""
    first, last = share.index[[0, -1]]
    lines = wrap(name, HEAD_LETTERS)
    shares = (
        t("{before} in {first}, {after} in {last}", before=_share(share[first], t), first=first,
          after=_share(share[last], t), last=last)
        if first != last
        else t("{share} in {year}", share=_share(share[last], t), year=last)
    )  # fmt: skip
    return "<br>".join([*(f"<b>{line}</b>" for line in lines), shares])
