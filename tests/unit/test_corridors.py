"""Corridors: the store against the raw figures, arcs against cases worked by hand, and the words for both."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from components import i18n
from components.charts import corridors
from components.maps import arc_deck, arc_figure
from components.maps import arcs as shape
from components.theme import DARK, LIGHT, rgba
from data import store
from data.store import Filters

EN, ES = i18n.language("en"), i18n.language("es")
SIZE = (690, 460)


def arc(**changes: object) -> dict:
    plain = {
        "id": "A-B", "origin_name": "A", "destination_name": "B", "origin_longitude": -100.0, "origin_latitude": 20.0,
        "destination_longitude": -80.0, "destination_latitude": 40.0, "value": 1.0, "said": "1", "outward": False,
        "apart": False,
    }  # fmt: skip
    return {**plain, **changes}


class TestStore:
    def test_us_states_in_2024(self) -> None:
        rows = store.remittances_from_us_states(Filters(year_to=2024)).set_index("origin")
        # four quarters of the raw CSV, by hand
        assert rows.loc["CA", "amount_usd"] / 1e6 == pytest.approx(19_810.57, abs=0.01)
        assert rows["share"].sum() == pytest.approx(1)
        assert rows["amount_usd"].is_monotonic_decreasing
        assert len(rows) == 53  # 50 states, DC, Puerto Rico and not identified
        assert np.isnan(rows.loc["XX", "origin_longitude"])
        assert (rows["destination"] == "MEX").all()

    def test_a_chosen_state_keeps_its_share_of_all(self) -> None:
        alone = store.remittances_from_us_states(Filters(us_states=("TX",), year_to=2024))
        everyone = store.remittances_from_us_states(Filters(year_to=2024)).set_index("origin")
        assert alone["origin"].tolist() == ["TX"]
        assert alone["share"].iloc[0] == everyone.loc["TX", "share"]

    def test_countries_both_ways(self) -> None:
        rows = store.remittances_with_countries(Filters(year_to=2024)).set_index(["origin", "destination"])
        assert rows.loc[("USA", "MEX"), "amount_usd"] / 1e6 == pytest.approx(62_794.31, abs=0.01)
        assert rows.loc[("MEX", "USA"), "amount_usd"] / 1e6 == pytest.approx(602.83, abs=0.01)
        assert rows.groupby("flow")["share"].sum().tolist() == pytest.approx([1, 1])
        assert (rows["amount_usd"] > 0).all()
        only_out = store.remittances_with_countries(Filters(year_to=2024, origins=("MEX",)))
        assert set(only_out["flow"]) == {"outflow"}
        assert len(store.remittances_with_countries(Filters(countries=("GTM",), year_to=2024))) == 2

    def test_people(self) -> None:
        rows = store.migrant_stock(Filters(origins=("MEX",), destinations=("USA",)))
        assert rows["people"].tolist() == [10_853_105]
        assert len(store.migrant_stock()) == 3320
        assert store.migrant_stock(Filters(year_to=1991)).empty

    def test_the_model_of_the_world(self) -> None:
        rows = store.remittances_of_the_world()
        assert rows.iloc[0][["origin", "destination"]].tolist() == ["USA", "MEX"]
        assert rows.iloc[0]["amount_usd"] / 1e6 == pytest.approx(52_595, abs=1)
        assert rows["share"].sum() == pytest.approx(1)

    def test_surveys_are_kept_apart(self) -> None:
        mmp, mbcs = store.surveyed_corridors("mmp"), store.surveyed_corridors("mbcs")
        assert (mmp["count"].sum(), mbcs["count"].sum()) == (7650, 485)
        assert mmp.iloc[0][["origin", "destination", "count"]].tolist() == ["14", "CA", 830]
        assert store.surveyed_corridors("mmp", Filters(states=("32",)))["origin"].unique().tolist() == ["32"]

    def test_years(self) -> None:
        assert store.corridor_years("remittances_us_state") == list(range(2013, 2026))  # 2026 has one quarter
        assert store.corridor_years("migrant_stock") == [1990, 1995, 2000, 2005, 2010, 2015, 2020]
        with pytest.raises(KeyError):
            store.corridor_years("states; DROP TABLE states")

    def test_countries_of_a_kind(self) -> None:
        assert "MEX" in store.countries_of("remittances_country", "destination")
        assert {"PER", "BOL"} <= set(store.countries_of("migrant_stock", "origin"))
        with pytest.raises(KeyError):
            store.countries_of("migrant_stock", "people")


class TestShape:
    def test_width_is_in_proportion_down_to_a_hairline(self) -> None:
        assert shape.widths(pd.Series([10.0, 5.0, 0.001]), 10).tolist() == [14.0, 7.0, 0.8]

    def test_arcs_without_a_place_are_not_drawn(self) -> None:
        both = pd.DataFrame([arc(value=1.0), arc(id="C-B", origin_longitude=np.nan, value=5.0)])
        assert shape.drawable(both)["id"].tolist() == ["A-B"]

    def test_the_box_leaves_out_what_lies_apart(self) -> None:
        both = pd.DataFrame([arc(), arc(id="AK-B", origin_longitude=-154.0, origin_latitude=63.0, apart=True)])
        assert shape.box(both) == (-100, 20, -80, 40)
        assert shape.box(both[1:]) == (-154, 40, -80, 63)

    def test_neighbours_get_a_box_of_some_size(self) -> None:
        near = pd.DataFrame([arc(destination_longitude=-99.0, destination_latitude=20.5)])
        west, south, east, north = shape.box(near)
        assert (east - west, north - south) == (8, 8)

    @pytest.mark.parametrize(
        "box", [(-120.0, 18.0, -70.0, 48.0), (-101.0, 19.0, -93.0, 27.0), (-150.0, -40.0, 150.0, 60.0)]
    )
    def test_the_box_fits_at_the_zoom(self, box: shape.Box) -> None:
        longitude, latitude, zoom = shape.zoom(box, SIZE)
        world = 512 * 2**zoom

        def up(y: float) -> float:
            return math.log(math.tan(math.pi / 4 + math.radians(y) / 2)) / (2 * math.pi) * world

        assert (box[2] - box[0]) / 360 * world <= SIZE[0]
        assert up(box[3]) - up(box[1]) <= SIZE[1]
        assert longitude == pytest.approx((box[0] + box[2]) / 2)
        assert up(box[3]) - up(latitude) == pytest.approx(up(latitude) - up(box[1]))

    def test_a_frame_is_filled(self) -> None:
        west, south, east, north = shape.framed((-80.0, -40.0, -60.0, -5.0), (600, 300))
        assert (south, north) == (pytest.approx(-40), pytest.approx(-5))
        high = math.degrees(math.asinh(math.tan(math.radians(-5))) - math.asinh(math.tan(math.radians(-40))))
        assert east - west == pytest.approx(2 * high)
        assert (west + east) / 2 == pytest.approx(-70)
        flat = shape.framed((-120.0, 10.0, -60.0, 12.0), (600, 300))
        assert (flat[0], flat[2]) == (-120, -60)
        assert flat[1] < 10 and flat[3] > 12

    def test_a_flat_arc_swells_and_keeps_its_ends(self) -> None:
        (inward,), (outward,) = (
            list(pd.DataFrame([arc(destination_latitude=20.0, outward=out)]).itertuples()) for out in (False, True)
        )
        longitudes, latitudes = shape.along(inward)
        assert (longitudes[0], longitudes[-1], latitudes[0], latitudes[-1]) == (-100, -80, 20, 20)
        assert max(latitudes) == pytest.approx(20 + 0.12 * 20, abs=0.4)
        assert min(shape.along(outward)[1]) < 20

    def test_the_legend_tells_width_and_direction(self) -> None:
        rows = pd.DataFrame([arc(value=100.0), arc(id="B-A", value=10.0, outward=True)])
        html = shape.legend(rows, EN.number, LIGHT, title="People", inward="in <b>", outward="out")
        assert "People" in html and ">20<" in html and ">100<" in html
        assert "height: 14.0px" in html
        assert "in &lt;b&gt;" in html and "out" in html
        assert LIGHT.accent in html and LIGHT.funders["migrants"] in html


class TestDrawings:
    ROWS = pd.DataFrame([arc(value=9.0), arc(id="C-B", origin_longitude=-110.0, value=3.0, outward=True)])

    def deck(self, selected: str | None = None) -> list[dict]:
        deck = json.loads(arc_deck(self.ROWS, ["region"], LIGHT, SIZE, selected).to_json())
        return deck["layers"][-1]["data"]

    def test_deck(self) -> None:
        first, second = self.deck()
        assert (first["id"], first["width"], second["width"]) == ("A-B", 14.0, 4.67)
        assert first["start"] == [-100.0, 20.0] and first["end"] == [-80.0, 40.0]
        assert first["strong"] == rgba(LIGHT.accent, 200)
        assert second["strong"] == rgba(LIGHT.funders["migrants"], 200)
        assert first["tilt"] == -second["tilt"] != 0

    def test_the_selected_one_lies_over_the_others(self) -> None:
        first, last = self.deck("A-B")
        assert (last["id"], last["width"], last["strong"][3]) == ("A-B", 16.0, 255)
        assert first["strong"][3] == 50

    def test_figure(self) -> None:
        figure = arc_figure(self.ROWS, ["region"], DARK, SIZE, "C-B")
        land, *lines, handles = figure.data
        assert land.type == "choropleth" and len(land.locations) == 15
        assert [line.line.width for line in lines] == [14, 6.67]
        assert [line.opacity for line in lines] == [0.2, 1]
        assert list(handles.customdata) == ["A-B", "C-B"]
        assert handles.text[0] == "<b>A → B</b><br>1"

    def test_a_map_of_the_world_is_not_mercator(self) -> None:
        wide = pd.DataFrame([arc(destination_longitude=140.0)])
        assert arc_figure(wide, ["countries"], LIGHT, SIZE).layout.geo.projection.type == "natural earth"
        assert arc_figure(self.ROWS, ["region"], LIGHT, SIZE).layout.geo.projection.type == "mercator"


class TestExhibit:
    def exhibit(self, rows: pd.DataFrame, kind: str, t: i18n.Language = EN, **options: object):
        return corridors.exhibit(rows, kind, t, LIGHT, **{"view": "map", **options})

    def test_of_us_states(self) -> None:
        exhibit = self.exhibit(store.remittances_from_us_states(Filters(year_to=2024)), "remittances_us_state")
        assert exhibit.headline == (
            "California sent US$19.8 billion to Mexico in 2024, 31.5% of what came from the United States"
        )
        assert exhibit.rows["origin_name"].head(2).tolist() == ["California", "Texas"]
        assert exhibit.alt.startswith("Map of 52 corridors")
        assert any("Not identified → Mexico" in note for note in exhibit.notes)
        assert any("Alaska" in note for note in exhibit.notes)

    def test_in_spanish(self) -> None:
        exhibit = self.exhibit(
            store.migrant_stock(Filters(origins=("PER",), destinations=("CHL",))), "migrant_stock", ES
        )
        assert exhibit.headline == "240,273 personas de Perú vivían en Chile en 2020"
        assert (
            exhibit.alt == "Mapa de 1 corredor, una línea más ancha cuanto más lleva: Perú → Chile: 240,273 personas."
        )

    def test_it_says_how_much_is_drawn(self) -> None:
        exhibit = self.exhibit(store.remittances_of_the_world(), "remittances_world")
        assert len(exhibit.rows) == 100
        assert exhibit.notes[0] == "The 100 largest of 10,223 corridors: 57.4% of the sum of them all."
        assert "Hong Kong SAR China → China (US$11.9B)" in exhibit.notes[1]

    def test_both_directions(self) -> None:
        exhibit = self.exhibit(store.remittances_with_countries(Filters(year_to=2024)), "remittances_country")
        assert exhibit.headline == (
            "In 2024, 96.6% of the remittances that Mexico received came from the United States; of what left, 46.0% "
            "went to the United States"
        )
        one_way = store.remittances_with_countries(Filters(year_to=2024, destinations=("COL",)))
        assert self.exhibit(one_way, "remittances_country").headline == (
            "Mexico sent US$238.9 million to Colombia in 2024"
        )

    def test_finer_outlines_where_they_reach(self) -> None:
        def land(rows: pd.DataFrame) -> str:
            deck = json.loads(self.exhibit(rows, "migrant_stock").views["map"].to_json())
            return deck["layers"][0]["data"]

        assert "region" in land(store.migrant_stock(Filters(origins=("GTM",), destinations=("MEX", "USA"))))
        assert "countries" in land(store.migrant_stock(Filters(origins=("PER",), destinations=("CHL",))))

    def test_nothing_is_no_blank_map(self) -> None:
        exhibit = self.exhibit(store.migrant_stock(Filters(origins=("FRA",), destinations=("DEU",))), "migrant_stock")
        assert exhibit.rows.empty and not exhibit.views
        assert exhibit.nothing.startswith("No corridor on record")

    def test_only_places_without_a_point_leave_the_table(self) -> None:
        rows = store.remittances_of_the_world(Filters(origins=("HKG",), destinations=("CHN",)))
        exhibit = self.exhibit(rows, "remittances_world")
        assert not exhibit.views and len(exhibit.rows) == 1
        assert "not drawn" in exhibit.notes[0]

    def test_the_table_view_draws_nothing(self) -> None:
        assert not self.exhibit(store.remittances_from_us_states(), "remittances_us_state", view="table").views
