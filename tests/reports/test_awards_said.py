"""What is said of an award: nothing is reached by a draft, nor without the adviser who decides it."""

import pytest

from assessments.awards import in_a_line
from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.marks import marks

STARTED = {"id": "started", "title": "Started", "text": "You have submitted the review.", "requires": ()}
GOOD = {"id": "good", "title": "Good mark", "requires": ({"score": "overall", "at_least": 4},), "decided_by": "adviser"}


@pytest.fixture
def asked():
    return edition("2026", [question("a"), question("b")], awards=(STARTED, GOOD))


def result(asked, **levels):
    answers = {name: Answer(level=level) for name, level in levels.items()}
    return score(asked, AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, answers))


@pytest.mark.parametrize("levels", [{}, {"a": 5, "b": 5}])
def test_a_draft_has_met_and_reached_nothing(asked, levels):
    given = result(asked, **levels)
    page = marks(asked, given, draft=True)
    assert "Met<" not in page
    assert "Decided when you submit" in page
    assert "Reached" not in in_a_line(asked, given, draft=True)


def test_what_an_adviser_decides_is_not_met_by_the_review_itself(asked):
    given = result(asked, a=5, b=5)
    page = marks(asked, given, draft=False)
    assert "Everything it asks for is there; an adviser decides" in page
    assert page.count(">Met<") == 1  # the first award, which the review decides
    line = "Reached: Started. Good mark: everything it asks for is there; an adviser decides."
    assert in_a_line(asked, given, draft=False) == line


def test_the_next_award_says_how_far_it_is(asked):
    # 4 and 3 are 3.5: one question to move up.
    line = "Reached: Started. Next: Good mark, 1 question to move up."
    assert in_a_line(asked, result(asked, a=4, b=3), draft=False) == line


def test_the_way_there_calls_an_open_question_not_answered(asked):
    page = marks(asked, result(asked, a=4), draft=True)
    assert "<td>not answered</td><td>4 Working well</td>" in page
