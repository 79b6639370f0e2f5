"""Mexican states and municipalities: codes, names and label points, in one place."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import get_point

from data.build.controls import Control, Tables
from data.build.raw import BuildError, Raw

# State by INEGI code: common name, INEGI abbreviation, ISO 3166-2 code. The official name comes from the geometry.
# 15 is officially just "México"; its common name avoids confusion with the country.
STATES = pd.DataFrame(
    [
        ("01", "Aguascalientes", "Ags.", "MX-AGU"),
        ("02", "Baja California", "BC", "MX-BCN"),
        ("03", "Baja California Sur", "BCS", "MX-BCS"),
        ("04", "Campeche", "Camp.", "MX-CAM"),
        ("05", "Coahuila", "Coah.", "MX-COA"),
        ("06", "Colima", "Col.", "MX-COL"),
        ("07", "Chiapas", "Chis.", "MX-CHP"),
        ("08", "Chihuahua", "Chih.", "MX-CHH"),
        ("09", "Ciudad de México", "CDMX", "MX-CMX"),
        ("10", "Durango", "Dgo.", "MX-DUR"),
        ("11", "Guanajuato", "Gto.", "MX-GUA"),
        ("12", "Guerrero", "Gro.", "MX-GRO"),
        ("13", "Hidalgo", "Hgo.", "MX-HID"),
        ("14", "Jalisco", "Jal.", "MX-JAL"),
        ("15", "Estado de México", "Mex.", "MX-MEX"),
        ("16", "Michoacán", "Mich.", "MX-MIC"),
        ("17", "Morelos", "Mor.", "MX-MOR"),
        ("18", "Nayarit", "Nay.", "MX-NAY"),
        ("19", "Nuevo León", "NL", "MX-NLE"),
        ("20", "Oaxaca", "Oax.", "MX-OAX"),
        ("21", "Puebla", "Pue.", "MX-PUE"),
        ("22", "Querétaro", "Qro.", "MX-QUE"),
        ("23", "Quintana Roo", "QR", "MX-ROO"),
        ("24", "San Luis Potosí", "SLP", "MX-SLP"),
        ("25", "Sinaloa", "Sin.", "MX-SIN"),
        ("26", "Sonora", "Son.", "MX-SON"),
        ("27", "Tabasco", "Tab.", "MX-TAB"),
        ("28", "Tamaulipas", "Tamps.", "MX-TAM"),
        ("29", "Tlaxcala", "Tlax.", "MX-TLA"),
        ("30", "Veracruz", "Ver.", "MX-VER"),
        ("31", "Yucatán", "Yuc.", "MX-YUC"),
        ("32", "Zacatecas", "Zac.", "MX-ZAC"),
    ],
    columns=["state_code", "short_name", "abbreviation", "iso_3166_2"],
)
# Other ways in which the sources write a state, spelled as `plain` leaves them.
OTHER_NAMES = {
    "coahuila de zaragoza": "05",
    "cdmx": "09",
    "df": "09",
    "d.f.": "09",
    "distrito federal": "09",
    "mexico city": "09",
    "edomex": "15",
    "mexico": "15",
    "mexico state": "15",
    "state of mexico": "15",
    "michoacan de ocampo": "16",
    "queretaro arteaga": "22",
    "queretaro de arteaga": "22",
    "veracruz de ignacio de la llave": "30",
    "veracruz llave": "30",
    "veracruz-llave": "30",
}
# In the INEGI catalogue since 2025: they have a code and a name, but no outline in any open file.
WITHOUT_OUTLINE = {"24059": "Villa de Pozos", "25019": "Eldorado", "25020": "Juan José Ríos"}
RECONSTRUCTED = {"03002"}
EQUAL_DISTANCES = "EPSG:6372"  # INEGI's conic projection of Mexico, in metres


def plain(names: pd.Series) -> pd.Series:
    """Names without accents, capitals or surplus spaces, to compare spellings."""
    letters = names.str.normalize("NFKD").str.replace("[\u0300-\u036f]", "", regex=True)
    return letters.str.lower().str.replace(r"\s+", " ", regex=True).str.strip()


def state_code(names: pd.Series) -> pd.Series:
    """INEGI code of each state name; a missing name stays missing. BuildError lists the names it does not know."""
    known = dict(zip(plain(STATES["short_name"]), STATES["state_code"])) | OTHER_NAMES
    codes = plain(names).map(known)
    unknown = names[codes.isna() & names.notna()]
    if len(unknown):
        raise BuildError(f"unknown state names: {sorted(unknown.unique())}")
    return codes


def two_digits(codes: pd.Series) -> pd.Series:
    """State codes as text of two digits, from numbers or text with or without the leading zero."""
    return codes.astype("Int64").astype("string").str.zfill(2)


def five_digits(codes: pd.Series) -> pd.Series:
    """Municipality codes as text of five digits, from numbers or text with or without the leading zero."""
    return codes.astype("Int64").astype("string").str.zfill(5)


def largest_polygons(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Each shape's largest polygon (islands and exclaves left out)."""
    parts = shapes.explode()
    parts = parts.iloc[parts.area.argsort()]
    return parts[~parts.index.duplicated(keep="last")].reindex(shapes.index)


def label_points(shapes: gpd.GeoSeries) -> pd.DataFrame:
    """Longitude and latitude (degrees) of the point deepest inside each shape's largest polygon."""
    circles = largest_polygons(shapes.to_crs(EQUAL_DISTANCES)).maximum_inscribed_circle(tolerance=100)
    centres = gpd.GeoSeries(get_point(circles.values, 0), index=shapes.index, crs=EQUAL_DISTANCES).to_crs(shapes.crs)
    return pd.DataFrame({"longitude": centres.x.round(4), "latitude": centres.y.round(4)})


def outlines(raw: Raw, source_id: str, code: str) -> gpd.GeoDataFrame:
    """A GeoJSON source in degrees, indexed by its column `code`, in order of code."""
    return gpd.read_file(raw.path(source_id)).set_index(code).sort_index()


def states(raw: Raw) -> pd.DataFrame:
    """The 32 states. BuildError when a code and a name of the geometry do not belong together."""
    source = "geo_mx_states"
    shapes = outlines(raw, source, "CVE_ENT")
    wrong = shapes.index[state_code(shapes["NOM_ENT"]) != shapes.index]
    if len(wrong) or list(shapes.index) != list(STATES["state_code"]):
        raise BuildError(f"{source}: codes and names of the states do not match {list(wrong)}")
    official = pd.concat([shapes["NOM_ENT"].rename("name"), label_points(shapes.geometry)], axis="columns")
    rows = STATES.join(official, on="state_code").assign(source_id=source)
    columns = ["state_code", "name", "short_name", "abbreviation", "iso_3166_2", "longitude", "latitude", "source_id"]
    return rows[columns]


def _without_outline() -> pd.DataFrame:
    return pd.DataFrame({"name": WITHOUT_OUTLINE, "longitude": None, "latitude": None}).astype(
        {"longitude": float, "latitude": float}
    )


def municipalities(raw: Raw) -> pd.DataFrame:
    """Every municipality with its state and label point (degrees; missing where there is no outline)."""
    source = "geo_mx_municipalities"
    shapes = outlines(raw, source, "CVEGEO")
    drawn = pd.concat([shapes["NOMGEO"].rename("name"), label_points(shapes.geometry)], axis="columns")
    rows = pd.concat([drawn, _without_outline()]).rename_axis("municipality_code").reset_index()
    codes = rows["municipality_code"]
    caveats = {code: ["missing_values"] for code in WITHOUT_OUTLINE} | {
        code: ["reconstructed_geometry"] for code in RECONSTRUCTED
    }
    return pd.DataFrame(
        {
            "municipality_code": codes,
            "state_code": codes.str[:2],
            "name": rows["name"],
            "longitude": rows["longitude"],
            "latitude": rows["latitude"],
            "source_id": source,
            "flags": [caveats.get(code, []) for code in codes],
        }
    )


def _drawn(tables: Tables) -> float:
    return tables["municipalities"]["longitude"].notna().sum()


TABLES = {"states": states, "municipalities": municipalities}
CONTROLS = [
    Control("states", lambda t: len(t["states"]), 32),
    Control("municipalities with an outline", _drawn, 2475),
    Control("municipalities in all", lambda t: len(t["municipalities"]), 2478),
]
