"""Who took part, as it may be handed on: by hand, and a law over groups of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.handed_on import from_five


@pytest.mark.parametrize(
    ("groups", "whole", "shown"),
    [
        ({"primary": (20, 40), "secondary": (6, 12)}, (26, 52), {"primary": (20, 40), "secondary": (6, 12)}),
        ({"primary": (20, 40), "secondary": (4, 12)}, (24, 52), {}),  # 4 would follow from 24 and 20
        (
            {"primary": (20, 40), "secondary": (6, 12), "special": (4, 9)},
            (30, 61),
            {"primary": (20, 40)},  # of the other two 10 of 21
        ),
        ({"primary": (8, 10), "secondary": (6, 12)}, (14, 22), {}),  # two of the primaries did not
        ({"primary": (3, 40)}, None, {}),
        ({"primary": (7, 7), "secondary": (7, 12)}, (14, 19), {"primary": (7, 7), "secondary": (7, 12)}),
        ({}, None, {}),
    ],
)
def test_counts_begin_at_five_and_none_follows_from_the_others(groups, whole, shown):
    assert from_five(groups) == (whole, dict.fromkeys(groups) | shown)


def tells_of_few(did, of):
    return did < 5 or 0 < of - did < 5


counts = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda both: (both[0], sum(both)))


@given(st.dictionaries(st.text(max_size=2), counts, max_size=6))
def test_neither_a_count_nor_what_is_left_of_the_whole_tells_of_one_to_four(groups):
    whole, found = from_five(groups)
    shown = {name: count for name, count in found.items() if count is not None}
    assert all(count == groups[name] and not tells_of_few(*count) for name, count in shown.items())
    if whole is not None and len(shown) < len(groups) and shown:
        left = [count for name, count in groups.items() if name not in shown]
        assert not tells_of_few(sum(did for did, _ in left), sum(of for _, of in left))
