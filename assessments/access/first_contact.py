"""First contact: links for the first leads of many organisations of a network at once, handed out as a table."""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from assessments import periods
from assessments.access import invitations, networks, system_acts
from assessments.errors import Refused
from assessments.store import invitations as statements
from assessments.store import networks as network_statements
from assessments.store.invitations import Offer
from assessments.store.networks import Belonging
from assessments.store.protocol import Door, Rows, Unit
from assessments.tables import literal
from assessments.wording import day

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


def hand_out(
    reception: Door, network_id: int, organisation_ids: Collection[int] | None = None, *, now: datetime
) -> tuple[Handed, ...]:
    """Links for these organisations, or for all that nobody has joined yet. Raises NotYours, Refused.

    One that has an unused link gets a new one, and the old one ends. Those with somebody in them get none.
    """
    today = periods.today(now)

    def work(unit: Unit) -> tuple[Handed, ...]:
        networks.led_one(unit, network_id)
        chosen = _chosen(network_statements.belonging(unit, network_id, today), organisation_ids)
        unused = _unused(unit, {each.network for each in chosen})
        again = [each for each in chosen if each.organisation in unused]
        new = [each for each in chosen if each.organisation not in unused]
        renewed = [_renewed(unit, each, unused[each.organisation], now) for each in again]
        if renewed:
            system_acts.record(unit, "invitations renewed", now, network=network_id, count=len(renewed))
        handed = [*renewed, *_made(unit, new, now)]
        return tuple(sorted(handed, key=lambda each: each.organisation))

    return reception.write(work)


def _chosen(there: Iterable[Belonging], wanted: Collection[int] | None) -> list[Belonging]:
    chosen = [each for each in there if not each.has_people and (wanted is None or each.organisation in wanted)]
    if not chosen:
        raise Refused("Nobody waits for a link: choose organisations that nobody has joined yet.")
    return list({each.organisation: each for each in chosen}.values())


def _unused(rows: Rows, network_ids: Iterable[int]) -> dict[int, int]:
    """The invitation that waits, by organisation."""
    every = (each for network in network_ids for each in statements.from_network(rows, network))
    return {
        each.offer.organisation: each.id
        for each in every
        if each.used_at is None and each.withdrawn_at is None and each.offer.organisation is not None
    }


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
        unused = _unused(unit, {each.network for each in there})
        ended = [
            unused[each.organisation]
            for each in there
            if each.organisation in organisation_ids and each.organisation in unused
        ]
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
