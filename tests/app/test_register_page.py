"""The projects page with a register in place: a made-up one that never leaves the tests."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from register_made_up import Door, published_copy, row

from data.store import connection

Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """Forty-five made-up projects, every second one in Jalisco."""
    folder = tmp_path_factory.mktemp("register")
    published_copy(folder)
    door = Door(folder)
    places = (("Zacatecas", "Jerez"), ("Jalisco", "Jamay"))
    door.take_rows(
        *(
            row(
                Folio=f"INV-{i:02d}", Entidad=places[i % 2][0], Municipio=places[i % 2][1],
                Ejercicio=str(2002 + i % 18), Nombre=f"Obra inventada {i}: pavimentación",
            )
            for i in range(45)
        )
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "published_folder", lambda: door.published)
        connection._connection.cache_clear()
        yield door
    connection._connection.cache_clear()


def headlines(at: AppTest) -> list[str]:
    return [element.value for element in at.subheader]


def texts(at: AppTest) -> str:
    return " ".join(element.value for element in at.caption)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", ["Zacatecas tiene más obras que ningún otro: 23 de 45; el tipo más frecuente es agua potable",
                "45 obras en el padrón"]),
        ("en", ["Zacatecas has the most projects: 23 of 45; the most frequent type is potable water",
                "45 projects in the register"]),
    ],
)  # fmt: skip
def test_all_parts_are_there(door: Door, visit: Visit, lang: str, said: list[str]) -> None:
    at = visit("proyectos", lang=lang)
    assert not at.exception
    assert not at.error
    assert not at.warning
    assert set(said) <= set(headlines(at))
    missing = "no está incluido" if lang == "es" else "is not included"
    assert missing not in at.markdown[0].value
    assert ("45 filas aceptadas" if lang == "es" else "45 rows accepted") in texts(at)


def test_the_same_filters_narrow_everything(door: Door, visit: Visit) -> None:
    at = visit("proyectos", lang="en", state="14", from_="2003", to="2005")
    assert not at.exception
    # Odd numbers up to 44 whose year is 2003 or 2005 (i % 18 is 1 or 3): 1, 3, 19, 21, 37, 39.
    assert "Jalisco has the most projects: 6 of 6; the most frequent type is potable water" in headlines(at)
    assert "Jamay, Jalisco: 6 projects" in headlines(at)
    assert "6 projects match" in headlines(at)


def test_search_and_pages(door: Door, visit: Visit) -> None:
    at = visit("proyectos", lang="en")
    assert "Rows 1 to 20 of 45" in texts(at)
    at.query_params["page"] = "3"
    at.run()
    assert "Rows 41 to 45 of 45" in texts(at)
    at.text_input(key="choice_q").set_value("  PAVIMENTACION jerez ").run()
    assert at.query_params["q"] == "PAVIMENTACION jerez"
    assert "page" not in at.query_params
    assert "23 projects match" in headlines(at)
    assert "Rows 1 to 20 of 23" in texts(at)
    at.text_input(key="choice_q").set_value("nada de esto").run()
    assert "0 projects match" in headlines(at)
    assert any("No project of the register matches" in info.value for info in at.info)
    at.text_input(key="choice_q").set_value(" ").run()
    assert "q" not in at.query_params


def test_the_address_is_the_search(door: Door, visit: Visit) -> None:
    at = visit("proyectos", lang="en", q="pavimentacion Jérez", page="2", state="32")
    assert not at.warning
    assert at.text_input(key="choice_q").value == "pavimentacion Jérez"
    assert "23 projects match" in headlines(at)
    assert "Rows 21 to 23 of 23" in texts(at)
    links = [html.value for html in at.get("html") if "record=INV" in str(html.value)]
    assert "q=pavimentacion+J%C3%A9rez" in links[0]
    at.segmented_control(key="choice_lang").set_value("es").run()
    assert at.text_input(key="choice_q").value == "pavimentacion Jérez"
    assert "23 obras coinciden" in headlines(at)
    at.multiselect(key="choice_state").set_value(["32", "14"]).run()
    assert "page" not in at.query_params  # another list begins with its first page
    assert at.query_params["q"] == "pavimentacion Jérez"


def test_a_page_too_far_is_the_last(door: Door, visit: Visit) -> None:
    assert "Rows 41 to 45 of 45" in texts(visit("proyectos", lang="en", page="99"))


def test_a_search_too_long_is_told(door: Door, visit: Visit) -> None:
    at = visit("proyectos", lang="en", q="a" * 201)
    assert len(at.warning) == 1
    assert "45 projects in the register" in headlines(at)


def test_one_project(door: Door, visit: Visit) -> None:
    at = visit("proyectos", lang="en", record="INV-07")
    assert not at.exception
    assert "Obra inventada 7: pavimentación" in headlines(at)
    assert "Identifier INV-07, line 9 of the file." in texts(at)
    assert "No such project" in headlines(visit("proyectos", lang="en", record="<script>alert(1)</script>"))


@pytest.mark.parametrize(
    "address", [{"state": "31"}, {"view": "table"}, {"type": "church"}, {"from_": "2020"}], ids=str
)
def test_odd_filters_break_nothing(door: Door, visit: Visit, address: dict[str, str]) -> None:
    at = visit("proyectos", lang="es", **address)
    assert not at.exception
    assert not at.error
    assert "El padrón de obras" in [header.value for header in at.header]


def test_a_register_that_cannot_be_read_leaves_the_rest(door: Door, visit: Visit) -> None:
    content = door.table.read_bytes()
    try:
        door.table.write_bytes(b"inventado")
        at = visit("proyectos", lang="en")
        assert not at.exception
        assert len(at.error) == 1
        assert any("1,636" in headline for headline in headlines(at))
    finally:
        door.table.write_bytes(content)
