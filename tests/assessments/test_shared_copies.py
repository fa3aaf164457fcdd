"""Copies for others hold no more than they may see, and every figure of a copy is exactly that of the whole."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring
from assessments.plain import canonical, read, sheet_data, sheet_of
from assessments.shared_copies import COMMENTS, LEVELS, copied
from scoring.answers import Answer, Evidence
from tests.scoring.strategies import built, reviews

TYPED = "CANARY typed by somebody"
SHEET = {
    "framework": "x",
    "edition": "2026",
    "as_of": "2026-11-21",
    "form": "full",
    "profile": {"kind": "school", "region": "Eastmere"},
    "aims": {},
    "indicators": {"devices": {"value": 212, "of": 240}},
    "answers": {
        "a": {"level": 3, "comment": TYPED, "evidence": [{"title": TYPED, "date": "2026-09-01", "url": "https://x"}]},
        "b": {"not_applicable": TYPED, "comment": TYPED},
        "c": {"text": TYPED},
        "d": {"comment": TYPED},
        "e": {"level": 2, "evidence": [{"title": TYPED}]},
    },
}
DOCUMENT = {"number": 2, "sheet": SHEET, "reopened": {"at": "2026-11-20T10:00:00+00:00", "because": TYPED}}


def content(sheet):
    return canonical({"sheet": sheet_data(sheet)})


def sheet_in(text):
    return sheet_of(read(text)["sheet"])


def test_a_copy_of_levels_holds_nothing_that_people_typed():
    copy = read(copied(canonical(DOCUMENT), LEVELS))
    assert TYPED not in canonical(copy)
    assert copy["sheet"]["answers"] == {
        "a": {"level": 3, "evidence": [{"title": "Not shared", "date": "2026-09-01"}]},
        "b": {"not_applicable": "Not shared"},
        "c": {"text": "Not shared"},
        "d": {},
        "e": {"level": 2, "evidence": [{"title": "Not shared"}]},
    }
    assert copy["reopened"] == {"at": "2026-11-20T10:00:00+00:00", "because": ""}


def test_a_copy_with_comments_holds_them_and_no_evidence():
    copy = read(copied(canonical(DOCUMENT), COMMENTS))
    answers = copy["sheet"]["answers"]
    assert [answers[name].get("comment") for name in "abcde"] == [TYPED, TYPED, None, TYPED, None]
    assert answers["b"]["not_applicable"] == answers["c"]["text"] == TYPED
    assert answers["a"]["evidence"] == [{"title": "Not shared", "date": "2026-09-01"}]
    assert copy["reopened"]["because"] == ""


@pytest.mark.parametrize("share", [LEVELS, COMMENTS])
def test_numbers_measured_beside_the_answers_are_in_no_copy(share):
    assert read(copied(canonical(DOCUMENT), share))["sheet"]["indicators"] == {}


def talkative(sheet, words):
    """The same sheet with a comment, and a title and a link at every piece of evidence."""
    told = {
        name: replace(
            answer, comment=words, evidence=tuple(Evidence(words, one.date, "https://x") for one in answer.evidence)
        )
        for name, answer in sheet.answers.items()
    }
    return replace(sheet, answers=told)


@pytest.mark.parametrize("share", [LEVELS, COMMENTS])
@settings(max_examples=150, deadline=None)
@given(review=reviews(), words=st.text(min_size=1, max_size=20))
def test_every_score_level_and_award_of_a_copy_is_that_of_the_whole(share, review, words):
    edition, sheet = built(review)
    whole = talkative(sheet, words)
    copy = sheet_in(copied(content(whole), share))
    assert scoring.score(edition, copy) == scoring.score(edition, whole)
    assert scoring.missing_evidence(edition, copy) == scoring.missing_evidence(edition, whole)


def test_an_answer_that_only_holds_a_comment_stays_unanswered():
    copy = sheet_in(copied(canonical(DOCUMENT), LEVELS))
    assert copy.answers["d"] == Answer()
