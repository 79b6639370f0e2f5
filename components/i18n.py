"""Languages: every visible string through gettext, every number, amount and date through Babel.

Strings are written in English in the code, `t("Projects by type")`, and translated in `locale/es.po`.
`{name}` in a string is filled from keyword arguments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, negotiate_locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.support import Translations
from babel.units import format_unit

from data.catalog import Text

LOCALES = {"es": "es_MX", "en": "en_US"}
NAMES = {"es": "Español", "en": "English"}
DEFAULT = "es"
CATALOGUES = Path(__file__).parent / "locale"
SYMBOLS = {"mxn": {"es": "$", "en": "MX$"}, "usd": {"es": "US$", "en": "US$"}}


class Language:
    """One of the site's languages: `t("text")` translates, the methods format."""

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(LOCALES[code])
        self._translations = translations

    def __call__(self, message: str, **values: Any) -> str:
        text = self._translations.gettext(message)
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, n: float, **values: Any) -> str:
        """The form for `n`, which the text may show as {n}."""
        text = self._translations.ngettext(singular, plural, 1 if n == 1 else 2)
        return text.format(n=self.number(n), **values)

    def text(self, text: Text) -> str:
        """A catalogue text in this language."""
        return text[self.code]

    def number(self, value: float, digits: int = 0, *, trim: bool = False) -> str:
        """A number with `digits` decimals, or with `trim` as many of them as it has; says so when there is none."""
        if _missing(value):
            return self.missing
        decimals = ("#" if trim else "0") * digits
        return format_decimal(value, format="#,##0" + ("." + decimals if digits else ""), locale=self.locale)

    @property
    def missing(self) -> str:
        """What stands where there is no figure."""
        t = self
        return t("n/a")

    def percent(self, share: float, digits: int = 0) -> str:
        """A share (0.25 is 25 %)."""
        if _missing(share):
            return self.missing
        return format_percent(share, format="#,##0" + ("." + "0" * digits if digits else "") + "%", locale=self.locale)

    def change(self, share: float) -> str:
        """A change with its sign: 0.25 is +25 %."""
        if _missing(share):
            return self.missing
        return ("+" if share > 0 else "−" if share < 0 else "") + self.percent(abs(share))

    def compact(self, value: float, digits: int = 1, words: bool = False) -> str:
        """A large number made short: 62.5 mil M; with `words`, 62.5 mil millones."""
        if _missing(value):
            return self.missing
        if self.code == "es" and not words and abs(value) >= 1e9:
            return self.number(value / 1e9, digits) + "\u00a0mil\u00a0M"  # CLDR would write 9621.5 M
        return format_compact_decimal(
            value, format_type="long" if words else "short", locale=self.locale, fraction_digits=digits
        )

    def money(self, value: float, currency: str, digits: int = 1, words: bool = False) -> str:
        """An amount made short, with the currency's sign: US$62.5 mil M. Under 10,000 it is written out."""
        if _missing(value):
            return self.missing
        small = abs(value) < 10_000
        amount = self.number(abs(value)) if small else self.compact(abs(value), digits, words)
        return ("−" if value < 0 else "") + SYMBOLS[currency][self.code] + amount

    def money_in_full(self, value: float, currency: str) -> str:
        """An amount to the last peso or dollar."""
        return self.missing if _missing(value) else SYMBOLS[currency][self.code] + self.number(value)

    def day(self, value: date) -> str:
        """A date in words."""
        return format_date(value, "long", locale=self.locale)

    def month(self, value: date) -> str:
        """Month and year in words."""
        return format_date(value, "MMMM y", locale=self.locale)

    def quarter(self, value: date) -> str:
        """A quarter, from its first day."""
        return format_date(value, "QQQ y", locale=self.locale)

    def quarter_name(self, value: date) -> str:
        """The name of a quarter without its year, from its first day."""
        return format_date(value, "QQQ", locale=self.locale)

    def years(self, first: float, last: float) -> str:
        """A span of years, or the one year."""
        return f"{int(first)}" if first == last else f"{int(first)}-{int(last)}"

    def file_size(self, size: int) -> str:
        """Bytes in kB or MB."""
        unit, divisor = ("digital-megabyte", 1e6) if size >= 1e6 else ("digital-kilobyte", 1e3)
        return format_unit(round(size / divisor, 1), unit, length="short", locale=self.locale)

    def together(self, items: Iterable[str]) -> str:
        """Items as a list in a sentence: a, b and c."""
        return format_list(list(items), locale=self.locale)


def _missing(value: float | None) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


@cache
def language(code: str) -> Language:
    """The language of that code; KeyError when the site does not speak it."""
    path = CATALOGUES / f"{code}.po"
    if not path.exists():  # English is the language of the code
        return Language(code, NullTranslations())
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Language(code, Translations(compiled))


def preferred(accept_language: str | None) -> str:
    """The site's language that suits an Accept-Language header or a locale best."""
    if not accept_language:
        return DEFAULT
    asked = [part.split(";")[0].strip().replace("-", "_") for part in accept_language.split(",")]
    return negotiate_locale(asked, list(LOCALES), sep="_") or DEFAULT
