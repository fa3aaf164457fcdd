"""A section over the years: heights on its scale, a line that breaks where years do not compare, others under it."""

import re
from fractions import Fraction

from ui.charts.canvas import Others
from ui.charts.drawing import svg
from ui.charts.palette import DARK, LIGHT
from ui.charts.section_years import BAND, FOOT, LEFT, RIGHT, TOP, section_years
from ui.charts.slope import Point

MIDDLE = (LEFT + RIGHT) / 2


def drawn(*points, palette=LIGHT):
    return svg(section_years(points, (1, 5), palette))


def dots(picture):
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', picture)]


def lines(picture, ink):
    ends = re.findall(rf'<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)" stroke="{ink}"', picture)
    return [tuple(map(float, each)) for each in ends]


def test_years_stand_evenly_and_heights_are_those_of_the_scale():
    points = [Point(str(at), Fraction(level), str(level)) for at, level in enumerate((1, 3, 5))]
    assert dots(drawn(*points)) == [(LEFT, FOOT), (MIDDLE, (FOOT + TOP) / 2), (RIGHT, TOP)]
    assert dots(drawn(points[0])) == [(MIDDLE, FOOT)]


def test_the_line_breaks_where_two_years_do_not_compare_or_one_has_no_figure():
    joined, apart = Point("a", Fraction(1), "1"), Point("b", Fraction(1), "1", joined=False)
    nothing = Point("c", None, "–")
    assert lines(drawn(joined, joined), LIGHT.you) == [(LEFT, FOOT, RIGHT, FOOT)]
    assert lines(drawn(joined, apart), LIGHT.you) == []
    assert lines(drawn(joined, nothing, joined), LIGHT.you) == []


def test_others_are_a_band_and_a_tick_in_their_year():
    others = Others(Fraction(3), (Fraction(2), Fraction(4)), "")
    picture = drawn(Point("a", None, "–"), Point("b", Fraction(5), "5", others=others), palette=DARK)
    assert [(y1, y2) for _, y1, _, y2 in lines(picture, DARK.peers)] == [((FOOT + TOP) / 2, (FOOT + TOP) / 2)]
    quarter = (FOOT - TOP) / 4
    band = f'x="{RIGHT - BAND / 2:.1f}" y="{TOP + quarter:.1f}" width="{BAND:.1f}" height="{2 * quarter:.1f}"'
    assert f'<rect {band} fill="{DARK.half}"/>' in picture
