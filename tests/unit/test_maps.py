"""Classes of a map against cases worked by hand, and what a classed map draws."""

import json

import numpy as np
import pandas as pd
import pytest

from components import i18n
from components.maps import around_zero, classed_map, natural_breaks, quantiles
from components.maps.geometry import bounds
from components.theme import DARK, LIGHT

EN = i18n.language("en")


class TestClasses:
    def test_quantiles_hold_the_same_number_of_places(self) -> None:
        classes = quantiles(range(1, 101))
        assert np.bincount(classes.of(range(1, 101))).tolist() == [20] * 5
        assert classes.uppers[-1] == 100

    def test_natural_breaks_fall_into_the_gaps(self) -> None:
        values = [1, 2, 3, 50, 51, 52, 900, 901]
        assert natural_breaks(values, 3).uppers == (3, 52, 901)
        assert natural_breaks(values, 3).of(values).tolist() == [0, 0, 0, 1, 1, 1, 2, 2]

    def test_colours_change_at_zero(self) -> None:
        values = [-0.5, -0.1, 0.2, 0.3, 2.0]
        classes = around_zero(values)
        assert classes.uppers == (-0.5, 0.0, 0.3, 2.0)
        assert classes.below_zero == 2
        assert classes.of(values).tolist() == [0, 1, 2, 2, 3]
        assert classes.fills(LIGHT) == [LIGHT.diverging[i] for i in (0, 1, 3, 4)]

    def test_only_falls_or_only_rises_keep_their_side(self) -> None:
        assert around_zero([-3.0, -2.0]).fills(LIGHT) == list(LIGHT.diverging[:2])
        assert around_zero([1.0, 5.0]).fills(LIGHT) == list(LIGHT.diverging[3:])
        assert around_zero([1.0]).fills(LIGHT) == [LIGHT.diverging[4]]

    def test_missing_values_make_no_class(self) -> None:
        assert natural_breaks([1, 1, np.nan]).uppers == (1,)
        assert natural_breaks([np.nan]).uppers == ()
        assert quantiles([]).fills(LIGHT) == []

    def test_fewer_values_than_classes(self) -> None:
        classes = quantiles([5, 7])
        assert classes.uppers == (6, 7)
        assert classes.fills(DARK) == [DARK.sequential[0], DARK.sequential[-1]]

    def test_bounds_in_words(self) -> None:
        assert natural_breaks([1, 2, 3, 50, 51, 52, 900], 3).labels(str) == ["≤ 3.0", "3.0 – 52.0", "> 52.0"]
        assert natural_breaks([4]).labels(str) == ["4.0"]

    @pytest.mark.parametrize(
        ("classes", "said"),
        [(quantiles([1, 2]), "quantiles"), (natural_breaks([1]), "Fisher"), (around_zero([1]), "zero")],
    )
    def test_the_method_is_named(self, classes, said: str) -> None:
        assert said in classes.note(EN)
        assert "mapclassify" in classes.note(EN)


def a_map(places: pd.DataFrame, geometry: str = "mx_states", **options):
    words = {"title": "US$", "write": EN.number, "hover": "US$%{z:,.0f}", "missing": "n/a"}
    return classed_map(geometry, places, natural_breaks(places["value"]), LIGHT, **words, **options)


STATES = pd.DataFrame(
    {"code": ["01", "02", "14", "32"], "value": [1.0, 2.0, 90.0, np.nan], "name": ["A", "B", "C", "D"]}
)


class TestMap:
    def test_each_place_once_in_its_class(self) -> None:
        known, unknown = [trace for trace in a_map(STATES).data if trace.type == "choropleth"]
        assert list(known.locations) == ["01", "02", "14"]
        assert list(known.z) == [1, 2, 90]
        assert list(unknown.locations) == [32]
        assert unknown.hovertemplate == "<b>%{text}</b><br>n/a<extra></extra>"
        assert unknown.colorscale[0][1] == LIGHT.no_data

    def test_the_legend_has_every_class_and_what_is_missing(self) -> None:
        entries = [trace for trace in a_map(STATES).data if trace.type == "scattergeo"]
        assert [entry.name for entry in entries] == ["≤ 1", "1 – 2", "> 2", "n/a"]
        fills = natural_breaks(STATES["value"]).fills(LIGHT)
        assert [entry.marker.color for entry in entries] == [*fills, LIGHT.no_data]
        whole = a_map(STATES.dropna())
        assert [trace.name for trace in whole.data if trace.type == "scattergeo"][-1] == "> 2"

    @pytest.mark.parametrize("values", [[1, 2, 90], [0, 0, 0, 3, 4, 1e9], [5.0, 5.0], [-3.0, -1.0, 2.0, 8.0]])
    def test_every_value_gets_the_colour_of_its_class(self, values: list[float]) -> None:
        places = pd.DataFrame({"code": [f"{i:02d}" for i in range(1, len(values) + 1)], "value": values})
        for classes in (natural_breaks(values), quantiles(values), around_zero(values)):
            axis = classed_map(
                "mx_states", places, classes, LIGHT, title="", write=str, hover="", missing=""
            ).layout.coloraxis
            for value, own in zip(values, classes.of(values)):
                at = (value - axis.cmin) / (axis.cmax - axis.cmin)
                steps = zip(axis.colorscale[::2], axis.colorscale[1::2])
                colours = {start[1] for start, end in steps if start[0] <= at <= end[0]}
                assert colours == {classes.fills(LIGHT)[own]}, (value, classes)

    def test_codes_without_a_leading_zero_travel_as_numbers(self) -> None:
        places = pd.DataFrame(
            {"code": ["01001", "32056", "32017"], "value": [1.0, 2.0, 3.0], "within": ["Ags", "Zac", "Zac"]}
        )
        figure = a_map(places, "mx_municipalities", outline="mx_states")
        first, second, outline = [trace for trace in figure.data if trace.type == "choropleth"]
        assert list(first.locations) == ["01001"]
        assert second.locations.dtype == np.int16
        assert second.locations.tolist() == [32056, 32017]
        assert (first.name, second.name) == ("Ags", "Zac")
        hover = figure.layout.template.data.choropleth[0].hovertemplate
        assert hover == "<b>%{properties.name}</b>, %{fullData.name}<br>US$%{z:,.0f}<extra></extra>"
        assert list(outline.locations) == ["01", "32"]
        assert outline.hoverinfo == "skip"

    def test_geometry_comes_by_address(self) -> None:
        sent = json.loads(a_map(STATES).to_json())
        assert sent["layout"]["template"]["data"]["choropleth"][0]["geojson"].startswith("/files/geo/mx_states.")
        assert "coordinates" not in json.dumps(sent)

    def test_it_fits_the_places_given(self) -> None:
        west, _, east, _ = bounds("mx_states", ["32"])
        assert -105 < west < -104 < -101 < east < -100.5
        geo = a_map(STATES[STATES["code"] == "14"]).layout.geo
        assert -106.5 < geo.lonaxis.range[0] < geo.lonaxis.range[1] < -101
        assert a_map(pd.DataFrame({"code": ["CA"], "value": [1.0]}), "us_states").layout.geo.scope == "usa"

    def test_a_far_island_does_not_shrink_the_rest(self) -> None:
        west, _, east, _ = bounds("mx_states", ["06"])  # Colima, to which Revillagigedo belongs
        assert east - west < 1.5
