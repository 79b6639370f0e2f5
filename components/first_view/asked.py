"""What of an address a first view listens to: its language, one state, one table. Nothing else is repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.address import IGNORED, PARAMETERS, Address
from components.i18n import Language
from components.site import SitePage
from data import catalog

OF_A_PAGE = {"estado": "state", "datos": "table"}  # the parameter that makes a page of its own


@dataclass(frozen=True)
class Asked:
    """One first view. state: its code, or empty; table: its id, or empty; plain: no choice but these was made.

    is_slide: the address shows one slide of a presentation instead of the page.
    """

    page: SitePage
    t: Language
    state: str = ""
    table: str = ""
    plain: bool = True
    is_slide: bool = False

    def address(self, page: SitePage | None = None, **parameters: str) -> str:
        """A link to a page of the site in this language, relative to any page of it."""
        return address(page or self.page, {**parameters, "lang": self.t.code})

    def own(self) -> dict[str, str]:
        """The parameters that make this page one of its own."""
        name = OF_A_PAGE.get(self.page.slug)
        value = {"state": self.state, "table": self.table}.get(name or "", "")
        return {name: value} if name and value else {}


def address(page: SitePage, parameters: Mapping[str, str]) -> str:
    """The address of a page below the site's own. Values are codes, which need no escaping."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"./{page.slug}" + (f"?{query}" if query else "")


def asked(page: SitePage, t: Language, given: Address) -> Asked:
    """What the address (all values by name) asks of the page; what is unknown is passed over."""
    states = _good("state", given)
    table = next(iter(_good("table", given)), "") if page.slug == "datos" else ""
    chosen = {name for name in given if name not in ("lang", "state", "table") and not IGNORED.match(name)}
    several = len(states) > 1 and page.slug != "estado"
    # Any other choice would show another chart than the one that is ready.
    return Asked(page, t, states[0] if states else "", table, not (chosen or several), "slide" in given)


def _good(name: str, given: Address) -> list[str]:
    values: Sequence[str] = given.get(name, ())
    if name == "table":
        return [value for value in values if value in catalog.tables()]
    return [value for value in dict.fromkeys(values) if PARAMETERS[name].accepts(value)]
