"""First contact: links for many organisations at once, as a table that can be taken away once."""

from datetime import timedelta

import pytest

from assessments.access import first_contact, invitations, networks
from assessments.errors import NotYours, Refused
from assessments.roster import reading
from tests.assessments.access.networked import REGION_LEAD, STRANGER, TRUST_LEAD, around
from tests.assessments.conftest import NOW


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def listed(installation, placed):
    """The ids of 60 organisations that nobody has joined yet."""
    lines = "\n".join(f"Lantern School {n:02};school;primary;{1000 + n}" for n in range(60))
    return networks.add_organisations(
        installation.at(REGION_LEAD), placed.region, reading.pasted(lines).entries, now=NOW
    )


def states(installation, store, placed, *, now=NOW):
    found = networks.organisations(installation.at(REGION_LEAD), store.for_user(REGION_LEAD), placed.region, now=now)
    return {line.belonging.name: line.state for line in found}


def test_sixty_invitations_are_made_at_once_as_a_table(installation, store, placed, listed):
    handed = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, now=NOW)
    table = first_contact.table(handed, "https://stocktake.example")
    assert table[0] == ["Organisation", "Number", "Link", "Works until"]
    assert len(table) == 61
    assert table[1][:2] == ["Lantern School 00", "1000"]
    assert table[1][2].startswith("https://stocktake.example/join/")
    assert table[1][3] == "14 December 2026"
    assert len({row[2] for row in table[1:]}) == 60
    assert set(states(installation, store, placed).values()) == {"invited"}
    assert set(states(installation, store, placed, now=NOW + timedelta(days=31)).values()) == {"invitation ran out"}


def test_forty_of_sixty_accept_and_are_seen_to(installation, store, placed, listed):
    handed = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, now=NOW)
    for place, each in enumerate(handed[:40]):
        person = installation.person(1000 + place, f"Person {place}")
        invitations.accept(installation.at(person), each.token, now=NOW)
    found = states(installation, store, placed)
    assert sorted(found.values()).count("accepted") == 40
    assert (found["Lantern School 39"], found["Lantern School 40"]) == ("accepted", "invited")
    with pytest.raises(Refused, match="used already"):
        invitations.accept(installation.at(STRANGER), handed[0].token, now=NOW)
    again = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, now=NOW)
    assert len(again) == 20


def test_a_lost_link_is_made_again_and_the_old_one_ends(installation, placed, listed):
    (first,) = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, [listed[0]], now=NOW)
    (second,) = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, [listed[0]], now=NOW)
    with pytest.raises(Refused, match="not known"):
        invitations.accept(installation.at(STRANGER), first.token, now=NOW)
    assert invitations.accept(installation.at(STRANGER), second.token, now=NOW).place == "Lantern School 00"


def test_unused_links_are_withdrawn_many_at_once(installation, store, placed, listed):
    handed = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, now=NOW)
    assert first_contact.withdraw(installation.at(REGION_LEAD), placed.region, listed[:2], now=NOW) == 2
    found = states(installation, store, placed)
    assert sorted(found.values()).count("not invited") == 2
    with pytest.raises(Refused, match="withdrawn"):
        invitations.accept(installation.at(STRANGER), handed[0].token, now=NOW)


@pytest.mark.parametrize("person", [TRUST_LEAD, STRANGER])
def test_nobody_else_hands_out_or_withdraws_links(installation, placed, listed, person):
    with pytest.raises(NotYours):
        first_contact.hand_out(installation.at(person), placed.region, now=NOW)
    with pytest.raises(NotYours):
        first_contact.withdraw(installation.at(person), placed.region, listed, now=NOW)


def test_who_leads_nothing_does_not_learn_that_nobody_waits(installation, placed):
    with pytest.raises(NotYours):
        first_contact.hand_out(installation.at(STRANGER), placed.region, now=NOW)


def test_a_lead_hands_out_links_only_for_organisations_of_their_network(installation, placed, listed, school):
    with pytest.raises(Refused):
        first_contact.hand_out(installation.at(REGION_LEAD), placed.region, [school.id], now=NOW)
    with pytest.raises(Refused):
        first_contact.hand_out(installation.at(TRUST_LEAD), placed.trust, listed, now=NOW)


def test_whoever_holds_a_link_reads_what_the_network_will_see(installation, placed, listed):
    (handed,) = first_contact.hand_out(installation.at(REGION_LEAD), placed.region, [listed[0]], now=NOW)
    found = invitations.look(installation.at(), handed.token, now=NOW)
    told = first_contact.seen_by(installation.at(), found)
    assert told is not None
    assert told.startswith("Eastmere invites you. Your network sees whether you have accepted, begun and submitted")
    assert "It never sees what you answer" in told


def test_no_name_starts_a_formula_in_the_table():
    handed = first_contact.Handed("=1+1 School", "-7", "token", NOW)
    assert first_contact.table([handed], "https://x")[1][:2] == ["'=1+1 School", "'-7"]


def test_the_letter_says_that_the_network_sees_whether_and_never_what():
    said = first_contact.letter("Eastmere", one_body=False)
    assert "whether you have accepted, begun and submitted" in said
    assert "We do not see what you answer" in said
    assert "what you submit" in first_contact.letter("Northbridge Trust", one_body=True)
