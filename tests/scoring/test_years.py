"""What a comparison of two years says of each question, beside the cases worked by hand."""

from fractions import Fraction

import pytest

from frameworks.companions import Lineage
from scoring import change
from scoring.errors import NotTheSameFramework
from tests.scoring.building import edition, sheet


def test_a_change_says_what_became_of_each_question():
    older = edition(edition="2025", questions={"a": {}, "b": {}, "c": {}, "d": {}})
    newer = edition(questions={"a": {}, "m": {}, "d": {}})
    lineage = Lineage.model_validate(
        {"from": "2025", "to": "2026", "questions": {"m": {"from": ("b", "c"), "change": "merged"}}}
    )
    found = change(
        newer,
        sheet({"a": 3, "m": 2, "d": {"not_known": True}}),
        older,
        sheet({"a": 3, "b": 1, "c": 1, "d": 4}),
        lineage,
    )
    assert [(line.question, line.was, line.before, line.after, line.status) for line in found.questions] == [
        ("a", "a", 3, 3, "same"),
        ("m", None, None, 2, "changed"),
        ("d", "d", 4, None, None),
    ]
    assert found.why_not == "Only 1 of 3 questions are the same and answered both times."
    again = change(newer, sheet({"a": 3, "m": 2, "d": 4}), newer, sheet({"a": 3, "m": 2, "d": 4}))
    assert (again.comparable, again.why_not) == (True, None)
    with pytest.raises(NotTheSameFramework, match=r"^“x” and “other” are different frameworks\.$"):
        change(newer, sheet(), edition(id="other", questions={"a": {}}), sheet())


def test_each_question_s_part_of_the_change_is_its_move_by_its_weight_and_together_they_are_the_change():
    """Weights 2, 1, 1: one level up, one down and none is (2 − 1 + 0) / 4 of a level."""
    asked = edition(questions={"a": {"weight": 2}, "b": {}, "c": {}, "d": {}})
    found = change(
        asked, sheet({"a": 3, "b": 2, "c": 4, "d": 5}), asked, sheet({"a": 2, "b": 3, "c": 4, "d": {"not_known": True}})
    )
    assert found.parts == {"a": Fraction(1, 2), "b": Fraction(-1, 4), "c": 0}
    assert found.like_for_like == Fraction(1, 4)


def test_a_section_whose_questions_weigh_nothing_takes_no_part_in_what_is_the_same():
    asked = edition(
        sections={
            "aside": {"strands": {"aside.t": {"weight": 0, "questions": {"a": {}}}}},
            "kept": {"questions": {"b": {}}},
        },
        scoring={"over": "questions"},
    )
    found = change(asked, sheet({"b": 3}), asked, sheet({"b": 2}))
    assert (found.overlap, found.like_for_like, found.comparable) == (Fraction(1), Fraction(1), True)
