"""The people of an organisation: who has which role, and changing, ending, handing over and appointing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from assessments import leading
from assessments.access import invitations, inviting, sessions, system_acts
from assessments.access.invitations import Link, Offer
from assessments.actions import writing as action_writing
from assessments.errors import NotYours, Refused
from assessments.store import acts
from assessments.store import assigning as assigning_statements
from assessments.store import inviting as inviting_statements
from assessments.store import people as statements
from assessments.store import sign_in as sign_in_statements
from assessments.store.people import Member
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import Person, Role

Then = Literal["contributor", "reader", "leave"]
LINK_LASTS = timedelta(hours=24)
LAST_LEAD = "You are the only lead here. Hand over to somebody else first, or make somebody else a lead too."


@dataclass(frozen=True, slots=True)
class Appointment:
    """A lead who was chosen from outside, when the only one had gone; by a network, or ('') by an administrator."""

    lead: Person
    network: str
    at: datetime


@dataclass(frozen=True, slots=True)
class People:
    """Who belongs to an organisation. `role` is that of who asks, `appointed` tells of leads chosen from outside."""

    members: tuple[Member, ...]
    role: Role
    appointed: tuple[Appointment, ...]


def of(door: Door, organisation_id: int) -> People:
    """The people of an organisation, for those who belong to it. Raises NotYours."""

    def work(rows: Rows) -> People:
        role = statements.role(rows, organisation_id)
        if role is None:
            raise NotYours
        members = statements.members(rows, organisation_id)
        return People(members, role, _appointments(rows, organisation_id, members))

    return door.read(work)


def _appointments(rows: Rows, organisation_id: int, members: tuple[Member, ...]) -> tuple[Appointment, ...]:
    here = {member.person.id: member.person for member in members}
    found = [act for act in acts.every(rows, organisation_id) if act.act == "lead appointed"]
    names = inviting_statements.networks_named(rows) if found else {}
    return tuple(
        Appointment(
            here.get(int(act.about["person"]), Person(int(act.about["person"]), "")),
            names.get(int(act.about.get("network", 0)), ""),
            act.at,
        )
        for act in found
    )


def change_role(door: Door, organisation_id: int, person_id: int, role: Role, *, now: datetime) -> None:
    """Another role for somebody, or for oneself; leads do. Raises NotYours, Refused for the last lead."""

    def work(unit: Unit) -> None:
        member = _member_for_lead(unit, organisation_id, person_id, "change roles")
        if member.role == role:
            return
        _refuse_last_lead(unit, organisation_id, member)
        if role == "reader":
            assigning_statements.release(unit, organisation_id, person_id)
        acts.record(unit, organisation_id, unit.person_id, "role changed", now, person=person_id, role=role)
        statements.set_role(unit, organisation_id, person_id, role)  # last: it may be one's own

    door.write(work)


def end(door: Door, organisation_id: int, person_id: int, *, now: datetime) -> None:
    """Somebody belongs here no more, at once; what was theirs to answer is free again. Raises NotYours, Refused."""

    def work(unit: Unit) -> None:
        member = _member_for_lead(unit, organisation_id, person_id, "end somebody’s access")
        _refuse_last_lead(unit, organisation_id, member)
        freed = assigning_statements.release(unit, organisation_id, person_id)
        action_writing.pass_on(unit, organisation_id, person_id, None, now)
        acts.record(unit, organisation_id, unit.person_id, "membership ended", now, person=person_id, freed=freed)
        statements.end(unit, organisation_id, person_id, now)

    door.write(work)


def hand_over(door: Door, organisation_id: int, to: int, then: Then, *, now: datetime) -> None:
    """Make somebody lead with all that was one's own to answer, and become something else, or leave, in one step.

    Raises NotYours, Refused.
    """

    def work(unit: Unit) -> None:
        taker = _member_for_lead(unit, organisation_id, to, "hand over")
        me = _member_for_lead(unit, organisation_id, unit.person_id, "hand over")
        if to == unit.person_id:
            raise Refused("Choose somebody else to hand over to.")
        if taker.role != "lead":
            statements.set_role(unit, organisation_id, to, "lead")
        moved = assigning_statements.pass_on(unit, organisation_id, me.person, taker.person)
        action_writing.pass_on(unit, organisation_id, unit.person_id, to, now)
        acts.record(unit, organisation_id, unit.person_id, "handed over", now, person=to, then=then, parts=moved)
        if then == "leave":
            statements.end(unit, organisation_id, unit.person_id, now)
        else:
            statements.set_role(unit, organisation_id, unit.person_id, then)

    door.write(work)


def may_appoint(reception: Door, organisation_id: int, *, now: datetime) -> bool:
    """Whether who asks could choose a lead here: a lead of its network, or an administrator."""
    return reception.read(lambda rows: inviting.may_appoint(rows, organisation_id, now))


def candidates(reception: Door, organisation_id: int, *, now: datetime) -> tuple[Member, ...]:
    """Whom one may appoint where the only lead has gone. Raises NotYours, Refused while there is a lead."""
    return reception.read(lambda rows: _candidates(rows, organisation_id, now))


def _candidates(rows: Rows, organisation_id: int, now: datetime) -> tuple[Member, ...]:
    if not inviting.may_appoint(rows, organisation_id, now):
        raise NotYours
    if inviting.active_leads(rows, organisation_id):
        raise Refused("This organisation has a lead. A lead can hand over, or make somebody else a lead.")
    return tuple(member for member in statements.members(rows, organisation_id) if member.role != "lead")


def appoint(reception: Door, organisation_id: int, person_id: int, *, now: datetime) -> None:
    """Make a member lead where the only lead has gone; recorded, and shown to its people. Raises NotYours, Refused."""

    def work(unit: Unit) -> None:
        if person_id not in {member.person.id for member in _candidates(unit, organisation_id, now)}:
            raise NotYours
        statements.set_role(unit, organisation_id, person_id, "lead")
        networks = sorted(inviting.listing_networks(unit, organisation_id, now))
        about = {"person": person_id} | ({"network": networks[0]} if networks else {})
        acts.record(unit, organisation_id, unit.person_id, "lead appointed", now, **about)

    reception.write(work)


def invite_lead(reception: Door, organisation_id: int, *, now: datetime) -> Link:
    """A link for somebody who is to lead where the only lead has gone. Raises NotYours, Refused while there is one."""

    def work(rows: Rows) -> Offer:
        _candidates(rows, organisation_id, now)
        networks = inviting.listing_networks(rows, organisation_id, now)
        return Offer("lead", organisation_id, from_network=min(networks, default=None))

    return invitations.make(reception, reception.read(work), now=now)


def reset_link(reception: Door, organisation_id: int, person_id: int, *, now: datetime) -> str:
    """The token of a one-use link for a new password, for a member who belongs to this organisation only.

    Raises NotYours, Refused where an administrator has to do it.
    """

    def work(unit: Unit) -> str:
        me: int | None = unit.person_id
        if not me or statements.role_of(unit, organisation_id, me) != "lead":
            raise NotYours
        if statements.role_of(unit, organisation_id, person_id) is None:
            raise NotYours
        account = sign_in_statements.account(unit, person_id)
        if account is None or account.email is None:
            raise Refused("This person signs in without a password here, so there is none to set.")
        if not account.active or inviting_statements.has_more_than(unit, person_id, organisation_id):
            raise Refused("This account is used beyond your organisation. Ask an administrator for the link.")
        token = sessions.new_token()
        until = now + LINK_LASTS
        sign_in_statements.add_reset(unit, sessions.hashed(token), person_id, by=me, now=now, until=until)
        acts.record(unit, organisation_id, me, "reset link made", now, person=person_id)
        system_acts.record(unit, "reset link made", now, person=person_id)
        return token

    return reception.write(work)


def _member_for_lead(rows: Rows, organisation_id: int, person_id: int, act: str) -> Member:
    """Somebody who belongs here, for a lead to do something with. Raises NotYours, Refused."""
    leading.only_a_lead(rows, organisation_id, act)
    for member in statements.members(rows, organisation_id):
        if member.person.id == person_id:
            return member
    raise NotYours


def _refuse_last_lead(rows: Rows, organisation_id: int, member: Member) -> None:
    leads = [one for one in statements.members(rows, organisation_id) if one.role == "lead"]
    if member.role == "lead" and len(leads) == 1:
        raise Refused(LAST_LEAD)
