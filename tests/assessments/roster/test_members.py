"""Who belongs to a network on a day."""

from datetime import date, timedelta

import pytest

from assessments.access import networks
from assessments.roster import reading
from assessments.roster.members import members
from tests.assessments.access.networked import ADMINISTRATOR, around
from tests.assessments.conftest import NOW

JULY = date(2026, 7, 31)
DAY = timedelta(days=1)


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def school(installation, placed):
    """A school of the trust since November."""
    (found,) = networks.add_organisations(
        installation.at(ADMINISTRATOR), placed.trust, [reading.one("Kite", "school", "primary", "1")], now=NOW
    )
    return found


def known(installation, school, **days):
    for column, value in days.items():
        installation.at().write(
            lambda unit, column=column, value=value: unit.run(
                f"UPDATE {{organisation}} SET {column} = :value WHERE organisation_id = :id",
                value=value.isoformat() if isinstance(value, date) else value,
                id=school,
            )
        )


def there(installation, network, day):
    return installation.at().read(lambda rows: members(rows, network, day))


def test_a_member_of_a_network_is_a_member_of_all_above_it_from_its_first_day_to_its_last(installation, placed, school):
    today = NOW.date()
    for network in (placed.trust, placed.region):
        assert there(installation, network, today - DAY) == ()
        assert there(installation, network, today) == (school,)
    later = NOW + 3 * DAY
    networks.take_out(installation.at(ADMINISTRATOR), school, placed.trust, now=later)
    assert there(installation, placed.region, today + 2 * DAY) == (school,)
    assert there(installation, placed.region, today + 3 * DAY) == ()


def test_one_that_is_not_open_is_no_member_though_a_roster_has_it(installation, placed, school):
    today = NOW.date()
    known(installation, school, opened_on=today + DAY, closed_on=today + 2 * DAY)
    for network in (placed.trust, None):
        counts = [len(there(installation, network, today + many * DAY)) for many in range(4)]
        assert counts == [0, 1, 1, 0]


def test_one_in_two_networks_below_is_counted_once_and_one_about_to_leave_is_not(installation, placed, school):
    networks.bring_in(installation.at(ADMINISTRATOR), school, placed.region, since=JULY, now=NOW)
    assert there(installation, placed.region, NOW.date()) == (school,)
    assert there(installation, placed.region, JULY) == (school,)
    known(installation, school, leaving_at=5)
    assert there(installation, placed.region, NOW.date()) == there(installation, None, NOW.date()) == ()


def test_the_whole_installation_has_those_on_no_roster_too(installation, placed, school):
    assert there(installation, None, JULY) == (school,)
