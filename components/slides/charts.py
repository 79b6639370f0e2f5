"""Native charts: what they show stands in the workbook inside them, where an official can change it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.exhibit import Exhibit
from components.i18n import Language
from components.slides import writing
from components.slides.formats import SHARE, number_format
from components.slides.plans import Chart, Series
from components.slides.writing import SMALLEST, Box, emu, rgb, style
from components.theme import LIGHT

KINDS = {
    ("bars", False): XL_CHART_TYPE.BAR_CLUSTERED, ("bars", True): XL_CHART_TYPE.BAR_STACKED,
    ("columns", False): XL_CHART_TYPE.COLUMN_CLUSTERED, ("columns", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("lines", False): XL_CHART_TYPE.LINE, ("points", False): XL_CHART_TYPE.XY_SCATTER,
}  # fmt: skip
LETTER, LINE, WRAPS = 0.12, 0.3, 1.5  # inches: of a letter and a line beside a mark, and where words are wrapped
YEAR, FIGURE = 0.55, 0.85  # inches: of a year under an axis, and of the figure over a column
MOST_SAID = 3  # lines that may carry words at their end: more run into each other, and the legend names them
THICKEST_BAR, THICKEST_COLUMN = 0.6, 1.7  # inches
TITLE_LINE = 0.27  # inches, of words over a panel


def grid(box: Box, n: int) -> list[Box]:
    """Places for n charts: one alone, two beside each other, four in two rows."""
    left, top, width, height = box
    columns, rows = min(n, 2), -(-n // 2)
    wide, high = width / columns, height / rows
    return [(left + i % 2 * wide, top + i // 2 * high, wide - 0.15, high - 0.08) for i in range(n)]


def add_key(shapes: Any, box: Box, panels: Sequence[Chart]) -> None:
    """What the colours mean that several small panels share, in one line under them."""
    meant: dict[str, dict[str, None]] = {}
    for series in (series for chart in panels for series in chart.series if series.name):
        meant.setdefault(series.colours[0], {})[series.name] = None
    shared = [(colour, *names) for colour, names in meant.items() if len(names) == 1]
    key = writing.text_box(shapes, box, "", SMALLEST)
    for colour, name in shared:
        for text, ink in (("■ ", colour), (f"{name}     ", LIGHT.ink)):
            run = key.text_frame.paragraphs[0].add_run()
            run.text = text
            style(run.font, SMALLEST, ink)


def add(shapes: Any, box: Box, chart: Chart, exhibit: Exhibit, t: Language, legend: bool = True) -> None:
    """One chart into a box, its title above it. legend: whether it has one of its own where it has several series."""
    left, top, width, height = box
    if chart.title:
        room = TITLE_LINE * writing.lines_of(chart.title, SMALLEST, width)
        writing.text_box(shapes, (left, top, width, room), chart.title, SMALLEST, LIGHT.quiet)
        top, height = top + room + 0.06, height - room - 0.06
    code = number_format(exhibit, [series.values for series in chart.series], t)
    frame = shapes.add_chart(KINDS[chart.kind, chart.stacked], *emu((left, top, width, height)), _data(chart, code, t))
    writing.describe(frame, chart.title or exhibit.name, exhibit.alt or exhibit.headline)
    drawn = frame.chart
    style(drawn.font, SMALLEST)
    drawn.has_title = False
    drawn.has_legend = False
    if legend:
        _legend(drawn, chart)
    _axes(drawn, chart, code, (width, height))
    taken: list[Box] = []
    for series, plan in zip(drawn.plots[0].series, chart.series):
        if chart.kind in ("bars", "columns"):
            _fill(series, plan, chart, code, width)
        else:
            _draw(series, plan, chart, (width, height), taken)
    _speak(drawn, t)


def _data(chart: Chart, code: str, t: Language) -> Any:
    if chart.kind == "points":
        points = XyChartData(number_format="General")
        for place, series in enumerate(chart.series, start=1):
            own = points.add_series(series.name or t("Series {n}", n=place), number_format="General")
            for x, y in zip(series.at, series.values):
                own.add_data_point(x, y)
        return points
    data = CategoryChartData(number_format=code)
    data.categories = [str(c) if isinstance(c, int) else c for c in chart.categories]
    for series in chart.series:
        data.add_series(series.name or t("Value"), series.values)
    return data


def _legend(drawn: Any, chart: Chart) -> None:
    """The names of series, where there are several; what has none is left out of it."""
    named = {series.name for series in chart.series if series.name}
    drawn.has_legend = len(named) > 1 or any(series.dashed and series.name for series in chart.series)
    if not drawn.has_legend:
        return
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    style(drawn.legend.font, SMALLEST)
    position = drawn.legend._element.find(qn("c:legendPos"))
    for place in reversed([place for place, series in enumerate(chart.series) if not series.name]):
        left_out = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
        position.addnext(parse_xml(left_out))


def _gap(chart: Chart, size: tuple[float, float]) -> int:
    """Percent of a bar's thickness between bars: few bars are no thicker than many."""
    along, thickest = (size[1], THICKEST_BAR) if chart.kind == "bars" else (size[0], THICKEST_COLUMN)
    side_by_side = 1 if chart.stacked or chart.overlaid else len(chart.series)
    return round(min(max(38, (along / len(chart.categories) / thickest / side_by_side - 1) * 100), 500))


def _axes(drawn: Any, chart: Chart, code: str, size: tuple[float, float]) -> None:
    width = size[0]
    category, value = drawn.category_axis, drawn.value_axis
    for axis in (category, value):
        axis.has_major_gridlines = axis is value and chart.kind in ("lines", "points")
        if axis.has_major_gridlines:
            axis.major_gridlines.format.line.color.rgb = rgb(LIGHT.rule)
        axis.format.line.color.rgb = rgb(LIGHT.rule)
        style(axis.tick_labels.font, SMALLEST, LIGHT.ink if chart.kind == "bars" else LIGHT.quiet)
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = code, False
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind == "bars":
        category.reverse_order = True
    if chart.kind in ("bars", "columns"):
        drawn.plots[0].gap_width = _gap(chart, size)
        drawn.plots[0].overlap = 100 if chart.stacked or chart.overlaid else 0
        if _is_labelled(chart, width) or (chart.stacked and chart.kind == "bars"):
            value.visible = False
        if chart.stacked and code == SHARE:
            value.maximum_scale = 1
        if all(number is None or number >= 0 for series in chart.series for number in series.values):
            value.minimum_scale = 0  # a bar is as long as its figure
    if chart.kind == "points":
        _name(category, chart.across)
        _name(value, chart.up)
        category.has_major_gridlines = False
        across = [x for series in chart.series for x in series.at]
        shares = max(across, default=0) == 1 and min(across) >= 0
        if shares:
            category.maximum_scale = 1
        if shares and code == SHARE:
            value.maximum_scale = 1
        category.tick_labels.number_format_is_linked = False
        category.tick_labels.number_format = SHARE if shares else "#,##0.##"
    if chart.categories and not isinstance(chart.categories[0], (str, int)):
        category.tick_labels.number_format, category.tick_labels.number_format_is_linked = "yyyy", False
        _every_years(category, chart.categories)
    if chart.categories and isinstance(chart.categories[0], (str, int)):
        _skip(category, 1 if chart.kind == "bars" else math.ceil(len(chart.categories) * YEAR / width))
    for axis, log in ((category, chart.log_x), (value, chart.log_y)):
        if log:
            scaling = axis._element.find(qn("c:scaling"))
            scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
            axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.turned:
        category.reverse_order = True
        category.crosses = XL_AXIS_CROSSES.MAXIMUM  # the other axis stays on the left
        value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _name(axis: Any, words: str) -> None:
    """What an axis measures, beside it."""
    axis.has_title = bool(words)
    if words:
        axis.axis_title.text_frame.text = words
        for paragraph in axis.axis_title.text_frame.paragraphs:
            style(paragraph.font, SMALLEST, LIGHT.quiet)


def _skip(axis: Any, every: int) -> None:
    """A label for each so many categories, however little room the program thinks there is."""
    element = axis._element
    made = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>')
    following = element.find(qn("c:noMultiLvlLbl"))
    element.append(made) if following is None else following.addprevious(made)


def _every_years(axis: Any, days: list[Any]) -> None:
    """Months carry a label every so many years."""
    step = max(round((days[-1].year - days[0].year) / 8), 1)
    element = axis._element
    for tag in ("c:majorUnit", "c:majorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    following = element.find(qn("c:minorUnit"))
    made = [parse_xml(f'<c:majorUnit {nsdecls("c")} val="{step}"/>'),
            parse_xml(f'<c:majorTimeUnit {nsdecls("c")} val="years"/>')]  # fmt: skip
    for one in made:
        element.append(one) if following is None else following.addprevious(one)


def _is_labelled(chart: Chart, width: float) -> bool:
    """Whether each bar has room for its figure."""
    return len(chart.series) == 1 and (chart.kind == "bars" or len(chart.categories) * FIGURE <= width)


def _fill(series: Any, plan: Series, chart: Chart, code: str, width: float) -> None:
    """Bars in the colour of each, with the figure beside them where there is room."""
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(plan.colours[-1])
    series.invert_if_negative = False
    if len(set(plan.colours)) > 1:
        for place, colour in enumerate(plan.colours):
            point = series.points[place].format
            point.fill.solid()
            point.fill.fore_color.rgb = rgb(colour)
            if colour == LIGHT.paper:  # hollow
                point.line.color.rgb = rgb(plan.outlines[place] or LIGHT.muted)
                point.line.width = Pt(2)
    if _is_labelled(chart, width):
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, code, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        style(labels.font, SMALLEST)


def _draw(series: Any, plan: Series, chart: Chart, size: tuple[float, float], taken: list[Box]) -> None:
    """A line or points, and the words that stand beside some of them."""
    colour = plan.colours[0]
    series.smooth = False
    if plan.lines:
        series.format.line.color.rgb = rgb(colour)
        series.format.line.width = Pt(3 if plan.thick else 1.75)
        if plan.dashed:
            series.format.line.dash_style = MSO_LINE.DASH
    else:
        series.format.line.fill.background()
    if plan.marks or not plan.lines:
        _marks(series, plan)
    else:
        series.marker.style = XL_MARKER_STYLE.NONE
    for place, text in _apart(plan, chart, size, taken):
        label = series.points[place].data_label
        label.has_text_frame = True
        label.text_frame.text = text.replace("\n", " ")
        style(label.text_frame.paragraphs[0].runs[0].font, SMALLEST)
        last = chart.kind == "lines" and place == len(plan.values) - 1
        above = XL_LABEL_POSITION.ABOVE
        label.position = XL_LABEL_POSITION.RIGHT if chart.kind == "points" and not last else above


def _marks(series: Any, plan: Series) -> None:
    """Points in their colours: filled, hollow or dashes, as on the site."""
    dash = "line-ew" in plan.symbol
    series.marker.style = XL_MARKER_STYLE.DASH if dash else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 12 if dash else 8
    one = len(set(plan.colours)) == 1 or len(plan.colours) != len(plan.values)
    marks = [] if one else [series.points[i] for i in range(len(plan.values))]
    for place, mark in [(0, series), *enumerate(marks)]:
        colour, drawn = plan.colours[place], mark.marker.format
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = rgb(colour)
        if colour == LIGHT.paper and plan.outlines:
            drawn.line.color.rgb = rgb(plan.outlines[min(place, len(plan.outlines) - 1)] or LIGHT.ink)
        else:
            drawn.line.fill.background()


def _apart(plan: Series, chart: Chart, size: tuple[float, float], taken: list[Box]) -> list[tuple[int, str]]:
    """The words beside marks, without those that would run into others.

    size: of the chart, inches. taken: where words stand already, as shares of it; those kept are added.
    """
    many = chart.kind == "lines" and len(chart.series) > MOST_SAID
    said = {place: text for place, text in plan.said.items() if not (many and place == len(plan.values) - 1)}
    told = sorted(said.items(), key=lambda item: (item[0] != len(plan.values) - 1, -(plan.values[item[0]] or 0)))
    kept: list[tuple[int, str]] = []
    every = [one for series in chart.series for one in series.values if one is not None]
    across = [one for series in chart.series for one in series.at] or [0, len(plan.values)]
    for place, text in told:
        letters = len(text)
        wide, high = min(letters * LETTER, WRAPS) / size[0], (1 if letters * LETTER <= WRAPS else 2) * LINE / size[1]
        x = _along(plan.at[place] if plan.at else place, across, chart.log_x)
        y = _along(plan.values[place] or 0, every, chart.log_y)
        if all(abs(x - right) > (wide + w) / 2 or abs(y - up) > (high + h) / 2 for right, up, w, h in taken):
            kept.append((place, text))
            taken.append((x, y, wide, high))
    return sorted(kept)


def _along(value: float, span: Sequence[float], log: bool) -> float:
    """How far along an axis a value is, 0-1."""
    low, high = min(span), max(span)
    if log:
        value, low, high = (math.log10(max(one, 1e-9)) for one in (value, low, high))
    return (value - low) / ((high - low) or 1)


def _speak(drawn: Any, t: Language) -> None:
    """The language of the chart and of its words."""
    space = drawn._chartSpace
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    first = space.find(qn("c:roundedCorners"))
    made = parse_xml(f'<c:lang {nsdecls("c")} val="{writing.locale(t)}"/>')
    if first is not None:
        first.addprevious(made)
    else:
        place = 1 if space.find(qn("c:date1904")) is not None else 0
        space.insert(place, made)
    writing.speak(space, t)
