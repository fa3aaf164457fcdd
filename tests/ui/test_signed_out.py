"""A page whose reader is signed in no longer, or is somebody else: it says so and shows nothing of what it held."""

import pytest
import streamlit

from assessments import organisations, reviews
from assessments.access import sessions
from assessments.errors import SignedOut
from tests.ui.conftest import words
from tests.ui.signed import sign_in_needed, somebody
from ui import composition, shell


@pytest.fixture
def who(monkeypatch):
    """Whose session the window has: set `token`."""
    sign_in_needed(monkeypatch)

    class Window:
        token = None

    monkeypatch.setattr(composition, "page_token", lambda: Window.token)
    return Window


@pytest.fixture
def ada(rooms, now, who):
    found = somebody(rooms, now)
    who.token = found.token
    return found


@pytest.fixture
def review(rooms, catalogue, ada, now):
    door = rooms.own.for_user(ada.id)
    school = organisations.add(door, name="Paper Boat School", kind="school", phase="primary", now=now)
    return reviews.start(door, catalogue, school.id, "esafety", form="short", now=now)


def test_the_next_run_says_so_keeps_the_address_and_holds_nothing_more(visit, review, ada, rooms):
    page = visit("review", review=review.id)
    assert page.radio
    assert "board" in page.session_state
    sessions.sign_out(rooms.own.reception(None), ada.token)
    page.run()
    assert [each.value for each in page.title] == ["You have been signed out"]
    assert not page.radio
    html = " ".join(each.proto.body for each in page.get("html"))
    assert f'href="/sign-in?next=%2Freview%3Freview%3D{review.id}"' in html
    assert "Paper Boat" not in html
    assert "board" not in page.session_state


def test_an_answer_given_after_the_session_ended_is_not_kept(visit, review, ada, rooms, catalogue, now):
    page = visit("review", review=review.id)
    sessions.sign_out(rooms.own.reception(None), ada.token)
    page.radio[0].set_value(page.radio[0].options[2]).run()
    assert [each.value for each in page.title] == ["You have been signed out"]
    opened = reviews.open(rooms.own.for_user(ada.id), catalogue, review.id, now=now)
    assert dict(opened.answers) == {}


def test_a_window_of_one_person_is_never_another_s(visit, review, ada, rooms, now, who):
    """Two share a computer: the connection of the first one's window is taken up with the second one's cookie."""
    other = somebody(rooms, now, name="Ben Oar", email="ben@paper.example")
    page = visit("review", review=review.id)
    who.token = other.token
    page.run()
    assert [each.value for each in page.title] == ["You have been signed out"]
    assert "Paper Boat" not in words(page)
    page.run()
    assert [each.value for each in page.title] == ["Page not found"]


def test_nobody_s_window_shows_no_page(visit, review, who):
    who.token = None
    page = visit("review", review=review.id)
    assert [each.value for each in page.title] == ["You have been signed out"]


def test_the_demo_network_is_for_whoever_uses_this_computer_alone(visit, ada):
    page = visit("start", leave="demo")
    assert [each.value for each in page.title] == ["Page not found"]


def test_what_nobody_caught_leads_to_signing_in(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(streamlit, "html", said.append)
    assert shell.fault(SignedOut())
    assert "You have been signed out." in said[0]
    assert '<a href="/sign-in">Sign in</a>' in said[0]
