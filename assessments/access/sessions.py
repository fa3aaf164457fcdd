"""Who is signed in: an opaque token in the browser, its hash here, and an end after idleness, a day's work, or a word.

A session ends 45 minutes after it was last used and 12 hours after it began, when its person signs out, signs out
everywhere, takes a new password or is deactivated: then the next click of every open window says so.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from assessments.access import standing
from assessments.access.standing import Standing
from assessments.errors import SignedOut
from assessments.store import sign_in as statements
from assessments.store.protocol import Door, Rows, Unit

IDLE, ABSOLUTE = timedelta(minutes=45), timedelta(hours=12)
NOTED = timedelta(minutes=1)  # "last used" is written no more often


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who asks, by a live session; `hat` is which of their roles they work in."""

    standing: Standing
    hat: str | None


def new_token() -> str:
    """256 bits nobody can guess, as letters an address or a cookie may hold."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """As a token stands in the database: who reads it there cannot use it."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def begin(unit: Unit, person_id: int, now: datetime, *, instead_of: str | None = None) -> str:
    """A new session in a unit at reception; gives its token. `instead_of` is the one this browser had, which ends."""
    token = new_token()
    if instead_of:
        statements.end_session(unit, hashed(instead_of))
    statements.begin_session(unit, hashed(token), person_id, now)
    return token


def resolve(reception: Door, token: str | None, now: datetime) -> SignedIn:
    """Who a token belongs to just now. Raises SignedOut."""
    if not token:
        raise SignedOut

    def look(rows: Rows) -> tuple[statements.Live, SignedIn] | None:
        live = _live(rows, token, now)
        return None if live is None else (live, SignedIn(standing.of(rows, live.person), live.hat))

    found = reception.read(look)
    if found is None:
        raise SignedOut
    if now - found[0].seen_at >= NOTED:
        reception.write(lambda unit: statements.session_seen(unit, hashed(token), now))
    return found[1]


def is_live(reception: Door, token: str | None, now: datetime) -> bool:
    """Whether a token belongs to anybody just now."""
    return bool(token) and reception.read(lambda rows: _live(rows, token or "", now) is not None)


def _live(rows: Rows, token: str, now: datetime) -> statements.Live | None:
    return statements.live_session(rows, hashed(token), began_after=now - ABSOLUTE, seen_after=now - IDLE)


def sign_out(reception: Door, token: str | None) -> None:
    """End the session of a token, if there is one."""
    if token:
        reception.write(lambda unit: statements.end_session(unit, hashed(token)))


def end_all(unit: Unit, person_id: int, now: datetime) -> None:
    """End every session of a person, in a unit at reception."""
    statements.end_sessions(unit, person_id, now)


def wear(reception: Door, token: str, hat: str | None, now: datetime) -> None:
    """Work in another of one's roles; the caller has checked that it is one. Raises SignedOut."""

    def work(unit: Unit) -> None:
        if _live(unit, token, now) is None:
            raise SignedOut
        statements.choose_hat(unit, hashed(token), hat)

    reception.write(work)
