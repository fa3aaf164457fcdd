"""Statements about organisations that leave: from when, and which are due to be erased."""

from datetime import datetime

from assessments.store.columns import moment, stamp
from assessments.store.protocol import Rows, Unit


def since(rows: Rows, organisation_id: int) -> datetime | None:
    """When it said that it leaves; None when it stays. It has to be readable."""
    found = rows.one("SELECT leaving_at FROM organisation WHERE organisation_id = :id", id=organisation_id)
    return None if found is None or found["leaving_at"] is None else moment(found["leaving_at"])


def set_since(unit: Unit, organisation_id: int, now: datetime | None) -> None:
    unit.run(
        "UPDATE {organisation} SET leaving_at = :now WHERE organisation_id = :id",
        id=organisation_id,
        now=None if now is None else stamp(now),
    )


def withdraw_invitations(unit: Unit, organisation_id: int, now: datetime) -> None:
    """Links that nobody has used yet lead nowhere any more."""
    unit.run(
        "UPDATE {_invitation} SET withdrawn_at = :now"
        " WHERE organisation_id = :id AND used_at IS NULL AND withdrawn_at IS NULL",
        id=organisation_id,
        now=stamp(now),
    )


def due(rows: Rows, before: datetime) -> tuple[int, ...]:
    """The organisations that said so no later than this."""
    found = rows.rows(
        "SELECT organisation_id FROM organisation WHERE leaving_at <= :before ORDER BY organisation_id",
        before=stamp(before),
    )
    return tuple(row["organisation_id"] for row in found)


def leads(rows: Rows, organisation_id: int, person_id: int) -> bool:
    found = rows.one(
        "SELECT person_id FROM membership WHERE organisation_id = :id AND person_id = :person AND role = 'lead'"
        " AND ended_at IS NULL",
        id=organisation_id,
        person=person_id,
    )
    return found is not None
