"""Answers files: what is read is what was meant, and whatever does not fit is named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.answers import Answer, AnswerSheet, Evidence, File, Measurement
from scoring.errors import BadSheet, ScoringError
from scoring.plain import Plain
from scoring.reading import read_sheet, write_sheet
from tests.scoring.building import edition
from tests.scoring.strategies import built, reviews

EDITION = edition(
    profile=(
        {"id": "pupils", "type": "number"},
        {"id": "boarding", "type": "yes_no"},
        {"id": "area", "type": "choice", "options": ("rural", "town")},
    ),
    awards=({"id": "secure", "requires": ()},),
    questions={
        "a": {
            "indicators": (
                {"id": "mfa", "label": "MFA", "unit": "percent", "direction": "higher", "basis": "standard"},
                {"id": "calls", "label": "Calls", "unit": "calls", "direction": "lower", "basis": "standard"},
                {"id": "test", "label": "Last test", "unit": "days", "direction": "lower", "basis": "standard"},
                {"id": "kept", "label": "Kept", "unit": "percent", "direction": "higher", "basis": "standard"},
            )
        },
        "must": {"minimum_level": 3},
        "pick": {"kind": "choice", "options": [{"id": "yes", "level": 5}, {"id": "no", "level": 1}]},
        "list": {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}]},
        "n": {
            "kind": "number",
            "number": {
                "unit": "d",
                "direction": "higher",
                "thresholds": {3: 5},
                "minimum": 0,
                "maximum": 10,
                "whole": True,
            },
        },
        "free": {"kind": "number", "number": {"unit": "d", "direction": "higher", "thresholds": {3: 5}}},
        "note": {"kind": "text"},
    },
)
WHOLE = {
    "framework": "x",
    "edition": "2026",
    "as_of": "2026-11-21",
    "form": "short",
    "profile": {"kind": "school", "pupils": 240, "boarding": False, "area": "town", "sites": 2},
    "answers": {
        "a": {
            "level": 4,
            "comment": "Named in the policy",
            "evidence": [
                {"title": "Minutes", "date": "2026-09-01", "url": "https://example.org/m"},
                {"title": "Letter", "url": "http://example.org/l"},
                {"title": "Plan", "file": {"name": "plan.pdf", "sha256": "0f" * 32}},
            ],
        },
        "pick": {"option": "yes"},
        "list": {"checked": ["web"]},
        "n": {"value": 10},
        "free": {"value": "0.25"},
        "must": {"not_known": True},
        "note": {"text": "Free text"},
    },
    "aims": {"a": 5},
    "aims_for": "secure",
    "indicators": {
        "mfa": {"of": 212, "per": 240, "measured_on": "2026-10-01"},
        "calls": {"value": 12},
        "test": {"date": "2026-05-01"},
        "kept": {"percent": "99.5"},
    },
}
SHEET = AnswerSheet(
    framework="x",
    edition="2026",
    as_of="2026-11-21",
    form="short",
    profile={"kind": "school", "pupils": 240, "boarding": False, "area": "town", "sites": 2},
    answers={
        "a": Answer(
            level=4,
            comment="Named in the policy",
            evidence=(
                Evidence("Minutes", "2026-09-01", "https://example.org/m"),
                Evidence("Letter", url="http://example.org/l"),
                Evidence("Plan", file=File("plan.pdf", "0f" * 32)),
            ),
        ),
        "pick": Answer(option="yes"),
        "list": Answer(checked=frozenset({"web"})),
        "n": Answer(value=Decimal(10)),
        "free": Answer(value=Decimal("0.25")),
        "must": Answer(not_known=True),
        "note": Answer(text="Free text"),
    },
    aims={"a": 5},
    aims_for="secure",
    indicators={
        "mfa": Measurement(of=Decimal(212), per=Decimal(240), measured_on="2026-10-01"),
        "calls": Measurement(value=Decimal(12)),
        "test": Measurement(date="2026-05-01"),
        "kept": Measurement(percent=Decimal("99.5")),
    },
)


def test_a_whole_answers_file_is_read():
    assert read_sheet(WHOLE, EDITION) == SHEET


def test_a_sheet_is_written_as_plain_values():
    assert write_sheet(SHEET) == WHOLE


def test_only_the_first_three_keys_must_be_there():
    small = {"framework": "x", "edition": "2026", "as_of": "2026-11-21"}
    assert read_sheet(small, EDITION) == AnswerSheet("x", "2026", "2026-11-21")


@given(reviews(given=st.one_of(st.integers(1, 5), st.just({"not_known": True}), st.just("evidenced"))))
def test_what_is_written_reads_back_the_same(review):
    one, given_sheet = built(review)
    assert read_sheet(write_sheet(given_sheet), one) == given_sheet


def with_answer(name, given):
    return {**WHOLE, "answers": {name: given}}


FAULTS = {
    "an answers file must be a set of keys.": [],
    "the answers file: unknown key “answer”; known: framework, edition, as_of, form, profile, answers, aims, aims_for, indicators.": {  # noqa: E501 - one sentence
        **WHOLE,
        "answer": {},
    },
    "framework is “y”, but the framework file says “x”.": {**WHOLE, "framework": "y"},
    "edition is “2025”, but the framework file says “2026”.": {**WHOLE, "edition": "2025"},
    'as_of is “2026-02-30”; write a day as "2026-11-21".': {**WHOLE, "as_of": "2026-02-30"},
    "form: there is no form “quick”; known: full, short.": {**WHOLE, "form": "quick"},
    "answers: there is no question “b” in x 2026.": with_answer("b", {"level": 3}),
    "answers must be a set of keys.": {**WHOLE, "answers": ["a"]},
    "profile must be a set of keys.": {**WHOLE, "profile": ["kind"]},
    "aims must be a set of keys.": {**WHOLE, "aims": ["a"]},
    "indicators must be a set of keys.": {**WHOLE, "indicators": ["mfa"]},
    "answers: a must be a set of keys.": with_answer("a", 3),
    "answers: a: there is no level “6”; the levels are 1 to 5.": with_answer("a", {"level": 6}),
    "answers: a: there is no level “True”; the levels are 1 to 5.": with_answer("a", {"level": True}),
    "answers: a: there is no level “4”; the levels are 1 to 5.": with_answer("a", {"level": "4"}),
    "answers: pick: there is no option “maybe”; known: yes, no.": with_answer("pick", {"option": "maybe"}),
    "answers: list: there is no check “wifi”; known: web, log.": with_answer("list", {"checked": ["wifi"]}),
    "answers: list: checked must be a list.": with_answer("list", {"checked": "web"}),
    "answers: a: this question is answered with “level”, not “value”.": with_answer("a", {"value": 3}),
    "answers: a: give only one of level, not_known.": with_answer("a", {"level": 3, "not_known": True}),
    "answers: a: unknown key “lvl”; known: level, option, checked, value, text, not_applicable, not_known, comment, evidence.": with_answer(  # noqa: E501 - one sentence
        "a", {"lvl": 3}
    ),
    "answers: a: write not_known: true, or leave it out.": with_answer("a", {"not_known": "yes"}),
    "answers: a: not_applicable is empty.": with_answer("a", {"not_applicable": " "}),
    "answers: must: not_applicable: this question always applies.": with_answer("must", {"not_applicable": "none"}),
    "answers: n: value is “many”; write a number.": with_answer("n", {"value": "many"}),
    "answers: n: value is “True”; write a number.": with_answer("n", {"value": True}),
    "answers: n: value is “[3]”; write a number.": with_answer("n", {"value": [3]}),
    "answers: free: value is “Infinity”; write a number.": with_answer("free", {"value": "Infinity"}),
    "answers: n: -1 is below 0.": with_answer("n", {"value": -1}),
    "answers: n: 11 is above 10.": with_answer("n", {"value": 11}),
    "answers: n: 0.5 is not a whole number.": with_answer("n", {"value": Decimal("0.5")}),
    "answers: note: text must be text.": with_answer("note", {"text": 3}),
    "answers: a: comment must be text.": with_answer("a", {"comment": 3}),
    "answers: a: evidence must be a list.": with_answer("a", {"evidence": "Minutes"}),
    "answers: a: evidence: title must be text.": with_answer("a", {"evidence": [{"title": 3}]}),
    "answers: a: evidence: title is empty.": with_answer("a", {"evidence": [{"date": "2026-01-01"}]}),
    'answers: a: evidence: date is “1 May”; write a day as "2026-11-21".': with_answer(
        "a", {"evidence": [{"title": "M", "date": "1 May"}]}
    ),
    "answers: a: evidence: file: “0F” is not the 64 digits of a SHA-256.": with_answer(
        "a", {"level": 1, "evidence": [{"title": "Plan", "file": {"name": "plan.pdf", "sha256": "0F"}}]}
    ),
    "answers: a: evidence: unknown key “link”; known: title, date, url, file.": with_answer(
        "a", {"evidence": [{"title": "M", "link": "x"}]}
    ),
    "answers: a: evidence: “javascript:x” is not an http or https address.": with_answer(
        "a", {"evidence": [{"title": "M", "url": "javascript:x"}]}
    ),
    "aims: there is no question “b” in x 2026.": {**WHOLE, "aims": {"b": 3}},
    "aims: a: there is no level “9”; the levels are 1 to 5.": {**WHOLE, "aims": {"a": 9}},
    "aims_for: there is no award “gold”; known: secure.": {**WHOLE, "aims_for": "gold"},
    "profile: boarding is “yes”; write true or false.": {**WHOLE, "profile": {"boarding": "yes"}},
    "profile: pupils is “True”; write a number.": {**WHOLE, "profile": {"pupils": True}},
    "profile: pupils is “some”; write a number.": {**WHOLE, "profile": {"pupils": "some"}},
    "profile: area is “moon”; write one of rural, town.": {**WHOLE, "profile": {"area": "moon"}},
    "profile: kind is “3”; write text.": {**WHOLE, "profile": {"kind": 3}},
    "profile: phase is “3”; write text.": {**WHOLE, "profile": {"phase": 3}},
    "profile: region is “3”; write text.": {**WHOLE, "profile": {"region": 3}},
    "profile: sites must be text, a number, or true or false.": {**WHOLE, "profile": {"sites": ["one"]}},
    "indicators: there is no number “mfb” in x 2026.": {**WHOLE, "indicators": {"mfb": {"value": 3}}},
    "indicators: mfa must be a set of keys.": {**WHOLE, "indicators": {"mfa": 88}},
    "indicators: mfa: unknown key “off”; known: value, of, per, percent, date, measured_on.": {
        **WHOLE,
        "indicators": {"mfa": {"off": 3}},
    },
    "indicators: mfa: of is “x”; write a number.": {**WHOLE, "indicators": {"mfa": {"of": "x"}}},
    'indicators: mfa: date is “x”; write a day as "2026-11-21".': {**WHOLE, "indicators": {"mfa": {"date": "x"}}},
}


@pytest.mark.parametrize(("sentence", "data"), FAULTS.items(), ids=list(FAULTS))
def test_what_does_not_fit_is_named(sentence, data):
    with pytest.raises(BadSheet) as caught:
        read_sheet(data, EDITION)
    assert caught.value.faults == (sentence,)


def test_every_fault_is_told_at_once():
    with pytest.raises(ScoringError) as caught:
        read_sheet({**WHOLE, "form": "quick", "answers": {"b": {}, "a": {"level": 0}}}, EDITION)
    assert str(caught.value) == (
        "form: there is no form “quick”; known: full, short.\n"
        "answers: there is no question “b” in x 2026.\n"
        "answers: a: there is no level “0”; the levels are 1 to 5."
    )
    with pytest.raises(BadSheet) as caught:
        read_sheet({**WHOLE, "profile": {"sites": ["one"], "pupils": "some", "area": "moon"}}, EDITION)
    assert [fault.split(" ")[1] for fault in caught.value.faults] == ["sites", "pupils", "area"]
    with pytest.raises(BadSheet) as caught:
        read_sheet({**WHOLE, "indicators": {"mfb": {"value": 3}, "mfa": {"of": "x"}}}, EDITION)
    assert len(caught.value.faults) == 2


def test_an_empty_answers_file_is_refused():
    with pytest.raises(BadSheet) as caught:
        read_sheet({}, EDITION)
    assert caught.value.faults == ("The answers file is empty.",)


def test_a_very_small_figure_is_written_in_digits():
    sheet = AnswerSheet("x", "2026", "2026-11-21", answers={"free": Answer(value=Decimal("1E-7"))})
    assert write_sheet(sheet)["answers"] == {"free": {"value": "0.0000001"}}


def test_a_fact_that_is_a_fraction_is_kept_exactly():
    sheet = AnswerSheet("x", "2026", "2026-11-21", profile={"pupils": Decimal("0.1")})
    assert write_sheet(sheet)["profile"] == {"pupils": "0.1"}
    assert read_sheet(write_sheet(sheet), EDITION).profile == {"pupils": Decimal("0.1")}


def test_why_something_is_not_applicable_is_written():
    sheet = AnswerSheet("x", "2026", "2026-11-21", answers={"a": Answer(not_applicable="there are none")})
    assert write_sheet(sheet)["answers"] == {"a": {"not_applicable": "there are none"}}


def test_a_fact_of_text_for_a_number_is_read_as_one_and_those_after_it_too():
    given = {"pupils": "240", "area": "town"}
    small = {"framework": "x", "edition": "2026", "as_of": "2026-11-21", "profile": given}
    assert read_sheet(small, EDITION).profile == {"pupils": Decimal(240), "area": "town"}


def test_evidence_that_is_only_a_name_or_has_an_address_that_is_no_text_is_named_first():
    with pytest.raises(BadSheet) as caught:
        read_sheet(with_answer("a", {"evidence": ["Minutes", {"title": "M", "url": 3}]}), EDITION)
    assert caught.value.faults[0] == "answers: a: evidence must be a set of keys."
    assert caught.value.faults[2] == "answers: a: evidence: url must be text."


def test_a_framework_without_awards_has_none_to_aim_for():
    small = {"framework": "x", "edition": "2026", "as_of": "2026-11-21", "aims_for": "gold"}
    with pytest.raises(BadSheet) as caught:
        read_sheet(small, edition(questions={"a": {}}))
    assert caught.value.faults == ("aims_for: there is no award “gold”; known: none.",)


def test_what_does_not_fit_is_read_as_nothing():
    plain = Plain()
    assert (plain.keys(3, "x"), plain.items(3, "x"), plain.text(3, "x"), plain.day(3, "x")) == ({}, (), "", "")
    assert (plain.number("x", "x"), plain.level(9, EDITION.scale, "x")) == (Decimal(0), 1)
    assert plain.one_of("x", (), "it", "x") == ""
    assert len(plain.faults) == 7
