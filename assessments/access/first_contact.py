"""First contact: links for the first leads of many organisations of a network at once, handed out as a table."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from assessments import periods
from assessments.access import invitations, networks, system_acts
from assessments.access.sharing_words import BELONGING, BELONGING_ONE_BODY
from assessments.errors import Refused
from assessments.store import invitations as statements
from assessments.store import networks as network_statements
from assessments.store.invitations import Invitation, Offer
from assessments.store.networks import Belonging
from assessments.store.protocol import Door, Rows, Unit
from assessments.tables import literal
from assessments.wording import day

A_PART = 200  # organisations a unit
HEADINGS = ["Organisation", "Number", "Link", "Works until"]
LETTER = (
    "Subject: Your link to Stocktake, for «Organisation»\n\n"
    "Hello,\n\n"
    "{network} invites «Organisation» to look at how well technology works for it, with Stocktake.\n\n"
    "This link is for one person, who will lead it for you: «Link»\n"
    "It works once, until «Works until». Whoever opens it first can then invite others.\n\n"
    "{sees}\n"
)
SEES = (
    "We see whether you have accepted, begun and submitted a review, and when. We do not see what you answer, unless "
    "you say yes to that yourselves."
)
SEES_ONE_BODY = (
    "As your trust we see whether you have accepted, begun and submitted a review, and what you submit. We do not see "
    "your drafts or working notes."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A link made now for one organisation; it can be read now and never again."""

    organisation: str
    reference: str | None
    token: str
    expires_at: datetime


def letter(network: str, *, one_body: bool) -> str:
    """A ready text for a mail merge with the table; it says what the network will see."""
    return LETTER.format(network=network, sees=SEES_ONE_BODY if one_body else SEES)


def seen_by(reception: Door, found: Invitation) -> str | None:
    """What the network that invites will see, for whoever holds the link; None where no network does."""
    network = found.offer.from_network
    if network is None:
        return None
    branch = reception.read(lambda rows: network_statements.one(rows, network))
    if branch is None:
        return None
    return f"{branch.name} invites you. {BELONGING_ONE_BODY if branch.one_body else BELONGING}"


def hand_out(
    reception: Door, network_id: int, organisation_ids: Collection[int] | None = None, *, now: datetime
) -> tuple[Handed, ...]:
    """Links for these organisations, or for all that nobody has joined yet. Raises NotYours, Refused.

    One that has an unused link gets a new one, and the old one ends. Those with somebody in them get none. Very many
    are written a part at a time, so that nobody else waits.
    """
    chosen = reception.read(lambda rows: _waiting(rows, network_id, organisation_ids, now))
    if not chosen:
        raise Refused("Nobody waits for a link: choose organisations that nobody has joined yet.")
    handed: list[Handed] = []
    for first in range(0, len(chosen), A_PART):
        handed += reception.write(partial(_hand_out, network_id, chosen[first : first + A_PART], now))
    return tuple(handed)


def _waiting(rows: Rows, network_id: int, wanted: Collection[int] | None, now: datetime) -> list[Belonging]:
    """The organisations of the network that nobody has joined, each once, by name. Raises NotYours."""
    networks.led_one(rows, network_id)
    there = network_statements.belonging(rows, network_id, periods.today(now))
    chosen = [each for each in there if not each.has_people and (wanted is None or each.organisation in wanted)]
    return list({each.organisation: each for each in chosen}.values())


def _hand_out(network_id: int, part: Sequence[Belonging], now: datetime, unit: Unit) -> list[Handed]:
    """Links for some of them, in one unit, in the order given."""
    networks.led_one(unit, network_id)
    unused = network_statements.unused(unit, [each.organisation for each in part])
    renewed = {
        each.organisation: _renewed(unit, each, unused[each.organisation], now)
        for each in part
        if each.organisation in unused
    }
    if renewed:
        system_acts.record(unit, "invitations renewed", now, network=network_id, count=len(renewed))
    new = [each for each in part if each.organisation not in unused]
    links = dict(zip((each.organisation for each in new), _made(unit, new, now), strict=True))
    every = renewed | links
    return [every[each.organisation] for each in part]


def _renewed(unit: Unit, each: Belonging, invitation: int, now: datetime) -> Handed:
    token, expires = secrets.token_urlsafe(32), now + invitations.LASTS
    statements.renew(unit, invitation, invitations.hashed(token), expires)
    return Handed(each.name, each.reference, token, expires)


def _made(unit: Unit, new: list[Belonging], now: datetime) -> list[Handed]:
    if not new:
        return []
    offers = [Offer("lead", organisation=each.organisation, from_network=each.network) for each in new]
    links = invitations.make_many(unit, offers, now=now)
    return [
        Handed(each.name, each.reference, link.token, link.expires_at) for each, link in zip(new, links, strict=True)
    ]


def withdraw(reception: Door, network_id: int, organisation_ids: Collection[int], *, now: datetime) -> int:
    """End the unused links of these organisations; gives how many there were. Raises NotYours."""
    today = periods.today(now)

    def work(unit: Unit) -> int:
        networks.led_one(unit, network_id)
        there = network_statements.belonging(unit, network_id, today)
        chosen = [each.organisation for each in there if each.organisation in organisation_ids]
        ended = network_statements.unused(unit, chosen).values()
        done = sum(statements.withdraw(unit, invitation, now) for invitation in ended)
        if done:
            system_acts.record(unit, "invitations withdrawn", now, network=network_id, count=done)
        return done

    return reception.write(work)


def table(handed: Iterable[Handed], address: str) -> list[list[str]]:
    """Headings and a row for each link; no cell can start a formula in a spreadsheet."""
    rows = (
        [each.organisation, each.reference or "", f"{address}/join/{each.token}", day(periods.today(each.expires_at))]
        for each in handed
    )
    return [HEADINGS, *([literal(cell) for cell in row] for row in rows)]
