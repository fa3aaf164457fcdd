"""The words scoring gives: reasons, explanations, what awards ask, and warnings."""

import re
from decimal import Decimal
from fractions import Fraction

from scoring import explain, score
from scoring.explanation import RULES
from scoring.next_things import gain_words
from scoring.printing import level_words
from tests.scoring.building import NA, NOT_KNOWN, edition, sheet

NEVER = (
    r"\b(floor|ceiling|so far|coverage|claimed|evidenced|like for like|overlap|scope|strand|rollup|below minimum"
    r"|critical|capped?|duty)\b"
)

FULL = edition(
    profile=({"id": "pupils", "type": "number", "label": "Pupils on roll"},),
    themes=({"id": "safety", "title": "Safety"},),
    awards=(
        {
            "id": "all",
            "title": "The award",
            "requires": (
                {"all": ({"question": "a", "at_least": 4}, {"question": "list", "is": "web"})},
                {"any": ({"question": "pick", "in": ("yes",)}, {"not": {"question": "a", "is": 1}})},
                {"score": "s", "at_least": Decimal("3.5")},
                {"score": "overall", "at_most": 4},
                {"every_question": {"at_least": "minimum", "where": {"must_have": True}}},
                {"every_question": {"at_least": "target"}},
                {"every_question": {"at_least": 3, "where": {"theme": "safety", "section": "s", "duty": "statutory"}}},
                {"coverage": {"at_least": Decimal("0.9")}},
                {"not_applicable": {"at_most": Decimal("0.25")}},
                {"profile": "pupils", "at_least": 100},
                {"question": "a", "evidenced": True},
                {"question": "n", "value_at_least": 5},
                {"question": "n", "value_at_most": 5},
                {"question": "b", "answered": True},
            ),
        },
    ),
    sections={
        "s": {
            "questions": {
                "a": {"minimum_level": 3, "themes": ("safety",), "duty": {"is": "statutory"}},
                "b": {},
                "list": {"kind": "checklist", "checks": [{"id": "web", "label": "Websites"}, {"id": "log"}]},
                "pick": {
                    "kind": "choice",
                    "options": [{"id": "yes", "label": "Yes, one"}, {"id": "no", "label": "No"}],
                },
                "n": {"kind": "number", "number": {"unit": "d", "direction": "higher", "thresholds": {5: 1}}},
            }
        }
    },
)


def test_what_an_award_asks_and_what_is_there_are_said_in_words():
    (award,) = score(
        FULL, sheet({"a": 2, "list": ["log"], "pick": "no", "n": Decimal("2.5")}, profile={"pupils": 50})
    ).awards
    assert [(one.verdict, one.asks, one.actual, one.shortfall) for one in award.conditions] == [
        (
            "not_met",
            "“What of a?” is at least “4 Level 4”; and “What of list?” is “Websites”",
            "“2 Level 2”; “log”",
            (("a", 4),),
        ),
        ("met", "“What of pick?” is one of “Yes, one”; or not: “What of a?” is “1 Level 1”", "“No”; “2 Level 2”", ()),
        ("open", "S is at least 3.5", "2.8, 0.75 short", ()),
        ("met", "the overall level is at most 4", "2.8", ()),
        ("not_met", "every must-have reaches its own minimum", "0 of 1", (("a", 3),)),
        ("not_met", "every question reaches the good-practice mark", "1 of 4", (("a", 5), ("b", 5), ("list", 5))),
        ("not_met", "every question reaches “3 Level 3” that the law asks for on Safety in S", "0 of 1", (("a", 3),)),
        ("open", "at least 5 of 5 answered", "4 of 5 answered", ()),
        ("met", "at most 25% not applicable", "0% not applicable", ()),
        ("not_met", "Pupils on roll is at least 100", "50", ()),
        ("not_met", "“What of a?” has evidence in date", "no evidence in date", ()),
        ("not_met", "“What of n?” is at least 5", "2.5", ()),
        ("met", "“What of n?” is at most 5", "2.5", ()),
        ("open", "“What of b?” is answered", "not answered", ()),
    ]
    assert (award.verdict, award.path) == ("not_met", None)


def test_states_are_said_in_words():
    one = edition(
        awards=({"id": "it", "requires": tuple({"question": name, "at_least": 3} for name in "abcd")},),
        questions={"a": {}, "b": {}, "c": {}, "d": {"applies_to": {"kinds": ("charity",)}}},
    )
    (award,) = score(one, sheet({"a": NA, "b": NOT_KNOWN}, profile={"kind": "school"})).awards
    assert [condition.actual for condition in award.conditions] == [
        "not applicable",
        "not known",
        "not answered",
        "not asked",
    ]


def test_no_word_that_pages_never_use_is_in_a_reason_an_explanation_or_an_award():
    answers = {"a": 2, "list": ["log"], "pick": "no", "b": NOT_KNOWN}
    result = score(FULL, sheet(answers, profile={"pupils": 50}))
    words = [thing.reason + gain_words(thing) for thing in result.what_next] + list(result.warnings)
    words += [text for award in result.awards for one in award.conditions for text in (one.asks, one.actual)]
    words += RULES.values()
    words += told_words(explain(FULL, sheet(answers)))
    assert len(words) > 20
    assert [text for text in words if re.search(NEVER, text, re.IGNORECASE)] == []


def told_words(told):
    return [told.rule, told.left_out or "", *(text for child in told.children for text in told_words(child))]


def test_reasons_say_what_holds_a_section_back_and_what_an_award_needs():
    one = edition(
        awards=({"id": "secure", "title": "Secure", "requires": ({"question": "b", "at_least": 3},)},),
        sections={
            "s": {
                "title": "Leading",
                "caps": (
                    {
                        "id": "c",
                        "when": {"question": "a", "at_most": 2},
                        "maximum_level": 2,
                        "because": "nobody owns this area",
                    },
                ),
                "questions": {
                    "a": {},
                    "b": {"duty": {"is": "expected"}},
                    "c": {"duty": {"is": "expected", "source": "KCSIE"}},
                    "d": {},
                },
            }
        },
    )
    result = score(one, sheet({"a": 2, "b": 2, "c": 4, "d": 4}, aims_for="secure"))
    assert {thing.question: thing.reason for thing in result.what_next} == {
        "a": "Leading is held at “2 Level 2” because nobody owns this area.",
        "b": "“Secure” needs “3 Level 3” here.",
        "c": "Expected of organisations like yours: KCSIE.",
        "d": "Good practice.",
    }
    plain = score(one, sheet({"a": 4, "b": 2, "d": NOT_KNOWN})).what_next
    assert [thing.reason for thing in plain] == [
        "Nobody knows yet, so it counts as the lowest level. Find out first.",
        "Expected of organisations like yours.",
        "Good practice.",
    ]
    assert [(thing.level, thing.to, thing.effort, thing.step) for thing in plain][:2] == [
        (None, 2, "medium", None),
        (2, 3, "medium", None),
    ]


def test_the_next_step_is_the_advice_for_the_level_it_is_at():
    steps = {2: {"text": "Name someone", "effort": "small"}}
    (thing,) = score(edition(questions={"a": {"next_steps": steps}}), sheet({"a": 2})).what_next
    assert (thing.step, thing.effort, thing.to, thing.target, thing.gain) == (
        "Name someone",
        "small",
        3,
        5,
        Fraction(1),
    )
    assert gain_words(thing) == "One level up adds 1.00 to the overall level."


def test_a_gain_of_nothing_or_less_is_said_so():
    one = edition(questions={"a": {}, "b": {"weight": 3, "ask_if": {"question": "a", "is": 3}}})
    (thing,) = score(one, sheet({"a": 2, "b": 1})).what_next
    assert gain_words(thing) == "One level up takes 0.50 off the overall level."
    (same,) = score(
        edition(scoring={"rollup": "min"}, sections={"s": {"questions": {"a": {}}}, "t": {"questions": {"b": {}}}}),
        sheet({"a": 2, "b": 5}),
    ).what_next
    assert same.gain == 1
    low = score(
        edition(scoring={"rollup": "min"}, sections={"s": {"questions": {"a": {}}}, "t": {"questions": {"b": {}}}}),
        sheet({"a": 2, "b": 3}),
    ).what_next
    assert gain_words(low[1]) == "One level up leaves the overall level as it is."


def test_an_explanation_says_what_was_left_out_and_why():
    one = edition(
        short_form=("a", "b", "c", "d", "e", "f"),
        sections={
            "s": {
                "questions": {
                    "a": {"evidence": {"needed_from": 3}},
                    "b": {},
                    "c": {},
                    "d": {"weight": 0},
                    "e": {"kind": "text"},
                }
            },
            "t": {"questions": {"f": {"applies_to": {"kinds": ("charity",)}}, "g": {}}},
        },
    )
    given = sheet({"a": 4, "b": NA, "d": 2}, form="short", profile={"kind": "school"})
    told = explain(one, given, reading="evidenced", figure="so_far")
    section = told.children[0].children[0]
    assert told.rule == "the average of these, each counted by its weight"
    assert [(child.node, child.share, child.rule, child.left_out) for child in section.children] == [
        (
            "a",
            Fraction(1, 4),
            "answered at “4 Level 4”, counted as “2 Level 2” because there is no evidence in date",
            None,
        ),
        ("b", None, "left out", "not applicable: there are none"),
        ("c", None, "not answered", "not answered"),
        ("d", None, "answered at “2 Level 2”", "it weighs nothing: asked and shown, but not scored"),
        ("e", None, "not answered", "never scored"),
    ]
    other = told.children[1]
    assert (other.left_out, [child.left_out for child in other.children[0].children]) == (
        "nothing in it has a score",
        ["not asked of organisations like yours", "not in the quick form"],
    )
    low = explain(one, given, "c", figure="floor")
    high = explain(one, given, "c", figure="ceiling")
    assert (low.rule, low.share) == ("not answered: counted as the lowest level", Fraction(0))
    assert (high.rule, high.share) == ("not answered: counted as the highest", Fraction(1))
    assert explain(one, sheet({"a": NOT_KNOWN}), "a").rule == "not known: counted as the lowest level"


def test_what_is_decided_by_the_profile_is_explained():
    number = {"unit": "d", "direction": "higher", "ratio": {"of": "D", "per": "pupils"}, "thresholds": {5: 1}}
    one = edition(profile=({"id": "pupils", "type": "number"},), questions={"n": {"kind": "number", "number": number}})
    for answers in ({"n": Decimal(3)}, {}):
        told = explain(one, sheet(answers, profile={"pupils": 0}), "n")
        assert (told.title, told.left_out) == ("What of n?", "not applicable: nothing to divide by")


def test_an_explanation_tells_the_strictest_cap_and_over_questions_lists_questions():
    caps = tuple(
        {"id": f"c{level}", "when": {"question": "a", "at_most": 2}, "maximum_level": level, "because": "of a"}
        for level in (3, 2)
    )
    one = edition(
        scoring={"over": "questions"}, sections={"s": {"caps": caps, "questions": {"a": {}, "b": {"weight": 9}}}}
    )
    given = sheet({"a": 2, "b": 5})
    held = explain(one, given, "s").held
    assert held is not None
    assert (held.cap, held.would_be, held.maximum_level, held.questions) == ("c2", Fraction(37, 40), 2, ("a",))
    assert [child.node for child in explain(one, given).children] == ["a", "b"]


def test_warnings_name_missing_facts_ignored_answers_and_evidence_from_the_future():
    number = {"unit": "d", "direction": "higher", "ratio": {"of": "D", "per": "pupils"}, "thresholds": {5: 1}}
    one = edition(
        profile=({"id": "pupils", "type": "number", "label": "Pupils on roll"}, {"id": "boarding", "type": "yes_no"}),
        questions={
            "n": {"kind": "number", "number": number},
            "b": {"applies_to": {"when": {"profile": "boarding", "is": True}}},
            "c": {"applies_to": {"kinds": ("charity",)}},
            "d": {},
            "e": {"applies_to": {"phases": ("primary",)}},
        },
    )
    late = {"level": 3, "evidence": [{"title": "Minutes", "date": "2027-01-01"}]}
    assert score(one, sheet({"n": Decimal(3), "b": 2, "c": 4, "d": late}, profile={"kind": "school"})).warnings == (
        "“Pupils on roll” is not given, so what depends on it stays open.",
        "“boarding” is not given, so what depends on it stays open.",
        "“phase” is not given, so what depends on it stays open.",
        "The answer to “n” does not count yet: something it depends on is not given.",
        "The answer to “b” does not count yet: something it depends on is not given.",
        "The answer to “c” is kept but does not count: the question is not asked of this organisation.",
        "The evidence “Minutes” of “d” is dated 2027-01-01, after 2026-11-21.",
    )
    assert (
        score(one, sheet(profile={"kind": "school", "pupils": 3, "boarding": False, "phase": "primary"})).warnings == ()
    )


def test_levels_are_said_by_the_label_people_see_and_never_by_the_number_inside():
    one = edition(
        labels={1: "E", 2: "D", 3: "C", 4: "B", 5: "A"},
        names={2: "Starting", 3: "In place"},
        awards=({"id": "secure", "title": "Secure", "requires": ({"question": "b", "at_least": 3},)},),
        sections={
            "s": {
                "title": "Leading",
                "caps": (
                    {"id": "c", "when": {"question": "a", "is": 2}, "maximum_level": 2, "because": "nobody leads"},
                ),
                "questions": {"a": {}, "b": {}, "c": {"minimum_level": 3}, "d": {"evidence": {"needed_from": 3}}},
            }
        },
    )
    given = sheet({"a": 2, "b": 2, "c": 2, "d": 3}, aims_for="secure")
    result = score(one, given)
    reasons = {thing.question: thing.reason for thing in result.what_next}
    assert [reasons[name] for name in "abc"] == [
        "Leading is held at “D Starting” because nobody leads.",
        "“Secure” needs “C In place” here.",
        "A must-have not yet in place: it needs “C In place”.",
    ]
    [[condition]] = [award.conditions for award in result.awards]
    assert (condition.asks, condition.actual) == ("“What of b?” is at least “C In place”", "“D Starting”")
    told = explain(one, given, "d", reading="evidenced").rule
    assert told == "answered at “C In place”, counted as “D Starting” because there is no evidence in date"
    assert (level_words(one, 3), level_words(one, Fraction(5, 2))) == ("“C In place”", "level 2.5")


def test_an_explanation_of_a_ladder_says_which_steps_are_passed():
    strands = {
        "s1": {"pass_at": 3, "questions": {"a": {}}},
        "s2": {"pass_at": 3, "questions": {"b": {}}},
        "s3": {"pass_at": 3, "questions": {"c": {}}},
        "s4": {"pass_at": 3, "weight": 0, "questions": {"d": {}}},
    }
    one = edition(sections={"s": {"rollup": "ladder", "strands": strands}})
    given = sheet({"a": 3, "b": 2, "c": NA, "d": 5})
    steps = explain(one, given, "s").children
    assert [(step.node, step.passed, step.left_out) for step in steps] == [
        ("s1", True, None),
        ("s2", False, None),
        ("s3", None, "nothing in it has a score"),
        ("s4", None, "it weighs nothing: asked and shown, but not scored"),
    ]
    assert [child.passed for child in steps[0].children] == [None]


def test_a_reason_names_its_source_and_the_duty_of_this_kind_and_ends_in_one_full_stop():
    caps = ({"id": "c", "when": {"question": "a", "at_most": 2}, "maximum_level": 2, "because": "nobody leads."},)
    law = {"is": "statutory", "source": "data-act"}
    one = edition(
        sources=({"id": "data-act", "title": "The Data Act."},),
        sections={
            "s": {
                "caps": caps,
                "questions": {
                    "a": {},
                    "b": {"duty": law},
                    "c": {"duty_by_kind": {"charity": {"is": "expected"}}},
                },
            }
        },
    )
    result = score(one, sheet({"a": 2, "b": 3, "c": 3}, profile={"kind": "charity"}))
    assert {thing.question: thing.reason for thing in result.what_next} == {
        "a": "S is held at “2 Level 2” because nobody leads.",
        "b": "The law asks for this: The Data Act.",
        "c": "Expected of organisations like yours.",
    }
