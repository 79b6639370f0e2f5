"""The picture that a shared link shows: the page's headline and its map or chart, as PNG, by Typst."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import orjson
import typst

from components.brand import icon_svg
from components.factsheet.pdf import fonts
from components.factsheet.sheet import FONT, SERIF
from components.figures import from_address
from components.first_view import maps
from components.first_view.asked import Asked
from components.first_view.opening import headline
from components.first_view.plot import can_draw, plot
from components.names import state_names
from components.page_choices import FIRST_STATE
from components.site import site_name
from components.theme import LIGHT
from data import store

TEMPLATE = Path(__file__).with_name("picture.typ")
KEPT = 96  # pictures, some 60 kB each: every page in both languages, and every state
PIXELS_AN_INCH = 72.0  # of a page of points: each point is a pixel
CHARTS = {  # pages whose picture is a chart; the others show the country
    "proyectos": "projects_by_type",
    "financiamiento": "federal_budget",
    "remesas": "remittances_monthly",
    "agenda": "known_years",
}
CHART_WIDTH = 440


def png(asked: Asked) -> bytes:
    """The picture of a page, 1200 x 630. DataUnavailableError when its data cannot be read."""
    t, slug = asked.t, asked.page.slug
    card = {
        "language": t.code,
        "site": site_name(t),
        "headline": headline(asked),
        "said": t("Programa 3x1 para Migrantes, 2002-2019") if slug in ("", "estado") else asked.page.title(t),
        "icon": icon_svg(),
        "picture": _picture(asked),
        "fonts": {"sans": FONT, "serif": SERIF},
        "colours": {name: getattr(LIGHT, name) for name in ("paper", "ink", "quiet", "accent")},
    }
    return _drawn(TEMPLATE.read_bytes(), orjson.dumps(card).decode())


@lru_cache(maxsize=KEPT)
def _drawn(template: bytes, card: str) -> bytes:
    compiler = typst.Compiler(template, font_paths=fonts(), sys_inputs={"card": card})
    return compiler.compile(format="png", ppi=PIXELS_AN_INCH)  # type: ignore[return-value]


def _picture(asked: Asked) -> str:
    t, slug = asked.t, asked.page.slug
    if slug in CHARTS:
        shown = from_address(CHARTS[slug], {}, t, LIGHT)
        chart = next((view for view in shown.views.values() if can_draw(view)), None)
        return plot(chart, CHART_WIDTH, "").replace("Source Sans", FONT) if chart is not None else ""
    if slug == "":
        shown = from_address("measure_by_state", {}, t, LIGHT)
        column = next(iter(store.STATE_MEASURES.values())).column
        return maps.state_map(shown, column, lambda code: "", t).svg
    code = (asked.state or FIRST_STATE) if slug == "estado" else ""
    return maps.locator(code, state_names(), "", lambda code: "")
