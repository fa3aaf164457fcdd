"""Who opens a file: the organisation's own people, and once it is submitted those who may see its evidence."""

from datetime import timedelta

import pytest

from assessments import evidence_files
from assessments.access import looks, sharing
from assessments.access.sharing_words import LATEST
from assessments.errors import NotYours, Refused
from assessments.store.sharing import Wanted
from scoring.answers import Answer, Evidence
from tests.assessments.access.networked import ADVISER, READER, REGION_LEAD, STRANGER, TRUST_LEAD, around, list_in
from tests.assessments.conftest import NOW
from tests.assessments.files import JPEG, PDF


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.trust)
    installation.join(school.id, READER, "reader")
    return there


@pytest.fixture
def draft(desk):
    """A draft whose answer names a file."""
    file = evidence_files.add(desk.door, desk.review, "policy.pdf", PDF, now=NOW)
    desk.give_all()
    desk.give("policy", Answer(level=4, evidence=(Evidence("Policy", "2026-09-01", file=file),)))
    return file


def opens(store, person, review, file):
    try:
        return evidence_files.fetch(store.for_user(person), review, file.sha256).content == PDF
    except NotYours:
        return False


def agree(door, school, placed, share, now=NOW):
    wanted = Wanted("team", placed.team, None, share, NOW.date() + timedelta(days=30))
    sharing.give(door, school.id, wanted, version=LATEST["team"], now=now)


def test_a_file_of_a_draft_is_for_those_who_work_in_it_alone(store, placed, desk, draft, door, school):
    agree(door, school, placed, 4)
    people = (1, READER, ADVISER, TRUST_LEAD, REGION_LEAD, STRANGER)
    assert [opens(store, person, desk.review, draft) for person in people] == [True, *[False] * 5]


@pytest.mark.parametrize(("share", "sees"), [(2, False), (3, False), (4, True)])
def test_a_submitted_file_is_seen_by_a_team_that_may_see_evidence(
    store, placed, desk, draft, door, school, share, sees
):
    desk.submit()
    agree(door, school, placed, share)
    assert opens(store, ADVISER, desk.review, draft) is sees
    assert opens(store, READER, desk.review, draft)  # the organisation's own reader
    assert opens(store, TRUST_LEAD, desk.review, draft)  # one legal body with it
    assert not opens(store, REGION_LEAD, desk.review, draft)
    assert not opens(store, STRANGER, desk.review, draft)


def test_a_file_that_no_submission_names_stays_inside_whatever_is_shared(store, placed, desk, draft, door, school):
    loose = evidence_files.add(door, desk.review, "rack.jpg", JPEG, now=NOW)
    desk.submit()
    agree(door, school, placed, 4)
    assert [*evidence_files.here(store.for_user(ADVISER), desk.review)] == [draft.sha256]
    assert not opens(store, ADVISER, desk.review, loose)


def test_opening_a_file_from_outside_is_written_down(store, installation, placed, desk, draft, door, school):
    desk.submit()
    agree(door, school, placed, 4)
    through = looks.watched(store.for_user(ADVISER), store.reception(ADVISER), "evidence", now=NOW)
    evidence_files.fetch(through, desk.review, draft.sha256)
    found = sharing.seen(door, installation.at(1), school.id, now=NOW).looks
    assert [(look.person.name, look.what) for look in found] == [("Ash Adviser", "evidence")]


@pytest.mark.parametrize("person", [READER, ADVISER, STRANGER])
def test_nobody_adds_a_file_who_may_not_answer(store, placed, desk, person):
    with pytest.raises((NotYours, Refused)):
        evidence_files.add(store.for_user(person), desk.review, "policy.pdf", PDF, now=NOW)
