"""Statements about cases: what a team of advisers noted about an organisation, written at reception."""

from dataclasses import dataclass
from datetime import date, datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.store.sharing import LIVE
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Case:
    """Why it was opened, what was noted, and the day the team comes back to it; `closed_at` is None while it is open.

    `share` is how much of the organisation (as in a consent) one must see to read it.
    """

    id: int
    organisation: int
    team: int
    team_name: str
    share: int
    why: str
    note: str
    next_on: date | None
    opened_at: datetime
    opened_by: Person
    closed_at: datetime | None
    closed_by: Person | None


SELECT = (
    "SELECT a.case_id, a.organisation_id, a.team_id, t.name AS team_name, a.share, a.why, a.note, a.next_on,"
    " a.opened_at, a.opened_by, coalesce(p.name, '') AS opener, a.closed_at, a.closed_by,"
    " coalesce(q.name, '') AS closer FROM advice_case a JOIN team t ON t.team_id = a.team_id"
    " LEFT JOIN person p ON p.person_id = a.opened_by LEFT JOIN person q ON q.person_id = a.closed_by"
)
ORDER = " ORDER BY a.closed_at DESC, coalesce(a.next_on, '9999'), a.opened_at DESC, a.case_id"


@from_row()
def _case(row: Row) -> Case:
    closer = row["closed_by"]
    return Case(
        id=row["case_id"],
        organisation=row["organisation_id"],
        team=row["team_id"],
        team_name=row["team_name"],
        share=row["share"],
        why=row["why"],
        note=row["note"],
        next_on=None if row["next_on"] is None else date.fromisoformat(row["next_on"]),
        opened_at=moment(row["opened_at"]),
        opened_by=Person(row["opened_by"], row["opener"]),
        closed_at=None if row["closed_at"] is None else moment(row["closed_at"]),
        closed_by=None if closer is None else Person(closer, row["closer"]),
    )


def of_organisation(rows: Rows, organisation_id: int) -> tuple[Case, ...]:
    """Every case about an organisation: those still open first, by the day they come back to it."""
    found = map(
        _case, rows.rows(f"{SELECT} WHERE a.organisation_id = :organisation{ORDER}", organisation=organisation_id)
    )
    return tuple(sorted(found, key=lambda case: case.closed_at is not None))


def of_adviser(rows: Rows, person_id: int, today: date) -> tuple[Case, ...]:
    """The cases of somebody's teams, of organisations that show them as much as the case rests on; open ones first."""
    shown = (
        "SELECT 1 FROM consent c WHERE c.organisation_id = a.organisation_id AND c.team_id = a.team_id"
        f" AND c.share >= a.share AND {LIVE}"
    )
    found = rows.rows(
        f"{SELECT} JOIN _team_member m ON m.team_id = a.team_id AND m.person_id = :person AND m.ended_at IS NULL"
        " JOIN organisation o ON o.organisation_id = a.organisation_id AND o.leaving_at IS NULL"
        f" WHERE t.ended_at IS NULL AND EXISTS ({shown}){ORDER}",
        person=person_id,
        today=today.isoformat(),
    )
    return tuple(sorted(map(_case, found), key=lambda case: case.closed_at is not None))


def add(unit: Unit, case: Case) -> None:
    unit.run(
        "INSERT INTO {advice_case} (organisation_id, case_id, team_id, share, why, note, next_on, opened_at, opened_by)"
        " VALUES (:organisation, :id, :team, :share, :why, :note, :next, :at, :by)",
        organisation=case.organisation,
        id=case.id,
        team=case.team,
        share=case.share,
        why=case.why,
        note=case.note,
        next=None if case.next_on is None else case.next_on.isoformat(),
        at=stamp(case.opened_at),
        by=case.opened_by.id,
    )


def change(unit: Unit, case: Case, note: str, next_on: date | None) -> bool:
    """Another note and day; whether the case was open."""
    return bool(
        unit.run(
            "UPDATE {advice_case} SET note = :note, next_on = :next WHERE organisation_id = :organisation"
            " AND case_id = :id AND closed_at IS NULL RETURNING case_id",
            organisation=case.organisation,
            id=case.id,
            note=note,
            next=None if next_on is None else next_on.isoformat(),
        )
    )


def close(unit: Unit, case: Case, by: int, now: datetime) -> bool:
    """Close it; whether it was open."""
    return bool(
        unit.run(
            "UPDATE {advice_case} SET closed_at = :now, closed_by = :by WHERE organisation_id = :organisation"
            " AND case_id = :id AND closed_at IS NULL RETURNING case_id",
            organisation=case.organisation,
            id=case.id,
            by=by,
            now=stamp(now),
        )
    )
