"""What is said of corridors: headlines, subtitles, notes and alternative text, computed from the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.i18n import Language
from components.maps.arcs import drawable
from components.maps.geometry import codes
from components.names import country_in_a_sentence, state_names, us_state_name, value_name

NAMED = 5  # corridors that the alternative text names
UNPLACED = 3  # places without a point that a note names


def region() -> Sequence[str]:
    """Countries of North and Central America, whose outlines are finer."""
    return codes("region")


def nothing(t: Language) -> str:
    """Said in place of an empty map."""
    return t("No corridor on record matches these filters. Remove one to see figures again.")


def from_us_states(rows: pd.DataFrame, t: Language) -> str:
    top = rows.iloc[0]
    return t(
        "{state} sent {amount} to Mexico in {year}, {share} of what came from the United States",
        state=us_state_name(top["origin"], t), amount=t.money(top["amount_usd"], "usd", words=True),
        year=int(top["year"]), share=t.percent(top["share"], 1),
    )  # fmt: skip


def with_countries(rows: pd.DataFrame, t: Language) -> str:
    inflow, outflow = (rows[rows["flow"] == flow] for flow in ("inflow", "outflow"))
    year = int(rows["year"].iloc[0])
    if outflow.empty or inflow.empty:
        top = rows.iloc[0]
        return t(
            "{origin} sent {amount} to {destination} in {year}",
            origin=country_in_a_sentence(top["origin"], t), destination=country_in_a_sentence(top["destination"], t),
            amount=t.money(top["amount_usd"], "usd", words=True), year=year,
        )  # fmt: skip
    return t(
        "In {year}, {share} of the remittances that Mexico received came from {sender}; of what left, {back} went to "
        "{receiver}",
        year=year, share=t.percent(inflow["share"].iloc[0], 1), back=t.percent(outflow["share"].iloc[0], 1),
        sender=country_in_a_sentence(inflow["origin"].iloc[0], t),
        receiver=country_in_a_sentence(outflow["destination"].iloc[0], t),
    )  # fmt: skip


def people_abroad(rows: pd.DataFrame, t: Language) -> str:
    top = rows.iloc[0]
    return t(
        "{people} people from {origin} lived in {destination} in {year}",
        people=t.number(top["people"]), origin=country_in_a_sentence(top["origin"], t),
        destination=country_in_a_sentence(top["destination"], t), year=int(top["year"]),
    )  # fmt: skip


def of_the_world(rows: pd.DataFrame, t: Language) -> str:
    top = rows.iloc[0]
    return t(
        "By the model, {amount} went from {origin} to {destination} in {year}, {share} of the world’s remittances",
        amount=t.money(top["amount_usd"], "usd", words=True), origin=country_in_a_sentence(top["origin"], t),
        destination=country_in_a_sentence(top["destination"], t), year=int(top["year"]),
        share=t.percent(top["share"], 1),
    )  # fmt: skip


def surveyed(rows: pd.DataFrame, t: Language) -> str:
    top = rows.iloc[0]
    return t(
        "In the sample, {n} of {all} cases went from {origin} to {destination}",
        n=t.number(top["count"]), all=t.number(rows["count"].sum()), origin=state_names()[top["origin"]],
        destination=us_state_name(top["destination"], t),
    )  # fmt: skip


def dollars_of_the_year(rows: pd.DataFrame, t: Language) -> str:
    return t("Remittances, nominal US dollars, {year}", year=int(rows["year"].iloc[0]))


def people_of_the_year(rows: pd.DataFrame, t: Language) -> str:
    return t(
        "People by country of origin and of residence, estimate for the middle of {year}",
        year=int(rows["year"].iloc[0]),
    )


def modelled_dollars(rows: pd.DataFrame, t: Language) -> str:
    return t(
        "Remittances, nominal US dollars, {year}, as a model of the World Bank spreads them: nobody measured them "
        "corridor by corridor",
        year=int(rows["year"].iloc[0]),
    )


def sample(rows: pd.DataFrame, t: Language) -> str:
    return t(
        "{survey}. A sample of n = {n}, not the population: shares cannot be carried over to all migrants",
        survey=value_name("survey_corridors", "survey", rows["survey"].iloc[0], t), n=t.number(rows["count"].sum()),
    )  # fmt: skip


def alt(shown: pd.DataFrame, t: Language) -> str:
    """The largest corridors in words. shown: arcs, the largest first."""
    named = [f"{row.origin_name} → {row.destination_name}: {row.said}" for row in shown.head(NAMED).itertuples()]
    return t.plural(
        "Map of {n} corridor, a line the wider the more it carries: {named}.",
        "Map of {n} corridors, lines the wider the more they carry; the largest are {named}.",
        len(drawable(shown)),
        named="; ".join(named),
    )


def notes(rows: pd.DataFrame, shown: pd.DataFrame, value: str, t: Language) -> tuple[str, ...]:
    """How much of the whole is drawn, and what has no place on a map. rows: all corridors; shown: the arcs."""
    said = []
    if len(rows) > len(shown):
        said.append(
            t(
                "The {n} largest of {all} corridors: {share} of the sum of them all.",
                n=len(shown), all=t.number(len(rows)), share=t.percent(shown["value"].sum() / rows[value].sum(), 1),
            )
        )  # fmt: skip
    unplaced = shown.drop(drawable(shown).index)
    if len(unplaced):
        listed = [f"{row.origin_name} → {row.destination_name} ({row.said})" for row in unplaced.itertuples()]
        more = len(listed) - UNPLACED
        text = t(
            "In the table and not drawn, for want of a place: {corridors}.", corridors="; ".join(listed[:UNPLACED])
        )
        said.append(text + (" " + t.plural("And {n} more.", "And {n} more.", more) if more > 0 else ""))
    if shown["apart"].any() and not shown["apart"].all():
        said.append(t("The lines of Alaska, Hawaii and Puerto Rico reach beyond the frame."))
    return tuple(said)
