"""Stocktake where people sign in with our own provider: the routes as they are served, on a database of this test."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import organisations
from assessments.access import accounts, invitations
from assessments.access.invitations import Offer
from assessments.configuration import Configuration
from assessments.identity_provider import Provider
from assessments.modes import Address
from assessments.store import open_store, sign_in
from frameworks.catalogue import Catalogue
from tests.oidc.provider import CLIENT, SECRET, OwnProvider, served, signed_in_as
from ui import composition, middleware, routes
from ui.signing import openid, provider

CONTENT = Path(__file__).parents[1] / "assessments" / "content"
ADMIN, PASSWORD = "admin@boat.example", "lantern harbour quilt tin"


@dataclass
class Clock:
    """The time of the test; it moves when told to."""

    now: datetime = datetime(2026, 11, 14, 10, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **time):
        self.now += timedelta(**time)


@dataclass
class Place:
    """What a test works with; a browser is a client with cookies of its own."""

    theirs: OwnProvider
    clock: Clock
    app: Starlette
    school: int

    def browser(self):
        return TestClient(self.app, base_url="http://127.0.0.1:8501", follow_redirects=False)

    def invitation(self, role="contributor"):
        """The token of a new invitation into the school."""
        reception = composition.reception(composition.OWNER)
        return invitations.make(reception, Offer(role, organisation=self.school), now=self.clock()).token

    def link(self, user="DfE user"):
        """Let somebody of the provider in, by an invitation, in a browser that is then thrown away."""
        answer = self.come(self.browser(), user, invitation=self.invitation())
        assert answer.status_code == 303, answer.text

    def away(self, browser, wanted="/", invitation=None):
        """Begin to sign in; gives the address at the provider."""
        sent = browser.get(provider.address(wanted, invitation=invitation))
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    def come(self, browser, user="DfE user", *, wanted="/", invitation=None):
        """Sign in with the provider as `user`; gives the answer after coming back."""
        return browser.get(signed_in_as(self.away(browser, wanted, invitation), user))

    def rows(self, sql):
        return composition.reception().read(lambda rows: rows.rows(sql))


@pytest.fixture(scope="session")
def served_once():
    with served() as provider:
        yield provider


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def theirs(served_once, clock):
    """Our provider as it is before anybody meddles with it, at the time of the test."""
    served_once.become(OwnProvider(served_once.base, keys=served_once.keys[-1:], clock=clock))
    return served_once


@pytest.fixture
def settings(theirs, tmp_path):
    """What Stocktake is told; a test may change it before it asks for `place`."""
    told = Provider(theirs.issuer, CLIENT, SECRET, frozenset(), "Paper Boat")
    return Configuration(
        tmp_path / "own.db", tmp_path / "demo.db", tmp_path, None, told, "oidc", Address("http", "127.0.0.1:8501")
    )


@pytest.fixture
def place(theirs, clock, settings, monkeypatch):
    store = open_store(settings.database, clock=clock)
    rooms = composition.Rooms(store, lambda: store, Catalogue.load(CONTENT), clock)
    monkeypatch.setattr(composition, "build", lambda: rooms)
    monkeypatch.setattr(composition, "settings", lambda: settings)
    openid.openid.cache_clear()
    composition.close()
    school = organisations.add(
        store.for_user(composition.OWNER), name="Paper Boat Primary School", kind="school", phase="primary",
        region="Eastmere", facts={}, now=clock(),
    )  # fmt: skip
    yield Place(theirs, clock, Starlette(routes=routes.ROUTES, middleware=middleware.MIDDLEWARE), school.id)
    composition.close()


@pytest.fixture
def administrator(place):
    """An administrator with a password, for when the provider is away."""
    from assessments.access import passwords

    def work(unit):
        person = accounts.make(
            unit, name="Ada Keys", email=ADMIN, password=passwords.hashed(PASSWORD), now=place.clock()
        )
        sign_in.give_duty(unit, person, "administrator", place.clock())
        return person

    return composition.reception().write(work)
