"""Networks: a tree of them, who leads each, and which organisations belong to one from a day to a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from assessments import periods
from assessments.access import system_acts
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.roster.reading import Entry
from assessments.store import acts, people
from assessments.store import networks as statements
from assessments.store import organisations as organisation_statements
from assessments.store.networks import Belonging, Branch, Invited, Went
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy_line
from assessments.values import Person

Kind = Literal["nation", "region", "local_authority", "trust", "club"]
State = Literal["not invited", "invited", "invitation ran out", "accepted", "started", "submitted"]
DAY = timedelta(days=1)
MOST_AT_ONCE = 250  # a unit holds every other writer up: this takes about 45 ms


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation of a network and how far it is this year: that, and when, and nothing of what it answered."""

    belonging: Belonging
    state: State
    invitation: Invited | None
    reviews: tuple[Went, ...]


def may_lead(rows: Rows, network_id: int) -> bool:
    """Whether who asks leads this network, or one above it, or looks after the installation."""
    person = rows.person_id
    return network_id in statements.led(rows, person) or statements.is_administrator(rows, person)


def led_one(rows: Rows, network_id: int) -> Branch:
    """A network that who asks leads. Raises NotYours, also when there is none."""
    found = statements.one(rows, network_id)
    if found is None or not may_lead(rows, network_id):
        raise NotYours
    return found


def mine(reception: Door, *, now: datetime) -> tuple[Branch, ...]:
    """The networks one leads with all below them, or every one for an administrator; by name."""

    def work(rows: Rows) -> tuple[Branch, ...]:
        every = statements.every(rows, periods.today(now))
        if statements.is_administrator(rows, rows.person_id):
            return every
        led = statements.led(rows, rows.person_id)
        return tuple(each for each in every if each.id in led)

    return reception.read(work)


def get(reception: Door, network_id: int) -> Branch:
    """One network that one leads. Raises NotYours."""
    return reception.read(lambda rows: led_one(rows, network_id))


def add(
    reception: Door,
    *,
    name: str,
    kind: Kind,
    parent: int | None = None,
    one_body: bool = False,
    now: datetime,
    new_id: IdSource = random_id,
) -> Branch:
    """Add a network below one that one leads; an administrator adds one anywhere. Raises Refused, NotYours.

    Only an administrator says of a trust that it is one legal body with its organisations, for that lets it see what
    they submit.
    """
    branch = Branch(new_id(), _named(name), kind, one_body, parent, 0)
    if kind not in get_args(Kind):
        raise Refused("Choose what kind of network this is.")
    if one_body and kind != "trust":
        raise Refused("Only a trust can be one legal body with its organisations.")

    def work(unit: Unit) -> None:
        administrator = statements.is_administrator(unit, unit.person_id)
        if parent is not None:
            led_one(unit, parent)
        if (parent is None or one_body) and not administrator:
            raise NotYours
        statements.add(unit, branch, now)
        system_acts.record(unit, "network added", now, network=branch.id)

    reception.write(work)
    return branch


def rename(reception: Door, network_id: int, name: str, *, now: datetime) -> None:
    """Raises Refused, NotYours."""
    tidied = _named(name)

    def work(unit: Unit) -> None:
        led_one(unit, network_id)
        statements.rename(unit, network_id, tidied)
        system_acts.record(unit, "network renamed", now, network=network_id)

    reception.write(work)


def place(reception: Door, network_id: int, parent: int | None, *, now: datetime) -> None:
    """Put a network, with all below it, below another or below none: only an administrator. Raises Refused, NotYours.

    Who leads what is above it now sees how far its organisations are; who led what was above it sees that no more.
    """

    def work(unit: Unit) -> None:
        if not statements.is_administrator(unit, unit.person_id):
            raise NotYours
        for each in (network_id, *([] if parent is None else [parent])):
            led_one(unit, each)
        if parent in statements.below(unit, network_id):
            raise Refused("A network cannot be put below itself or one that is below it. Choose another.")
        statements.place(unit, network_id, parent)
        system_acts.record(unit, "network moved", now, network=network_id)

    reception.write(work)


def _named(name: str) -> str:
    tidied = tidy_line(name, "The name")
    if not tidied:
        raise Refused("Give it a name.")
    return tidied


def leads(reception: Door, network_id: int) -> tuple[Person, ...]:
    """Who leads a network that one leads. Raises NotYours."""

    def work(rows: Rows) -> tuple[Person, ...]:
        led_one(rows, network_id)
        return statements.leads(rows, network_id)

    return reception.read(work)


def end_lead(reception: Door, network_id: int, person_id: int, *, now: datetime) -> None:
    """Somebody leads a network no more: told by themselves, a lead of it or above, or an administrator."""

    def work(unit: Unit) -> None:
        led_one(unit, network_id)
        if not statements.end_lead(unit, network_id, person_id, now):
            raise Refused("This person does not lead the network any more. Load the page again.")
        system_acts.record(unit, "network lead ended", now, network=network_id, person=person_id)

    reception.write(work)


def organisations(reception: Door, door: Door, network_id: int, *, now: datetime) -> tuple[Line, ...]:
    """Every organisation of a network and of those below it, by name, with how far each is. Raises NotYours.

    Reviews come through one's own door, so an administrator who does not lead the network sees none.
    """
    today = periods.today(now)

    def work(rows: Rows) -> tuple[tuple[Belonging, ...], dict[int, Invited]]:
        led_one(rows, network_id)
        return statements.belonging(rows, network_id, today), dict(statements.invitations(rows, network_id, today))

    found, invited = reception.read(work)
    went = door.read(lambda rows: statements.participation(rows, network_id, today))
    return tuple(_line(each, invited.get(each.organisation), went.get(each.organisation, ()), now) for each in found)


def _line(each: Belonging, invited: Invited | None, reviews: tuple[Went, ...], now: datetime) -> Line:
    return Line(each, state_of(each, invited, reviews, now), invited, reviews)


def state_of(each: Belonging, invited: Invited | None, reviews: Sequence[Went], now: datetime) -> State:
    """The furthest an organisation has come."""
    if any(review.submitted_at is not None for review in reviews):
        return "submitted"
    if reviews:
        return "started"
    if each.has_people:
        return "accepted"
    if invited is None or invited.withdrawn_at is not None or invited.used_at is not None:
        return "not invited"
    return "invited" if now < invited.expires_at else "invitation ran out"


def add_organisations(
    reception: Door, network_id: int, newcomers: Sequence[Entry], *, now: datetime, new_id: IdSource = random_id
) -> tuple[int, ...]:
    """Add organisations that nobody is a member of yet, all or none; gives their ids. Raises Refused, NotYours."""
    if not 1 <= len(newcomers) <= MOST_AT_ONCE:
        raise Refused(f"Add between one and {MOST_AT_ONCE} organisations at a time.")
    today, ids = periods.today(now), [new_id() for _ in newcomers]

    def work(unit: Unit) -> None:
        led_one(unit, network_id)
        refuse_known(newcomers, statements.belonging(unit, network_id, today))
        for organisation, each in zip(ids, newcomers, strict=True):
            row = {"name": each.name, "kind": each.kind, "phase": each.phase, "reference": each.reference}
            statements.add_organisation(unit, row | {"id": organisation}, now)
            _join(unit, organisation, network_id, today, None, now)

    reception.write(work)
    return tuple(ids)


def refuse_known(newcomers: Sequence[Entry], there: Sequence[Belonging]) -> None:
    """Raises Refused when one of them belongs to the network already, by its number or else its name and kind."""
    numbers = {each.reference: each.name for each in there if each.reference}
    names = {(each.name.casefold(), each.kind) for each in there}
    for each in newcomers:
        if each.reference and each.reference in numbers:
            raise Refused(f"Row {each.row}: {numbers[each.reference]} has the number {each.reference} already.")
        if not each.reference and (each.name.casefold(), each.kind) in names:
            raise Refused(f"Row {each.row}: {each.name} is there already. Give its number if it is another one.")


def _join(unit: Unit, organisation: int, network: int, since: date, until: date | None, now: datetime) -> None:
    statements.join(unit, organisation, network, since, until)
    acts.record(unit, organisation, unit.person_id, "joined network", now, network=network)


def bring_in(
    reception: Door, organisation_id: int, network_id: int, *, since: date, until: date | None = None, now: datetime
) -> None:
    """An organisation that is there already joins a network: only an administrator decides. Raises NotYours, Refused.

    A network lead who could would see of any organisation how far it is.
    """
    if until is not None and until < since:
        raise Refused("The last day is before the first. Choose a later one.")

    def work(unit: Unit) -> None:
        administrator = statements.is_administrator(unit, unit.person_id)
        if not administrator or organisation_statements.one(unit, organisation_id) is None:
            raise NotYours
        led_one(unit, network_id)
        _join(unit, organisation_id, network_id, since, until, now)

    reception.write(work)


def take_out(reception: Door, organisation_id: int, network_id: int, *, now: datetime) -> None:
    """An organisation leaves a network at once: told by a lead of either, or an administrator. Raises NotYours.

    A trust that is one legal body with its organisations is not left by one of them alone.
    """

    def work(unit: Unit) -> None:
        branch = statements.one(unit, network_id)
        own = branch is not None and not branch.one_body and people.role(unit, organisation_id) == "lead"
        if not own and not may_lead(unit, network_id):
            raise NotYours
        _leave(unit, organisation_id, network_id, now)

    reception.write(work)


def _leave(unit: Unit, organisation_id: int, network_id: int, now: datetime) -> None:
    today = periods.today(now)
    if not statements.leave(unit, organisation_id, network_id, today, today - DAY):
        raise NotYours
    acts.record(unit, organisation_id, unit.person_id, "left network", now, network=network_id)


def move(reception: Door, organisation_id: int, *, leaves: int, joins: int, now: datetime) -> None:
    """From one network to another, both led by who asks. Into a trust that would see more, only an administrator.

    Raises NotYours.
    """

    def work(unit: Unit) -> None:
        led_one(unit, leaves)
        if led_one(unit, joins).one_body and not statements.is_administrator(unit, unit.person_id):
            raise NotYours
        _leave(unit, organisation_id, leaves, now)
        _join(unit, organisation_id, joins, periods.today(now), None, now)

    reception.write(work)
