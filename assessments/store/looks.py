"""Statements about looks: who of outside saw something of an organisation, and how they come to see it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assessments.store.columns import from_row, stamp
from assessments.store.protocol import Row, Rows, Unit, Value
from assessments.store.sharing import LIVE
from assessments.values import Person

TOGETHER = 200  # organisations a statement
Capacity = Literal["trust", "team", "network", "emergency"]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody of outside looked at something on a day."""

    day: date
    person: Person
    capacity: Capacity
    what: str


def every(rows: Rows, organisation_id: int, most: int) -> tuple[Look, ...]:
    """Who of outside looked at what, the latest first."""
    found = rows.rows(
        "SELECT l.day, l.person_id, coalesce(p.name, '') AS name, l.capacity, l.what FROM look l"
        " LEFT JOIN person p ON p.person_id = l.person_id WHERE l.organisation_id = :organisation"
        " ORDER BY l.day DESC, l.at DESC, l.what LIMIT :most",
        organisation=organisation_id,
        most=most,
    )
    return tuple(map(_look, found))


@from_row()
def _look(row: Row) -> Look:
    return Look(date.fromisoformat(row["day"]), Person(row["person_id"], row["name"]), row["capacity"], row["what"])


def looked(rows: Rows, organisations: Sequence[int], person_id: int, day: date, what: str) -> frozenset[int]:
    """Those of these organisations for which that look is written down already."""
    values: dict[str, Value] = {"person": person_id, "day": day.isoformat(), "what": what}
    sql = "SELECT organisation_id FROM look l WHERE l.day = :day AND l.person_id = :person AND l.what = :what"
    return frozenset(row["organisation_id"] for row in _of(rows, sql, "l", organisations, values))


def _of(rows: Rows, sql: str, name: str, organisations: Sequence[int], values: Mapping[str, Value]) -> Iterator[Row]:
    """What a statement finds of these organisations; `name` is what it calls their table."""
    for first in range(0, len(organisations), TOGETHER):
        some: dict[str, Value] = {f"o{n}": one for n, one in enumerate(organisations[first : first + TOGETHER])}
        yield from rows.rows(
            f"{sql} AND {name}.organisation_id IN ({', '.join(f':{one}' for one in some)})", **values, **some
        )


def write(unit: Unit, organisation_id: int, look: Look, now: datetime) -> None:
    unit.run(
        "INSERT INTO {look} (organisation_id, day, person_id, capacity, what, at)"
        " VALUES (:organisation, :day, :person, :capacity, :what, :at)"
        " ON CONFLICT (organisation_id, day, person_id, capacity, what) DO NOTHING",
        organisation=organisation_id,
        day=look.day.isoformat(),
        person=look.person.id,
        capacity=look.capacity,
        what=look.what,
        at=stamp(now),
    )


def capacities(
    rows: Rows, organisations: Sequence[int], person_id: int, today: date, now: datetime
) -> Mapping[int, frozenset[str]]:
    """How somebody comes to see each organisation: 'member', 'team', 'network', 'trust', 'emergency'."""
    values: dict[str, Value] = {"person": person_id, "today": today.isoformat(), "now": stamp(now)}
    ways = {
        "member": "SELECT c.organisation_id FROM membership c WHERE c.person_id = :person AND c.ended_at IS NULL",
        "emergency": "SELECT c.organisation_id FROM emergency_access c WHERE c.person_id = :person"
        " AND c.until_at > :now",
        "trust": "SELECT c.organisation_id FROM roster c JOIN network n ON n.network_id = c.network_id"
        " AND n.one_body = 1 JOIN _network_lead l ON l.network_id = n.network_id"
        " WHERE c.since <= :today AND (c.until IS NULL OR c.until >= :today)"
        " AND l.person_id = :person AND l.ended_at IS NULL",
        "team": f"SELECT c.organisation_id FROM consent c JOIN _team_member m ON m.team_id = c.team_id WHERE {LIVE}"
        " AND m.person_id = :person AND m.ended_at IS NULL",
        "network": "SELECT c.organisation_id FROM consent c JOIN _network_lead l ON l.network_id = c.network_id"
        f" WHERE {LIVE} AND l.person_id = :person AND l.ended_at IS NULL",
    }
    found: dict[int, frozenset[str]] = dict.fromkeys(organisations, frozenset())
    for way, sql in ways.items():
        asked = {name: value for name, value in values.items() if f":{name}" in sql}
        for row in _of(rows, sql, "c", organisations, asked):
            found[row["organisation_id"]] |= {way}
    return found
