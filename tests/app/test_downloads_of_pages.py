"""Every figure of every page can be taken away: a valid package and a workbook with all its rows."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from components import corridor_filters, downloads, i18n, remittance_parts
from components import show as show_module
from components.exhibit import Exhibit
from components.site import PAGES

ES = i18n.language("es")
PARTS = [("remesas", next(iter(part.measures(ES)))) for part in remittance_parts.PARTS.values()]
KINDS = [("corredores", kind) for kind in corridor_filters.kinds(ES)]
ADDRESSES = [*((page.slug, "") for page in PAGES), *PARTS, *KINDS]


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


@pytest.mark.parametrize(("slug", "measure"), ADDRESSES)
def test_packages_are_valid_and_workbooks_whole(
    visit: Callable[..., AppTest], shown: list[Exhibit], tmp_path: Path, slug: str, measure: str
) -> None:
    address = {"measure": measure} if measure else {}
    assert not visit(slug, lang="es", **address).exception
    exhibits = {exhibit.name: exhibit for exhibit in shown if not exhibit.rows.empty}
    assert exhibits
    view = downloads.open_view(f"http://a.mx/{slug}", {n: [v] for n, v in address.items()}, ES, slug)
    for name, exhibit in exhibits.items():
        with zipfile.ZipFile(io.BytesIO(downloads.archive(exhibit, view, ES))) as file:
            file.extractall(tmp_path / name)
        report = frictionless.Package(str(tmp_path / name / "datapackage.json")).validate()
        assert report.valid, (name, report.flatten(["rowNumber", "fieldName", "message"])[:3])
        assert exhibit.headline.split()[0] in (tmp_path / name / "LEEME.md").read_text(encoding="utf-8")
        book = openpyxl.load_workbook(io.BytesIO(downloads.workbook(exhibit, view, ES)))
        assert book["Datos"].max_row == len(exhibit.rows) + 1


@pytest.mark.parametrize("slug", [page.slug for page in PAGES])
def test_nothing_is_sent_before_it_is_opened(visit: Callable[..., AppTest], slug: str) -> None:
    at = visit(slug, lang="en")
    assert [button.label for button in at.get("download_button") if "request" not in button.label] == []
    assert "savesPictures" not in str([element.proto for element in at.get("html")])
