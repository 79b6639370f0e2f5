"""Names and codes of places, their label points and the published outlines."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from data.build import geometry, places
from data.build.banxico_ce166 import series_codes
from data.build.countries import iso3
from data.build.raw import BuildError

PUBLISHED = Path(__file__).parents[2] / "data" / "published"


def published(table: str) -> pd.DataFrame:
    return pd.read_parquet(PUBLISHED / f"{table}.parquet")


def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(next((PUBLISHED / "geo").glob(f"{name}.*.geojson")))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("México", "15"),
        ("ESTADO DE MEXICO", "15"),
        ("Mexico State", "15"),
        ("Distrito Federal", "09"),
        ("Ciudad de Mexico", "09"),
        ("DF", "09"),
        ("Coahuila", "05"),
        ("Coahuila de  Zaragoza ", "05"),
        ("Michoacán de Ocampo", "16"),
        ("Veracruz de Ignacio de la Llave", "30"),
        ("Veracruz Llave", "30"),
        ("Querétaro Arteaga", "22"),
        ("Baja California", "02"),
        ("BAJA CALIFORNIA SUR", "03"),
        ("yucatan", "31"),
        ("Nuevo Leo\u0301n", "19"),
    ],
)
def test_spellings_of_a_state(name: str, code: str) -> None:
    assert places.state_code(pd.Series([name])).tolist() == [code]


def test_an_unknown_state_is_named_and_a_missing_one_stays_missing() -> None:
    with pytest.raises(BuildError, match="Texas"):
        places.state_code(pd.Series(["Jalisco", "Texas"]))
    assert places.state_code(pd.Series(["Jalisco", None])).isna().tolist() == [False, True]


def test_every_published_state_name_is_understood() -> None:
    states = published("states")
    for column in ("name", "short_name"):
        assert places.state_code(states[column]).tolist() == states["state_code"].tolist()


def test_codes_get_their_leading_zeros() -> None:
    assert places.two_digits(pd.Series(["1", "09", "32"])).tolist() == ["01", "09", "32"]
    assert places.five_digits(pd.Series([1001, 32056])).tolist() == ["01001", "32056"]


def test_label_points_lie_in_the_largest_polygon() -> None:
    large, small = shapely.box(-100, 20, -99, 21), shapely.box(-98, 20, -97.9, 20.1)
    points = places.label_points(gpd.GeoSeries({"x": shapely.MultiPolygon([small, large])}, crs="EPSG:4326"))
    assert large.contains(shapely.Point(points.loc["x", "longitude"], points.loc["x", "latitude"]))


@pytest.mark.parametrize(
    ("table", "name", "code"),
    [("states", "mx_states", "state_code"), ("municipalities", "mx_municipalities", "municipality_code")],
)
def test_label_points_lie_in_their_published_outline(table: str, name: str, code: str) -> None:
    shapes = layer(name).set_index("code").geometry
    rows = published(table).set_index(code).loc[shapes.index]
    outside = ~shapes.contains(gpd.GeoSeries.from_xy(rows["longitude"], rows["latitude"], crs=shapes.crs))
    assert outside.sum() == 0


def test_municipalities_say_what_is_wrong_with_their_outline() -> None:
    rows = published("municipalities").set_index("municipality_code")
    flagged = rows["flags"].map(list)[rows["flags"].map(len) > 0]
    assert flagged.to_dict() == {
        "03002": ["reconstructed_geometry"],
        "24059": ["missing_values"],
        "25019": ["missing_values"],
        "25020": ["missing_values"],
    }
    assert rows.index[rows["longitude"].isna()].tolist() == ["24059", "25019", "25020"]


@pytest.mark.parametrize(
    ("name", "count", "codes"),
    [
        ("mx_states", 32, r"\d{2}"),
        ("mx_municipalities", 2475, r"\d{5}"),
        ("us_states", 51, "[A-Z]{2}"),
        ("countries", 177, "[A-Z]{3}"),
        ("region", 15, "[A-Z]{3}"),
    ],
)
def test_outlines_are_whole_valid_and_clockwise(name: str, count: int, codes: str) -> None:
    shapes = layer(name)
    assert len(shapes) == count
    assert shapes.is_valid.all()
    assert not shapes.is_empty.any()
    assert not shapely.is_ccw(shapely.get_exterior_ring(shapes.explode().geometry.to_numpy())).any()
    assert shapes["code"].dropna().str.fullmatch(codes).all()
    assert set(shapes.columns) == {"id", "code", "name", "geometry"}
    without_code = {"N. Cyprus", "Somaliland"} if name == "countries" else set()
    assert set(shapes.loc[shapes["code"].isna(), "name"]) == without_code


def test_no_country_is_drawn_around_the_globe() -> None:
    parts = layer("countries").set_index("code").geometry.explode()
    wide = parts[(parts.bounds["maxx"] - parts.bounds["minx"]) > 100]
    assert set(wide.index) == {"ATA", "RUS"}  # the pole, and a country that is as wide as that
    assert parts["FJI"].geom_type == "Polygon"
    # the bands had cut these in two at 16.4 degrees south and 71 degrees north
    for code, longitude, latitude in [("BOL", -65, -16.4), ("ZMB", 26, -16.4), ("GRL", -40, 71.1), ("AUS", 125, -16.4)]:
        assert parts[[code]].contains(shapely.Point(longitude, latitude)).any(), code


def test_places_of_other_countries_have_names_and_points() -> None:
    rows = published("countries").set_index("country")
    assert rows.loc["NAM", ["name_es", "name_en"]].tolist() == ["Namibia", "Namibia"]
    assert rows.loc["XKX", "name_es"] == "Kosovo"
    assert rows.loc["ESP", "longitude"] == pytest.approx(-3.65, abs=0.01)  # the mainland, not the Canary Islands
    without = set(rows.index[rows["longitude"].isna()])
    assert without == {"ABK", "ALA", "ANT", "ESH", "HKG", "MAC", "TWN", "XKX"}
    assert set(rows.index[rows["flags"].map(len) > 0]) == without
    used = {
        code
        for table, columns in {
            "migrant_stock": ["origin", "destination"],
            "bilateral_remittances": ["origin", "destination"],
            "remittances_by_country": ["country"],
            "remittance_inflows": ["country"],
            "asylum_applications": ["origin", "destination"],
        }.items()
        for column in columns
        for code in published(table)[column]
    }
    assert used - set(rows.index) == {"XXX"}  # not identified


def test_every_us_state_has_its_point() -> None:
    points = published("us_states").set_index("us_state")
    shapes = layer("us_states").set_index("code").geometry.to_crs("ESRI:102003")  # Albers, metres
    assert set(points.index) - set(shapes.index) == {"PR"}
    rows = points.loc[shapes.index]
    at = gpd.GeoSeries.from_xy(rows["longitude"], rows["latitude"], crs="EPSG:4326").to_crs(shapes.crs)
    assert shapes.distance(at).max() < 30_000  # Michigan's lies between its peninsulas
    assert points.loc["NY", "name_es"] == "Nueva York"


def test_neighbours_keep_a_common_border() -> None:
    left = shapely.Polygon([(0, 0), (0, 1), (1.00049, 1), (1.00051, 0.5), (1, 0)])
    right = shapely.Polygon([(1, 0), (1.00051, 0.5), (1.00049, 1), (2, 1), (2, 0)])
    one, other = geometry.prepare(gpd.GeoSeries([left, right], crs="EPSG:4326"), decimals=3)
    assert one.intersection(other).area == 0
    assert one.union(other).area == pytest.approx(2)


def _series(name: str, state: str = "32") -> pd.DataFrame:
    return pd.DataFrame({"state_code": ["32", state], "name": ["Ojocaliente", name]}, index=["SE1", "SE2"])


def _codes(*codes: str) -> pd.DataFrame:
    names = ["Ojocaliente", "Tlaltenango"]
    return pd.DataFrame({"idSerie": ["SE1", "SE2"], "cvegeo": codes, "municipio": names, "NOM_MUN": names})


NAMES = pd.Series({"32036": "Ojocaliente", "32048": "Tlaltenango de Sánchez Román", "14048": "Tlaltenango"})


def test_series_get_their_municipality_code() -> None:
    found = series_codes(_series("Tlaltenango"), _codes("32036", "32048"), NAMES)
    assert found.to_dict() == {"SE1": "32036", "SE2": "32048"}
    unidentified = series_codes(_series("No identificado"), _codes("32036", "32048").head(1), NAMES)
    assert unidentified.to_dict() == {"SE1": "32036", "SE2": "32999"}


@pytest.mark.parametrize(
    "codes",
    [("32048", "32036"), ("32036", "32036"), ("32036", "14048"), ("32036", "32099"), ("32036", None)],
    ids=["swapped", "shared", "of another state", "unknown", "missing"],
)
def test_a_wrong_municipality_code_stops_the_build(codes: tuple[str, str]) -> None:
    with pytest.raises(BuildError, match="SE2"):
        series_codes(_series("Tlaltenango"), _codes(*codes), NAMES)


def test_country_names_become_iso_codes() -> None:
    names = pd.Series(["Mexico", "United States", "Turkey", "Türkiye, Rep. of", "Congo, Dem. Rep.", "Kosovo"])
    assert iso3(names).tolist() == ["MEX", "USA", "TUR", "TUR", "COD", "XKX"]
    assert iso3(pd.Series(["Channel Islands"])).isna().all()
    with pytest.raises(BuildError, match="Atlantis"):
        iso3(pd.Series(["Mexico", "Atlantis"]))
