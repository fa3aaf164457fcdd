"""A chart's title states what it shows in at most 15 words, whatever the sections are called."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.finding import Standing, finding

A, B, C = "Leadership", "Safe technology", "Learning"


def standings(*levels):
    return [Standing(name, *map(whole, level)) for name, level in zip((A, B, C), levels, strict=False)]


def whole(level):
    return None if level is None else Fraction(level)


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([], "No section has a score yet"),
        ([(None,), (None,)], "No section has a score yet"),
        ([(4,), (5,)], "Every section is at good practice"),
        ([(3,)], "Leadership is not yet at good practice"),
        ([(3,), (4,), (5,)], "Leadership is the one section not yet at good practice"),
        ([(3,), (3,), (3,)], "All sections stand at the same level"),
        ([(2,), (3,), ("7/2",)], "Leadership is the weakest section and Learning the strongest"),
        ([(2,), (3,), (3,)], "Leadership is the weakest section"),
        ([(2,), (2,), (3,)], "3 of 3 sections are not yet at good practice"),
        ([(2, 2), (3, 3)], "No section has moved since last time"),
        ([(3, 2), (3, 2)], "Every section has improved since last time"),
        ([(3, 2), (3, 3)], "Leadership has improved since last time and nothing slipped"),
        ([(3, 2), (3, 2), (3, 3)], "2 of 3 sections improved since last time and none slipped"),
        ([(2, 3), (3, 3)], "Leadership has slipped since last time"),
        ([(2, 3), (2, 3), (3, 3)], "2 of 3 sections have slipped since last time"),
        ([(2, 3), (3, 2)], "Leadership is the one section that slipped since last time"),
        ([(2, 3), (2, 3), (3, 2)], "1 section improved since last time and 2 slipped"),
        ([(3, 2), (3, None)], "All sections stand at the same level"),
    ],
)
def test_the_title_states_the_finding(levels, said):
    assert finding(standings(*levels), 4) == said


@pytest.mark.parametrize(
    ("weakest", "said"),
    [
        (
            "one two three four five six seven",
            "one two three four five six seven is the weakest section and X the strongest",
        ),
        ("one two three four five six seven eight", "one two three four five six seven eight is the weakest section"),
    ],
)
def test_fifteen_words_are_said_and_a_sixteenth_is_not(weakest, said):
    assert finding([Standing(weakest, Fraction(1)), Standing("X", Fraction(2))], 4) == said


level = st.none() | st.fractions(1, 5, max_denominator=12)
names = st.text(st.sampled_from("ab "), min_size=1, max_size=160)


@given(st.lists(st.builds(Standing, names, level, level), max_size=9), st.integers(1, 5))
def test_no_title_has_more_than_fifteen_words(found, mark):
    assert len(finding(found, mark).split()) <= 15


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("5", "Every section with a level is at good practice"),
        ("3", "One is not yet at good practice"),
    ],
)
def test_nothing_is_said_of_every_section_while_one_has_no_level(now, words):
    assert finding([Standing("One", Fraction(now)), Standing("Two", None)], 4) == words


def test_not_every_section_improved_while_one_has_no_level():
    said = finding(
        [Standing("One", Fraction(4), Fraction(3)), Standing("Two", Fraction(4), Fraction(2)), Standing("Three", None)],
        4,
    )
    assert said == "2 of 3 sections improved since last time and none slipped"
