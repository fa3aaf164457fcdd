"""Signing off: who is asked, who signs, and that a new submission is signed anew."""

import pytest

from assessments import archiving, results, submitting
from assessments.access import signing_off
from assessments.errors import NotYours, Refused
from tests.assessments.access.networked import ADVISER, READER, STRANGER, around
from tests.assessments.conftest import NOW


@pytest.fixture
def submitted(desk, installation, school):
    around(installation)
    installation.join(school.id, READER, "reader")
    desk.give_all().submit()
    return desk


@pytest.fixture
def sign(store, installation, submitted):
    def signed(person=1, office="Head teacher", *, number=1):
        door = store.for_user(person)
        signing_off.sign(door, installation.at(person), submitted.review, number=number, office=office, now=NOW)

    return signed


@pytest.fixture
def ask(store, installation, submitted):
    def asked(whom=READER, *, by=1, number=1):
        door = store.for_user(by)
        signing_off.ask(door, installation.at(by), submitted.review, whom, number=number, now=NOW)

    return asked


@pytest.fixture
def read(store, installation, catalogue, submitted):
    def found(person=1):
        door = store.for_user(person)
        every = signing_off.of(installation.at(person), door, results.of(door, catalogue, submitted.review, now=NOW))
        return [(one.person.name, one.office, one.signed_at) for one in every]

    return found


@pytest.fixture
def wanted(store, installation):
    """The reviews that wait for somebody's name."""
    return lambda person: [
        (one.organisation, one.review.id)
        for one in signing_off.asked_of_me(store.for_user(person), installation.at(person))
    ]


def test_a_chair_is_asked_signs_and_is_asked_no_more(ask, sign, read, wanted, submitted, school):
    ask()
    ask()
    assert wanted(READER) == [(school.name, submitted.review)]
    assert wanted(1) == []
    assert read() == [("Ren Reader", "", None)]
    sign(READER, " Chair  of governors ")
    assert wanted(READER) == []
    assert read(READER) == read() == [("Ren Reader", "Chair of governors", NOW)]


def test_whoever_belongs_may_sign_once_and_says_as_what(sign, read):
    with pytest.raises(Refused, match="Say what you sign as"):
        sign(office=" ")
    sign()
    with pytest.raises(Refused, match="signed this already"):
        sign()
    assert read() == [("You", "Head teacher", NOW)]
    for person in (ADVISER, STRANGER):
        with pytest.raises(NotYours):
            sign(person)


def test_only_a_lead_asks_and_only_those_who_belong_are_asked(ask):
    with pytest.raises(Refused, match="Only a lead"):
        ask(1, by=READER)
    with pytest.raises(Refused, match="do not belong"):
        ask(STRANGER)
    with pytest.raises(NotYours):
        ask(by=STRANGER)


def test_what_is_submitted_again_is_read_and_signed_again(ask, sign, read, wanted, submitted, door):
    ask()
    sign()
    submitting.reopen(door, submitted.review, "A mistake", now=NOW)
    submitted.submit()
    assert (read(), wanted(READER)) == ([], [])
    for late in (lambda: sign(READER), ask):
        with pytest.raises(Refused, match="submitted again"):
            late()
    sign(number=2)
    assert read() == [("You", "Head teacher", NOW)]


def test_who_signed_goes_along_with_the_archive(sign, door, school, submitted):
    sign()
    head, line = archiving.signatures_table(door, school.id)
    assert dict(zip(head, line, strict=True)) == {
        "review": str(submitted.review), "submission": "1", "name": "You", "asked": "", "signed": NOW.isoformat(),
        "as": "Head teacher",
    }  # fmt: skip
