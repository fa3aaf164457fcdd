"""Quartiles are those of the statistics module, exact."""

from fractions import Fraction
from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st

from scoring.disclosure.shown import quartiles


@given(st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=40))
def test_quartiles_are_the_inclusive_ones_of_the_statistics_module(shares):
    assert list(quartiles(shares)) == quantiles(map(Fraction, shares), n=4, method="inclusive")
