"""Suggestions: earlier answers only ever suggest, and only where they mean the same (rule 10)."""

from typing import Any

import pytest

from frameworks.companions import Crosswalk, Lineage
from scoring import suggest
from scoring.answers import Answer
from scoring.suggestions import Earlier
from tests.scoring.building import NA, NOT_KNOWN, edition, sheet

OLD = {"edition": "2025"}
MINUTES = {"level": 4, "comment": "See minutes", "evidence": [{"title": "Minutes", "date": "2025-09-01"}]}


def suggested(new, old, answers, *, lineage=None, submitted="2025-11-21", today="2026-11-21", **more):
    """What one earlier submission of the same framework suggests, by question."""
    one = edition(questions=new)
    earlier = Earlier(edition(questions=old, **OLD), sheet(answers, edition="2025"), submitted, "2025/26")
    lineages = {} if lineage is None else {"2025": Lineage.model_validate({"from": "2025", "to": "2026", **lineage})}
    found = suggest(one, sheet(as_of=today, **more), [earlier], lineages, [])
    return {suggestion.question: suggestion for suggestion in found}


def kept(found):
    return {name: (one.answer, one.is_hint) for name, one in found.items()}


def test_the_same_question_suggests_its_level_without_comment_or_evidence():
    found = suggested({"a": {}}, {"a": {}}, {"a": MINUTES})
    assert kept(found) == {"a": (Answer(level=4), False)}
    assert (found["a"].source, found["a"].why) == ("2025/26", "the same question")


def test_options_ticks_and_not_applicable_are_suggested():
    questions = {
        "pick": {"kind": "choice", "options": [{"id": "x", "share": 1}, {"id": "y", "share": 0}]},
        "list": {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}]},
        "c": {},
    }
    found = suggested(questions, questions, {"pick": "x", "list": ["web"], "c": NA})
    assert kept(found) == {
        "pick": (Answer(option="x"), False),
        "list": (Answer(checked=frozenset({"web"})), False),
        "c": (Answer(not_applicable="there are none"), False),
    }


LONGER = {"scale": (0, 5)}


@pytest.mark.parametrize("lineage", [None, {"questions": {"a": {"from": ("a",), "change": "same"}}}])
def test_a_level_of_another_scale_is_only_a_hint(lineage):
    lineages = {} if lineage is None else {"2025": Lineage.model_validate({"from": "2025", "to": "2026", **lineage})}
    earlier = Earlier(edition(questions={"a": {}}, scale=(1, 4), **OLD), sheet({"a": 3}), "2025-11-21", "2025/26")
    [found] = suggest(edition(questions={"a": {}}, **LONGER), sheet(), [earlier], lineages, [])
    assert (found.is_hint, found.why) == (True, "this question was replaced")


def test_ticks_and_shares_mean_the_same_on_every_scale():
    questions = {
        "pick": {"kind": "choice", "options": [{"id": "x", "share": 1}, {"id": "y", "share": 0}]},
        "list": {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}]},
        "held": {"kind": "checklist", "checks": [{"id": "web", "required": True}, {"id": "log"}]},
        "rated": {"kind": "choice", "options": [{"id": "x", "level": 1}, {"id": "y", "level": 4}]},
    }
    answers = {"pick": "x", "list": ["web"], "held": ["log"], "rated": "x"}
    earlier = Earlier(edition(questions=questions, scale=(1, 4), **OLD), sheet(answers), "2025-11-21", "2025/26")
    found = suggest(edition(questions=questions, **LONGER), sheet(), [earlier], {}, [])
    assert {one.question: one.is_hint for one in found} == {"pick": False, "list": False, "held": True, "rated": True}


def test_numbers_and_words_are_only_hints():
    questions = {
        "n": {"kind": "number", "number": {"unit": "days", "direction": "higher", "thresholds": {3: 5}}},
        "note": {"kind": "text"},
    }
    found = suggested(questions, questions, {"n": {"value": 7}, "note": {"text": "New"}})
    assert {name: one.is_hint for name, one in found.items()} == {"n": True, "note": True}


def test_not_known_unanswered_and_what_was_not_asked_suggest_nothing():
    old: dict[str, Any] = {"a": {}, "b": {}, "c": {"applies_to": {"kinds": ("charity",)}}, "d": {}}
    found = suggested({"a": {}, "b": {}, "c": {}, "d": {}}, old, {"a": NOT_KNOWN, "c": 3, "d": {"comment": "Later"}})
    assert found == {}


def test_an_option_that_is_gone_or_another_kind_of_question_is_a_hint():
    old: dict[str, Any] = {"pick": {"kind": "choice", "options": [{"id": "x"}, {"id": "y"}]}, "b": {}}
    new = {"pick": {"kind": "choice", "options": [{"id": "y"}, {"id": "z"}]}, "b": {"kind": "text"}}
    found = suggested(new, old, {"pick": "x", "b": 3})
    assert {name: one.is_hint for name, one in found.items()} == {"pick": True, "b": True}


def test_a_tick_that_is_gone_makes_a_hint():
    old: dict[str, Any] = {"list": {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}]}}
    new = {"list": {"kind": "checklist", "checks": [{"id": "web"}]}}
    assert suggested(new, old, {"list": ["web", "log"]})["list"].is_hint
    assert not suggested(new, old, {"list": ["web"]})["list"].is_hint


def test_not_applicable_is_a_hint_where_the_question_now_always_applies():
    assert suggested({"a": {"not_applicable": "no"}}, {"a": {}}, {"a": NA})["a"].is_hint


def test_a_question_not_asked_of_this_organisation_gets_no_suggestion():
    new = {"a": {"applies_to": {"kinds": ("charity",)}}}
    assert suggested(new, {"a": {}}, {"a": 3}, profile={"kind": "school"}) == {}


def test_a_quick_review_is_given_suggestions_for_the_whole_so_that_it_can_be_widened():
    assert set(suggested({"a": {}, "b": {}}, {"a": {}, "b": {}}, {"a": 3, "b": 4}, form="short")) == {"a", "b"}


@pytest.mark.parametrize(
    ("today", "is_hint"), [("2027-11-21", False), ("2027-11-22", True)], ids=["24 months to the day", "a day more"]
)
def test_an_answer_older_than_its_recheck_months_is_a_hint(today, is_hint):
    found = suggested({"a": {}}, {"a": {}}, {"a": 3}, today=today)["a"]
    assert found.is_hint is is_hint
    assert found.why == "the same question" + (", but more than 24 months ago" if is_hint else "")


def test_recheck_months_are_the_new_questions():
    assert suggested({"a": {"recheck_months": 6}}, {"a": {}}, {"a": 3})["a"].is_hint


@pytest.mark.parametrize(
    ("change", "is_hint", "why"),
    [
        ("same", False, "the same question"),
        ("reworded", False, "this question was reworded"),
        ("replaced", True, "this question was replaced"),
        ("split", True, "one question became several"),
        ("merged", True, "several questions became one"),
    ],
)
def test_lineage_says_what_may_be_suggested(change, is_hint, why):
    lineage = {"questions": {"b": {"from": ("a",), "change": change}}}
    found = suggested({"b": {}}, {"a": {}}, {"a": 3}, lineage=lineage)["b"]
    assert (found.answer, found.is_hint, found.why) == (Answer(level=3), is_hint, why)
    assert found.source == "2025/26"


def test_a_rescaled_answer_goes_through_its_map_and_is_a_hint_outside_it():
    lineage = {"questions": {"a": {"from": ("a",), "change": "rescaled", "levels": {1: 1, 2: 4}}}}
    new, old = {"a": {"revision": 2}}, dict[str, Any](a={})
    assert kept(suggested(new, old, {"a": 2}, lineage=lineage)) == {"a": (Answer(level=4), False)}
    assert kept(suggested(new, old, {"a": 3}, lineage=lineage)) == {"a": (Answer(level=3), True)}
    carried = suggested(new, old, {"a": 2}, lineage=lineage)["a"]
    assert (carried.source, carried.why) == ("2025/26", "its levels were changed")
    assert kept(suggested(new, old, {"a": NA}, lineage=lineage)) == {
        "a": (Answer(not_applicable="there are none"), False)
    }


def test_the_same_id_with_another_revision_is_a_hint_and_a_retired_one_nothing():
    assert suggested({"a": {"revision": 2}}, {"a": {}}, {"a": 3})["a"].is_hint
    assert suggested({"a": {}}, {"a": {}}, {"a": 3}, lineage={"retired": ("a",)}) == {}


def test_of_merged_questions_the_first_that_was_answered_is_the_hint():
    lineage = {"questions": {"c": {"from": ("a", "b"), "change": "merged"}}}
    assert kept(suggested({"c": {}}, {"a": {}, "b": {}}, {"b": 2}, lineage=lineage)) == {"c": (Answer(level=2), True)}


def borne(answers, *, relation="equal", levels=None, question=None, sources=("x", "y"), own=(), submitted="2026-06-01"):
    """What a crosswalk from framework y suggests for question a of framework x."""
    one = edition(questions={"a": question or {}})
    other = edition(id="other", questions={"x": {}, "y": {}, "z": {}})
    bearing = {"to": "a", "from": sources, "relation": relation, "levels": levels or {}}
    crosswalk = Crosswalk.model_validate(
        {
            "from": {"framework": "other", "edition": "2026"},
            "to": {"framework": "x", "edition": "2026"},
            "map": (bearing,),
        }
    )
    earlier = [*own, Earlier(other, sheet(answers, framework="other"), submitted, "Other 2026")]
    return [(s.answer, s.is_hint, s.source) for s in suggest(one, sheet(), earlier, {}, [crosswalk])]


MAP = {1: 1, 2: 3, 3: 5}


@pytest.mark.parametrize(
    ("answers", "sources", "expected"),
    [({"x": 2}, ("x",), 3), ({"x": 3, "y": 2}, ("x", "y"), 3), ({"x": NA, "y": 3}, ("x", "y"), 5)],
    ids=["one source", "the lowest of several", "not applicable is passed over"],
)
def test_an_equal_crosswalk_suggests_through_its_map(answers, sources, expected):
    assert borne(answers, levels=MAP, sources=sources) == [(Answer(level=expected), False, "Other 2026")]


def test_all_sources_not_applicable_suggests_that():
    assert borne({"x": NA, "y": NA}) == [(Answer(not_applicable="there are none"), False, "Other 2026")]
    assert borne({"x": NA, "y": NA}, question={"not_applicable": "no"}) == [
        (Answer(not_applicable="there are none"), True, "Other 2026")
    ]


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({"x": 3}, {}),
        ({"x": 3, "y": NOT_KNOWN}, {}),
        ({"x": 3, "y": 5}, {"levels": MAP}),
        ({"x": 3, "y": 4}, {"relation": "overlaps"}),
        ({"x": NA, "y": NA}, {"relation": "subset"}),
        ({"x": 3, "y": 4}, {"submitted": "2024-06-01"}),
    ],
    ids=[
        "a source unanswered",
        "a source not known",
        "outside the map",
        "not equal",
        "not equal and all n/a",
        "too old",
    ],
)
def test_anything_else_is_a_hint(answers, more):
    assert [is_hint for _, is_hint, _ in borne(answers, **more)] == [True]


def whys(answers, **more):
    one = edition(questions={"a": {}})
    other = edition(id="other", questions={"x": {}})
    bearing = {"to": "a", "from": ("x",), "relation": "equal", **more}
    walk = {"from": {"framework": "other", "edition": "2026"}, "to": {"framework": "x", "edition": "2026"}}
    crosswalk = Crosswalk.model_validate({**walk, "map": (bearing, {**bearing, "to": "b"})})
    return suggest(one, sheet(), [Earlier(other, sheet(answers), "2026-06-01", "Other")], {}, [crosswalk])


def test_a_suggestion_from_elsewhere_says_how_it_was_carried():
    assert [(s.question, s.why) for s in whys({"x": 3})] == [("a", "an answer elsewhere says the same")]
    assert [(s.question, s.why) for s in whys({"x": 3}, relation="subset")] == [
        ("a", "an answer elsewhere bears on this")
    ]


def test_no_answer_no_hint_and_other_kinds_of_question_get_none():
    assert borne({}) == []
    assert borne({"x": NOT_KNOWN, "y": NOT_KNOWN}) == []
    assert borne({"x": 3, "y": 3}, question={"kind": "text"}) == []


def test_this_frameworks_own_answer_comes_before_another_frameworks_and_a_suggestion_before_a_hint():
    own = Earlier(edition(questions={"a": {}}, **OLD), sheet({"a": 2}, edition="2025"), "2025-11-21", "2025/26")
    assert borne({"x": 4, "y": 4}, own=[own]) == [(Answer(level=2), False, "2025/26")]
    old = Earlier(edition(questions={"a": {}}, **OLD), sheet({"a": 2}, edition="2025"), "2020-11-21", "2020/21")
    assert borne({"x": 4, "y": 4}, own=[old]) == [(Answer(level=4), False, "Other 2026")]


def test_a_crosswalk_between_other_editions_says_nothing():
    one = edition(questions={"a": {}})
    other = edition(id="other", edition="2025", questions={"x": {}})
    walk: dict[str, Any] = {
        "from": {"framework": "other", "edition": "2026"},
        "to": {"framework": "x", "edition": "2026"},
    }
    walk["map"] = ({"to": "a", "from": ("x",), "relation": "equal"},)
    earlier = [Earlier(other, sheet({"x": 3}), "2026-01-01", "Other")]
    assert suggest(one, sheet(), earlier, {}, [Crosswalk.model_validate(walk)]) == ()
    backwards = {**walk, "from": {"framework": "other", "edition": "2025"}, "to": {"framework": "x", "edition": "2027"}}
    assert suggest(one, sheet(), earlier, {}, [Crosswalk.model_validate(backwards)]) == ()


def test_a_figure_that_the_profile_decides_suggests_nothing_that_nobody_typed():
    ratio = {"unit": "d", "direction": "higher", "zero": "lowest", "ratio": {"of": "D", "per": "pupils"}}
    questions: dict[str, Any] = {"n": {"kind": "number", "number": {**ratio, "thresholds": {5: 1}}}}
    facts = ({"id": "pupils", "type": "number"},)
    old = edition(questions=questions, profile=facts, **OLD)
    for said in ({"comment": "Later"}, NOT_KNOWN, {"not_known": True, "value": 3}):
        earlier = Earlier(old, sheet({"n": said}, profile={"pupils": 0}), "2025-11-21", "2025/26")
        assert suggest(edition(questions=questions, profile=facts), sheet(), [earlier], {}, []) == ()


def test_what_a_profile_decided_or_words_say_elsewhere_bears_on_no_level():
    ratio = {"unit": "d", "direction": "higher", "ratio": {"of": "D", "per": "pupils"}, "thresholds": {5: 1}}
    elsewhere = {"x": {"kind": "number", "number": ratio}, "note": {"kind": "text"}}
    facts = ({"id": "pupils", "type": "number"},)
    assert from_elsewhere({"from": ("x",)}, elsewhere, {}, profile=facts, facts={"pupils": 0}) == []
    assert from_elsewhere({"from": ("note",)}, elsewhere, {"note": {"text": "New"}}, profile=facts) == []


def test_a_level_that_this_scale_does_not_have_is_not_carried_over():
    assert from_elsewhere({"from": ("x",)}, {"x": {}}, {"x": 0}, scale=(0, 5)) == []
    assert from_elsewhere({"from": ("x",)}, {"x": {}}, {"x": 1}, scale=(0, 5)) == [("a", Answer(level=1), False)]


def test_what_bears_on_one_question_is_not_offered_for_another_nor_stopped_by_another_crosswalk():
    bearings: dict[str, Any] = {"from": ("x",), "to": "b"}
    found = from_elsewhere(bearings, {"x": {}, "y": {}}, {"x": 2, "y": 5}, also={"from": ("y",), "to": "a"})
    assert found == [("a", Answer(level=5), False), ("b", Answer(level=2), False)]


def from_elsewhere(bearing, questions, answers, *, also=None, facts=None, **parts):
    """What another framework's answers say for questions a and b, beside a crosswalk that leads elsewhere."""
    other = edition(id="other", questions=questions, **parts)
    bearings = tuple({"relation": "equal", "to": "a", **one} for one in (bearing, also) if one)
    here, there = {"framework": "x", "edition": "2026"}, {"framework": "other", "edition": "2026"}
    walks = [
        Crosswalk.model_validate({"from": there, "to": {**here, "edition": "2027"}, "map": bearings}),
        Crosswalk.model_validate({"from": there, "to": here, "map": bearings}),
    ]
    given = sheet(answers, framework="other", profile=facts or {})
    own = Earlier(edition(id="third", questions={"z": {}}), sheet(), "2026-07-01", "Third")
    found = suggest(
        edition(questions={"a": {}, "b": {}}), sheet(), [own, Earlier(other, given, "2026-06-01", "Other")], {}, walks
    )
    return [(one.question, one.answer, one.is_hint) for one in found]
