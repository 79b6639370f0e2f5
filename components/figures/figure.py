"""What the registry knows of one figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from components.address import Choices
from components.exhibit import Exhibit
from components.i18n import Language
from components.page_choices import Named
from components.theme import Palette


@dataclass(frozen=True)
class Figure:
    """One figure of the site, which can be made without its page.

    id: stable, a part of public addresses: it is never given to another figure. page_slug: of the page that shows it.
    make: the exhibit for the choices of its page. title: what it is about, whatever it finds. parameters: those of the
    address that change it. measures: the ones it can draw, the default first, where they are not all of its page's.
    named: what its exhibit is called, where that is not the id; `*` stands for the choice.
    """

    id: str
    page_slug: str
    make: Callable[[Choices, Language, Palette], Exhibit]
    title: Callable[[Language], str]
    parameters: tuple[str, ...] = ()
    measures: Named | None = None
    named: tuple[str, ...] = ()
