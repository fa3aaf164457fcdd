"""What a reader sees of scores, amounts and ratios, worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.disclosure import Quantity, Spread, about, quantity, ratio, spread


def scale(shares, **more):
    return spread(shares, lowest=1, highest=5, **more)


def at(*levels):
    """Stored shares of whole levels from 1 to 5."""
    return [2500 * (level - 1) for level in levels]


@pytest.mark.parametrize(("count", "shown"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_a_count_of_organisations_is_shown_to_the_nearest_five(count, shown):
    assert about(count) == shown


def test_four_organisations_have_no_spread():
    assert scale(at(1, 2, 3, 4)) is None


def test_a_mean_is_shown_to_the_nearest_fifth_of_a_level():
    assert scale(at(2, 3, 3, 3, 3)) == Spread(5, Fraction(14, 5))  # 2.8 exactly
    assert scale(at(2, 2, 3, 3, 3, 3, 3)) == Spread(5, Fraction(14, 5))  # 2.714 is nearer 2.8 than 2.6
    assert scale(at(2, 2, 2, 2, 2, 2, 2, 2, 2)[:8] + at(4)) == Spread(10, Fraction(11, 5))  # 2.222


def test_a_long_scale_is_shown_to_five_points_of_a_hundred():
    shown = spread([5200, 5200, 5200, 5200, 5350], lowest=0, highest=100)  # 52.3
    assert shown == Spread(5, Fraction(50))


def test_nothing_is_shown_where_all_are_equal_or_the_mean_stands_at_an_end():
    assert scale(at(3, 3, 3, 3, 3)) == Spread(5, None)
    assert scale(at(1, 1, 1, 1, 1)) == Spread(5, None)
    assert scale([0, 0, 0, 0, 0, 100]) == Spread(5, None)  # 1.007 would be shown as 1


def test_a_target_everybody_agreed_to_have_shown_is_shown_when_all_meet_it():
    met = [10_000] * 5
    assert spread(met, lowest=0, highest=1, shown_when_met=True) == Spread(5, Fraction(1))
    assert spread(met, lowest=0, highest=1) == Spread(5, None)
    assert spread([0] * 5, lowest=0, highest=1, shown_when_met=True) == Spread(5, None)


def test_quartiles_and_counts_come_from_ten():
    nine = at(1, 1, 1, 2, 2, 2, 3, 3, 3)
    assert scale(nine).middle is None
    shown = scale([*nine, *at(3)])
    # in order 1 1 1 2 2 2 3 3 3 3: a quarter of the way along the nine steps is 2.25 on, half 4.5, three quarters 6.75
    assert shown == Spread(
        10, Fraction(11, 5), Fraction(6, 5), Fraction(2), Fraction(3), {1: 5, 2: 5, 3: 5, 4: 0, 5: 0}
    )  # 2.1 is shown as 2.2 (half-up), 1.25 as 1.2


def test_a_cell_of_two_is_hidden_with_the_next_and_five_at_least_together():
    assert scale(at(*[1] * 2, *[2] * 4, *[3] * 8)).counts == {3: 10, 4: 0, 5: 0}
    assert scale(at(*[1] * 1, *[2] * 3, *[3] * 4, *[4] * 8)).counts == {4: 10, 5: 0}  # 1 and 3 are four: too few


def test_no_counts_where_all_of_them_would_be_hidden():
    assert scale(at(*[1] * 2, *[2] * 9)).counts is None


def test_a_third_as_it_is_stored_still_counts_as_the_second_of_four_levels():
    shown = spread([3333] * 6 + [6667] * 6, lowest=1, highest=4)
    assert shown is not None
    assert shown.counts == {1: 0, 2: 5, 3: 5, 4: 0}


def amounts(*values):
    return [Decimal(value) for value in values]


def test_one_that_is_nearly_all_of_an_amount_hides_it():
    assert quantity(amounts(900, 50, 20, 10, 5)) == Quantity(5, None)  # 35 is less than a tenth of 900
    assert quantity(amounts(300, 50, 20, 10, 5)) == Quantity(5, Fraction(77))  # 35 is more than a tenth of 300


def test_an_amount_is_shown_to_two_digits():
    assert quantity(amounts(1249, 1240, 1230, 1260, 1266)) == Quantity(5, Fraction(1200))  # 1,249
    assert quantity(amounts("0.03", "0.04", "0.03", "0.03", "0.0325")) == Quantity(5, Fraction(33, 1000))  # 0.0325


def test_a_ratio_is_the_sum_over_the_sum_and_its_quartiles_those_of_each():
    few = [(30, 60), (200, 1000), (100, 400), (10, 40), (90, 300)]
    pairs = [(Decimal(one), Decimal(other)) for one, other in few]
    assert ratio(pairs) == Quantity(5, Fraction(24, 100))  # 430 / 1,800 = 0.2389, not the mean of five ratios, 0.3
    both = ratio(pairs + pairs)
    assert both is not None
    assert both.about == 10
    assert both.middle == Fraction(25, 100)  # 0.2 0.2 0.25 0.25 0.25 0.25 0.3 0.3 0.5 0.5
    assert (both.lower, both.upper) == (Fraction(25, 100), Fraction(30, 100))


def test_four_amounts_are_too_few():
    assert quantity(amounts(1, 2, 3, 4)) is None
    assert ratio([(Decimal(1), Decimal(2))] * 4) is None
