"""The page behind a link: what one joins, three ways in, and words where it opens nothing."""

from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.access import accounts, invitations, passwords
from assessments.access.invitations import Offer
from assessments.identity_provider import Provider
from assessments.store import people
from ui import composition, middleware
from ui.signing import joining

HOST = "http://127.0.0.1:8501"
PASSWORD = "violet tractor umbrella"


@pytest.fixture
def browser(rooms, monkeypatch):
    """Opens browsers where people sign in with passwords."""
    told = replace(composition.settings(), mode="local")
    monkeypatch.setattr(composition, "settings", lambda: told)
    app = Starlette(routes=joining.ROUTES, middleware=middleware.MIDDLEWARE)
    return lambda: TestClient(app, base_url=HOST, headers={"origin": HOST}, follow_redirects=False)


@pytest.fixture
def ash(known, school):
    return known("Ash Reed", school, "lead")


@pytest.fixture
def link(ash, school, now):
    return lambda role="contributor": (
        invitations.make(composition.reception(ash), Offer(role, school.id), now=now).token
    )


def role_of(rooms, school, email):
    found = composition.reception().read(
        lambda rows: rows.one("SELECT person_id FROM _account WHERE email = :email", email=email)
    )
    return found and rooms.own.for_user(found["person_id"]).read(lambda rows: people.role(rows, school.id))


NEW = {"how": "sign up", "name": "Elm *Hart*", "email": "Elm@boat.example", "password": PASSWORD}


def test_the_page_says_what_one_joins_and_what_that_lets_one_do(browser, link):
    answer = browser().get(f"/join/{link('reader')}")
    assert answer.status_code == 200
    assert "<h1>Join Oak *Hill* &lt;b&gt;School&lt;/b&gt;</h1>" in answer.text
    assert "you see the results of what was submitted, and no drafts" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_somebody_new_makes_an_account_and_is_in(browser, rooms, link, school):
    token, here = link(), browser()
    answer = here.post(f"/join/{token}", data=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/?organisation={school.id}")
    assert "stocktake=" in answer.headers["set-cookie"]
    assert role_of(rooms, school, "elm@boat.example") == "contributor"
    assert here.get(f"/join/{token}").headers["location"] == f"/?organisation={school.id}"
    other = browser().get(f"/join/{token}")
    assert other.status_code == 404
    assert "This link has been used already" in other.text
    assert "Ask a lead of Oak" in other.text
    assert "Elm" not in other.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Give your name"),
        ({"email": "elm"}, "Give an e-mail address"),
        ({"password": "short"}, "Use at least 12 characters"),
        ({"email": "ash.reed@boat.example"}, "There is an account with this e-mail address already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays_but_no_password(browser, rooms, link, school, typed, told):
    answer = browser().post(f"/join/{link()}", data=NEW | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Elm *Hart*"' in answer.text or "name" in typed
    assert PASSWORD not in answer.text
    assert role_of(rooms, school, "elm@boat.example") is None


def test_somebody_with_an_account_signs_in_and_joins_in_one_step(browser, rooms, link, school, now):
    def work(unit):
        kept = passwords.hashed(PASSWORD)
        accounts.make(unit, name="Fern Vale", email="fern@boat.example", password=kept, now=now)

    composition.reception().write(work)
    token, given = link("lead"), {"how": "sign in", "own-email": "fern@boat.example"}
    wrong = browser().post(f"/join/{token}", data=given | {"own-password": "not that one at all"})
    assert wrong.status_code == 422
    assert "do not belong together" in wrong.text
    assert 'value="fern@boat.example"' in wrong.text
    answer = browser().post(f"/join/{token}", data=given | {"own-password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/?organisation={school.id}")
    assert role_of(rooms, school, "fern@boat.example") == "lead"


def test_whoever_is_signed_in_presses_one_button(browser, signed_in, rooms, known, link, school):
    gale = known("Gale *Moor*")
    here, token = browser(), link("reader")
    here.cookies.set("stocktake", signed_in(gale))
    page = here.get(f"/join/{token}").text
    assert "You are signed in as <strong>Gale *Moor*</strong>" in page
    assert 'type="password"' not in page
    assert here.post(f"/join/{token}").headers["location"] == f"/?organisation={school.id}"
    assert rooms.own.for_user(gale).read(lambda rows: people.role(rows, school.id)) == "reader"


def test_a_link_nobody_knows_is_answered_in_words(browser):
    for asked in (browser().get("/join/nothing"), browser().post("/join/nothing", data=NEW)):
        assert asked.status_code == 404
        assert "A newer one may have taken its place" in asked.text


def test_where_nobody_signs_in_there_is_nothing_to_join(rooms):
    app = Starlette(routes=joining.ROUTES, middleware=middleware.MIDDLEWARE)
    with TestClient(app, base_url=HOST) as asked:
        assert asked.get("/join/nothing").status_code == 404
        assert "There is no page at this address" in asked.get("/join/nothing").text


def test_where_people_sign_in_with_a_provider_the_link_goes_there_and_comes_back(browser, monkeypatch, link, school):
    told = Provider("https://sign-in.example", "stocktake", "a secret", frozenset(), "Paper *Boat*")
    settings, token = replace(composition.settings(), mode="oidc", provider=told), link()
    monkeypatch.setattr(composition, "settings", lambda: settings)
    page = browser().get(f"/join/{token}").text
    assert "Sign in with Paper *Boat* and join" in page
    assert f"invitation={token}" in page
    assert f"next=%2F%3Forganisation%3D{school.id}" in page
    assert 'type="password"' not in page
    assert browser().post(f"/join/{token}", data=NEW).status_code == 200  # no account is made beside the provider's
    assert "Elm" not in str(composition.reception().read(lambda rows: rows.rows("SELECT name FROM person")))
