"""The people of an organisation: leads change, end and hand over; there is always somebody who leads."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from assessments import asking, assigning, audit, organisations, reviews
from assessments.access import people
from assessments.errors import NotYours, Refused
from tests.assessments.access.test_invitations import ASH, BROOK, CEDAR, DALE, network_of
from tests.assessments.conftest import NOW, Desk


@pytest.fixture
def team(installation, school):
    """Ash leads, Brook answers, Cedar reads; the owner who added the school has left."""
    installation.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1"))
    for person, name, role in (
        (ASH, "Ash Reed", "lead"), (BROOK, "Brook Lark", "contributor"), (CEDAR, "Cedar Finch", "reader"),
    ):  # fmt: skip
        installation.person(person, name, email=f"{name.split()[0].lower()}@boat.example")
        installation.join(school.id, person, role)
    return installation


def roles(store, school, asker):
    return {one.person.id: one.role for one in people.of(store.for_user(asker), school.id).members}


def test_everybody_who_belongs_sees_who_else_does_and_nobody_of_outside(store, team, school):
    for person in (ASH, BROOK, CEDAR):
        found = people.of(store.for_user(person), school.id)
        assert [(one.person.name, one.role) for one in found.members] == [
            ("Ash Reed", "lead"), ("Brook Lark", "contributor"), ("Cedar Finch", "reader"),
        ]  # fmt: skip
    team.person(DALE, "Dale Wren")
    for stranger in (DALE, 1):  # the second has left
        with pytest.raises(NotYours):
            people.of(store.for_user(stranger), school.id)


def test_a_lead_changes_what_somebody_may_do(store, team, school):
    people.change_role(store.for_user(ASH), school.id, CEDAR, "contributor", now=NOW)
    people.change_role(store.for_user(ASH), school.id, BROOK, "lead", now=NOW)
    people.change_role(store.for_user(ASH), school.id, ASH, "reader", now=NOW)
    assert roles(store, school, BROOK) == {ASH: "reader", BROOK: "lead", CEDAR: "contributor"}
    assert audit.broken_at(store.for_user(BROOK), school.id) is None


@pytest.mark.parametrize("asker", [BROOK, CEDAR])
def test_nobody_but_a_lead_changes_or_ends_anything_and_is_told_whom_to_ask(store, team, school, asker):
    door = store.for_user(asker)
    for act in (
        lambda: people.change_role(door, school.id, asker, "lead", now=NOW),
        lambda: people.end(door, school.id, ASH, now=NOW),
        lambda: people.hand_over(door, school.id, ASH, "leave", now=NOW),
    ):
        with pytest.raises(Refused, match=r"Only a lead can .* Ask Ash Reed\."):
            act()
    with pytest.raises(NotYours):
        people.reset_link(team.at(asker), school.id, ASH, now=NOW)
    assert roles(store, school, ASH) == {ASH: "lead", BROOK: "contributor", CEDAR: "reader"}


def test_the_last_lead_stays_until_there_is_another(store, team, school):
    ash = store.for_user(ASH)
    for act in (
        lambda: people.change_role(ash, school.id, ASH, "contributor", now=NOW),
        lambda: people.end(ash, school.id, ASH, now=NOW),
    ):
        with pytest.raises(Refused, match="You are the only lead here"):
            act()
    assert roles(store, school, ASH)[ASH] == "lead"


def test_two_leads_who_step_down_at_once_leave_one(store, team, school):
    people.change_role(store.for_user(ASH), school.id, BROOK, "lead", now=NOW)
    together, refused = Barrier(2), []

    def step_down(person):
        together.wait()
        try:
            people.change_role(store.for_user(person), school.id, person, "contributor", now=NOW)
        except Refused as told:
            refused.append(told)

    threads = [Thread(target=step_down, args=(person,)) for person in (ASH, BROOK)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert sorted(roles(store, school, ASH).values()) == ["contributor", "lead", "reader"]


def test_whose_access_ends_sees_nothing_from_that_moment(store, team, school, catalogue):
    brook = store.for_user(BROOK)
    review = reviews.start(brook, catalogue, school.id, "small", now=NOW)
    assigning.assign(store.for_user(ASH), catalogue, review.id, "section", "people", to=BROOK, now=NOW)
    people.end(store.for_user(ASH), school.id, BROOK, now=NOW)
    assert organisations.mine(brook) == ()
    with pytest.raises(NotYours):
        reviews.open(brook, catalogue, review.id, now=NOW)
    assert reviews.open(store.for_user(ASH), catalogue, review.id, now=NOW).assigned == {}


@pytest.mark.parametrize("then", ["contributor", "reader", "leave"])
def test_handing_over_passes_leadership_and_everything_open_in_one_step(store, team, school, catalogue, then):
    ash = store.for_user(ASH)
    review = reviews.start(ash, catalogue, school.id, "small", now=NOW)
    desk = Desk(ash, catalogue, review.id)
    assigning.assign(ash, catalogue, review.id, "section", "people", to=ASH, note="Before Easter", now=NOW)
    asking.ask(ash, catalogue, review.id, "policy", name="Ash Reed", now=NOW)
    people.hand_over(ash, school.id, BROOK, then, now=NOW)
    left = {} if then == "leave" else {ASH: then}
    assert roles(store, school, BROOK) == {BROOK: "lead", CEDAR: "reader"} | left
    opened = reviews.open(store.for_user(BROOK), catalogue, desk.review, now=NOW)
    assert [(one.to.name, one.note) for one in opened.assigned.values()] == [("Brook Lark", "Before Easter")]
    assert opened.asked["policy"].name == "Brook Lark"
    assert audit.broken_at(store.for_user(BROOK), school.id) is None


def test_nobody_hands_over_to_themselves_or_a_stranger(store, team, school):
    ash = store.for_user(ASH)
    with pytest.raises(Refused, match="Choose somebody else"):
        people.hand_over(ash, school.id, ASH, "leave", now=NOW)
    with pytest.raises(NotYours):
        people.hand_over(ash, school.id, DALE, "leave", now=NOW)


@pytest.mark.parametrize("who", ["network", "administrator"])
def test_when_the_only_lead_has_gone_another_is_appointed_and_everybody_can_see_by_whom(store, team, school, who):
    team.person(DALE, "Dale Wren", duties=("administrator",) if who == "administrator" else ())
    if who == "network":
        network_of(team, school, DALE)
    with pytest.raises(Refused, match="This organisation has a lead"):
        people.appoint(team.at(DALE), school.id, BROOK, now=NOW)
    team.at().write(lambda unit: unit.run("UPDATE {_account} SET active = 0 WHERE person_id = :ash", ash=ASH))
    assert [one.person.id for one in people.candidates(team.at(DALE), school.id, now=NOW)] == [BROOK, CEDAR]
    people.appoint(team.at(DALE), school.id, BROOK, now=NOW)
    found = people.of(store.for_user(BROOK), school.id)
    assert found.role == "lead"
    by = "Eastmere" if who == "network" else ""
    assert [(each.lead.name, each.network, each.at) for each in found.appointed] == [("Brook Lark", by, NOW)]


def test_nobody_else_appoints(store, team, school):
    team.at().write(lambda unit: unit.run("UPDATE {_account} SET active = 0 WHERE person_id = :ash", ash=ASH))
    team.person(DALE, "Dale Wren")
    network_of(team, school, DALE)
    team.at().write(lambda unit: unit.run("UPDATE {roster} SET until = '2026-11-13'"))  # no member any more
    for asker in (BROOK, CEDAR, DALE):
        with pytest.raises(NotYours):
            people.appoint(team.at(asker), school.id, BROOK, now=NOW)


def test_where_nobody_is_left_somebody_is_invited_to_lead(store, team, school):
    team.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1"))
    team.person(DALE, "Dale Wren")
    network_of(team, school, DALE)
    link = people.invite_lead(team.at(DALE), school.id, now=NOW)
    from assessments.access import invitations

    invitations.accept(team.at(CEDAR), link.token, now=NOW + timedelta(days=1))
    assert roles(store, school, CEDAR) == {CEDAR: "lead"}


def test_a_lead_makes_a_link_for_a_password_only_for_somebody_of_their_own_school(store, team, school, door):
    assert len(people.reset_link(team.at(ASH), school.id, BROOK, now=NOW)) >= 43
    team.person(DALE, "Dale Wren", email="dale@boat.example", duties=("author",))
    team.join(school.id, DALE, "contributor")
    with pytest.raises(Refused, match="Ask an administrator"):
        people.reset_link(team.at(ASH), school.id, DALE, now=NOW)
    other = organisations.add(store.for_user(BROOK), name="Paper Kite", kind="charity", now=NOW)
    with pytest.raises(Refused, match="Ask an administrator"):
        people.reset_link(team.at(ASH), school.id, BROOK, now=NOW)
    with pytest.raises(NotYours):
        people.reset_link(team.at(ASH), other.id, BROOK, now=NOW)
