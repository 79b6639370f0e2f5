"""Remittances month by month, against sums made from the raw CSV files with awk (no code of the build or the store)."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from components import i18n
from components.charts import remittances_growth, remittances_monthly
from components.charts.line_labels import End, Label, Mark, annotate, fitting, name_ends
from components.charts.remittance_measures import WORDS, measure_names, signed, written
from components.theme import DARK, LIGHT
from data import catalog, store
from data.store import Filters
from data.store.remittance_series import SUMMED, _with_twelve_months

ES, EN = i18n.language("es"), i18n.language("en")
MEASURES = list(store.REMITTANCE_MEASURES)


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return store.remittances_monthly()


def at(rows: pd.DataFrame, month: str) -> pd.Series:
    return rows.set_index("month").loc[pd.Timestamp(month)]


def monthly(rows: pd.DataFrame, measure: str, t: i18n.Language = EN):
    return remittances_monthly.exhibit(rows, store.remittances_landmarks(measure), measure, t, LIGHT)


def texts(exhibit) -> list[str]:
    return [note.text for note in exhibit.views["chart"].layout.annotations]


class TestSeries:
    def test_every_month_once(self, rows: pd.DataFrame) -> None:
        assert len(rows) == 377
        assert rows["month"].diff().dropna().dt.days.between(28, 31).all()
        assert rows["month"].iloc[[0, -1]].dt.strftime("%Y-%m").tolist() == ["1995-01", "2026-05"]

    def test_twelve_months_to_may_2026(self, rows: pd.DataFrame) -> None:
        last = at(rows, "2026-05-01")
        assert last["amount_usd_12m"] == 63_171_167_786
        assert last["operations_12m"] == 157_150_942
        assert last["mean_usd_12m"] == pytest.approx(401.97765907, abs=1e-6)
        assert last["amount_usd_12m_change"] == pytest.approx(63_171_167_786 / 64_418_275_021 - 1)
        assert last["operations_12m_change"] == pytest.approx(157_150_942 / 165_232_313 - 1)
        assert last["mean_usd_12m_change"] == pytest.approx(
            (63_171_167_786 / 157_150_942) / (64_418_275_021 / 165_232_313) - 1
        )

    def test_pesos_of_each_month(self, rows: pd.DataFrame) -> None:
        # 5,611,002,446 dollars at 17.3034; INPC 145.527 in May 2026, 140.542167 in the mean of 2025
        last = at(rows, "2026-05-01")
        assert last["amount_mxn"] == pytest.approx(5_611_002_446 * 17.3034)
        assert last["amount_mxn_real"] == pytest.approx(5_611_002_446 * 17.3034 * 140.5421666667 / 145.527)
        assert last["amount_mxn_12m"] == pytest.approx(1_144_625_868_473.79)
        assert last["amount_mxn_real_12m"] == pytest.approx(1_126_266_514_832.88)
        assert last["amount_mxn_real_12m_change"] == pytest.approx(-0.128543767879)
        assert last["amount_mxn_12m_change"] == pytest.approx(-0.0945844042602)
        assert at(rows, "1995-01-01")["amount_mxn_real"] == pytest.approx(12_827_968_652.75)

    def test_years_narrow_the_rows_and_not_the_sums(self, rows: pd.DataFrame) -> None:
        shown = store.remittances_monthly(Filters(year_from=2003, year_to=2003))
        assert len(shown) == 12
        whole = rows[rows["month"].dt.year == 2003].reset_index(drop=True)
        pd.testing.assert_frame_equal(shown, whole)
        assert shown["amount_usd_12m_change"].iloc[-1] == pytest.approx(0.542489832821)
        assert shown["amount_usd_change"].notna().all()

    def test_no_sum_before_there_are_twelve_months(self, rows: pd.DataFrame) -> None:
        assert rows["amount_usd_12m"].isna().sum() == 11
        assert at(rows, "1995-12-01")["amount_usd_12m"] == 3_672_726_239
        assert rows["amount_usd_12m_change"].isna().sum() == 23
        assert at(rows, "1996-12-01")["amount_usd_12m_change"] == pytest.approx(4_223_681_935 / 3_672_726_239 - 1)

    def test_december_is_the_year(self, rows: pd.DataFrame) -> None:
        years = store.remittances_national().set_index("year")["amount_usd"]
        last_months = rows[rows["month"].dt.month == 12]
        decembers = last_months.set_index(last_months["month"].dt.year)["amount_usd_12m"]
        assert decembers.loc[1995:2025].to_dict() == years.loc[1995:2025].to_dict()

    def test_a_month_that_is_missing_leaves_its_sums_missing(self, rows: pd.DataFrame) -> None:
        gap = rows.set_index("month")[[*SUMMED, "base_year", "mean_usd"]].drop(pd.Timestamp("2010-03-01"))
        computed = _with_twelve_months(gap)
        missing = computed.index[computed["amount_usd_12m"].isna()]
        assert missing[missing >= "2010-01-01"].strftime("%Y-%m").tolist() == [
            *(f"2010-{month:02d}" for month in range(4, 13)), "2011-01", "2011-02",
        ]  # fmt: skip
        assert pd.isna(computed.loc[pd.Timestamp("2011-03-01"), "amount_usd_change"])

    def test_columns_are_in_the_catalogue(self, rows: pd.DataFrame) -> None:
        assert [name for name in rows if catalog.describe(name, ("remittances",)) is None] == []


class TestLandmarks:
    def test_dollars(self) -> None:
        marks = store.remittances_landmarks("usd")
        assert (marks["landmark"].iloc[0], marks["value"].iloc[0]) == ("record", 6_225_876_502)
        assert marks["month"].iloc[0] == pd.Timestamp("2024-06-01")
        turns = marks.iloc[1:].sort_values("month")
        assert list(zip(turns["month"].dt.strftime("%Y-%m"), turns["landmark"])) == [
            ("2008-06", "peak"), ("2010-04", "trough"), ("2012-06", "peak"), ("2013-06", "trough"), ("2025-03", "peak"),
        ]  # fmt: skip
        assert turns["value"].iloc[-1] == 65_277_280_392

    @pytest.mark.parametrize("measure", MEASURES)
    def test_each_stands_out_from_a_year_on_either_side(self, measure: str, rows: pd.DataFrame) -> None:
        series = rows.set_index("month")[f"{store.REMITTANCE_MEASURES[measure].column}_12m"].dropna()
        for turn in store.remittances_landmarks(measure).iloc[1:].itertuples():
            i = series.index.get_loc(turn.month)
            others = np.concatenate([series.iloc[i - 12 : i], series.iloc[i + 1 : i + 13]])
            assert len(others) == 24
            assert turn.value > others.max() if turn.landmark == "peak" else turn.value < others.min()

    def test_unknown_measure(self) -> None:
        with pytest.raises(KeyError):
            store.remittances_landmarks("state_usd")


class TestMonthly:
    def test_words(self, rows: pd.DataFrame) -> None:
        exhibit = monthly(rows, "usd")
        assert exhibit.headline == (
            "In the twelve months to May 2026 Mexico received US$63.2 billion in remittances, 1.9% less than a year "
            "before"
        )
        assert exhibit.subtitle.endswith("January 1995 to May 2026. Record month: June 2024, US$6.2B")
        assert "twelve-month peak June 2008 (US$26.9B)" in exhibit.alt
        assert monthly(rows, "usd", ES).headline == (
            "En los doce meses a mayo 2026 México recibió US$63.2 mil millones en remesas, 1.9% menos que un año antes"
        )

    @pytest.mark.parametrize(
        ("measure", "told"),
        [
            ("mxn", "MX$1.14 trillion in remittances, 9.5% less"),
            ("mxn_real", "In pesos of 2025, Mexico received MX$1.13 trillion"),
            ("operations", "157.2 million transfers, 4.9% less"),
            ("mean_usd", "the mean transfer was US$402, 3.1% more"),
        ],
    )
    def test_headlines(self, measure: str, told: str, rows: pd.DataFrame) -> None:
        assert told in monthly(rows, measure).headline

    def test_two_panels_that_share_time(self, rows: pd.DataFrame) -> None:
        figure = monthly(rows, "usd").views["chart"]
        twelve, each = figure.data[0], figure.data[1]
        assert (twelve.yaxis, each.yaxis, twelve.xaxis, each.xaxis) == ("y", "y2", None, None)
        assert len(twelve.x) == len(each.x) == 377
        assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]
        assert np.isnan(twelve.y[:11]).all() and twelve.y[-1] == 63_171_167_786
        assert figure.layout.yaxis.range[0] == figure.layout.yaxis2.range[0] == 0
        assert len(figure.to_json()) < 26_000

    def test_labels(self, rows: pd.DataFrame) -> None:
        labels = texts(monthly(rows, "usd"))
        assert "Mar 2025<br><b>US$65.3B</b>" in labels
        assert "Jun 2008<br><b>US$26.9B</b>" in labels
        assert "Jun 2024<br><b>US$6.2B</b>" in labels
        assert "<b>US$63.2B</b>" in labels

    def test_every_turning_point_is_a_dot(self, rows: pd.DataFrame) -> None:
        dots = [trace for trace in monthly(rows, "mxn_real").views["chart"].data if trace.mode == "markers"]
        assert len(dots[0].x) == 1 + len(store.remittances_landmarks("mxn_real").iloc[1:])  # and the last month
        assert list(dots[1].x) == ["2022-07"]

    def test_the_record_only_where_it_is_shown(self) -> None:
        exhibit = monthly(store.remittances_monthly(Filters(year_to=2010)), "usd")
        assert "Record" not in exhibit.subtitle
        assert exhibit.subtitle.endswith("January 1995 to December 2010")
        assert "Jun 2024<br><b>US$6.2B</b>" not in texts(exhibit)
        assert "Jun 2008<br><b>US$26.9B</b>" in texts(exhibit)

    def test_rows_are_those_of_the_measure_the_latest_first(self, rows: pd.DataFrame) -> None:
        shown = monthly(rows, "mean_usd").rows
        assert list(shown) == ["month", "mean_usd", "mean_usd_12m", "mean_usd_12m_change", "mean_usd_change"]
        assert str(shown["month"].iloc[0]) == "2026-05-01"
        assert monthly(rows, "mxn_real").rows["base_year"].unique().tolist() == [2025]

    def test_a_first_year_without_a_year_before(self) -> None:
        exhibit = monthly(store.remittances_monthly(Filters(year_to=1995)), "usd")
        assert exhibit.headline.endswith("US$3.7 billion in remittances, with no figure of a year before")

    @pytest.mark.parametrize("measure", MEASURES)
    @pytest.mark.parametrize("t", [ES, EN])
    @pytest.mark.parametrize("years", [(None, None), (2024, None), (2010, 2015), (1995, 1996)])
    def test_no_two_labels_share_room_on_a_phone(self, measure: str, t: i18n.Language, years: tuple) -> None:
        figure = monthly(store.remittances_monthly(Filters(year_from=years[0], year_to=years[1])), measure, t).views[
            "chart"
        ]
        boxes = [_box(note, figure) for note in figure.layout.annotations if note.xref != "paper"]
        assert boxes
        crossed = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if _meet(a, b)]
        assert crossed == []

    def test_nothing_to_show(self, rows: pd.DataFrame) -> None:
        assert monthly(rows.head(0), "usd").rows.empty
        assert remittances_growth.exhibit(rows.head(0), "usd", ES, LIGHT).rows.empty


def _box(note, figure, width: float = 350.0) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of a label on a phone, worked out from the figure alone; letters of 6.1 pixels."""
    start, end = (pd.Timestamp(month) for month in figure.layout.xaxis.range)
    axis = figure.layout.yaxis if note.yref == "y" else figure.layout.yaxis2
    height = 400 * (axis.domain[1] - axis.domain[0])
    x = (pd.Timestamp(note.x) - start) / (end - start) * (width - 16)
    y = 400 * axis.domain[0] + (note.y - axis.range[0]) / (axis.range[1] - axis.range[0]) * height
    y += -note.ay if note.ay is not None else note.yshift
    lines = note.text.replace("<b>", "").replace("</b>", "").split("<br>")
    wide, high = 6.1 * max(map(len, lines)), 14 * len(lines)
    left = x - wide * {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
    return (left, left + wide, y, y + high) if note.yanchor == "bottom" else (left, left + wide, y - high, y)


def _meet(a: tuple, b: tuple) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


class TestGrowth:
    def test_words(self, rows: pd.DataFrame) -> None:
        exhibit = remittances_growth.exhibit(rows, "usd", EN, LIGHT)
        assert exhibit.headline == "Remittances in US dollars: below a year before since June 2025, lately −1.9%"
        below = rows.set_index("month")["amount_usd_12m_change"] < 0
        assert not below["2025-05"].any() and below["2025-06":].all()
        assert "Highest: +54.2% in December 2003. Lowest: −17.6% in March 2010." in exhibit.alt
        assert "Canales" in exhibit.notes[0]

    def test_all_on_one_side(self) -> None:
        shown = store.remittances_monthly(Filters(year_from=2016, year_to=2020))
        exhibit = remittances_growth.exhibit(shown, "usd", EN, LIGHT)
        assert "above a year before in every month shown" in exhibit.headline
        assert exhibit.notes == ()

    def test_above_and_below_zero(self, rows: pd.DataFrame) -> None:
        figure = remittances_growth.exhibit(rows, "usd", EN, DARK).views["chart"]
        above, below, line = figure.data[:3]
        assert above.y.min() == 0 and below.y.max() == 0
        assert np.allclose(above.y + below.y, line.y)
        assert {"Dec 2003<br><b>+54.2%</b>", "Mar 2010<br><b>−17.6%</b>", "May 2026<br><b>−1.9%</b>"} <= {
            note.text for note in figure.layout.annotations
        }
        assert figure.layout.yaxis.range[0] < 0 < figure.layout.yaxis.range[1]

    def test_a_year_without_one_before_it_says_so(self) -> None:
        exhibit = remittances_growth.exhibit(store.remittances_monthly(Filters(year_to=1995)), "usd", ES, LIGHT)
        assert exhibit.rows.empty
        assert "elige más años" in exhibit.nothing

    def test_the_mean_transfer_is_no_matter_of_method(self, rows: pd.DataFrame) -> None:
        assert remittances_growth.exhibit(rows, "mean_usd", EN, LIGHT).notes == ()


class TestKeyFigures:
    def test_values(self, rows: pd.DataFrame) -> None:
        figures = remittances_monthly.key_figures(rows, EN)
        assert [figure.value for figure in figures] == ["US$63.2B", "MX$1.13T", "US$402", "US$6.2B"]
        assert [figure.note for figure in figures] == [
            "−1.9% against the twelve months before", "−12.9% against the twelve months before",
            "+3.1% against the twelve months before", "June 2024, nominal dollars",
        ]  # fmt: skip
        assert remittances_monthly.key_figures(rows, ES)[3].label == "Mes récord"


class TestWords:
    def test_measures_are_the_stores_in_order(self) -> None:
        assert list(WORDS) == MEASURES == list(measure_names(ES))
        assert measure_names(ES)["mean_usd"] == "Envío medio"

    def test_numbers(self) -> None:
        assert written(1.2634e12, "mxn", EN) == "MX$1.26T"
        assert written(1.2634e12, "mxn", ES).replace("\u00a0", " ") == "$1,263.4 mil M"
        assert written(401.9, "mean_usd", ES) == "US$402"
        assert (signed(-0.0194, EN), signed(0.031, EN), signed(0, EN)) == ("−1.9%", "+3.1%", "0.0%")


class TestLabels:
    LINE = (np.linspace(0, 1, 300), np.full(300, 0.5))

    def test_one_that_finds_no_room_is_left_out(self) -> None:
        marks = [Mark(0.5, 0.5, "a label<br>of two lines") for _ in range(8)]
        placed = fitting(marks, self.LINE, 200)
        assert 1 <= len(placed) < 8
        for width in (335.0, 1150.0):
            boxes = [label.box(width, 200) for label in placed]
            assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])
            assert not any(box.holds(self.LINE[0] * width, self.LINE[1] * 200) for box in boxes)

    def test_none_beyond_the_plot(self) -> None:
        left, right = fitting([Mark(0.0, 0.5, "a long label"), Mark(1.0, 0.5, "a long label")], self.LINE, 200)
        assert (left.anchor, right.anchor) == ("left", "right")
        assert fitting([Mark(0.5, 0.98, "no room above")], self.LINE, 200) == []

    def test_a_hairline_where_it_stands_off(self) -> None:
        figure = go.Figure()
        for offset in (7.0, -34.0):
            annotate(figure, Label(Mark(0.5, 0.5, "text"), offset, "center"), 1, 2, LIGHT.ink, LIGHT.quiet)
        near, far = figure.layout.annotations
        assert (near.showarrow, near.yshift, near.yanchor) == (False, 7, "bottom")
        assert (far.ay, far.yanchor, far.arrowcolor) == (34, "top", LIGHT.quiet)

    def test_names_at_ends_keep_order_and_distance(self) -> None:
        figure = go.Figure()
        ends = [End(1, y, f"<b>{name}</b><br>1", LIGHT.ink) for name, y in (("a", 0.9), ("b", 0.89), ("c", 0.1))]
        name_ends(figure, ends, (0, 1), 300, LIGHT.rule)
        tops = [300 * note.y - note.ay for note in figure.layout.annotations]
        assert tops[0] - tops[1] >= 30 and tops[1] > tops[2]
        assert max(tops) <= 300 and min(tops) >= 0
