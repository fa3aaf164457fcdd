"""Statements about what advisers found in place of submitted answers, and what is said to it; run at reception only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assessments.store.columns import from_row, given, given_text, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person
from scoring.answers import Answer

Verdict = Literal["agreed", "kept"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a team found for one question of a submission, and why.

    `verdict` is what the organisation says to it, in `words`: agreed, or it keeps its own answer; None while it waits.
    """

    organisation: int
    review: int
    number: int
    question: str
    team: int
    team_name: str
    answer: Answer
    reason: str
    found_at: datetime
    found_by: Person
    verdict: Verdict | None = None
    words: str = ""
    replied_at: datetime | None = None
    replied_by: Person | None = None


SELECT = (
    "SELECT c.organisation_id, c.review_id, c.number, c.question, c.team_id, t.name AS team_name, c.given, c.reason,"
    " c.found_at, c.found_by, coalesce(p.name, '') AS finder, c.verdict, c.words, c.replied_at, c.replied_by,"
    " coalesce(q.name, '') AS replier FROM moderation c JOIN team t ON t.team_id = c.team_id"
    " LEFT JOIN person p ON p.person_id = c.found_by LEFT JOIN person q ON q.person_id = c.replied_by"
)
ONE = (
    " WHERE organisation_id = :organisation AND review_id = :review AND number = :number AND question = :question"
    " AND team_id = :team AND verdict IS NULL RETURNING question"
)


@from_row()
def _finding(row: Row) -> Finding:
    replier = row["replied_by"]
    return Finding(
        organisation=row["organisation_id"],
        review=row["review_id"],
        number=row["number"],
        question=row["question"],
        team=row["team_id"],
        team_name=row["team_name"],
        answer=given(row["given"]),
        reason=row["reason"],
        found_at=moment(row["found_at"]),
        found_by=Person(row["found_by"], row["finder"]),
        verdict=row["verdict"],
        words=row["words"],
        replied_at=None if row["replied_at"] is None else moment(row["replied_at"]),
        replied_by=None if replier is None else Person(replier, row["replier"]),
    )


def of_submission(rows: Rows, organisation_id: int, review_id: int, number: int) -> tuple[Finding, ...]:
    """Everything found of one submission."""
    found = rows.rows(
        f"{SELECT} WHERE c.organisation_id = :organisation AND c.review_id = :review AND c.number = :number"
        " ORDER BY c.found_at, c.question, c.team_id",
        organisation=organisation_id,
        review=review_id,
        number=number,
    )
    return tuple(map(_finding, found))


def of_organisation(rows: Rows, organisation_id: int) -> tuple[Finding, ...]:
    """Everything ever found of an organisation, for its archive."""
    sql = f"{SELECT} WHERE c.organisation_id = :organisation ORDER BY c.found_at, c.review_id, c.question, c.team_id"
    return tuple(map(_finding, rows.rows(sql, organisation=organisation_id)))


def waiting(rows: Rows, organisations: Collection[int]) -> dict[tuple[int, int], int]:
    """How many findings wait for an organisation's word, by review and number of its submission."""
    found: dict[tuple[int, int], int] = {}
    for one in sorted(organisations):
        sql = (
            "SELECT c.review_id, c.number, count(*) AS n FROM moderation c WHERE c.organisation_id = :organisation"
            " AND c.verdict IS NULL GROUP BY c.review_id, c.number"
        )
        found |= {(row["review_id"], row["number"]): row["n"] for row in rows.rows(sql, organisation=one)}
    return found


def find(unit: Unit, finding: Finding) -> bool:
    """Write a finding, in place of the same team's earlier one; whether that was still without the other's word."""
    return bool(
        unit.run(
            "INSERT INTO {moderation} (organisation_id, review_id, number, question, team_id, given, reason, found_at,"
            " found_by, words) VALUES (:organisation, :review, :number, :question, :team, :given, :reason, :at, :by,"
            " '') ON CONFLICT (organisation_id, review_id, number, question, team_id) DO UPDATE SET"
            " given = excluded.given, reason = excluded.reason, found_at = excluded.found_at,"
            " found_by = excluded.found_by WHERE moderation.verdict IS NULL RETURNING question",
            **_where(finding),
            given=given_text(finding.answer),
            reason=finding.reason,
            at=stamp(finding.found_at),
            by=finding.found_by.id,
        )
    )


def take_back(unit: Unit, finding: Finding) -> bool:
    """Remove it; whether it was there without the organisation's word."""
    return bool(unit.run(f"DELETE FROM {{moderation}}{ONE}", **_where(finding)))


def reply(unit: Unit, finding: Finding, verdict: Verdict, words: str, now: datetime) -> bool:
    """The organisation's word; whether it was still waited for."""
    sql = f"UPDATE {{moderation}} SET verdict = :verdict, words = :words, replied_at = :now, replied_by = :me{ONE}"
    return bool(unit.run(sql, **_where(finding), verdict=verdict, words=words, now=stamp(now), me=unit.person_id))


def _where(finding: Finding) -> dict[str, int | str]:
    return {
        "organisation": finding.organisation,
        "review": finding.review,
        "number": finding.number,
        "question": finding.question,
        "team": finding.team,
    }
