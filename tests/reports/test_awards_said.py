"""What is said of an award: nothing is reached by a draft, nor without the adviser who decides it."""

import pytest

from assessments.awards import in_a_line, verdict_words
from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.marks import shortest_way

STARTED = {"id": "started", "title": "Started", "text": "You have submitted the review.", "requires": ()}
GOOD = {"id": "good", "title": "Good mark", "requires": ({"score": "overall", "at_least": 4},), "decided_by": "adviser"}


@pytest.fixture
def asked():
    return edition("2026", [question("a"), question("b")], awards=(STARTED, GOOD))


def result(asked, **levels):
    answers = {name: Answer(level=level) for name, level in levels.items()}
    return score(asked, AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, answers))


def words(asked, one, **how):
    return verdict_words(next(award for award in asked.awards if award.id == one.award), one.verdict, **how)


@pytest.mark.parametrize("levels", [{}, {"a": 5, "b": 5}])
def test_a_draft_has_met_and_reached_nothing(asked, levels):
    given = result(asked, **levels)
    said = {words(asked, one, draft=True) for one in given.awards}
    assert said <= {"Decided when you submit", "Not decided yet"}
    assert "Decided when you submit" in said
    assert "Reached" not in in_a_line(asked, given, draft=True)


def test_what_an_adviser_decides_is_not_met_by_the_review_itself(asked):
    given = result(asked, a=5, b=5)
    said = [words(asked, one, draft=False) for one in given.awards]
    assert said == ["Met", "Everything it asks for is there; an adviser decides"]
    line = "Reached: Started. Good mark: everything it asks for is there; an adviser decides."
    assert in_a_line(asked, given, draft=False) == line


def test_the_next_award_says_how_far_it_is(asked):
    # 4 and 3 are 3.5: one question to move up.
    line = "Reached: Started. Next: Good mark, 1 question to move up."
    assert in_a_line(asked, result(asked, a=4, b=3), draft=False) == line


def test_the_way_there_calls_an_open_question_not_answered(asked):
    given = result(asked, a=4)
    [page] = shortest_way(asked, given, given.awards[-1])
    assert "<td>not answered</td><td>4 Working well</td>" in page


def test_what_an_adviser_gave_is_held_though_the_review_no_longer_meets_it(asked):
    given = result(asked, a=4, b=3)
    assert words(asked, given.awards[-1], draft=False, given=True) == "Given by an adviser"
    for draft in (False, True):
        assert in_a_line(asked, given, draft=draft, given={"good"}) == "Reached: Good mark."
