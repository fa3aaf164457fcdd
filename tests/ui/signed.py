"""The pages where people sign in: the settings of `local` mode, people with accounts, and their sessions."""

from contextlib import contextmanager
from dataclasses import dataclass, replace

from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.access import accounts, passwords, sessions
from assessments.modes import Address
from ui import composition, middleware, routes

HOST = "127.0.0.1:8501"
HERE = Address("http", HOST)
GOOD, OTHER = "paper boats sail on ponds", "eleven lamps over the quay"


def sign_in_needed(monkeypatch, mode="local", address=HERE, **more):
    """From here on people sign in."""
    told = replace(composition.settings(), mode=mode, address=address, **more)
    monkeypatch.setattr(composition, "settings", lambda: told)


@dataclass
class Somebody:
    """A person with an account, and the token of a session."""

    id: int
    email: str
    token: str


def somebody(rooms, now, *, name="Ada Quill", email="ada@paper.example", password=GOOD, administrator=False):
    """Put there as a link or an invitation would."""
    nobody = rooms.own.reception(None)
    if administrator:
        link = accounts.first_link(nobody, name=name, email=email, now=now)
        token = accounts.reset(nobody, link, password, accounts.Knock("test", now))
        return Somebody(sessions.resolve(nobody, token, now).standing.person.id, email, token)
    kept = passwords.hashed(password)

    def work(unit):
        person = accounts.make(unit, name=name, email=email, password=kept, now=now)
        return person, sessions.begin(unit, person, now)

    person, token = nobody.write(work)
    return Somebody(person, email, token)


@contextmanager
def browser(token=None, *, origin=f"http://{HOST}", base=f"http://{HOST}"):
    """A visitor that follows no redirect; with a session, if one is given."""
    app = Starlette(routes=routes.ROUTES, middleware=middleware.MIDDLEWARE)
    headers = {"origin": origin} if origin else {}
    with TestClient(app, base_url=base, headers=headers, follow_redirects=False) as client:
        if token:
            client.cookies.set(composition.cookie_name(), token)
        yield client
