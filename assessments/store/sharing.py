"""Statements about what organisations said yes to, what they were asked for, and the copies that come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

Purpose = Literal["team", "counted", "network"]
LIVE = "c.withdrawn_at IS NULL AND (c.until IS NULL OR c.until >= :today)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for or said yes to: for what, to whom, how much (0 to 4), and the last day (None: open)."""

    purpose: Purpose
    team: int | None
    network: int | None
    share: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Consent:
    """What an organisation said yes to, with the version of the words it said yes to; `whom` is the name."""

    id: int
    wanted: Wanted
    whom: str
    version: int
    given_at: datetime
    given_by: Person
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Request:
    """What an organisation was asked for; `answer` is None while it waits."""

    id: int
    wanted: Wanted
    whom: str
    asked_at: datetime
    asked_by: Person
    answer: str | None


def _wanted(row: Row) -> Wanted:
    until = None if row["until"] is None else date.fromisoformat(row["until"])
    return Wanted(row["purpose"], row["team_id"], row["network_id"], row["share"], until)


NAMED = (
    "coalesce(t.name, n.name, '') AS whom FROM {} c LEFT JOIN team t ON t.team_id = c.team_id"
    " LEFT JOIN network n ON n.network_id = c.network_id"
)
CONSENTS = (
    "SELECT c.consent_id, c.purpose, c.team_id, c.network_id, c.share, c.version, c.given_at, c.given_by, c.until,"
    f" c.withdrawn_at, coalesce(p.name, '') AS giver, {NAMED.format('consent')}"
    " LEFT JOIN person p ON p.person_id = c.given_by WHERE c.organisation_id = :organisation"
)
REQUESTS = (
    "SELECT c.request_id, c.purpose, c.team_id, c.network_id, c.share, c.until, c.asked_at, c.asked_by, c.answer,"
    f" coalesce(p.name, '') AS asker, {NAMED.format('consent_request')}"
    " LEFT JOIN person p ON p.person_id = c.asked_by WHERE c.organisation_id = :organisation"
)


@from_row()
def _consent(row: Row) -> Consent:
    withdrawn = None if row["withdrawn_at"] is None else moment(row["withdrawn_at"])
    by = Person(row["given_by"], row["giver"])
    return Consent(row["consent_id"], _wanted(row), row["whom"], row["version"], moment(row["given_at"]), by, withdrawn)


@from_row()
def _request(row: Row) -> Request:
    by = Person(row["asked_by"], row["asker"])
    return Request(row["request_id"], _wanted(row), row["whom"], moment(row["asked_at"]), by, row["answer"])


def consents(rows: Rows, organisation_id: int) -> tuple[Consent, ...]:
    """Everything an organisation ever said yes to, the newest first."""
    found = rows.rows(CONSENTS + " ORDER BY c.given_at DESC, c.consent_id", organisation=organisation_id)
    return tuple(map(_consent, found))


def live_consents(rows: Rows, organisation_id: int, today: date) -> tuple[Consent, ...]:
    """What it says yes to today."""
    sql = f"{CONSENTS} AND {LIVE} ORDER BY c.given_at DESC, c.consent_id"
    return tuple(map(_consent, rows.rows(sql, organisation=organisation_id, today=today.isoformat())))


def give(unit: Unit, organisation_id: int, consent: Consent) -> None:
    wanted = consent.wanted
    unit.run(
        "INSERT INTO {consent} (organisation_id, consent_id, purpose, team_id, network_id, share, version, given_at,"
        " given_by, until) VALUES (:organisation, :id, :purpose, :team, :network, :share, :version, :at, :by, :until)",
        organisation=organisation_id,
        id=consent.id,
        version=consent.version,
        at=stamp(consent.given_at),
        by=consent.given_by.id,
        **_values(wanted),
    )


def _values(wanted: Wanted) -> dict[str, str | int | None]:
    return {
        "purpose": wanted.purpose,
        "team": wanted.team,
        "network": wanted.network,
        "share": wanted.share,
        "until": None if wanted.until is None else wanted.until.isoformat(),
    }


def withdraw(unit: Unit, organisation_id: int, consent_id: int, by: int, now: datetime) -> bool:
    """End one at once; whether it was there."""
    return bool(
        unit.run(
            "UPDATE {consent} SET withdrawn_at = :now, withdrawn_by = :by WHERE organisation_id = :organisation"
            " AND consent_id = :id AND withdrawn_at IS NULL RETURNING consent_id",
            organisation=organisation_id,
            id=consent_id,
            by=by,
            now=stamp(now),
        )
    )


def requests(rows: Rows, organisation_id: int) -> tuple[Request, ...]:
    """What an organisation was asked for and has not answered, the newest first."""
    sql = f"{REQUESTS} AND c.answer IS NULL ORDER BY c.asked_at DESC, c.request_id"
    return tuple(map(_request, rows.rows(sql, organisation=organisation_id)))


def ask(unit: Unit, organisation_id: int, request_id: int, wanted: Wanted, by: int, now: datetime) -> None:
    unit.run(
        "INSERT INTO {consent_request} (organisation_id, request_id, purpose, team_id, network_id, share, until,"
        " asked_at, asked_by) VALUES (:organisation, :id, :purpose, :team, :network, :share, :until, :at, :by)",
        organisation=organisation_id,
        id=request_id,
        at=stamp(now),
        by=by,
        **_values(wanted),
    )


def answer_request(unit: Unit, organisation_id: int, request_id: int, answer: str, by: int, now: datetime) -> bool:
    """Answer what was asked, once; whether it still waited."""
    return bool(
        unit.run(
            "UPDATE {consent_request} SET answer = :answer, answered_at = :now, answered_by = :by"
            " WHERE organisation_id = :organisation AND request_id = :id AND answer IS NULL RETURNING request_id",
            organisation=organisation_id,
            id=request_id,
            answer=answer,
            by=by,
            now=stamp(now),
        )
    )


def add_copy(unit: Unit, organisation_id: int, review_id: int, copy: Row) -> None:
    """A copy of a submission; `copy` has its number, share, content and sha256."""
    unit.run(
        "INSERT INTO {shared_copy} (organisation_id, review_id, number, share, content, sha256)"
        " VALUES (:organisation, :review, :number, :share, :content, :sha256)",
        organisation=organisation_id,
        review=review_id,
        **copy,
    )


def without_copy(rows: Rows, organisation_id: int, share: int) -> Sequence[int]:
    """The reviews whose official submission has no copy of that share yet."""
    found = rows.rows(
        "SELECT r.review_id FROM review r WHERE r.organisation_id = :organisation AND r.submissions > 0 AND NOT EXISTS"
        " (SELECT 1 FROM shared_copy c WHERE c.organisation_id = r.organisation_id AND c.review_id = r.review_id"
        " AND c.number = r.submissions AND c.share = :share) ORDER BY r.review_id",
        organisation=organisation_id,
        share=share,
    )
    return [row["review_id"] for row in found]
