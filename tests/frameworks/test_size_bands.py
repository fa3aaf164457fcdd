"""How large an organisation is: a band by a figure of its profile, lower bound inclusive, and the band in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.operating_files import shipped_sizes
from frameworks.size_bands import SizeBands, Sizes


@pytest.mark.parametrize(
    ("kind", "facts", "band"),
    [
        ("school", {"pupils": 0}, 0),
        ("school", {"pupils": 100}, 0),
        ("school", {"pupils": 101}, 1),
        ("school", {"pupils": 1000}, 3),
        ("school", {"pupils": 1001}, 4),
        ("charity", {"staff": 0}, 0),
        ("charity", {"staff": 4}, 1),
        ("charity", {"staff": Decimal("4.5")}, 1),
        ("charity", {"staff": 5}, 2),
        ("trust", {"staff": 100}, 4),
        ("school", {"staff": 30}, None),
        ("charity", {"staff": "many"}, None),
        ("charity", {"staff": True}, None),
        ("library", {"staff": 5}, None),
    ],
)
def test_the_size_band_is_of_pupils_for_schools_and_of_staff_for_others(kind, facts, band):
    assert shipped_sizes().band(kind, facts) == band


@pytest.mark.parametrize(
    ("kind", "band", "words"),
    [
        ("school", 0, "0 to 100 pupils"),
        ("school", 2, "251 to 500 pupils"),
        ("school", 4, "1,001 pupils or more"),
        ("charity", 0, "0 staff"),
        ("charity", 5, None),
        ("library", 0, None),
    ],
)
def test_a_band_is_said_in_words(kind, band, words):
    assert shipped_sizes().title(kind, band) == words


@given(st.sets(st.integers(1, 3000), max_size=11), st.integers(0, 4000))
def test_an_organisation_is_in_the_last_band_that_begins_at_or_below_its_size(starts, size):
    begins = (0, *sorted(starts))
    bands = SizeBands.model_validate({"kinds": ("school",), "fact": "pupils", "from": begins})
    found = Sizes({"school": bands}).band("school", {"pupils": size})
    assert found == max(index for index, start in enumerate(begins) if start <= size)
