"""Statements about signing in: accounts, sessions, one-use links for a new password, and tries. All at reception."""

from dataclasses import dataclass, field
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody signs in. `password` is a hash; without one they cannot sign in by password."""

    person: int
    name: str
    email: str | None
    active: bool
    digest: bool
    password: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Live:
    """A session as it is now; `hat` is which of their roles the person works in."""

    person: int
    seen_at: datetime
    hat: str | None


@dataclass(frozen=True, slots=True)
class ResetLink:
    """For whose new password a link is, and who made it; None is the operator."""

    person: int
    made_by: int | None


ACCOUNT = (
    "SELECT a.person_id, p.name, a.email, a.active, a.digest, a.password FROM _account a"
    " JOIN person p ON p.person_id = a.person_id"
)


@from_row()
def _account(row: Row) -> Account:
    return Account(row["person_id"], row["name"], row["email"], row["active"] == 1, row["digest"] == 1, row["password"])


def account(rows: Rows, person_id: int) -> Account | None:
    """The account of a person."""
    row = rows.one(f"{ACCOUNT} WHERE a.person_id = :person", person=person_id)
    return None if row is None else _account(row)


def account_of(rows: Rows, email: str) -> Account | None:
    """The account with an e-mail address, in small letters."""
    row = rows.one(f"{ACCOUNT} WHERE a.email = :email", email=email)
    return None if row is None else _account(row)


def add_person(unit: Unit, person_id: int, name: str) -> None:
    """Somebody new."""
    unit.run("INSERT INTO {person} (person_id, name) VALUES (:id, :name)", id=person_id, name=name)


def rename(unit: Unit, person_id: int, name: str) -> None:
    """Another name for somebody."""
    unit.run("UPDATE {person} SET name = :name WHERE person_id = :id", id=person_id, name=name)


def add_account(unit: Unit, person_id: int, *, email: str | None, password: str | None, now: datetime) -> None:
    """Let somebody sign in from now on. Raises Conflict when the address, or the person, has an account."""
    unit.run(
        "INSERT INTO {_account} (person_id, email, password, active, sessions_from, digest, made_at)"
        " VALUES (:person, :email, :password, 1, :now, 0, :now)",
        person=person_id,
        email=email,
        password=password,
        now=stamp(now),
    )


def set_password(unit: Unit, person_id: int, password: str) -> None:
    """Keep the hash of a new password."""
    unit.run("UPDATE {_account} SET password = :password WHERE person_id = :id", password=password, id=person_id)


def set_active(unit: Unit, person_id: int, *, active: bool) -> None:
    """Let somebody in, or no longer."""
    unit.run("UPDATE {_account} SET active = :active WHERE person_id = :id", active=int(active), id=person_id)


def set_digest(unit: Unit, person_id: int, *, digest: bool) -> None:
    """Whether somebody wants the weekly digest."""
    unit.run("UPDATE {_account} SET digest = :digest WHERE person_id = :id", digest=int(digest), id=person_id)


def end_sessions(unit: Unit, person_id: int, now: datetime) -> None:
    """Nothing that began before now is a session of theirs any more."""
    unit.run("UPDATE {_account} SET sessions_from = :now WHERE person_id = :id", now=stamp(now), id=person_id)
    unit.run("DELETE FROM {_session} WHERE person_id = :id", id=person_id)


def begin_session(unit: Unit, token_sha256: str, person_id: int, now: datetime) -> None:
    """A session, by the hash of its token."""
    unit.run(
        "INSERT INTO {_session} (token_sha256, person_id, began_at, seen_at) VALUES (:token, :person, :now, :now)",
        token=token_sha256,
        person=person_id,
        now=stamp(now),
    )


def end_session(unit: Unit, token_sha256: str) -> None:
    """One session, if it is there."""
    unit.run("DELETE FROM {_session} WHERE token_sha256 = :token", token=token_sha256)


def live_session(rows: Rows, token_sha256: str, *, began_after: datetime, seen_after: datetime) -> Live | None:
    """The session of a token, if it and its account are still good."""
    row = rows.one(
        "SELECT s.person_id, s.seen_at, s.hat FROM _session s JOIN _account a ON a.person_id = s.person_id"
        " WHERE s.token_sha256 = :token AND a.active = 1 AND s.began_at >= a.sessions_from"
        " AND s.began_at > :began AND s.seen_at > :seen",
        token=token_sha256,
        began=stamp(began_after),
        seen=stamp(seen_after),
    )
    return None if row is None else Live(row["person_id"], moment(row["seen_at"]), row["hat"])


def session_seen(unit: Unit, token_sha256: str, now: datetime) -> None:
    """It was used just now."""
    unit.run("UPDATE {_session} SET seen_at = :now WHERE token_sha256 = :token", now=stamp(now), token=token_sha256)


def choose_hat(unit: Unit, token_sha256: str, hat: str | None) -> None:
    """Work in another of one's roles from now on."""
    unit.run("UPDATE {_session} SET hat = :hat WHERE token_sha256 = :token", hat=hat, token=token_sha256)


def add_reset(unit: Unit, token_sha256: str, person_id: int, *, by: int | None, now: datetime, until: datetime) -> None:
    """A one-use link for a new password; the ones before it are good for nothing."""
    unit.run("DELETE FROM {_reset} WHERE person_id = :person", person=person_id)
    unit.run(
        "INSERT INTO {_reset} (token_sha256, person_id, made_at, made_by, expires_at)"
        " VALUES (:token, :person, :now, :by, :until)",
        token=token_sha256,
        person=person_id,
        now=stamp(now),
        by=by,
        until=stamp(until),
    )


def reset_of(rows: Rows, token_sha256: str, now: datetime) -> ResetLink | None:
    """An unused link for a new password; none when it is too old or the account is not active."""
    row = rows.one(
        "SELECT r.person_id, r.made_by FROM _reset r JOIN _account a ON a.person_id = r.person_id"
        " WHERE r.token_sha256 = :token AND r.used_at IS NULL AND r.expires_at > :now AND a.active = 1",
        token=token_sha256,
        now=stamp(now),
    )
    return None if row is None else ResetLink(row["person_id"], row["made_by"])


def use_reset(unit: Unit, token_sha256: str, now: datetime) -> bool:
    """Use a link up; false when it was used already."""
    return bool(
        unit.run(
            "UPDATE {_reset} SET used_at = :now WHERE token_sha256 = :token AND used_at IS NULL RETURNING person_id",
            now=stamp(now),
            token=token_sha256,
        )
    )


def tries_since(rows: Rows, what: str, key_sha256: str, minute: int) -> int:
    """How often something was tried in this minute and later."""
    row = rows.one(
        "SELECT coalesce(sum(tries), 0) AS tries FROM _attempt"
        " WHERE what = :what AND key_sha256 = :key AND minute >= :minute",
        what=what,
        key=key_sha256,
        minute=minute,
    )
    return int(row["tries"]) if row else 0


def count_try(unit: Unit, what: str, key_sha256: str, minute: int, by: int = 1) -> None:
    """Once more (or, with -1, once less) in this minute."""
    unit.run(
        "INSERT INTO {_attempt} (what, key_sha256, minute, tries) VALUES (:what, :key, :minute, :by)"
        " ON CONFLICT (what, key_sha256, minute) DO UPDATE SET tries = _attempt.tries + excluded.tries",
        what=what,
        key=key_sha256,
        minute=minute,
        by=by,
    )


def give_duty(unit: Unit, person_id: int, duty: str, now: datetime) -> None:
    """Let somebody do more than their organisations' work."""
    unit.run(
        "INSERT INTO {_duty} (person_id, duty, since) VALUES (:person, :duty, :now)"
        " ON CONFLICT (person_id, duty) DO NOTHING",
        person=person_id,
        duty=duty,
        now=stamp(now),
    )


def other_administrators(rows: Rows, person_id: int) -> int:
    """How many more there are that can sign in."""
    row = rows.one(
        "SELECT count(*) AS n FROM _duty d JOIN _account a ON a.person_id = d.person_id"
        " WHERE d.duty = 'administrator' AND a.active = 1 AND d.person_id <> :person",
        person=person_id,
    )
    return int(row["n"]) if row else 0


def forget_old(unit: Unit, *, sessions_before: datetime, minute: int, links_before: datetime) -> None:
    """Delete what can no longer be used: sessions, counted tries, links, and sign-ins nobody finished."""
    unit.run("DELETE FROM {_session} WHERE began_at < :before", before=stamp(sessions_before))
    unit.run("DELETE FROM {_attempt} WHERE minute < :minute", minute=minute)
    unit.run("DELETE FROM {_reset} WHERE expires_at < :before", before=stamp(links_before))
    unit.run("DELETE FROM {_sign_in} WHERE began_at < :before", before=stamp(links_before))
