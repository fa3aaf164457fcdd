"""Flags: which hold for a submission beside the one before, and which sections and questions they rest on."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.flags import Flag
from scoring import change, in_scope
from scoring.changes import node_changes
from scoring.flags import Raised, Reviewed, raised
from tests.scoring.building import edition, sheet
from tests.scoring.strategies import answered, trees

TODAY = "2026-11-30"
PROOF = {"needed_from": 3, "lasts_months": 12}
ASKED = edition(
    profile=[{"id": "pupils", "type": "number"}],
    sections={
        "lead": {"questions": {"a": {"minimum_level": 3}, "b": {}}},
        "tech": {"questions": {"c": {"minimum_level": 2}, "d": {"weight": 3}}},
    },
)
NOW = sheet({"a": 2, "b": 4, "c": 2, "d": 3}, profile={"kind": "school"})


def flag(when, framework=None):
    return Flag.model_validate({"id": "f", "framework": framework, "when": when, "say": "Look."})


def held(when, now=NOW, before=None, asked=ASKED, **more):
    """What a flag rests on; None where it does not hold."""
    earlier = None if before is None else Reviewed(asked, before)
    found = raised([flag(when, **more)], Reviewed(asked, now), earlier, today=TODAY)
    known = None if before is None or before.form != now.form else change(asked, now, asked, before)
    assert raised([flag(when, **more)], Reviewed(asked, now), earlier, today=TODAY, change=known) == found
    return found[0].because if found else None


def test_a_must_have_below_its_minimum_raises_a_flag_that_names_it():
    rule = {"not": {"every_question": {"at_least": "minimum", "where": {"must_have": True}}}}
    assert held(rule) == ("a",)
    assert held(rule, sheet({"a": {"not_known": True}, "b": 4, "c": 1, "d": 3})) == ("a", "c")
    assert held(rule, sheet({"a": 3, "b": 1, "c": 2, "d": 1})) is None
    assert held(rule, sheet({"a": 2, "b": 4, "d": 3})) == ("a",), "of c nothing is known"


@pytest.mark.parametrize(
    ("answers", "because"), [((2, 2, 2, 3), ("lead",)), ((2, 3, 5, 2), None), ((1, 1, 1, 1), ("lead", "tech"))]
)
def test_a_section_at_or_below_2_raises_a_flag_that_names_the_section(answers, because):
    """The second section is (c + 3d) / 4: 2.75, 2.75 and 1. The first is the mean: 2, 2.5 and 1."""
    now = sheet(dict(zip("abcd", answers, strict=True)))
    assert held({"score": "any_section", "at_most": 2}, now) == because


def test_a_section_down_a_whole_level_raises_a_flag_beside_the_submission_before():
    """Tech went from (2 + 3 × 5) / 4 = 4.25 to (2 + 3 × 3) / 4 = 2.75: by 1.5; lead and the whole by less."""
    before = sheet({"a": 2, "b": 4, "c": 2, "d": 5})
    assert held({"change": "any_section", "at_most": -1}, before=before) == ("tech",)
    assert held({"change": "tech", "at_most": Decimal("-1.5")}, before=before) == ("tech",)
    assert held({"change": "overall", "at_most": -1}, before=before) is None, "three quarters of a level"
    assert held({"change": "overall", "at_most": Decimal("-0.75")}, before=before) == ("overall",)


def test_a_first_submission_and_one_where_too_little_is_the_same_are_not_down():
    """Of tech only c was answered both times: a quarter of it by weight, less than three fifths."""
    down = {"change": "tech", "at_most": -1}
    assert held(down) is None
    before = sheet({"a": 2, "b": 4, "c": 5, "d": {"not_applicable": "none"}})
    assert held(down, before=before) is None
    assert held({"not": down}, before=before) is None, "what is not known is neither down nor not down"


@pytest.mark.parametrize(
    ("level", "date", "because"),
    [
        (4, "2025-11-25", ("a",)),  # in date on 21 November, run out by the 30th
        (4, "2025-12-01", None),  # still in date
        (4, "2025-11-01", None),  # had run out before it was submitted
        (2, "2025-11-25", None),  # level 2 needs none
    ],
)
def test_evidence_has_lapsed_when_an_answer_rested_on_it_and_it_has_run_out_since(level, date, because):
    asked = edition(questions={"a": {"evidence": PROOF}, "b": {}})
    now = sheet({"a": {"level": level, "evidence": [{"title": "Minutes", "date": date}]}, "b": 3})
    assert held({"evidence": "lapsed"}, now, asked=asked) == because


def test_a_flag_of_one_framework_says_nothing_of_another_and_knows_its_questions():
    rule = {"all": ({"question": "a", "at_most": 2}, {"profile": "kind", "is": "school"})}
    assert held(rule, framework="x") == ("a",)
    assert held(rule, framework="y") is None
    assert held({"question": "gone", "at_most": 2}, framework="x") is None, "an older edition need not have it"
    assert held({"score": "gone", "at_most": 2}, framework="x") is None
    assert held({"any": ({"question": "gone", "is": 1}, {"score": "lead", "at_most": 3})}, framework="x") == ("lead",)


def test_flags_come_in_their_order_with_what_they_say():
    flags = [
        flag({"score": "overall", "at_most": 5}),
        flag({"evidence": "lapsed"}),
        flag({"score": "lead", "at_most": 5}),
    ]
    found = raised(flags, Reviewed(ASKED, NOW), today=TODAY)
    assert found == (Raised("f", "Look.", ("overall",)), Raised("f", "Look.", ("lead",)))


@st.composite
def two_reviews(draw):
    """An edition with two sheets of answers to it."""
    spec = draw(trees(caps=False))
    return edition(spec), sheet(draw(answered(spec))), sheet(draw(answered(spec)))


@given(two_reviews())
def test_the_change_of_the_whole_is_the_like_for_like_change_wherever_that_can_be_compared(drawn):
    asked, now, before = drawn
    found, whole = node_changes(asked, now, asked, before), change(asked, now, asked, before)
    assert found.get("overall") == (whole.like_for_like if whole.comparable else None)
    assert all(-4 <= by <= 4 for by in found.values())
    back = node_changes(asked, before, asked, now)
    assert all(back[node] == -by for node, by in found.items() if node in back and not _rescoped(asked, now, before))


def _rescoped(asked, *sheets):
    """Whether what is asked differs, and with it the weights."""
    first, second = (in_scope(asked, one) for one in sheets)
    return {name for name in first if first[name] == "outside"} != {
        name for name in second if second[name] == "outside"
    }


@given(two_reviews())
def test_nothing_has_changed_since_the_same_submission(drawn):
    asked, now, _ = drawn
    assert set(node_changes(asked, now, asked, now).values()) <= {0}
