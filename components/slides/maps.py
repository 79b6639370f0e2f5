"""Maps as shapes that can be edited: a freeform a place in its colour on the site, arcs as lines over outlines."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.exhibit import Exhibit
from components.slides import writing
from components.slides.plans import plain
from components.slides.projections import BY_NAME, Degrees, Plane, clipped
from components.slides.writing import SMALLEST, Box, emu, rgb
from components.theme import LIGHT
from data.store import published_folder, resource_path

MOST_SHAPES = 200  # more places than this stand in one shape for each colour
UNITS = 100  # of an inch, that corners are rounded to
LEGEND_WIDTH, ENTRY, SQUARE = 3.1, 0.36, 0.2  # inches
POINT = 0.11  # inches, of a point on the map
PIXELS = 0.55  # points of a line's width for each pixel that it has on the site


@dataclass(frozen=True)
class Place:
    """One place to draw: its name, the rings of its outline (degrees), fill ('' for none) and line."""

    name: str
    rings: list[Degrees]
    fill: str
    line: str
    width: float = 0.5


@dataclass
class Frame:
    """How degrees become inches of a slide: projection, and the rectangle of the plane that fills a box."""

    project: Any
    low: np.ndarray
    scale: float
    origin: np.ndarray  # inches, of the upper left corner
    size: np.ndarray  # of the rectangle, in the plane
    clips: bool

    def corners(self, points: Degrees, closed: bool = True) -> Plane:
        """Hundredths of an inch on the slide, each corner once; empty where it lies outside."""
        plane = self.project(points)
        if self.clips and closed:
            plane = clipped(plane, self.low, self.low + self.size)
        if len(plane) < 2:
            return np.empty((0, 2), int)
        inches = (plane - self.low) * self.scale
        inches[:, 1] = self.size[1] * self.scale - inches[:, 1]
        rounded = np.round((inches + self.origin) * UNITS).astype(int)
        return rounded[np.r_[True, (np.diff(rounded, axis=0) != 0).any(axis=1)]]

    def inside(self, way: Degrees) -> Degrees:
        """The part of a way that lies on the map."""
        along = self.project(way) - self.low
        return way[((along >= 0) & (along <= self.size)).all(axis=1)]

    def point(self, east: float, north: float) -> tuple[float, float]:
        """Inches on the slide."""
        across, up = (self.project(np.array([[east, north]])) - self.low)[0] * self.scale
        return self.origin[0] + across, self.origin[1] + self.size[1] * self.scale - up


def is_map(figure: Any) -> bool:
    """Whether a figure is one of our maps."""
    return isinstance(figure, go.Figure) and any(trace.type == "choropleth" for trace in figure.data)


def has_arcs(figure: go.Figure) -> bool:
    """Whether lines are drawn over the map."""
    return any(trace.type == "scattergeo" and trace.mode == "lines" for trace in figure.data)


@cache
def outlines(geometry: str) -> dict[str, tuple[str, list[Degrees]]]:
    """Name and rings of every place of a published geometry, by code."""
    features = json.loads((published_folder() / resource_path(f"geo_{geometry}")).read_bytes())["features"]
    found = {}
    for feature in features:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = [np.array(ring, dtype=float)[:, :2] for polygon in polygons for ring in polygon]
        found[str(feature["properties"]["code"])] = (str(feature["properties"].get("name", "")), rings)
    return found


def places(figure: go.Figure) -> list[Place]:
    """Every place of the map with its colour, in the order in which the site draws them."""
    common = figure.layout.template.data.choropleth
    found = []
    for trace in figure.data:
        if trace.type != "choropleth":
            continue
        shared = common[0] if common else None
        address = trace.geojson or (shared.geojson if shared else "")
        known = outlines(str(address).rsplit("/", 1)[-1].split(".")[0])
        lines = [trace.marker.line, *([shared.marker.line] if shared else [])]
        line = next((one for one in lines if one.color), lines[0])
        ink, width = line.color or LIGHT.paper, (line.width or 0.5) * 0.75
        fill = _filler(figure, trace)
        said = trace.text if trace.text is not None else [""] * len(trace.locations)
        for code, value, text in zip(trace.locations, trace.z, said):
            if str(code) in known:
                name, rings = known[str(code)]
                found.append(Place(plain(text) or name, rings, fill(float(value)), ink, width))
    return found


def _filler(figure: go.Figure, trace: Any) -> Callable[[float], str]:
    """Gives the colour of a value on the trace's scale, or on the map's own; '' where nothing is filled."""
    if trace.coloraxis is None:
        only = str(trace.colorscale[0][1])
        return lambda value: only if only.startswith("#") else ""
    axis = figure.layout.coloraxis
    if axis.colorscale is None:
        return lambda value: LIGHT.sequential[-1]
    low, high, steps = axis.cmin, axis.cmax, list(axis.colorscale)

    def fill(value: float) -> str:
        along = (value - low) / (high - low)
        return str(next((colour for edge, colour in steps[1::2] if along <= edge), steps[-1][1]))

    return fill


def add(shapes: Any, box: Box, figure: go.Figure, exhibit: Exhibit) -> None:
    """The map into a box, its legend at the right where it has one."""
    entries = [] if has_arcs(figure) else _entries(figure)
    left, top, width, height = box
    room = (left, top, width - (LEGEND_WIDTH if entries else 0), height)
    drawn = places(figure)
    frame = _frame(figure, drawn, room)
    group = shapes.add_group_shape()
    _add_places(group, drawn, frame)
    for trace in figure.data:
        if trace.type == "scattergeo" and trace.mode == "lines":
            _add_arc(group, trace, frame)
        elif trace.type == "scattergeo" and not has_arcs(figure) and trace.lon is not None:
            _add_points(group, trace, frame)
    group._element.recalculate_extents()
    writing.describe(group, exhibit.name, exhibit.alt or exhibit.headline)
    if entries:
        title = plain(figure.layout.legend.title.text or "")
        _legend(shapes, (left + width - LEGEND_WIDTH + 0.2, top + 0.3), title, entries)


def _frame(figure: go.Figure, drawn: list[Place], box: Box) -> Frame:
    geo = figure.layout.geo
    project = BY_NAME[geo.projection.type or "mercator"]
    ranges = geo.lonaxis.range, geo.lataxis.range
    whole_world = geo.projection.type == "natural earth"
    if all(ranges):
        corners = project(np.array(list(zip(*ranges)), dtype=float))
    else:
        rings = [project(ring) for place in drawn for ring in place.rings]
        points = np.concatenate(rings)
        corners = np.array([points.min(axis=0), points.max(axis=0)])
        if whole_world:
            corners[:, 1] = project(np.array([[0, -56], [0, 78]], dtype=float))[:, 1]
    low, size = corners[0], corners[1] - corners[0]
    inches = np.array(box[2:])
    scale = float((inches / size).min())
    origin = np.array(box[:2]) + (inches - size * scale) / 2
    return Frame(project, low, scale, origin, size, bool(all(ranges)) or whole_world)


def _add_places(group: Any, drawn: list[Place], frame: Frame) -> None:
    """One freeform a place; one a colour where they are thousands."""
    if len(drawn) > MOST_SHAPES:
        merged: dict[tuple[str, str, float], list[Degrees]] = {}
        for place in drawn:
            merged.setdefault((place.fill, place.line, place.width), []).extend(place.rings)
        drawn = [Place("", rings, fill, line, width) for (fill, line, width), rings in merged.items()]
    for place in drawn:
        paths = [corners for corners in (frame.corners(ring) for ring in place.rings) if len(corners) > 2]
        if paths:
            _freeform(group, place.name, paths, place.fill, place.line, place.width)


def _freeform(
    group: Any, name: str, paths: list[Plane], fill: str, line: str, width: float, closed: bool = True, alpha: int = 100
) -> None:
    """A shape of straight lines: each path once around, or from end to end. Its text is none, its name the place's."""
    points = np.concatenate(paths)
    low, size = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1)
    drawn = "".join(_path(corners - low, closed) for corners in paths)
    inside = f"<a:solidFill>{_ink(fill)}</a:solidFill>" if fill else "<a:noFill/>"
    (x, y), (wide, high) = low * (Inches(1) // UNITS), size * (Inches(1) // UNITS)
    number = group.shapes._next_shape_id
    group._element.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{escape(name) or number}"/><p:cNvSpPr/>'
            f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{size[0]}" h="{size[1]}">{drawn}</a:path></a:pathLst></a:custGeom>{inside}'
            f'<a:ln w="{max(round(width * 12700), 1)}" cap="rnd"><a:solidFill>{_ink(line, alpha)}</a:solidFill>'
            "<a:round/></a:ln></p:spPr></p:sp>"
        )
    )


def _path(corners: Plane, closed: bool) -> str:
    """A way from corner to corner in DrawingML, from the shape's own upper left."""
    first, *rest = (f'<a:pt x="{x}" y="{y}"/>' for x, y in corners)
    lines = "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in rest)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if closed else ''}"


def _ink(colour: str, alpha: int = 100) -> str:
    """A colour in DrawingML; alpha in percent."""
    return f'<a:srgbClr val="{colour[1:7]}">{f"""<a:alpha val="{alpha}000"/>""" if alpha < 100 else ""}</a:srgbClr>'


def _add_arc(group: Any, trace: Any, frame: Frame) -> None:
    way = frame.corners(frame.inside(np.column_stack([trace.lon, trace.lat]).astype(float)), closed=False)
    if len(way) > 1:
        width, alpha = max(trace.line.width * PIXELS, 0.5), round(100 * (trace.opacity or 1))
        _freeform(group, trace.name, [way], "", trace.line.color, width, closed=False, alpha=alpha)


def _add_points(group: Any, trace: Any, frame: Frame) -> None:
    """Points of the map, each a small circle with the name it has on the site."""
    names = trace.text if trace.text is not None else [""] * len(trace.lon)
    for east, north, name in zip(trace.lon, trace.lat, names):
        if east is None or north is None or np.isnan(float(east)):
            continue
        if not len(frame.inside(np.array([[east, north]], dtype=float))):
            continue  # the projection has no place for it
        x, y = frame.point(float(east), float(north))
        dot = group.shapes.add_shape(MSO_SHAPE.OVAL, *emu((x - POINT / 2, y - POINT / 2, POINT, POINT)))
        dot.name = plain(name) or dot.name
        dot.fill.solid()
        dot.fill.fore_color.rgb = rgb(LIGHT.ink)
        dot.line.color.rgb = rgb(LIGHT.paper)


def _entries(figure: go.Figure) -> list[tuple[str, str]]:
    """What each colour of the legend means."""
    return [
        (str(trace.name), str(trace.marker.color))
        for trace in figure.data
        if trace.type == "scattergeo" and trace.name and trace.lon is not None and trace.lon[0] is None
    ]


def _legend(shapes: Any, at: tuple[float, float], title: str, entries: list[tuple[str, str]]) -> None:
    left, top = at
    lines = writing.lines_of(title, SMALLEST, LEGEND_WIDTH - 0.2)
    writing.text_box(shapes, (left, top, LEGEND_WIDTH - 0.2, 0.26 * lines), title, SMALLEST, LIGHT.quiet)
    top += 0.26 * lines + 0.12
    y = top
    for label, fill in entries:
        square = shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu((left, y + 0.04, SQUARE, SQUARE)))
        square.fill.solid()
        square.fill.fore_color.rgb = rgb(fill)
        square.line.color.rgb = rgb(LIGHT.quiet)
        square.line.width = 6350
        lines = writing.lines_of(label, SMALLEST, LEGEND_WIDTH - 0.5)
        writing.text_box(shapes, (left + 0.32, y, LEGEND_WIDTH - 0.5, 0.28 * lines), label, SMALLEST, LIGHT.ink)
        y += ENTRY + 0.24 * (lines - 1)
