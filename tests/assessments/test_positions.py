"""Where one stands, in words, from quartiles that are rounded to a fifth of a level."""

from fractions import Fraction

import pytest

from assessments import positions
from scoring.disclosure import Spread
from tests.scoring.building import edition

SCALE = edition(questions={"a": {}}).scale


def spread(lower=None, middle=None, upper=None, *, mean=None, counts=None):
    mean, lower, middle, upper = (None if each is None else Fraction(each) for each in (mean, lower, middle, upper))
    return Spread(15, mean=mean, lower=lower, middle=middle, upper=upper, counts=counts)


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("2.2", "fewer than a quarter are below you"),
        ("2.3", "about a quarter are below you"),  # within the rounding of 2.4
        ("2.6", "about a third are below you"),  # a quarter of the way from 2.4 to 3.2: 5/16, nearest a third
        ("2.8", "about a third are below you"),  # half of the way: 3/8, nearer a third than a half
        ("3.0", "about half are below you"),  # 7/16
        ("3.2", "about half are below you"),
        ("3.4", "about two thirds are below you"),  # half way from 3.2 to 3.6: 5/8
        ("3.6", "about three quarters are below you"),
        ("3.7", "about three quarters are below you"),
        ("3.71", "more than three quarters are below you"),
    ],
)
def test_a_position_is_said_in_parts_of_the_whole_between_the_quartiles(own, words):
    assert positions.position(Fraction(own), spread("2.4", "3.2", "3.6"), SCALE) == words


@pytest.mark.parametrize("quartiles", [("3", "3", "4"), ("2", "3", "3"), ("3", "3", "3")])
def test_where_quartiles_fall_together_nobody_is_said_to_be_below(quartiles):
    assert positions.position(Fraction(3), spread(*quartiles), SCALE) == "many are at your level"


def test_where_quartiles_fall_together_one_stands_above_or_below_them_all_the_same():
    same = spread("3", "3", "4")
    assert positions.position(Fraction(2), same, SCALE) == "fewer than a quarter are below you"
    assert positions.position(Fraction("3.5"), same, SCALE) == "about two thirds are below you"  # 5/8


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ("2.89", "you are below their average"),
        ("2.9", "you are level with their average"),
        ("3.1", "you are level with their average"),
        ("3.2", "you are above their average"),
    ],
)
def test_of_fewer_than_ten_only_the_average_is_known_and_its_rounding_hides_small_gaps(own, words):
    assert positions.position(Fraction(own), spread(mean="3"), SCALE) == words


def test_without_a_figure_nothing_is_said():
    assert positions.position(Fraction(3), spread(), SCALE) is None
    assert positions.side(Fraction(3), spread(), SCALE) is None


def test_the_side_is_that_of_the_middle_and_not_of_the_average():
    assert positions.side(Fraction(3), spread("2", "2.6", "3.4", mean="4"), SCALE) == "above"


def test_on_a_scale_of_a_hundred_the_rounding_is_five_points():
    assert positions.tolerance(edition(questions={"a": {}}, scale=(0, 100)).scale) == Fraction(5, 2)
