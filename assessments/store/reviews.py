"""Statements about reviews."""

from datetime import date

from assessments.plain import canonical, read
from assessments.store.columns import from_row, moment, stamp
from assessments.store.organisations import OWN
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Period, Person, Review

SELECT = """
SELECT r.organisation_id, r.review_id, r.framework, e.edition, e.sha256, e.title, r.calendar, r.period, r.period_start,
       r.period_end, r.form, r.status, r.profile, r.aims, r.aims_for, r.submissions, r.reopened_at,
       w.because AS reopened_because,
       r.imported_at, r.signed_by, r.started_at, r.started_by, coalesce(p.name, '') AS starter,
       r.moved_at, r.submitted_at, f.sha256 AS moved_from
FROM review r JOIN edition e ON e.edition_id = r.edition_id LEFT JOIN person p ON p.person_id = r.started_by
LEFT JOIN edition f ON f.edition_id = r.moved_from
LEFT JOIN reopening w ON w.organisation_id = r.organisation_id AND w.review_id = r.review_id
"""
ORDER = " ORDER BY r.period_start DESC, r.framework, r.organisation_id, r.review_id"


@from_row()
def _review(row: Row) -> Review:
    period = Period(
        row["period"],
        row["calendar"],
        date.fromisoformat(row["period_start"]),
        date.fromisoformat(row["period_end"]),
    )
    return Review(
        id=row["review_id"],
        organisation=row["organisation_id"],
        framework=row["framework"],
        edition=row["edition"],
        sha256=row["sha256"],
        period=period,
        form=row["form"],
        status=row["status"],
        profile=read(row["profile"]),
        aims=read(row["aims"]),
        aims_for=row["aims_for"],
        started_at=moment(row["started_at"]),
        started_by=Person(row["started_by"], row["starter"]),
        submissions=row["submissions"],
        reopened_at=None if row["reopened_at"] is None else moment(row["reopened_at"]),
        reopened_because=row["reopened_because"],
        imported_at=None if row["imported_at"] is None else moment(row["imported_at"]),
        signed_by=row["signed_by"],
        moved_from=row["moved_from"],
        moved_at=None if row["moved_at"] is None else moment(row["moved_at"]),
        submitted_at=None if row["submitted_at"] is None else moment(row["submitted_at"]),
    )


def one(rows: Rows, review_id: int) -> Review | None:
    """One review, if it may be read."""
    row = rows.one(SELECT + " WHERE r.review_id = :id", id=review_id)
    return None if row is None else _review(row)


def every(rows: Rows, organisation_id: int | None = None, framework: str | None = None) -> tuple[Review, ...]:
    """Reviews of one organisation, or of all one belongs to; of one framework where given; the newest period first."""
    tests: list[str] = []
    values: dict[str, str | int] = {}
    if organisation_id is not None:
        tests.append("r.organisation_id = :organisation")
        values["organisation"] = organisation_id
    else:
        tests.append(f"r.organisation_id IN {OWN}")
        values["me"] = rows.person_id
    if framework is not None:
        tests.append("r.framework = :framework")
        values["framework"] = framework
    return tuple(map(_review, rows.rows(f"{SELECT} WHERE {' AND '.join(tests)}{ORDER}", **values)))


def shown(rows: Rows, framework: str | None = None) -> tuple[Review, ...]:
    """Those of which one may see a submission, or a copy of one; the newest period first."""
    seen = "(SELECT s.review_id FROM submission s UNION SELECT c.review_id FROM shared_copy c)"
    where = "" if framework is None else " AND r.framework = :framework"
    values = {} if framework is None else {"framework": framework}
    return tuple(map(_review, rows.rows(f"{SELECT} WHERE r.review_id IN {seen}{where}{ORDER}", **values)))


def came_from(rows: Rows, public: str) -> bool:
    """Whether a review of an organisation one belongs to came in with a file signed by that key."""
    sql = f"SELECT 1 FROM review WHERE signed_by = :public AND organisation_id IN {OWN} LIMIT 1"
    return rows.one(sql, public=public, me=rows.person_id) is not None


def add(unit: Unit, review: Review, edition_id: int) -> None:
    """A new review."""
    unit.run(
        "INSERT INTO {review} (organisation_id, review_id, framework, edition_id, calendar, period, period_start,"
        " period_end, form, status, profile, aims, aims_for, revision, submissions, submitted_at, reopened_at,"
        " imported_at, signed_by, started_at, started_by) VALUES (:organisation, :id, :framework, :edition, :calendar,"
        " :period, :start, :end, :form, :status, :profile, :aims, :aims_for, 1, :submissions, :submitted,"
        " :reopened, :imported, :signed_by, :at, :by)",
        organisation=review.organisation,
        id=review.id,
        framework=review.framework,
        edition=edition_id,
        calendar=review.period.calendar,
        period=review.period.name,
        start=review.period.start.isoformat(),
        end=review.period.end.isoformat(),
        form=review.form,
        status=review.status,
        profile=canonical(review.profile),
        aims=canonical(review.aims),
        aims_for=review.aims_for,
        submissions=review.submissions,
        submitted=None if review.submitted_at is None else stamp(review.submitted_at),
        reopened=None if review.reopened_at is None else stamp(review.reopened_at),
        imported=None if review.imported_at is None else stamp(review.imported_at),
        signed_by=review.signed_by,
        at=stamp(review.started_at),
        by=review.started_by.id,
    )
    _say_why(unit, review)


def change(unit: Unit, review: Review) -> None:
    """A review as it is now: form, status, profile copy, aims."""
    unit.run(
        "UPDATE {review} SET form = :form, status = :status, profile = :profile, aims = :aims, aims_for = :aims_for,"
        " submissions = :submissions, submitted_at = :submitted, reopened_at = :reopened, revision = revision + 1"
        " WHERE organisation_id = :organisation AND review_id = :id",
        organisation=review.organisation,
        id=review.id,
        form=review.form,
        status=review.status,
        profile=canonical(review.profile),
        aims=canonical(review.aims),
        aims_for=review.aims_for,
        submissions=review.submissions,
        submitted=None if review.submitted_at is None else stamp(review.submitted_at),
        reopened=None if review.reopened_at is None else stamp(review.reopened_at),
    )
    _say_why(unit, review)


def _say_why(unit: Unit, review: Review) -> None:
    """Why it was opened again, while it is."""
    values = {"organisation": review.organisation, "id": review.id}
    unit.run("DELETE FROM {reopening} WHERE organisation_id = :organisation AND review_id = :id", **values)
    if review.reopened_because is not None:
        unit.run(
            "INSERT INTO {reopening} (organisation_id, review_id, because) VALUES (:organisation, :id, :because)",
            **values,
            because=review.reopened_because,
        )


def move(unit: Unit, review: Review) -> None:
    """A review that rests on another edition now, kept before, with where it came from and when."""
    unit.run(
        "UPDATE {review} SET edition_id = (SELECT edition_id FROM edition WHERE sha256 = :edition),"
        " moved_from = (SELECT edition_id FROM edition WHERE sha256 = :before), moved_at = :at"
        " WHERE organisation_id = :organisation AND review_id = :id",
        organisation=review.organisation,
        id=review.id,
        edition=review.sha256,
        before=review.moved_from,
        at=None if review.moved_at is None else stamp(review.moved_at),
    )


def remove(unit: Unit, review: Review) -> None:
    """Delete a review that holds nothing but suggestions and whom to ask."""
    for table in ("{reopening}", "{assigned}", "{asked}", "{suggestion}", "{answer_history}", "{answer}", "{review}"):
        unit.run(
            f"DELETE FROM {table} WHERE organisation_id = :organisation AND review_id = :id",
            organisation=review.organisation,
            id=review.id,
        )
