"""Every figure that a page shows stands in the registry, and the registry makes the same."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import corridor_kinds, figures, i18n, remittance_kinds
from components import show as show_module
from components.exhibit import Exhibit
from components.site import PAGES
from components.theme import LIGHT

ES = i18n.language("es")
PARTS = [("remesas", {"measure": next(iter(part.measures(ES)))}) for part in remittance_kinds.PARTS.values()]
KINDS = [("corredores", {"measure": kind}) for kind in corridor_kinds.kinds(ES)]
ADDRESSES = [
    *((page.slug, {}) for page in PAGES if page.slug not in ("remesas", "corredores", "datos")),
    *PARTS,
    *KINDS,
    ("remesas", {"measure": "inflow", "country": "CAN"}),
    ("remesas", {"measure": "municipality_usd", "view": "table"}),
    ("proyectos", {"state": "14", "to": "2004"}),
    ("focalizacion", {"measure": "remittances", "from": "2009"}),
]
BORROWED = {"": ["projects_by_type"]}  # the overview shows a figure of the page on projects, as it is without filters


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Exhibit]:
    """The exhibits that the pages show while the test runs."""
    exhibits: list[Exhibit] = []
    real = show_module.show

    def noted(exhibit: Exhibit, *args: object, **named: object) -> None:
        exhibits.append(exhibit)
        real(exhibit, *args, **named)

    monkeypatch.setattr(show_module, "show", noted)
    return exhibits


def made(slug: str, address: dict[str, str]) -> dict[str, Exhibit]:
    """What the registry makes of the page's figures at that address, by name."""
    values = {name: [value] for name, value in address.items()}
    own = [known.id for known in figures.figures().values() if known.page_slug == slug]
    exhibits = [figures.from_address(figure_id, values, ES, LIGHT) for figure_id in own + BORROWED.get(slug, [])]
    return {exhibit.name: exhibit for exhibit in exhibits}


def test_pages_and_registry_show_the_same(visit: Callable[..., AppTest], shown: list[Exhibit]) -> None:
    """Every figure on a page is one of the registry, the same to the last row; and no entry is one no page shows."""
    seen: set[tuple[str, str]] = set()
    for slug, address in ADDRESSES:
        at = visit(slug, lang="es", **{f"{name}_" if name == "from" else name: v for name, v in address.items()})
        shown.clear()
        assert not at.run().exception  # once more, as the first run showed the overview
        registered = made(slug, address)
        assert shown
        for exhibit in shown:
            assert exhibit.name in registered, (slug, address)
            same = registered[exhibit.name]
            assert (same.headline, same.subtitle, same.notes) == (exhibit.headline, exhibit.subtitle, exhibit.notes)
            assert same.rows.equals(exhibit.rows)
            seen.add((slug, exhibit.name))
    for known in figures.figures().values():
        name = figures.from_address(known.id, {}, ES, LIGHT).name
        assert (known.page_slug, name) in seen, known.id
