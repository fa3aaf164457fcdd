"""A sign-in with a provider while the person is away there: kept for ten minutes, for one browser, for one use."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from assessments.errors import Refused
from assessments.store import identities as statements
from assessments.store.protocol import Door, Unit

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Begun:
    """What only the browser knows (`browser`), what travels through the provider, and the `verifier`, ours alone."""

    browser: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Back:
    """A sign-in that came back to the browser where it began: what to check it with, and what was asked for before."""

    nonce: str
    verifier: str
    wanted: str
    invitation_sha256: str | None


class NotUnderWay(Refused):
    def __init__(self) -> None:
        super().__init__(
            "This sign-in was begun in another browser, was used already, or began more than ten minutes ago. You are "
            "not signed in. Begin again in this window."
        )


def begin(reception: Door, wanted: str, invitation_sha256: str | None, *, now: datetime) -> Begun:
    """Keep a new one, with the page first asked for and the invitation the person came with."""
    begun = Begun(*(secrets.token_urlsafe(32) for _ in range(4)))
    kept = json.dumps({"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier})
    way = statements.UnderWay(kept, wanted, invitation_sha256, now)

    def work(unit: Unit) -> None:
        statements.forget_begun_before(unit, now - LASTS)
        statements.begin(unit, key(begun.browser), way)

    reception.write(work)
    return begun


def take(reception: Door, browser: str, state: str, *, now: datetime) -> Back:
    """The one of this browser and state, which cannot be taken again. Raises NotUnderWay, and then keeps it."""

    def work(unit: Unit) -> Back:
        way = statements.take(unit, key(browser))
        if way is None or way.began_at <= now - LASTS:
            raise NotUnderWay
        kept = json.loads(way.kept)
        if not compare_digest(kept["state"].encode(), state.encode()):
            raise NotUnderWay
        return Back(kept["nonce"], kept["verifier"], way.wanted, way.invitation_sha256)

    return reception.write(work)


def key(browser: str) -> str:
    """What stands for a browser here: who reads it cannot go on in its place."""
    return sha256(browser.encode()).hexdigest()
