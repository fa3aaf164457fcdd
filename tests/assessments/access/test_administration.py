"""Administrators look after people and duties; the last of them cannot be taken away; nobody else gets in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from assessments.access import administration, system_acts
from assessments.errors import NotYours, Refused
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
ADMIN, OTHER, LEAD = 2, 3, 4


@pytest.fixture
def staffed(installation):
    installation.person(ADMIN, "Admin Ash", email="ash@paper-boat.example", duties=("administrator",))
    installation.person(OTHER, "Brook Other", email="brook@tin-kettle.example")
    installation.person(LEAD, "Cedar Lead", email="cedar@tin-kettle.example")
    return installation


def acts_of(installation):
    return [(act.act, dict(act.about)) for act in system_acts.every(installation.at())]


def test_people_are_found_by_a_part_of_their_name_or_address_whatever_its_letters(staffed):
    reception = staffed.at(ADMIN)
    assert [one.person.name for one in administration.people(reception).accounts] == [
        "Admin Ash", "Brook Other", "Cedar Lead",
    ]  # fmt: skip
    found = administration.people(reception, "TIN-kettle")
    assert [one.person.id for one in found.accounts] == [OTHER, LEAD]
    assert found.of == 2
    assert [one.person.id for one in administration.people(reception, "bROOK").accounts] == [OTHER]
    assert administration.people(reception, "%").of == 3, "a sign of the pattern's own finds everybody, as nothing does"


def test_people_come_a_page_at_a_time(staffed):
    for number in range(100, 152):
        staffed.person(number, f"Person {number}")
    first = administration.people(staffed.at(ADMIN))
    last = administration.people(staffed.at(ADMIN), page=3)
    assert (first.of, first.pages, len(first.accounts)) == (55, 3, 25)
    assert [one.person.name for one in last.accounts] == [f"Person {number}" for number in range(147, 152)]


def test_only_administrators_get_in(staffed, school):
    reception = staffed.at(OTHER)
    for attempt in (
        lambda: administration.people(reception),
        lambda: administration.account(reception, LEAD),
        lambda: administration.deactivate(reception, LEAD, now=NOW),
        lambda: administration.reactivate(reception, LEAD, now=NOW),
        lambda: administration.end_sessions(reception, LEAD, now=NOW),
        lambda: administration.give_duty(reception, OTHER, "administrator", now=NOW),
        lambda: administration.take_duty(reception, ADMIN, "administrator", now=NOW),
        lambda: administration.missing(reception),
        lambda: administration.organisations(reception, "paper"),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert acts_of(staffed) == []


def test_an_administrator_who_was_deactivated_is_none_any_more(staffed):
    administration.give_duty(staffed.at(ADMIN), OTHER, "administrator", now=NOW)
    administration.deactivate(staffed.at(OTHER), ADMIN, now=NOW)
    with pytest.raises(NotYours):
        administration.people(staffed.at(ADMIN))


def test_deactivating_ends_every_session_and_is_recorded_once(staffed):
    staffed.at().write(
        lambda unit: unit.run(
            "INSERT INTO {_session} (token_sha256, person_id, began_at, seen_at) VALUES ('t', :id, 0, 0)", id=OTHER
        )
    )
    later = NOW + timedelta(minutes=1)
    administration.deactivate(staffed.at(ADMIN), OTHER, now=later)
    administration.deactivate(staffed.at(ADMIN), OTHER, now=later)
    assert not administration.account(staffed.at(ADMIN), OTHER).is_active
    assert staffed.at().read(lambda rows: rows.rows("SELECT token_sha256 FROM _session")) == []
    (row,) = staffed.at().read(
        lambda rows: rows.rows("SELECT sessions_from FROM _account WHERE person_id = :id", id=OTHER)
    )
    assert row["sessions_from"] == later.timestamp() * 1000
    assert acts_of(staffed) == [("account closed", {"person": OTHER})]
    administration.reactivate(staffed.at(ADMIN), OTHER, now=later)
    assert administration.account(staffed.at(ADMIN), OTHER).is_active


def test_duties_are_given_and_taken_and_each_is_recorded(staffed):
    administration.give_duty(staffed.at(ADMIN), OTHER, "author", now=NOW)
    administration.give_duty(staffed.at(ADMIN), OTHER, "author", now=NOW)
    assert administration.account(staffed.at(ADMIN), OTHER).duties == {"author"}
    administration.take_duty(staffed.at(ADMIN), OTHER, "author", now=NOW)
    assert administration.account(staffed.at(ADMIN), OTHER).duties == frozenset()
    assert [act for act, _ in acts_of(staffed)] == ["author added", "author removed"]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda reception: administration.deactivate(reception, ADMIN, now=NOW),
        lambda reception: administration.take_duty(reception, ADMIN, "administrator", now=NOW),
    ],
)
def test_the_last_administrator_cannot_be_taken_away(staffed, attempt):
    with pytest.raises(Refused, match="no other administrator who can sign in"):
        attempt(staffed.at(ADMIN))
    administration.give_duty(staffed.at(ADMIN), OTHER, "administrator", now=NOW)
    attempt(staffed.at(ADMIN))


def test_an_administrator_who_cannot_sign_in_does_not_count_as_another(staffed):
    administration.give_duty(staffed.at(ADMIN), OTHER, "administrator", now=NOW)
    administration.deactivate(staffed.at(ADMIN), OTHER, now=NOW)
    with pytest.raises(Refused):
        administration.take_duty(staffed.at(ADMIN), ADMIN, "administrator", now=NOW)


def test_two_administrators_who_take_each_other_away_at_once_leave_one(staffed):
    administration.give_duty(staffed.at(ADMIN), OTHER, "administrator", now=NOW)
    begin = Barrier(2)

    def take(asker, other):
        begin.wait()
        try:
            administration.take_duty(staffed.at(asker), other, "administrator", now=NOW)
        except (Refused, NotYours):
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(take, (ADMIN, OTHER), (OTHER, ADMIN))) == 1


def test_what_nobody_leads_is_listed(staffed, school):
    """Person 1 of the test's school has no account, so nobody who can sign in leads it."""

    def add(unit):
        unit.run(
            "INSERT INTO {network} (network_id, name, kind, one_body, added_at) VALUES (7, 'Tin Kettle', 'club', 0, 0)"
        )

    staffed.at().write(add)
    found = administration.missing(staffed.at(ADMIN))
    assert found.organisations == ((school.id, school.name),)
    assert (found.organisations_of, found.networks) == (1, ((7, "Tin Kettle"),))
    staffed.join(school.id, LEAD, "lead")
    assert administration.missing(staffed.at(ADMIN)).organisations == ()
    administration.deactivate(staffed.at(ADMIN), LEAD, now=NOW)
    assert administration.missing(staffed.at(ADMIN)).organisations == ((school.id, school.name),)
