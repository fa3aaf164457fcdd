"""Moderation: who may find another answer, who answers that, and that what was submitted never moves."""

from datetime import timedelta
from fractions import Fraction

import pytest

from assessments import archiving, results, submitting
from assessments.access import moderating, sharing
from assessments.access.sharing_words import LATEST
from assessments.errors import BadAnswer, NotYours, Refused
from assessments.store.sharing import Wanted
from scoring.answers import Answer
from tests.assessments.access.networked import ADVISER, READER, REGION_LEAD, STRANGER, around, list_in
from tests.assessments.conftest import NOW

UNTIL = NOW.date() + timedelta(days=30)


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.region)
    installation.join(school.id, READER, "reader")
    return there


@pytest.fixture
def submitted(desk):
    desk.give_all().submit()
    return desk


@pytest.fixture
def show(door, school, placed):
    def shown(share, until=UNTIL):
        wanted = Wanted("team", placed.team, None, share, until)
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)

    return shown


@pytest.fixture
def stop_showing(door, installation, school):
    def stopped():
        for seer in sharing.seen(door, installation.at(1), school.id, now=NOW).seers:
            if seer.consent:
                sharing.withdraw(door, school.id, seer.consent.id, now=NOW)

    return stopped


@pytest.fixture
def find(store, installation, catalogue, submitted):
    def found(question="policy", answer=None, *, by=ADVISER, number=1, reason="It is from 2019.", now=NOW):
        return moderating.find(
            store.for_user(by), installation.at(by), catalogue, submitted.review, question, answer or Answer(level=3),
            number=number, reason=reason, now=now,
        )  # fmt: skip

    return found


@pytest.fixture
def read(store, installation, catalogue, submitted):
    def found(person=1):
        door = store.for_user(person)
        view = results.of(door, catalogue, submitted.review, now=NOW)
        return moderating.of(door, installation.at(person), view, now=NOW)

    return found


def reply(store, installation, finding, verdict, words="", *, by=1):
    moderating.reply(store.for_user(by), installation.at(by), finding, verdict, words=words, now=NOW)


def test_what_an_adviser_finds_is_read_by_those_who_belong_and_by_the_team(find, read, show, installation, placed):
    show(2)
    find()
    assert [(one.question, one.answer, one.reason, one.verdict) for one in read()] == [
        ("policy", Answer(level=3), "It is from 2019.", None)
    ]
    assert read(READER) == read(ADVISER) == read()
    assert read()[0].found_by.name == "Ash Adviser"


def test_only_a_team_that_is_shown_levels_finds_anything(find, show, stop_showing):
    for person in (ADVISER, STRANGER, REGION_LEAD, READER, 1):
        with pytest.raises(NotYours):
            find(by=person)
    show(1)
    with pytest.raises(NotYours):
        find()
    stop_showing()
    show(2)
    find()
    with pytest.raises(NotYours):
        find(now=NOW + timedelta(days=40))


def test_an_adviser_says_another_answer_to_an_answered_question_and_why(find, show):
    show(2)
    for question, answer, reason, sentence in (
        ("policy", Answer(level=4), "So", "That is what they answered themselves"),
        ("policy", Answer(level=3), " ", "Say why"),
        ("filter", Answer(checked=frozenset({"web"})), "So", "Choose a question that was answered"),
    ):
        with pytest.raises(Refused, match=sentence):
            find(question, answer, reason=reason)
    with pytest.raises(BadAnswer):
        find(answer=Answer(level=9))
    with pytest.raises(BadAnswer):
        find("strange")
    with pytest.raises(Refused, match="submitted again"):
        find(number=2)
    assert find("lead", Answer(option="no")).question == "lead"


def test_what_is_agreed_stands_beside_what_was_submitted_and_changes_nothing_of_it(
    find, read, show, store, installation, catalogue, submitted, door
):
    """Policy 4 of weight 2 and lead 5 make 13/3, filter 4 and devices 3 make 7/2; policy at 3 makes 11/3."""
    show(2)
    view = results.of(door, catalogue, submitted.review, now=NOW)
    waiting = find()
    assert moderating.agreed(view, read()) is None
    reply(store, installation, waiting, "agreed")
    score = moderating.agreed(view, read())
    assert score is not None
    assert view.score.overall.level == (Fraction(13, 3) + Fraction(7, 2)) / 2
    assert score.overall.level == (Fraction(11, 3) + Fraction(7, 2)) / 2
    again = results.of(door, catalogue, submitted.review, now=NOW)
    assert (again.submission, again.score) == (view.submission, view.score)


def test_an_answer_kept_needs_a_word_and_counts_as_it_was(find, read, show, store, installation, catalogue, submitted):
    show(2)
    waiting = find()
    with pytest.raises(Refused, match="why you keep"):
        reply(store, installation, waiting, "kept", " ")
    reply(store, installation, waiting, "kept", "It was renewed in May.")
    [found] = read(ADVISER)
    assert (found.verdict, found.words, found.replied_by.name) == ("kept", "It was renewed in May.", "You")
    view = results.of(store.for_user(1), catalogue, submitted.review, now=NOW)
    assert moderating.agreed(view, [found]) is None


def test_only_a_lead_replies_and_once(find, show, store, installation, placed):
    show(2)
    waiting = find()
    with pytest.raises(Refused, match="Only a lead"):
        reply(store, installation, waiting, "agreed", by=READER)
    with pytest.raises(NotYours):
        reply(store, installation, waiting, "agreed", by=ADVISER)
    reply(store, installation, waiting, "agreed")
    for late in (
        lambda: reply(store, installation, waiting, "kept", "No"),
        lambda: find(answer=Answer(level=2)),
        lambda: moderating.take_back(installation.at(ADVISER), waiting, now=NOW),
    ):
        with pytest.raises(Refused, match="answered this already"):
            late()


def test_a_finding_can_be_changed_and_taken_back_before_the_reply(find, read, show, installation):
    show(2)
    find()
    second = find(answer=Answer(level=2), reason="Not signed")
    assert [(one.answer, one.reason) for one in read()] == [(Answer(level=2), "Not signed")]
    with pytest.raises(NotYours):
        moderating.take_back(installation.at(STRANGER), second, now=NOW)
    moderating.take_back(installation.at(ADVISER), second, now=NOW)
    assert read() == ()


def test_a_team_reads_nothing_more_once_the_yes_is_taken_back_and_the_organisation_keeps_it(
    find, read, show, stop_showing, door, installation, store, catalogue, submitted, school
):
    show(2)
    find()
    view = results.of(store.for_user(ADVISER), catalogue, submitted.review, now=NOW)
    stop_showing()
    assert moderating.of(store.for_user(ADVISER), installation.at(ADVISER), view, now=NOW) == ()
    assert len(read()) == 1
    assert archiving.findings_table(door, school.id)[1][4] == "It is from 2019."


def test_those_that_wait_are_listed_for_the_leads_and_a_new_submission_begins_anew(
    find, read, show, door, installation, store, submitted
):
    show(2)
    waiting = find()
    find("lead", Answer(option="no"))
    assert [(one.review.id, one.findings) for one in moderating.waiting(door, installation.at(1))] == [
        (submitted.review, 2)
    ]
    assert moderating.waiting(store.for_user(READER), installation.at(READER)) == ()
    reply(store, installation, waiting, "agreed")
    assert [one.findings for one in moderating.waiting(door, installation.at(1))] == [1]
    submitting.reopen(door, submitted.review, "A mistake", now=NOW)
    submitted.submit()
    assert read() == ()
    assert moderating.waiting(door, installation.at(1)) == ()
