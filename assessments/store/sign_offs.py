"""Statements about who was asked to sign a submission off, and who did; at reception."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody of the organisation, asked or not, who has signed in an `office`, or has not yet."""

    organisation: int
    review: int
    number: int
    person: Person
    asked_at: datetime | None
    signed_at: datetime | None
    office: str


SELECT = (
    "SELECT s.organisation_id, s.review_id, s.number, s.person_id, coalesce(p.name, '') AS name, s.asked_at,"
    " s.signed_at, s.office FROM sign_off s LEFT JOIN person p ON p.person_id = s.person_id"
)
KEY = "(organisation_id, review_id, number, person_id)"


@from_row()
def _sign_off(row: Row) -> SignOff:
    return SignOff(
        organisation=row["organisation_id"],
        review=row["review_id"],
        number=row["number"],
        person=Person(row["person_id"], row["name"]),
        asked_at=None if row["asked_at"] is None else moment(row["asked_at"]),
        signed_at=None if row["signed_at"] is None else moment(row["signed_at"]),
        office=row["office"],
    )


def of_submission(rows: Rows, organisation_id: int, review_id: int, number: int) -> tuple[SignOff, ...]:
    """Those of one submission: who signed, in that order, then who was asked."""
    found = rows.rows(
        f"{SELECT} WHERE s.organisation_id = :organisation AND s.review_id = :review AND s.number = :number"
        " ORDER BY CASE WHEN s.signed_at IS NULL THEN 1 ELSE 0 END, s.signed_at, s.asked_at, s.person_id",
        organisation=organisation_id,
        review=review_id,
        number=number,
    )
    return tuple(map(_sign_off, found))


def of_organisation(rows: Rows, organisation_id: int) -> tuple[SignOff, ...]:
    """All there ever were of an organisation, for its archive."""
    sql = f"{SELECT} WHERE s.organisation_id = :organisation ORDER BY s.review_id, s.number, s.person_id"
    return tuple(map(_sign_off, rows.rows(sql, organisation=organisation_id)))


def asked_of(rows: Rows, person_id: int) -> tuple[SignOff, ...]:
    """What somebody was asked to sign off and has not, where they still belong; the first asked for first."""
    found = rows.rows(
        f"{SELECT} JOIN membership m ON m.organisation_id = s.organisation_id AND m.person_id = s.person_id"
        " AND m.ended_at IS NULL WHERE s.person_id = :person AND s.signed_at IS NULL"
        " ORDER BY s.asked_at, s.organisation_id, s.review_id, s.number",
        person=person_id,
    )
    return tuple(map(_sign_off, found))


def ask(unit: Unit, signer: SignOff, now: datetime) -> None:
    """Ask somebody; once is enough."""
    unit.run(
        "INSERT INTO {sign_off} (organisation_id, review_id, number, person_id, asked_at, asked_by, office)"
        f" VALUES (:organisation, :review, :number, :person, :now, :me, '') ON CONFLICT {KEY} DO NOTHING",
        **_where(signer),
        now=stamp(now),
        me=unit.person_id,
    )


def sign(unit: Unit, signer: SignOff, now: datetime) -> bool:
    """They sign; whether they had not yet."""
    return bool(
        unit.run(
            "INSERT INTO {sign_off} (organisation_id, review_id, number, person_id, signed_at, office)"
            f" VALUES (:organisation, :review, :number, :person, :now, :office) ON CONFLICT {KEY} DO UPDATE SET"
            " signed_at = excluded.signed_at, office = excluded.office WHERE sign_off.signed_at IS NULL"
            " RETURNING person_id",
            **_where(signer),
            now=stamp(now),
            office=signer.office,
        )
    )


def _where(signer: SignOff) -> dict[str, int]:
    return {
        "organisation": signer.organisation,
        "review": signer.review,
        "number": signer.number,
        "person": signer.person.id,
    }
