"""Tries to get more than one has: by links that outlive a right, by duties, and by what is typed for other programs."""

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import getaddresses

import pytest

from assessments import exchange, organisations, results
from assessments.access import (
    accounts,
    administration,
    emergency,
    invitations,
    leaving,
    networks,
    people,
    sessions,
    sharing,
)
from assessments.access.accounts import Knock
from assessments.access.invitations import Offer
from assessments.access.sharing_words import LATEST
from assessments.digests import Section, rows
from assessments.errors import NotYours, Refused
from assessments.store import people as people_statements
from assessments.store import sign_in
from assessments.store.sharing import Wanted
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
from tests.signing import KEY

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
OWNER, LEAD, MEMBER, CHIEF = 1, 21, 22, 23
KNOCK = Knock("192.0.2.7", NOW)
PASSWORD = "violet tractor umbrella"


@pytest.fixture
def there(installation, school):
    """The school of person 1 with another lead and a contributor, a region with its trust, and an administrator."""
    found = around(installation)
    installation.person(LEAD, "Lee Lead", email="lee@boat.example")
    installation.person(MEMBER, "Mel Member", email="mel@boat.example")
    installation.person(CHIEF, "Che Chief", email="che@boat.example", duties=("administrator",))
    installation.join(school.id, LEAD, "lead")
    installation.join(school.id, MEMBER, "contributor")
    list_in(installation, school.id, found.region)
    return found


def role(installation, school, person):
    return installation.at().read(lambda rows: people_statements.role_of(rows, school.id, person))


def accept(installation, link, person):
    return invitations.accept(installation.at(person), link.token, now=NOW)


def end_all_leads(installation, school):
    """Both leads go; the account of the last is closed."""
    people.end(installation.store.for_user(OWNER), school.id, LEAD, now=NOW)
    installation.at().write(lambda unit: sign_in.add_account(unit, OWNER, email=None, password=None, now=NOW))
    accounts.deactivate(installation.at(CHIEF), OWNER, NOW)


def test_an_administrator_lets_nobody_into_an_organisation_that_has_a_lead(installation, school, there):
    for offer in (Offer("lead", school.id), Offer("contributor", school.id), Offer("reader", school.id)):
        with pytest.raises(NotYours):
            invitations.make(installation.at(CHIEF), offer, now=NOW)


def test_an_administrators_link_for_a_first_lead_is_dead_once_there_is_one(installation, school, there):
    end_all_leads(installation, school)
    one, two = (invitations.make(installation.at(CHIEF), Offer("lead", school.id), now=NOW) for _ in range(2))
    accept(installation, one, MEMBER)
    assert role(installation, school, MEMBER) == "lead"
    with pytest.raises(Refused, match="may not let anybody in"):
        accept(installation, two, CHIEF)
    assert role(installation, school, CHIEF) is None


def test_a_link_ends_with_the_right_of_whoever_made_it(installation, school, there):
    """Whoever is about to be sent away makes a link for themselves first."""
    link = invitations.make(installation.at(LEAD), Offer("lead", school.id), now=NOW)
    people.end(installation.store.for_user(OWNER), school.id, LEAD, now=NOW)
    with pytest.raises(Refused, match="may not let anybody in"):
        accept(installation, link, LEAD)
    assert role(installation, school, LEAD) is None
    again = invitations.renew(installation.at(OWNER), link.invitation, now=NOW)  # a lead who stays stands behind it
    accept(installation, again, STRANGER)
    assert role(installation, school, STRANGER) == "lead"


def test_a_link_to_lead_a_network_ends_with_the_lead_who_made_it(installation, there):
    link = invitations.make(installation.at(REGION_LEAD), Offer("network_lead", network=there.trust), now=NOW)
    networks.end_lead(installation.at(ADMINISTRATOR), there.region, REGION_LEAD, now=NOW)
    with pytest.raises(Refused, match="may not let anybody in"):
        accept(installation, link, REGION_LEAD)


def test_a_closed_administrator_does_not_come_back_by_a_link_made_before(installation, there):
    link = invitations.make(installation.at(CHIEF), Offer("administrator"), now=NOW)
    administration.deactivate(installation.at(ADMINISTRATOR), CHIEF, now=NOW)
    with pytest.raises(Refused, match="may not let anybody in"):
        accept(installation, link, STRANGER)


def reset_link(installation, school):
    return people.reset_link(installation.at(LEAD), school.id, MEMBER, now=NOW)


def test_a_leads_link_for_a_password_opens_no_account_that_has_come_to_more(installation, school, there):
    token = reset_link(installation, school)
    assert accounts.whose_link(installation.at(), token, NOW).person == MEMBER
    administration.give_duty(installation.at(CHIEF), MEMBER, "administrator", now=NOW)
    with pytest.raises(Refused, match="used already"):
        accounts.reset(installation.at(), token, PASSWORD, KNOCK)


def test_a_leads_link_for_a_password_ends_with_their_lead(installation, school, there):
    token = reset_link(installation, school)
    people.change_role(installation.store.for_user(OWNER), school.id, LEAD, "reader", now=NOW)
    with pytest.raises(Refused, match="used already"):
        accounts.whose_link(installation.at(), token, NOW)


def test_a_lead_of_a_network_chooses_no_lead_where_the_organisation_is_leaving(installation, school, there):
    leaving.leave(installation.at(OWNER), school.id, name=school.name, now=NOW)
    people.end(installation.store.for_user(OWNER), school.id, LEAD, now=NOW)
    installation.at().write(lambda unit: sign_in.add_account(unit, OWNER, email=None, password=None, now=NOW))
    accounts.deactivate(installation.at(CHIEF), OWNER, NOW)
    with pytest.raises(NotYours):
        people.candidates(installation.at(REGION_LEAD), school.id, now=NOW)
    with pytest.raises(NotYours):
        people.appoint(installation.at(REGION_LEAD), school.id, MEMBER, now=NOW)


def test_nobody_is_let_in_by_asking_with_a_strangers_hands(installation, school, there):
    """Each use case of the reception that names an organisation or network, asked by somebody who is nothing there."""
    at, door = installation.at(STRANGER), installation.store.for_user(STRANGER)
    link = invitations.make(installation.at(OWNER), Offer("reader", school.id), now=NOW)
    tries = [
        lambda: invitations.renew(at, link.invitation, now=NOW),
        lambda: invitations.withdraw(at, link.invitation, now=NOW),
        lambda: invitations.pending(at, organisation=school.id, now=NOW),
        lambda: people.of(door, school.id),
        lambda: people.end(door, school.id, LEAD, now=NOW),
        lambda: people.hand_over(door, school.id, STRANGER, "leave", now=NOW),
        lambda: people.candidates(at, school.id, now=NOW),
        lambda: people.reset_link(at, school.id, MEMBER, now=NOW),
        lambda: sharing.seen(door, at, school.id, now=NOW),
        lambda: emergency.begin(at, school.id, because="Because I should like to.", now=NOW),
        lambda: emergency.emergencies(at, school.id),
        lambda: leaving.leave(at, school.id, name=school.name, now=NOW),
        lambda: networks.organisations(at, door, there.region, now=NOW),
        lambda: networks.take_out(at, school.id, there.region, now=NOW),
        lambda: networks.bring_in(at, school.id, there.trust, since=NOW.date(), now=NOW),
        lambda: networks.add(at, name="Mine", kind="club", now=NOW),
        lambda: administration.give_duty(at, STRANGER, "administrator", now=NOW),
        lambda: accounts.reset_link(at, CHIEF, NOW),
        lambda: accounts.first_link(at, name="Me", email="me@boat.example", now=NOW),
    ]
    for attempt in tries:
        with pytest.raises(NotYours):
            attempt()


def test_a_trust_takes_no_organisation_of_the_region_by_itself(installation, school, there):
    """Else its lead would read all that is submitted there."""
    for attempt in (
        lambda: networks.move(installation.at(TRUST_LEAD), school.id, leaves=there.region, joins=there.trust, now=NOW),
        lambda: networks.move(installation.at(REGION_LEAD), school.id, leaves=there.region, joins=there.trust, now=NOW),
    ):
        with pytest.raises(NotYours):
            attempt()


@pytest.mark.parametrize("typed", [
    "=?utf-8?q?head=40kite.example=2Cx?=@boat.example", "ash@[boat.example", "ü@boat.example", "a;b@boat.example",
    "ash@boat.example\r\nBcc: all@kite.example", "ash@boat\x7f.example", "ash@boat.example,all@kite.example",
])  # fmt: skip
def test_no_address_is_taken_that_mail_would_read_as_another(installation, typed):
    with pytest.raises(Refused):
        accounts.checked_email(typed)


def test_an_address_that_is_taken_stands_in_a_mail_as_it_is(installation):
    for typed in ("o'neil+it@boat.example", "a=b?c@sub.boat.example", "{x}|y~z@boat.example"):
        letter = EmailMessage()
        letter["To"] = accounts.checked_email(typed)
        assert getaddresses([str(letter["To"])]) == [("", typed)]


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "\r=1+1", " @SUM(A1)", "+1", "-1"])
def test_no_name_starts_a_formula_in_the_table_of_the_week(installation, name):
    (_, [cell, _]) = rows([Section(name, ("Nothing changed.",))])
    assert cell == f"'{name}"


def test_a_session_of_the_same_millisecond_ends_with_all_others(installation, there):
    begun = installation.at().write(lambda unit: sessions.begin(unit, MEMBER, NOW))
    accounts.sign_out_everywhere(installation.at(MEMBER), NOW)
    assert not sessions.is_live(installation.at(), begun, NOW + timedelta(milliseconds=1))


def test_a_networks_link_to_a_first_lead_ends_when_the_organisation_leaves_it(installation, school, there):
    end_all_leads(installation, school)
    link = people.invite_lead(installation.at(REGION_LEAD), school.id, now=NOW)
    networks.take_out(installation.at(REGION_LEAD), school.id, there.region, now=NOW)
    with pytest.raises(Refused, match="may not let anybody in"):
        accept(installation, link, REGION_LEAD)


def test_where_people_sign_in_with_a_provider_a_link_for_a_password_lets_in_administrators_only(installation, there):
    nobody = installation.at()
    token = accounts.reset_link(installation.at(CHIEF), MEMBER, NOW)
    with pytest.raises(Refused, match="used already"):
        accounts.reset(nobody, token, PASSWORD, KNOCK, only_administrators=True)
    token = accounts.reset_link(installation.at(CHIEF), CHIEF, NOW)
    assert accounts.reset(nobody, token, PASSWORD, KNOCK, only_administrators=True)


def test_a_fact_given_since_the_submission_is_not_in_the_file_of_somebody_from_outside(
    installation, school, there, desk, catalogue
):
    desk.give_all()
    desk.submit()
    wanted = Wanted("team", there.team, None, 2, NOW.date() + timedelta(days=30))
    sharing.give(installation.store.for_user(OWNER), school.id, wanted, version=LATEST["team"], now=NOW)
    now_said = {"name": school.name, "kind": "school", "phase": "primary", "facts": {"pupils": 137}}
    organisations.change(installation.store.for_user(OWNER), school.id, **now_said, now=NOW)

    def facts(person):
        door = installation.store.for_user(person)
        return json.loads(exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW))["organisation"][
            "facts"
        ]

    assert facts(OWNER)["pupils"] == 137
    assert facts(ADVISER)["pupils"] == 240


def test_a_reader_whose_emergency_is_over_is_told_of_no_draft(installation, school, there, desk, catalogue):
    """What stays of an emergency in its table opens nothing, and says of nothing that it is open."""
    installation.join(school.id, CHIEF, "reader")
    desk.give_all()
    desk.submit()

    def inside():
        door = installation.store.for_user(CHIEF)
        return results.of(door, catalogue, desk.review, now=NOW).is_inside

    assert not inside()
    real = datetime.now(UTC)  # as the store's own clock, by which it lasts
    emergency.begin(installation.at(CHIEF), school.id, because="The only lead is away.", now=real)
    assert inside()
    emergency.end(installation.at(CHIEF), school.id, now=real)
    assert not inside()
