"""How the measures of the country's remittances are named and written, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from components.i18n import Language

TRILLION = 1e12


@dataclass(frozen=True)
class Words:
    """How a measure is spoken of.

    name: among the measures; subject: before a colon. `headline` takes {month}, {amount}, {compared} and {base};
    `unit` takes {base}.
    """

    name: Callable[[Language], str]
    subject: Callable[[Language], str]
    headline: Callable[[Language], str]
    unit: Callable[[Language], str]
    twelve: Callable[[Language], str]
    currency: str | None


def _sum(t: Language) -> str:
    return t("Sum of the last twelve months")


WORDS = {
    "usd": Words(
        lambda t: t("US dollars"),
        lambda t: t("Remittances in US dollars"),
        lambda t: t("In the twelve months to {month} Mexico received {amount} in remittances, {compared}"),
        lambda t: t("Remittances received, nominal US dollars"),
        _sum,
        "usd",
    ),
    "mxn": Words(
        lambda t: t("Nominal pesos"),
        lambda t: t("Remittances in nominal pesos"),
        lambda t: t("In the twelve months to {month} Mexico received {amount} in remittances, {compared}"),
        lambda t: t("Remittances received, nominal pesos at each month’s mean FIX rate"),
        _sum,
        "mxn",
    ),
    "mxn_real": Words(
        lambda t: t("Real pesos"),
        lambda t: t("Remittances in real pesos"),
        lambda t: t(
            "In pesos of {base}, Mexico received {amount} in remittances in the twelve months to {month}, {compared}"
        ),
        lambda t: t("Remittances received, pesos of {base} (each month’s mean FIX rate and INPC)"),
        _sum,
        "mxn",
    ),
    "operations": Words(
        lambda t: t("Number of transfers"),
        lambda t: t("Number of transfers"),
        lambda t: t("In the twelve months to {month} Mexico received {amount} transfers, {compared}"),
        lambda t: t("Number of transfers received"),
        _sum,
        None,
    ),
    "mean_usd": Words(
        lambda t: t("Mean transfer"),
        lambda t: t("Mean transfer"),
        lambda t: t("In the twelve months to {month} the mean transfer was {amount}, {compared}"),
        lambda t: t("Amount per transfer received, nominal US dollars"),
        lambda t: t("Mean of the last twelve months"),
        "usd",
    ),
}


def measure_names(t: Language) -> dict[str, str]:
    """Names of the measures, the default first."""
    return {measure: words.name(t) for measure, words in WORDS.items()}


def written(value: float, measure: str, t: Language, *, words: bool = False, digits: int = 1) -> str:
    """A figure of a measure, made short."""
    currency = WORDS[measure].currency
    if currency is None:
        return t.compact(value, digits, words)
    if value >= TRILLION and (words or t.code == "en"):
        digits += 1  # 1.26 trillion and 1.31 are not the same
    return t.money(value, currency, digits, words=words)


def signed(share: float, t: Language) -> str:
    """A change with its sign and a decimal: −1.9 %."""
    return ("+" if share > 0 else "−" if share < 0 else "") + t.percent(abs(share), 1)


def short_month(month: date, t: Language) -> str:
    """Month and year as a label: jun 2024."""
    return format_date(month, "MMM y", locale=t.locale)
