"""A figure alone: every one of the registry, and addresses that name none."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from components import figures, i18n
from components.theme import LIGHT

Visit = Callable[..., AppTest]
LIVE = {"es": "verla en vivo", "en": "see it live"}


def html(at: AppTest) -> str:
    return " ".join(element.proto.body for element in at.get("html") if "<style>" not in element.proto.body)


def test_every_figure_stands_alone(visit: Visit) -> None:
    """Headline, source line and the way to the live view, in one language after the other."""
    at = visit("embed")
    for number, known in enumerate(figures.figures().values()):
        t = i18n.language(("es", "en")[number % 2])
        at.query_params.clear()
        at.query_params.update({"figure": known.id, "lang": t.code})
        at.run()
        assert not at.exception and not at.error and not at.warning, known.id
        exhibit = figures.from_address(known.id, {}, t, LIGHT)
        assert [headline.value for headline in at.subheader] == [exhibit.headline], known.id
        said = [caption.value for caption in at.caption]
        assert exhibit.rows.empty or exhibit.source_line(t) in said, known.id
        assert f'href="/{known.page_slug}?' in html(at) and LIVE[t.code] in html(at), known.id
        assert 'target="_blank" rel="noopener"' in html(at)
        assert not at.segmented_control and not at.title and "site-foot" not in html(at)


def test_filters_reach_the_figure_and_the_link(visit: Visit) -> None:
    at = visit("embed", figure="projects_by_year", lang="en", from_="2004", to="2005")
    assert at.subheader[0].value == figures.from_address(
        "projects_by_year", {"from": ["2004"], "to": ["2005"]}, i18n.language("en"), LIGHT
    ).headline  # fmt: skip
    assert 'href="/proyectos?from=2004&amp;to=2005&amp;lang=en"' in html(at)


def test_the_table_is_a_view(visit: Visit) -> None:
    at = visit("embed", figure="projects_by_year", lang="en", view="table")
    assert len(at.table) == 1 and not at.get("plotly_chart")


def test_an_unknown_figure_is_said_with_those_that_are_close(visit: Visit) -> None:
    at = visit("embed", figure="federal_buget", lang="es")
    assert not at.exception
    assert "ninguna figura llamada «federal_buget»" in html(at)
    assert 'href="/embed?figure=federal_budget&amp;lang=es"' in html(at)
    assert 'href="/?lang=es" target="_blank"' in html(at)


def test_no_figure_is_said(visit: Visit) -> None:
    at = visit("embed", lang="en")
    assert not at.exception
    assert "The address names no figure." in html(at) and 'href="/?lang=en"' in html(at)


def test_markup_in_an_id_is_inert(visit: Visit) -> None:
    at = visit("embed", figure="<img src=x onerror=alert(1)>", lang="en")
    assert "<img" not in html(at) and "&lt;img" in html(at)


def test_a_bad_parameter_is_named_and_the_figure_stands(visit: Visit) -> None:
    at = visit("embed", figure="projects_by_year", lang="en", state="99")
    assert len(at.warning) == 1 and "state=99" in at.warning[0].value
    assert len(at.subheader) == 1 and "state" not in html(at).split("href=")[1].split('"')[1]
