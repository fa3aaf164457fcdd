"""Thresholds raised in a newer edition: told question by question, and only what rises or is new."""

from fractions import Fraction

from scoring.announced import Announced, Raised, announced
from tests.scoring.building import edition

MUST = {"every_question": {"at_least": "minimum", "where": {"must_have": True}}}
OLD = edition(
    edition="2026",
    questions={"a": {"minimum_level": 3}, "b": {"minimum_level": 4}, "c": {}},
    awards=[{"id": "secure", "requires": (MUST,)}, {"id": "high", "requires": ({"score": "overall", "at_least": 3},)}],
)


def new(**more):
    questions = {"a": {"minimum_level": 4}, "b": {"minimum_level": 4}, "c": {}, "d": {"minimum_level": 2}}
    awards = [
        {"id": "secure", "requires": (MUST,)},
        {"id": "high", "requires": ({"all": ({"score": "overall", "at_least": 4}, {"coverage": {"at_least": 1}})},)},
    ]
    return edition(**{"edition": "2027", "questions": questions, "awards": awards, **more})


def test_a_minimum_that_rises_and_a_new_must_have_are_told_and_what_stays_is_not():
    found = announced(OLD, new(), {"kind": "school"}, "secure")
    assert found == Announced((Raised("a", Fraction(3), Fraction(4)), Raised("d", None, Fraction(2))), 0)


def test_a_score_that_rises_and_another_kind_of_condition_are_told():
    found = announced(OLD, new(), {"kind": "school"}, "high")
    assert found == Announced((Raised("overall", Fraction(3), Fraction(4)),), 1)


def test_a_threshold_that_falls_is_not_announced():
    assert not announced(new(), OLD, {"kind": "school"}, "secure")


def test_an_award_that_the_newer_edition_no_longer_has_is_told():
    assert announced(OLD, new(awards=[]), {"kind": "school"}, "secure").is_gone


def test_a_question_that_is_not_asked_of_organisations_like_this_one_raises_nothing():
    charities = {"a": {"minimum_level": 5, "applies_to": {"kinds": ("charity",)}}, "b": {"minimum_level": 4}}
    assert not announced(OLD, new(questions=charities), {"kind": "school"}, "secure")
