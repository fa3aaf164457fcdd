"""The pages on a database of their own: composition is replaced here, and only here."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from assessments import organisations, reviews
from assessments.access import accounts, sessions
from assessments.store import invitations, open_store
from frameworks.catalogue import Catalogue, shipped_folder
from tests.pages import drawn
from ui import composition


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load(shipped_folder())


@pytest.fixture
def now():
    return datetime(2026, 11, 22, 14, 32, tzinfo=UTC)


@pytest.fixture
def rooms(tmp_path, monkeypatch, catalogue, now):
    """Composition on empty databases of this test, at one moment."""

    def build():
        return composition.Rooms(
            open_store(tmp_path / "own.db", clock=lambda: now),
            lambda: open_store(tmp_path / "demo.db", clock=lambda: now),
            catalogue,
            lambda: now,
        )

    monkeypatch.setattr(composition, "build", build)
    composition.close()
    yield composition.rooms()
    composition.close()


@pytest.fixture
def door(rooms):
    return rooms.own.for_user(composition.OWNER)


@pytest.fixture
def signed_in(rooms, monkeypatch, now):
    """People sign in here: `signed_in(person)` opens the pages after it as that person, in a session of theirs."""
    monkeypatch.setattr(composition, "mode", lambda: "local")

    def as_person(person):
        token = rooms.own.reception(None).write(lambda unit: sessions.begin(unit, person, now))
        monkeypatch.setattr(composition, "page_token", lambda: token)
        return token

    return as_person


@pytest.fixture
def known(rooms, now):
    """Somebody with an account, and with a role in an organisation where one is named."""

    def added(name, organisation=None, role="contributor"):
        def work(unit):
            email = f"{re.sub('[^a-z]+', '.', name.lower()).strip('.')}@boat.example"
            person = accounts.make(unit, name=name, email=email, password=None, now=now)
            if organisation is not None:
                invitations.give(unit, invitations.Offer(role, organisation.id), person, now)
            return person

        return rooms.own.reception(None).write(work)

    return added


@pytest.fixture
def school(door, now):
    return organisations.add(
        door, name="Oak *Hill* <b>School</b>", kind="school", phase="primary", facts={"pupils": 240}, now=now
    )


@pytest.fixture
def quick(door, catalogue, school, now):
    """A quick form of online safety, just started."""
    return reviews.start(door, catalogue, school.id, "esafety", form="short", now=now)


@pytest.fixture
def visit(rooms):
    """Open a page at its address, as a browser would, and first see its one h1."""

    def opened(name="", **parts):
        app = drawn(name, {key: str(value) for key, value in parts.items()})
        assert len(app.title) == 1, "one h1 on every page"
        return app

    return opened


def words(app):
    """Everything a page says outside its widgets, as one text without tags."""
    assert not app.exception, app.exception
    told = [element.proto.body for element in app.get("html")]
    return " ".join(" ".join(re.sub(r"<[^>]+>", " ", unescape(body)).split()) for body in told)
