"""A published statement checked against the tables: what it says, what the data give, and whether it holds."""

from __future__ import annotations

import pandas as pd

from components.exhibit import Exhibit
from components.i18n import Language

TABLES = ("programme_facts", "remittances", "reported_figures", "exchange_rate")
MILLION = 1_000_000
YEARS = range(2003, 2007)  # of the statement on federal money


def money_against_a_day(
    facts: pd.DataFrame, remittances: pd.DataFrame, early: pd.DataFrame, rates: pd.DataFrame, t: Language
) -> Exhibit:
    """At most 15 million dollars a year of federal money in 2003-2006, 63 million a day of remittances in 2006.

    facts: as `store.programme_facts`; remittances: year, amount_usd; early: as `store.early_federal_money`;
    rates: year, mxn_per_usd.
    """
    yearly, daily = (
        float(facts.loc[fact, "value"]) * MILLION for fact in ("federal_usd_yearly", "remittances_usd_daily")
    )
    day_year = int(facts.loc["remittances_usd_daily", "period"])
    day = remittances.set_index("year")["amount_usd"][day_year] / (366 if day_year % 4 == 0 else 365)
    on_record = early.set_index("year")["computed_usd"]
    inside = on_record[on_record.index.isin(YEARS)]
    rows = _rows(facts, yearly, daily, day, early, _destined(facts, rates), t)
    mean, above = inside.mean(), inside[inside > yearly]
    holds = mean <= yearly
    verdict = (
        t("The statement on federal money holds as far as there are figures")
        if holds
        else t("The statement on federal money does not hold")
    )
    return Exhibit(
        name="statement_check",
        headline=t(
            "{verdict}: {mean} a year in {years}; remittances of {year} were {day} a day, not {stated}",
            verdict=verdict,
            years=t.together(map(str, inside.index)), mean=t.money(mean, "usd"), year=day_year, day=t.money(day, "usd"),
            stated=t.money(daily, "usd", 0),
        ),
        subtitle=t("A statement of the report of 2007 beside what the published tables give, nominal US dollars"),
        alt="",
        rows=rows,
        tables=TABLES,
        caveats=("secondary_source",),
        notes=tuple(_notes(facts, yearly, daily, day, mean, inside, above, early, t)),
    )  # fmt: skip


def _destined(facts: pd.DataFrame, rates: pd.DataFrame) -> float:
    """The money of 2002-2006 in dollars a year: an equal part of it each year, at the mean rate of those years."""
    first, last = (int(year) for year in str(facts.loc["money_2002_2006", "period"]).split("-"))
    mean_rate = rates.loc[rates["year"].between(first, last), "mxn_per_usd"].mean()
    return float(facts.loc["money_2002_2006", "value"]) * MILLION / (last - first + 1) / mean_rate


def _rows(
    facts: pd.DataFrame, yearly: float, daily: float, day: float, early: pd.DataFrame, destined: float, t: Language
) -> pd.DataFrame:
    quoted = early.set_index("year")
    day_period, all_years = (str(facts.loc[f, "period"]) for f in ("remittances_usd_daily", "money_2002_2006"))
    lines: list[tuple[str, str, float | None, float | None, str]] = [
        (day_period, t("Remittances a day"), daily, day, t("Banco de México, the year over its days"))
    ]
    for year in sorted({*YEARS, *quoted.index}):
        known = year in quoted.index
        lines.append(
            (
                str(year),
                t("Federal money a year"),
                yearly if year in YEARS else None,
                quoted["computed_usd"].get(year),
                t("{n} million pesos quoted, mean FIX rate", n=t.number(quoted["value"][year], 1))
                if known
                else t("no open figure"),
            )
        )
    destined_mxn = t.number(float(facts.loc["money_2002_2006", "value"]))
    basis = t("{n} million pesos in all, mean FIX rate; not said whose", n=destined_mxn)
    lines.append((all_years, t("Money destined to the programme, a year"), None, destined, basis))
    return pd.DataFrame(lines, columns=["period", "statement", "stated_usd", "computed_usd", "basis"])


def _notes(
    facts: pd.DataFrame, yearly: float, daily: float, day: float, mean: float, inside: pd.Series, above: pd.Series,
    early: pd.DataFrame, t: Language,
) -> list[str]:  # fmt: skip
    checked, unknown = inside.index.tolist(), [str(year) for year in YEARS if year not in inside.index]
    first = t(
        "As stated, a year of federal money was {stated} hours of remittances; by the tables, the mean of {years} is "
        "{found} hours of those of 2006.",
        stated=t.number(24 * yearly / daily, 1), found=t.number(24 * mean / day, 1),
        years=t.together(map(str, checked)),
    )  # fmt: skip
    notes = [first]
    if len(above):
        notes.append(t(
            "The statement speaks of an average: {years} alone was above it.", years=t.together(map(str, above.index))
        ))  # fmt: skip
    notes.append(t("Not to be checked: {years}, for want of an open figure.", years=t.together(unknown)))
    change = day / daily - 1
    notes.append(t(
        "Banco de México’s series as it is published today gives {change} against the daily remittances stated.",
        change=t.change(change),
    ))  # fmt: skip
    said = [str(facts.loc[fact, f"statement_{t.code}"]) for fact in ("federal_usd_yearly", "remittances_usd_daily")]
    places = t.together(dict.fromkeys(facts.loc[["federal_usd_yearly", "remittances_usd_daily"], "locator"]))
    source = early.iloc[0]
    notes.append(t(
        "Stated in the report of A. Rocha Menocal, {places}: “{money}”, {stated}; “{sent}”, {daily}. Pesos of "
        "2002-2004 quoted from [{title}]({url}).", money=said[0], stated=t.money(yearly, "usd", 0), sent=said[1],
        daily=t.money(daily, "usd", 0),
        places=places, title=source["source_title"], url=source["source_url"],
    ))  # fmt: skip
    notes.append(
        t("The slide gives those three amounts without their years: they are read in the order of its columns.")
    )
    return notes
