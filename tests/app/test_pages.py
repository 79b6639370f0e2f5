"""Every page in both languages, with default and with odd filters: it says what it should, and never breaks."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import names
from components.site import PAGES
from data import store
from data.store import DataUnavailableError

SLUGS = tuple(page.slug for page in PAGES)
TITLES = {
    ("", "es"): "Por cada peso de un club de migrantes, tres del gobierno",
    ("", "en"): "For every peso of a migrant club, three of government",
    ("proyectos", "es"): "Qué se construyó y dónde",
    ("proyectos", "en"): "What was built, and where",
    ("estado", "es"): "Zacatecas",
    ("estado", "en"): "Zacatecas",
    ("agenda", "es"): "Lo que se prometió y lo que se puede comprobar",
    ("agenda", "en"): "What was promised, and what can be checked",
    ("focalizacion", "es"): "¿Llegó el dinero a los lugares más pobres y con más migrantes?",
    ("focalizacion", "en"): "Did the money reach the poorest places with most migrants?",
    ("presentar", "es"): "Presentar",
    ("presentar", "en"): "Present",
    ("datos", "es"): "Todos los datos, con lo que significan",
    ("datos", "en"): "All the data, with their meaning",
    ("financiamiento", "es"): "¿Quién pagó y cuánto fue en realidad?",
    ("financiamiento", "en"): "Who paid, and how much was it really?",
    ("remesas", "es"): "¿Cuánto se envía a casa, desde dónde y hacia dónde?",
    ("remesas", "en"): "How much is sent home, from where, and to where?",
    ("corredores", "es"): "¿De dónde y hacia dónde?",
    ("corredores", "en"): "From where, and where to?",
}
NO_SUCH = {
    "type": "<script>alert(1)</script>", "view": "hologram", "measure": "'; DROP TABLE states; --", "lang": "fr",
    "municipality": "1", "nonsense": "1",
}  # fmt: skip
ODD = [
    {"state": "99", **NO_SUCH}, {"state": ["32", "32", "zz"], "from": "2006", "to": "2002"}, {"from": "2015"},
    {"to": "2001"}, {"state": "15", "from": "2012", "type": "health"}, {"view": "table"},
    {"from": "2006", "to": "2006", "measure": "change"}, {"view": "map", "state": "03"},
]  # fmt: skip

Visit = Callable[..., AppTest]


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


@pytest.mark.parametrize(("slug", "lang"), TITLES)
def test_title_and_language(visit: Visit, slug: str, lang: str) -> None:
    at = visit(slug, lang=lang)
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert at.title[0].value == TITLES[slug, lang]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("address", ODD, ids=str)
def test_odd_filters_never_break_a_page(visit: Visit, slug: str, address: dict) -> None:
    at = visit(slug, **address)
    assert not at.exception
    assert not at.error
    assert at.title


@pytest.mark.parametrize("lang", ["es", "en"])
def test_what_was_not_understood_is_named(visit: Visit, lang: str) -> None:
    at = visit("proyectos", lang=lang, state=["32", "99"], view="hologram")
    assert len(at.warning) == 1
    assert "state=99" in at.warning[0].value
    assert "view=hologram" in at.warning[0].value
    assert ("no se entendió" if lang == "es" else "not understood") in at.warning[0].value
    assert at.multiselect[0].value == ["32"]  # the good value stays


def test_markup_in_the_address_is_inert(visit: Visit) -> None:
    at = visit("proyectos", type="[x](javascript:alert(1))<img src=x>")
    assert not any(character in at.warning[0].value.split(":", 1)[1] for character in "[]()<>")


class TestOverview:
    def test_headlines_are_computed(self, visit: Visit) -> None:
        assert headlines(visit("", lang="es"))[:3] == [
            "Zacatecas recibió más remesas por habitante que ningún otro estado: US$1,129",
            "Urbanización (plazas, jardines), centros de desarrollo comunitario y pavimentación de calles: "
            "50% de las obras",
            "El dinero federal cayó 98% de 2010 a 2019",
        ]

    @pytest.mark.parametrize("measure", store.STATE_MEASURES)
    def test_every_measure(self, visit: Visit, measure: str) -> None:
        at = visit("", lang="en", measure=measure)
        assert not at.exception
        assert at.selectbox[0].value == measure
        rows = store.state_measure(measure)
        most = rows.loc[rows[store.STATE_MEASURES[measure].column].idxmax(), "state"]
        assert most in headlines(at)[0]

    def test_all_parts_are_there(self, visit: Visit) -> None:
        text = " ".join(headlines(visit("", lang="en")))
        for part in ("7 steps", "From the first peso to none", "Three doors", "What is not known"):
            assert part in text

    def test_table_view(self, visit: Visit) -> None:
        at = visit("", lang="en", view="table")
        assert at.table[0].value.iloc[0].tolist()[:2] == ["32", "Zacatecas"]
        assert not at.get("plotly_chart")

    def test_choosing_a_measure_writes_the_address(self, visit: Visit) -> None:
        at = visit("", lang="en")
        at.selectbox[0].set_value("works_2007").run()
        assert at.query_params["measure"] == "works_2007"
        assert "Jalisco put the most into 3x1 works" in headlines(at)[0]
        at.selectbox[0].set_value("remittances_per_person").run()
        assert "measure" not in at.query_params  # a default is left out


class TestProjects:
    def test_it_says_the_register_is_missing(self, visit: Visit) -> None:
        assert "padrón oficial de obras no está incluido" in visit("proyectos", lang="es").markdown[0].value

    def test_a_type_narrows_counts(self, visit: Visit) -> None:
        at = visit("proyectos", lang="en", type="potable_water")
        assert headlines(at)[0] == "651 projects of the chosen types"
        assert "From 77 projects in 2002 to 121 in 2005" in headlines(at)

    def test_states_narrow_what_has_states(self, visit: Visit) -> None:
        at = visit("proyectos", lang="en", state="32")
        assert "Zacatecas got the most federal 3x1 money: MX$238.7M" in headlines(at)
        assert "Who paid the works of 2007" in headlines(at)  # Zacatecas is not in that source
        assert any("whole country only" in info.value for info in at.info)

    def test_years_without_data_say_so(self, visit: Visit) -> None:
        at = visit("proyectos", lang="en", from_="2016")
        assert sum("Nothing matches these filters" in info.value for info in at.info) >= 4

    def test_changing_a_filter_keeps_the_others(self, visit: Visit) -> None:
        at = visit("proyectos", lang="en", type="paving", view="table")
        at.multiselect[0].set_value(["14", "32"]).run()
        assert at.query_params == {"lang": "en", "type": "paving", "view": "table", "state": ["14", "32"]}

    def test_tables_show_links(self, visit: Visit) -> None:
        at = visit("proyectos", lang="es", view="table", state="31")
        before = len(at.table)
        at.session_state["table_project_examples"] = True  # its button was pressed
        at.run()
        assert len(at.table) == before + 1
        links = at.table[-1].value["Título de la fuente"]
        assert links.str.contains(r"\]\(https?://").all()


def test_first_guess_follows_the_browser(visit: Visit) -> None:
    at = visit("", browser="en-US")
    assert at.title[0].value == TITLES["", "en"]
    assert at.query_params["lang"] == "en"
    assert visit("", browser="de-DE").title[0].value == TITLES["", "es"]


def test_spanish_chosen_in_an_english_browser_stays(visit: Visit) -> None:
    at = visit("", browser="en-US", lang="es")
    assert at.title[0].value == TITLES["", "es"]
    assert at.query_params["lang"] == "es"  # left out, the browser would bring English back


@pytest.mark.parametrize("slug", ["", "proyectos"])
def test_without_the_states_the_rest_stands(visit: Visit, monkeypatch: pytest.MonkeyPatch, slug: str) -> None:
    def gone(*args: object) -> None:
        raise DataUnavailableError("states")

    names.state_names.cache_clear()
    monkeypatch.setattr(store, "states", gone)
    monkeypatch.setattr(store, "state_measure", gone)
    at = visit(slug, lang="en", state="32")
    assert not at.exception
    assert at.title[0].value == TITLES[slug, "en"]
    assert 1 <= len(at.error) <= 2
    assert len(headlines(at)) >= 4


@pytest.mark.parametrize("lang", ["es", "en"])
def test_data_that_cannot_be_read_leaves_the_rest(visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    def gone(*args: object) -> None:
        raise DataUnavailableError("programme_coverage")

    monkeypatch.setattr(store, "programme_coverage", gone)
    at = visit("proyectos", lang=lang)
    assert not at.exception
    assert len(at.error) == 1
    assert ("no se pueden leer" if lang == "es" else "cannot be read") in at.error[0].value
    assert any("1,636" in headline for headline in headlines(at))  # the counts still stand
