"""The page on corridors: what is drawn for each kind, by WebGL and without, selection, and what cannot be."""

import base64
import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import corridor_filters, i18n
from data import store
from data.store import Filters

Visit = Callable[..., AppTest]
ARCS = ("remittances_us_state", "remittances_country", "migrant_stock", "remittances_world")
SERIES = 4  # exhibits under the map


def decks(at: AppTest) -> list[dict]:
    return [json.loads(chart.proto.json) for chart in at.get("deck_gl_json_chart")]


def arcs(deck: dict) -> list[dict]:
    (layer,) = [layer for layer in deck["layers"] if layer["@@type"] == "ArcLayer"]
    return layer["data"]


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("kind", corridor_filters.kinds(i18n.language("en")))
def test_every_kind(visit: Visit, kind: str, lang: str) -> None:
    at = visit("corredores", lang=lang, measure=kind)
    assert not at.exception and not at.error and not at.warning
    assert len(decks(at)) == {"survey": 2, "margins": 0}.get(kind, 1)
    assert len(at.subheader) == SERIES + {"survey": 2, "margins": 3}.get(kind, 1)


class TestArcs:
    @pytest.mark.parametrize("kind", ARCS)
    def test_as_many_as_have_two_places_the_widest_first(self, visit: Visit, kind: str) -> None:
        drawn = arcs(decks(visit("corredores", lang="en", measure=kind))[0])
        widths = [arc["width"] for arc in drawn]
        assert widths == sorted(widths, reverse=True)
        assert 50 <= len(drawn) <= 100
        assert len({arc["id"] for arc in drawn}) == len(drawn)

    def test_they_end_in_mexico(self, visit: Visit) -> None:
        drawn = arcs(decks(visit("corredores", lang="en", to="2024"))[0])
        assert {tuple(arc["end"]) for arc in drawn} == {(-101.554, 23.8744)}
        california = next(arc for arc in drawn if arc["id"] == "CA-MEX")
        assert california["start"] == [-119.4179, 36.7783]
        assert california["said"] == "US$19.8B"
        assert california["width"] == max(arc["width"] for arc in drawn) == 14.0

    def test_width_is_by_value(self, visit: Visit) -> None:
        drawn = {arc["id"]: arc["width"] for arc in arcs(decks(visit("corredores", lang="en"))[0])}
        amounts = store.remittances_from_us_states().set_index("origin")["amount_usd"]
        assert drawn["TX-MEX"] / drawn["CA-MEX"] == pytest.approx(amounts["TX"] / amounts["CA"], rel=1e-3)

    def test_no_style_and_no_tiles_of_others(self, visit: Visit) -> None:
        deck = decks(visit("corredores"))[0]
        assert deck["mapStyle"] == "__MAP_STYLE__"  # Streamlit then fetches none
        assert "mapProvider" not in deck
        land = [layer["data"] for layer in deck["layers"] if layer["@@type"] == "GeoJsonLayer"]
        assert len(land) == 2 and all(address.startswith("/files/geo/") for address in land)

    def test_both_directions_have_their_colour(self, visit: Visit) -> None:
        drawn = arcs(decks(visit("corredores", measure="remittances_country", to="2024"))[0])
        into = {tuple(arc["strong"]) for arc in drawn if arc["id"].endswith("-MEX")}
        out = {tuple(arc["strong"]) for arc in drawn if arc["id"].startswith("MEX-")}
        assert len(into) == len(out) == 1 and into != out

    def test_the_flat_map_draws_the_same(self, visit: Visit) -> None:
        for kind in ARCS:
            drawn = arcs(decks(visit("corredores", measure=kind))[0])
            flat = json.loads(visit("corredores", measure=kind, view="chart").get("plotly_chart")[0].proto.spec)
            lines = {trace["name"]: trace for trace in flat["data"] if trace.get("mode") == "lines"}
            assert set(lines) == {arc["id"] for arc in drawn}
            for arc in drawn:
                line = lines[arc["id"]]
                assert line["line"]["width"] == arc["width"]
                assert [line["lon"][0], line["lat"][0]] == pytest.approx(arc["start"], abs=0.01)
                assert [line["lon"][-1], line["lat"][-1]] == pytest.approx(arc["end"], abs=0.01)


class TestFilters:
    def test_central_america_mexico_and_the_united_states_come_first(self, visit: Visit) -> None:
        drawn = arcs(decks(visit("corredores", measure="migrant_stock"))[0])
        assert drawn[0]["id"] == "MEX-USA"
        ends = {code for arc in drawn for code in arc["id"].split("-")}
        assert ends == {"MEX", "USA", "BLZ", "CRI", "GTM", "HND", "NIC", "PAN", "SLV"}

    def test_peru_and_bolivia_to_chile(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="migrant_stock", origin=["PER", "BOL"], destination="CHL")
        drawn = arcs(decks(at)[0])
        assert [(arc["id"], arc["said"]) for arc in drawn] == [
            ("PER-CHL", "240,273 people"), ("BOL-CHL", "128,782 people"),
        ]  # fmt: skip
        assert headlines(at)[0] == "240,273 people from Peru lived in Chile in 2020"

    def test_the_year(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="migrant_stock", origin="PER", destination="CHL", to="1990")
        people = store.migrant_stock(Filters(origins=("PER",), destinations=("CHL",), year_to=1990))["people"]
        assert f"{people.iloc[0]:,} people from Peru lived in Chile in 1990" == headlines(at)[0]

    def test_another_kind_drops_what_it_has_no_use_for(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="migrant_stock", origin="PER", to="1990", view="table")
        at.selectbox(key="choice_measure").set_value("remittances_world").run()
        assert at.query_params == {"lang": "en", "measure": "remittances_world", "view": "table"}

    def test_surveys_are_marked_as_samples_with_their_n(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="survey")
        said = [caption.value for caption in at.caption]
        assert any("n = 7,650" in text for text in said) and any("n = 485" in text for text in said)
        assert [len(arcs(deck)) for deck in decks(at)] == [78, 25]

    def test_the_model_is_marked_as_one(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="remittances_world")
        assert headlines(at)[0].startswith("By the model, US$52.6 billion went from the United States to Mexico")
        assert any("modelled estimate" in caption.value for caption in at.caption)


class TestSelection:
    def test_the_list_marks_map_and_table(self, visit: Visit) -> None:
        at = visit("corredores", lang="en")
        at.selectbox(key="choice_ranked_corridors_remittances_us_state").set_value("TX-MEX").run()
        drawn = arcs(decks(at)[0])
        assert drawn[-1]["id"] == "TX-MEX"  # over the others
        assert drawn[-1]["strong"][3] == 255
        assert {arc["strong"][3] for arc in drawn[:-1]} == {50}
        styled = at.dataframe[0].proto.arrow_data.styler.styles
        assert "background-color" in styled

    def test_a_selection_of_another_kind_is_none_here(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="migrant_stock")
        at.session_state["ranked_selected"] = "TX-MEX"
        at.run()
        assert not at.exception
        assert at.selectbox(key="choice_ranked_corridors_migrant_stock").value is None


class TestBadInput:
    @pytest.mark.parametrize(
        "odd",
        [
            {"to": "2012"},
            {"measure": "migrant_stock", "to": "1991"},
            {"measure": "remittances_world", "to": "2020"},
            {"measure": "survey", "us_state": "ZZ"},
            {"measure": "migrant_stock", "origin": "ZZZ"},
            {"measure": "migrant_stock", "destination": "<script>"},
            {"measure": "arrows"},
        ],
        ids=str,
    )
    def test_it_is_named_and_a_map_stands(self, visit: Visit, odd: dict) -> None:
        at = visit("corredores", lang="en", **odd)
        assert not at.exception and not at.error
        name = next(name for name in reversed(odd) if name != "measure" or len(odd) == 1)
        assert f"{name}=" in at.warning[0].value
        assert decks(at)

    @pytest.mark.parametrize("lang", ["es", "en"])
    def test_a_corridor_to_itself(self, visit: Visit, lang: str) -> None:
        at = visit("corredores", lang=lang, measure="remittances_world", origin="MEX", destination="MEX")
        assert not at.exception
        words = "Un corredor tiene dos extremos" if lang == "es" else "A corridor has two ends"
        assert at.warning[0].value.startswith(words)
        assert not decks(at)
        assert any(("Ningún corredor" if lang == "es" else "No corridor") in info.value for info in at.info)

    def test_an_empty_corridor(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="migrant_stock", origin="FRA", destination="DEU")
        assert not at.exception and not decks(at)
        assert any("No corridor on record" in info.value for info in at.info)


class TestMargins:
    def test_both_ends_and_the_request(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="margins")
        mexico, usa = (json.loads(chart.proto.spec) for chart in at.get("plotly_chart")[:2])
        assert "mx_states" in json.dumps(mexico) and "us_states" in json.dumps(usa)
        (points,) = [trace for trace in usa["data"] if trace["type"] == "scattergeo" and isinstance(trace["lon"], dict)]
        assert len(base64.b64decode(points["lon"]["bdata"])) == 53 * 4
        assert any("state_to_state" in html.proto.body for html in at.get("html"))

    def test_a_state_chosen_in_the_list_is_marked_on_its_map_and_in_its_table(self, visit: Visit) -> None:
        at = visit("corredores", lang="en", measure="margins")
        at.selectbox(key="choice_ranked_margin_mexico").set_value("32").run()
        mexico, usa = (json.loads(chart.proto.spec) for chart in at.get("plotly_chart")[:2])
        marked = [trace for trace in mexico["data"] if trace.get("marker", {}).get("line", {}).get("width") == 3]
        assert [trace["locations"] for trace in marked] == [["32"]]
        assert not [trace for trace in usa["data"] if trace.get("marker", {}).get("line", {}).get("width") == 3]
        first, second = at.dataframe[:2]
        assert "background-color" in first.proto.arrow_data.styler.styles
        assert "background-color" not in second.proto.arrow_data.styler.styles
        assert len(first.value) == 32
