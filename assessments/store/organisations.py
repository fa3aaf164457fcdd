"""Statements about organisations and who belongs to them."""

from collections.abc import Mapping
from datetime import datetime

from assessments.plain import canonical, read
from assessments.store.columns import from_row, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Organisation

COLUMNS = "organisation_id, name, kind, phase, region, facts"
# Those one belongs to: not those of a network one leads, or that let one see something of theirs.
OWN = "(SELECT organisation_id FROM membership WHERE person_id = :me AND ended_at IS NULL)"


@from_row()
def _organisation(row: Row) -> Organisation:
    return Organisation(
        row["organisation_id"], row["name"], row["kind"], row["phase"], row["region"], read(row["facts"])
    )


def mine(rows: Rows) -> tuple[Organisation, ...]:
    """Every organisation the person belongs to, by name."""
    sql = f"SELECT {COLUMNS} FROM organisation WHERE organisation_id IN {OWN} ORDER BY name, organisation_id"
    return tuple(map(_organisation, rows.rows(sql, me=rows.person_id)))


def names(rows: Rows) -> Mapping[int, str]:
    """What every organisation is called that one may know of."""
    return {row["organisation_id"]: row["name"] for row in rows.rows("SELECT organisation_id, name FROM organisation")}


def one(rows: Rows, organisation_id: int) -> Organisation | None:
    """One organisation, if it may be read."""
    row = rows.one(f"SELECT {COLUMNS} FROM organisation WHERE organisation_id = :id", id=organisation_id)
    return None if row is None else _organisation(row)


def carried_on(rows: Rows, organisation_id: int) -> tuple[int, ...]:
    """The organisations that this one carries on after a conversion or a merger, of those that may be read."""
    found = rows.rows(
        "SELECT organisation_id FROM organisation WHERE successor = :id ORDER BY name", id=organisation_id
    )
    return tuple(row["organisation_id"] for row in found)


def add(unit: Unit, organisation: Organisation, person_id: int, now: datetime) -> None:
    """A new organisation, led by the person."""
    unit.run(
        "INSERT INTO {organisation} (organisation_id, name, kind, phase, region, facts, added_at)"
        " VALUES (:id, :name, :kind, :phase, :region, :facts, :now)",
        **_values(organisation),
        now=stamp(now),
    )
    unit.run(
        "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:id, :person, 'lead')",
        id=organisation.id,
        person=person_id,
    )


def change(unit: Unit, organisation: Organisation) -> None:
    """An organisation as it is now."""
    unit.run(
        "UPDATE {organisation} SET name = :name, kind = :kind, phase = :phase, region = :region, facts = :facts"
        " WHERE organisation_id = :id",
        **_values(organisation),
    )


def _values(organisation: Organisation) -> dict[str, str | int | None]:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "kind": organisation.kind,
        "phase": organisation.phase,
        "region": organisation.region,
        "facts": canonical(organisation.facts),
    }
