"""The attacker's arithmetic, on sums worked out by hand, and against trying every four organisations."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attack.solving import is_told, told


def of(*organisations, **again):
    """A figure over organisations, each with its first submission; `again` is how often another one counts."""
    return dict.fromkeys(((one, 1) for one in organisations), 1) | {(int(one[1:]), 2): n for one, n in again.items()}


def test_twelve_and_nine_of_them_tell_of_the_three_others():
    assert told([of(*range(12)), of(*range(9))]) == frozenset({9, 10, 11})
    assert told([of(*range(12)), of(*range(7))]) is None


def test_three_pairs_of_threes_tell_of_each_though_no_two_of_them_do():
    pairs = [of(*range(6)), of(*range(3, 9)), of(0, 1, 2, 6, 7, 8)]
    assert told(pairs) in [frozenset(three) for three in ((0, 1, 2), (3, 4, 5), (6, 7, 8))]
    assert all(told(two) is None for two in combinations(pairs, 2))


def test_who_knows_four_of_six_learns_of_the_other_two():
    assert told([of(*range(6))], known=range(4)) == frozenset({4, 5})
    assert told([of(*range(6))], known=[0]) is None


def test_the_change_of_one_is_told_by_two_figures_of_the_same_ten():
    assert told([of(*range(10)), of(*range(9), _9=1)]) == frozenset({9})


def test_a_change_since_the_year_before_is_told_of_by_the_figures_of_both_years():
    """Ten in both years and their change: nothing new. The change of nine of them: the change of the tenth."""
    then, now = {(one, "then"): 1 for one in range(10)}, {(one, "now"): 1 for one in range(10)}
    change = dict.fromkeys(now, 1) | dict.fromkeys(then, -1)
    assert told([then, now, change]) is None
    assert told([then, now, {column: many for column, many in change.items() if column[0] != 9}]) == frozenset({9})


figures = st.lists(st.dictionaries(st.tuples(st.integers(0, 8), st.integers(1, 2)), st.just(1), min_size=5), max_size=7)


@settings(max_examples=25)
@given(figures, st.sets(st.integers(0, 8), max_size=3))
def test_it_finds_somebody_exactly_when_some_four_are_told_of(rows, known):
    rows = [{one: many for one, many in row.items() if one[0] not in known} for row in rows]
    any_four = any(is_told(rows, four) for four in combinations(range(9), 4))
    assert (told(rows) is not None) == any_four
