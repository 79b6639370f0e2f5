"""Remittances by state, against figures worked out from the raw CSV files (steps in the comments)."""

import numpy as np
import pandas as pd
import pytest

from components import i18n
from components.charts import remittances_state_lines, remittances_states
from components.charts.state_remittance_measures import WORDS, state_measure_names
from components.theme import DARK, LIGHT
from data import catalog, store
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")
MEASURES = list(store.STATE_REMITTANCE_MEASURES)
EVERYTHING = Filters()
TEN = ("01", "07", "09", "11", "12", "14", "16", "20", "21", "32")


def one(measure: str, code: str, quarter: int | None = None, **years: int) -> pd.Series:
    return store.state_remittances(measure, Filters(states=(code,), **years), quarter).iloc[0]


def places(measure: str, filters: Filters = EVERYTHING, quarter: int | None = None, t: i18n.Language = EN):
    rows = store.state_remittances(measure, filters, quarter)
    return remittances_states.exhibit(rows, measure, filters, quarter, t, LIGHT)


def lines(measure: str, filters: Filters = EVERYTHING, quarter: int | None = None, t: i18n.Language = EN):
    rows = store.state_remittances_by_year(measure, filters, quarter)
    return remittances_state_lines.exhibit(rows, measure, bool(filters.states), quarter, t, LIGHT)


class TestStates:
    def test_share_of_gdp(self) -> None:
        # Zacatecas 2024: 398.797157, 502.167593, 516.867312 and 491.655275 million dollars, each at its quarter's
        # mean FIX, are 35,137,302,336 pesos; GDP 347,383.977 million. Chiapas: 76,867,049,473 of 530,926.151 million
        assert one("state_share_of_gdp", "32")["share_of_gdp"] == pytest.approx(35_137_302_336.16 / 347_383_977_000)
        rows = store.state_remittances("state_share_of_gdp").sort_values("rank")
        assert rows["year_to"].unique().tolist() == [2024]
        assert rows["state"].iloc[0] == "Chiapas"
        assert rows["share_of_gdp"].iloc[0] == pytest.approx(76_867_049_472.94 / 530_926_151_000)
        assert rows["national"].iloc[0] == pytest.approx(0.03557540186814)  # over the national row of the GDP file

    def test_chiapas_grew_most_since_2013(self) -> None:
        # 520,484,792 dollars in 2013; 4,183,179,507 in 2024; in pesos of one year 7.01 times as much
        rows = store.state_remittances("state_change", Filters(year_from=2013, year_to=2024)).sort_values("rank")
        assert rows["state"].head(3).tolist() == ["Chiapas", "Quintana Roo", "Yucatán"]
        top = rows.iloc[0]
        assert (top["amount_from_usd"], top["amount_usd"]) == (520_484_792, 4_183_179_507)
        assert top["change"] == pytest.approx(7.037083064282886)
        assert top["change_real"] == pytest.approx(6.010285136568736)
        assert (top["year_from"], top["year_to"]) == (2013, 2024)

    def test_a_quarter(self) -> None:
        # Zacatecas, January to March: 451,563,697 dollars in 2026, 85,796,351 in 2003; 1,726,898 people in 2026
        row = one("state_change", "32", quarter=1)
        assert (row["amount_usd"], row["amount_from_usd"], row["year_to"]) == (451_563_697, 85_796_351, 2026)
        assert row["per_person_usd"] == pytest.approx(451_563_697 / 1_726_898)
        assert row["change_real"] == pytest.approx(2.1734300931908797)
        assert row["quarter_of_year"] == 1
        assert one("state_usd", "32", quarter=2)["year_to"] == 2025
        assert store.state_remittances("state_share_of_gdp", quarter=1)["share_of_gdp"].isna().all()

    def test_states_add_up_to_the_country(self) -> None:
        national = store.remittances_national().set_index("year")["amount_usd"]
        for year in range(2003, 2026):
            rows = store.state_remittances("state_usd", Filters(year_to=year))
            assert len(rows) == 32
            assert rows["year_to"].unique().tolist() == [year]
            assert rows["amount_usd"].sum() == pytest.approx(national[year], rel=1e-4)
            assert rows["share"].sum() == pytest.approx(1)

    def test_quarters_add_up_to_the_year(self) -> None:
        quarters = [
            store.state_remittances("state_usd", Filters(year_to=2024), q).set_index("state_code")["amount_usd"]
            for q in (1, 2, 3, 4)
        ]
        whole = store.state_remittances("state_usd", Filters(year_to=2024)).set_index("state_code")["amount_usd"]
        pd.testing.assert_series_equal(sum(quarters), whole)

    def test_states_asked_for_keep_their_rank_among_all(self) -> None:
        rows = store.state_remittances("state_usd", Filters(states=("32", "07")))
        assert rows["state_code"].tolist() == ["07", "32"]
        everyone = store.state_remittances("state_usd").set_index("state_code")
        assert rows["rank"].tolist() == everyone.loc[["07", "32"], "rank"].tolist()
        assert rows["national"].unique().tolist() == [pytest.approx(everyone["amount_usd"].sum())]

    def test_what_is_not_there_is_missing(self) -> None:
        assert store.state_remittances("state_usd", Filters(year_from=2026)).empty
        assert store.state_remittances("state_share_of_gdp", Filters(year_to=2025))["share_of_gdp"].isna().all()
        alone = store.state_remittances("state_change", Filters(year_from=2024, year_to=2024))
        assert alone["change"].isna().all() and alone["change_real"].isna().all()
        with pytest.raises(KeyError):
            store.state_remittances("usd")

    def test_columns_are_in_the_catalogue(self) -> None:
        tables = ("remittances_by_state", "population_by_state")
        for rows in (store.state_remittances("state_usd"), store.state_remittances_by_year("state_usd")):
            assert [name for name in rows if catalog.describe(name, tables) is None] == []


class TestByYear:
    def test_the_five_highest_and_the_country(self) -> None:
        rows = store.state_remittances_by_year("state_per_person")
        assert rows["state"].dropna().unique().tolist() == [
            "Zacatecas", "Michoacán", "Guerrero", "Guanajuato", "Oaxaca",
        ]  # fmt: skip
        country = rows[rows["state_code"].isna()].set_index("year")
        assert country.index.tolist() == list(range(2003, 2026))
        state = store.remittances_beside_the_country("32").set_index("year")
        assert country["per_person_usd"].to_dict() == pytest.approx(state["national_per_person_usd"].to_dict())
        own = rows[rows["state_code"] == "32"].set_index("year")["per_person_usd"]
        assert own.to_dict() == pytest.approx(state["per_person_usd"].to_dict())

    def test_share_of_gdp_ends_with_gdp(self) -> None:
        rows = store.state_remittances_by_year("state_share_of_gdp", Filters(states=("32",)))
        assert (rows["year"].min(), rows["year"].max()) == (2003, 2024)
        assert rows["share_of_gdp"].notna().all()

    def test_change_begins_at_zero(self) -> None:
        rows = store.state_remittances_by_year("state_change", Filters(states=("07",), year_from=2013, year_to=2024))
        own = rows[rows["state_code"] == "07"].set_index("year")["change_since"]
        assert own[2013] == 0
        assert own[2024] == pytest.approx(7.037083064282886)

    def test_that_quarter_of_each_year(self) -> None:
        rows = store.state_remittances_by_year("state_usd", Filters(states=("32",)), 1)
        own = rows[rows["state_code"] == "32"].set_index("year")["amount_usd"]
        assert (own[2003], own[2026]) == (85_796_351, 451_563_697)


class TestPlaces:
    @pytest.mark.parametrize(
        ("measure", "headline"),
        [
            (
                "state_usd",
                "Guanajuato received the most remittances in 2025: US$5.5 billion, 8.9% of the country’s",
            ),
            (
                "state_per_person",
                "Zacatecas received the most remittances per person in 2025: US$1,129, 2.4 times the country’s",
            ),
            (
                "state_share_of_gdp",
                "In 2024 remittances equalled more than a tenth of the GDP of Chiapas, Guerrero, Michoacán, Zacatecas, "
                "and Oaxaca; of the country’s, 3.6%",
            ),
            (
                "state_change",
                "From 2003 to 2025 remittances grew most in Baja California, +1,173%; in the country, +313%",
            ),
        ],
    )
    def test_headlines(self, measure: str, headline: str) -> None:
        assert places(measure).headline == headline

    def test_a_year_of_falls(self) -> None:
        # 21 of the 32 states have less in 2025 than in 2024; the Estado de México least, Baja California most
        exhibit = places("state_change", Filters(year_from=2024))
        assert (
            exhibit.headline
            == "From 2024 to 2025 remittances grew most in Baja California, +23.5%; in 21 states they fell"
        )
        bars = exhibit.views["chart"].data[0]
        assert sum(value < 0 for value in bars.x) == 21
        assert bars.y[-1] == "Estado de México"
        assert bars.text[-1] == "−19.6%"
        assert "either side of zero" in exhibit.notes[-1]
        assert "in pesos of one year" in exhibit.notes[0].lower()

    def test_all_fall(self) -> None:
        rows = store.state_remittances("state_change", Filters(states=("09", "15"), year_from=2024))
        exhibit = remittances_states.exhibit(rows, "state_change", Filters(), None, EN, LIGHT)
        assert exhibit.headline == (
            "Remittances fell in every state from 2024 to 2025: most in Estado de México, −19.6%; least in Ciudad de "
            "México, −16.6%"
        )

    @pytest.mark.parametrize("measure", MEASURES)
    def test_map_and_bars_of_all_32(self, measure: str) -> None:
        exhibit = places(measure, t=ES)
        assert list(exhibit.views) == ["map", "chart"]
        assert len(exhibit.views["chart"].data[0].x) == 32
        assert list(exhibit.views["chart"].data[0].x) == sorted(exhibit.views["chart"].data[0].x, reverse=True)
        shapes = [trace for trace in exhibit.views["map"].data if trace.type == "choropleth"]
        assert sum(len(trace.locations) for trace in shapes) == 32
        assert len(exhibit.rows) == 32
        assert "mapclassify" in exhibit.notes[-1]
        assert exhibit.rows["rank"].tolist() == sorted(exhibit.rows["rank"])

    def test_classes_hold_the_values(self) -> None:
        exhibit = places("state_share_of_gdp")
        figure = exhibit.views["map"]
        shapes = next(trace for trace in figure.data if trace.type == "choropleth")
        axis = figure.layout.coloraxis
        ends = [axis.cmin + end * (axis.cmax - axis.cmin) for end, _ in axis.colorscale[1::2]]
        classes = {code: sum(value > end for end in ends[:-1]) for code, value in zip(shapes.locations, shapes.z)}
        assert classes["07"] == classes["12"] == 4  # Chiapas 14.5 % and Guerrero 14.0 %
        assert classes["04"] == classes["23"] == 0

    def test_chosen_states_only(self) -> None:
        chosen = Filters(states=("32", "07", "14"))
        exhibit = places("state_usd", chosen)
        assert (
            exhibit.headline == "Remittances by state, 3 states chosen: the highest is Jalisco, US$5.19B, rank 3 of 32"
        )
        assert list(exhibit.views["chart"].data[0].y) == ["Jalisco", "Chiapas", "Zacatecas"]
        shapes = [trace for trace in exhibit.views["map"].data if trace.type == "choropleth"]
        assert {code for trace in shapes for code in trace.locations} == {"07", "14", "32"}
        alone = places("state_per_person", Filters(states=("32",)), t=ES)
        assert alone.headline == "Remesas por habitante, Zacatecas: US$1,129, lugar 1 de 32"

    def test_a_quarter_says_what_it_is_over(self) -> None:
        exhibit = places("state_per_person", quarter=1)
        assert exhibit.subtitle == (
            "Remittances of the quarter per inhabitant of that year, nominal US dollars, Q1 2026"
        )
        assert exhibit.rows["quarter_of_year"].unique().tolist() == [1]
        assert "quarter_of_year" not in places("state_per_person").rows

    def test_another_year_is_never_shown_in_silence(self) -> None:
        assert places("state_usd", Filters(year_to=2026)).notes[0] == (
            "2026 is not on record or not complete: shown is 2025."
        )
        assert "Q3 2026" in places("state_usd", Filters(year_to=2026), 3).notes[0]
        assert "Figures by state begin in 2003." in places("state_change", Filters(year_from=1995)).notes
        assert places("state_usd").notes == places("state_usd").notes[-1:]

    @pytest.mark.parametrize(
        ("measure", "filters", "quarter", "told"),
        [
            ("state_share_of_gdp", Filters(), 2, "El PIB por estado es anual"),
            ("state_share_of_gdp", Filters(year_to=2025), None, "No hay PIB por estado"),
            ("state_usd", Filters(year_from=2026), None, "Ninguno de estos años está completo"),
            ("state_usd", Filters(year_to=2000), 1, "Ese trimestre no está registrado"),
            ("state_change", Filters(year_from=2024, year_to=2024), None, "Un cambio necesita dos años"),
        ],
    )
    def test_nothing_to_show_says_why(self, measure: str, filters: Filters, quarter: int | None, told: str) -> None:
        exhibit = places(measure, filters, quarter, ES)
        assert exhibit.rows.empty and not exhibit.views
        assert exhibit.nothing.startswith(told)


class TestLines:
    def test_words(self) -> None:
        exhibit = lines("state_share_of_gdp")
        assert exhibit.headline == "Chiapas went from 3.1% in 2003 to 14.5% in 2024, the country from 2.0% to 3.6%"
        assert exhibit.subtitle.endswith("2003 to 2024")
        assert "Zacatecas 6.6% and 10.1%" in exhibit.alt

    def test_headline_of_one_and_of_amounts(self) -> None:
        assert lines("state_usd", Filters(states=("32",))).headline == (
            "Zacatecas went from US$402.4M in 2003 to US$1.93B in 2025"
        )
        assert lines("state_change", Filters(states=("32", "07"))).headline == (
            "Of these states Chiapas changed most: from US$435.1M in 2003 to US$4.18B in 2025"
        )

    def test_the_country_only_where_it_compares(self) -> None:
        for measure in MEASURES:
            names = {trace.name for trace in lines(measure).views["chart"].data}
            assert ("Country" in names) == (measure != "state_usd")
            assert ("Country" in set(lines(measure).rows["state"])) == (measure != "state_usd")

    def test_each_line_has_its_name_at_its_end(self) -> None:
        figure = lines("state_per_person").views["chart"]
        named = [note for note in figure.layout.annotations if note.showarrow]
        assert len(named) == len(figure.data) == 6
        for trace in figure.data:
            note = next(note for note in named if trace.name in note.text)
            assert (note.x, note.y) == (2025, trace.y[-1])
            assert note.font.color == trace.line.color
        assert len({(trace.line.color, trace.line.dash) for trace in figure.data}) == 6

    @pytest.mark.parametrize("measure", MEASURES)
    @pytest.mark.parametrize("states", [(), TEN, ("32",)])
    def test_names_do_not_overlap(self, measure: str, states: tuple[str, ...]) -> None:
        figure = lines(measure, Filters(states=states)).views["chart"]
        low, high = figure.layout.yaxis.range
        plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
        middles = sorted(
            (note.y - low) / (high - low) * plot - note.ay for note in figure.layout.annotations if note.showarrow
        )
        assert np.diff(middles).min(initial=99) >= 30  # two lines of 15 pixels
        assert middles[0] >= 0 and middles[-1] <= plot

    def test_more_than_eight(self) -> None:
        exhibit = lines("state_per_person", Filters(states=TEN))
        figure = exhibit.views["chart"]
        assert len(figure.data) == 11
        assert sum(trace.line.color == LIGHT.muted for trace in figure.data) == 2
        assert len([note for note in figure.layout.annotations if note.showarrow]) == 9
        assert "Of 10 states the 8 highest are named; grey lines are the others." in exhibit.notes
        assert len({(trace.line.color, trace.line.dash) for trace in figure.data}) == 10

    def test_the_same_quarter_of_each_year(self) -> None:
        exhibit = lines("state_usd", quarter=1, t=ES)
        assert exhibit.subtitle.endswith("T1 2003 a T1 2026")
        assert list(exhibit.views["chart"].data[0].x) == list(range(2003, 2027))
        assert len(exhibit.notes) == 2

    def test_nothing_to_show_says_why(self) -> None:
        assert lines("state_share_of_gdp", quarter=2).nothing == "GDP by state is annual: choose whole years."
        assert lines("state_usd", Filters(year_from=2025)).nothing == "A line needs two years: choose more."
        assert lines("state_usd", Filters(year_from=2026)).rows.empty

    def test_dark(self) -> None:
        rows = store.state_remittances_by_year("state_per_person")
        figure = remittances_state_lines.exhibit(rows, "state_per_person", False, None, ES, DARK).views["chart"]
        assert figure.data[-1].line.color == DARK.purposes["programa_3x1"]  # the highest, over the others


def test_measures_are_the_stores_in_order() -> None:
    assert list(WORDS) == MEASURES == list(state_measure_names(ES))
