"""Statements for what an organisation takes along: its memberships, what it said yes to, its working notes."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment
from assessments.store.protocol import Row, Rows


@dataclass(frozen=True, slots=True)
class Belonged:
    person: int
    name: str
    role: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """`who` is the team or network by name; '' for being counted. `share` as in the schema."""

    purpose: str
    who: str
    share: int
    version: int
    given_at: datetime
    given_by: str
    until: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else moment(milliseconds)


@from_row()
def _belonged(row: Row) -> Belonged:
    return Belonged(row["person_id"], row["name"], row["role"], _moment(row["ended_at"]))


@from_row()
def _agreed(row: Row) -> Agreed:
    return Agreed(
        row["purpose"],
        row["who"],
        row["share"],
        row["version"],
        moment(row["given_at"]),
        row["giver"],
        row["until"],
        _moment(row["withdrawn_at"]),
        row["taker"],
    )


def memberships(rows: Rows, organisation_id: int) -> tuple[Belonged, ...]:
    found = rows.rows(
        "SELECT m.person_id, coalesce(p.name, '') AS name, m.role, m.ended_at FROM membership m"
        " LEFT JOIN person p ON p.person_id = m.person_id WHERE m.organisation_id = :id ORDER BY m.person_id",
        id=organisation_id,
    )
    return tuple(map(_belonged, found))


def consents(rows: Rows, organisation_id: int) -> tuple[Agreed, ...]:
    found = rows.rows(
        "SELECT c.purpose, coalesce(t.name, n.name, '') AS who, c.share, c.version, c.given_at, c.until,"
        " c.withdrawn_at, coalesce(g.name, '') AS giver, coalesce(w.name, '') AS taker FROM consent c"
        " LEFT JOIN team t ON t.team_id = c.team_id LEFT JOIN network n ON n.network_id = c.network_id"
        " LEFT JOIN person g ON g.person_id = c.given_by LEFT JOIN person w ON w.person_id = c.withdrawn_by"
        " WHERE c.organisation_id = :id ORDER BY c.given_at, c.consent_id",
        id=organisation_id,
    )
    return tuple(map(_agreed, found))


def notes(rows: Rows, organisation_id: int, review_id: int) -> tuple[tuple[str, str], ...]:
    """(question, working note), only those that say something."""
    found = rows.rows(
        "SELECT question, note FROM answer WHERE organisation_id = :id AND review_id = :review AND note <> ''"
        " ORDER BY question",
        id=organisation_id,
        review=review_id,
    )
    return tuple((row["question"], row["note"]) for row in found)
