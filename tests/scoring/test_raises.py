"""What raising an answer, as a path to an award does, makes of where a question stands."""

from fractions import Fraction

import pytest

from scoring.case import Case
from scoring.conditions import Standing
from scoring.plan import plan_of
from tests.scoring.building import NA, edition, sheet


def raised(questions, answers, moves, **more):
    one = edition(questions=questions)
    return Case(plan_of(one), sheet(answers, **more), moves).standings


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        ({"a": {}, "b": {"applies_to": {"kinds": ("charity",)}}}, {"b": 2}),
        ({"a": {}, "b": {}}, {"b": NA}),
        ({"a": {}, "b": {"ask_if": {"question": "a", "at_least": 3}}}, {"b": 2}),
    ],
    ids=["not asked of this organisation", "not applicable", "not yet known to be asked"],
)
def test_what_does_not_count_is_not_raised(questions, answers):
    before = raised(questions, answers, {}, profile={"kind": "school"})
    assert raised(questions, answers, {"b": Fraction(1)}, profile={"kind": "school"}) == before


def test_an_unanswered_question_raised_to_a_level_is_answered_there():
    found = raised({"a": {}}, {}, {"a": Fraction(1, 2)})
    assert found == {"a": Standing("answered", share=Fraction(1, 2), stored=frozenset({3}))}


def test_a_raise_never_lowers_what_is_claimed():
    found = raised({"a": {}}, {"a": 5}, {"a": Fraction(1, 2)})
    assert found == {"a": Standing("answered", share=Fraction(1), stored=frozenset({5}))}
