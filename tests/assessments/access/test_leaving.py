"""An organisation leaves: it says so itself, can come back for 30 days, and is then gone, with one line to say so."""

from datetime import timedelta

import pytest

from assessments import audit
from assessments.access import leaving, system_acts
from assessments.errors import NotYours, Refused
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
LEAD, READER, ADMIN = 4, 5, 2
DAY = timedelta(days=1)


@pytest.fixture
def led(installation, school):
    installation.person(ADMIN, "Admin Ash", duties=("administrator",))
    installation.person(LEAD, "Cedar Lead")
    installation.person(READER, "Dew Reader")
    installation.join(school.id, LEAD, "lead")
    installation.join(school.id, READER, "reader")
    return installation


def test_only_its_leads_let_it_leave_and_they_type_its_name(led, school):
    for person in (READER, ADMIN):
        with pytest.raises(NotYours):
            leaving.leave(led.at(person), school.id, name=school.name, now=NOW)
    with pytest.raises(Refused, match="type the name"):
        leaving.leave(led.at(LEAD), school.id, name="Paper Boat", now=NOW)
    assert leaving.leave(led.at(LEAD), school.id, name=" paper boat  Primary School ", now=NOW) == NOW + 30 * DAY


def test_those_who_belong_still_read_it_and_a_lead_brings_it_back(led, school, store):
    leaving.leave(led.at(LEAD), school.id, name=school.name, now=NOW)
    assert leaving.erased_from(store.for_user(READER), school.id) == NOW + 30 * DAY
    with pytest.raises(NotYours):
        leaving.stay(led.at(READER), school.id, now=NOW)
    leaving.stay(led.at(LEAD), school.id, now=NOW + DAY)
    assert leaving.erased_from(store.for_user(READER), school.id) is None
    assert [act.act for act in audit.acts(store.for_user(LEAD), school.id)][-2:] == [
        "leaving began",
        "leaving withdrawn",
    ]
    assert audit.broken_at(store.for_user(LEAD), school.id) is None


def test_unused_invitations_end_with_it(led, school):
    def invite(unit):
        unit.run(
            "INSERT INTO {_invitation} (invitation_id, token_sha256, organisation_id, role, label, made_at, expires_at)"
            " VALUES (1, 'x', :id, 'reader', 'the chair', 0, 9999999999999)",
            id=school.id,
        )

    led.at().write(invite)
    leaving.leave(led.at(LEAD), school.id, name=school.name, now=NOW)
    (row,) = led.at().read(lambda rows: rows.rows("SELECT withdrawn_at FROM _invitation"))
    assert row["withdrawn_at"] == NOW.timestamp() * 1000


def test_after_thirty_days_and_not_before_it_is_erased_and_said_by_its_number_only(led, school, store):
    erased: list[int] = []
    leaving.leave(led.at(LEAD), school.id, name=school.name, now=NOW)
    assert leaving.erase_due(led.at(), erased.append, now=NOW + 30 * DAY - timedelta(seconds=1)) == ()
    assert leaving.erase_due(led.at(), erased.append, now=NOW + 30 * DAY) == (school.id,)
    assert erased == [school.id]
    last = system_acts.every(led.at())[-1]
    assert (last.act, dict(last.about), last.by) == ("organisation erased", {"organisation": school.id}, None)


def test_one_that_came_back_is_not_erased(led, school):
    leaving.leave(led.at(LEAD), school.id, name=school.name, now=NOW)
    leaving.stay(led.at(LEAD), school.id, now=NOW + 29 * DAY)
    assert leaving.erase_due(led.at(), lambda _: pytest.fail("it stays"), now=NOW + 60 * DAY) == ()


def test_the_store_erases_all_of_it_and_nothing_else(led, school, store, door):
    from assessments import organisations

    other = organisations.add(door, name="Tin Kettle", kind="charity", now=NOW)
    leaving.leave(led.at(LEAD), school.id, name=school.name, now=NOW)
    assert leaving.erase_due(led.at(), store.erase_organisation, now=NOW + 30 * DAY) == (school.id,)
    assert organisations.mine(door) == (other,)
    assert leaving.erase_due(led.at(), store.erase_organisation, now=NOW + 31 * DAY) == ()
    assert system_acts.broken_at(led.at()) is None
