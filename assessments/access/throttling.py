"""How often one may try: counted by the minute in the database, so that several processes count together.

A try counts against the account it names, whether there is one or not, and against the address it comes from. This
minute and the one before it count together, so that no 60 seconds hold more than the limit. Only hashes are kept.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from assessments.errors import Refused
from assessments.store import sign_in as statements
from assessments.store.columns import stamp
from assessments.store.protocol import Door, Unit

MOST = {"account": 10, "address": 30}
MINUTE = 60_000


class TooOften(Refused):
    def __init__(self) -> None:
        super().__init__("That was tried too often. Wait two minutes, then try again.")


def take(reception: Door, now: datetime, **keys: str) -> None:
    """Count one try by each key, `account=…` and `address=…`. Raises TooOften; that try is not counted."""

    def work(unit: Unit) -> bool:
        minute = stamp(now) // MINUTE
        if any(statements.tries_since(unit, what, _hashed(key), minute - 1) >= MOST[what] for what, key in _each(keys)):
            return False
        for what, key in _each(keys):
            statements.count_try(unit, what, _hashed(key), minute)
        return True

    if not reception.write(work):
        raise TooOften


def give_back(unit: Unit, now: datetime, **keys: str) -> None:
    """The try was right: a school whose people all sign in at nine from one address is no attacker."""
    for what, key in _each(keys):
        statements.count_try(unit, what, _hashed(key), stamp(now) // MINUTE, -1)


def forget_old(reception: Door, now: datetime) -> None:
    """Delete sessions, counts and links that can no longer be used."""
    day = timedelta(days=1)
    reception.write(
        lambda unit: statements.forget_old(
            unit, sessions_before=now - day, minute=stamp(now - day) // MINUTE, links_before=now - day
        )
    )


def _each(keys: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(keys.items())


def _hashed(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
