"""Maps over our own geometry, fetched by the browser from `/files/geo/`, never sent in a message."""

from components.maps.arcs_svg import arc_figure
from components.maps.arcs_webgl import arc_deck
from components.maps.choropleth import classed_map
from components.maps.classes import Classes, around_zero, natural_breaks, quantiles
from components.maps.geometry import EMPTY_TOPOLOGY_URL, geometry_url
from components.maps.locator import locator_map

__all__ = [
    "EMPTY_TOPOLOGY_URL",
    "Classes",
    "arc_deck",
    "arc_figure",
    "around_zero",
    "classed_map",
    "geometry_url",
    "locator_map",
    "natural_breaks",
    "quantiles",
]
