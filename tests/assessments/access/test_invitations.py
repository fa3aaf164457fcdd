"""Invitations: one link lets one person in once; every other try is told what to do, by role and never by a name."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from assessments import audit, organisations
from assessments.access import accounts, invitations, joining
from assessments.access.accounts import Knock
from assessments.access.invitations import Offer
from assessments.errors import NotYours, Refused
from assessments.store import people
from tests.assessments.conftest import NOW

ASH, BROOK, CEDAR, DALE = 11, 12, 13, 14
NETWORK, TEAM = 70, 80
PASSWORD = "violet tractor umbrella"


@pytest.fixture
def people_here(installation, school):
    installation.person(ASH, "Ash Reed", email="ash@boat.example")
    installation.join(school.id, ASH, "lead")
    for person, name in ((BROOK, "Brook Lark"), (CEDAR, "Cedar Finch"), (DALE, "Dale Wren")):
        installation.person(person, name)
    return installation


def invite(installation, school, role="contributor", *, by=ASH, now=NOW, **more):
    return invitations.make(installation.at(by), Offer(role, school.id, **more), now=now)


def accept(installation, link, person, now=NOW):
    return invitations.accept(installation.at(person), link.token, now=now)


def role_of(store, school, person):
    return store.for_user(person).read(lambda rows: people.role(rows, school.id))


def network_of(installation, school, lead):
    def work(unit):
        unit.run("INSERT INTO {network} (network_id, name, kind, one_body, added_at)"
                 " VALUES (:id, 'Eastmere', 'region', 0, 0)", id=NETWORK)  # fmt: skip
        unit.run("INSERT INTO {network_above} (above, below, depth) VALUES (:id, :id, 0)", id=NETWORK)
        unit.run("INSERT INTO {roster} (organisation_id, network_id, since) VALUES (:o, :n, '2026-09-01')",
                 o=school.id, n=NETWORK)  # fmt: skip
        unit.run("INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:n, :p, 0)", n=NETWORK, p=lead)
        unit.run("INSERT INTO {team} (team_id, network_id, name, added_at) VALUES (:t, :n, 'Visitors', 0)",
                 t=TEAM, n=NETWORK)  # fmt: skip

    installation.at().write(work)


def test_a_link_gives_the_role_it_names_once(store, people_here, school):
    link = invite(people_here, school, "contributor", label="Brook, deputy")
    assert invitations.look(people_here.at(), link.token, now=NOW).place == school.name
    accept(people_here, link, BROOK)
    assert role_of(store, school, BROOK) == "contributor"
    with pytest.raises(Refused, match=r"used already: it works once, for one person\. Ask a lead of Paper Boat"):
        accept(people_here, link, CEDAR)
    assert role_of(store, school, CEDAR) is None
    accept(people_here, link, BROOK)  # pressed twice: the same again


def test_whom_it_was_for_is_forgotten_once_it_is_used_and_the_token_is_nowhere(people_here, school):
    link = invite(people_here, school, label="Brook CANARY")
    waiting = invitations.pending(people_here.at(ASH), organisation=school.id, now=NOW)
    assert [each.offer.label for each in waiting] == ["Brook CANARY"]
    accept(people_here, link, BROOK)
    rows = people_here.at().read(lambda rows: rows.rows("SELECT * FROM _invitation"))
    assert "CANARY" not in str(rows)
    assert link.token not in str(rows)


def test_a_renewed_link_ends_the_old_one(store, people_here, school):
    old = invite(people_here, school)
    new = invitations.renew(people_here.at(ASH), old.invitation, now=NOW + timedelta(days=29))
    with pytest.raises(Refused, match="A newer one may have taken its place"):
        accept(people_here, old, BROOK)
    accept(people_here, new, BROOK, NOW + timedelta(days=50))
    assert role_of(store, school, BROOK) == "contributor"


def test_a_withdrawn_link_opens_nothing(people_here, school):
    link = invite(people_here, school)
    invitations.withdraw(people_here.at(ASH), link.invitation, now=NOW)
    with pytest.raises(Refused, match=r"withdrawn and opens nothing any more\. Ask a lead of Paper Boat"):
        accept(people_here, link, BROOK)
    with pytest.raises(Refused, match="Make a new one"):
        invitations.renew(people_here.at(ASH), link.invitation, now=NOW)


def test_a_link_works_for_thirty_days(people_here, school):
    link = invite(people_here, school)
    accept(people_here, link, BROOK, NOW + timedelta(days=30) - timedelta(seconds=1))
    late = invite(people_here, school)
    with pytest.raises(Refused, match="This link ended on 14 December 2026: a link works for 30 days"):
        accept(people_here, late, CEDAR, NOW + timedelta(days=30))


@pytest.mark.parametrize("role", ["contributor", "reader", None])
def test_only_a_lead_invites_lists_renews_and_withdraws(people_here, school, role):
    link = invite(people_here, school)
    if role:
        people_here.join(school.id, BROOK, role)
    brook = people_here.at(BROOK)
    for act in (
        lambda: invitations.make(brook, Offer("reader", school.id), now=NOW),
        lambda: invitations.pending(brook, organisation=school.id, now=NOW),
        lambda: invitations.renew(brook, link.invitation, now=NOW),
        lambda: invitations.withdraw(brook, link.invitation, now=NOW),
        lambda: invitations.make(people_here.at(None), Offer("reader", school.id), now=NOW),
    ):
        with pytest.raises(NotYours):
            act()


def test_somebody_who_has_it_already_keeps_the_link_for_another(store, people_here, school):
    people_here.join(school.id, BROOK, "contributor")
    link = invite(people_here, school, "reader")
    with pytest.raises(Refused, match="You have what this link gives already"):
        accept(people_here, link, BROOK)
    accept(people_here, link, CEDAR)
    accept(people_here, invite(people_here, school, "lead"), BROOK)
    assert (role_of(store, school, BROOK), role_of(store, school, CEDAR)) == ("lead", "reader")


def test_the_first_whom_a_network_invites_becomes_lead_and_the_next_is_told_whom_to_ask(store, installation, school):
    installation.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1"))
    for person, name in ((BROOK, "Brook Lark"), (CEDAR, "Cedar Finch"), (DALE, "Dale Wren")):
        installation.person(person, name)
    network_of(installation, school, DALE)
    first, second = (invite(installation, school, "lead", by=DALE, from_network=NETWORK) for _ in range(2))
    accept(installation, first, BROOK)
    assert role_of(store, school, BROOK) == "lead"
    with pytest.raises(Refused, match="has a lead already") as told:
        accept(installation, second, CEDAR)
    assert "Ask a lead of Paper Boat Primary School to invite you" in told.value.sentence
    assert "Brook" not in told.value.sentence
    installation.join(school.id, CEDAR, "reader")
    with pytest.raises(Refused, match="Ask Brook Lark to invite you"):
        accept(installation, second, CEDAR)


def test_a_network_lead_invites_into_the_network_and_its_teams_and_not_elsewhere(people_here, school):
    network_of(people_here, school, DALE)
    dale = people_here.at(DALE)
    for offer in (Offer("network_lead", network=NETWORK), Offer("adviser", team=TEAM)):
        link = invitations.make(dale, offer, now=NOW)
        accept(people_here, link, CEDAR)
        with pytest.raises(Refused, match="used already"):
            accept(people_here, link, BROOK)
    assert people_here.at().read(lambda rows: rows.rows("SELECT person_id FROM _team_member")) == [{"person_id": CEDAR}]
    for offer in (
        Offer("contributor", school.id), Offer("lead", school.id), Offer("administrator"), Offer("author"),
        Offer("network_lead", network=71), Offer("lead", school.id, from_network=71), Offer("adviser", network=NETWORK),
    ):  # fmt: skip
        with pytest.raises(NotYours):
            invitations.make(dale, offer, now=NOW)


def test_an_administrator_gives_duties_and_opens_no_organisation_that_somebody_leads(people_here, school):
    boss = people_here.person(99, "Robin Page", duties=("administrator",))
    for offer in (Offer("author"), Offer("administrator")):
        accept(people_here, invitations.make(people_here.at(boss), offer, now=NOW), BROOK)
    assert people_here.at().read(
        lambda rows: [row["duty"] for row in rows.rows("SELECT duty FROM _duty WHERE person_id = 12 ORDER BY duty")]
    ) == ["administrator", "author"]
    for offer in (Offer("lead", 12345), Offer("lead", school.id), Offer("reader", school.id)):
        with pytest.raises(NotYours):
            invitations.make(people_here.at(boss), offer, now=NOW)


def test_somebody_new_gets_an_account_and_the_role_or_neither(store, people_here, school):
    link = invite(people_here, school)

    def sign_up(email):
        knock = Knock("10.0.0.1", NOW)
        joining.sign_up(people_here.at(), link.token, name="Elm Hart", email=email, password=PASSWORD, knock=knock)

    with pytest.raises(Refused, match="There is an account with this e-mail address already"):
        sign_up("ash@boat.example")
    sign_up("Elm@Boat.example")
    accounts.sign_in(people_here.at(), "elm@boat.example", PASSWORD, Knock("10.0.0.1", NOW))
    with pytest.raises(Refused, match="used already"):
        sign_up("other@boat.example")
    found = people_here.at().read(lambda rows: rows.rows("SELECT name FROM person WHERE name LIKE 'E%'"))
    assert found == [{"name": "Elm Hart"}]


def test_of_sixteen_who_try_at_once_one_is_let_in(store, people_here, school):
    link = invite(people_here, school)
    crowd = [people_here.person(200 + number, f"Person {number}") for number in range(16)]
    together, told = Barrier(16), {}

    def attempt(person):
        together.wait()
        try:
            accept(people_here, link, person)
        except Refused as refused:
            told[person] = refused.sentence

    threads = [Thread(target=attempt, args=(person,)) for person in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    inside = [person for person in crowd if role_of(store, school, person)]
    assert len(inside) == 1
    assert set(told) == set(crowd) - set(inside)
    assert all("used already" in sentence for sentence in told.values())


def test_of_sixty_invitations_forty_are_accepted_one_is_lost_and_one_is_used_twice(store, installation, door):
    schools = [
        organisations.add(door, name=f"Paper School {number}", kind="school", phase="primary", now=NOW)
        for number in range(60)
    ]
    installation.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1"))
    installation.person(DALE, "Dale Wren")
    network_of(installation, schools[0], DALE)
    sql = "INSERT INTO {roster} (organisation_id, network_id, since) VALUES (:o, :n, '2026-09-01')"
    installation.at().write(lambda unit: [unit.run(sql, o=each.id, n=NETWORK) for each in schools[1:]])
    offers = [Offer("lead", each.id, from_network=NETWORK) for each in schools]
    links = installation.at(DALE).write(lambda unit: invitations.make_many(unit, offers, now=NOW))
    assert len({link.token for link in links}) == 60
    heads = [installation.person(300 + number, f"Head {number}") for number in range(60)]
    for number in range(39):
        accept(installation, links[number], heads[number])
    boss = installation.person(99, "Robin Page", duties=("administrator",))
    lost = links[39]
    found = invitations.renew(installation.at(boss), lost.invitation, now=NOW)
    with pytest.raises(Refused, match="use the newest link"):
        accept(installation, lost, heads[39])
    accept(installation, found, heads[39])
    with pytest.raises(Refused, match="used already"):
        accept(installation, links[0], heads[59])
    assert [role_of(store, each, head) for each, head in zip(schools, heads, strict=True)] == ["lead"] * 40 + [
        None
    ] * 20
    assert audit.broken_at(store.for_user(heads[39]), schools[39].id) is None


def test_what_was_done_with_links_is_recorded(store, people_here, school):
    link = invite(people_here, school)
    invitations.renew(people_here.at(ASH), link.invitation, now=NOW)
    invitations.withdraw(people_here.at(ASH), link.invitation, now=NOW)
    accept(people_here, invite(people_here, school), BROOK)
    recorded = audit.acts(store.for_user(ASH), school.id)
    assert [(act.act, act.by.name) for act in recorded[-5:]] == [
        ("invitation made", "Ash Reed"), ("invitation renewed", "Ash Reed"), ("invitation withdrawn", "Ash Reed"),
        ("invitation made", "Ash Reed"), ("invitation accepted", "Brook Lark"),
    ]  # fmt: skip


def test_the_operator_makes_many_in_the_name_of_nobody(installation, school):
    offers = [Offer("lead", school.id, label=f"Head {number}") for number in range(120)]
    links = installation.at(None).write(lambda unit: invitations.make_many(unit, offers, now=NOW))
    found = invitations.pending(installation.at(accounts.OWNER), organisation=school.id, now=NOW)
    assert {each.id: each.offer.label for each in found} == {
        link.invitation: offer.label for link, offer in zip(links, offers, strict=True)
    }
    assert {each.made_by for each in found} == {None}
