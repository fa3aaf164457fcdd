"""Statements about administrators who may read an organisation for some hours, and why."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Emergency:
    """An administrator may read an organisation from one moment until another, for a reason in their own words."""

    organisation: int
    organisation_name: str
    by: Person
    from_at: datetime
    until_at: datetime
    because: str

    def is_live(self, now: datetime) -> bool:
        return now < self.until_at


SELECT = (
    "SELECT e.organisation_id, o.name AS organisation, e.person_id, coalesce(p.name, '') AS name, e.from_at,"
    " e.until_at, e.because FROM emergency_access e JOIN organisation o ON o.organisation_id = e.organisation_id"
    " LEFT JOIN person p ON p.person_id = e.person_id"
)


@from_row()
def _emergency(row: Row) -> Emergency:
    by = Person(row["person_id"], row["name"])
    return Emergency(
        row["organisation_id"], row["organisation"], by, moment(row["from_at"]), moment(row["until_at"]), row["because"]
    )


def of_organisation(rows: Rows, organisation_id: int) -> tuple[Emergency, ...]:
    """All there ever were, newest first."""
    found = rows.rows(
        SELECT + " WHERE e.organisation_id = :organisation ORDER BY e.from_at DESC, e.person_id",
        organisation=organisation_id,
    )
    return tuple(map(_emergency, found))


def live(rows: Rows, now: datetime) -> tuple[Emergency, ...]:
    """Those that last at this moment, newest first."""
    found = rows.rows(SELECT + " WHERE e.until_at > :now ORDER BY e.from_at DESC, e.person_id", now=stamp(now))
    return tuple(map(_emergency, found))


def add(unit: Unit, one: Emergency) -> None:
    unit.run(
        "INSERT INTO {emergency_access} (organisation_id, from_at, person_id, until_at, because)"
        " VALUES (:organisation, :from_at, :person, :until_at, :because)",
        organisation=one.organisation,
        from_at=stamp(one.from_at),
        person=one.by.id,
        until_at=stamp(one.until_at),
        because=one.because,
    )


def end(unit: Unit, person_id: int, organisation_id: int | None, now: datetime) -> tuple[int, ...]:
    """End what lasts of a person's, in one organisation or in all; the organisations it was in."""
    ended = unit.run(
        "UPDATE {emergency_access} SET until_at = :now WHERE person_id = :person AND until_at > :now"
        " AND (CAST(:organisation AS BIGINT) IS NULL OR organisation_id = :organisation) RETURNING organisation_id",
        person=person_id,
        organisation=organisation_id,
        now=stamp(now),
    )
    return tuple(sorted(row["organisation_id"] for row in ended))
