"""Answers: what is stored, what is refused, and two windows on the same question."""

from dataclasses import replace
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import answering
from assessments.answering import judged
from assessments.errors import BadAnswer, ChangedMeanwhile, NotYours, Refused
from assessments.values import Saved
from scoring.answers import Answer, Evidence
from tests.assessments.conftest import NOW, WHOLE


def test_an_answer_comes_back_as_given_with_who_and_when(desk):
    saved = desk.give("policy", replace(WHOLE["policy"], comment="Line 1\nLine 2"), note="Only for us")
    stored = desk.open().answers["policy"]
    assert (saved.revision, saved.at) == (1, NOW)
    assert stored.answer == replace(WHOLE["policy"], comment="Line 1\nLine 2")
    assert (stored.note, stored.revision, stored.saved_at, stored.saved_by.name) == ("Only for us", 1, NOW, "You")


def test_every_kind_of_question_takes_its_own_kind_of_answer(desk):
    answers = WHOLE | {"remark": Answer(text="No more")}
    stored = desk.give_all(answers).open().answers
    assert {name: one.answer for name, one in stored.items()} == answers


def test_none_of_these_is_an_answer_and_an_untouched_list_is_not(desk):
    assert desk.open().states["filter"] == "unanswered"
    desk.give("filter", Answer(checked=frozenset()))
    assert desk.open().states["filter"] == "answered"


def test_saying_the_same_again_writes_nothing(desk):
    first = desk.give("policy", Answer(level=3))
    again = desk.later(minutes=5).give("policy", Answer(level=3), seen=1)
    assert again == first
    assert len(answering.history(desk.door, desk.review)) == 1


def test_a_late_save_is_told_what_the_other_window_saved_and_writes_nothing(desk):
    desk.give("policy", Answer(level=3, comment="theirs"), seen=0)
    with pytest.raises(ChangedMeanwhile) as told:
        desk.give("policy", Answer(level=4, comment="mine"), seen=0)
    assert told.value.theirs.answer == Answer(level=3, comment="theirs")
    assert desk.open().answers["policy"].answer.comment == "theirs"
    desk.give("policy", Answer(level=4, comment="mine"), seen=told.value.theirs.revision)
    assert desk.open().answers["policy"].answer.comment == "mine"


def test_of_many_windows_saving_at_once_one_wins_and_the_others_are_told(desk):
    ready, outcomes = Barrier(16), []

    def save(level):
        ready.wait()
        try:
            outcomes.append(desk.give("policy", Answer(level=level, comment=f"window {level}"), seen=0))
        except ChangedMeanwhile as told:
            outcomes.append(told.theirs)

    threads = [Thread(target=save, args=(1 + place % 5,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stands = desk.open().answers["policy"]
    level = stands.answer.level
    same = [place for place in range(16) if 1 + place % 5 == level]  # those who say the same are told it is saved
    assert sum(isinstance(outcome, Saved) for outcome in outcomes) in range(1, len(same) + 1)
    assert {outcome.answer for outcome in outcomes if not isinstance(outcome, Saved)} == {stands.answer}
    assert len(answering.history(desk.door, desk.review)) == 1


def test_choosing_another_level_keeps_comment_and_evidence(desk):
    before = replace(WHOLE["policy"], comment="Agreed in May")
    assert judged(before, level=2) == replace(before, level=2)
    assert judged(before, not_known=True) == replace(before, level=None, not_known=True)
    assert judged(before) == replace(before, level=None)


def test_undo_puts_back_what_stood_before_and_undone_again_it_returns(desk):
    desk.give("policy", Answer(level=3), note="first")
    desk.give("policy", Answer(level=5), note="second")
    desk.undo("policy", 2)
    stored = desk.open().answers["policy"]
    assert (stored.answer.level, stored.note, stored.revision, stored.how) == (3, "first", 3, "undone")
    desk.undo("policy", 3)
    assert desk.open().answers["policy"].answer.level == 5


def test_undoing_a_first_answer_leaves_the_question_unanswered(desk):
    desk.give("policy", Answer(level=3))
    last = answering.last_change(desk.door, desk.review)
    assert last
    assert last.question == "policy"
    desk.undo("policy", 1)
    assert desk.open().states["policy"] == "unanswered"


def test_undo_of_what_another_window_changed_is_told(desk):
    desk.give("policy", Answer(level=3))
    desk.give("policy", Answer(level=4))
    with pytest.raises(ChangedMeanwhile):
        desk.undo("policy", 1)
    with pytest.raises(BadAnswer, match="nothing to undo"):
        desk.undo("lead", 0)


BAD = [
    ("nobody", Answer(level=3), "no such question"),
    ("policy", Answer(level=6), "not one of this question's"),
    ("policy", Answer(level=True), "not one of this question's"),
    ("policy", Answer(option="yes"), "answered in another way"),
    ("policy", Answer(level=3, not_known=True), "one answer"),
    ("policy", Answer(not_applicable=" "), "why this does not apply"),
    ("policy", Answer(not_applicable="x" * 501), "501 characters"),
    ("lead", Answer(option="perhaps"), "not one of this question's"),
    ("lead", Answer(not_applicable="We are small"), "applies to everyone"),
    ("filter", Answer(checked=frozenset({"web", "all"})), "not on this question's list"),
    ("devices", Answer(value=Decimal(-1)), "cannot be below 0"),
    ("devices", Answer(value=Decimal(5001)), "cannot be above 5,000"),
    ("devices", Answer(value=Decimal("1.5")), "whole number"),
    ("devices", Answer(value=Decimal("NaN")), "in figures"),
    ("devices", Answer(value=Decimal("1e999999")), "in figures"),
    ("remark", Answer(text="x" * 4001), "4,001 characters"),
    ("policy", Answer(level=3, comment="a\x00b"), "cannot be shown"),
    ("policy", Answer(level=3, comment="a\ud800b"), "cannot be shown"),
    ("policy", Answer(evidence=(Evidence(" "),)), "Give the evidence a name"),
    ("policy", Answer(evidence=(Evidence("P", "2026-02-30"),)), "a day that exists"),
    ("policy", Answer(evidence=(Evidence("P", "0026-02-03"),)), "a day that exists"),
    ("policy", Answer(evidence=(Evidence("P", None, "javascript:alert(1)"),)), "must begin with https://"),
    ("policy", Answer(evidence=(Evidence("P", None, "https://"),)), "must begin with https://"),
    ("policy", Answer(evidence=(Evidence("P", None, "http://[::1"),)), "must begin with https://"),
    ("policy", Answer(evidence=(Evidence("P", None, "https://a b"),)), "must begin with https://"),
    ("policy", Answer(evidence=(Evidence("P"),) * 21), "Keep to 20 pieces"),
]


@pytest.mark.parametrize(("question", "answer", "sentence"), BAD)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_written(desk, question, answer, sentence):
    with pytest.raises(BadAnswer, match=sentence):
        desk.give(question, answer, seen=0)
    assert desk.open().answers == {}


def test_a_working_note_that_is_too_long_is_refused(desk):
    with pytest.raises(BadAnswer, match="The working note is 4,001 characters"):
        desk.give("policy", Answer(level=3), note="x" * 4001)


def test_a_submitted_review_takes_no_answer(desk):
    desk.give_all().submit()
    with pytest.raises(Refused, match="Reopen it"):
        desk.give("policy", Answer(level=5))


def test_a_stranger_can_neither_read_nor_answer(store, desk):
    stranger = replace(desk, door=store.for_user(2))
    with pytest.raises(NotYours):
        stranger.open()
    with pytest.raises(NotYours):
        stranger.give("policy", Answer(level=5), seen=0)
    with pytest.raises(NotYours):
        answering.history(stranger.door, desk.review)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("give"), st.sampled_from(["policy", "lead"]), st.integers(1, 5)),
        st.tuples(st.just("undo"), st.sampled_from(["policy", "lead"]), st.just(0)),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_history_replays_to_what_stands(desk, steps):
    for verb, question, level in steps:
        stored = desk.open().answers.get(question)
        if verb == "give":
            desk.give(
                question, Answer(level=level) if question == "policy" else Answer(option="no" if level < 3 else "yes")
            )
        elif stored:
            desk.undo(question, stored.revision)
    replayed = {past.question: past for past in answering.history(desk.door, desk.review)}
    assert {name: (past.answer, past.note, past.revision, past.at, past.how) for name, past in replayed.items()} == {
        name: (one.answer, one.note, one.revision, one.saved_at, one.how) for name, one in desk.open().answers.items()
    }
