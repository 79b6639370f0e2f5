"""What our tables say of an item of the agenda, in a sentence: every number out of the frames handed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from components.i18n import Language

ABUSES = ("personas victimas de delito en transito", "eventos delictivos documentados")  # as recorded in the table


@dataclass(frozen=True)
class Evidence:
    """The frames behind the sentences, as the store's functions give them.

    corridors: `store.corridor_people`; programmes: `store.migration_programmes_exercised`; shelters:
    `store.reported_figures` of the topic redodem.
    """

    corridors: pd.DataFrame
    programmes: pd.DataFrame
    shelters: pd.DataFrame

    def people(self, corridor: str) -> pd.Series:
        """People of a corridor by year."""
        rows = self.corridors[self.corridors["corridor"] == corridor]
        return rows.set_index("year")["people"].sort_index()


def _in_the_corridor(item: pd.Series, evidence: Evidence, t: Language) -> str:
    usa, mexico = evidence.people("region_to_usa"), evidence.people("central_america_to_mexico")
    first = int(item["baseline_year"]) if item["baseline_year"] in usa.index else int(usa.index[0])
    last = int(usa.index[-1])
    return t(
        "{usa} people from Mexico and the seven countries of Central America lived in the United States in {last}, "
        "{usa_first} in {first}; in Mexico, {mexico} Central Americans in {last}, {mexico_first} in {first}.",
        usa=t.compact(usa[last], words=True), usa_first=t.compact(usa[first], words=True), first=first, last=last,
        mexico=t.number(mexico[last]), mexico_first=t.number(mexico[first]),
    )  # fmt: skip


def _to_chile(item: pd.Series, evidence: Evidence, t: Language) -> str:
    people = evidence.people("peru_bolivia_to_chile")
    first, last = int(people.index[0]), int(people.index[-1])
    return t(
        "{before} people from Peru and Bolivia lived in Chile in {first}; {after} in {last}, {times} times as many.",
        before=t.number(people[first]), first=first, after=t.number(people[last]), last=last,
        times=t.number(people[last] / people[first]),
    )  # fmt: skip


def _south_to_south(item: pd.Series, evidence: Evidence, t: Language) -> str:
    south, north = evidence.people("south_to_south"), evidence.people("south_to_north")
    last = int(south.index[-1])
    amounts = {
        "south": t.compact(south[last], words=True),
        "north": t.compact(north[last], words=True),
        "year": last,
    }
    if south[last] > north[last]:
        return t(
            "It holds for corridors with one end in Latin America, the only ones we have: {south} people of the South "
            "lived in the South in {year}, {north} in the North.",
            **amounts,
        )
    return t(
        "It does not hold for corridors with one end in Latin America, the only ones we have: {south} people of the "
        "South lived in the South in {year}, {north} in the North. Of the world our tables do not tell.",
        **amounts,
    )


def _abuses(item: pd.Series, evidence: Evidence, t: Language) -> str:
    rows = evidence.shelters
    quoted = rows[rows["indicator"].isin(ABUSES) & rows["state_code"].isna()].sort_values("year_from")
    listed = [
        t(
            "{indicator}, {period}: {value}",
            indicator=row[f"indicator_{t.code}"].lower(), period=t.years(row["year_from"], row["year_to"]),
            value=t.number(row["value"]),
        )
        for _, row in quoted.iterrows()
    ]  # fmt: skip
    return t(
        "Only figures of the shelters of REDODEM, quoted in the press: {figures}. They count crimes, which is not the "
        "same, and are no series.",
        figures="; ".join(listed),
    )


def _money_for_rights(item: pd.Series, evidence: Evidence, t: Language) -> str:
    rows = evidence.programmes
    last = rows.loc[rows["year"].idxmax()]
    return t(
        "In {year}, {n} federal programmes about migration exercised {amount}; {share} of it was “{largest}”. We have "
        "{period} by programme; what part of it guarantees rights, the accounts do not say.",
        year=int(last["year"]), n=t.number(last["programmes"]), amount=t.money(last["amount_mxn"], "mxn", words=True),
        share=t.percent(last["largest_mxn"] / last["amount_mxn"]), largest=last["largest"],
        period=t.years(rows["year"].min(), rows["year"].max()),
    )  # fmt: skip


SENTENCES: dict[str, Callable[[pd.Series, Evidence, Language], str]] = {
    "corridor_geography": _in_the_corridor,
    "corridor_other": _to_chile,
    "corridor_south_south": _south_to_south,
    "tpba_abuses": _abuses,
    "tpba_budget_rights": _money_for_rights,
}

# Tables that come close to an item and still do not answer it.
CLOSE: dict[str, tuple[str, Callable[[Language], str]]] = {
    "tpba_repatriated": (
        "reported_figures",
        lambda t: t("We have quoted figures on repatriations; none says who was taken home."),
    ),
    "sdg_10_c": ("remittances", lambda t: t("Our tables of remittances give amounts and transfers, not their cost.")),
    "corridor_minors": (
        "border_encounters",
        lambda t: t("Our tables of border encounters tell citizenship, not age."),
    ),
}


def sentence(item: pd.Series, evidence: Evidence, t: Language) -> str:
    """What our tables say of the item, or that there are no open data."""
    if pd.isna(item["table_id"]):
        close = CLOSE.get(item["item_id"])
        return t("No open data.") + (" " + close[1](t) if close else "")
    say = SENTENCES.get(item["item_id"])
    return say(item, evidence, t) if say else t("A table of ours has figures on it.")
