"""The address: what is good is used, what is not is named, defaults are left out."""

import pytest
from streamlit.testing.v1 import AppTest

from components.filters import parse
from data.store import Filters

MEASURES, VIEWS = ("count", "share"), ("chart", "map", "table")


def parsed(**address):
    given = {name.rstrip("_"): [value] if isinstance(value, str) else value for name, value in address.items()}
    return parse(given, measures=MEASURES, views=VIEWS)


def test_an_empty_address_is_the_default() -> None:
    choices = parsed()
    assert choices.filters == Filters()
    assert (choices.measure, choices.view, choices.ignored) == ("count", "chart", ())


def test_every_parameter() -> None:
    choices = parsed(
        lang="en", state=["32", "14"], municipality="32010", us_state="CA", country="GTM",
        type="potable_water", from_="2003", to="2005", measure="share", view="table",
    )  # fmt: skip
    assert choices.ignored == ()
    assert choices.filters == Filters(
        states=("32", "14"), municipalities=("32010",), us_states=("CA",), countries=("GTM",),
        project_types=("potable_water",), year_from=2003, year_to=2005,
    )  # fmt: skip
    assert (choices.measure, choices.view) == ("share", "table")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", "fr"), ("state", "33"), ("state", "1"), ("state", "Zacatecas"), ("municipality", "33001"),
        ("municipality", "1"), ("us_state", "ca"), ("country", "MX"), ("type", "churches!"), ("from", "20x4"),
        ("from", "1850"), ("to", "99999"), ("measure", "mxn"), ("view", "hologram"), ("estate", "32"),
        ("state", "'; DROP TABLE states; --"), ("type", "<script>alert(1)</script>"), ("from", "٢٠٠٤"),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_and_ignored(name: str, value: str) -> None:
    choices = parse({name: [value]}, measures=MEASURES, views=VIEWS)
    assert choices.ignored == (f"{name}={value}",)
    assert choices.filters == Filters()
    assert (choices.measure, choices.view) == ("count", "chart")


def test_good_values_beside_bad_ones_stay() -> None:
    choices = parsed(state=["32", "77"], view=["table", "map"])
    assert choices.filters.states == ("32",)
    assert choices.view == "table"
    assert choices.ignored == ("state=77", "view=map")


def test_years_the_wrong_way_round() -> None:
    choices = parsed(from_="2006", to="2003")
    assert (choices.filters.year_from, choices.filters.year_to) == (None, None)
    assert choices.ignored == ("from=2006", "to=2003")


def test_what_other_sites_append_is_no_mistake() -> None:
    assert parsed(utm_source="x", fbclid="y", embed="true").ignored == ()


def _write_app() -> None:
    import streamlit as st

    from components import filters

    filters.write("state", ["32", "14"])
    filters.write("view", ["chart"], ["chart"])
    filters.write("from", ["2003"], ["2002"])
    st.write("done")


def test_defaults_are_left_out_and_others_kept() -> None:
    at = AppTest.from_function(_write_app)
    at.query_params["view"] = "table"
    at.query_params["country"] = "GTM"
    at.run()
    assert not at.exception
    assert at.query_params == {"country": "GTM", "state": ["32", "14"], "from": "2003"}


class TestPlacesAndPeriods:
    @pytest.mark.parametrize(
        ("name", "good", "odd"),
        [
            ("origin", "PER", "ZZZ"),
            ("destination", "XKX", "chl"),
            ("country", "MEX", "XX"),
            ("us_state", "PR", "ZZ"),
            ("municipality", "32017", "32999"),
            ("quarter", "4", "5"),
            ("record", "OB-2010/17", ""),
        ],
    )
    def test_codes_that_exist(self, name: str, good: str, odd: str) -> None:
        assert parse({name: [good]}).ignored == ()
        assert parse({name: [odd]}).ignored == (f"{name}={odd}",)

    def test_ends_and_quarter_reach_the_choices(self) -> None:
        choices = parse({"origin": ["PER", "BOL"], "destination": ["CHL"], "quarter": ["2"]})
        assert choices.filters.origins == ("PER", "BOL")
        assert choices.filters.destinations == ("CHL",)
        assert choices.quarter == 2
        assert parse({}).quarter is None

    def test_a_year_that_the_page_has_no_figures_for(self) -> None:
        choices = parse({"from": ["1990"], "to": ["1992"]}, years=[1990, 1995])
        assert choices.ignored == ("to=1992",)
        assert (choices.filters.year_from, choices.filters.year_to) == (1990, None)


def test_a_search_is_trimmed_and_of_bounded_length() -> None:
    assert parsed(q="  agua  Jerez ").search == "agua  Jerez"
    assert parsed(q=" " + "ñ" * 200 + " ").search == "ñ" * 200
    assert (parsed(q="   ").search, parsed(q="   ").ignored) == ("", ())
    long = "a" * 201
    assert (parsed(q=long).search, parsed(q=long).ignored) == ("", (f"q={long}",))
    assert parsed(q=["agua", "luz"]).search == "agua"


@pytest.mark.parametrize(("text", "page"), [("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("99999999", 1)])
def test_a_page_of_a_list(text: str, page: int) -> None:
    choices = parsed(page=text)
    assert choices.page == page
    assert choices.ignored == (() if page == 3 else (f"page={text}",))
