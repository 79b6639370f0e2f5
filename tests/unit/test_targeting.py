"""Targeting against figures worked out from the raw files by another path (pandas over CSV and XLSX; see comments)."""

import pandas as pd
import pytest

from components import i18n, story
from components.charts import concentration, evaluator_list, labels, quadrants, targeting_table
from components.exhibit import as_table
from components.theme import LIGHT
from data import store
from data.statistics import Interval
from data.store import Filters
from data.store.targeting import states_named

ES, EN = i18n.language("es"), i18n.language("en")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return store.targeting()


class TestStore:
    def test_every_state_has_its_need(self, rows: pd.DataFrame) -> None:
        assert rows["state_code"].tolist() == [f"{n:02d}" for n in range(1, 33)]
        assert rows[["marginalisation_index", "emigrants_pct", "receiving_remittances_pct"]].notna().all(axis=None)

    def test_zacatecas(self, rows: pd.DataFrame) -> None:
        # 65,054,534 + 52,595,297 + 54,695,111 + 66,384,265 pesos, each year in pesos of 2025 by the mean INPC, over
        # the mean of CONAPO's 2008 to 2011; IIM 2010: 4.50 and 11.04 %; Annex X lacks the state
        row = rows.set_index("state_code").loc["32"]
        assert row["amount_mxn"] == 65_054_534 + 52_595_297 + 54_695_111 + 66_384_265
        assert row["per_person_mxn_real"] == pytest.approx(310.261448)
        assert (row["emigrants_pct"], row["receiving_remittances_pct"]) == (4.5, 11.04)
        assert (row["money_rank"], row["per_person_rank"]) == (2, 1)
        assert pd.isna(row["works_2007_mxn"])
        assert pd.isna(row["works_rank"])

    def test_no_line_is_missing_and_a_printed_zero_is_zero(self, rows: pd.DataFrame) -> None:
        by_state = rows.set_index("state_code")
        assert set(rows.loc[rows["amount_mxn"].isna(), "state_code"]) == {"03", "05"}
        assert by_state.loc["05", "years_on_record"] == 0
        assert by_state.loc["15", "works_2007_mxn"] == 0
        assert by_state.loc[["02", "09", "27"], "years_on_record"].tolist() == [2, 2, 3]

    def test_one_base_of_people_for_every_state(self, rows: pd.DataFrame) -> None:
        # Baja California has lines in 2010 and 2011 only; mean of 3,069,155 3,134,914 3,194,264 3,241,111
        row = rows.set_index("state_code").loc["02"]
        assert row["population_mean"] == pytest.approx((3_069_155 + 3_134_914 + 3_194_264 + 3_241_111) / 4)
        assert row["per_person_mxn_real"] == pytest.approx(row["amount_mxn_real"] / row["population_mean"])

    def test_national_values(self, rows: pd.DataFrame) -> None:
        assert store.national_per_person(rows) == pytest.approx(35.63536304)
        assert store.national_need(rows, "marginalisation") == pytest.approx(0.5784890866)
        assert store.national_need(rows, "emigrants") == pytest.approx(1.9443962)  # weighted by 28.7 million dwellings

    @pytest.mark.parametrize(
        ("need", "index", "fifth", "half"),
        [
            ("marginalisation", -0.0750265, 0.1261259, 0.6650249),
            ("emigrants", -0.3974476, 0.4188699, 0.8224209),
            ("remittances", -0.4784445, 0.4691734, 0.8313881),
        ],
    )
    def test_concentration(self, need: str, index: float, fifth: float, half: float) -> None:
        assert store.concentration_index(need).value == pytest.approx(index, abs=1e-7)  # by the covariance formula
        curve = store.money_concentration(need)
        assert len(curve) == 30
        assert curve[["population_share", "money_share"]].iloc[-1].tolist() == pytest.approx([1, 1])
        assert concentration._share(curve, 0.2) == pytest.approx(fifth, abs=1e-7)
        assert concentration._share(curve, 0.5) == pytest.approx(half, abs=1e-7)

    def test_poorest_and_most_emigrants_come_first(self) -> None:
        assert store.money_concentration("marginalisation")["state"].iloc[0] == "Guerrero"  # rank 1 in 2010
        assert store.money_concentration("emigrants")["state"].iloc[0] == "Guanajuato"  # 5.27 %

    def test_years(self) -> None:
        one = store.targeting(Filters(year_from=2010, year_to=2010)).set_index("state_code")
        assert one.loc["32", "amount_mxn"] == 54_695_111
        assert one.loc["32", "population_mean"] == 1_523_367  # CONAPO, 2010 alone
        assert store.targeting(Filters(year_from=2015)).empty
        assert store.evaluator_list(Filters(year_from=2015)).empty
        assert store.money_concentration("emigrants", Filters(year_to=2001)).empty

    def test_states_never_narrow_the_country(self) -> None:
        assert len(store.targeting(Filters(states=("32",)))) == 32


class TestNames:
    def test_the_reports_lists(self) -> None:
        assert states_named("yucatan_tlaxcala_hidalgo") == ["31", "29", "13"]
        assert states_named("zacatecas_guanajuato_jalisco_oaxaca") == ["32", "11", "14", "20"]

    def test_names_of_several_words(self) -> None:
        assert states_named("baja_california_sur_san_luis_potosi_baja_california") == ["03", "24", "02"]

    def test_what_is_no_state_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="texas"):
            states_named("yucatan_texas")


FOUR = pd.DataFrame(
    {
        "state_code": ["01", "02", "03", "04", "05"], "state": ["A", "B", "C", "D", "E"],
        "abbreviation": ["A", "B", "C", "D", "E"], "marginalisation_index": [0.2, 0.3, 0.7, 0.8, 0.1],
        "per_person_mxn_real": [50.0, 5.0, 40.0, 4.0, None], "population_mean": [1e6] * 5,
        "amount_mxn_real": [5e7, 5e6, 4e7, 4e6, None], "year_from": 2008, "year_to": 2011, "base_year": 2025,
    }
)  # fmt: skip


class TestQuadrants:
    def test_a_low_index_is_poor(self) -> None:
        grouped = quadrants.grouped(FOUR, "marginalisation", 0.5, 20)
        assert dict(zip(grouped["state"], grouped["quadrant"])) == {
            "A": "need_reached", "B": "need_left_out", "C": "less_reached", "D": "less_not",
        }  # fmt: skip

    def test_a_high_share_is_much_migration(self) -> None:
        grouped = quadrants.grouped(
            FOUR.rename(columns={"marginalisation_index": "emigrants_pct"}), "emigrants", 0.5, 20
        )
        assert grouped.set_index("state").loc["D", "quadrant"] == "need_left_out"

    def test_words_and_axis(self) -> None:
        grouped = quadrants.grouped(FOUR, "marginalisation", 0.5, 20)
        exhibit = quadrants.exhibit(grouped, "marginalisation", 0.5, 20, EN, LIGHT, ("02",))
        assert (
            exhibit.headline == "Of 2 states poorer than the country, 1 got less federal money per inhabitant than it"
        )
        assert [group.detail for group in quadrants.told(grouped, "marginalisation", EN)] == [
            "1 state: C.", "1 state: A.", "1 state: D.", "1 state: B.",
        ]  # fmt: skip
        figure = exhibit.views["chart"]
        low, high = figure.layout.xaxis.range
        assert low > high, "poorer lies to the right"
        assert list(figure.data[0].text) == ["A", "<b>B</b>", "C", "D"]
        assert figure.data[0].marker.color[1] == LIGHT.accent

    def test_states_on_the_line_are_named(self) -> None:
        close = FOUR.assign(per_person_mxn_real=[21.0, 5.0, 40.0, 19.0, None])
        grouped = quadrants.grouped(close, "marginalisation", 0.5, 20)
        notes = quadrants.exhibit(grouped, "marginalisation", 0.5, 20, EN, LIGHT).notes
        assert notes[1] == "On the line, give or take 10%: A and D."

    def test_nothing_on_a_log_scale_is_said(self) -> None:
        grouped = quadrants.grouped(
            FOUR.assign(per_person_mxn_real=[50.0, 0.0, 40.0, 4.0, None]), "marginalisation", 0.5, 20
        )
        exhibit = quadrants.exhibit(grouped, "marginalisation", 0.5, 20, EN, LIGHT)
        assert "B" not in exhibit.views["chart"].data[0].text
        assert exhibit.notes[-1] == "No money in these years, and so not on a log scale: B."

    @pytest.mark.parametrize("need", store.NEEDS)
    def test_every_measure_has_words(self, need: str) -> None:
        for t in (ES, EN):
            words = quadrants.WORDS[need]
            assert "{less}" in words.headline(t)
            assert "{all}" in words.headline(t)
            assert len({say(t) for say in words.groups.values()}) == 4


class TestLabels:
    def test_names_do_not_cover_each_other(self) -> None:
        sides = labels.place([0.5, 0.5, 0.5], [0.5, 0.51, 0.49], ["Aaaaa", "Bbbbb", "Ccccc"], 500)
        assert len(set(sides)) == 3

    def test_a_name_stays_on_the_plot(self) -> None:
        assert "right" not in labels.place([0.99], [0.5], ["Tamps."], 500)[0]

    def test_a_line_is_not_struck_through_a_name(self) -> None:
        assert labels.place([0.5], [0.5], ["Oax."], 500, ((), (0.5,)))[0].startswith(("top", "bottom"))

    def test_none(self) -> None:
        assert labels.place([], [], [], 500) == []


def interval(value: float, low: float, high: float) -> Interval:
    return Interval(value, low, high, 30)


class TestConcentration:
    @pytest.mark.parametrize(
        ("index", "words"),
        [
            (interval(-0.4, -0.6, -0.2), "leans towards"), (interval(0.4, 0.2, 0.6), "leans away"),
            (interval(-0.1, -0.4, 0.2), "holds zero"), (interval(-0.1, float("nan"), float("nan")), "too few"),
        ],
    )  # fmt: skip
    def test_verdict(self, index: Interval, words: str) -> None:
        assert words in concentration.verdict("by marginalisation", index, EN)

    def test_words(self) -> None:
        curves = [store.money_concentration(need) for need in ("marginalisation", "emigrants")]
        indices = [store.concentration_index(need) for need in ("marginalisation", "emigrants")]
        exhibit = concentration.exhibit(curves, indices, EN, LIGHT)
        assert exhibit.headline == (
            "The half of the people who live in the poorest states got 67% of the money; the poorest fifth, 13%"
        )
        assert exhibit.notes[0].startswith("Concentration index by marginalisation: −0.08 (95% interval −0.")
        assert len(exhibit.rows) == 60
        lines = [trace for trace in exhibit.views["chart"].data if trace.name]
        assert [(line.x[0], line.y[0]) for line in lines] == [(0, 0), (0, 0)]

    def test_the_method_is_named(self) -> None:
        told = " ".join(concentration.method([interval(0, -1, 1)], -0.5, ["Coahuila"], EN))
        for part in ("Kakwani", "O’Donnell", "BCa", "9,999", "seed 2010", "scipy.stats.bootstrap", "Coahuila", "−0.50"):
            assert part in told


class TestEvaluatorList:
    def test_thirds_of_thirty(self) -> None:
        rows = store.evaluator_list().set_index("state")
        assert rows["money_rank"].to_dict() == {
            "Zacatecas": 2, "Guanajuato": 3, "Jalisco": 1, "Oaxaca": 10, "Yucatán": 7, "Tlaxcala": 23, "Hidalgo": 5,
        }  # fmt: skip
        assert rows.loc["Oaxaca", "money_third"] == "top"  # the tenth of thirty
        assert rows.loc["Oaxaca", "per_person_third"] == "middle"
        assert rows.loc["Tlaxcala", "money_third"] == "bottom"
        assert pd.isna(rows.loc["Zacatecas", "works_third"])

    def test_holds(self) -> None:
        def row(named: str, third: str | None) -> pd.Series:
            return pd.Series({"named": named, "money_third": third})

        assert evaluator_list.holds(row("best_served", "top"), "money") is True
        assert evaluator_list.holds(row("underserved", "top"), "money") is False
        assert evaluator_list.holds(row("underserved", "bottom"), "money") is True
        assert evaluator_list.holds(row("best_served", None), "money") is None

    def test_words(self) -> None:
        rows, on_record = store.evaluator_list(), {"money": 30, "per_person": 30, "works": 30}
        exhibit = evaluator_list.exhibit(rows, on_record, EN, LIGHT)
        assert exhibit.headline == (
            "Named as unable to take part, yet in the third of states with most money: Yucatán and Hidalgo"
        )
        told = {group.title: group.detail for group in evaluator_list.told(rows, on_record, EN)}
        assert "Holds in federal money (rank 2 of 30)" in told["Zacatecas"]
        assert "Not on record: works of 2007." in told["Zacatecas"]
        assert "Does not hold in federal money (rank 5 of 30)" in told["Hidalgo"]

    def test_where_the_money_bears_it_out(self) -> None:
        rows = store.evaluator_list()
        agreeing = rows.assign(money_third=rows["named"].map({"best_served": "top", "underserved": "bottom"}))
        exhibit = evaluator_list.exhibit(agreeing, {"money": 30, "per_person": 30, "works": 30}, EN, LIGHT)
        assert exhibit.headline == "The money bears out 7 of the 7 states that the report named"


class TestTable:
    def test_every_state_and_title(self, rows: pd.DataFrame) -> None:
        exhibit = targeting_table.exhibit(rows, ES)
        assert exhibit.sortable
        assert (
            exhibit.headline == "Zacatecas recibió más por habitante: $310.26, y era el lugar 15 de 32 en marginación"
        )
        table = as_table(exhibit, ES)
        assert list(table.data.columns)[:3] == ["Estado", "Clave de la entidad", "Población media"]
        assert not any("_" in title for title in table.data.columns)
        assert len(table.data) == 32
        assert exhibit.notes == (
            "Sin renglón propio en la cuenta pública: Baja California Sur y Coahuila.",
            "Con renglón solo en una parte de los años: Baja California, Ciudad de México y Tabasco.",
            "Sin registro de obras de 2007: Ciudad de México y Zacatecas.",
        )


def test_the_warning_is_quoted_with_its_place() -> None:
    said = story.warned(store.programme_facts(), EN)
    assert said.startswith("2006, A. Rocha Menocal")
    assert "section 2.1.3" in said
    assert "reaching the poorest is not guaranteed" in said


def test_states_without_a_line_are_named_among_the_gaps() -> None:
    assert "Coahuila" in story.not_known_of_targeting(["Coahuila"], EN)[-1].what
    assert len(story.not_known_of_targeting([], EN)) == 3
