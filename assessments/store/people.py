"""Statements about people and their roles in organisations: their names stand here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import stamp
from assessments.store.protocol import Rows, Unit
from assessments.values import Person, Role


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of an organisation, with their role there now."""

    person: Person
    role: Role


def name_oneself(unit: Unit, name: str) -> None:
    """The person whose unit it is, if not there yet, with their name."""
    unit.run(
        "INSERT INTO {person} (person_id, name) VALUES (:id, :name) ON CONFLICT (person_id) DO NOTHING",
        id=unit.person_id,
        name=name,
    )


def name(rows: Rows, person_id: int) -> str:
    """What somebody is called, where this door shows it; '' for somebody unknown or erased."""
    found = rows.one("SELECT name FROM person WHERE person_id = :person", person=person_id)
    return "" if found is None else str(found["name"])


def role(rows: Rows, organisation_id: int) -> Role | None:
    """The role of the person whose door it is, in one organisation now."""
    return role_of(rows, organisation_id, rows.person_id)


def role_of(rows: Rows, organisation_id: int, person_id: int) -> Role | None:
    """The role of somebody in one organisation now, as far as this door shows it."""
    found = rows.one(
        "SELECT role FROM membership WHERE organisation_id = :organisation AND person_id = :person"
        " AND ended_at IS NULL",
        organisation=organisation_id,
        person=person_id,
    )
    return None if found is None else found["role"]


def roles(rows: Rows, person_id: int) -> Mapping[int, Role]:
    """Their roles now, by organisation."""
    found = rows.rows(
        "SELECT organisation_id, role FROM membership WHERE person_id = :person AND ended_at IS NULL", person=person_id
    )
    return {row["organisation_id"]: row["role"] for row in found}


def only_read(rows: Rows) -> frozenset[int]:
    """The organisations where the person whose door it is reads only what was submitted."""
    found = rows.rows(
        "SELECT organisation_id FROM membership WHERE person_id = :person AND ended_at IS NULL AND role = 'reader'",
        person=rows.person_id,
    )
    return frozenset(row["organisation_id"] for row in found)


def is_inside(rows: Rows, organisation_id: int) -> bool:
    """Whether drafts are open to the person whose door it is: they answer here, or read in an emergency.

    An emergency that is over stays in its table; that acts are to be seen tells that it lasts.
    """
    if role(rows, organisation_id) in {"lead", "contributor"}:
        return True
    found = rows.rows(
        "SELECT 1 AS yes FROM emergency_access WHERE organisation_id = :organisation AND person_id = :person"
        " AND EXISTS (SELECT 1 FROM act WHERE organisation_id = :organisation)",
        organisation=organisation_id,
        person=rows.person_id,
    )
    return bool(found)


def members(rows: Rows, organisation_id: int) -> tuple[Member, ...]:
    """Who belongs to an organisation now: leads, contributors, readers, each by name."""
    found = rows.rows(
        "SELECT m.person_id, m.role, coalesce(p.name, '') AS name FROM membership m"
        " LEFT JOIN person p ON p.person_id = m.person_id"
        " WHERE m.organisation_id = :organisation AND m.ended_at IS NULL ORDER BY"
        " CASE m.role WHEN 'lead' THEN 1 WHEN 'contributor' THEN 2 ELSE 3 END, name, m.person_id",
        organisation=organisation_id,
    )
    return tuple(Member(Person(row["person_id"], row["name"]), row["role"]) for row in found)


def set_role(unit: Unit, organisation_id: int, person_id: int, role: Role) -> None:
    unit.run(
        "UPDATE {membership} SET role = :role WHERE organisation_id = :organisation AND person_id = :person",
        organisation=organisation_id,
        person=person_id,
        role=role,
    )


def end(unit: Unit, organisation_id: int, person_id: int, now: datetime) -> None:
    unit.run(
        "UPDATE {membership} SET ended_at = :now WHERE organisation_id = :organisation AND person_id = :person",
        organisation=organisation_id,
        person=person_id,
        now=stamp(now),
    )
