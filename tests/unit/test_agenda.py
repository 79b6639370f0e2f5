"""The agenda's sentences against figures added up by country names in the raw files, and the words around them."""

import re
from html import unescape

import pandas as pd
import pycountry
import pytest

from components import i18n, journey, promises
from components.evidence import CLOSE, SENTENCES, Evidence, sentence
from components.exhibit import as_table
from components.site import PAGES
from data import catalog, store

ES, EN = i18n.language("es"), i18n.language("en")


@pytest.fixture(scope="module")
def items() -> pd.DataFrame:
    return store.agenda_items()


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return Evidence(
        store.corridor_people(), store.migration_programmes_exercised(), store.journey_figures((journey.SHELTERS,))
    )


def said(item_id: str, items: pd.DataFrame, evidence: Evidence, t: i18n.Language = EN) -> str:
    return sentence(items.set_index("item_id", drop=False).loc[item_id], evidence, t)


class TestFigures:
    def test_corridors(self, evidence: Evidence) -> None:
        # pandas over un_desa/migrant_stock_2020_latin_america.csv, by the names of the countries
        assert evidence.people("region_to_usa")[[2010, 2020]].tolist() == [15_171_696, 14_758_303]
        assert evidence.people("central_america_to_mexico")[[2010, 2020]].tolist() == [61_878, 113_516]
        assert evidence.people("peru_bolivia_to_chile")[[1990, 2020]].tolist() == [7_277 + 7_052, 128_782 + 240_273]
        assert evidence.people("south_to_south")[2020] == 11_855_450
        assert evidence.people("south_to_north")[2020] == 31_401_278

    def test_every_corridor_goes_from_one_group_to_the_other(self) -> None:
        groups = catalog.country_groups()
        codes = [code for group in groups.values() for code in group.countries]
        assert all(pycountry.countries.get(alpha_3=code) for code in codes)
        assert len(codes) == len(set(codes))

    def test_programmes(self) -> None:
        # five rows of 2020 in shcp/migration_programmes_2008_2020.csv: 3,572.2 + 86.0 + 26.9 + 4,388.9 + 84.2 million
        row = store.migration_programmes_exercised().set_index("year").loc[2020]
        assert row["programmes"] == 5
        assert row["amount_mxn"] == pytest.approx(8_158.17e6, abs=1e4)
        assert row["largest"] == "Política y servicios migratorios"
        assert row["largest_mxn"] / row["amount_mxn"] == pytest.approx(0.538, abs=1e-3)

    def test_items_are_in_the_order_of_their_codes(self, items: pd.DataFrame) -> None:
        assert items.loc[items["framework"] == "agenda_2030", "code"].tolist() == [
            "3.8", "5.2", "8.7", "8.8", "10.7", "10.c", "16.2",
        ]  # fmt: skip
        steps = items.loc[items["kind"] == "roadmap", "code"].tolist()
        assert steps == [str(n) for n in range(1, 11)]


class TestSentences:
    def test_every_answered_item_has_one(self, items: pd.DataFrame, evidence: Evidence) -> None:
        answered = set(items.loc[items["table_id"].notna(), "item_id"])
        assert answered == set(SENTENCES)
        assert not set(CLOSE) & answered
        for item_id in answered:
            assert re.search(r"\d", said(item_id, items, evidence)), item_id

    def test_the_numbers(self, items: pd.DataFrame, evidence: Evidence) -> None:
        chile = said("corridor_other", items, evidence)
        assert "14,329 people from Peru and Bolivia lived in Chile in 1990; 369,055 in 2020, 26 times" in chile
        south = said("corridor_south_south", items, evidence)
        assert south.startswith("It does not hold for corridors with one end in Latin America, the only ones we have")
        assert "11.9 million" in south
        assert "31.4 million" in south
        abuses = said("tpba_abuses", items, evidence, ES)
        assert "personas víctimas de delito en tránsito, 2014: 9,851" in abuses
        assert "eventos delictivos documentados, 2016: 5,298" in abuses
        assert "no forman una serie" in abuses
        money = said("tpba_budget_rights", items, evidence)
        assert "In 2020, 5 federal programmes about migration exercised MX$8.2 billion; 54% of it" in money
        region = said("corridor_geography", items, evidence, ES)
        assert "14.8 millones de personas" in region
        assert "113,516 personas centroamericanas en 2020, 61,878 en 2010" in region

    def test_the_finding_turns_with_the_figures(self, items: pd.DataFrame, evidence: Evidence) -> None:
        swapped = evidence.corridors.replace(
            {"corridor": {"south_to_south": "south_to_north", "south_to_north": "south_to_south"}}
        )
        turned = Evidence(swapped, evidence.programmes, evidence.shelters)
        assert said("corridor_south_south", items, turned).startswith("It holds")

    def test_what_no_table_answers_says_so(self, items: pd.DataFrame, evidence: Evidence) -> None:
        assert said("sdg_10_7", items, evidence) == "No open data."
        assert said("corridor_minors", items, evidence).endswith("tell citizenship, not age.")
        assert "age" not in {column.name for column in catalog.tables()["border_encounters"].columns}


class TestPromises:
    def test_headline_counts(self, items: pd.DataFrame, evidence: Evidence) -> None:
        # reference/agenda.csv: 33 rows, 5 of them with a table
        assert promises.exhibit(items, evidence, EN).headline.startswith("5 of 33 points can be checked")
        fewer = items.assign(table_id=items["table_id"].where(items["table_id"] != "migrant_stock"))
        assert promises.exhibit(fewer, evidence, EN).headline.startswith("2 of 33 points")

    def test_every_item_is_shown_and_answers_are_linked(self, items: pd.DataFrame, evidence: Evidence) -> None:
        exhibit = promises.exhibit(items, evidence, ES)
        html = unescape(exhibit.html)
        assert all(text in html for text in items["description_es"])
        assert html.count('<li class="known">') == 5
        assert html.count("./datos?table=migrant_stock&lang=") == 3
        assert "Línea base de 2013: 55%" in html
        assert "Meta de 2018: 70%" in html
        assert html.index("Cartera del corredor") < html.index("Capacidades nacionales")  # what can be checked first

    def test_a_page_that_does_not_exist_is_not_linked(self, items: pd.DataFrame, evidence: Evidence) -> None:
        linked = set(re.findall(r'href="\./(\w*)\?', promises.exhibit(items, evidence, ES).html))
        assert linked <= {page.slug for page in PAGES}
        assert "agenda" in linked  # the requests

    def test_table_links_only_what_exists(self, items: pd.DataFrame, evidence: Evidence) -> None:
        table = as_table(promises.exhibit(items, evidence, EN), EN).data
        cells = table["Table that answers it"]
        assert cells.str.contains(r"\]\(/files/").sum() == 5
        assert (cells == EN.missing).sum() == 28


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return store.journey_figures()


class TestJourney:
    def test_every_figure_with_its_link(self, rows: pd.DataFrame) -> None:
        exhibit = journey.exhibit(rows, ES)
        assert len(exhibit.rows) == 43
        html = unescape(exhibit.html)
        assert all(url in html for url in rows["source_url"])
        for figure in ("53,435", "37,999", "1,234,698", "369,492", "566,547", "Puebla → New York: 18.1%"):
            assert figure in html
        assert not exhibit.views  # never a series

    def test_headline(self, rows: pd.DataFrame) -> None:
        headline = journey.exhibit(rows, EN).headline
        assert headline == "Of 31,894 people whom the shelters recorded in 2014, 9,851 were victims of crime on the way"
        others = rows[rows["indicator"] != journey.VICTIMS]
        assert journey.exhibit(others, EN).headline == "The journey in figures that others quote"

    def test_conflicts_and_parts_of_years_are_kept(self, rows: pd.DataFrame) -> None:
        html = unescape(journey.exhibit(rows, EN).html)
        assert "34,234 people" in html
        assert "Conflicting sources: EFE note says 32324" in html
        assert "January 2017 to November 2017" in html
        assert "23 shelters in 13 states (2024)" in html
        assert "3 contested" in journey.exhibit(rows, EN).subtitle

    def test_a_qualifier_is_shown(self, rows: pd.DataFrame) -> None:
        row = rows.iloc[0].copy()
        row["value_qualifier"] = "more_than"
        assert journey.amount(row, ES).startswith("Más de ")

    def test_only_shelters_count_crimes(self, rows: pd.DataFrame) -> None:
        others = rows.loc[rows["topic"] != journey.SHELTERS, "indicator_es"]
        assert not others.str.contains("delit|víctima|abuso").any()
        text = journey.who_counts_what(rows, ES)
        assert "eventos delictivos documentados" in text.split("Las autoridades")[0]
        assert "eventos de repatriación" in text.split("Las autoridades")[1]
