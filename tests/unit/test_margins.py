"""The two ends of the way and what is missing between them, against figures of the raw files."""

import pytest

from components import i18n
from components.charts import margins
from components.exhibit import as_table
from components.theme import LIGHT
from data import store
from data.catalog.gaps import gaps
from data.store import Filters

ES, EN = i18n.language("es"), i18n.language("en")


class TestLeave:
    def exhibit(self, t: i18n.Language = EN, **filters):
        return margins.leave(store.emigration_by_state(Filters(**filters)), store.emigration_national(), t, LIGHT)

    def test_by_hand(self) -> None:
        # raw file of 2020: 32,Zacatecas,443484,13.24367881,3.04442605,0.87739531,1.89060181,15.8963,Muy alto,1
        row = store.emigration_by_state(Filters(states=("32",))).iloc[0]
        assert row["dwellings"] == 443_484
        assert row["emigrants_pct"] == pytest.approx(3.04442605)
        assert row["receiving_remittances_pct"] == pytest.approx(13.24367881)
        assert (row["grade"], row["national_rank"]) == ("very_high", 1)
        assert row["emigrants_2010_pct"] == pytest.approx(4.50)

    def test_the_country_is_weighted_by_dwellings(self) -> None:
        rows = store.emigration_by_state()
        assert len(rows) == 32
        weighted = (rows["emigrants_pct"] * rows["dwellings"]).sum() / rows["dwellings"].sum()
        country = store.emigration_national().set_index("year")["emigrants_pct"]
        assert country[2020] == pytest.approx(weighted)
        assert country[2010] == pytest.approx(1.94, abs=0.005)  # as CONAPO printed it for 2010

    def test_words(self) -> None:
        exhibit = self.exhibit()
        assert exhibit.headline == "Where departures weigh most: Zacatecas (3.0% of dwellings) and Guanajuato (2.3%)"
        assert exhibit.subtitle.endswith("2020; in the country, 1.1% (1.9% in 2010)")
        assert "Zacatecas 1, Michoacán 2, Nayarit 3, and Guanajuato 4" in exhibit.notes[0]
        assert any("cannot be compared" in note for note in exhibit.notes[1:])
        assert "index" not in exhibit.rows  # it is inverted, and no reader needs it beside the rank

    def test_map_and_bars(self) -> None:
        exhibit = self.exhibit(ES)
        assert list(exhibit.views) == ["map", "chart"]
        bars = exhibit.views["chart"].data[0]
        assert list(bars.y[:3]) == ["Zacatecas", "Guanajuato", "Michoacán"]
        assert bars.y[-1] == "Quintana Roo"
        drawn = [trace for trace in exhibit.views["map"].data if trace.type == "choropleth"]
        assert sum(len(trace.locations) for trace in drawn) == 32

    def test_one_state_and_none(self) -> None:
        assert self.exhibit(states=("20",)).headline == "Oaxaca: someone left from 2.1% of dwellings"
        none = margins.leave(store.emigration_by_state().head(0), store.emigration_national(), ES, LIGHT)
        assert none.rows.empty
        assert not none.views


class TestLive:
    def exhibit(self, t: i18n.Language = EN, **filters):
        chosen = Filters(**filters)
        return margins.live(store.mexican_born_by_us_state(chosen), store.consulates(chosen), t, LIGHT)

    def test_by_hand(self) -> None:
        rows = store.mexican_born_by_us_state()
        assert rows["mexican_born_2016_2020"].sum() == 10_920_636
        assert rows["mexican_born_2006_2010"].sum() == 11_563_627
        assert rows["consulates"].sum() == len(store.consulates()) == 53
        california = rows.set_index("us_state").loc["CA"]
        assert california["share"] == pytest.approx(3_962_910 / 10_920_636)
        assert california["change_between_periods"] == pytest.approx(3_962_910 / 4_294_900 - 1)
        assert california["consulates"] == 10

    def test_shares_are_of_the_whole_country(self) -> None:
        rows = store.mexican_born_by_us_state(Filters(us_states=("TX",)))
        assert rows["share"].tolist() == pytest.approx([2_445_193 / 10_920_636])

    def test_a_consulate_without_people_is_no_zero(self) -> None:
        rows = store.mexican_born_by_us_state().set_index("us_state")
        assert rows.index[rows["mexican_born_2016_2020"].isna()].tolist() == ["DC", "PR"]
        assert rows.loc[["DC", "PR"], "consulates"].tolist() == [1, 1]
        assert any("District of Columbia and Puerto Rico" in note for note in self.exhibit().notes)

    def test_words(self) -> None:
        exhibit = self.exhibit()
        # (3,962,910 + 2,445,193) of 10,920,636 are 58.7 %
        assert exhibit.headline == "59% of the Mexican-born in the United States live in California and Texas"
        assert "10,920,636" in exhibit.subtitle
        assert "11,563,627" in exhibit.subtitle
        assert exhibit.rows["place_name"].iloc[0] == "California"
        assert self.exhibit(ES).headline == (
            "59% de las personas nacidas en México que viven en Estados Unidos está en California y Texas"
        )

    def test_consulates_are_one_layer(self) -> None:
        figure = self.exhibit().views["map"]
        points = figure.data[-1]
        assert points.type == "scattergeo"
        assert len(points.lon) == len(points.text) == 53
        assert "Los Angeles" in points.text
        assert points.hovertemplate.startswith("Consulate in %{text}")
        states = [code for trace in figure.data if trace.type == "choropleth" for code in trace.locations]
        assert len(states) == len(set(states)) == 51  # and the District, without a figure
        assert "PR" not in states

    def test_bars(self) -> None:
        bars = self.exhibit().views["chart"].data[0]
        assert len(bars.y) == 50
        assert list(bars.text[:2]) == ["3,962,910", "2,445,193"]
        assert list(bars.marker.color[:3]) == [LIGHT.accent, LIGHT.accent, LIGHT.muted]

    def test_the_table_writes_numbers_out(self) -> None:
        cells = as_table(self.exhibit(us_states=("CA", "DC")), EN).to_html()
        assert "3,962,910" in cells
        assert "−8%" in cells
        assert cells.count("n/a") == 4  # people twice, share and change of the District

    def test_few_states_and_none(self) -> None:
        assert self.exhibit(us_states=("TX", "DC")).headline == (
            "Texas: 22.4% of the Mexican-born in the United States"
        )
        assert self.exhibit(us_states=("DC",)).rows.empty


class TestBetween:
    def test_cases_of_the_surveys(self) -> None:
        rows = store.survey_cases().set_index("survey")
        assert rows["count"].to_dict() == {"mmp": 7_650, "mbcs": 485}
        assert rows["cells"].to_dict() == {"mmp": 78, "mbcs": 25}

    @pytest.mark.parametrize("t", [ES, EN], ids=["es", "en"])
    def test_who_holds_it_and_how_to_ask(self, t: i18n.Language) -> None:
        exhibit = margins.between(store.survey_cases(), t)
        gap = gaps()["state_to_state"]
        assert t.text(gap.what) in exhibit.html
        assert t.text(gap.holder) in exhibit.html
        assert f'href="./agenda?measure=state_to_state&amp;lang={t.code}#requests"' in exhibit.html
        assert "7,650" in exhibit.html
        assert exhibit.rows["holder"].tolist() == [t.text(gap.holder)]
        assert [flag.title.en for flag in exhibit.flags()] == ["Survey sample", "Small cells suppressed"]
