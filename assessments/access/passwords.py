"""Passwords: which may be taken, and their hashes by argon2id. Hashing takes a tenth of a second: call it in a thread.

Two are worked out at once and no more (each takes 64 MB), so that a crowd at the door leaves room for those inside.
"""

import re
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from assessments.errors import Refused

SHORTEST, LONGEST = 12, 1024
PRODUCT = "stocktake"
WEAK = "That is one of the first passwords anybody would guess. Use three or four words that do not belong together."

_argon2 = PasswordHasher(time_cost=2, memory_cost=64 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)
_at_once = BoundedSemaphore(2)
# What an account without a password is compared with: the same work, and never right.
NOBODY = "$argon2id$v=19$m=65536,t=2,p=1$c29tZWJvZHktdW5rbm93bg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def hashed(password: str) -> str:
    """The hash to keep."""
    with _at_once:
        return _argon2.hash(_same(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the password; one hash is worked out also when there is none to compare with."""
    with _at_once:
        try:
            _argon2.verify(kept or NOBODY, _same(password)[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def checked(password: str, *, email: str = "") -> str:
    """The password, if it may be taken. Raises Refused with what to do."""
    if len(password) < SHORTEST:
        raise Refused(f"Use at least {SHORTEST} characters. Three or four words that do not belong together are good.")
    if len(password) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters.")
    plain = _same(password).casefold()
    own = {PRODUCT, email.casefold(), *re.split(r"[@.]", email.casefold())} - {""}
    if any(each in common() or each in own or not each for each in _readings(plain)):
        raise Refused(WEAK)
    return password


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """30,000 passwords that many people use."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


def _readings(password: str) -> tuple[str, ...]:
    """It as it is, without figures and signs around it, without any, and what it repeats."""
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password)
    letters = re.sub(r"[\W\d_]+", "", password)
    once = re.sub(r"^(.+?)\1+$", r"\1", letters)
    return password, bare, letters, once if len(once) > 1 else ""


def _same(password: str) -> str:
    """A letter with an accent is typed as one sign or as two: both are the same password."""
    return unicodedata.normalize("NFC", password)
