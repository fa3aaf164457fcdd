"""Statements about parts of a draft that were given to somebody of the organisation."""

from collections.abc import Mapping

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Assigned, Part, Person, Place, Review


@from_row()
def _assigned(row: Row) -> Assigned:
    return Assigned(
        row["part"],
        row["code"],
        Person(row["assigned_to"], row["name"]),
        row["note"],
        moment(row["assigned_at"]),
        Person(row["assigned_by"], row["giver"]),
    )


def every(rows: Rows, review: Review) -> Mapping[Place, Assigned]:
    """What of a review is whose."""
    found = rows.rows(
        "SELECT a.part, a.code, a.assigned_to, coalesce(p.name, '') AS name, a.note, a.assigned_at, a.assigned_by,"
        " coalesce(g.name, '') AS giver FROM assigned a LEFT JOIN person p ON p.person_id = a.assigned_to"
        " LEFT JOIN person g ON g.person_id = a.assigned_by"
        " WHERE a.organisation_id = :organisation AND a.review_id = :review ORDER BY a.part, a.code",
        organisation=review.organisation,
        review=review.id,
    )
    return {(row["part"], row["code"]): _assigned(row) for row in found}


def assign(unit: Unit, review: Review, new: Assigned) -> None:
    """Give a part to somebody, in place of whose it was."""
    unit.run(
        "INSERT INTO {assigned} (organisation_id, review_id, part, code, assigned_to, note, assigned_at, assigned_by)"
        " VALUES (:organisation, :review, :part, :code, :to, :note, :at, :by)"
        " ON CONFLICT (organisation_id, review_id, part, code) DO UPDATE SET assigned_to = excluded.assigned_to,"
        " note = excluded.note, assigned_at = excluded.assigned_at, assigned_by = excluded.assigned_by",
        organisation=review.organisation,
        review=review.id,
        part=new.part,
        code=new.code,
        to=new.to.id,
        note=new.note,
        at=stamp(new.at),
        by=new.by.id,
    )


def take_back(unit: Unit, review: Review, part: Part, code: str) -> None:
    unit.run(
        "DELETE FROM {assigned} WHERE organisation_id = :organisation AND review_id = :review AND part = :part"
        " AND code = :code",
        organisation=review.organisation,
        review=review.id,
        part=part,
        code=code,
    )


def release(unit: Unit, organisation_id: int, person_id: int) -> int:
    """Give back all that was somebody's in an organisation; how much that was."""
    gone = unit.run(
        "DELETE FROM {assigned} WHERE organisation_id = :organisation AND assigned_to = :person RETURNING part",
        organisation=organisation_id,
        person=person_id,
    )
    return len(gone)


def pass_on(unit: Unit, organisation_id: int, giver: Person, taker: Person) -> int:
    """All that is one's in open drafts becomes another's: parts given, and questions left open for them by name."""
    moved = unit.run(
        "UPDATE {assigned} SET assigned_to = :taker WHERE organisation_id = :organisation AND assigned_to = :giver"
        " AND review_id IN (SELECT review_id FROM review WHERE organisation_id = :organisation"
        " AND status <> 'submitted') RETURNING part",
        organisation=organisation_id,
        giver=giver.id,
        taker=taker.id,
    )
    if not giver.name or not taker.name:
        return len(moved)
    moved += unit.run(
        "UPDATE {asked} SET name = :taker WHERE organisation_id = :organisation AND name = :giver"
        " AND review_id IN (SELECT review_id FROM review WHERE organisation_id = :organisation"
        " AND status <> 'submitted') RETURNING question",
        organisation=organisation_id,
        giver=giver.name,
        taker=taker.name,
    )
    return len(moved)
