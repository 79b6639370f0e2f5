"""A deck from the parameters of an address."""

from __future__ import annotations

import re
from datetime import date

from components import figures
from components.address import STATE, Address
from components.downloads import filters_in_words, open_view
from components.i18n import Language
from components.slides.deck import MOST_FIGURES, Shown, deck
from components.slides.ready import sequence
from components.theme import LIGHT


class SlidesError(ValueError):
    """The address asks for a deck that cannot be made; the message says why, in English, for the one who calls."""


class NoFiguresError(SlidesError):
    """`figures` names none."""


class TooManyFiguresError(SlidesError):
    """`figures` names more than a deck holds."""


class UnknownStateError(SlidesError):
    """No state has that code."""


def slides(address: Address, t: Language, base_url: str, day: date | None = None) -> bytes:
    """The deck that an address (all values by name) asks for, as a PPTX file.

    figures: ids, separated by commas, in the order shown; without them the sequence for the state, or the country's.
    The other parameters are filters, which each figure understands as its page does. base_url: of the site, for links.
    UnknownFigureError for an unknown id, SlidesError for the rest.
    """
    states = list(address.get("state", ()))
    unknown = [code for code in states if not re.fullmatch(STATE, code)]
    if unknown:
        raise UnknownStateError(f"no state has the code {unknown[0][:20]!r}: codes are INEGI's, 01 to 32")
    ids = asked(address)
    filters = {name: list(values) for name, values in address.items() if name not in ("figures", "lang")}
    shown = [_shown(figure_id, filters, t, base_url.rstrip("/"), day) for figure_id in ids]
    if "figures" not in address:
        shown = [one for one in shown if len(one.exhibit.rows)]  # of some states, some figures are not known
    words = "; ".join(f"{label}: {text}" for label, text in filters_in_words(filters, t))
    return deck(shown, t, words)


def asked(address: Address) -> list[str]:
    """The ids that an address asks for, each once, in its order."""
    if "figures" not in address:
        return list(sequence(next(iter(address.get("state", ())), None)))
    ids = [figure_id.strip() for value in address["figures"] for figure_id in value.split(",") if figure_id.strip()]
    ids = list(dict.fromkeys(ids))
    if not ids:
        raise NoFiguresError("`figures` names no figure")
    if len(ids) > MOST_FIGURES:
        raise TooManyFiguresError(f"`figures` names {len(ids)} figures; a deck holds {MOST_FIGURES}")
    for figure_id in ids:
        figures.figure(figure_id)  # before any is made
    return ids


def _shown(figure_id: str, filters: Address, t: Language, base_url: str, day: date | None) -> Shown:
    exhibit = figures.from_address(figure_id, filters, t, LIGHT)
    slug = figures.figure(figure_id).page_slug
    view = open_view(f"{base_url}/{slug}", figures.address_of(figure_id, filters, t), t, slug, day)
    return Shown(exhibit, view, next(iter(filters.get("view", ())), ""))
