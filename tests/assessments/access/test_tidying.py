"""Once a day: what has ended is forgotten, and the files are cleared when something was erased."""

from datetime import datetime, timedelta

import pytest

from assessments.access import administration, erasing, invitations, system_acts, tidying
from assessments.access.invitations import Offer
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
ADMIN, OTHER = 2, 3
DAY = timedelta(days=1)


@pytest.fixture
def staffed(installation):
    installation.person(ADMIN, "Admin Ash", duties=("administrator",))
    installation.person(OTHER, "Brook Other")
    return installation


def tidy(staffed, *, now, cleared=None, **more):
    noted = [] if cleared is None else cleared
    return tidying.tidy(staffed.at(), staffed.store.erase_organisation, lambda: noted.append(now), now=now, **more)


def test_it_is_due_a_day_after_it_was_last_done(staffed):
    assert tidying.is_due(staffed.at(), now=NOW)
    tidy(staffed, now=NOW)
    assert not tidying.is_due(staffed.at(), now=NOW + DAY - timedelta(milliseconds=1))
    assert tidying.is_due(staffed.at(), now=NOW + DAY)
    assert [act.act for act in system_acts.every(staffed.at())] == ["tidied"]


def test_in_the_running_application_files_are_cleared_only_after_something_was_erased(staffed):
    cleared: list[datetime] = []
    tidy(staffed, now=NOW, cleared=cleared, only_needed=True)
    administration.give_duty(staffed.at(ADMIN), OTHER, "author", now=NOW)
    tidy(staffed, now=NOW + DAY, cleared=cleared, only_needed=True)
    assert cleared == []
    erasing.erase(staffed.at(ADMIN), OTHER, now=NOW + DAY)
    tidy(staffed, now=NOW + 2 * DAY, cleared=cleared, only_needed=True)
    tidy(staffed, now=NOW + 3 * DAY, cleared=cleared, only_needed=True)
    assert cleared == [NOW + 2 * DAY]


def test_the_operators_command_always_clears(staffed):
    cleared: list[datetime] = []
    tidy(staffed, now=NOW, cleared=cleared)
    assert cleared == [NOW]


def labels(staffed):
    return [row["label"] for row in staffed.at().read(lambda rows: rows.rows("SELECT label FROM _invitation"))]


@pytest.fixture
def link(installation, school):
    """Into the school, for Ms Sol, made now; led by somebody who can invite."""
    installation.person(4, "Cedar Lead")
    installation.join(school.id, 4, "lead")
    offer = Offer("reader", organisation=school.id, label="Ms Sol, the chair")
    return invitations.make(installation.at(4), offer, now=NOW)


def test_whom_a_link_was_meant_for_is_forgotten_ninety_days_after_it_ended(staffed, link):
    """A link works for 30 days, so until day 120; renewed later, it is for nobody in particular."""
    tidy(staffed, now=NOW + 120 * DAY)
    assert labels(staffed) == ["Ms Sol, the chair"]
    tidy(staffed, now=NOW + 120 * DAY + timedelta(seconds=1))
    assert labels(staffed) == [""]
    invitations.renew(staffed.at(4), link.invitation, now=NOW + 121 * DAY)


def test_a_withdrawn_link_says_no_more_whom_it_was_for(staffed, link):
    invitations.withdraw(staffed.at(4), link.invitation, now=NOW)
    tidy(staffed, now=NOW + DAY)
    assert labels(staffed) == [""]
