"""What the page of a new review says it would take over: from which reviews, how much, and where they disagree."""

from datetime import timedelta

import pytest

from assessments import answering, organisations, reviews, submitting
from scoring.answers import Answer
from tests.ui.conftest import words


@pytest.fixture
def hub(door, now):
    return organisations.add(door, name="Paper Boat Hub", kind="infrastructure_org", facts={"staff": 6}, now=now)


@pytest.fixture
def submit(door, catalogue, hub):
    def submitted(framework, level, at):
        review = reviews.start(door, catalogue, hub.id, framework, now=at).id
        for question in reviews.open(door, catalogue, review, now=at).shown:
            answering.give(door, catalogue, review, question, Answer(level=level), seen=0, now=at)
        submitting.submit(door, catalogue, review, now=at)

    return submitted


def test_it_says_how_much_comes_from_where_and_that_nothing_counts_yet(visit, hub, submit, now):
    submit("io_health_check", 3, now)
    told = words(visit("start", organisation=hub.id, framework="governance"))
    assert (
        "You can start from what you answered in ICT health-check (2026/27). In the whole review 1 answer is suggested,"
        " for 13 questions there is a hint and 7 questions are left. Nothing counts until you confirm it."
    ) in told
    assert "ICT health-check, 2026/27, submitted on 22 November 2026: 1 suggested, 13 hints" in told


def test_it_lists_what_two_reviews_do_not_agree_on(visit, hub, submit, now):
    submit("governance", 2, now - timedelta(days=365))
    submit("io_health_check", 3, now)
    told = words(visit("start", organisation=hub.id, framework="governance"))
    assert "For 1 question your reviews do not say the same." in told
    assert "2 Early steps (Governance, 2025/26, submitted on 22 November 2025)" in told
    assert "3 In place (ICT health-check, 2026/27, submitted on 22 November 2026)" in told


def test_it_is_silent_where_there_is_nothing_to_take_over(visit, hub):
    assert "carried over" not in words(visit("start", organisation=hub.id, framework="governance"))
