"""Remittances by US state and country, against sums of the raw files made with plain pandas (numbers written here)."""

import pandas as pd
import pytest

from components import i18n
from components.charts import lines_by_year, remittances_countries, remittances_us_states
from components.theme import LIGHT
from data import store
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")


def only(year: int, **places: tuple[str, ...]) -> Filters:
    return Filters(year_from=year, year_to=year, **places)


class TestUsStates:
    def test_2024(self) -> None:
        # remesas_estado_eeuu.csv, four quarters of 2024
        rows = store.us_state_remittances(only(2024)).set_index("us_state")
        assert rows.loc[["CA", "TX", "PR", "XX"], "amount_usd"].tolist() == [
            19_810_572_871, 9_442_919_164, 8_616_068, 360_825_758,
        ]  # fmt: skip
        assert rows["amount_usd"].sum() == 62_794_313_399
        assert rows.loc["CA", "share"] == pytest.approx(19_810_572_871 / 62_794_313_399)
        assert len(rows) == 53

    def test_shares_stay_those_of_all(self) -> None:
        rows = store.us_state_remittances(only(2024, us_states=("TX",))).set_index("us_state")
        assert rows.index.tolist() == ["TX", "XX"]  # what is not identified stays in sight
        assert rows.loc["TX", "share"] == pytest.approx(9_442_919_164 / 62_794_313_399)

    def test_a_quarter(self) -> None:
        # the one row of the raw file with 2026-01-01 and CA
        rows = store.us_state_remittances(Filters(year_to=2026), 1).set_index("us_state")
        assert rows.loc["CA", "amount_usd"] == 4_551_102_195
        assert store.us_state_remittances(Filters(year_to=2026), 2).empty

    def test_years_are_whole(self) -> None:
        rows = store.us_state_remittances_by_year()
        assert sorted(set(rows["year"])) == list(range(2013, 2026))
        assert rows.groupby("year")["share"].sum().tolist() == pytest.approx([1] * 13)

    def test_figures(self) -> None:
        exhibit = remittances_us_states.exhibit(store.us_state_remittances(only(2025)), EN, LIGHT)
        assert exhibit.headline == (
            "From California came US$18.5 billion, 30.5% of what the United States sent; from the first five, 57%"
        )
        bars = exhibit.views["chart"].data[0]
        assert list(bars.y)[:3] == ["California", "Texas", "Illinois"]
        assert len(bars.x) == 20 and "Not identified" not in list(bars.y)
        drawn = [code for trace in exhibit.views["map"].data if trace.type == "choropleth" for code in trace.locations]
        assert len(drawn) == 51 and "PR" not in drawn and "XX" not in drawn
        assert len(exhibit.rows) == 53 and set(exhibit.rows["us_state"]) >= {"XX", "PR"}
        notes = " ".join(exhibit.notes)
        assert "US$623.3M, 1.0%" in notes
        assert "of the 20 with most; 32 more are in the table" in notes
        assert "Puerto Rico (US$6.9M)" in notes
        assert "natural breaks" in notes

    def test_all_of_the_chosen(self) -> None:
        chosen = ("PR", "NC", "CA")
        rows = store.us_state_remittances(only(2025, us_states=chosen))
        exhibit = remittances_us_states.exhibit(rows, ES, LIGHT, chosen)
        assert list(exhibit.views["chart"].data[0].y) == ["California", "Carolina del Norte", "Puerto Rico"]
        assert exhibit.headline == (
            "De California llegaron US$18.5 mil millones, 30.5% de lo enviado desde Estados Unidos"
        )
        assert not any("más está" in note for note in exhibit.notes)

    def test_no_map_of_what_has_no_outline(self) -> None:
        rows = store.us_state_remittances(only(2025, us_states=("PR",)))
        exhibit = remittances_us_states.exhibit(rows, EN, LIGHT, ("PR",))
        assert list(exhibit.views) == ["chart"]

    def test_only_what_is_not_identified(self) -> None:
        rows = store.us_state_remittances(only(2025, us_states=("XX",)))
        exhibit = remittances_us_states.exhibit(rows, EN, LIGHT, ("XX",))
        assert exhibit.rows.empty and "US$623.3M" in exhibit.nothing

    def test_lines(self) -> None:
        exhibit = remittances_us_states.over_time(store.us_state_remittances_by_year(), EN, LIGHT)
        lines = exhibit.views["chart"].data
        assert [line.name for line in lines] == ["California", "Texas", "Illinois", "Florida", "Georgia"]
        assert list(lines[0].x) == list(range(2013, 2026))
        assert lines[0].y[-1] == 18_500_664_031
        assert exhibit.headline == "California sent US$18.5 billion in 2025, 3.1 times what it sent in 2013"
        assert exhibit.notes[0].startswith("Without a state (“not identified”): US$2.2B (9.8%) in 2013, US$623.3M")
        assert set(exhibit.rows["us_state"]) == {"CA", "TX", "IL", "FL", "GA", "XX"}

    def test_a_quarter_of_each_year(self) -> None:
        rows = store.us_state_remittances_by_year(Filters(us_states=("CA",)), 1)
        exhibit = remittances_us_states.over_time(rows, EN, LIGHT, ("CA",), 1)
        (line,) = exhibit.views["chart"].data
        assert list(line.x) == list(range(2013, 2027)) and line.y[-1] == 4_551_102_195
        assert exhibit.headline.startswith("California sent US$4.6 billion in Q1 2026, ")
        assert exhibit.subtitle.endswith("quarter 1 of each year, 2013-2026")
        assert str(exhibit.rows["quarter"].iloc[-1]) == "2026-01-01"
        assert store.us_state_remittances_by_year(Filters(), 2)["year"].max() == 2025

    def test_lines_of_the_chosen(self) -> None:
        chosen = ("TX", "CA", "FL", "GA", "IL", "NY", "NC", "NJ")
        rows = store.us_state_remittances_by_year(Filters(us_states=chosen))
        exhibit = remittances_us_states.over_time(rows, EN, LIGHT, chosen)
        assert len(exhibit.views["chart"].data) == lines_by_year.MOST == 7
        assert "1 more is in the table" in exhibit.notes[1]
        assert set(exhibit.rows["us_state"]) == {*chosen, "XX"}

    def test_one_year_is_a_point(self) -> None:
        rows = store.us_state_remittances_by_year(only(2020, us_states=("TX",)))
        exhibit = remittances_us_states.over_time(rows, ES, LIGHT, ("TX",))
        assert exhibit.views["chart"].data[0].mode == "markers"
        assert exhibit.headline == "Texas envió US$6.8 mil millones en 2020"  # 6,840,922,179 in the raw file


class TestCountries:
    def test_2024(self) -> None:
        # remesas_pais.csv, four quarters of 2024
        came = store.country_remittances(only(2024), "inflow").set_index("country")
        left = store.country_remittances(only(2024), "outflow").set_index("country")
        assert came.loc["USA", "amount_usd"] == 62_794_313_403
        assert came.loc["XXX", "amount_usd"] == 510_120_260
        assert came["amount_usd"].sum() == 65_016_836_314
        assert left.loc["COL", "amount_usd"] == 238_944_565
        assert left["amount_usd"].sum() == 1_309_756_933
        assert (len(came), (came["amount_usd"] == 0).sum(), (left["amount_usd"] == 0).sum()) == (214, 36, 27)

    def test_inflow(self) -> None:
        rows = store.country_remittances(only(2024), "inflow")
        exhibit = remittances_countries.ranking(rows, "inflow", EN, LIGHT)
        assert exhibit.headline == (
            "The United States sent US$62.8 billion, 96.6% of what Mexico received; Canada, the next, US$1.1 billion"
        )
        bars = exhibit.views["chart"].data[0]
        assert list(bars.y)[:2] == ["Canada", "Ecuador"] and len(bars.y) == 15
        notes = " ".join(exhibit.notes)
        assert "Without a bar: United States (US$62.8B)" in notes
        assert "(“not identified”): US$510.1M, 0.8%" in notes
        assert "of the 15 with most; 161 more" in notes  # 214 less 36 at zero, XXX, the United States and 15
        assert "From 36 countries nothing was recorded." in notes
        assert len(exhibit.rows) == 178

    def test_outflow_has_the_united_states_among_its_bars(self) -> None:
        exhibit = remittances_countries.ranking(store.country_remittances(only(2024), "outflow"), "outflow", ES, LIGHT)
        assert list(exhibit.views["chart"].data[0].y)[:3] == ["Estados Unidos", "Colombia", "República Dominicana"]
        assert exhibit.headline.startswith("Hacia Estados Unidos salieron US$602.8 millones, 46.0% de lo que salió")
        assert not any(note.startswith("Sin barra") for note in exhibit.notes)

    def test_chosen_countries_with_nothing_are_a_zero(self) -> None:
        chosen = ("ABK", "CAN")
        rows = store.country_remittances(only(2025, countries=chosen), "outflow")
        exhibit = remittances_countries.ranking(rows, "outflow", EN, LIGHT, chosen)
        bars = exhibit.views["chart"].data[0]
        assert list(bars.y) == ["Canada", "Abkhazia"] and list(bars.text)[1] == "US$0"
        assert "To 1 country nothing was recorded." in exhibit.notes

    def test_every_code_has_a_name(self) -> None:
        rows = store.country_remittances(only(2025))
        for t in (ES, EN):
            names = remittances_countries.ranking(rows.assign(amount_usd=1.0), "inflow", t, LIGHT).rows["place_name"]
            assert names.notna().all() and len(set(names)) == 214

    def test_flows(self) -> None:
        exhibit = remittances_countries.flows(store.remittance_flows_by_year(), EN, LIGHT)
        assert exhibit.headline == (
            "In 2025 US$62.5 billion came in and US$1.2 billion went out: 53 dollars for each one"
        )
        came, left = exhibit.views["chart"].data
        assert came.y[11] == 65_016_836_314 and left.y[11] == 1_309_756_933
        assert list(came.x) == list(left.x) == list(range(2013, 2026))
        assert (came.yaxis, left.yaxis) == ("y", "y2")  # each its own scale
        assert "each panel has its own scale" in exhibit.subtitle

    def test_lines_of_the_chosen(self) -> None:
        rows = store.country_remittances_by_year(Filters(countries=("CAN", "GTM")))
        exhibit = remittances_countries.over_time(rows, EN, LIGHT)
        lines = exhibit.views["chart"].data
        assert [(line.name, line.yaxis) for line in lines] == [
            ("Canada", "y"), ("Guatemala", "y"), ("Canada", "y2"), ("Guatemala", "y2"),
        ]  # fmt: skip
        assert lines[0].line.color == lines[2].line.color != lines[1].line.color
        assert exhibit.headline == "Canada sent US$941.7 million to Mexico in 2025 and received US$19 million from it"
        assert len(exhibit.rows) == 2 * 2 * 13

    def test_a_quarter_of_each_year(self) -> None:
        # remesas_pais.csv, 2026-01-01: 14,698.43 million in, 307.86 out
        flows = store.remittance_flows_by_year(Filters(year_from=2026), 1).set_index("flow")["amount_usd"] / 1e6
        assert flows.round(2).to_dict() == {"inflow": 14_698.43, "outflow": 307.86}
        rows = store.country_remittances_by_year(Filters(countries=("CAN",)), 1)
        exhibit = remittances_countries.over_time(rows, ES, LIGHT, 1)
        assert "T1 2026" in exhibit.headline and exhibit.rows["year"].max() == 2026
        assert remittances_countries.flows(
            store.remittance_flows_by_year(Filters(), 1), EN, LIGHT, 1
        ).headline.startswith("In Q1 2026 US$14.7 billion came in")


class TestLines:
    def test_labels_stand_apart_and_above_the_axis(self) -> None:
        years = range(2020, 2023)
        series = {name: pd.Series([1.0, 2.0, value], index=years) for name, value in (("a", 0), ("b", 1), ("c", 100))}
        figure = lines_by_year.panels_of_lines([lines_by_year.Panel("", series)], EN, LIGHT)
        top = figure.layout.yaxis.range[1]
        labels = [note for note in figure.layout.annotations if note.xanchor == "left" and note.x == 1]
        heights = [note.y / top * lines_by_year.PANEL + note.yshift for note in labels]
        assert heights[0] >= lines_by_year.LOWEST
        assert min(heights[1] - heights[0], heights[2] - heights[1]) >= lines_by_year.LABEL - 1e-6

    def test_all_zero(self) -> None:
        panel = lines_by_year.Panel("", {"a": pd.Series([0.0, 0.0], index=[2020, 2021])})
        figure = lines_by_year.panels_of_lines([panel], ES, LIGHT)
        assert list(figure.data[0].y) == [0, 0] and figure.layout.yaxis.range[1] == 1


@pytest.mark.parametrize("t", [ES, EN])
def test_nothing_to_show(t: i18n.Language) -> None:
    nothing = only(2012)
    assert remittances_us_states.exhibit(store.us_state_remittances(nothing), t, LIGHT).rows.empty
    assert remittances_us_states.over_time(store.us_state_remittances_by_year(nothing), t, LIGHT).rows.empty
    assert remittances_countries.flows(store.remittance_flows_by_year(nothing), t, LIGHT).rows.empty
    assert remittances_countries.over_time(store.country_remittances_by_year(nothing), t, LIGHT).rows.empty
    for flow in ("inflow", "outflow"):
        rows = store.country_remittances(nothing, flow)
        assert remittances_countries.ranking(rows, flow, t, LIGHT).rows.empty
