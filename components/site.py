"""The pages of the site, stated once: address, file, group, title and description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components.i18n import Language
from components.names import state_names
from data import catalog
from data.store import DataUnavailableError

Words = Callable[[Language], str]
Address = Mapping[str, str]  # one value by name


def _table(t: Language, address: Address) -> str:
    found = catalog.tables().get(address.get("table", ""))
    return t.text(found.title) if found else ""


def _state(t: Language, address: Address) -> str:
    try:
        return state_names().get(address.get("state", ""), "")
    except DataUnavailableError:
        return ""


@dataclass(frozen=True)
class SitePage:
    """One page: `slug` is its address, `file` its script in pages/."""

    slug: str
    file: str
    group: str
    title: Words
    description: Words
    subject: Callable[[Language, Address], str] = lambda t, address: ""  # what an address narrows the page to


GROUPS: dict[str, Words] = {
    "": lambda t: "",
    "programme": lambda t: t("The programme"),
    "money_and_people": lambda t: t("Money and people"),
    "known": lambda t: t("What is known"),
}

PAGES = (
    SitePage(
        slug="",
        file="overview.py",
        group="",
        title=lambda t: t("Overview"),
        description=lambda t: t(
            "What Programa 3x1 para Migrantes was, 2002-2019: projects, money, places and what is not known, "
            "from public data that you can download."
        ),
    ),
    SitePage(
        slug="proyectos",
        file="projects.py",
        group="programme",
        title=lambda t: t("Projects"),
        description=lambda t: t(
            "What the 3x1 programme built: projects by type and year, the states and municipalities reached, "
            "and examples with their sources."
        ),
    ),
    SitePage(
        slug="financiamiento",
        file="funding.py",
        group="programme",
        title=lambda t: t("Funding"),
        description=lambda t: t(
            "Who paid for the 3x1 programme and how much: federal budget, four equal parts, other money about "
            "migration, and remittances beside it."
        ),
    ),
    SitePage(
        slug="focalizacion",
        file="targeting.py",
        group="programme",
        title=lambda t: t("Targeting"),
        description=lambda t: t(
            "Whether the federal money of the 3x1 programme reached the poorest states and those with most migrants, "
            "2008-2011, state by state."
        ),
    ),
    SitePage(
        slug="estado",
        file="profile.py",
        group="programme",
        title=lambda t: t("State profile"),
        description=lambda t: t(
            "One Mexican state on one page: remittances, the 3x1 programme’s money, need, and where its people go."
        ),
        subject=_state,
    ),
    SitePage(
        slug="remesas",
        file="remittances.py",
        group="money_and_people",
        title=lambda t: t("Remittances"),
        description=lambda t: t(
            "What migrants send to Mexico, month by month since 1995 and by state, municipality, US state and country: "
            "dollars and real pesos, per person, share of GDP, on maps."
        ),
    ),
    SitePage(
        slug="corredores",
        file="corridors.py",
        group="money_and_people",
        title=lambda t: t("Corridors"),
        description=lambda t: t(
            "Where remittances and people go from and to, on maps: US states, countries, two surveys state by state, "
            "and the series of the border."
        ),
    ),
    SitePage(
        slug="datos",
        file="datasets.py",
        group="known",
        title=lambda t: t("Data"),
        description=lambda t: t(
            "Every table of the observatory with its columns, units, sources and caveats: search, filter, download, "
            "read by program, cite."
        ),
        subject=_table,
    ),
    SitePage(
        slug="presentar",
        file="present.py",
        group="known",
        title=lambda t: t("Present"),
        description=lambda t: t(
            "Figures of the observatory one to a screen, for a meeting: ready sequences for Mexico and each state, "
            "with the keys of a presenter’s remote, and as an editable PowerPoint file."
        ),
    ),
    SitePage(
        slug="agenda",
        file="agenda.py",
        group="known",
        title=lambda t: t("Agenda"),
        description=lambda t: t(
            "What migration agendas promised and what open data can check, which tables exist by topic, year and "
            "place, and information requests ready to copy."
        ),
    ),
)

HIDDEN = (  # pages without the frame, which no navigation lists
    SitePage(
        slug="embed",
        file="embed.py",
        group="",
        title=lambda t: t("Figure"),
        description=lambda t: t("One figure of the observatory, alone."),
    ),
)


def site_name(t: Language) -> str:
    """Name of the site."""
    return t("Observatory 3×1")


def page_title(page: SitePage, t: Language, address: Address | None = None) -> str:
    """What the browser's tab says: the state or table of the address, else the page."""
    named = page.subject(t, address or {})
    subject = named or (page.title(t) if page.slug else t("Programa 3x1 para Migrantes, 2002-2019"))
    return f"{subject} · {site_name(t)}"


def by_slug(slug: str) -> SitePage | None:
    """The page at that address, if there is one."""
    return next((page for page in PAGES if page.slug == slug), None)
