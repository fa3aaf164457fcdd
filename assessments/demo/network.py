"""Builds a demo network in an open store, one organisation a unit; one that was cut short is finished by the next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from assessments import editions, showing
from assessments.demo.roster import OWNER, Member, Plan, members
from assessments.demo.telling import Telling
from assessments.errors import Refused
from assessments.store import organisations as organisation_statements
from assessments.store import people, settings
from assessments.store.protocol import Store, Unit
from frameworks.catalogue import Catalogue

BUILT = "demo network"


def is_built(store: Store) -> bool:
    """Whether a demo network is there, and whole."""
    return store.for_user(OWNER).read(lambda rows: settings.setting(rows, BUILT)) is not None


def build(store: Store, catalogue: Catalogue, *, now: datetime, plan: Plan | None = None) -> int:
    """Fill an empty store; gives the number of organisations. Built again, only what is missing is added.

    Raises Refused when the store holds organisations of somebody's own.
    """
    network = list(members(plan or Plan()))
    here = {one.name for one in store.for_user(OWNER).read(organisation_statements.mine)}
    if here - {member.name for member in network}:
        raise Refused("This database holds organisations of your own. Build the demo network in a new one.")
    begin(store, catalogue, network)
    tell(store, catalogue, network, (plan or Plan()).periods, now)
    finish(store, len(network))
    return len(network)


def begin(store: Store, catalogue: Catalogue, network: Iterable[Member]) -> None:
    """What comes before any organisation: that it is a demo, the editions in the catalogue's order, and the people."""

    def unit(unit: Unit) -> None:
        showing.mark_as_demo(unit)
        for framework in catalogue.frameworks():
            editions.keep(unit, catalogue.latest(framework))

    store.for_user(OWNER).write(unit)
    for person_id in sorted({member.person_id for member in network} - {OWNER}):
        store.for_user(person_id).write(lambda unit: people.name_oneself(unit, f"Adviser {unit.person_id - OWNER}"))


def tell(store: Store, catalogue: Catalogue, network: Sequence[Member], years: int, now: datetime) -> None:
    """The years of each organisation that is not there yet, by the person who leads it."""
    for person_id, led in groupby(network, key=lambda member: member.person_id):
        door = store.for_user(person_id)
        here = {one.name for one in door.read(organisation_statements.mine)}
        for member in led:
            if member.name not in here:
                door.write(lambda unit, member=member: Telling(unit, catalogue, member, years, now).tell())  # type: ignore[misc]


def finish(store: Store, count: int) -> None:
    """Say that the network is whole."""
    store.for_user(OWNER).write(lambda unit: settings.change(unit, BUILT, str(count)))
