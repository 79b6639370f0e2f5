"""A deck of figures that can be edited: charts with their workbooks, maps of shapes, tables. No Streamlit."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import plotly.graph_objects as go
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from components.downloads import View
from components.downloads.citation import data_version, facts, of_figure, site_title
from components.exhibit import Exhibit
from components.i18n import Language
from components.site import site_name
from components.slides import charts, heat, maps, plans, tables, writing
from components.slides.writing import HEADLINES, HIGH, SIDE, SMALLEST, SOURCE, TEXT, WIDE, Box, emu, lines_of, rgb
from components.theme import LIGHT
from data import catalog

MOST_FIGURES = 40
TITLE_ONLY = "Title Only"  # the layout of python-pptx's own template that is used
TITLE_TOP, TITLE_HEIGHT = 0.4, 1.0
FOOT, NUMBER_WIDTH, LINE_OF_SOURCE = 7.15, 0.7, 0.21  # inches: where the source line ends, and one of its lines
INNER = WIDE - 2 * SIDE
BESIDE = 4.6  # inches of the table beside arcs


@dataclass(frozen=True)
class Shown:
    """A figure for a slide: the exhibit, the link and filters that show it live, and which of its views to draw."""

    exhibit: Exhibit
    view: View
    drawn: str = ""


def deck(figures: Sequence[Shown], t: Language, subtitle: str = "") -> bytes:
    """A deck of a slide for each figure, with a first slide where they are several and the sources at the end.

    subtitle: the filters in words, for the first slide. ValueError for no figures or more than MOST_FIGURES.
    """
    if not 0 < len(figures) <= MOST_FIGURES:
        raise ValueError(f"a deck holds 1 to {MOST_FIGURES} figures, not {len(figures)}")
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(HIGH)
    _dress(show)
    if len(figures) > 1:
        _first(show, figures, subtitle, t)
    for shown in figures:
        _figure(show, shown, t)
    _sources(show, figures, t)
    _properties(show, figures, t)
    for slide in show.slides:
        writing.speak(slide._element, t)
        if slide.has_notes_slide:
            writing.speak(slide.notes_slide._element, t)
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def _dress(show: Any) -> None:
    """Our paper, fonts and colours in the template, so that what is added by hand looks the same."""
    master = show.slide_masters[0]
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode("utf-8")
    head, tail = xml.split("</a:majorFont>", 1)
    xml = head.replace(f'typeface="{TEXT}"', f'typeface="{HEADLINES}"') + "</a:majorFont>" + tail
    for place, colour in enumerate((LIGHT.accent, LIGHT.muted, *LIGHT.funders.values()), start=1):
        accent = f'<a:accent{place}><a:srgbClr val="{colour[1:]}"/></a:accent{place}>'
        xml = re.sub(f"<a:accent{place}>.*?</a:accent{place}>", accent, xml, flags=re.DOTALL)
    theme._blob = xml.encode()
    for own in (master, show.slide_layouts.get_by_name(TITLE_ONLY)):
        own.background.fill.solid()
        own.background.fill.fore_color.rgb = rgb(LIGHT.paper)
        for shape in own.placeholders:
            if shape.placeholder_format.type in (1, 3):  # titles
                shape.left, shape.top, shape.width, shape.height = emu((SIDE, TITLE_TOP, INNER, TITLE_HEIGHT))
    for layout in list(show.slide_layouts):  # of 4:3, and not used
        if layout.name != TITLE_ONLY:
            show.slide_layouts.remove(layout)


def _slide(show: Any, title: str, t: Language) -> Any:
    """An empty slide with its headline, as large as it fits, and its number."""
    slide = show.slides.add_slide(show.slide_layouts.get_by_name(TITLE_ONLY))
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = emu((SIDE, TITLE_TOP, INNER, TITLE_HEIGHT))
    writing.write(heading.text_frame, title, writing.fitting_size(title, INNER, TITLE_HEIGHT), font=HEADLINES)
    heading.text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
    heading.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "l")
    box = (WIDE - SIDE - NUMBER_WIDTH, FOOT - LINE_OF_SOURCE, NUMBER_WIDTH, LINE_OF_SOURCE)
    number = writing.text_box(slide.shapes, box, "", SOURCE)
    number.name = t("Slide number")
    number.text_frame.paragraphs[0]._p.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{5B1E4C60-0000-4000-8000-000000000001}}" type="slidenum"><a:rPr sz="1200">'
            f'<a:solidFill><a:srgbClr val="{LIGHT.quiet[1:]}"/></a:solidFill><a:latin typeface="{TEXT}"/></a:rPr>'
            f"<a:t>{len(show.slides)}</a:t></a:fld>"
        )
    )
    number.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "r")
    return slide


def _figure(show: Any, shown: Shown, t: Language) -> None:
    """Headline, subtitle, chart or map or table, source line with the flags; citation and link in the notes."""
    exhibit = shown.exhibit
    slide = _slide(show, exhibit.headline, t)
    size = writing.fitting_size(exhibit.headline, INNER, TITLE_HEIGHT)
    top = TITLE_TOP + lines_of(exhibit.headline, size, INNER, HEADLINES) * size * writing.LINE / 72 + 0.12
    if exhibit.subtitle:
        lines = lines_of(exhibit.subtitle, SMALLEST, INNER)
        writing.text_box(slide.shapes, (SIDE, top, INNER, 0.24 * lines), exhibit.subtitle, SMALLEST)
        top += 0.24 * lines + 0.12
    source = exhibit.source_line(t)
    high = LINE_OF_SOURCE * lines_of(source, SOURCE, INNER - NUMBER_WIDTH)
    box = (SIDE, FOOT - high, INNER - NUMBER_WIDTH, high)
    writing.text_box(slide.shapes, box, source, SOURCE).name = t("Source")
    _body(slide.shapes, (SIDE, top, INNER, FOOT - high - 0.15 - top), shown, t)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(
        [*exhibit.notes, of_figure(exhibit, shown.view, t), t("Live view: {link}", link=shown.view.link)]
    )


def _body(shapes: Any, box: Box, shown: Shown, t: Language) -> None:
    exhibit = shown.exhibit
    if exhibit.rows.empty:
        nothing = exhibit.nothing or t("Nothing matches these filters. Remove one to see figures again.")
        writing.text_box(shapes, box, nothing, 18, LIGHT.ink)
        return
    if exhibit.steps:
        tables.add_steps(shapes, box, exhibit)
        return
    figure = exhibit.views.get(shown.drawn) or next(iter(exhibit.views.values()), None)
    left, top, width, height = box
    if isinstance(figure, go.Figure) and maps.is_map(figure):
        arcs = maps.has_arcs(figure)
        maps.add(shapes, (left, top, width - (BESIDE + 0.2 if arcs else 0), height), figure, exhibit)
        if arcs:
            _table(shapes, (left + width - BESIDE, top, BESIDE, height), exhibit, t, tables.columns(exhibit)[:3])
        return
    if isinstance(figure, go.Figure) and heat.grid(figure) is not None:
        _heat(shapes, box, figure, exhibit, t)
        return
    drawn = plans.charts(figure) if isinstance(figure, go.Figure) else []
    left_out = sum(chart.left_out for chart in drawn)
    if not drawn:
        _table(shapes, box, exhibit, t)
        return
    small = len(drawn) > 2
    room = (left, top, width, height - (0.35 if left_out or small else 0))
    for place, chart in zip(charts.grid(room, len(drawn)), drawn):
        charts.add(shapes, place, chart, exhibit, t, legend=not small)
    if small:
        charts.add_key(shapes, (left, top + height - 0.26, width, 0.26), drawn)
    if left_out:
        _more(shapes, box, left_out, t)


def _heat(shapes: Any, box: Box, figure: go.Figure, exhibit: Exhibit, t: Language) -> None:
    left, top, width, height = box
    every = heat.add(shapes, (left, top, width, height - 0.35), figure, exhibit, t)
    if every > 1:
        text = t("One column in {n}, up to the last; all of them under the link in the notes.", n=t.number(every))
        writing.text_box(shapes, (left, top + height - 0.26, width, 0.26), text, SMALLEST)


def _table(shapes: Any, box: Box, exhibit: Exhibit, t: Language, columns: list[str] | None = None) -> None:
    left, top, width, height = box
    left_out = tables.add(shapes, (left, top, width, height), exhibit, t, columns)
    if left_out:
        _more(shapes, box, left_out, t)


def _more(shapes: Any, box: Box, n: int, t: Language) -> None:
    """How many rows the slide has no room for."""
    text = t.plural("And {n} more row; all of them under the link in the notes.",
                    "And {n} more rows; all of them under the link in the notes.", n)  # fmt: skip
    high = 0.26 * lines_of(text, SMALLEST, box[2])
    writing.text_box(shapes, (box[0], box[1] + box[3] - high, box[2], high), text, SMALLEST)


def _first(show: Any, figures: Sequence[Shown], subtitle: str, t: Language) -> None:
    """What the deck is: site, filters, day and version of the data."""
    slide = _slide(show, "Programa 3x1 para Migrantes", t)
    heading = slide.shapes.title
    heading.top = Inches(2.3)
    writing.write(heading.text_frame, "Programa 3x1 para Migrantes", 44, font=HEADLINES)
    heading.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "l")
    day = t.day(figures[0].view.day)
    lines = [line for line in (site_title(t), subtitle) if line]
    writing.text_box(slide.shapes, (SIDE, 3.4, INNER, 1.4), "\n".join(lines), 20, LIGHT.ink)
    foot = t("Made on {day}. {version}", day=day, version=data_version(t))
    writing.text_box(slide.shapes, (SIDE, 5.2, INNER, 0.4), foot, SMALLEST)
    slide.notes_slide.notes_text_frame.text = figures[0].view.link


def _sources(show: Any, figures: Sequence[Shown], t: Language) -> None:
    """Every source once, with its publisher and licence; the smallest type that a room reads, so over slides."""
    sources = [_source(source, t) for shown in figures for source in shown.exhibit.sources()]
    lines = [*dict.fromkeys(sources), data_version(t)]
    room, height = FOOT - 0.5 - 1.6, 0.0
    pages: list[list[str]] = []
    page: list[str] = []
    for line in lines:
        needed = 0.24 * lines_of(line, SMALLEST, INNER) + 0.06
        if height + needed > room and page:
            pages.append(page)
            page, height = [], 0.0
        page, height = [*page, line], height + needed
    for lines in [*pages, page]:
        slide = _slide(show, t("Sources"), t)
        writing.text_box(slide.shapes, (SIDE, 1.5, INNER, room), "\n".join(lines), SMALLEST, LIGHT.ink)


def _source(source: catalog.Source, t: Language) -> str:
    publisher = t.text(catalog.publishers()[source.publisher].short)
    return f"{publisher}: {t.text(source.title)}"


def _properties(show: Any, figures: Sequence[Shown], t: Language) -> None:
    """What the file says of itself."""
    said = show.core_properties
    said.title = figures[0].exhibit.headline if len(figures) == 1 else site_title(t)
    said.author, said.subject = facts().authors, "Programa 3x1 para Migrantes"
    said.keywords = site_name(t)
    said.language, said.comments = writing.locale(t), data_version(t)
    said.created = said.modified = datetime.combine(figures[0].view.day, datetime.min.time(), UTC).replace(tzinfo=None)
    said.last_modified_by = site_name(t)
