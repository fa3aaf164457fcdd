"""The sentence about a change: an arrow only where the two reviews may be compared."""

from dataclasses import replace

from assessments.changes import in_a_sentence
from scoring import change
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question

FIVE = "abcde"


def two_years(both, rest):
    """Five questions, of which `both` were answered both years and the others only now; the core rises from 3 to 4."""
    asked = edition("2026", [question(name) for name in FIVE])
    before = {name: Answer(level=3) for name in both}
    now = {name: Answer(level=4) for name in (*both, *rest)}
    sheets = [AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, given) for given in (now, before)]
    return change(asked, sheets[0], asked, sheets[1], None)


def test_two_of_five_questions_the_same_are_too_few_to_say_that_it_went_up():
    found = two_years("ab", "cde")
    assert (found.overlap.numerator, found.overlap.denominator) == (2, 5)  # below 0.60
    assert in_a_sentence(found, "2025/26") == "This cannot be compared with 2025/26"


def test_three_of_five_questions_the_same_are_enough():
    assert in_a_sentence(two_years("abc", "de"), "2025/26") == "Up by 1 on the same questions since 2025/26"


def test_a_change_that_has_no_figure_claims_nothing():
    found = replace(two_years("abc", "de"), like_for_like=None)
    assert in_a_sentence(found, "2025/26") == "This cannot be compared with 2025/26"
    assert in_a_sentence(None, "2025/26") == "This cannot be compared with 2025/26"
