"""An installation where people sign in: an administrator, a lead, somebody else, and a page visited as one of them."""

from datetime import UTC, datetime

import pytest

from assessments.access import sessions
from tests.assessments.access.conftest import Installation, give_account
from ui import composition

ADMIN, LEAD, OTHER = 2, 1, 3
NOW = datetime(2026, 11, 22, 14, 32, tzinfo=UTC)  # as `now` in the fixtures of all pages


class People(Installation):
    """An installation, and the cookie of whoever asks next."""

    token: str | None = None


@pytest.fixture
def people(rooms, monkeypatch, now, school):
    """Person 1 leads the school; the window's cookie is whatever `token` says."""
    found = People(rooms.own)
    found.at().write(lambda unit: give_account(unit, LEAD, email="cedar@oak-hill.example"))
    found.person(ADMIN, "Ash *Admin*", email="ash@paper-boat.example", duties=("administrator",))
    found.person(OTHER, "Brook *Other*", email="brook@tin-kettle.example")
    monkeypatch.setattr(composition, "mode", lambda: "local")
    monkeypatch.setattr(composition, "page_token", lambda: found.token)
    monkeypatch.setattr(composition, "token_of", lambda _: found.token)
    return found


@pytest.fixture
def visit_as(people, visit, now):
    def opened(person, name, /, **parts):
        people.token = people.at().write(lambda unit: sessions.begin(unit, person, now))
        return visit(name, **parts)

    return opened
