"""Statements about the organisations that show something to a team of advisers, or were asked to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from assessments.plain import sha256
from assessments.store.columns import from_row, moment
from assessments.store.protocol import Row, Rows
from assessments.store.sharing import LIVE
from assessments.store.submissions import WHOLE

TOGETHER = 200  # organisations a statement
PARTS = "organisation_id, review_id, number, sha256"


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation that said yes to a team: how much (as in a consent), and the last day."""

    organisation: int
    name: str
    team: int
    share: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that a team asked, and that shows it nothing: no answer yet, or no (`said_no`).

    `has_people` once somebody joined it, so that somebody can answer.
    """

    organisation: int
    name: str
    team: int
    asked_at: datetime
    said_no: bool
    has_people: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as far as it is shown: where levels are not, `share` (of the scale, exact) is None.

    `touched_at` is the last of its beginning, opening again and submitting; what goes on in a draft is not shown.
    """

    review: int
    framework: str
    edition_sha256: str
    period: str
    status: str
    submitted_at: datetime | None
    share: Fraction | None
    starts: date
    submissions: int
    touched_at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """The fullest document of a review's official submission that is open to who asks, without its content."""

    organisation: int
    review: int
    sha256: str
    share: int


def shown_to(rows: Rows, team_id: int, today: date) -> tuple[Shown, ...]:
    """The organisations that show something to a team today, by name; read at reception."""
    found = rows.rows(
        "SELECT c.organisation_id, o.name, c.team_id, max(c.share) AS share, max(coalesce(c.until, '')) AS until"
        " FROM consent c JOIN organisation o ON o.organisation_id = c.organisation_id"
        " WHERE c.team_id = :team AND c.withdrawn_at IS NULL AND (c.until IS NULL OR c.until >= :today)"
        " AND o.leaving_at IS NULL GROUP BY c.organisation_id, o.name, c.team_id ORDER BY o.name, c.organisation_id",
        team=team_id,
        today=today.isoformat(),
    )
    return tuple(map(_shown, found))


@from_row()
def _shown(row: Row) -> Shown:
    until = date.fromisoformat(row["until"]) if row["until"] else None
    return Shown(row["organisation_id"], row["name"], row["team_id"], row["share"], until)


def asked(rows: Rows, team_id: int, today: date) -> tuple[Asked, ...]:
    """The organisations that a team asked last and that show it nothing today, by name; read at reception."""
    found = rows.rows(
        "SELECT r.organisation_id, o.name, r.team_id, r.asked_at, r.answer,"
        " EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.organisation_id AND m.ended_at IS NULL)"
        " AS has_people FROM consent_request r JOIN organisation o ON o.organisation_id = r.organisation_id"
        " WHERE r.team_id = :team AND (r.answer IS NULL OR r.answer = 'no') AND o.leaving_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM consent_request n WHERE n.organisation_id = r.organisation_id"
        " AND n.team_id = r.team_id AND n.asked_at > r.asked_at)"
        " AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.organisation_id = r.organisation_id"
        f" AND c.team_id = r.team_id AND {LIVE}) ORDER BY o.name, r.organisation_id",
        team=team_id,
        today=today.isoformat(),
    )
    return tuple(map(_asked, found))


@from_row()
def _asked(row: Row) -> Asked:
    said_no, at = row["answer"] == "no", moment(row["asked_at"])
    return Asked(row["organisation_id"], row["name"], row["team_id"], at, said_no, bool(row["has_people"]))


def reviewed(rows: Rows, organisations: Sequence[int]) -> Mapping[int, tuple[Reviewed, ...]]:
    """Their reviews as the door shows them, the newest period first."""
    found: dict[int, tuple[Reviewed, ...]] = {}
    for first in range(0, len(organisations), TOGETHER):
        some = {f"o{place}": one for place, one in enumerate(organisations[first : first + TOGETHER])}
        for row in rows.rows(
            "SELECT v.organisation_id, v.review_id, v.framework, e.sha256, v.period, v.status, v.submitted_at,"
            " v.period_start, v.submissions, v.started_at, v.reopened_at, c.official_exact"
            " FROM review v JOIN edition e ON e.edition_id = v.edition_id"
            " LEFT JOIN score c ON c.organisation_id = v.organisation_id AND c.review_id = v.review_id AND c.node = 0"
            f" WHERE v.organisation_id IN ({', '.join(f':{name}' for name in some)})"
            " ORDER BY v.period_start DESC, v.framework, v.review_id",
            **some,
        ):
            organisation = row["organisation_id"]
            found[organisation] = (*found.get(organisation, ()), _reviewed(row))
    return found


@from_row()
def _reviewed(row: Row) -> Reviewed:
    exact, at = row["official_exact"], row["submitted_at"]
    return Reviewed(
        row["review_id"],
        row["framework"],
        row["sha256"],
        row["period"],
        row["status"],
        None if at is None else moment(at),
        None if exact is None else Fraction(exact),
        date.fromisoformat(row["period_start"]),
        row["submissions"],
        moment(max(row["started_at"], row["reopened_at"] or 0, at or 0)),
    )


def papers(rows: Rows, reviews: Mapping[int, tuple[int, int]]) -> Mapping[int, Paper]:
    """The documents of official submissions, by review; `reviews` are (organisation, submissions) by review."""
    found: dict[int, Paper] = {}
    for where, values in _some(reviews):
        every = rows.rows(
            f"SELECT {PARTS}, 4 AS share FROM submission WHERE {where}"
            f" UNION ALL SELECT {PARTS}, share FROM shared_copy WHERE {where} ORDER BY share",
            **values,
        )
        for row in every:
            if row["number"] == reviews[row["review_id"]][1]:
                found[row["review_id"]] = Paper(row["organisation_id"], row["review_id"], row["sha256"], row["share"])
    return found


def contents(rows: Rows, wanted: Sequence[Paper]) -> Mapping[str, str]:
    """What these documents say, by their hash; one that was damaged is left out: opening its result says so."""
    hashes, found = {each.sha256 for each in wanted}, dict[str, str]()
    for table, papers_of in (("submission", [each for each in wanted if each.share == WHOLE]),
                             ("shared_copy", [each for each in wanted if each.share < WHOLE])):  # fmt: skip
        for where, values in _some({each.review: (each.organisation, 0) for each in papers_of}):
            for row in rows.rows(f"SELECT organisation_id, content, sha256 FROM {table} WHERE {where}", **values):
                if row["sha256"] in hashes and sha256(row["content"]) == row["sha256"]:
                    found[row["sha256"]] = row["content"]
    return found


def _some(reviews: Mapping[int, tuple[int, int]]) -> Iterator[tuple[str, dict[str, int]]]:
    """The condition for some of these reviews at a time, with its values."""
    every = sorted(reviews)
    for first in range(0, len(every), TOGETHER):
        some = every[first : first + TOGETHER]
        organisations = {f"o{place}": reviews[one][0] for place, one in enumerate(some)}
        ids = {f"r{place}": one for place, one in enumerate(some)}
        both = ", ".join(f"(:o{place}, :r{place})" for place in range(len(some)))
        yield f"(organisation_id, review_id) IN (VALUES {both})", organisations | ids
