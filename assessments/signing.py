"""Signing: a review file carries the public key of the installation that made it, and its signature over all the rest.

Ed25519 (RFC 8032) over the canonical JSON without the signature. The key is made when it is first needed, is kept in
the database, and so goes with a backup; nobody reads it through a person's door.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assessments.plain import Plain, canonical, read
from assessments.store import signing_keys
from assessments.store.protocol import Door

GROUP, GROUPS = 4, 8  # of hexadecimal digits in a fingerprint: 128 bits


@dataclass(frozen=True, slots=True)
class Key:
    """An installation's own key: 32 bytes that nobody else has."""

    secret: bytes = field(repr=False)

    @property
    def public(self) -> str:
        """What others know it by, as 64 hexadecimal digits."""
        return Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw().hex()

    @property
    def fingerprint(self) -> str:
        """What people compare it by."""
        return fingerprint(self.public)

    def signed(self, document: Mapping[str, Plain]) -> bytes:
        """The document as one canonical JSON text with its signature."""
        value = Ed25519PrivateKey.from_private_bytes(self.secret).sign(canonical(document).encode()).hex()
        return canonical({**document, "signature": {"key": self.public, "value": value}}).encode()


def own_key(reception: Door) -> Key | None:
    """The installation's key; None where it has signed nothing yet."""
    found = reception.read(signing_keys.secret)
    return None if found is None else Key(bytes.fromhex(found))


def key_of(reception: Door, *, now: datetime) -> Key:
    """The installation's key to sign with, made when there is none."""
    found = own_key(reception)
    if found is None:
        new = Ed25519PrivateKey.generate().private_bytes_raw()
        reception.write(lambda unit: signing_keys.keep(unit, new.hex(), now))
        found = own_key(reception) or Key(new)  # another process may have been first
    return found


def holds(document: bytes) -> bool:
    """Whether the signature in a document, which has one, is over exactly this document."""
    plain = read(document)
    try:
        if canonical(plain).encode() != document:
            return False
        signature = plain.pop("signature")
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["key"]))
        public.verify(bytes.fromhex(signature["value"]), canonical(plain).encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A key in eight groups to read out and compare, as in "3F2A 91BC 0D4E 77A1 5C20 88FE 1B3D 6A90"."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest().upper()
    return " ".join(digits[at * GROUP : (at + 1) * GROUP] for at in range(GROUPS))
