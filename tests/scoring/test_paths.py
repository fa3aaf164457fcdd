"""Paths to awards: each meets its award when taken, and trying everything finds none cheaper."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import path, score
from scoring.awards import conditions_of, verdict_of, worst
from scoring.case import Case
from scoring.conditions import holds
from scoring.efforts import cost
from scoring.path import TRIALS, cheapest_path
from scoring.plan import plan_of
from scoring.standing import standings
from tests.scoring.building import NA, edition, sheet
from tests.scoring.strategies import LEVELS, answered, trees


@st.composite
def conditions(draw, spec):
    names = [q for s in spec["sections"].values() for t in s["strands"].values() for q in t["questions"]]
    level = draw(st.integers(2, 4))
    nodes = ["overall", *spec["sections"], *(t for s in spec["sections"].values() for t in s["strands"])]
    one = st.one_of(
        st.builds(lambda q: {"question": q, "at_least": level}, st.sampled_from(names)),
        st.builds(lambda q: {"question": q, "at_most": level}, st.sampled_from(names)),
        st.builds(lambda n: {"score": n, "at_least": level}, st.sampled_from(nodes)),
        st.builds(lambda n: {"score": n, "at_most": level}, st.sampled_from(nodes)),
        st.builds(lambda at: {"every_question": {"at_least": at}}, st.sampled_from(["minimum", 2, 3])),
    )
    first, second = draw(one), draw(one)
    shape = draw(st.integers(0, 5))
    if shape == 0:
        return ({"any": (first, second)},)
    if shape == 1:
        return (first, {"not": second})
    return (first, second) if shape < 4 else (first,)


@st.composite
def tiny(draw):
    """At most four questions, so that everything can be tried."""
    spec = draw(trees())
    kept = 0
    for section in list(spec["sections"].values()):
        for strand in section["strands"].values():
            for name in list(strand["questions"]):
                kept += 1
                if kept > 4:
                    del strand["questions"][name]
        section["strands"] = {name: strand for name, strand in section["strands"].items() if strand["questions"]}
    spec["sections"] = {name: section for name, section in spec["sections"].items() if section["strands"]}
    if draw(st.booleans()):
        spec["scoring"] = {**spec.get("scoring", {}), "evidence": "cap"}
    if draw(st.integers(0, 5)) == 0:
        spec["scoring"] = {**spec.get("scoring", {}), "unanswered": "left_out"}
    spec["awards"] = ({"id": "it", "requires": draw(conditions(spec))},)
    answers = draw(answered(spec, st.one_of(LEVELS, LEVELS, st.none(), st.just({"not_known": True}))))
    return spec, answers


def verdict_after(one, given_sheet, moves):
    plan = plan_of(one)
    case = Case(plan, given_sheet, {name: plan.share(level) for name, level in moves.items()})
    return worst(verdict_of(holds(condition, case.judging())) for condition in conditions_of(case, one.awards[0]))


def cheapest_by_trying(one, given_sheet):
    """The least cost over every set of moves, each question's start read where the earlier ones have been moved."""
    plan, best = plan_of(one), None
    names = list(one.questions)
    for chosen in product([None, 2, 3, 4, 5], repeat=len(names)):
        moves = {name: level for name, level in zip(names, chosen, strict=True) if level is not None}
        total = price(plan, given_sheet, moves)
        if total is not None and (best is None or total < best) and verdict_after(one, given_sheet, moves) == "met":
            best = total
    return best


def price(plan, given_sheet, moves):
    total = 0
    case = Case(plan, given_sheet, {name: plan.share(level) for name, level in moves.items()})
    for name, level in moves.items():
        others = {other: plan.share(to) for other, to in moves.items() if other != name}
        standing = standings(plan, given_sheet, case.target, others)[name]
        if standing.state in ("outside", "not_applicable") or not standing.shown:
            return None
        start = Case(plan, given_sheet, others).official_shares()[name]
        now = plan.whole_level(start or 0)
        if level <= now:
            return None
        total += cost(plan.edition.questions[name], now, level)
    return total


def check_path(review):
    """Compare one path with trying everything; gives its cost."""
    spec, answers = review
    one, given_sheet = edition(spec), sheet(answers)
    award = score(one, given_sheet).awards[0]
    if award.verdict == "met":
        assert award.path == ()
        return 0
    assert award.path_is_cheapest
    assert award.path_cost == cheapest_by_trying(one, given_sheet)
    if award.path is not None:
        assert verdict_after(one, given_sheet, dict(award.path)) == "met"
        assert price(plan_of(one), given_sheet, dict(award.path)) == award.path_cost
    return award.path_cost


@settings(max_examples=25)
@given(tiny())
def test_a_path_meets_its_award_and_none_is_cheaper(review):
    check_path(review)


def test_a_search_that_stops_at_its_bound_says_so():
    questions: dict[str, dict[str, int]] = {f"q{number}": {} for number in range(12)}
    one = edition(questions=questions, awards=({"id": "it", "requires": ({"score": "overall", "at_most": 2},)},))
    case = Case(plan_of(one), sheet(dict.fromkeys(questions, 3)))
    assert 5**4 < TRIALS < 5**12
    assert cheapest_path(case, one.awards[0].requires) is None


DEAR: dict[str, Any] = {"next_steps": {level: {"text": "Do it", "effort": "large"} for level in range(1, 5)}}
OTHERS: dict[str, dict[str, int]] = {f"q{number}": {} for number in range(8)}
AT_MOST = tuple({"question": name, "at_most": 5} for name in OTHERS)


def found(asked, answers, questions, **more):
    """The one award's path, its cost, and whether the search was sure."""
    given_sheet = sheet(answers, profile={"kind": "school"})
    one = edition(questions=questions, awards=({"id": "it", "requires": asked},), **more)
    (award,) = score(one, given_sheet).awards
    return award.path, award.path_cost, award.path_is_cheapest


def test_a_path_found_before_the_search_stopped_at_its_bound_is_said_not_to_be_sure():
    questions = {"dear": DEAR, **OTHERS}
    asked = ({"question": "dear", "at_least": 5}, *AT_MOST)
    assert found(asked, dict.fromkeys(questions, 1), questions) == ((("dear", 5),), 12, False)


@pytest.mark.parametrize(
    ("others", "answers"),
    [
        ({name: {"applies_to": {"kinds": ("charity",)}} for name in OTHERS}, {}),
        (OTHERS, dict.fromkeys(OTHERS, NA)),
    ],
    ids=["not asked of this organisation", "not applicable"],
)
def test_what_does_not_count_is_not_tried(others, answers):
    asked = ({"question": "dear", "at_least": 5}, *({"not": {"question": name, "at_least": 4}} for name in OTHERS))
    assert found(asked, {"dear": 1, **answers}, {"dear": DEAR, **others}) == ((("dear", 5),), 12, True)


def test_what_holds_a_section_is_not_tried_where_no_score_is_asked_for():
    caps = tuple(
        {"id": f"c{name}", "when": {"question": name, "at_most": 1}, "maximum_level": 2, "because": "of it"}
        for name in OTHERS
    )
    questions = {"dear": DEAR, **OTHERS}
    one = edition(
        sections={"s": {"caps": caps, "questions": questions}},
        awards=({"id": "it", "requires": ({"question": "dear", "at_least": 5},)},),
    )
    (award,) = score(one, sheet(dict.fromkeys(questions, 1))).awards
    assert (award.path, award.path_is_cheapest) == ((("dear", 5),), True)


def test_a_path_to_a_score_is_sure_however_many_questions_there_are_answered_or_not():
    names = [f"q{number}" for number in range(12)]
    questions: dict[str, dict[str, int]] = {name: {} for name in names}
    asked = ({"score": "s", "at_least": 5},)
    assert found(asked, {"q0": 3}, questions) == (tuple((name, 5) for name in names), 92, True)


def test_a_question_that_a_move_lets_in_is_moved_too_where_what_is_unanswered_is_left_out():
    """Section s counts b alone, which is asked from a = 2 on: each is one step of medium effort (2)."""
    questions = {"a": {"weight": 0}, "b": {"ask_if": {"question": "a", "at_least": 2}}, "c": {"weight": 0}}
    asked = ({"question": "a", "at_least": 2}, {"score": "s", "at_least": 2})
    answers = {"a": {"not_known": True}, "c": 1}
    left_out = {"unanswered": "left_out"}
    assert found(asked, answers, questions, scoring=left_out) == ((("a", 2), ("b", 2)), 4, True)


def test_what_is_left_unanswered_under_a_ladder_stays_out_of_a_mean_over_questions():
    """One question of two at 2 is an average of 2: a step of medium effort (2). The ladder's so-far is its floor."""
    strands = {"t": {"pass_at": 2, "questions": {"a": {}, "b": {}}}}
    one = edition(
        sections={"s": {"rollup": "ladder", "strands": strands}},
        scoring={"over": "questions", "unanswered": "left_out"},
        awards=({"id": "it", "requires": ({"score": "overall", "at_least": 2},)},),
    )
    (award,) = score(one, sheet({})).awards
    assert (award.path, award.path_cost, award.path_is_cheapest) == ((("a", 2),), 2, True)


def test_the_search_makes_as_many_trials_as_its_bound_and_no_more():
    one = edition(questions={"a": {}, "b": {}}, awards=({"id": "it", "requires": ()},))
    to_three = ({"question": "a", "at_least": 3}, {"question": "b", "at_most": 5})
    case = Case(plan_of(one), sheet({"a": 2, "b": 2}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(path, "TRIALS", 1)
        assert cheapest_path(case, conditions_from(to_three)) is None
        patch.setattr(path, "TRIALS", 2)
        assert cheapest_path(case, conditions_from(to_three)) == path.Path((("a", 3),), 2, is_cheapest=True)


def conditions_from(written):
    return edition(questions={"a": {}, "b": {}}, awards=({"id": "it", "requires": written},)).awards[0].requires
