"""Home after a year: where one stands, what has happened to it since, and on which day it was."""

from datetime import UTC, datetime, timedelta

from assessments import answering, organisations, reviews, submitting
from scoring.answers import Answer, Evidence
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, submitted

POLICY = "esafe.lead.policy"


def test_the_change_since_the_year_before_is_said_once(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR, level=3)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR, level=4)
    assert words(visit()).count("Up by 1 on the same questions since 2025/26.") == 1


def test_a_reopened_review_still_stands_with_what_was_submitted(visit, door, catalogue, school, now):
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    submitting.reopen(door, review.id, "One answer was wrong", now=now)
    said = words(visit())
    assert "In progress" in said
    assert "reopened: this stays the result until it is submitted again" in said
    assert "3 of 5 · In place" in said


def test_evidence_that_runs_out_soon_is_said(visit, door, catalogue, school, now):
    review = reviews.start(door, catalogue, school.id, "esafety", now=now)
    life = catalogue.latest("esafety").edition.questions[POLICY].evidence.lasts_months
    dated = (now - timedelta(days=life * 365 // 12 - 30)).date().isoformat()
    for question in reviews.open(door, catalogue, review.id, now=now).shown:
        proof = (Evidence("Policy", dated),) if question == POLICY else ()
        answering.give(door, catalogue, review.id, question, Answer(level=4, evidence=proof), seen=0, now=now)
    submitting.submit(door, catalogue, review.id, now=now)
    assert "1 piece of evidence will run out by 21 January 2027." in words(visit())


def test_a_day_is_the_day_in_london(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert "submitted 1 July 2026" in words(visit())


def test_of_very_many_organisations_the_first_hundred_are_listed_and_the_rest_are_found_by_name(visit, door, now):
    for place in range(102):
        name = f"Paper Lantern School {place:03}"
        organisations.add(door, name=name, kind="school", phase="primary", region=None, facts={}, now=now)
    home = visit()
    assert "Paper Lantern School 099" in words(home)
    assert "Paper Lantern School 100" not in words(home)
    assert "And 2 more: type part of the name." in words(home)
    home.text_input[0].input("lantern 101").run()
    assert "Paper Lantern School 101" in words(home)
    assert "Paper Lantern School 099" not in words(home)
