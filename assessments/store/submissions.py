"""Statements about submissions, which never change, and the score rows written with them.

A submission becomes a value only when its document has the hash it was stored with and its row says what the document
and the recorded act say; a review's submissions only when there are as many as the review counts. What does not fit
raises Damaged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from assessments.errors import Damaged, NotYours
from assessments.plain import canonical, read, sha256
from assessments.store import people
from assessments.store.columns import from_row, moment, stamp
from assessments.store.organisations import OWN
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person, Review, Submission
from scoring.printing import stored

SELECT = (
    "SELECT s.organisation_id, s.review_id, s.number, s.submitted_at, s.submitted_by, s.content, s.sha256,"
    " coalesce(p.name, '') AS name"
    " FROM submission s LEFT JOIN person p ON p.person_id = s.submitted_by"
)

WHOLE = 4
SECOND = timedelta(seconds=1)  # the document says its moment in whole seconds
DAMAGED = (
    "What was submitted here was damaged after it was stored, so it is not shown. Ask whoever looks after Stocktake to"
    " run stocktake doctor and to restore the last backup."
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
    share: Fraction | None


def wrong_with(row: Row) -> str | None:
    """What of a submission's row is not as it was stored, in a few words; None when all of it is.

    Beside its own columns the row has those of its review (framework, period, calendar, edition_sha256), and may have
    `recorded`, when and by whom the act of submitting it says it was.
    """
    if not isinstance(row["content"], str) or sha256(row["content"]) != row["sha256"]:
        return "its document does not have the hash it was stored with"
    document = read(row["content"])
    said = {
        "number": document["number"],
        "framework": document["sheet"]["framework"],
        "edition_sha256": document["edition_sha256"],
        "period": document["period"]["name"],
        "calendar": document["period"]["calendar"],
    }
    for name, value in said.items():
        if row[name] != value:
            return f"its document says {name} {value}, and the row beside it {row[name]}"
    if abs(moment(row["submitted_at"]) - datetime.fromisoformat(document["submitted_at"])) > SECOND:
        return f"its document says {document['submitted_at']}, and the row beside it another moment"
    if row.get("recorded") not in (None, (row["submitted_at"], row["submitted_by"])):
        return "it is not the one that was recorded when it was submitted"
    return None


@from_row(DAMAGED)
def _submission(row: Row) -> Submission:
    if wrong_with(row) is not None:
        raise Damaged(DAMAGED)
    return Submission(
        row["organisation_id"],
        row["review_id"],
        row["number"],
        moment(row["submitted_at"]),
        Person(row["submitted_by"], row["name"]),
        row["content"],
        row["sha256"],
        row.get("share", WHOLE),
    )


def _found(rows: Rows, review: Review, order: str) -> list[Row]:
    where = " WHERE s.organisation_id = :organisation AND s.review_id = :review ORDER BY s.number " + order
    found = rows.rows(SELECT + where, organisation=review.organisation, review=review.id)
    recorded = _recorded(rows, review) if found else {}
    return [row | _beside(review) | {"recorded": recorded.get(_about(row))} for row in found]


def _beside(review: Review) -> Row:
    """What a submission's document says of its review too."""
    return {
        "framework": review.framework,
        "edition_sha256": review.sha256,
        "period": review.period.name,
        "calendar": review.period.calendar,
    }


def _recorded(rows: Rows, review: Review) -> dict[str, tuple[int, int]]:
    """When and by whom, by what the act is about. One that came in with a file has no such act."""
    acts = "SELECT at, person_id, about FROM act WHERE organisation_id = :organisation AND act = 'review submitted'"
    return {row["about"]: (row["at"], row["person_id"]) for row in rows.rows(acts, organisation=review.organisation)}


def _about(row: Row) -> str:
    return canonical({"number": row["number"], "review": row["review_id"], "sha256": row["sha256"]})


def every(rows: Rows, review: Review) -> tuple[Submission, ...]:
    """The submissions of a review, oldest first; for somebody of outside as in `last`. Raises Damaged, NotYours."""
    found = _found(rows, review, "")
    if not found and _is_of_outside(rows, review):
        return (_copy(rows, review),)
    if [row["number"] for row in found] != list(range(1, review.submissions + 1)):
        raise Damaged(DAMAGED)
    return tuple(map(_submission, found))


def last(rows: Rows, review: Review) -> Submission | None:
    """The official submission of a review: the last. Raises Damaged, also when the review counts another one.

    Somebody of outside who may not see all of it gets the fullest copy they may see; NotYours where that is none.
    """
    found = _found(rows, review, "DESC LIMIT 1")
    if not found and _is_of_outside(rows, review):
        return _copy(rows, review)
    if (found[0]["number"] if found else 0) != review.submissions or (not found and review.status != "draft"):
        raise Damaged(DAMAGED)
    return _submission(found[0]) if found else None


def last_shared(rows: Rows, review: Review) -> Submission | None:
    """The same, and None too where it is not shared with who asks."""
    try:
        return last(rows, review)
    except NotYours:
        return None


def _is_of_outside(rows: Rows, review: Review) -> bool:
    return review.submissions > 0 and people.role(rows, review.organisation) is None


def _copy(rows: Rows, review: Review) -> Submission:
    found = rows.rows(
        "SELECT c.organisation_id, c.review_id, c.number, c.content, c.sha256, c.share FROM shared_copy c"
        " WHERE c.organisation_id = :organisation AND c.review_id = :review AND c.number = :number"
        " ORDER BY c.share DESC LIMIT 1",
        organisation=review.organisation,
        review=review.id,
        number=review.submissions,
    )
    if not found or review.submitted_at is None:
        raise NotYours
    beside = {"submitted_at": stamp(review.submitted_at), "submitted_by": 0, "name": ""} | _beside(review)
    return _submission(found[0] | beside)


def last_lines(rows: Rows, organisation_id: int | None = None) -> Mapping[int, LastLine]:
    """When each review was last submitted and with what result, by review.

    Who may not see a submission may see when it was made. The documents are not read here: where the two forms of a
    stored share disagree, or are of another submission, there is none; opening the review says why.
    """
    theirs = f"organisation_id IN {OWN}" if organisation_id is None else "organisation_id = :organisation"
    values = {"me": rows.person_id} if organisation_id is None else {"organisation": organisation_id}
    # By itself, in one run through the index: joined to the rest, the scores would be looked up one by one.
    scored = rows.rows(
        f"SELECT review_id, number, official, official_exact FROM score WHERE node = 0 AND {theirs}",
        **values,
    )
    shares = {(row["review_id"], row["number"]): row for row in scored}
    found = rows.rows(
        "SELECT r.review_id, coalesce(s.submitted_at, r.submitted_at) AS submitted_at, r.submissions AS number"
        " FROM review r LEFT JOIN submission s"
        " ON s.organisation_id = r.organisation_id AND s.review_id = r.review_id AND s.number = r.submissions"
        f" WHERE r.submitted_at IS NOT NULL AND r.{theirs}",
        **values,
    )
    return {
        row["review_id"]: _last_line(row | {"score": shares.get((row["review_id"], row["number"]))}) for row in found
    }


@from_row(DAMAGED)
def _last_line(row: Row) -> LastLine:
    return LastLine(moment(row["submitted_at"]), None if row["score"] is None else _share(row["score"]))


def _share(score: Row) -> Fraction | None:
    try:
        exact = Fraction(score["official_exact"])
    except (ValueError, TypeError, ZeroDivisionError):
        return None
    return exact if stored(exact) == score["official"] else None


def shares(rows: Rows, review: Review) -> frozenset[int]:
    """How much of a review's submissions is open to who asks: 4 the whole, 3 and 2 the copies; nothing is read."""
    found = rows.rows(
        f"SELECT {WHOLE} AS share FROM submission WHERE organisation_id = :organisation AND review_id = :review"
        " UNION SELECT share FROM shared_copy WHERE organisation_id = :organisation AND review_id = :review",
        organisation=review.organisation,
        review=review.id,
    )
    return frozenset(row["share"] for row in found)


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


def group(rows: Rows, review: Review) -> Group | None:
    """Which organisations a review's official submission counts with; None where its levels are not for who asks."""
    row = rows.one(
        "SELECT kind, phase, region, size_band FROM score"
        " WHERE organisation_id = :organisation AND review_id = :review AND node = 0",
        organisation=review.organisation,
        review=review.id,
    )
    return None if row is None else Group(**row)


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
