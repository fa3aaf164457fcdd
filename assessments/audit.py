"""Recorded acts of an organisation: who did what and when, in a chain of hashes that shows any later change."""

from collections.abc import Iterable

from assessments.errors import NotYours
from assessments.store import acts as statements
from assessments.store import organisations
from assessments.store.columns import stamp
from assessments.store.protocol import Door, Rows
from assessments.values import Act


def acts(door: Door, organisation_id: int) -> tuple[Act, ...]:
    """Every recorded act of an organisation, oldest first. Raises NotYours."""

    def work(rows: Rows) -> tuple[Act, ...]:
        if organisations.one(rows, organisation_id) is None:
            raise NotYours
        return statements.every(rows, organisation_id)

    return door.read(work)


def broken_at(door: Door, organisation_id: int) -> int | None:
    """The number of the first act whose hash or place does not fit, or None when the chain is whole."""
    return first_broken(acts(door, organisation_id))


def first_broken(chain: Iterable[Act]) -> int | None:
    """The same for acts at hand, oldest first."""
    before = ""
    for place, act in enumerate(chain, start=1):
        if act.number != place or act.hash != statements.chained(
            before, act.number, stamp(act.at), act.by.id, act.act, act.about
        ):
            return place
        before = act.hash
    return None
