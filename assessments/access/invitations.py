"""Invitations: a link that lets one person in once, into an organisation, a network, a team, or a duty."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assessments import periods
from assessments.access import inviting, system_acts
from assessments.errors import NotYours, Refused
from assessments.ids import random_id
from assessments.plain import sha256
from assessments.store import acts
from assessments.store import invitations as statements
from assessments.store import people as people_statements
from assessments.store.invitations import Into, Invitation, Offer
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy_line
from assessments.wording import day

__all__ = ["Into", "Invitation", "Link", "Offer"]

LASTS = timedelta(days=30)
LONGEST_LABEL = 100
RANK = {"lead": 3, "contributor": 2, "reader": 1}
UNKNOWN = (
    "This link is not known here. A newer one may have taken its place: use the newest link you were given, or ask "
    "whoever sent it for another."
)


@dataclass(frozen=True, slots=True)
class Link:
    """What is handed to the person invited; the token is known now and never again."""

    invitation: int
    token: str
    expires_at: datetime


def make(reception: Door, offer: Offer, *, now: datetime) -> Link:
    """Make one link. Raises NotYours, Refused."""
    clean = replace(offer, label=tidy_line(offer.label, "Whom it is for", longest=LONGEST_LABEL))

    def work(unit: Unit) -> Link:
        inviting.check(unit, clean, now)
        (made,) = _written(unit, [clean], now)
        _record(unit, "invitation made", made.invitation, clean, now)
        return made

    return reception.write(work)


def make_many(unit: Unit, offers: Iterable[Offer], *, now: datetime) -> tuple[Link, ...]:
    """Many links in few statements, in the order of the offers, as one recorded act of the installation.

    Whoever calls this has checked the right to invite, in the same unit at reception.
    """
    every = list(offers)
    made = _written(unit, every, now)
    networks = {offer.from_network for offer in every if offer.from_network is not None}
    about = {"network": networks.pop()} if len(networks) == 1 else {}
    system_acts.record(unit, "invitations made", now, count=len(made), **about)
    return made


def _written(unit: Unit, offers: list[Offer], now: datetime) -> tuple[Link, ...]:
    made = tuple(Link(random_id(), secrets.token_urlsafe(32), now + LASTS) for _ in offers)
    new = [(link.invitation, hashed(link.token), offer) for link, offer in zip(made, offers, strict=True)]
    statements.add(unit, new, unit.person_id or None, now, now + LASTS)
    return made


def renew(reception: Door, invitation_id: int, *, now: datetime) -> Link:
    """Another link for the same; the old one ends at once. Raises NotYours, Refused."""

    def work(unit: Unit) -> Link:
        found = _theirs(unit, invitation_id, now)
        link = Link(invitation_id, secrets.token_urlsafe(32), now + LASTS)
        if not statements.renew(unit, invitation_id, hashed(link.token), link.expires_at):
            raise Refused("This invitation was used or withdrawn already. Make a new one.")
        _record(unit, "invitation renewed", invitation_id, found.offer, now)
        return link

    return reception.write(work)


def withdraw(reception: Door, invitation_id: int, *, now: datetime) -> None:
    """End a link that nobody has used. Raises NotYours, Refused."""

    def work(unit: Unit) -> None:
        found = _theirs(unit, invitation_id, now)
        if not statements.withdraw(unit, invitation_id, now):
            raise Refused("This invitation was used or withdrawn already, so there is nothing to withdraw.")
        _record(unit, "invitation withdrawn", invitation_id, found.offer, now)

    reception.write(work)


def pending(
    reception: Door,
    *,
    organisation: int | None = None,
    network: int | None = None,
    team: int | None = None,
    now: datetime,
) -> tuple[Invitation, ...]:
    """What waits to be used for one place, or (none named) for the duties.

    An organisation's leads see what was sent into it; of a network or team whoever may invite there. Raises NotYours.
    """
    into: Into = "contributor" if organisation else "network_lead" if network else "adviser" if team else "author"

    def work(rows: Rows) -> tuple[Invitation, ...]:
        inviting.check(rows, Offer(into, organisation, network, team), now)
        return statements.pending(rows, organisation=organisation, network=network, team=team)

    return reception.read(work)


def look(reception: Door, token: str, *, now: datetime) -> Invitation:
    """What a link is into, for whoever holds it. Raises Refused, which says what to do, when it opens nothing."""
    return reception.read(lambda rows: _usable(rows, hashed(token), rows.person_id, now))


def accept(reception: Door, token: str, *, now: datetime) -> Invitation:
    """Take the invitation as the person at this reception, who is signed in. Raises Refused, NotYours."""
    person = reception.person_id
    if not person:
        raise NotYours
    return reception.write(lambda unit: accept_in(unit, hashed(token), person, now))


def hashed(token: str) -> str:
    """As the token of a link stands in the database."""
    return sha256(token)


def accept_in(unit: Unit, token_sha256: str, person_id: int, now: datetime) -> Invitation:
    """The same by the token's hash, for somebody added in this unit. Of many at once one is let in. Raises Refused."""
    found = _usable(unit, token_sha256, person_id, now)
    if found.used_by == person_id:
        return found
    if not statements.use(unit, found.id, person_id, now):
        raise Refused(_used(unit, found, person_id))
    statements.give(unit, found.offer, person_id, now)
    _record(unit, "invitation accepted", found.id, found.offer, now, by=person_id)
    return found


def _usable(rows: Rows, token_sha256: str, person_id: int | None, now: datetime) -> Invitation:
    """The invitation that would let this person in, or has. Raises Refused."""
    found = statements.by_token(rows, token_sha256)
    if found is None:
        raise Refused(UNKNOWN)
    if found.used_at is not None:
        if person_id is not None and found.used_by == person_id:
            return found
        raise Refused(_used(rows, found, person_id))
    if found.withdrawn_at is not None:
        whom = inviting.whom_to_ask(rows, found, person_id)
        raise Refused(f"This link was withdrawn and opens nothing any more. Ask {whom} for another.")
    if found.expires_at <= now:
        ended = day(periods.today(found.expires_at))
        whom = inviting.whom_to_ask(rows, found, person_id)
        raise Refused(f"This link ended on {ended}: a link works for {LASTS.days} days. Ask {whom} for another.")
    _refuse_needless(rows, found, person_id)
    if not inviting.is_backed(rows, found, now):
        whom = inviting.whom_to_ask(rows, found, person_id)
        raise Refused(f"Whoever made this link may not let anybody in here any more. Ask {whom} for another.")
    return found


def _used(rows: Rows, found: Invitation, person_id: int | None) -> str:
    whom = inviting.whom_to_ask(rows, found, person_id)
    return f"This link has been used already: it works once, for one person. Ask {whom} to invite you."


def _refuse_needless(rows: Rows, found: Invitation, person_id: int | None) -> None:
    """Somebody who has this already keeps the link for whom it is meant; a second lead is not made from outside."""
    offer, has = found.offer, False
    if offer.organisation is not None:
        if inviting.is_leaving(rows, offer.organisation):
            raise Refused(f"{found.place} is leaving Stocktake, so nobody can join it. Ask its leads.")
        role = None if not person_id else people_statements.role_of(rows, offer.organisation, person_id)
        has = role is not None and RANK[role] >= RANK[offer.role]
        if not has and offer.from_network is not None and inviting.active_leads(rows, offer.organisation):
            whom = inviting.whom_to_ask(rows, found, person_id)
            raise Refused(
                f"{found.place} has a lead already, so this link lets nobody else in. Ask {whom} to invite you."
            )
    elif person_id:
        has = statements.has(rows, offer, person_id)
    if has:
        raise Refused("You have what this link gives already, so it was not used. Hand it to whom it is meant for.")


def _theirs(unit: Unit, invitation_id: int, now: datetime) -> Invitation:
    """An invitation this person may renew and withdraw. Raises NotYours."""
    found = statements.one(unit, invitation_id)
    if found is None:
        raise NotYours
    inviting.check(unit, found.offer, now)
    return found


def _record(unit: Unit, act: str, invitation: int, offer: Offer, now: datetime, by: int | None = None) -> None:
    """In the organisation's own record, or in the installation's."""
    person = by or unit.person_id
    if offer.organisation is not None:
        acts.record(unit, offer.organisation, person, act, now, invitation=invitation, role=offer.role)
        return
    about: dict[str, str | int] = {"invitation": invitation, "role": offer.role}
    about |= {"network": offer.network} if offer.network else {}
    about |= {"team": offer.team} if offer.team else {}
    about |= {"person": by} if by else {}
    system_acts.record(unit, act, now, **about)
