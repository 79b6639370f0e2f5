"""The published geometry: GeoJSON in degrees with `code` and `name`, under hashed names.

Outer rings run clockwise, against RFC 7946: Plotly (d3) takes the other side of a counter-clockwise ring and paints the
whole globe; MapLibre and deck.gl take either.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from data.build.publish import write_hashed
from data.build.raw import BuildError, Raw


@dataclass(frozen=True)
class Layer:
    """One published file: its source, the source's columns for code and name, and how many decimals are kept."""

    source_id: str
    code: str
    name: str
    shapes: int
    decimals: int


# A thousandth of a degree is about 100 m, a hundredth 1 km: finer than the raw outlines of each scale.
LAYERS = {
    "mx_states": Layer("geo_mx_states", "CVE_ENT", "NOM_ENT", 32, 3),
    "mx_municipalities": Layer("geo_mx_municipalities", "CVEGEO", "NOMGEO", 2475, 3),
    "us_states": Layer("geo_us_states", "STUSPS", "NAME", 51, 3),
    "countries": Layer("geo_world_110m", "ISO3", "NAME", 177, 2),
    "region": Layer("geo_north_central_america_50m", "ISO3", "NAME", 15, 2),
}


# The source joins the two ends of these countries around the globe, where they reach the 180th meridian: what is kept
# of each is what lies in these boxes (west, south, east, north). Fiji keeps Viti Levu, its largest island.
KEPT_AT_THE_180TH_MERIDIAN: dict[str, list[tuple[float, float, float, float]]] = {
    "FJI": [(177, -19, 179, -17.1)],
    "RUS": [(27, 41, 180, 70.7), (51.4, 70.7, 180, 82), (-180, 70.7, -177.5, 72), (-180, 60, -168, 70)],
}
BAND = 0.45  # degrees: more than half the width of the bands
# Of Russia the source has lost everything between these latitudes: what is drawn there is what joins the rest.
LOST = ("RUS", (28, 64.9, 180, 69.5), 2.3)


def without_bands(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Countries by code without the bands around the globe; what a band had cut out of the others is closed again."""
    shapes = shapely.make_valid(shapes)
    kept = {
        c: shapely.union_all([shapely.box(*box) for box in boxes]) for c, boxes in KEPT_AT_THE_180TH_MERIDIAN.items()
    }
    bands = shapely.union_all([shapes[code].difference(box) for code, box in kept.items()])
    for place, (code, shape) in enumerate(shapes.items()):
        if code in kept:
            shapes.iloc[place] = shape.intersection(kept[code])
        elif shape.dwithin(bands, 0.01) and code != "ATA":
            closed = shape.buffer(BAND, join_style="mitre").buffer(-BAND, join_style="mitre").intersection(bands)
            shapes.iloc[place] = shape.union(closed.buffer(0))  # without the lines where a band only touched it
            bands = bands.difference(closed)
    return _joined(shapes)


def _joined(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    code, where, reach = LOST
    between = shapes[code].buffer(reach).buffer(-reach).intersection(shapely.box(*where))
    shapes[code] = shapes[code].union(between.difference(shapely.union_all(shapes.drop(code))).buffer(0))
    return shapes


def prepare(shapes: gpd.GeoSeries, decimals: int) -> gpd.GeoSeries:
    """Valid polygons on a grid of so many decimals, outer rings clockwise.

    Neighbours keep one common border, because the grid moves a shared corner to the same place in both.
    """
    gridded = shapely.set_precision(shapely.make_valid(shapes.to_numpy()), 10.0**-decimals)
    return gpd.GeoSeries(shapely.orient_polygons(gridded, exterior_cw=True), index=shapes.index, crs=shapes.crs)


def _coordinates(shape: shapely.Geometry, decimals: int) -> dict:
    """The GeoJSON geometry; the grid leaves binary remainders (-99.10000000000001), which rounding takes off."""
    return json.loads(
        json.dumps(shapely.geometry.mapping(shape)), parse_float=lambda text: round(float(text), decimals)
    )


def _feature(code: str | None, name: str, shape: shapely.Geometry, decimals: int) -> dict:
    feature = {"type": "Feature", "properties": {"code": code, "name": name}}
    if code is not None:  # Northern Cyprus and Somaliland have no ISO code
        feature["id"] = code
    return {**feature, "geometry": _coordinates(shape, decimals)}


def _are_areas(shapes: gpd.GeoSeries) -> bool:
    return bool(shapes.is_valid.all() and shapes.geom_type.isin(["Polygon", "MultiPolygon"]).all())


def geojson(raw: Raw, layer: Layer) -> bytes:
    """One layer, features in order of code. BuildError when shapes were lost or one is broken."""
    rows = gpd.read_file(raw.path(layer.source_id)).sort_values([layer.code, layer.name])
    if layer.source_id == "geo_world_110m":
        rows = rows.set_geometry(without_bands(rows.set_index(layer.code).geometry).to_numpy(), crs=rows.crs)
    rows = rows.set_geometry(prepare(rows.geometry, layer.decimals))
    if len(rows) != layer.shapes or rows.is_empty.any() or not _are_areas(rows.geometry):
        raise BuildError(f"{layer.source_id}: {len(rows)} shapes, must be {layer.shapes}, none empty and all valid")
    codes = rows[layer.code].astype(object).where(rows[layer.code].notna(), None)
    features = [
        _feature(code, name, shape, layer.decimals) for code, name, shape in zip(codes, rows[layer.name], rows.geometry)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def write(raw: Raw, folder: Path) -> dict[Path, str]:
    """Write every layer into `folder`; source id of each written file."""
    return {
        write_hashed(folder, name, "geojson", geojson(raw, layer)): layer.source_id for name, layer in LAYERS.items()
    }
