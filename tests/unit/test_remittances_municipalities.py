"""Remittances by municipality, against sums of the raw CE166 file made with plain pandas (numbers written out here)."""

import numpy as np
import pandas as pd
import pytest

from components import i18n
from components.charts import remittances_concentration, remittances_municipalities
from components.charts.remittances_municipalities import MEASURES, NO_OUTLINE
from components.theme import DARK, LIGHT
from data import store
from data.store import Filters
from data.store.connection import query

ES, EN = i18n.language("es"), i18n.language("en")
USD, PER_PERSON = "municipality_usd", "municipality_per_person"


def only(year: int, *states: str) -> Filters:
    return Filters(states=states, year_from=year, year_to=year)


ALL = Filters()


def both(filters: Filters = ALL, quarter: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    return store.municipal_remittances(filters, quarter), store.municipal_remittances_by_state(filters, quarter)


class TestAmounts:
    def test_2024(self) -> None:
        # 2,456 series of municipalities and 32 of what is not identified: 64,746.381615 million, 524.628310 of them
        rows, states = both(only(2024))
        assert rows["amount_usd"].sum() + states["unidentified_usd"].sum() == pytest.approx(64_746.381615e6)
        assert states["unidentified_usd"].sum() == pytest.approx(524.62831e6)
        assert states["amount_usd"].sum() == pytest.approx(rows["amount_usd"].sum())
        top = rows.loc[rows["amount_usd"].idxmax()]
        assert (top["municipality"], top["state"]) == ("San Cristóbal de las Casas", "Chiapas")
        assert top["amount_usd"] == pytest.approx(908.676741e6)

    def test_what_is_not_identified_is_no_municipality(self) -> None:
        rows, _ = both()
        assert not rows["municipality_code"].str.endswith("999").any()
        assert len(rows) == 2478
        assert rows["share"].sum() == pytest.approx(1)
        assert store.municipal_remittances(Filters(states=("32",)))["share"].sum() == pytest.approx(1)

    def test_states_of_2023_are_those_of_the_series_by_state(self) -> None:
        # remesas_entidad.csv, four quarters of 2023: Jalisco, Michoacán, Zacatecas
        states = store.municipal_remittances_by_state(only(2023)).set_index("state_code")
        both_parts = states["amount_usd"] + states["unidentified_usd"]
        assert both_parts[["14", "16", "32"]].tolist() == pytest.approx(
            [5_355_885_461, 5_409_581_600, 1_816_248_164], rel=1e-7
        )
        assert both_parts.tolist() == pytest.approx(states["state_series_usd"].tolist(), rel=1e-6)

    def test_per_person(self) -> None:
        # Juan Aldama 2025: 157.122547 million (CE166) over 19,598 inhabitants (CONAPO)
        row = store.municipal_remittances(Filters(states=("32",))).set_index("municipality_code").loc["32022"]
        assert row["year_to"] == 2025 and pd.isna(row["quarter"])
        assert row["per_person_usd"] == pytest.approx(157_122_547 / 19_598)

    def test_missing_is_not_zero(self) -> None:
        rows = store.municipal_remittances(only(2025)).set_index("municipality_code")
        without = rows.index[rows["amount_usd"].isna()]
        assert len(without) == 22
        assert rows.loc["02006", "population"] > 100_000 and np.isnan(rows.loc["02006", "per_person_usd"])
        assert rows.loc[list(NO_OUTLINE), "population"].isna().all()
        assert (rows["amount_usd"] == 0).sum() == 546  # a zero of the source stays one
        assert (rows["per_person_usd"] == 0).sum() == 546


class TestPeriod:
    def test_a_quarter(self) -> None:
        # CE166, 01/01/2026, Juan Aldama: 20.186789 million
        rows = store.municipal_remittances(Filters(year_to=2026), 1).set_index("municipality_code")
        assert rows.loc["32022", "amount_usd"] == pytest.approx(20.186789e6)
        assert set(rows["quarter"]) == {pd.Timestamp(2026, 1, 1)}

    def test_four_quarters_are_the_year(self) -> None:
        quarters = [store.municipal_remittances(only(2024), n)["amount_usd"].sum() for n in (1, 2, 3, 4)]
        assert sum(quarters) == pytest.approx(store.municipal_remittances(only(2024))["amount_usd"].sum())

    def test_a_year_that_is_not_whole_is_not_a_year(self) -> None:
        assert set(store.municipal_remittances(Filters(year_to=2026))["year_to"]) == {2025}
        assert store.municipal_remittances(only(2026)).empty

    @pytest.mark.parametrize(("filters", "quarter"), [(Filters(year_to=2026), 2), (only(2012), None), (only(2012), 1)])
    def test_what_is_not_recorded(self, filters: Filters, quarter: int | None) -> None:
        rows, states = both(filters, quarter)
        assert rows.empty and states.empty
        assert list(rows) == list(store.municipal_remittances())
        assert list(states) == list(store.municipal_remittances_by_state())
        assert store.municipal_concentration(filters, quarter).empty


class TestConcentration:
    @pytest.mark.parametrize(
        ("year", "tenth", "half", "nine_tenths"), [(2023, 11, 125, 555), (2024, 10, 119, 537), (2025, 9, 118, 531)]
    )
    def test_how_few_receive_how_much(self, year: int, tenth: int, half: int, nine_tenths: int) -> None:
        curve = store.municipal_concentration(only(year))
        held = [
            int(remittances_concentration.first_to_hold(curve, part)["municipalities_so_far"])
            for part in (0.1, 0.5, 0.9)
        ]
        assert held == [tenth, half, nine_tenths]
        assert len(curve) == 2456
        assert curve[["municipalities_share", "population_so_far", "remittances_so_far"]].iloc[-1].tolist() == (
            pytest.approx([1, 1, 1])
        )

    def test_people_of_the_half(self) -> None:
        rows = store.municipal_remittances(only(2025)).dropna(subset=["amount_usd"])
        first = rows.nlargest(118, "amount_usd")
        curve = store.municipal_concentration(only(2025))
        assert curve["population_so_far"][117] == pytest.approx(first["population"].sum() / rows["population"].sum())

    def test_half_of_a_state(self) -> None:
        assert store.municipal_remittances_by_state(only(2025, "32"))["hold_half"].item() == 7
        assert len(store.municipal_concentration(only(2025, "32"))) == 58

    def test_zero_does_not_mean_that_no_family_receives(self) -> None:
        states = store.municipal_remittances_by_state(only(2025))
        receiving = query(
            "SELECT municipality_code FROM migration_intensity_by_municipality "
            "WHERE year = 2020 AND receiving_remittances_pct > 0"
        )["municipality_code"]
        rows = store.municipal_remittances(only(2025))
        zero = rows.loc[rows["amount_usd"] == 0, "municipality_code"]
        assert states["at_zero"].sum() == len(zero) == 546
        assert states["at_zero_receiving"].sum() == zero.isin(receiving).sum() == 535


class TestMap:
    def test_the_country_stays_small(self) -> None:
        rows, states = both()
        for measure in MEASURES:
            figure = remittances_municipalities.map_of_all(rows, states, measure, ES, DARK).views["map"]
            assert len(figure.to_json()) < 45_000

    def test_every_municipality_with_an_outline_is_drawn_once(self) -> None:
        rows, states = both()
        figure = remittances_municipalities.map_of_all(rows, states, PER_PERSON, EN, LIGHT).views["map"]
        drawn = [
            f"{int(code):05d}"
            for trace in figure.data
            if trace.type == "choropleth" and trace.hoverinfo != "skip"
            for code in trace.locations
        ]
        assert len(drawn) == 2475
        assert set(drawn) == set(rows["municipality_code"]) - set(NO_OUTLINE)

    def test_places_without_outline_are_those_without_a_point(self) -> None:
        without = query("SELECT municipality_code FROM municipalities WHERE longitude IS NULL")["municipality_code"]
        assert set(NO_OUTLINE) == set(without)

    def test_words(self) -> None:
        rows, states = both(only(2025))
        exhibit = remittances_municipalities.map_of_all(rows, states, PER_PERSON, EN, LIGHT)
        assert exhibit.headline == (
            "In 344 of 2,456 municipalities remittances came to US$1,000 per inhabitant or more; in 546, none were "
            "recorded"
        )
        assert exhibit.subtitle == "Remittances per inhabitant, nominal US dollars, 2025"
        assert "Juan Aldama, Zacatecas (US$8,017)" in exhibit.alt
        assert exhibit.rows["municipality"].iloc[0] == "Juan Aldama"
        assert len(exhibit.rows) == 2478 and "quarter" not in exhibit.rows
        assert exhibit.caveats == ("vintage_differs", "modelled_estimate", "reconstructed_geometry", "missing_values")
        notes = " ".join(exhibit.notes)
        assert "US$417.8M, 0.7% of all" in notes
        assert "adds up to 61,776.5 million dollars, the one by state to 62,471.7" in notes
        assert "At zero: 546 municipalities" in notes and "(CONAPO): 535" in notes
        assert "No series, which is not zero: 22 municipalities" in notes
        assert "Villa de Pozos, Eldorado, and Juan José Ríos" in notes
        assert "quantiles" in notes

    def test_totals_in_spanish(self) -> None:
        rows, states = both(only(2025))
        exhibit = remittances_municipalities.map_of_all(rows, states, USD, ES, LIGHT)
        assert exhibit.headline == (
            "La mitad de 2,456 municipios recibió menos de US$1.1\u00a0M de remesas; en 546 no se registró ninguna"
        )

    def test_the_two_vintages_agree_to_2023(self) -> None:
        rows, states = both(only(2023, "14"))
        exhibit = remittances_municipalities.map_of_all(rows, states, USD, EN, LIGHT)
        assert "With what is not identified, the municipalities add up to the series by state." in exhibit.notes

    def test_a_state_without_zeros_says_nothing_of_them(self) -> None:
        rows, states = both(only(2025, "03"))
        exhibit = remittances_municipalities.map_of_all(rows, states, USD, EN, LIGHT)
        assert exhibit.headline.startswith("Half of 5 municipalities received less than US$")
        assert "none were" not in exhibit.headline
        assert not any("Zero" in note or "No series" in note for note in exhibit.notes)
        assert exhibit.caveats == ("vintage_differs", "modelled_estimate", "reconstructed_geometry")  # Mulegé

    def test_a_quarter_has_a_quarter_of_the_threshold(self) -> None:
        rows, states = both(Filters(states=("17",), year_to=2026), 1)
        exhibit = remittances_municipalities.map_of_all(rows, states, PER_PERSON, EN, LIGHT)
        expected = (rows["per_person_usd"] >= 250).sum()
        assert exhibit.headline.startswith(f"In {expected} of 33 municipalities remittances came to US$250")
        assert exhibit.subtitle.endswith("Q1 2026")
        assert {str(day) for day in exhibit.rows["quarter"]} == {"2026-01-01"}
        assert "Coatetelco, Xoxocotla, and Hueyapan" in " ".join(exhibit.notes)


class TestRanking:
    def test_both_ends(self) -> None:
        rows, states = both(only(2025))
        exhibit = remittances_municipalities.ranking(rows, states, PER_PERSON, EN, LIGHT)
        bars, written = exhibit.views["chart"].data
        some = rows[rows["per_person_usd"] > 0].sort_values("per_person_usd", ascending=False)
        assert list(bars.x) == pytest.approx([*some["per_person_usd"].head(10), *some["per_person_usd"].tail(10)])
        assert list(np.diff(bars.y) > 0) == [True] * 19  # from the top down
        assert exhibit.headline.startswith("Juan Aldama, Zacatecas, received US$8,017 per inhabitant, the most")
        assert exhibit.headline.endswith("2,456 municipalities together, US$462")  # 61,358.67 M over 132.9 M people
        assert list(exhibit.rows["municipality"]) == [*some["municipality"].head(10), *some["municipality"].tail(10)]
        names = list(written.text)
        assert names[0] == "<b>The most</b><br><br><b>Juan Aldama</b>, Zacatecas · 19,598 inhabitants"
        assert names[10].startswith("<b>The least</b>")
        assert "0" not in {label.removeprefix("US$") for label in bars.text}  # parts of a cent are not nothing
        assert exhibit.notes[0].startswith("No municipality is left out")

    def test_totals(self) -> None:
        rows, states = both(only(2025))
        exhibit = remittances_municipalities.ranking(rows, states, USD, ES, LIGHT)
        assert exhibit.headline == (
            "Tijuana, Baja California, es el que más recibió: US$966.8 millones, 1.6% de lo identificado"
        )
        assert exhibit.views["chart"].data[0].text[-1] == "US$8"  # San Juan Achiutla

    def test_few_municipalities_are_all_shown(self) -> None:
        rows, states = both(only(2025, "02"))
        exhibit = remittances_municipalities.ranking(rows, states, USD, EN, LIGHT)
        assert len(exhibit.rows) == len(exhibit.views["chart"].data[0].x) == 5
        assert not any("The least" in name for name in exhibit.views["chart"].data[1].text)

    def test_long_names_take_lines_of_their_own(self) -> None:
        name = "Heroica Villa Tezoatlán de Segura y Luna, Cuna de la Independencia de Oaxaca"
        rows = pd.DataFrame(
            {
                "municipality_code": ["20549", "20067"], "municipality": [name, "Oaxaca de Juárez"],
                "state_code": "20", "state": "Oaxaca", "amount_usd": [2e6, 1e6], "population": [1000, np.nan],
                "per_person_usd": [2000, np.nan], "share": [2 / 3, 1 / 3], "year_to": 2025, "quarter": pd.NaT,
            }
        )  # fmt: skip
        states = store.municipal_remittances_by_state(only(2025, "20"))
        exhibit = remittances_municipalities.ranking(rows, states, USD, EN, LIGHT)
        first, second = exhibit.views["chart"].data[1].text
        assert first.count("<br>") == 2 and first.endswith("Oaxaca · 1,000 inhabitants")
        assert max(len(line) for line in first.replace("<b>", "").replace("</b>", "").split("<br>")) <= 58
        assert second == "<b>Oaxaca de Juárez</b>, Oaxaca"  # no population, none written


class TestCurve:
    def exhibit(self, filters: Filters, t: i18n.Language = EN):
        return remittances_concentration.exhibit(store.municipal_concentration(filters), *both(filters), t, LIGHT)

    def test_words(self) -> None:
        assert self.exhibit(only(2025)).headline == (
            "118 of 2,456 municipalities (4.8%), home to 40% of the people, receive half of the remittances identified"
        )
        assert self.exhibit(only(2025), ES).headline.startswith("118 de 2,456 municipios (4.8%), donde vive 40%")
        assert "9 receive 10%, 118 receive 50%, and 531 receive 90%" in self.exhibit(only(2025)).alt

    def test_thinned_and_the_same_curve(self) -> None:
        exhibit = self.exhibit(only(2025))
        assert len(exhibit.rows) <= 150
        assert {9, 118, 531, 2456} <= set(exhibit.rows["municipalities_so_far"])
        curve = store.municipal_concentration(only(2025))
        drawn = np.interp(
            curve["municipalities_share"], [0, *exhibit.rows["municipalities_share"]],
            [0, *exhibit.rows["remittances_so_far"]],
        )  # fmt: skip
        assert np.abs(drawn - curve["remittances_so_far"]).max() < 0.003
        assert len(exhibit.views["chart"].data[1].x) == 1 + len(exhibit.rows)

    def test_labels_do_not_stand_on_each_other(self) -> None:
        exhibit = self.exhibit(only(2025, "03"))  # one of five has over half, and so over a tenth
        labels = [note.text for note in exhibit.views["chart"].layout.annotations]
        assert labels[:2] == ["<b>1</b> municipality: 53%", "<b>3</b> municipalities: 92%"]
        assert "receives half or more" in exhibit.headline

    def test_states_as_a_table(self) -> None:
        exhibit = remittances_concentration.by_state(*both(only(2025)), EN)
        rows = exhibit.rows
        assert len(rows) == 33 and not exhibit.views
        assert rows["state"].tolist()[0] == "Guanajuato"
        assert rows["state"].tolist()[-1] == "Not identified"
        assert rows["amount_usd"].iloc[-1] == pytest.approx(417.848889e6)
        assert rows["unidentified_usd"].sum() == pytest.approx(rows["amount_usd"].iloc[-1])
        assert rows["share"].sum() == pytest.approx(1)
        assert rows["amount_usd"].sum() == pytest.approx(61_776.520377e6)
        assert rows["hold_half"].isna().tolist() == [False] * 32 + [True]
        assert exhibit.headline == (
            "0.7% of remittances are attributed to no municipality: US$417.8 million, the largest part in Estado de "
            "México"
        )
        one = remittances_concentration.by_state(*both(only(2025, "32")), ES)
        assert one.headline.startswith("2.2% de las remesas de Zacatecas no se atribuye a ningún municipio")


@pytest.mark.parametrize("t", [ES, EN])
def test_nothing_to_show(t: i18n.Language) -> None:
    rows, states = both(only(2012))
    curve = store.municipal_concentration(only(2012))
    for measure in MEASURES:
        assert remittances_municipalities.map_of_all(rows, states, measure, t, LIGHT).rows.empty
        assert remittances_municipalities.ranking(rows, states, measure, t, LIGHT).rows.empty
    assert remittances_concentration.exhibit(curve, rows, states, t, LIGHT).rows.empty
    assert remittances_concentration.by_state(rows, states, t).rows.empty
