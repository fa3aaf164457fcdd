"""Suggestions: what comes over from earlier submissions, and how it is confirmed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments import answering, audit, reviews, suggesting
from assessments.answering import Undone
from assessments.errors import BadAnswer, ChangedMeanwhile
from scoring.answers import Answer
from tests.assessments.conftest import A_YEAR, NOW, Desk

LAST_YEAR = NOW - A_YEAR


@pytest.fixture
def again(start):
    """A review of this year, after a whole one last year."""
    start(now=LAST_YEAR).give_all().submit()
    return start()


def confirm(desk, question, seen=0):
    return suggesting.confirm(desk.door, desk.catalogue, desk.review, question, seen=seen, now=desk.now)


def test_last_years_answers_are_suggested_and_count_for_nothing(again):
    opened = again.open()
    assert {name: (one.answer, one.is_hint) for name, one in opened.suggestions.items()} == {
        "policy": (Answer(level=4), False),
        "lead": (Answer(option="yes"), False),
        "filter": (Answer(checked=frozenset({"web", "mail"})), False),
        "devices": (Answer(value=Decimal(60)), True),
    }
    assert opened.answers == {}
    assert opened.progress.answered == 0
    source = opened.suggestions["policy"].source
    assert (source.framework, source.period, source.submitted_at) == ("small", "2025/26", LAST_YEAR)


def test_a_confirmed_suggestion_is_an_answer_with_its_own_history(again, door, school):
    again.give("policy", Answer(comment="Still so"))
    confirm(again, "policy", seen=1)
    opened = again.open()
    assert opened.answers["policy"].answer == Answer(level=4, comment="Still so")
    assert opened.answers["policy"].how == "confirmed"
    assert "policy" not in opened.suggestions
    assert audit.acts(door, school.id)[-1].act == "suggestion confirmed"


def test_a_suggestion_never_overwrites_an_answer(again):
    again.give("policy", Answer(level=2))
    with pytest.raises(ChangedMeanwhile):
        confirm(again, "policy", seen=1)
    suggesting.confirm_strand(again.door, again.catalogue, again.review, "who", now=NOW)
    assert again.open().answers["policy"].answer.level == 2


def test_a_hint_can_not_be_confirmed(again):
    with pytest.raises(BadAnswer, match="no suggestion to confirm"):
        confirm(again, "devices")


def test_a_strand_is_confirmed_at_once_and_how_many_is_counted(again):
    assert suggesting.confirm_strand(again.door, again.catalogue, again.review, "who", now=NOW) == ("policy", "lead")
    opened = again.open()
    assert opened.bulk_confirmed == 2
    assert {stored.how for stored in opened.answers.values()} == {"confirmed_with_strand"}
    assert suggesting.confirm_strand(again.door, again.catalogue, again.review, "who", now=NOW) == ()
    with pytest.raises(BadAnswer, match="no such group"):
        suggesting.confirm_strand(again.door, again.catalogue, again.review, "overall", now=NOW)


def test_what_is_answered_anew_after_confirming_no_longer_counts_as_confirmed_in_bulk(again):
    suggesting.confirm_strand(again.door, again.catalogue, again.review, "who", now=NOW)
    again.give("policy", Answer(level=5))
    assert again.open().bulk_confirmed == 1


def test_a_comment_beside_what_was_confirmed_in_bulk_leaves_it_confirmed_in_bulk(again):
    suggesting.confirm_strand(again.door, again.catalogue, again.review, "who", now=NOW)
    again.give("policy", Answer(level=4, comment="Looked at in May"))
    assert again.open().bulk_confirmed == 2
    again.undo("policy", 2)
    assert again.open().bulk_confirmed == 2
    again.give("policy", Answer(not_known=True, comment="Looked at in May"))
    assert again.open().bulk_confirmed == 1


def test_undo_takes_a_strand_confirmed_at_once_back_as_a_whole_and_undone_again_it_returns(again):
    again.give("filter", Answer(checked=frozenset()))
    later = again.later(minutes=1)
    suggesting.confirm_strand(later.door, later.catalogue, later.review, "who", now=later.now)
    assert undo_last(again.later(minutes=2)) == Undone(("lead", "policy"), together=True)
    assert again.open().progress.answered == 1
    assert undo_last(again.later(minutes=3)) == Undone(("lead", "policy"), together=True)
    assert again.open().bulk_confirmed == 2
    later = again.later(minutes=4)
    later.give("policy", Answer(level=5))
    assert undo_last(again.later(minutes=5)) == Undone(("policy",), together=False)
    assert again.open().answers["policy"].answer.level == 4


def undo_last(desk):
    return answering.undo_last(desk.door, desk.catalogue, desk.review, now=desk.now)


def test_a_new_version_suggests_what_was_reworded_and_only_hints_at_what_was_replaced(start, next_catalogue):
    start(now=LAST_YEAR).give_all().submit()
    suggestions = start(catalogue=next_catalogue).open().suggestions
    assert {name: one.is_hint for name, one in suggestions.items()} == {
        "policy": False, "lead": True, "filter": False, "devices": True,
    }  # fmt: skip


def test_another_framework_suggests_only_what_says_the_same(start):
    start(now=LAST_YEAR).give_all().submit()
    suggestions = start("wide").open().suggestions
    assert {name: (one.answer.level, one.is_hint, one.source.title) for name, one in suggestions.items()} == {
        "written": (4, False, "A small check"),
        "known": (4, True, "A small check"),
    }


def test_a_draft_suggests_nothing(start):
    start(now=LAST_YEAR).give_all()
    assert start().open().suggestions == {}


def test_suggestions_are_those_of_the_day_the_review_started(again, start, door, catalogue):
    before = again.open().suggestions
    last = next(line.review.id for line in reviews.mine(door, catalogue, now=NOW) if line.review.id != again.review)
    assert before
    assert replace(Desk(door, catalogue, last), now=NOW).open().suggestions == {}
    assert again.later(days=9).open().suggestions == before
