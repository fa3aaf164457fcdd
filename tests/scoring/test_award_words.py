"""What an award asks and what is there, in words, condition by condition."""

from decimal import Decimal

from scoring import score
from tests.scoring.building import NA, edition, sheet


def award_words(condition, answers, questions=None, **more):
    """What one condition asks and what is there."""
    kept = {key: more.pop(key) for key in ("profile", "form") if key in more}
    parts = {} if "sections" in more else {"questions": questions or {"a": {}, "b": {}}}
    facts = (
        {"id": "boarding", "type": "yes_no", "label": "Boarding"},
        {"id": "sites", "type": "number", "label": "Sites"},
    )
    one = edition(awards=({"id": "it", "requires": (condition,)},), profile=facts, **parts, **more)
    [[result]] = [award.conditions for award in score(one, sheet(answers, **kept)).awards]
    return result.asks, result.actual


def test_what_an_award_asks_of_the_profile_is_said_in_words():
    yes = {"boarding": True, "sites": 0}
    no = {"boarding": False, "sites": 2, "kind": "school"}
    assert award_words({"profile": "boarding", "is": True}, {}, profile=yes) == ("Boarding is yes", "yes")
    assert award_words({"profile": "boarding", "is": False}, {}, profile=no) == ("Boarding is no", "no")
    assert award_words({"profile": "boarding", "answered": True}, {}) == ("Boarding is answered", "not given")
    assert award_words({"profile": "sites", "at_most": 0}, {}, profile=yes) == ("Sites is at most 0", "0")
    kinds = {"profile": "kind", "in": ("school", "charity")}
    assert award_words(kinds, {}, profile=no) == ("kind is one of school, charity", "school")


def test_what_an_award_asks_of_an_answer_is_said_in_words():
    proven = {"level": 3, "evidence": [{"title": "Minutes", "date": "2026-09-01"}]}
    assert award_words({"question": "a", "evidenced": True}, {"a": proven})[1] == "in date"
    assert award_words({"question": "a", "at_most": 3}, {"a": 3}) == (
        "“What of a?” is at most “3 Level 3”",
        "“3 Level 3”",
    )
    assert award_words({"question": "a", "in": (2, 3)}, {"a": 1}) == (
        "“What of a?” is one of “2 Level 2”, “3 Level 3”",
        "“1 Level 1”",
    )
    checks = {"a": {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}, {"id": "test"}]}}
    web = {"question": "a", "is": "web"}
    assert award_words(web, {"a": ["web", "log"]}, checks) == ("“What of a?” is “web”", "“log”, “web”")
    assert award_words(web, {"a": []}, checks)[1] == "none"
    assert award_words({"question": "a", "at_least": 2}, {"a": ["web"]}, checks)[1] == "level 2.3"
    text = award_words({"question": "a", "answered": True}, {"a": {"text": "We are new"}}, {"a": {"kind": "text"}})
    assert text == ("“What of a?” is answered", "answered")
    ratio = {"unit": "d", "direction": "higher", "zero": "lowest", "ratio": {"of": "D", "per": "sites"}}
    number = {"a": {"kind": "number", "number": {**ratio, "thresholds": {5: 1}}}}
    assert award_words({"question": "a", "value_at_least": 1}, {}, number, profile={"sites": 0})[1] == "no figure"


def test_what_an_award_asks_of_a_score_is_said_in_words():
    good = {"score": "s", "at_least": 3}
    assert award_words(good, {"a": 3, "b": 3}) == ("S is at least 3", "3")
    assert award_words(good, {"a": NA, "b": NA})[1] == "no score"
    assert award_words(good, {}, scoring={"unanswered": "left_out"})[1] == "not answered"
    most = {"not_applicable": {"at_most": Decimal("0.3")}}
    assert award_words(most, {"a": NA, "b": 3}) == ("at most 30% not applicable", "50% not applicable")
    assert award_words({"coverage": {"at_least": 1}}, {"a": NA, "b": 3})[1] == "2 of 2 answered"


def test_what_an_award_asks_of_every_question_is_said_in_words():
    def asked(**where):
        return award_words({"every_question": {"at_least": 2, "where": where}}, {})[0]

    assert asked(duty="expected") == "every question reaches “2 Level 2” that is expected"
    assert asked(duty="good_practice") == "every question reaches “2 Level 2” that is good practice"


def test_of_two_levels_an_award_asks_of_one_question_the_higher_is_what_it_falls_short_of():
    both = {"all": ({"question": "a", "at_least": 4}, {"question": "a", "at_least": 3})}
    one = edition(awards=({"id": "it", "requires": (both,)},), questions={"a": {}})
    [[condition]] = [award.conditions for award in score(one, sheet({"a": 2})).awards]
    assert condition.shortfall == (("a", 4),)
