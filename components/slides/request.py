"""A deck from the parameters of an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from components import figures
from components.address import STATE, Address
from components.downloads import filters_in_words, open_view
from components.i18n import Language
from components.presentation import sequence
from components.presentation.sequence import Slide
from components.slides.deck import MOST_FIGURES, Shown, deck
from components.slides.ready import ready
from components.theme import LIGHT


class SlidesError(ValueError):
    """The address asks for a deck that cannot be made; the message says why, in English, for the one who calls."""


class NoFiguresError(SlidesError):
    """`figures` names none."""


class TooManyFiguresError(SlidesError):
    """`figures` names more than a deck holds."""

    def __init__(self, asked: int) -> None:
        super().__init__(f"`figures` names {asked} figures; a deck holds {MOST_FIGURES}")
        self.asked = asked


class IllFormedError(SlidesError):
    """A figure has a choice of its own that is none. part: as typed."""

    def __init__(self, part: str) -> None:
        super().__init__(f"{part!r} is no choice of a figure")
        self.part = part


class UnknownStateError(SlidesError):
    """No state has that code."""


def slides(address: Address, t: Language, base_url: str, day: date | None = None) -> bytes:
    """The deck that an address (all values by name) asks for, as a PPTX file.

    figures: as `components.presentation.sequence` writes them; without them the sequence for the state, or the
    country's. The other parameters are filters, which each figure understands as its page does. base_url: of the site,
    for links. UnknownFigureError for an unknown id, SlidesError for the rest.
    """
    asked_for, common = asked(address), sequence.common(address)
    shown = [_shown(slide, slide.address(common), t, base_url.rstrip("/"), day) for slide in asked_for]
    if "figures" not in address:
        shown = [one for one in shown if len(one.exhibit.rows)]  # of some states, some figures are not known
    words = "; ".join(f"{label}: {text}" for label, text in filters_in_words(common, t))
    return deck(shown, t, words)


def asked(address: Address) -> Sequence[Slide]:
    """The slides that an address asks for, before any is made."""
    states = list(address.get("state", ()))
    unknown = [code for code in states if not re.fullmatch(STATE, code)]
    if unknown:
        raise UnknownStateError(f"no state has the code {unknown[0][:20]!r}: codes are INEGI's, 01 to 32")
    if "figures" not in address:
        return [Slide(figure_id) for figure_id in ready(next(iter(states), None))]
    read = sequence.read(address["figures"])
    if read.too_many:
        raise TooManyFiguresError(read.too_many)
    if read.unknown:
        raise read.unknown[0]
    if read.ill_formed:
        raise IllFormedError(read.ill_formed[0])
    if not read.slides:
        raise NoFiguresError("`figures` names no figure")
    return read.slides


def _shown(slide: Slide, address: Address, t: Language, base_url: str, day: date | None) -> Shown:
    exhibit = figures.from_address(slide.figure_id, address, t, LIGHT)
    slug = figures.figure(slide.figure_id).page_slug
    view = open_view(f"{base_url}/{slug}", figures.address_of(slide.figure_id, address, t), t, slug, day)
    return Shown(exhibit, view, next(iter(address.get("view", ())), ""))
