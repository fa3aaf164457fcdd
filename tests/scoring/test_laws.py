"""Laws that hold whatever the framework and the answers."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from scoring import explain, score
from scoring.answers import Answer
from scoring.case import Case, case_of
from scoring.glance import glance
from scoring.plan import plan_of
from tests.scoring.building import NA, edition, sheet
from tests.scoring.slow import slow_figures
from tests.scoring.strategies import LEVELS, PLAIN, answered, built, reviews, trees

FIGURES = ("so_far", "floor", "ceiling")


def levels(one, result, reading, figure):
    """Every node's level in a figure."""
    scale = one.scale
    found = {name: getattr(getattr(node, reading), figure) for name, node in result.nodes.items()}
    return {
        name: None if share is None else scale.lowest + share * (scale.highest - scale.lowest)
        for name, share in found.items()
    }


@given(reviews())
def test_every_figure_is_what_a_slow_obvious_version_gives(review):
    one, given_sheet = built(review)
    result, case = score(one, given_sheet), case_of(one, given_sheet)
    for reading in ("claimed", "evidenced"):
        shares = case.shares(reading)
        given_levels = {name: 1 + share * 4 for name, share in shares.items() if share is not None}

        def verdict_of(cap, given_levels=given_levels):
            driver = cap.when.question
            if case.states[driver] in ("outside", "not_applicable"):
                return False
            if case.states[driver] == "unanswered":
                return None
            level = given_levels[driver]
            return level >= cap.when.at_least if cap.when.at_least is not None else level <= cap.when.at_most

        for figure in FIGURES:
            slow = slow_figures(
                one, case.states, given_levels, figure, unknown_caps=figure == "floor", verdict_of=verdict_of
            )
            assert levels(one, result, reading, figure) == slow


@given(reviews())
def test_a_table_of_many_shows_each_what_its_own_page_shows(review):
    one, given_sheet = built(review)
    whole, seen = score(one, given_sheet), glance(one, given_sheet)
    assert seen.levels == {name: node.level for name, node in whole.nodes.items() if node.level is not None}
    assert (seen.overall, seen.band) == (whole.overall.level, whole.overall.band)
    counts = (seen.counts.answered, seen.counts.not_applicable, seen.counts.in_scope)
    assert counts == (whole.overall.answered, whole.overall.not_applicable, whole.overall.in_scope)
    states = {name: node.state for name, node in whole.nodes.items() if node.kind == "question"}
    assert (seen.states, seen.below_minimum) == (states, whole.below_minimum)


def numbers(reading) -> tuple[Any, Any, Any]:
    """So far, floor and ceiling."""
    return reading.so_far, reading.floor, reading.ceiling


@given(reviews(caps=False))
def test_without_caps_the_floor_is_at_most_the_ceiling(review):
    for node in score(*built(review)).nodes.values():
        for reading in (node.claimed, node.evidenced):
            _, floor, ceiling = numbers(reading)
            assert (floor is None) == (ceiling is None)
            assert floor is None or floor <= ceiling


@given(reviews(rollups=("mean",), caps=False))
def test_so_far_lies_between_floor_and_ceiling_in_a_mean_of_answers(review):
    for node in score(*built(review)).nodes.values():
        so_far, floor, ceiling = numbers(node.claimed)
        if so_far is not None and node.kind in ("strand", "question"):
            assert floor <= so_far <= ceiling


@given(reviews(given=st.one_of(LEVELS, st.just(NA))))
def test_when_everything_is_answered_the_three_numbers_are_one(review):
    for node in score(*built(review)).nodes.values():
        assert node.state != "unanswered"
        assert len(set(numbers(node.claimed))) == len(set(numbers(node.evidenced))) == 1


@given(reviews(), st.randoms())
def test_the_order_of_answers_and_of_questions_changes_no_score(review, chance):
    spec, answers = review
    one = edition({**spec})
    names = list(answers)
    chance.shuffle(names)
    again = score(one, sheet({name: answers[name] for name in names}))
    assert again == score(one, sheet(answers))


@given(reviews(rollups=("mean", "min")), st.randoms())
def test_the_order_of_sections_changes_no_score(review, chance):
    spec, answers = review
    if any(
        "ask_if" in q for s in spec["sections"].values() for t in s["strands"].values() for q in t["questions"].values()
    ):
        return
    sections = list(spec["sections"].items())
    chance.shuffle(sections)
    shuffled = edition({**spec, "sections": dict(sections)})
    before, after = score(edition(spec), sheet(answers)), score(shuffled, sheet(answers))
    assert {name: node.claimed for name, node in before.nodes.items()} == {
        n: node.claimed for n, node in after.nodes.items()
    }


@given(reviews(), st.integers(2, 9))
def test_only_the_proportions_of_weights_matter(review, by):
    spec, answers = review
    scaled = {
        name: {
            **section,
            "weight": section["weight"] * by,
            "strands": {
                strand: {
                    **given,
                    "questions": {q: {**one, "weight": one["weight"] * by} for q, one in given["questions"].items()},
                }
                for strand, given in section["strands"].items()
            },
        }
        for name, section in spec["sections"].items()
    }
    before, after = score(edition(spec), sheet(answers)), score(edition({**spec, "sections": scaled}), sheet(answers))
    assert before == after


@given(trees(ask_ifs=False, caps=False, rollups=("mean", "min")), LEVELS)
def test_all_at_one_level_is_that_level(spec, level):
    one = edition(spec)
    overall = score(one, sheet(dict.fromkeys(one.questions, level))).overall
    assert overall.level in (None, level)


@given(reviews(given=LEVELS, rollups=("mean", "min", "ladder"), caps=False, ask_ifs=False), st.data())
def test_one_level_up_never_lowers_anything(review, data):
    spec, answers = review
    name = data.draw(st.sampled_from(sorted(answers)))
    one = edition(spec)
    before = score(one, sheet(answers))
    after = score(one, sheet({**answers, name: min(answers[name] + 1, 5)}))
    for node, was in before.nodes.items():
        if was.official is not None:
            assert (after.nodes[node].official or 0) >= was.official


@given(reviews(**PLAIN), st.data())
def test_not_applicable_leaves_as_if_the_question_were_not_there(review, data):
    spec, answers = review
    one = edition(spec)
    name = data.draw(st.sampled_from(sorted(one.questions)))
    without = {k: v for k, v in answers.items() if k != name}
    sections = {
        section: {
            **given,
            "strands": {
                strand: {**kept, "questions": {q: v for q, v in kept["questions"].items() if q != name}}
                for strand, kept in given["strands"].items()
                if set(kept["questions"]) != {name}
            },
        }
        for section, given in spec["sections"].items()
    }
    sections = {section: given for section, given in sections.items() if given["strands"]}
    if not sections:
        return
    gone = score(edition({**spec, "sections": sections}), sheet(without)).overall
    marked = score(one, sheet({**without, name: NA})).overall
    assert (gone.claimed, gone.evidenced) == (marked.claimed, marked.evidenced)


@given(reviews(caps=False, ask_ifs=False))
def test_without_conditions_evidenced_is_at_most_claimed(review):
    for node in score(*built(review)).nodes.values():
        for claimed, evidenced in zip(numbers(node.claimed), numbers(node.evidenced), strict=True):
            assert (claimed is None) == (evidenced is None)
            assert claimed is None or evidenced <= claimed


def recomputed(told):
    """A figure worked out again from its explanation alone."""
    if not told.children:
        return told.share
    kept = [child for child in told.children if child.share is not None]
    for child in told.children:
        assert (child.share is None) == (child.left_out is not None)
    if told.rule.startswith("the steps"):
        counted = [child.passed for child in told.children if child.weight > 0]
        if all(step is None for step in counted):
            share = None
        else:
            run = counted.index(False) if False in counted else len(counted)
            share = Fraction(run if True in counted[:run] else 0, len(counted))
    elif not kept:
        share = None
    elif told.rule.startswith("the weakest"):
        share = min(recomputed(child) for child in kept)
    else:
        share = sum(child.weight * recomputed(child) for child in kept) / sum(child.weight for child in kept)
    if told.held is not None:
        assert told.held.would_be == share
        share = Fraction(told.held.maximum_level - 1, 4)
    return share


@given(reviews(), st.sampled_from(["claimed", "evidenced"]), st.sampled_from(FIGURES))
def test_a_figure_can_be_worked_out_again_from_its_explanation(review, reading, figure):
    one, given_sheet = built(review)
    nodes = score(one, given_sheet).nodes
    for name, node in nodes.items():
        told = explain(one, given_sheet, name, reading=reading, figure=figure)
        assert told.share == getattr(getattr(node, reading), figure) == recomputed(told)


@given(reviews(), st.data())
def test_one_question_raised_by_itself_is_the_same_as_the_whole_worked_out_again(review, data):
    one, given_sheet = built(review)
    case = case_of(one, given_sheet)
    name = data.draw(st.sampled_from(sorted(one.questions)))
    share = case.claimed[name]
    if share is None:
        return
    raised = min(share + Fraction(1, 4), Fraction(1))
    assert case.overall_with(name, raised) == Case(plan_of(one), given_sheet, {name: raised}).overall


@given(reviews())
def test_a_gain_is_what_answering_one_level_higher_really_gives(review):
    one, given_sheet = built(review)
    result = score(one, given_sheet)
    for thing in result.what_next:
        if thing.level is not None and thing.level.denominator == 1 and one.questions[thing.question].evidence is None:
            changed = {**given_sheet.answers, thing.question: Answer(level=int(thing.level) + 1)}
            after = score(one, replace(given_sheet, answers=changed)).overall.level
            if after is not None and result.overall.level is not None:
                assert thing.gain == after - result.overall.level


@given(trees(), st.data())
def test_scores_are_the_same_for_ever(spec, data):
    answers = data.draw(answered(spec))
    assert score(edition(spec), sheet(answers)) == score(edition(spec), sheet(answers))
