"""What if: the result with some questions raised is the one that those answers would give, and says what was left."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import score
from scoring.next_things import quick_wins
from scoring.what_if import Raised, what_if
from tests.scoring.building import NA, NOT_KNOWN, edition, sheet
from tests.scoring.strategies import built, reviews

STEPS = {level: {"text": "Do it.", "effort": "small"} for level in range(1, 5)}


def test_chosen_questions_go_up_one_level_each_and_the_whole_with_them():
    one = edition(questions={"a": {"weight": 2}, "b": {}, "c": {}})
    found = what_if(one, sheet({"a": 3, "b": 2, "c": 4}), {"a": None, "b": None})
    # Weights 2, 1, 1: (6 + 2 + 4) / 4 = 3 now, and (8 + 3 + 4) / 4 = 15/4 then.
    assert (found.now.overall.level, found.then.overall.level) == (Fraction(3), Fraction(15, 4))
    assert found.raised == (Raised("a", Fraction(3), Fraction(4)), Raised("b", Fraction(2), Fraction(3)))
    assert (found.left, found.more_asked) == ((), 0)


def test_a_level_that_is_aimed_at_is_reached_at_once_and_nothing_is_lowered():
    one = edition(questions={"a": {}, "b": {}})
    found = what_if(one, sheet({"a": 2, "b": 4}), {"a": 5, "b": 3})
    assert found.then.overall.level == Fraction(9, 2)
    assert found.left == (("b", "there_already"),)


def test_what_has_no_answer_is_raised_only_to_a_level_that_is_named():
    one = edition(questions={"a": {}, "b": {}, "c": {}})
    found = what_if(one, sheet({"c": NOT_KNOWN}), {"a": None, "b": 3, "c": None})
    # Unanswered counts as 1: (1 + 1 + 1) / 3 now; b at 3 and c one above the lowest then: (1 + 3 + 2) / 3.
    assert (found.now.overall.level, found.then.overall.level) == (Fraction(1), Fraction(2))
    assert found.left == (("a", "unanswered"),)
    assert found.raised == (Raised("b", None, Fraction(3)), Raised("c", None, Fraction(2)))


def test_what_cannot_be_raised_is_left_with_its_reason():
    one = edition(
        questions={
            "a": {}, "b": {"kind": "text"}, "c": {"applies_to": {"kinds": ("charity",)}}, "d": {}, "e": {},
        }
    )  # fmt: skip
    found = what_if(
        one, sheet({"a": 5, "d": NA, "e": 2}, profile={"kind": "school"}), dict.fromkeys(("a", "b", "c", "d"))
    )
    assert found.left == (("a", "there_already"), ("b", "no_level"), ("c", "outside"), ("d", "not_applicable"))
    assert found.then == found.now


def test_a_raise_that_brings_questions_in_says_how_many():
    one = edition(questions={"a": {}, "b": {"ask_if": {"question": "a", "at_least": 4}}})
    found = what_if(one, sheet({"a": 3}), {"a": None})
    assert (found.now.overall.level, found.then.overall.level, found.more_asked) == (Fraction(3), Fraction(5, 2), 1)


def test_what_is_asked_only_after_another_raise_goes_up_from_its_stored_answer():
    one = edition(questions={"a": {}, "b": {"ask_if": {"question": "a", "at_least": 4}}})
    found = what_if(one, sheet({"a": 3, "b": 2}), {"a": None, "b": None})
    assert found.raised == (Raised("a", Fraction(3), Fraction(4)), Raised("b", None, Fraction(3)))
    assert found.then.overall.level == Fraction(7, 2)


def test_the_steps_to_the_mark_are_those_that_are_left_then():
    award = {"id": "mark", "requires": ({"question": "a", "at_least": 4}, {"question": "b", "at_least": 4})}
    one = edition(questions={"a": {}, "b": {"ask_if": {"question": "a", "at_least": 2}}}, awards=(award,))
    found = what_if(one, sheet({"a": 3, "b": 3}), {"b": None})
    assert [result.path for result in found.now.awards] == [(("a", 4), ("b", 4))]
    assert [result.path for result in found.then.awards] == [(("a", 4),)]


@settings(max_examples=40, deadline=None)
@given(reviews(evidence=False), st.data())
def test_it_is_the_result_that_answering_so_would_give(review, data):
    one, answers = built(review)
    levels = {name: given.level for name, given in answers.answers.items() if given.level is not None}
    chosen = data.draw(st.lists(st.sampled_from(sorted(levels) or ["none"]), unique=True))
    wanted = {name: None for name in chosen if name in levels}
    raised = {name: min(level + 1, 5) if name in wanted else level for name, level in levels.items()}
    others = {name: given for name, given in answers.answers.items() if given.level is None}
    assert what_if(one, answers, wanted).then.nodes == score(one, sheet({**others, **raised})).nodes


def test_quick_wins_are_of_small_effort_and_raise_the_whole_most_first():
    questions = {"a": {"next_steps": STEPS}, "b": {"next_steps": STEPS, "weight": 3}, "c": {"weight": 5},
                 "d": {"next_steps": STEPS, "weight": 0}}  # fmt: skip
    result = score(edition(questions=questions), sheet(dict.fromkeys("abcd", 2)))
    assert [thing.question for thing in quick_wins(result.what_next)] == ["b", "a"]
