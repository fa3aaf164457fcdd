"""Erasing a person: what was done and when stays, who did it goes."""

from dataclasses import dataclass
from datetime import datetime

from assessments import wording
from assessments.access import system_acts
from assessments.errors import NotYours, Refused
from assessments.store import acts
from assessments.store import administration as people
from assessments.store import erasing as statements
from assessments.store.protocol import Door, Rows, Unit

LAST = "The last administrator who can sign in cannot be erased. Make somebody else an administrator first."
SHOWN = 5


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Why somebody cannot be erased yet: organisations they alone lead (by name), or the last administrator."""

    organisations: tuple[str, ...]
    is_last_administrator: bool

    @property
    def sentence(self) -> str | None:
        """What to do first; None when nothing is in the way."""
        if self.is_last_administrator:
            return LAST
        if not self.organisations:
            return None
        more = len(self.organisations) - SHOWN
        named = [*self.organisations[:SHOWN], *([f"{more} more"] if more > 0 else [])]
        alone = f"Nobody else leads {wording.listed(named)}."
        return f"{alone} First hand over to somebody there, or have another lead appointed."


def in_the_way(reception: Door, person_id: int) -> InTheWay:
    """What would stop it. For oneself, or for an administrator. Raises NotYours."""

    def work(rows: Rows) -> InTheWay:
        _allowed(rows, person_id)
        return _in_the_way(rows, person_id)

    return reception.read(work)


def erase(reception: Door, person_id: int, *, now: datetime) -> None:
    """Erase oneself, or as an administrator somebody else. There is no way back. Raises Refused, NotYours.

    The bytes leave the database's files with the next Store.tidy().
    """

    def work(unit: Unit) -> None:
        _allowed(unit, person_id)
        people.in_turn_with_administrators(unit)
        sentence = _in_the_way(unit, person_id).sentence
        if sentence is not None:
            raise Refused(sentence)
        belonged = people.organisations_of(unit, person_id)
        statements.erase(unit, person_id, now)
        for organisation in belonged:
            acts.record(unit, organisation, unit.person_id, "person erased", now, person=person_id)
        system_acts.record(unit, "person erased", now, person=person_id)

    reception.write(work)


def _allowed(rows: Rows, person_id: int) -> None:
    asks_for_oneself = rows.person_id == person_id
    if not asks_for_oneself and not people.is_administrator(rows, rows.person_id):
        raise NotYours
    if people.one(rows, person_id) is None:
        raise NotYours


def _in_the_way(rows: Rows, person_id: int) -> InTheWay:
    alone = tuple(name for _, name, others in people.organisations_led(rows, person_id) if not others)
    last = people.is_administrator(rows, person_id) and not people.other_administrators(rows, person_id)
    return InTheWay(alone, last)
