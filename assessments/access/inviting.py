"""Who may invite into what, and whom somebody asks whose link does not open: by role, by name only among members."""

from datetime import datetime

from assessments import periods
from assessments.errors import NotYours, Refused
from assessments.store import inviting as statements
from assessments.store import people as people_statements
from assessments.store.invitations import Invitation, Offer
from assessments.store.protocol import Rows
from assessments.values import Person
from assessments.wording import listed

IN_ORGANISATION = frozenset({"lead", "contributor", "reader"})


def check(rows: Rows, offer: Offer, now: datetime) -> None:
    """Let through whoever may make, see, renew and withdraw such an invitation. Raises NotYours, Refused.

    Leads invite into their organisation; leads of a network into it, the networks below, its teams, and (as the first
    lead) an organisation of its list; administrators into all that is no organisation, and (as a lead where there is
    none) into one: what it answers is not theirs to open to anybody.
    """
    if not rows.person_id or not _may(rows, offer, rows.person_id, now):
        raise NotYours
    if offer.organisation is not None and is_leaving(rows, offer.organisation):
        raise Refused("This organisation is leaving Stocktake, so nobody new can be invited into it.")


def is_backed(rows: Rows, invitation: Invitation, now: datetime) -> bool:
    """Whether whoever made a link, or renewed it last, might still make it.

    A network's link to the first lead lasts while the organisation belongs to it, whoever leads the network by then;
    the operator's always.
    """
    maker, offer = invitation.made_by, invitation.offer
    if offer.from_network is not None and offer.organisation is not None:
        return statements.lists(rows, offer.from_network, offer.organisation, periods.today(now).isoformat())
    if maker is None:
        return True
    return not statements.is_closed(rows, maker) and _may(rows, offer, maker, now)


def _may(rows: Rows, offer: Offer, person: int, now: datetime) -> bool:
    if not _is_whole(offer):
        return False
    if offer.organisation is not None:
        return _into_organisation(rows, offer, offer.organisation, person, now)
    if statements.is_administrator(rows, person):
        return True
    if offer.network is not None:
        return statements.leads_network(rows, person, offer.network)
    return offer.team is not None and statements.leads_team(rows, person, offer.team)


def _is_whole(offer: Offer) -> bool:
    """Whether the role belongs to the one place that is named."""
    places = (offer.organisation is not None, offer.network is not None, offer.team is not None)
    if offer.role in IN_ORGANISATION:
        return places == (True, False, False)
    if offer.role == "network_lead":
        return places == (False, True, False)
    return places == (False, False, offer.role == "adviser")


def _into_organisation(rows: Rows, offer: Offer, organisation: int, me: int, now: datetime) -> bool:
    if people_statements.role_of(rows, organisation, me) == "lead":
        return True
    if offer.role != "lead" or not statements.is_there(rows, organisation):
        return False
    if statements.is_administrator(rows, me):
        return not statements.active_leads(rows, organisation)
    if offer.from_network is None:
        return False
    today = periods.today(now).isoformat()
    return offer.from_network in statements.networks_that_list(rows, me, organisation, today)


def may_appoint(rows: Rows, organisation: int, now: datetime) -> bool:
    """Whether this person may choose another lead where the only one has gone."""
    if not rows.person_id or not statements.is_there(rows, organisation):
        return False
    return statements.is_administrator(rows, rows.person_id) or bool(listing_networks(rows, organisation, now))


def listing_networks(rows: Rows, organisation: int, now: datetime) -> frozenset[int]:
    """The networks this person leads, to which the organisation belongs today."""
    return statements.networks_that_list(rows, rows.person_id, organisation, periods.today(now).isoformat())


def active_leads(rows: Rows, organisation: int) -> tuple[Person, ...]:
    """The leads of an organisation who can still sign in."""
    return statements.active_leads(rows, organisation)


def is_leaving(rows: Rows, organisation: int) -> bool:
    return statements.is_leaving(rows, organisation)


def whom_to_ask(rows: Rows, invitation: Invitation, person_id: int | None) -> str:
    """Who can make another link, in words: "a lead of Paper Boat School"."""
    offer = invitation.offer
    if offer.organisation is not None:
        leads = statements.active_leads(rows, offer.organisation)
        if not leads:
            return "the network that invited you" if offer.from_network is not None else "whoever sent it"
        names = [lead.name for lead in leads if lead.name]
        is_member = person_id is not None and people_statements.role_of(rows, offer.organisation, person_id)
        return listed(names) if is_member and names else f"a lead of {invitation.place}"
    if offer.network is not None:
        return f"a lead of {invitation.place}"
    return f"whoever looks after {invitation.place}" if offer.team is not None else "an administrator"
