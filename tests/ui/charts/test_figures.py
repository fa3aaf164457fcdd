"""Dots stand exactly at their levels, nothing can be dragged, and no text is read as markup."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ui.charts.canvas import CONFIG, Axis, Others
from ui.charts.dot_range import Row, dot_range, in_drawn_order
from ui.charts.palette import DARK, LIGHT
from ui.charts.slope import Point, slope

AXIS = Axis(tuple((level, str(level)) for level in range(1, 6)), mark=4)
LOW = Row("Low", Fraction(2), Fraction(5, 2), "2.0", "2.5")
HIGH = Row("High", Fraction(15, 4), None, "3.8", "–")
NONE = Row("None", None, None, "–", "–")


def test_dots_stand_at_their_levels_with_the_highest_row_on_top():
    before, now = dot_range([LOW, NONE, HIGH], AXIS, LIGHT).data
    assert (list(before.x), list(before.y)) == ([2.5], [1])
    assert (list(now.x), list(now.y)) == ([2.0, 3.75], [1, 2])


def test_now_is_filled_and_last_time_is_hollow():
    before, now = dot_range([LOW], AXIS, LIGHT).data
    assert (now.name, now.marker.color) == ("Now", LIGHT.you)
    assert (before.name, before.marker.color, before.marker.line.color) == ("Last time", LIGHT.paper, LIGHT.you)


def test_only_rows_with_both_are_joined():
    figure = dot_range([LOW, HIGH, NONE], AXIS, LIGHT)
    joins = [(shape.x0, shape.x1) for shape in figure.layout.shapes if shape.y0 == shape.y1]
    assert joins == [(2.5, 2.0)]


def test_rows_with_equal_levels_keep_their_order_and_those_without_a_score_come_last():
    same = Row("Same", Fraction(2), None, "2.0", "–")
    assert [row.name for row in in_drawn_order([NONE, LOW, same, HIGH])] == ["High", "Low", "Same", "None"]


def test_the_good_practice_mark_is_a_dotted_line_at_its_level():
    figure = dot_range([LOW], AXIS, LIGHT)
    marks = [shape for shape in figure.layout.shapes if shape.x0 == shape.x1]
    assert [(mark.x0, mark.line.dash) for mark in marks] == [(4, "dot")]


def test_a_name_that_looks_like_markup_stays_text():
    row = Row('<a href="x">A & B</a>', Fraction(2), None, "<b>2</b>", "–")
    figure = dot_range([row], AXIS, LIGHT)
    texts = [note.text for note in figure.layout.annotations]
    assert texts == ["<b>&lt;b&gt;2&lt;/b&gt;</b>", '&lt;a href="x"&gt;A &amp; B&lt;/a&gt;']
    assert "<a" not in figure.data[0].hovertext[0]


@pytest.mark.parametrize(
    "figure", [dot_range([LOW], AXIS, DARK), slope([Point("2026/27", Fraction(3), "3.0")], AXIS, DARK)]
)
def test_a_figure_has_no_tools_and_cannot_be_dragged_or_zoomed(figure):
    assert CONFIG["displayModeBar"] is False
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_a_line_breaks_where_a_year_is_missing_or_may_not_be_compared():
    points = [
        Point("2023/24", Fraction(2), "2.0"),
        Point("2024/25", Fraction(5, 2), "2.5"),
        Point("2025/26", Fraction(3), "3.0", joined=False),
        Point("2026/27", None, "–"),
        Point("2027/28", Fraction(7, 2), "3.5"),
    ]
    runs = [(list(run.x), list(run.y)) for run in slope(points, AXIS, LIGHT).data]
    assert runs == [([0, 1], [2.0, 2.5]), ([2], [3.0]), ([4], [3.5])]


def test_every_period_has_its_tick_even_one_without_a_figure():
    figure = slope([Point("2025/26", None, "–"), Point("2026/27", Fraction(3), "3.0")], AXIS, LIGHT)
    assert list(figure.layout.xaxis.ticktext) == ["2025/26", "2026/27"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_name_has_the_ground_of_the_page_so_that_no_grid_line_runs_through_it(colours):
    names = [note for note in dot_range([LOW, HIGH], AXIS, colours).layout.annotations if note.text in ("Low", "High")]
    assert [name.bgcolor for name in names] == [colours.paper, colours.paper]


def test_others_stand_under_the_dots_as_a_band_and_a_tick_where_they_are_shown():
    ahead = replace(LOW, name="Ahead", others=Others(Fraction(3, 2), (Fraction(1), Fraction(2)), "middle 1.5"))
    few = replace(HIGH, name="Few", others=Others(Fraction(4), None, "average 4"))
    band, tick, *_ = dot_range([few, NONE, ahead], AXIS, LIGHT).data
    assert (list(band.base), list(band.x), list(band.y), band.marker.color) == ([1], [1], [2], LIGHT.half)
    assert (list(tick.x), list(tick.y), tick.marker.line.color) == ([4, 1.5], [1, 2], LIGHT.peers)
    assert tick.hovertext == ("Few: average 4", "Ahead: middle 1.5")


def test_beside_others_the_row_furthest_above_them_comes_first():
    """Low at 2 is half a level above others at 3/2; High at 15/4 is a quarter below others at 4."""
    low = replace(LOW, others=Others(Fraction(3, 2), None, ""))
    high = replace(HIGH, others=Others(Fraction(4), None, ""))
    alone = replace(HIGH, name="Alone")
    assert [row.name for row in in_drawn_order([NONE, alone, high, low])] == ["Low", "High", "None", "Alone"]


def test_the_figures_of_others_stand_under_their_year_and_are_not_joined():
    others = Others(Fraction(3), (Fraction(5, 2), Fraction(7, 2)), "middle 3")
    points = [Point("2025/26", Fraction(2), "2"), Point("2026/27", Fraction(4), "4", others=others)]
    band, tick, you = slope(points, AXIS, LIGHT).data
    assert (list(band.x), list(band.base), list(band.y)) == ([1], [2.5], [1])
    assert (list(tick.x), list(tick.y), tick.mode, tick.hovertext) == ([1], [3], "markers", ("2026/27: middle 3",))
    assert list(you.y) == [2, 4]
