"""Amounts in pesos as people write them. What could be read in two ways is not read."""

from __future__ import annotations

import re

BLANK = {
    "", "-", "--", "—", "–", "n/a", "na", "n.a.", "n/d", "nd", "n.d.", "s/d", "sd", "s.d.", "null", "none", "nan",
    "sin dato", "no disponible", "no aplica", "not available", "$", "$-", "$—", "$–", "mx$",
}  # fmt: skip
USUAL = re.compile(r"\$? ?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d{1,2})?", re.ASCII)  # as most registers write
SPACES = re.compile(r"\s+")
APOSTROPHE = re.compile(r"(?<=\d)['’´`](?=\d{3})")  # 1'234,567.00, as millions are written in Mexico
OTHER_CURRENCY = re.compile(r"us\$|usd|u\.s\.|d[oó]lares|dollars|dlls?\b|dls\b|eur|€", re.IGNORECASE)
PESOS = re.compile(r"mx\$|mxn|m\.n\.|mn\b|pesos|\$", re.IGNORECASE)
NEGATIVE = re.compile(r"[-−–(].*\d.*|.*\d.*[-−–]")
GROUPED = {",": re.compile(r"\d{1,3}(,\d{3})+"), ".": re.compile(r"\d{1,3}(\.\d{3})+")}


class NotMoneyError(ValueError):
    """The text is no amount of pesos; `key` says why: negative, not_money, other_currency or ambiguous_money."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def pesos(text: str, decimal: str = "") -> float | None:
    """The amount, in the unit of its column; None where the cell says that there is no figure.

    decimal: `.` or `,` where the file always writes one of them; empty where only clear cases are to be read.
    NotMoneyError for what is no amount, is negative, or could be read in two ways.
    """
    if decimal != "," and USUAL.fullmatch(text):
        return float(text.lstrip("$ ").replace(",", ""))
    bare = APOSTROPHE.sub(",", SPACES.sub("", text).lower())
    if SPACES.sub(" ", text).strip().lower() in BLANK or bare in BLANK:
        return None
    if OTHER_CURRENCY.search(text):
        raise NotMoneyError("other_currency")
    bare = PESOS.sub("", bare)
    if NEGATIVE.fullmatch(bare):
        raise NotMoneyError("negative")
    return _number(bare, decimal)


def _number(bare: str, decimal: str) -> float:
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", bare, re.ASCII):
        raise NotMoneyError("not_money")
    mark = decimal or _decimal_mark(bare)
    thousands = "," if mark == "." else "."
    whole, _, cents = bare.partition(mark)
    if thousands in whole and not GROUPED[thousands].fullmatch(whole):
        raise NotMoneyError("not_money")
    digits = whole.replace(thousands, "")
    if not (digits + cents).isdigit():
        raise NotMoneyError("not_money")
    return float(f"{digits or 0}.{cents or 0}")


def _decimal_mark(bare: str) -> str:
    """The decimal mark that the number shows by itself: of two marks the last; of one, what its digits allow."""
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    if comma >= 0:  # 1,234 and 1,234,567 are thousands, as Mexico writes them; 1234,5 and 0,50 are not
        if GROUPED[","].fullmatch(bare) and not bare.startswith("0"):
            return "."
        if len(bare) - comma == 4 and bare.count(",") == 1 and not bare.startswith("0,"):
            raise NotMoneyError("ambiguous_money")  # 1234,567
        return ","
    if bare.count(".") > 1:
        return ","
    if GROUPED["."].fullmatch(bare) and not bare.startswith("0"):
        raise NotMoneyError("ambiguous_money")  # 125.500: a thousand times more or less
    return "."
