"""Every look from outside is written down once a day, for whatever page or file it was."""

from datetime import timedelta
from typing import cast

import pytest

from assessments import comparing, exchange, results, reviews, years
from assessments.access import looks, sharing
from assessments.access.sharing_words import LATEST
from assessments.errors import NotYours, StoreUnavailable
from assessments.store.protocol import Door
from assessments.store.sharing import Wanted
from tests.assessments.access.networked import ADVISER, READER, REGION_LEAD, TRUST_LEAD, advise, around, list_in
from tests.assessments.conftest import NOW
from tests.signing import KEY


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.trust)
    return there


@pytest.fixture
def submitted(desk):
    return desk.give_all().submit()


@pytest.fixture
def shared(door, school, placed, submitted):
    """What was submitted, and its team may see the levels."""
    wanted = Wanted("team", placed.team, None, 2, NOW.date() + timedelta(days=30))
    sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)
    return submitted


@pytest.fixture
def through(store):
    """The door of somebody as a page of that name has it."""

    def opened(person, what, *, now=NOW):
        return looks.watched(store.for_user(person), store.reception(person), what, now=now)

    return opened


def written(door, installation, school):
    found = sharing.seen(door, installation.at(1), school.id, now=NOW).looks
    return sorted((look.person.name, look.capacity, look.what, look.day.isoformat()) for look in found)


def test_each_look_is_one_line_a_day(door, installation, catalogue, school, shared, through):
    for now in (NOW, NOW + timedelta(minutes=5)):
        results.of(through(ADVISER, "results", now=now), catalogue, shared.review, now=now)
    later = NOW + timedelta(days=1)
    results.of(through(ADVISER, "results", now=later), catalogue, shared.review, now=later)
    assert written(door, installation, school) == [
        ("Ash Adviser", "team", "results", "2026-11-14"),
        ("Ash Adviser", "team", "results", "2026-11-15"),
    ]


@pytest.mark.parametrize(
    "use",
    [
        lambda door, catalogue, review: results.of(door, catalogue, review.review, now=NOW),
        lambda door, catalogue, review: exchange.export_review(door, catalogue, review.review, key=KEY, now=NOW),
        lambda door, catalogue, review: exchange.rows(door, catalogue, review.review, now=NOW),
        lambda door, catalogue, review: comparing.table(door, catalogue, [review.review]),
        lambda door, catalogue, review: years.of(door, catalogue, review.organisation, "small"),
    ],
)
def test_every_use_that_opens_what_was_submitted_is_written_down(
    door, installation, catalogue, school, shared, through, use
):
    use(through(ADVISER, "what it is called"), catalogue, shared)
    assert written(door, installation, school) == [("Ash Adviser", "team", "what it is called", "2026-11-14")]


def test_a_trust_is_said_to_look_as_a_trust(door, installation, catalogue, school, shared, through):
    results.of(through(TRUST_LEAD, "results"), catalogue, shared.review, now=NOW)
    assert written(door, installation, school) == [("Tam Trust", "trust", "results", "2026-11-14")]


def test_an_emergency_is_written_down_too(door, store, installation, catalogue, school, submitted, through):
    installation.person(20, "Eve Emergency", duties=["administrator"])
    installation.at(20).write(
        lambda unit: unit.run(
            "INSERT INTO {emergency_access} (organisation_id, from_at, person_id, until_at, because)"
            " VALUES (:organisation, 0, 20, 9999999999999, 'A fire')",
            organisation=school.id,
        )
    )
    reviews.open(through(20, "review"), catalogue, submitted.review, now=NOW)
    assert written(door, installation, school) == [("Eve Emergency", "emergency", "review", "2026-11-14")]


def test_a_members_own_looking_is_not_written_down(door, installation, catalogue, school, shared, through):
    installation.join(school.id, READER, "reader")
    for person in (1, READER):
        results.of(through(person, "results"), catalogue, shared.review, now=NOW)
    assert written(door, installation, school) == []


def test_a_member_who_advises_too_looks_as_a_member(door, installation, catalogue, school, placed, shared, through):
    advise(installation, placed.team, 1)
    results.of(through(1, "results"), catalogue, shared.review, now=NOW)
    assert written(door, installation, school) == []


def test_a_look_that_is_refused_is_none(door, installation, catalogue, school, shared, through):
    with pytest.raises(NotYours):
        results.of(through(REGION_LEAD, "results"), catalogue, shared.review, now=NOW)
    assert written(door, installation, school) == []


def test_a_list_that_opens_nothing_is_no_look(door, installation, catalogue, school, shared, through):
    comparing.choices(through(ADVISER, "compare"))
    assert written(door, installation, school) == []


def test_what_cannot_be_written_down_is_not_shown(store, catalogue, shared):
    class Shut:
        person_id = ADVISER

        def read(self, work):
            raise StoreUnavailable("Nothing can be read.")

    watched = looks.watched(store.for_user(ADVISER), cast("Door", Shut()), "results", now=NOW)
    with pytest.raises(StoreUnavailable):
        results.of(watched, catalogue, shared.review, now=NOW)
