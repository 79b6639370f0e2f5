"""Corridors of one kind: the arcs to draw, the ranked table beside them, and the words for both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.charts import corridor_words as words
from components.exhibit import Exhibit
from components.i18n import Language
from components.maps import arc_deck, arc_figure
from components.maps.arcs import ENDS, Size, drawable, legend
from components.names import country_name, state_names, us_state_name
from components.theme import Palette

MOST = 100  # arcs on one map: more cannot be told apart
FAR = {"AK", "HI", "PR"}  # a map that held them would leave the rest small
Namer = Callable[[str, Language], str]


@dataclass(frozen=True)
class Kind:
    """What moves: its value column, tables, the geometries under it, how its two ends are named, and its words.

    headline, subtitle: take all rows. write: a value as a label.
    """

    value: str
    tables: tuple[str, ...]
    land: tuple[str, ...]
    origin: Namer
    destination: Namer
    title: Callable[[Language], str]
    headline: Callable[[pd.DataFrame, Language], str]
    subtitle: Callable[[pd.DataFrame, Language], str]
    write: Callable[[float, Language], str]
    legend: Callable[[Language], str]
    inward: Callable[[Language], str]
    outward: Callable[[Language], str] = lambda t: ""


def _state(code: str, t: Language) -> str:
    return state_names()[code]


def _dollars(value: float, t: Language) -> str:
    return t.money(value, "usd")


def _people(value: float, t: Language) -> str:
    return t.plural("{n} person", "{n} people", value)


def _cases(value: float, t: Language) -> str:
    return t.plural("{n} case", "{n} cases", value)


def _sent(t: Language) -> str:
    return t("from the sender to the receiver")


DOLLARS: dict[str, Any] = {
    "value": "amount_usd",
    "write": _dollars,
    "legend": lambda t: t("Nominal US dollars a year"),
}
KINDS = {
    "remittances_us_state": Kind(
        **DOLLARS, tables=("remittances_by_us_state",), land=("us_states", "mx_states"), origin=us_state_name,
        destination=country_name, title=lambda t: t("Remittances from each US state"),
        headline=words.from_us_states, subtitle=words.dollars_of_the_year, inward=_sent,
    ),
    "remittances_country": Kind(
        **DOLLARS, tables=("remittances_by_country",), land=("countries",), origin=country_name,
        destination=country_name, title=lambda t: t("Remittances into and out of Mexico"),
        headline=words.with_countries, subtitle=words.dollars_of_the_year,
        inward=lambda t: t("into Mexico"), outward=lambda t: t("out of Mexico"),
    ),
    "migrant_stock": Kind(
        value="people", tables=("migrant_stock",), land=("countries",), origin=country_name, destination=country_name,
        title=lambda t: t("People who live in another country"), headline=words.people_abroad,
        subtitle=words.people_of_the_year, write=_people, legend=lambda t: t("People"),
        inward=lambda t: t("from the country of origin to that of residence"),
    ),
    "remittances_world": Kind(
        **DOLLARS, tables=("bilateral_remittances",), land=("countries",), origin=country_name,
        destination=country_name, title=lambda t: t("Remittances of the world, as modelled"),
        headline=words.of_the_world, subtitle=words.modelled_dollars, inward=_sent,
    ),
    "survey": Kind(
        value="count", tables=("survey_corridors",), land=("us_states", "mx_states"), origin=_state,
        destination=us_state_name, title=lambda t: t("State to state, in two surveys"), headline=words.surveyed,
        subtitle=words.sample, write=_cases, legend=lambda t: t("Cases of the sample"),
        inward=lambda t: t("from Mexico to the United States"),
    ),
}  # fmt: skip


def arcs(rows: pd.DataFrame, kind: Kind, t: Language) -> pd.DataFrame:
    """The largest corridors as arcs (columns of `components.maps.arcs`), in the order of the rows."""
    top = rows.head(MOST)
    values = top[kind.value]
    return top[ENDS].assign(
        id=top["origin"] + "-" + top["destination"],
        origin_name=[kind.origin(code, t) for code in top["origin"]],
        destination_name=[kind.destination(code, t) for code in top["destination"]],
        value=values.astype(float),
        said=[kind.write(value, t) for value in values],
        outward=(top["flow"] == "outflow") if "flow" in top else False,
        apart=top["origin"].isin(FAR) | top["destination"].isin(FAR),
    )


def exhibit(
    rows: pd.DataFrame,
    slug: str,
    t: Language,
    colours: Palette,
    *,
    view: str,
    size: Size = (760, 460),
    selected: str | None = None,
) -> Exhibit:
    """The map (`map`, by WebGL) or the same without it (`chart`), whichever `view` asks for.

    rows: as the store's function of that kind gives them, the largest first. size: of the map, pixels.
    """
    kind = KINDS[slug]
    name = f"corridors_{slug}" + (f"_{rows['survey'].iloc[0]}" if "survey" in rows and len(rows) else "")
    if rows.empty:
        return Exhibit(name, kind.title(t), "", "", rows, kind.tables, nothing=words.nothing(t))
    shown = arcs(rows, kind, t)
    drawn = drawable(shown)
    draw = {"map": arc_deck, "chart": arc_figure}.get(view)
    land = _land(kind, rows)
    return Exhibit(
        name=name,
        headline=kind.headline(rows, t),
        subtitle=kind.subtitle(rows, t),
        alt=words.alt(shown, t),
        rows=_table(rows, shown, kind),
        tables=kind.tables,
        views={view: draw(shown, land, colours, size, selected)} if draw and len(drawn) else {},
        legend=legend(
            drawn, lambda value: kind.write(value, t), colours, title=kind.legend(t), inward=kind.inward(t),
            outward=kind.outward(t) if drawn["outward"].any() else "",
        ) if len(drawn) else "",
        notes=words.notes(rows, shown, kind.value, t),
    )  # fmt: skip


def _land(kind: Kind, rows: pd.DataFrame) -> tuple[str, ...]:
    """The finer outlines of North and Central America where all ends lie there."""
    if kind.land != ("countries",):
        return kind.land
    ends = set(rows["origin"].head(MOST)) | set(rows["destination"].head(MOST))
    return ("region",) if ends <= set(words.region()) else kind.land


def _table(rows: pd.DataFrame, shown: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Names first, then the figures, then codes."""
    top = rows.head(MOST).assign(origin_name=shown["origin_name"], destination_name=shown["destination_name"])
    figures = [c for c in (kind.value, "share", "share_pct") if c in top]
    return top[["origin_name", "destination_name", *figures, "origin", "destination"]].reset_index(drop=True)
