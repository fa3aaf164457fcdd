"""Statements about recorded acts: only ever added, each holding the hash of what came before it."""

from collections.abc import Mapping
from datetime import datetime

from assessments.plain import canonical, read, sha256
from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Act, Person

SELECT = (
    "SELECT a.number, a.at, a.person_id, coalesce(p.name, '') AS name, a.act, a.about, a.hash FROM act a"
    " LEFT JOIN person p ON p.person_id = a.person_id WHERE a.organisation_id = :organisation"
)


def chained(before: str, number: int, at: int, person_id: int | None, act: str, about: Mapping[str, str | int]) -> str:
    """The hash of an act on top of the hash before it (empty for the first)."""
    return sha256(canonical([before, number, at, person_id, act, dict(about)]))


def record(unit: Unit, organisation_id: int, person_id: int, act: str, now: datetime, **about: str | int) -> None:
    """Add an act to the organisation's chain; `about` holds ids and counts, never texts."""
    last = unit.one(SELECT + " ORDER BY a.number DESC LIMIT 1", organisation=organisation_id)
    before, number = ("", 1) if last is None else (last["hash"], last["number"] + 1)
    unit.run(
        "INSERT INTO {act} (organisation_id, number, at, person_id, act, about, hash)"
        " VALUES (:organisation, :number, :at, :person, :act, :about, :hash)",
        organisation=organisation_id,
        number=number,
        at=stamp(now),
        person=person_id,
        act=act,
        about=canonical(about),
        hash=chained(before, number, stamp(now), person_id, act, about),
    )


@from_row()
def of_row(row: Row) -> Act:
    by = Person(row["person_id"], row["name"])
    return Act(row["number"], moment(row["at"]), by, row["act"], read(row["about"]), row["hash"])


def every(rows: Rows, organisation_id: int) -> tuple[Act, ...]:
    """The acts of an organisation, oldest first."""
    return tuple(map(of_row, rows.rows(SELECT + " ORDER BY a.number", organisation=organisation_id)))
