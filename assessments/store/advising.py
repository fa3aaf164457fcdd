"""Statements about the organisations that show something to a team of advisers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from assessments.store.columns import from_row, moment
from assessments.store.protocol import Row, Rows

TOGETHER = 200  # organisations a statement


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation that said yes to a team: how much (as in a consent), and the last day."""

    organisation: int
    name: str
    team: int
    share: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as far as it is shown: where levels are not, `share` (of the scale, exact) is None."""

    review: int
    framework: str
    edition_sha256: str
    period: str
    status: str
    submitted_at: datetime | None
    share: Fraction | None


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


def reviewed(rows: Rows, organisations: Sequence[int]) -> Mapping[int, tuple[Reviewed, ...]]:
    """Their reviews as the door shows them, the newest period first."""
    found: dict[int, tuple[Reviewed, ...]] = {}
    for first in range(0, len(organisations), TOGETHER):
        some = {f"o{place}": one for place, one in enumerate(organisations[first : first + TOGETHER])}
        for row in rows.rows(
            "SELECT v.organisation_id, v.review_id, v.framework, e.sha256, v.period, v.status, v.submitted_at,"
            " c.official_exact FROM review v JOIN edition e ON e.edition_id = v.edition_id"
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
    )
