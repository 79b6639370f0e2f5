"""The maps of a first view as SVG: states in the colours of a measure or one of them located, and arcs between places.

Each state leads to its page, without a script.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import shapely
from shapely.geometry import shape as outline_of

from components.exhibit import Exhibit, short_value
from components.first_view.notes import reachable
from components.i18n import Language
from components.maps import natural_breaks
from components.slides.plans import plain
from components.slides.projections import mercator
from components.svg.geometry import UNITS, state_outlines
from components.svg.markup import picture, short, tag, title
from components.theme import LIGHT
from data import catalog
from data.store import published_folder, resource_path

Link = Callable[[str], str]  # the address of a state's page, by its code
SMALL = 45  # map units: a state of less reach is hard to find without a ring around it
COARSE = 0.12  # degrees that an outline may be off on a map of two countries
LEAST = 0.3  # square degrees: smaller islands would be dust there


@dataclass(frozen=True)
class StateMap:
    """The map, and its legend: colour and words of each class."""

    svg: str
    legend: tuple[tuple[str, str], ...]


def state_map(exhibit: Exhibit, column: str, link: Link, t: Language) -> StateMap:
    """The states in the classes of the site's map. exhibit: with rows of state_code, state and the measure."""
    meaning = catalog.describe(column, exhibit.tables)
    assert meaning is not None, f"{column} is not in the catalogue"
    values = exhibit.rows.dropna(subset=[column])
    classes = natural_breaks(values[column])
    fills = classes.fills(LIGHT)
    ink = dict(zip(values["state_code"], (fills[i] for i in classes.of(values[column]))))
    said = {row["state_code"]: f"{row['state']}: {short_value(row[column], meaning, t)}" for _, row in _rows(exhibit)}
    labels = classes.labels(lambda value: short_value(value, meaning, t))
    legend = [*zip(fills, labels), *([(LIGHT.no_data, t.missing)] if len(values) < len(exhibit.rows) else [])]
    return StateMap(_states(said, ink, exhibit.alt, link), tuple(legend))


def _rows(exhibit: Exhibit) -> Iterator[tuple[Any, pd.Series]]:
    return exhibit.rows.iterrows()


def locator(code: str, names: Mapping[str, str], alt: str, link: Link) -> str:
    """Mexico with one state filled, and a ring around it where it is small; with an empty code, none."""
    own = state_outlines().states.get(code)
    ring = ""
    if own and own.reach < SMALL:
        ring = tag("circle", cx=own.x, cy=own.y, r=own.reach + 18, fill="none", stroke=LIGHT.accent, stroke_width=5)
    return _states(dict(names), {code: LIGHT.accent}, alt, link, ring)


def _states(said: dict[str, str], ink: dict[str, str], alt: str, link: Link, over: str = "") -> str:
    outlines = state_outlines()
    shapes = [
        f'<a href="{escape(link(code))}" aria-label="{escape(words)}">'
        + tag("path", title(words), d=outlines.states[code].path, fill=ink.get(code, LIGHT.no_data))
        + "</a>"
        for code, words in said.items()
    ]
    drawn = tag(
        "g", "".join(shapes) + over, transform="translate(5 5)", stroke=LIGHT.paper, stroke_width=2.5,
        stroke_linejoin="round", fill_rule="evenodd",
    )  # fmt: skip
    return reachable(picture(drawn, UNITS + 10, outlines.height + 10, alt))


def arcs(exhibit: Exhibit, figure: go.Figure, width: float, height: float) -> str:
    """The flat map of arcs: outlines of both countries, and each arc with its words."""
    geo = figure.layout.geo
    corners = mercator(np.array(list(zip(geo.lonaxis.range, geo.lataxis.range)), dtype=float))
    size = corners[1] - corners[0]
    scale = float((np.array([width, height]) / size).min())
    spare = (np.array([width, height]) - size * scale) / 2

    def project(points: np.ndarray) -> np.ndarray:
        plane = (mercator(points) - corners[0]) * scale
        plane[:, 1] = size[1] * scale - plane[:, 1]
        return plane + spare

    land = "".join(
        tag("path", d="".join(_ring(project(ring)) for ring in _outlines(str(trace.geojson))))
        for trace in figure.data
        if trace.type == "choropleth" and trace.geojson
    )
    body = [tag("g", land, fill=LIGHT.panel, stroke=LIGHT.rule, stroke_width=0.6)]
    ways = [trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "lines"]
    handles = next((trace for trace in figure.data if trace.type == "scattergeo" and trace.mode == "markers"), None)
    said = dict(zip(handles.customdata, map(plain, handles.text))) if handles is not None else {}
    for way in ways:
        points = project(np.column_stack([way.lon, way.lat]))
        d = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points)
        told = title(said.get(way.name, way.name).replace("\n", ": "))
        body.append(
            tag("path", told, d=d, fill="none", stroke=way.line.color, stroke_width=way.line.width, opacity=0.65)
        )
    return picture("".join(body), width, height, exhibit.alt)


def _ring(points: np.ndarray) -> str:
    whole = np.rint(points).astype(int)
    kept = whole[np.r_[True, (np.diff(whole, axis=0) != 0).any(axis=1)]]
    return f"M{'L'.join(f'{x} {y}' for x, y in kept.tolist())}Z" if len(kept) > 3 else ""


@cache
def _outlines(address: str) -> list[np.ndarray]:
    """Rings of a published geometry, coarse; one that is not published has none."""
    name = address.rsplit("/", 1)[-1].split(".")[0]
    features = json.loads((published_folder() / resource_path(f"geo_{name}")).read_bytes())["features"]
    simple = shapely.coverage_simplify(np.array([outline_of(f["geometry"]) for f in features]), COARSE)
    parts = [part for geometry in simple for part in shapely.get_parts(geometry) if part.area > LEAST]
    return [shapely.get_coordinates(part.exterior) for part in parts]
