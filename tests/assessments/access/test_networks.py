"""Networks and their organisations: who may add and move what, and what a network sees of each."""

from datetime import timedelta

import pytest

from assessments.access import networks, teams
from assessments.errors import NotYours, Refused
from assessments.roster import reading
from assessments.store import networks as statements
from tests.assessments.access.networked import (
    ADMINISTRATOR,
    ADVISER,
    REGION_LEAD,
    STRANGER,
    TRUST_LEAD,
    around,
    list_in,
)
from tests.assessments.conftest import NOW

LINES = "Paper Boat Primary; school; primary; 100001\nHarbour Help; charity\n\nTall Ship School;School;SECONDARY;100003"


@pytest.fixture
def placed(installation):
    return around(installation)


def names(installation, door_of, person, network, *, now=NOW):
    found = networks.organisations(installation.at(person), door_of(person), network, now=now)
    return [line.belonging.name for line in found]


def test_a_lead_adds_networks_below_their_own_and_an_administrator_anywhere(installation, placed):
    below = networks.add(
        installation.at(REGION_LEAD), name="Harbour district", kind="local_authority", parent=placed.region, now=NOW
    )
    assert below.id in {each.id for each in networks.mine(installation.at(REGION_LEAD), now=NOW)}
    assert below.id not in {each.id for each in networks.mine(installation.at(TRUST_LEAD), now=NOW)}
    for person in (TRUST_LEAD, ADVISER, STRANGER):
        with pytest.raises(NotYours):
            networks.add(installation.at(person), name="Mine", kind="club", parent=placed.region, now=NOW)
    with pytest.raises(NotYours):
        networks.add(installation.at(REGION_LEAD), name="Mine", kind="region", now=NOW)


def test_only_an_administrator_says_that_a_trust_is_one_legal_body(installation, placed):
    with pytest.raises(NotYours):
        networks.add(
            installation.at(REGION_LEAD), name="Mine", kind="trust", parent=placed.region, one_body=True, now=NOW
        )
    with pytest.raises(Refused, match="Only a trust"):
        networks.add(installation.at(ADMINISTRATOR), name="A club", kind="club", one_body=True, now=NOW)


def test_organisations_are_added_all_or_none_and_nobody_is_in_them(installation, store, placed):
    ids = networks.add_organisations(
        installation.at(REGION_LEAD), placed.region, reading.pasted(LINES).entries, now=NOW
    )
    assert names(installation, store.for_user, REGION_LEAD, placed.region) == [
        "Harbour Help", "Paper Boat Primary", "Tall Ship School"
    ]  # fmt: skip
    found = networks.organisations(installation.at(REGION_LEAD), store.for_user(REGION_LEAD), placed.region, now=NOW)
    assert {line.state for line in found} == {"not invited"}
    assert {line.belonging.organisation for line in found} == set(ids)
    twice = reading.pasted("New School;school;primary;1\nTall Ship;school;primary;100003")
    with pytest.raises(Refused, match="Row 2: Tall Ship School has the number 100003 already"):
        networks.add_organisations(installation.at(REGION_LEAD), placed.region, twice.entries, now=NOW)
    assert len(names(installation, store.for_user, REGION_LEAD, placed.region)) == 3


@pytest.mark.parametrize("person", [TRUST_LEAD, ADVISER, STRANGER])
def test_others_neither_see_nor_add_organisations_of_a_network(installation, store, placed, person):
    with pytest.raises(NotYours):
        networks.add_organisations(installation.at(person), placed.region, reading.pasted(LINES).entries, now=NOW)
    with pytest.raises(NotYours):
        networks.organisations(installation.at(person), store.for_user(person), placed.region, now=NOW)
    with pytest.raises(NotYours):
        networks.leads(installation.at(person), placed.region)


def test_a_network_lead_cannot_bring_in_an_organisation_that_is_not_theirs(installation, school, placed):
    with pytest.raises(NotYours):
        networks.bring_in(installation.at(REGION_LEAD), school.id, placed.region, since=NOW.date(), now=NOW)
    with pytest.raises(NotYours):
        networks.move(installation.at(REGION_LEAD), school.id, leaves=placed.trust, joins=placed.region, now=NOW)


def test_a_lead_moves_into_a_legal_body_only_through_an_administrator(installation, school, placed):
    list_in(installation, school.id, placed.region)
    with pytest.raises(NotYours):
        networks.move(installation.at(REGION_LEAD), school.id, leaves=placed.region, joins=placed.trust, now=NOW)
    networks.move(installation.at(ADMINISTRATOR), school.id, leaves=placed.region, joins=placed.trust, now=NOW)
    assert installation.at().read(lambda rows: statements.networks_of(rows, school.id, NOW.date()))[0].one_body


def test_the_network_sees_that_and_when_a_review_was_begun_and_submitted(installation, store, desk, school, placed):
    list_in(installation, school.id, placed.trust)
    at, door = installation.at(REGION_LEAD), store.for_user(REGION_LEAD)
    (line,) = networks.organisations(at, door, placed.region, now=NOW)
    assert (line.belonging.name, line.state, line.reviews[0].submitted_at) == (school.name, "started", None)
    desk.give_all().later(hours=1).submit()
    (line,) = networks.organisations(at, door, placed.region, now=NOW)
    assert (line.state, line.reviews[0].submitted_at) == ("submitted", NOW + timedelta(hours=1))


def test_an_organisation_leaves_at_once_told_by_its_own_lead(installation, store, desk, school, placed):
    list_in(installation, school.id, placed.region)
    for person in (STRANGER, ADVISER, TRUST_LEAD):
        with pytest.raises(NotYours):
            networks.take_out(installation.at(person), school.id, placed.region, now=NOW)
    assert names(installation, store.for_user, REGION_LEAD, placed.region) == [school.name]
    networks.take_out(installation.at(1), school.id, placed.region, now=NOW)
    assert names(installation, store.for_user, REGION_LEAD, placed.region) == []
    assert store.for_user(REGION_LEAD).read(lambda rows: rows.rows("SELECT review_id FROM review")) == []


def test_a_school_does_not_leave_alone_the_trust_it_is_one_body_with(installation, school, placed):
    list_in(installation, school.id, placed.trust)
    with pytest.raises(NotYours):
        networks.take_out(installation.at(1), school.id, placed.trust, now=NOW)
    networks.take_out(installation.at(TRUST_LEAD), school.id, placed.trust, now=NOW)


def test_leads_and_team_members_end_at_once(installation, placed):
    networks.end_lead(installation.at(REGION_LEAD), placed.trust, TRUST_LEAD, now=NOW)
    assert networks.mine(installation.at(TRUST_LEAD), now=NOW) == ()
    with pytest.raises(NotYours):
        teams.end_member(installation.at(STRANGER), placed.team, ADVISER, now=NOW)
    teams.end_member(installation.at(REGION_LEAD), placed.team, ADVISER, now=NOW)
    ((team, people),) = teams.of_network(installation.at(REGION_LEAD), placed.region).items()
    assert (team.name, people) == ("Harbour advisers", ())


def test_a_team_that_has_ended_is_gone(installation, placed):
    with pytest.raises(NotYours):
        teams.end(installation.at(ADVISER), placed.team, now=NOW)
    teams.end(installation.at(REGION_LEAD), placed.team, now=NOW)
    assert teams.of_network(installation.at(REGION_LEAD), placed.region) == {}


def test_an_organisation_of_a_network_and_of_one_below_it_stands_once_as_it_belongs_to_the_network(
    installation, store, school, placed
):
    list_in(installation, school.id, placed.trust)
    other = networks.add_organisations(
        installation.at(REGION_LEAD), placed.trust, reading.pasted("Kite School; school; primary; 7").entries, now=NOW
    )
    list_in(installation, school.id, placed.region)
    found = networks.organisations(installation.at(REGION_LEAD), store.for_user(REGION_LEAD), placed.region, now=NOW)
    told = [(line.belonging.name, line.belonging.network) for line in found]
    assert told == [("Kite School", placed.trust), ("Paper Boat Primary School", placed.region)]
    assert len(other) == 1
