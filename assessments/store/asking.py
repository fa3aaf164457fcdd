"""Statements about whom questions were left open for."""

from collections.abc import Mapping

from assessments.store.columns import moment, stamp
from assessments.store.protocol import Rows, Unit
from assessments.values import Asked, Person, Review


def every(rows: Rows, review: Review) -> Mapping[str, Asked]:
    """Whom each question of a review was left open for."""
    found = rows.rows(
        "SELECT a.question, a.role, a.name, a.note, a.asked_at, a.asked_by, coalesce(p.name, '') AS asker FROM asked a"
        " LEFT JOIN person p ON p.person_id = a.asked_by"
        " WHERE a.organisation_id = :organisation AND a.review_id = :review ORDER BY a.question",
        organisation=review.organisation,
        review=review.id,
    )
    return {
        row["question"]: Asked(
            row["question"],
            row["role"],
            row["name"],
            row["note"],
            moment(row["asked_at"]),
            Person(row["asked_by"], row["asker"]),
        )
        for row in found
    }


def ask(unit: Unit, review: Review, asked: Asked) -> None:
    """Leave a question open for somebody, in place of whom it was left open for before."""
    unit.run(
        "INSERT INTO {asked} (organisation_id, review_id, question, role, name, note, asked_at, asked_by)"
        " VALUES (:organisation, :review, :question, :role, :name, :note, :at, :by)"
        " ON CONFLICT (organisation_id, review_id, question) DO UPDATE SET role = excluded.role,"
        " name = excluded.name, note = excluded.note, asked_at = excluded.asked_at, asked_by = excluded.asked_by",
        organisation=review.organisation,
        review=review.id,
        question=asked.question,
        role=asked.role,
        name=asked.name,
        note=asked.note,
        at=stamp(asked.at),
        by=asked.by.id,
    )


def take_back(unit: Unit, review: Review, question: str) -> None:
    """Leave the question open for nobody in particular."""
    unit.run(
        "DELETE FROM {asked} WHERE organisation_id = :organisation AND review_id = :review AND question = :question",
        organisation=review.organisation,
        review=review.id,
        question=question,
    )
