"""The sentences of a result, and the words for gains, numbers and standings."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.headline import form_note, gain_words, headline, next_things, nothing_next
from assessments.measured import in_words
from assessments.values import Person, RecordedNumber
from assessments.wording import change, level
from frameworks.questions import Indicator
from scoring import score
from scoring.answers import Answer, AnswerSheet, Measurement
from tests.ui.outcomes.editions import edition, question

ASKED = edition("2026", [question("a", 2, minimum_level=3), question("b"), question("c")], short_form=("a", "b"))


def result(form="full", **answers):
    return score(ASKED, AnswerSheet("small", "2026", "2026-11-14", form, {"kind": "school"}, answers))


def test_a_submitted_result_is_one_sentence():
    given = result(a=Answer(level=2), b=Answer(level=4), c=Answer(level=5))  # (2 × 2 + 4 + 5) / 4 = 13/4
    said = headline(ASKED, given, draft=False).sentence
    assert said == "3.3 of 5, In place; 2 of 3 at good practice; 1 must-have not yet in place"


def test_a_draft_says_what_it_rests_on():
    said = headline(ASKED, result(a=Answer(level=4)), draft=True).sentence
    assert (
        said == "4 of 5 on what you have answered; 1 of 3 answered; 1 of 1 at good practice; every must-have in place"
    )


def test_nothing_answered_has_no_score_and_claims_nothing():
    said = headline(ASKED, result(), draft=True).sentence
    assert said == "No score yet; 0 of 3 answered"


def test_a_short_review_says_of_how_many():
    assert form_note(result("short")) == "Quick form: 2 of 3 questions"
    assert form_note(result()) is None


def test_what_nobody_knows_comes_first():
    steps = next_things(ASKED, result(a=Answer(level=2), b=Answer(not_known=True), c=Answer(level=5)))
    assert [(step.question, step.stands) for step in steps] == [
        ("b", "You do not know yet"),
        ("a", "Now 2; next is 3 In place"),
    ]


def test_with_nothing_below_good_practice_the_open_questions_come_next():
    assert nothing_next(result()) == "Answer some questions first."
    assert nothing_next(result(a=Answer(level=5))).endswith("Answer the others next.")
    every = result(a=Answer(level=5), b=Answer(level=4), c=Answer(not_applicable="None here"))
    assert nothing_next(every).startswith("Every question is at good practice.")


@pytest.mark.parametrize(
    ("gain", "words"),
    [
        (Fraction(1, 4), "One level up raises the overall level by 0.3"),
        (Fraction(1, 20), "One level up raises the overall level by 0.1"),
        (Fraction(1, 21), "One level up raises the overall level by less than 0.1"),
        (Fraction(0), "One level up does not move the overall level by itself"),
        (Fraction(-1, 3), "One level up brings in further questions, so the overall level may fall at first"),
    ],
)
def test_a_gain_is_said_in_words(gain, words):
    assert gain_words(gain) == words


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("0", "no change"),
        ("2/5", "+0.4"),
        ("-1/2", "−0.5"),
        ("1", "+1"),
        ("-2", "−2"),
        ("1/50", "+0.02"),
        ("-1/3000", "−0.0003"),
    ],
)
def test_a_change_has_a_true_sign_and_is_never_printed_as_nothing(by, words):
    assert change(Fraction(by)) == words


def test_a_level_below_a_limit_never_looks_like_it():
    assert level(Fraction("3.4996"), [Fraction("3.5")]) == "3.4996"
    assert (level(Fraction("2.25")), level(Fraction(3))) == ("2.3", "3")


@pytest.mark.parametrize(
    ("about", "measured", "words"),
    [
        (
            {"unit": "percent", "of": "a", "per": "b"},
            Measurement(of=Decimal(212), per=Decimal(240)),
            "88.3% (212 of 240)",
        ),
        ({"unit": "percent"}, Measurement(percent=Decimal(88)), "88%"),
        ({"unit": "days", "date_of": "test"}, Measurement(date="2026-10-12"), "33 days (since 12 October 2026)"),
        ({"unit": "count"}, Measurement(value=Decimal("2.50")), "2.5"),
        (
            {"unit": "percent", "of": "a", "per": "b"},
            Measurement(of=Decimal(0), per=Decimal(0)),
            "not worked out (0 of 0)",
        ),
    ],
)
def test_a_number_is_said_with_what_it_was_worked_out_from(about, measured, words):
    indicator = Indicator(id="n", label="N", direction="higher", basis="judgement", **about)
    at = datetime(2026, 11, 14, tzinfo=UTC)
    assert in_words(RecordedNumber("n", measured, date(2026, 11, 14), at, Person(1, "You")), indicator) == words
