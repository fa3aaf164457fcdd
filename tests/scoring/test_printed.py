"""The result as JSON values, compared whole."""

import json

from scoring import change, in_scope, score
from scoring.printed import printed_change, printed_score
from tests.scoring.building import edition, sheet

ONE = edition(
    awards=({"id": "secure", "title": "Secure", "requires": ({"question": "b", "at_least": 4},)},),
    bands=({"id": "low", "title": "Low", "from": 1}, {"id": "high", "title": "High", "from": 3}),
    sections={
        "s": {
            "caps": ({"id": "c", "when": {"question": "a", "at_most": 2}, "maximum_level": 2, "because": "of a"},),
            "strands": {
                "t": {
                    "title": "Strand",
                    "questions": {"a": {"minimum_level": 3}, "b": {"weight": 3}, "n": {"kind": "text", "weight": 0}},
                }
            },
        }
    },
)  # fmt: skip


def figure(level, exact, share, share_exact):
    return {"level": level, "exact": exact, "share": share, "share_exact": share_exact}


def readings(so_far, floor, ceiling):
    three = {"so_far": so_far, "floor": floor, "ceiling": ceiling}
    return {"claimed": three, "evidenced": three}


def alike(one):
    return {"official": one, **readings(one, one, one)}


TWO, THREE_AND_A_HALF = figure("2.0", "2", "0.2500", "1/4"), figure("3.5", "7/2", "0.6250", "5/8")
FOUR, ALL, NONE = (
    figure("4.0", "4", "0.7500", "3/4"),
    {"decimal": "1.0000", "exact": "1"},
    {"decimal": "0.0000", "exact": "0"},
)
ANSWERED = {"coverage": ALL, "not_applicable_share": NONE, "not_applicable": 0}


def test_the_whole_result_is_a_tree_of_plain_values():
    result = printed_score(ONE, score(ONE, sheet({"a": 2, "b": 4}, aims_for="secure", as_of="2026-12-01")))
    assert json.loads(json.dumps(result)) == {
        "framework": "x",
        "edition": "2026",
        "form": "full",
        "as_of": "2026-12-01",
        "questions": {"asked": 2, "of": 2},
        "at_target": {"questions": 0, "of": 2},
        "result": {
            "id": "overall", "kind": "overall", "title": "The framework", **alike(TWO), "band": "Low",
            "answered": 2, "in_scope": 2, **ANSWERED,
            "children": [
                {
                    "id": "s", "kind": "section", "title": "S", **alike(TWO), "band": "Low",
                    "answered": 2, "in_scope": 2, **ANSWERED,
                    "caps": [{"id": "c", "would_be": THREE_AND_A_HALF, "held_at": 2, "because": "of a"}],
                    "children": [
                        {
                            "id": "t", "kind": "strand", "title": "Strand", **alike(THREE_AND_A_HALF), "band": "High",
                            "answered": 2, "in_scope": 2, **ANSWERED,
                            "children": [
                                {
                                    "id": "a", "kind": "question", "title": "What of a?", "state": "answered",
                                    **alike(TWO), "band": "Level 2", "answered": 1, "in_scope": 1, **ANSWERED,
                                },
                                {
                                    "id": "b", "kind": "question", "title": "What of b?", "state": "answered",
                                    **alike(FOUR), "band": "Level 4", "answered": 1, "in_scope": 1, **ANSWERED,
                                },
                                {
                                    "id": "n", "kind": "question", "title": "What of n?", "state": "unanswered",
                                    **alike(None), "band": None, "answered": 0, "in_scope": 0,
                                    "coverage": None, "not_applicable_share": None, "not_applicable": 0,
                                },
                            ],
                        }
                    ],
                }
            ],
        },
        "awards": [
            {
                "id": "secure",
                "title": "Secure",
                "verdict": "met",
                "conditions": [
                    {
                        "verdict": "met",
                        "asks": "“What of b?” is at least “4 Level 4”",
                        "actual": "“4 Level 4”",
                        "shortfall": {},
                    }
                ],
                "path": {},
                "path_cost": 0,
                "path_is_cheapest": True,
            }
        ],
        "below_minimum": ["a"],
        "what_next": [
            {
                "question": "a", "level": "2", "to": 3, "target": 5, "gain": {"decimal": "1.75", "exact": "7/4"},
                "effort": "medium", "step": None, "why_first": "below_minimum",
                "reason": "A must-have not yet in place: it needs “3 Level 3”.",
            },
            {
                "question": "b", "level": "4", "to": 5, "target": 5, "gain": {"decimal": "0.00", "exact": "0"},
                "effort": "medium", "step": None, "why_first": "good_practice", "reason": "Good practice.",
            },
        ],
        "warnings": [],
    }  # fmt: skip


def test_what_is_not_there_is_null():
    one = edition(
        scoring={"evidence": "none"},
        awards=({"id": "big", "requires": ({"profile": "kind", "is": "charity"}, {"question": "a", "at_least": 3})},),
        questions={"a": {}},
    )
    result = json.loads(
        json.dumps(printed_score(one, score(one, sheet({"a": {"not_known": True}}, profile={"kind": "school"}))))
    )
    assert result["result"]["evidenced"] is None
    assert result["result"]["claimed"]["floor"] == figure("1.0", "1", "0.0000", "0")
    (award,) = result["awards"]
    assert (award["verdict"], award["path"], award["path_cost"]) == ("not_met", None, None)
    assert [condition["shortfall"] for condition in award["conditions"]] == [{}, {"a": 3}]
    assert result["what_next"][0]["level"] is None


def test_a_comparison_is_plain_values_too():
    older = edition(edition="2025", questions={"a": {}, "b": {}})
    newer = edition(questions={"a": {}, "c": {}})
    compared = change(newer, sheet({"a": 3, "c": 1}), older, sheet({"a": 2, "b": 4}))
    assert json.loads(json.dumps(printed_change(compared))) == {
        "comparable": False,
        "why_not": "Only 1 of 2 questions are the same and answered both times.",
        "like_for_like": {"decimal": "1.00", "exact": "1"},
        "headline": {"decimal": "-1.00", "exact": "-1"},
        "composition": {"decimal": "-2.00", "exact": "-2"},
        "overlap": {"decimal": "0.5000", "exact": "1/2"},
        "improved": False,
        "evidenced": True,
        "core": ["a"],
        "questions": [
            {"question": "a", "was": "a", "status": "improved", "before": "2", "after": "3"},
            {"question": "c", "was": None, "status": "new", "before": None, "after": "1"},
            {"question": "b", "was": "b", "status": "retired", "before": "4", "after": None},
        ],
    }


def test_a_comparison_that_is_never_made_is_empty():
    one = edition(short_form=("a",), questions={"a": {}, "b": {}})
    compared = printed_change(change(one, sheet({"a": 3, "b": 3}), one, sheet({"a": 2}, form="short")))
    assert compared == {
        "comparable": False,
        "why_not": "One is the quick form and the other is the full one.",
        "like_for_like": None,
        "headline": None,
        "composition": None,
        "overlap": None,
        "improved": False,
        "evidenced": True,
        "core": [],
        "questions": [],
    }


def test_in_scope_gives_every_question_its_state():
    one = edition(questions={"a": {}, "b": {"applies_to": {"kinds": ("charity",)}}, "c": {}})
    states = in_scope(one, sheet({"a": 3}, profile={"kind": "school"}))
    assert states == {"a": "answered", "b": "outside", "c": "unanswered"}


def test_a_quick_form_says_how_many_questions_it_asks_and_a_level_never_seems_higher_than_it_is():
    one = edition(short_form=("a", "b"), questions={"a": {"weight": 49}, "b": {}, "c": {}})
    result = json.loads(json.dumps(printed_score(one, score(one, sheet({"a": 3, "b": 1}, form="short")))))
    assert result["questions"] == {"asked": 2, "of": 3}
    assert result["result"]["official"]["level"] == "2.96"
