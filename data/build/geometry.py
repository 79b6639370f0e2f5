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


def geojson(raw: Raw, layer: Layer) -> bytes:
    """One layer, features in order of code. BuildError when shapes were lost or one is broken."""
    rows = gpd.read_file(raw.path(layer.source_id)).sort_values([layer.code, layer.name])
    rows = rows.set_geometry(prepare(rows.geometry, layer.decimals))
    if len(rows) != layer.shapes or rows.is_empty.any() or not rows.is_valid.all():
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
