"""Statements about awards that an adviser decides: what was applied for, and what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.store.sharing import LIVE
from assessments.values import Person

LEVELS = 2  # what a consent must show a team before it decides
MOST = 200  # rows of a list
Outcome = Literal["given", "refused"]
Wanted = Literal["waiting", "decided"] | int  # the oldest that wait, the last that were decided, or one by its id


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided and why. `team` is '' for an administrator; `until` the last day, None where it has no end."""

    outcome: Outcome
    reason: str
    team: str
    at: datetime
    by: Person
    until: date | None


@dataclass(frozen=True, slots=True)
class Application:
    """An award applied for with one submission (`number`), as all was called on that day.

    `closed_at` is None while it waits; closed without a decision it was taken back. `team` is the team through which
    whoever asks may decide, where it is one.
    """

    id: int
    organisation: int
    organisation_name: str
    review: int
    number: int
    framework: str
    edition: str
    framework_title: str
    period: str
    award: str
    title: str
    says: str
    valid_months: int | None
    note: str
    applied_at: datetime
    applied_by: Person
    closed_at: datetime | None = None
    decision: Decision | None = None
    team: int | None = None


COLUMNS = (
    "a.organisation_id, o.name AS organisation_name, a.application_id, a.review_id, a.number, a.framework, a.edition,"
    " a.framework_title, a.period, a.award, a.title, a.says, a.valid_months, a.note, a.applied_at, a.applied_by,"
    " coalesce(p.name, '') AS applicant, a.closed_at, d.outcome, d.reason, coalesce(t.name, '') AS team_name,"
    " d.valid_until, d.decided_at, d.decided_by, coalesce(q.name, '') AS decider"
)
FROM = (
    " FROM award_application a JOIN organisation o ON o.organisation_id = a.organisation_id"
    " LEFT JOIN award_decision d ON d.organisation_id = a.organisation_id AND d.application_id = a.application_id"
    " LEFT JOIN team t ON t.team_id = d.team_id LEFT JOIN person p ON p.person_id = a.applied_by"
    " LEFT JOIN person q ON q.person_id = d.decided_by"
)
WANTED = {
    "waiting": f"a.closed_at IS NULL ORDER BY a.applied_at, a.application_id LIMIT {MOST}",
    "decided": f"d.outcome IS NOT NULL ORDER BY d.decided_at DESC, a.application_id LIMIT {MOST}",
}


@from_row()
def _application(row: Row) -> Application:
    return Application(
        id=row["application_id"],
        organisation=row["organisation_id"],
        organisation_name=row["organisation_name"],
        review=row["review_id"],
        number=row["number"],
        framework=row["framework"],
        edition=row["edition"],
        framework_title=row["framework_title"],
        period=row["period"],
        award=row["award"],
        title=row["title"],
        says=row["says"],
        valid_months=row["valid_months"],
        note=row["note"],
        applied_at=moment(row["applied_at"]),
        applied_by=Person(row["applied_by"], row["applicant"]),
        closed_at=None if row["closed_at"] is None else moment(row["closed_at"]),
        decision=None if row["outcome"] is None else _decision(row),
        team=row.get("deciding"),
    )


def _decision(row: Row) -> Decision:
    return Decision(
        outcome=row["outcome"],
        reason=row["reason"],
        team=row["team_name"],
        at=moment(row["decided_at"]),
        by=Person(row["decided_by"], row["decider"]),
        until=None if row["valid_until"] is None else date.fromisoformat(row["valid_until"]),
    )


def of_organisation(rows: Rows, organisation_id: int) -> tuple[Application, ...]:
    """Everything applied for, the latest first; for its own people."""
    sql = f"SELECT {COLUMNS}{FROM} WHERE a.organisation_id = :organisation ORDER BY a.applied_at DESC, a.application_id"
    return tuple(map(_application, rows.rows(sql, organisation=organisation_id)))


def for_adviser(rows: Rows, person_id: int, today: date, wanted: Wanted) -> tuple[Application, ...]:
    """Those of organisations that show levels to a team of this person's; at reception. Each once, by one team."""
    where, values = _wanted(wanted)
    found = rows.rows(
        f"SELECT {COLUMNS}, m.team_id AS deciding{FROM} JOIN consent c ON c.organisation_id = a.organisation_id"
        f" AND c.share >= :levels AND {LIVE}"
        " JOIN _team_member m ON m.team_id = c.team_id AND m.person_id = :person AND m.ended_at IS NULL"
        " JOIN team g ON g.team_id = m.team_id AND g.ended_at IS NULL"
        f" WHERE o.leaving_at IS NULL AND {where}",
        person=person_id,
        levels=LEVELS,
        today=today.isoformat(),
        **values,
    )
    return _once(map(_application, found))


def for_administrator(rows: Rows, wanted: Wanted) -> tuple[Application, ...]:
    """The same of every organisation; at reception."""
    where, values = _wanted(wanted)
    sql = f"SELECT {COLUMNS}{FROM} WHERE o.leaving_at IS NULL AND {where}"
    return tuple(map(_application, rows.rows(sql, **values)))


def _wanted(wanted: Wanted) -> tuple[str, dict[str, int]]:
    """The condition of a list with its order, or of one."""
    if isinstance(wanted, int):
        return "a.application_id = :id", {"id": wanted}
    return WANTED[wanted], {}


def _once(every: Iterable[Application]) -> tuple[Application, ...]:
    found: dict[int, Application] = {}
    for each in every:
        found.setdefault(each.id, each)
    return tuple(found.values())


def whose_levels(rows: Rows) -> Mapping[int, str]:
    """The organisations whose results whoever asks may read, by id with their names."""
    found = rows.rows(
        "SELECT organisation_id, name FROM organisation"
        " WHERE organisation_id IN (SELECT organisation_id FROM score WHERE node = 0)"
    )
    return {row["organisation_id"]: row["name"] for row in found}


def add(unit: Unit, one: Application) -> None:
    """Raises Conflict when one for the same award and review waits already."""
    unit.run(
        "INSERT INTO {award_application} (organisation_id, application_id, review_id, number, framework, edition,"
        " framework_title, period, award, title, says, valid_months, note, applied_at, applied_by)"
        " VALUES (:organisation, :id, :review, :number, :framework, :edition, :framework_title, :period, :award,"
        " :title, :says, :months, :note, :at, :by)",
        organisation=one.organisation,
        id=one.id,
        review=one.review,
        number=one.number,
        framework=one.framework,
        edition=one.edition,
        framework_title=one.framework_title,
        period=one.period,
        award=one.award,
        title=one.title,
        says=one.says,
        months=one.valid_months,
        note=one.note,
        at=stamp(one.applied_at),
        by=one.applied_by.id,
    )


def close(unit: Unit, one: Application, now: datetime) -> bool:
    """It waits no more; whether it did."""
    return bool(
        unit.run(
            "UPDATE {award_application} SET closed_at = :now WHERE organisation_id = :organisation"
            " AND application_id = :id AND closed_at IS NULL RETURNING application_id",
            organisation=one.organisation,
            id=one.id,
            now=stamp(now),
        )
    )


def decide(unit: Unit, one: Application, decision: Decision) -> None:
    unit.run(
        "INSERT INTO {award_decision} (organisation_id, application_id, outcome, reason, team_id, valid_until,"
        " decided_at, decided_by) VALUES (:organisation, :id, :outcome, :reason, :team, :until, :at, :by)",
        organisation=one.organisation,
        id=one.id,
        outcome=decision.outcome,
        reason=decision.reason,
        team=one.team,
        until=None if decision.until is None else decision.until.isoformat(),
        at=stamp(decision.at),
        by=decision.by.id,
    )
