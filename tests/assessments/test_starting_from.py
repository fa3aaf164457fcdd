"""Starting from another framework's answers: what is suggested, hinted and left, counted by hand on a shipped pair."""

from datetime import timedelta

import pytest

from assessments import answering, organisations, reviews, starting_from, submitting
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.assessments.conftest import NOW

# By hand, from the file: governance asks 21 questions of such an organisation. The health-check says the same as one
# of them (gov.decide.ai, levels 1 to 3), touches 13 more, and says nothing of the other 7.
HINTED = {
    "gov.lead.board", "gov.risk.oversight", "gov.lead.owner", "gov.lead.strategy", "gov.lead.alignment",
    "gov.money.lifecycle", "gov.money.procurement", "gov.decide.policies", "gov.decide.inclusion", "gov.risk.registers",
    "gov.risk.data_protection", "gov.risk.continuity", "gov.risk.incidents",
}  # fmt: skip
LEFT = 7


@pytest.fixture(scope="module")
def shipped():
    return Catalogue.load()


@pytest.fixture
def hub(door):
    return organisations.add(door, name="Paper Boat Hub", kind="infrastructure_org", facts={"staff": 6}, now=NOW)


@pytest.fixture
def submit(door, shipped, hub):
    """Submits a review in which every question has a level, but for some."""

    def submitted(framework, level, *, at=NOW, **others):
        review = reviews.start(door, shipped, hub.id, framework, now=at).id
        for question in reviews.open(door, shipped, review, now=at).shown:
            given = Answer(level=others.get(question.replace(".", "_"), level))
            answering.give(door, shipped, review, question, given, seen=0, now=at)
        submitting.submit(door, shipped, review, now=at)
        return review

    return submitted


@pytest.fixture
def found(door, shipped, hub):
    return lambda framework="governance": starting_from.of(door, shipped, hub.id, framework, now=NOW)


def test_the_counts_of_a_shipped_pair_are_those_of_the_file(submit, found):
    submit("io_health_check", 3)
    before = found()
    assert [(one.question, one.answer) for one in before.suggested] == [("gov.decide.ai", Answer(level=3))]
    assert {one.question for one in before.hinted} == HINTED
    assert before.left == LEFT
    [(source, counts)] = before.sources.items()
    assert (source.framework, source.period, source.submitted_at, counts) == (
        "io_health_check",
        "2026/27",
        NOW,
        (1, 13),
    )
    assert before.conflicts == ()


def test_a_level_that_says_something_else_there_is_neither_suggested_nor_hinted(submit, found):
    submit("io_health_check", 4)  # above 3 the two questions on AI differ, so the file maps nothing
    assert (found().suggested, len(found().hinted), found().left) == ((), 13, 8)


def test_none_is_confirmed_by_starting(door, shipped, hub, submit, found):
    submit("io_health_check", 3)
    review = reviews.start(door, shipped, hub.id, "governance", now=NOW).id
    opened = reviews.open(door, shipped, review, now=NOW)
    assert {one.question for one in opened.suggestions.values() if not one.is_hint} == {"gov.decide.ai"}
    assert {one.question for one in opened.suggestions.values() if one.is_hint} == HINTED
    assert (opened.answers, opened.progress.answered) == ({}, 0)


def test_two_reviews_that_do_not_say_the_same_are_listed_with_both(door, shipped, hub, submit, found):
    submit("governance", 3, at=NOW - timedelta(days=365), gov_decide_ai=2)
    submit("io_health_check", 3)
    [conflict] = found().conflicts
    assert (conflict.chosen.question, conflict.chosen.answer) == ("gov.decide.ai", Answer(level=2))
    told = [(one.source.framework, one.answer.level) for one in conflict.disagreeing]
    assert told == [("governance", 2), ("io_health_check", 3)]
    review = reviews.start(door, shipped, hub.id, "governance", now=NOW).id
    kept = reviews.open(door, shipped, review, now=NOW).suggestions["gov.decide.ai"]
    assert kept.note == "the same question; but ICT health-check (2026/27) says 3 In place"


def test_two_reviews_that_say_the_same_are_no_conflict(submit, found):
    submit("governance", 3, at=NOW - timedelta(days=365))
    submit("io_health_check", 3)
    assert found().conflicts == ()
    assert len(found().suggested) == 21


def test_nothing_is_carried_over_where_nothing_was_submitted(found):
    assert (found().offered, found().left) == ((), 21)
