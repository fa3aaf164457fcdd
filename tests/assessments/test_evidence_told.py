"""How much of what needs evidence has it in date, counted by hand."""

import scoring
from assessments.evidence_told import covered
from scoring.answers import Answer, Evidence
from tests.scoring.building import edition, sheet

NEEDS = {"evidence": {"needed_from": 4, "lasts_months": 12}}
ASKED = edition(questions={"a": NEEDS, "b": NEEDS, "c": NEEDS, "d": {}})
FRESH, OLD = Evidence("It", "2026-09-01"), Evidence("It", "2024-09-01")


def said(**answers):
    return covered(ASKED, scoring.score(ASKED, sheet(answers)))


def test_answers_that_need_evidence_are_counted_and_those_that_have_it_in_date():
    proven, lapsed = Answer(level=5, evidence=(FRESH,)), Answer(level=4, evidence=(OLD,))
    assert said(a=proven, b=lapsed, c=3, d=5) == "Where the level needs evidence, it is in date: 1 of 2"
    assert said(a=proven, b=lapsed, c=4, d=5) == "Where the level needs evidence, it is in date: 1 of 3"
    assert said(a=Answer(level=4, evidence=(OLD, FRESH))) == "Where the level needs evidence, it is in date: 1 of 1"


def test_nothing_is_said_where_no_answer_needs_any():
    assert said(a=3, b=2, d=5) is None
