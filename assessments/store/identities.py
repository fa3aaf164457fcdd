"""Statements about identities with a provider, and about sign-ins with it that are under way in a browser."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is for a provider: the subject means something only together with the issuer."""

    issuer: str
    subject: str
    person_id: int
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What was kept when a sign-in began."""

    kept: str
    wanted: str
    invitation_sha256: str | None
    began_at: datetime


@from_row()
def _identity(row: Row) -> Identity:
    return Identity(row["issuer"], row["subject"], row["person_id"], moment(row["linked_at"]))


@from_row()
def _under_way(row: Row) -> UnderWay:
    return UnderWay(row["kept"], row["wanted"], row["invitation_sha256"], moment(row["began_at"]))


def one(rows: Rows, issuer: str, subject: str) -> Identity | None:
    row = rows.one(
        "SELECT issuer, subject, person_id, linked_at FROM _identity WHERE issuer = :issuer AND subject = :subject",
        issuer=issuer,
        subject=subject,
    )
    return None if row is None else _identity(row)


def of(rows: Rows, person_id: int) -> tuple[Identity, ...]:
    """A person's identities, oldest first."""
    found = rows.rows(
        "SELECT issuer, subject, person_id, linked_at FROM _identity WHERE person_id = :person"
        " ORDER BY linked_at, issuer, subject",
        person=person_id,
    )
    return tuple(map(_identity, found))


def link(unit: Unit, issuer: str, subject: str, person_id: int, now: datetime) -> None:
    unit.run(
        "INSERT INTO {_identity} (issuer, subject, person_id, linked_at) VALUES (:issuer, :subject, :person, :now)",
        issuer=issuer,
        subject=subject,
        person=person_id,
        now=stamp(now),
    )


def unlink(unit: Unit, person_id: int) -> int:
    """Forget all of a person's identities; how many they were."""
    return len(unit.run("DELETE FROM {_identity} WHERE person_id = :person RETURNING subject", person=person_id))


def begin(unit: Unit, browser_sha256: str, way: UnderWay) -> None:
    unit.run(
        "INSERT INTO {_sign_in} (browser_sha256, kept, wanted, invitation_sha256, began_at)"
        " VALUES (:browser, :kept, :wanted, :invitation, :at)",
        browser=browser_sha256,
        kept=way.kept,
        wanted=way.wanted,
        invitation=way.invitation_sha256,
        at=stamp(way.began_at),
    )


def take(unit: Unit, browser_sha256: str) -> UnderWay | None:
    """The sign-in under way in a browser, which is then no longer there for anybody."""
    found = unit.run(
        "DELETE FROM {_sign_in} WHERE browser_sha256 = :browser RETURNING kept, wanted, invitation_sha256, began_at",
        browser=browser_sha256,
    )
    return _under_way(found[0]) if found else None


def forget_begun_before(unit: Unit, moment: datetime) -> None:
    unit.run("DELETE FROM {_sign_in} WHERE began_at < :moment", moment=stamp(moment))
