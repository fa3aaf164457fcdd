"""Statements about looks: who of outside saw something of an organisation, and how they come to see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assessments.store.columns import from_row, stamp
from assessments.store.protocol import Row, Rows, Unit, Value
from assessments.store.sharing import LIVE
from assessments.values import Person

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


def looked(rows: Rows, organisation_id: int, person_id: int, day: date, what: str) -> bool:
    """Whether that look is written down already."""
    found = rows.rows(
        "SELECT capacity FROM look WHERE organisation_id = :organisation AND day = :day AND person_id = :person"
        " AND what = :what LIMIT 1",
        organisation=organisation_id,
        day=day.isoformat(),
        person=person_id,
        what=what,
    )
    return bool(found)


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


def capacities(rows: Rows, organisation_id: int, person_id: int, today: date, now: datetime) -> frozenset[str]:
    """How somebody comes to see an organisation: 'member', 'team', 'network', 'trust', 'emergency'."""
    values: dict[str, Value] = {
        "organisation": organisation_id,
        "person": person_id,
        "today": today.isoformat(),
        "now": stamp(now),
    }
    ways = {
        "member": "SELECT person_id FROM membership WHERE organisation_id = :organisation AND person_id = :person"
        " AND ended_at IS NULL",
        "emergency": "SELECT person_id FROM emergency_access WHERE organisation_id = :organisation"
        " AND person_id = :person AND until_at > :now",
        "trust": "SELECT r.network_id FROM roster r JOIN network n ON n.network_id = r.network_id AND n.one_body = 1"
        " JOIN _network_lead l ON l.network_id = n.network_id"
        " WHERE r.organisation_id = :organisation AND r.since <= :today AND (r.until IS NULL OR r.until >= :today)"
        " AND l.person_id = :person AND l.ended_at IS NULL",
        "team": f"SELECT c.consent_id FROM consent c JOIN _team_member m ON m.team_id = c.team_id WHERE {LIVE}"
        " AND c.organisation_id = :organisation AND m.person_id = :person AND m.ended_at IS NULL",
        "network": "SELECT c.consent_id FROM consent c JOIN _network_lead l ON l.network_id = c.network_id"
        f" WHERE {LIVE} AND c.organisation_id = :organisation AND l.person_id = :person AND l.ended_at IS NULL",
    }
    return frozenset(
        name
        for name, sql in ways.items()
        if rows.rows(sql, **{part: value for part, value in values.items() if f":{part}" in sql})
    )
