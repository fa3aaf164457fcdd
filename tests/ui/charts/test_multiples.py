"""Small pictures of numbers: dots at their days and heights, from nought, and no two figures over one another."""

import re
from datetime import date
from fractions import Fraction

from ui.charts.drawing import svg
from ui.charts.multiples import FOOT, LEFT, RIGHT, TOP, Point, multiple
from ui.charts.palette import DARK, LIGHT

FIRST, LAST = date(2024, 11, 14), date(2026, 11, 14)  # 730 days


def drawn(*points, palette=LIGHT):
    return svg(multiple([Point(on, Fraction(figure), text) for on, figure, text in points], FIRST, LAST, palette))


def dots(picture):
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', picture)]


def said(picture):
    return re.findall(r">([^<>]+)</text>", picture)


def test_dots_stand_at_their_days_and_at_heights_from_nought():
    found = dots(drawn((FIRST, 0, "0"), (date(2025, 11, 14), 2, "2"), (LAST, 4, "4")))
    assert found == [(LEFT, FOOT - 8), ((LEFT + RIGHT) / 2, (FOOT - 8 + TOP) / 2), (RIGHT, TOP)]
    assert dots(drawn((FIRST, 2, "2"), (LAST, 4, "4"))) == [(LEFT, (FOOT - 8 + TOP) / 2), (RIGHT, TOP)]


def test_figures_below_nought_stand_below_it():
    (_, low), (_, high) = dots(drawn((FIRST, -2, "−2"), (LAST, 2, "2")))
    assert (low, high) == (FOOT - 8, TOP)


def test_a_number_that_stays_at_nought_is_drawn_at_the_foot():
    assert {y for _, y in dots(drawn((FIRST, 0, "0"), (LAST, 0, "0")))} == {FOOT - 8}


def test_figures_too_near_one_another_leave_out_the_one_between():
    near = drawn((FIRST, 1, "one"), (date(2026, 10, 14), 2, "two"), (LAST, 3, "three"))
    assert said(near) == ["one", "Nov 2024", "three", "Nov 2026"]
    assert len(dots(near)) == 3


def test_a_text_is_never_markup_and_the_colours_are_those_of_the_theme():
    picture = drawn((FIRST, 1, "<b>&"), (LAST, 2, "2"), palette=DARK)
    assert "&lt;b&gt;&amp;" in picture
    assert DARK.you in picture
