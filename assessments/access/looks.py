"""Writes down who of outside looked at an organisation: at the door, so that no page, paper or file can forget it."""

from collections.abc import Callable, Collection
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


def write(reception: Door, organisations: Collection[int], what: str, *, now: datetime) -> None:
    """One line a day and organisation for each thing looked at; a member's own looking is not written down."""
    today, person = periods.today(now), reception.person_id

    def looks(rows: Rows) -> dict[int, Look]:
        before = statements.looked(rows, sorted(organisations), person, today, what)
        ways = statements.capacities(rows, sorted({*organisations} - before), person, today, now)
        outside = {each: theirs for each, theirs in ways.items() if theirs and "member" not in theirs}
        return {each: Look(today, Person(person, ""), _first(theirs), what) for each, theirs in outside.items()}

    def written(unit: Unit) -> None:
        for organisation, look in found.items():
            statements.write(unit, organisation, look, now)

    found = reception.read(looks) if organisations else {}
    if found:
        reception.write(written)


def _first(ways: frozenset[str]) -> Capacity:
    """The way that is named where there are several."""
    order: tuple[Capacity, ...] = get_args(Capacity)
    return next(way for way in order if way in ways)


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
        write(self._reception, told, self._what, now=self._now)
        return result

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        return self._door.write(work, key=key)
