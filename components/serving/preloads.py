"""What a page's scripts will ask for, named in its first bytes: fonts, and the chunks of the elements that it shows."""

from __future__ import annotations

from functools import cache

from components.maps.geometry import geometry_url
from components.serving.frontend import ASSETS, chunks
from data.store import DataUnavailableError

FONTS = {"SourceSansVF-Upright": "Source Sans", "SourceSerifVariable-Roman": "Source Serif"}
# Streamlit's elements on each page, by the names that its build has for them.
ALWAYS = ("ButtonGroup", "Html")
OF_PAGE = {
    "": ("PlotlyChart", "Selectbox", "PageLink"),
    "proyectos": ("PlotlyChart", "Multiselect", "Slider"),
    "financiamiento": ("PlotlyChart", "Multiselect", "Slider"),
    "focalizacion": ("PlotlyChart", "Multiselect", "Slider"),
    "estado": ("PlotlyChart", "Selectbox", "PageLink"),
    "remesas": ("PlotlyChart", "Slider"),
    "corredores": ("DeckGlJsonChart", "Selectbox", "DataFrame", "PlotlyChart"),
    "datos": ("TextInput", "PageLink"),
    "presentar": ("Selectbox", "PageLink", "Button"),
    "agenda": ("PlotlyChart", "Selectbox"),
}
GEOMETRY = {"": "mx_states", "estado": "mx_states"}  # of the first map, which asks for it only once it is drawn


@cache
def _fonts() -> dict[str, str]:
    """Address of each font that every page writes in, by its family."""
    found = {family: next((ASSETS / "media").glob(f"{name}.*"), None) for name, family in FONTS.items()}
    return {family: f"./static/media/{path.name}" for family, path in found.items() if path}


@cache
def fonts_first() -> tuple[str, ...]:
    """The fonts, named as Streamlit will name them, so that the first view is written in them, too."""
    faces = " ".join(
        f'@font-face {{ font-family: "{family}"; src: url("{url}") format("woff2"); font-weight: 200 900; '
        "font-display: swap; }"
        for family, url in _fonts().items()
    )
    preload = '<link rel="preload" as="font" type="font/woff2" crossorigin fetchpriority="high" href="{}" />'
    return (*(preload.format(url) for url in _fonts().values()), f"<style>{faces}</style>")


def links(slug: str, plain: bool = True) -> tuple[str, ...]:
    """The chunks that a page will load once its scripts run; plain: with its default choices, so its first map, too."""
    names = chunks((*OF_PAGE.get(slug, ()), *ALWAYS))
    # Low, so that what starts the page comes first and the largest chunks fill what is left of the line.
    scripts = [f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{n}">' for n in names]
    return (*scripts, *(_geometry(slug) if plain else ()))


def _geometry(slug: str) -> list[str]:
    if slug not in GEOMETRY:
        return []
    try:
        url = geometry_url(GEOMETRY[slug])
    except DataUnavailableError:
        return []
    return [f'<link rel="preload" as="fetch" crossorigin fetchpriority="low" href="{url}">']
