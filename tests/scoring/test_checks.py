"""What is said before submitting: numbers and answers that disagree, odd pairs, missing evidence, lines not asked."""

from fractions import Fraction
from typing import Any

from frameworks.questions import ChecklistQuestion
from scoring import consistency, missing_evidence
from scoring.checks import contradictions, level_from_number, lines_not_asked
from tests.scoring.building import edition, sheet
from tests.scoring.test_figures import INDICATOR, indicator


def test_a_number_suggests_a_level_by_its_thresholds():
    one, rising = edition(questions={"a": {}}), indicator(thresholds={2: 25, 3: 50})
    assert [level_from_number(one, rising, Fraction(figure), {}) for figure in (24, 25, 50)] == [1, 2, 3]
    falling = indicator(direction="lower", thresholds={2: 50, 3: 25})
    assert [level_from_number(one, falling, Fraction(figure), {}) for figure in (51, 50, 25)] == [1, 2, 3]
    by_phase = indicator(thresholds={2: 25}, thresholds_by_phase={"primary": {4: 1}})
    assert level_from_number(one, by_phase, Fraction(1), {"phase": "primary"}) == 4
    silences: list[dict[str, Any]] = [{"direction": "neutral"}, {"basis": "comparison_only"}, {"thresholds": {}}]
    for silent in silences:
        assert level_from_number(one, indicator(**{"thresholds": {2: 25}, **silent}), Fraction(30), {}) is None


def test_a_number_that_agrees_or_is_higher_contradicts_nothing():
    one = edition(questions={"a": {"indicators": ({**INDICATOR, "thresholds": {2: 25, 3: 50}},)}})
    assert contradictions(one, sheet({"a": 3}, indicators={"i": {"percent": 50}})) == ()
    assert contradictions(one, sheet({"a": 2}, indicators={"i": {"percent": 50}})) == ()
    assert contradictions(one, sheet(indicators={"i": {"percent": 5}})) == ()
    assert contradictions(one, sheet({"a": 3})) == ()
    assert [found.suggests for found in contradictions(one, sheet({"a": 2}, indicators={"i": {"percent": 5}}))] == [1]
    (found,) = contradictions(one, sheet({"a": 3}, indicators={"i": {"percent": 49}}))
    assert (found.question, found.indicator, found.label, found.figure, found.suggests, found.answered) == (
        "a",
        "i",
        "I",
        Fraction(49),
        2,
        Fraction(3),
    )


def test_a_number_that_is_missing_or_stands_beside_no_answer_hides_no_other():
    first = {**INDICATOR, "id": "first", "thresholds": {2: 25}}
    last = {**INDICATOR, "id": "last", "thresholds": {2: 25}}
    one = edition(questions={"a": {"indicators": (first,)}, "b": {"indicators": (first, last)}})
    found = contradictions(one, sheet({"b": 3}, indicators={"last": {"percent": 30}}))
    assert [(line.question, line.indicator, line.suggests) for line in found] == [("b", "last", 2)]


def test_consistency_rules_speak_only_when_they_hold():
    rule = {
        "id": "odd",
        "when": {"all": ({"question": "a", "at_least": 3}, {"question": "b", "at_most": 1})},
        "say": "Check both.",
    }
    one = edition(questions={"a": {}, "b": {}}, consistency=(rule,))
    assert [found.id for found in consistency(one, sheet({"a": 3, "b": 1}))] == ["odd"]
    assert consistency(one, sheet({"a": 3})) == ()
    assert consistency(one, sheet({"a": 3, "b": 2})) == ()


def test_missing_evidence_names_the_answers_that_need_it():
    one = edition(
        questions={
            "a": {"evidence": {"needed_from": 3}},
            "b": {"evidence": {"needed_from": 3}},
            "c": {},
            "d": {"evidence": {"needed_from": 3}},
        }
    )
    given = sheet({"a": 3, "b": 2, "c": 5, "d": {"level": 5, "evidence": [{"title": "Minutes"}]}})
    assert missing_evidence(one, given) == ("a",)


def test_a_line_of_a_checklist_is_left_out_only_once_it_is_known_not_to_be_asked():
    asked = {"question": "a", "at_least": 3}
    checks = [{"id": "web"}, {"id": "log", "ask_if": asked}, {"id": "test", "ask_if": {"not": asked}}]
    one = edition(questions={"a": {"evidence": {"needed_from": 3}}, "list": {"kind": "checklist", "checks": checks}})
    question = one.questions["list"]
    assert isinstance(question, ChecklistQuestion)
    assert lines_not_asked(one, sheet(), question) == frozenset()
    assert lines_not_asked(one, sheet({"a": 2}), question) == {"log"}
    assert lines_not_asked(one, sheet({"a": 3}), question) == {"test"}
