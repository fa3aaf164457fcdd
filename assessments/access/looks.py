"""Writes down who of outside looked at an organisation: at the door, so that no page, paper or file can forget it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, get_args

from assessments import periods
from assessments.store import looks as statements
from assessments.store.looks import Capacity, Look
from assessments.store.protocol import Door, Row, Rows, Unit, Value
from assessments.values import Person

T = TypeVar("T")
TELLING = frozenset({"content", "given", "measured"})  # what was submitted, answered or measured; files that prove it


def watched(door: Door, reception: Door, what: str, *, now: datetime) -> Door:
    """The same door; what is read through it of an organisation one is no member of is written down for that one.

    `what` names the page or file it is read for.
    """
    return _Watched(door, reception, what, now)


def write(reception: Door, organisation_id: int, what: str, *, now: datetime) -> None:
    """One line a day for each thing looked at; a member's own looking is not written down."""
    today = periods.today(now)

    def capacity(rows: Rows) -> Capacity | None:
        if statements.looked(rows, organisation_id, rows.person_id, today, what):
            return None
        ways = statements.capacities(rows, organisation_id, rows.person_id, today, now)
        if "member" in ways:
            return None
        return next((way for way in get_args(Capacity) if way in ways), None)

    found = reception.read(capacity)
    if found is not None:
        look = Look(today, Person(reception.person_id, ""), found, what)
        reception.write(lambda unit: statements.write(unit, organisation_id, look, now))


class _Watching:
    """Rows that remember of which organisations something telling was read."""

    def __init__(self, rows: Rows, told: set[int]) -> None:
        self._rows = rows
        self._told = told

    @property
    def person_id(self) -> int:
        return self._rows.person_id

    def rows(self, sql: str, /, **values: Value) -> list[Row]:
        found = self._rows.rows(sql, **values)
        for row in found:
            organisation = row.get("organisation_id", values.get("organisation"))
            if organisation is not None and not TELLING.isdisjoint(row):
                self._told.add(int(organisation))
        return found

    def one(self, sql: str, /, **values: Value) -> Row | None:
        found = self.rows(sql, **values)
        if len(found) > 1:
            raise ValueError(f"more than one row: {sql}")
        return found[0] if found else None


class _Watched:
    def __init__(self, door: Door, reception: Door, what: str, now: datetime) -> None:
        self._door = door
        self._reception = reception
        self._what = what
        self._now = now

    @property
    def person_id(self) -> int:
        return self._door.person_id

    def read(self, work: Callable[[Rows], T]) -> T:
        told: set[int] = set()
        result = self._door.read(lambda rows: work(_Watching(rows, told)))
        for organisation in sorted(told):
            write(self._reception, organisation, self._what, now=self._now)
        return result

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        return self._door.write(work, key=key)
