"""What is worked out once for an edition, and what may be asked where."""

import pytest

from scoring import explain, score
from scoring.plan import plan_of
from tests.scoring.building import edition, sheet


def test_the_plan_of_an_edition_is_worked_out_once_and_is_never_that_of_another():
    one, other = edition(questions={"a": {}}), edition(questions={"a": {}})
    assert plan_of(one) is plan_of(one)
    assert plan_of(one) is not plan_of(other)


def test_the_whole_weighs_one_beside_nothing():
    assert explain(edition(questions={"a": {"weight": 3}}), sheet({"a": 3})).weight == 1


def test_a_section_held_over_every_question_names_them_all():
    cap = {
        "id": "c",
        "when": {"not": {"every_question": {"at_least": 2}}},
        "maximum_level": 2,
        "because": "something is not begun",
    }
    one = edition(sections={"s": {"caps": (cap,), "questions": {"a": {}, "b": {"weight": 3}}}})
    (held,) = score(one, sheet({"a": 1, "b": 5})).nodes["s"].caps
    assert held.questions == ("a", "b")


def test_how_much_is_answered_can_never_decide_what_is_asked():
    one = edition(questions={"a": {"ask_if": {"coverage": {"at_least": 1}}}})
    with pytest.raises(LookupError, match=r"^only awards, caps and consistency rules may ask how much is answered$"):
        score(one, sheet())
