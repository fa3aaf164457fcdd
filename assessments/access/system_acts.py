"""What was done with the installation itself, in one chain of hashes that shows any later change."""

from collections.abc import Iterable
from datetime import datetime

from assessments.store import system_acts as statements
from assessments.store.acts import chained
from assessments.store.columns import stamp
from assessments.store.protocol import Door, Unit
from assessments.store.system_acts import SystemAct


def record(unit: Unit, act: str, now: datetime, **about: str | int) -> None:
    """Add an act, in a unit at reception, by whoever the unit is for. `about` holds ids and counts, never texts."""
    statements.record(unit, unit.person_id or None, act, now, about)


def every(reception: Door) -> tuple[SystemAct, ...]:
    """Every act of the installation, oldest first."""
    return reception.read(statements.every)


def broken_at(reception: Door) -> int | None:
    """The number of the first act whose hash or place does not fit, or None when the chain is whole."""
    return first_broken(every(reception))


def first_broken(chain: Iterable[SystemAct]) -> int | None:
    """The same for acts at hand, oldest first."""
    before = ""
    for place, act in enumerate(chain, start=1):
        by = None if act.by is None else act.by.id
        if act.number != place or act.hash != chained(before, act.number, stamp(act.at), by, act.act, act.about):
            return place
        before = act.hash
    return None
