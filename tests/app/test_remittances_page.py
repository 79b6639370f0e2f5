"""The page on remittances: every part and measure, its choices in the address, and what cannot be shown."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import i18n, remittance_parts
from data import store
from data.store import Filters

Visit = Callable[..., AppTest]
MEASURES = tuple(remittance_parts.measures(i18n.language("en")))


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


def figures(at: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_shows_its_part_and_no_other(visit: Visit, measure: str, lang: str) -> None:
    at = visit("remesas", lang=lang, measure=measure)
    assert not at.exception and not at.error and not at.warning
    t = i18n.language(lang)
    part = remittance_parts.part_of(measure, t)
    assert at.session_state["choice_part"] == part
    assert 2 <= len(at.subheader) <= 3
    assert len(figures(at)) == {"municipalities": 3}.get(part, 2)


def test_headlines_of_the_country(visit: Visit) -> None:
    rows = store.remittances_monthly()
    last = rows.iloc[-1]
    assert last["amount_usd_12m"] == pytest.approx(rows["amount_usd"].tail(12).sum())
    said = headlines(visit("remesas", lang="en"))[0]
    assert "twelve months to May 2026" in said
    assert "US$63.2 billion" in said and "1.9% less" in said


def test_choosing_a_part_drops_places_of_another_and_keeps_the_years(visit: Visit) -> None:
    at = visit("remesas", lang="en", measure="state_usd", state=["32", "14"], to="2020", view="chart")
    assert "2 states chosen" in headlines(at)[0]
    at.button_group(key="choice_part").set_value("us_states").run()
    assert at.query_params == {"lang": "en", "measure": "us_state_usd", "to": "2020", "view": "chart"}
    assert "California" in headlines(at)[0]


def test_the_default_measure_leaves_the_address(visit: Visit) -> None:
    at = visit("remesas", lang="en", measure="state_usd")
    at.button_group(key="choice_part").set_value("country").run()
    assert at.query_params == {"lang": "en"}


def test_a_quarter_of_each_year(visit: Visit) -> None:
    at = visit("remesas", lang="en", measure="state_per_person", quarter="1")
    assert any("Q1 2026" in caption.value for caption in at.caption)
    assert not at.warning
    at.button_group(key="choice_quarter").set_value("").run()
    assert "quarter" not in at.query_params


class TestMunicipalities:
    def test_all_are_drawn_by_address(self, visit: Visit) -> None:
        at = visit("remesas", lang="en", measure="municipality_usd")
        spec = at.get("plotly_chart")[0].proto.spec
        assert "coordinates" not in spec
        assert len(spec) < 45_000
        legend = [trace["name"] for trace in json.loads(spec)["data"] if trace["type"] == "scattergeo"]
        assert legend[0] == "US$0" and legend[-1] == "n/a"
        assert len(legend) == 6

    def test_a_state_narrows_map_and_words(self, visit: Visit) -> None:
        at = visit("remesas", lang="en", measure="municipality_usd", state="32")
        data = figures(at)[0]["data"]
        assert {trace.get("name") for trace in data if trace["type"] == "choropleth"} == {"Zacatecas", None}
        received = store.municipal_remittances(Filters(states=("32",)))
        top = received.loc[received["amount_usd"].idxmax(), "municipality"]
        assert any(top in headline for headline in headlines(at))

    def test_what_is_not_identified_is_said_with_every_figure(self, visit: Visit) -> None:
        at = visit("remesas", lang="en", measure="municipality_usd")
        said = [caption.value for caption in at.caption if "not identified" in caption.value]
        assert sum("Attributed to no municipality" in text for text in said) == 3
        assert sum("earlier date" in text for text in said) == 3  # the vintage

    def test_it_is_a_row_of_the_table(self, visit: Visit) -> None:
        at = visit("remesas", lang="en", measure="municipality_usd", view="table")
        assert len(at.table[0].value) == 20
        assert any("Rows 1 to 20 of 2,478" in caption.value for caption in at.caption)
        assert at.table[-1].value.iloc[-1, 0] == "Not identified"


class TestBadInput:
    @pytest.mark.parametrize(
        "odd",
        [
            {"to": "2026"},  # not a whole year by state
            {"from": "1999"},
            {"quarter": "5"},
            {"us_state": "ZZ", "measure": "us_state_usd"},
            {"country": "ZZZ", "measure": "inflow"},
            {"municipality": "32999", "measure": "municipality_usd"},
            {"view": "map", "measure": "usd"},
        ],
        ids=str,
    )
    def test_it_is_named_and_the_page_stands(self, visit: Visit, odd: dict) -> None:
        address = {"measure": "state_usd", **odd}
        at = visit("remesas", lang="en", **{"from_" if name == "from" else name: v for name, v in address.items()})
        assert not at.exception and not at.error
        name = next(name for name in odd if name != "measure")
        assert f"{name}={odd[name]}" in at.warning[0].value
        assert figures(at)

    def test_gdp_of_a_quarter_is_not_made_up(self, visit: Visit) -> None:
        at = visit("remesas", lang="en", measure="state_share_of_gdp", quarter="2")
        assert any("GDP by state is annual" in info.value for info in at.info)
        assert not figures(at)

    def test_a_country_that_sent_nothing(self, visit: Visit) -> None:
        at = visit("remesas", lang="es", measure="outflow", country="ABK", to="2013")
        assert not at.exception and not at.error
        assert headlines(at)
