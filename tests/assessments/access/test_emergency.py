"""Emergency access: two hours, for reading, with a reason, recorded and shown; it ends by itself or by a press."""

from datetime import timedelta

import pytest

from assessments import audit, organisations
from assessments.access import administration, emergency, system_acts
from assessments.errors import NotYours, Refused
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
ADMIN, LEAD, STRANGER = 2, 4, 5
WHY = "The school asked us by telephone why its results are missing."


@pytest.fixture
def led(installation, school):
    installation.person(ADMIN, "Admin Ash", duties=("administrator",))
    installation.person(LEAD, "Cedar Lead")
    installation.person(STRANGER, "Dew Stranger")
    installation.join(school.id, LEAD, "lead")
    return installation


def begin(led, school, **more):
    return emergency.begin(led.at(ADMIN), school.id, because=WHY, now=NOW, **more)


def test_it_lasts_two_hours_and_its_leads_see_who_and_why(led, school):
    made = begin(led, school)
    assert made.until_at - made.from_at == timedelta(hours=2)
    (shown,) = emergency.emergencies(led.at(LEAD), school.id)
    assert (shown.by.name, shown.because, shown.organisation_name) == ("Admin Ash", WHY, school.name)
    assert shown.is_live(NOW + timedelta(hours=2) - timedelta(milliseconds=1))
    assert not shown.is_live(NOW + timedelta(hours=2))


def test_it_is_recorded_with_the_organisation_and_with_the_installation(led, school, door):
    begin(led, school)
    emergency.end(led.at(ADMIN), school.id, now=NOW + timedelta(minutes=5))
    assert [act.act for act in audit.acts(door, school.id)][-2:] == ["emergency access began", "emergency access ended"]
    assert [act.act for act in system_acts.every(led.at())] == ["emergency access began", "emergency access ended"]
    assert audit.broken_at(door, school.id) is None
    assert WHY not in str([dict(act.about) for act in system_acts.every(led.at())])


def test_ended_by_a_press_it_is_over_at_once(led, school):
    begin(led, school)
    emergency.end(led.at(ADMIN), school.id, now=NOW + timedelta(minutes=5))
    (shown,) = emergency.emergencies(led.at(ADMIN), school.id)
    assert shown.until_at == NOW + timedelta(minutes=5)
    with pytest.raises(NotYours):
        emergency.end(led.at(ADMIN), school.id, now=NOW + timedelta(minutes=6))


@pytest.mark.parametrize("because", ["", "   \n ", "help"])
def test_a_reason_is_needed(led, school, because):
    with pytest.raises(Refused, match="Say in a few words why"):
        emergency.begin(led.at(ADMIN), school.id, because=because, now=NOW)


def test_only_administrators_open_one_and_a_missing_organisation_looks_like_a_forbidden_one(led, school):
    for person, organisation in ((LEAD, school.id), (STRANGER, school.id), (ADMIN, 99)):
        with pytest.raises(NotYours):
            emergency.begin(led.at(person), organisation, because=WHY, now=NOW)


def test_a_stranger_is_not_told_of_it(led, school):
    begin(led, school)
    with pytest.raises(NotYours):
        emergency.emergencies(led.at(STRANGER), school.id)
    assert emergency.live(led.at(STRANGER), now=NOW) == ()


def test_the_head_of_the_page_tells_the_administrator_and_the_organisation_while_it_lasts(led, school):
    begin(led, school)
    for person in (ADMIN, LEAD):
        (shown,) = emergency.live(led.at(person), now=NOW + timedelta(hours=1))
        assert shown.organisation == school.id
        assert emergency.live(led.at(person), now=NOW + timedelta(hours=2)) == ()


def test_opening_it_twice_at_once_is_refused(led, school):
    begin(led, school)
    with pytest.raises(Refused, match="open to you already"):
        begin(led, school)


def test_it_ends_with_the_administrator(led, school):
    begin(led, school)
    administration.give_duty(led.at(ADMIN), LEAD, "administrator", now=NOW)
    administration.deactivate(led.at(LEAD), ADMIN, now=NOW + timedelta(minutes=1))
    (shown,) = emergency.emergencies(led.at(LEAD), school.id)
    assert shown.until_at == NOW + timedelta(minutes=1)


def test_while_it_lasts_the_engine_lets_them_read_and_not_write(installation, store, school):
    """The engine asks the real clock, so this one begins now."""
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    installation.person(ADMIN, "Admin Ash", duties=("administrator",))
    theirs = store.for_user(ADMIN)
    with pytest.raises(NotYours):
        organisations.get(theirs, school.id)
    emergency.begin(installation.at(ADMIN), school.id, because=WHY, now=now)
    assert organisations.get(theirs, school.id) == school
    with pytest.raises(NotYours):
        organisations.change(theirs, school.id, name="Mine now", kind="charity", now=now)
    emergency.end(installation.at(ADMIN), school.id, now=now)
    with pytest.raises(NotYours):
        organisations.get(theirs, school.id)
