"""Statements about submissions, which never change, and the score rows written with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person, Review, Submission

SELECT = (
    "SELECT s.organisation_id, s.review_id, s.number, s.submitted_at, s.submitted_by, s.content, s.sha256, p.name"
    " FROM submission s JOIN person p ON p.person_id = s.submitted_by"
)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One node's figures as stored: shares x 10,000 and the exact fractions, with the group facts as frozen."""

    code: str
    official: int
    claimed: int
    official_exact: str
    claimed_exact: str


@dataclass(frozen=True, slots=True)
class Group:
    """Which organisations a score counts with, as they were at submission."""

    kind: str
    phase: str | None
    region: str | None
    size_band: int | None


@dataclass(frozen=True, slots=True)
class LastLine:
    """The last submission of a review without its content: when, and the exact official share of the whole."""

    submitted_at: datetime
    share: str | None


def _submission(row: Row) -> Submission:
    return Submission(
        row["organisation_id"],
        row["review_id"],
        row["number"],
        moment(row["submitted_at"]),
        Person(row["submitted_by"], row["name"]),
        row["content"],
        row["sha256"],
    )


def every(rows: Rows, review: Review) -> tuple[Submission, ...]:
    """The submissions of a review, oldest first."""
    where = " WHERE s.organisation_id = :organisation AND s.review_id = :review ORDER BY s.number"
    return tuple(map(_submission, rows.rows(SELECT + where, organisation=review.organisation, review=review.id)))


def last(rows: Rows, review: Review) -> Submission | None:
    """The official submission of a review: the last."""
    where = " WHERE s.organisation_id = :organisation AND s.review_id = :review AND s.number = :number"
    row = rows.one(SELECT + where, organisation=review.organisation, review=review.id, number=review.submissions)
    return None if row is None else _submission(row)


def last_lines(rows: Rows, organisation_id: int | None = None) -> Mapping[int, LastLine]:
    """When each review was last submitted and with what result, by review."""
    where = "" if organisation_id is None else " WHERE r.organisation_id = :organisation"
    values = {} if organisation_id is None else {"organisation": organisation_id}
    found = rows.rows(
        "SELECT r.review_id, s.submitted_at, c.official_exact FROM review r JOIN submission s"
        " ON s.organisation_id = r.organisation_id AND s.review_id = r.review_id AND s.number = r.submissions"
        " LEFT JOIN score c ON c.organisation_id = r.organisation_id AND c.review_id = r.review_id AND c.node = 0"
        + where,
        **values,
    )
    return {row["review_id"]: LastLine(moment(row["submitted_at"]), row["official_exact"]) for row in found}


def add(unit: Unit, submission: Submission) -> None:
    """A submission, once and for all."""
    unit.run(
        "INSERT INTO {submission} (organisation_id, review_id, number, submitted_at, submitted_by, content, sha256)"
        " VALUES (:organisation, :review, :number, :at, :by, :content, :sha256)",
        organisation=submission.organisation,
        review=submission.review,
        number=submission.number,
        at=stamp(submission.submitted_at),
        by=submission.submitted_by.id,
        content=submission.content,
        sha256=submission.sha256,
    )


def write_scores(unit: Unit, review: Review, number: int, group: Group, scores: Iterable[ScoreRow]) -> None:
    """The score rows of a review's official submission, instead of those of the one before."""
    unit.run(
        "DELETE FROM {score} WHERE organisation_id = :organisation AND review_id = :review",
        organisation=review.organisation,
        review=review.id,
    )
    edition = unit.one("SELECT edition_id FROM edition WHERE sha256 = :sha256", sha256=review.sha256)
    if edition is None:
        raise LookupError("the edition of a review is always kept")
    edition_id = edition["edition_id"]
    found = unit.rows("SELECT code, node FROM node WHERE edition_id = :edition", edition=edition_id)
    nodes = {row["code"]: row["node"] for row in found}
    for score in sorted(scores, key=lambda row: nodes[row.code]):
        unit.run(
            "INSERT INTO {score} (edition_id, calendar, period, form, node, organisation_id, review_id, number,"
            " official, claimed, official_exact, claimed_exact, kind, phase, region, size_band)"
            " VALUES (:edition, :calendar, :period, :form, :node, :organisation, :review, :number, :official, :claimed,"
            " :official_exact, :claimed_exact, :kind, :phase, :region, :size_band)",
            edition=edition_id,
            calendar=review.period.calendar,
            period=review.period.name,
            form=review.form,
            node=nodes[score.code],
            organisation=review.organisation,
            review=review.id,
            number=number,
            official=score.official,
            claimed=score.claimed,
            official_exact=score.official_exact,
            claimed_exact=score.claimed_exact,
            kind=group.kind,
            phase=group.phase,
            region=group.region,
            size_band=group.size_band,
        )


def scores(rows: Rows, review: Review) -> tuple[ScoreRow, ...]:
    """The score rows of a review, in the order of the file."""
    found = rows.rows(
        "SELECT n.code, s.official, s.claimed, s.official_exact, s.claimed_exact FROM score s JOIN node n"
        " ON n.edition_id = s.edition_id AND n.node = s.node"
        " WHERE s.organisation_id = :organisation AND s.review_id = :review ORDER BY s.node",
        organisation=review.organisation,
        review=review.id,
    )
    return tuple(ScoreRow(**row) for row in found)
