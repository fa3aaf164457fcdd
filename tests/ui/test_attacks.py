"""Tries at the web edge to be counted for somebody else, to ask in another's hands, or to be read as something else."""

from datetime import timedelta

import pytest
import streamlit

from assessments.access import people, sessions, sharing, standing
from assessments.access.sharing_words import LATEST
from assessments.store.sharing import Wanted
from tests.ui.networked import ADVISER, around
from tests.ui.signed import GOOD, browser, sign_in_needed, somebody
from tests.ui.submitted import submitted
from ui import composition, hosts, limits, parts
from ui.downloads import kept_as


@pytest.mark.parametrize("count", [hosts.peer, limits.place])
def test_two_houses_of_ipv4_are_two_also_where_the_server_listens_to_ipv6(count):
    """Else one of them locks all others out of signing in."""

    def counted(client):
        return count({"client": (client, 40000), "headers": []})

    assert counted("::ffff:192.0.2.7") == counted("192.0.2.7") == "192.0.2.7"
    assert counted("::ffff:192.0.2.7") != counted("::ffff:198.51.100.9")
    assert counted("2001:db8:0:1::7") == counted("2001:db8:0:1:ffff::9") == "2001:db8:0:1::/64"


def test_this_computer_is_this_computer_in_any_clothes():
    assert limits.place({"client": ("::ffff:127.0.0.1", 40000), "headers": []}) is None


@pytest.mark.parametrize(
    "name", ['a"; filename="b.exe', "a\r\nset-cookie: x=y", "räuber.pdf", "a%0d%0ab.txt", "a;b.pdf"]
)
def test_no_name_of_a_file_says_more_than_a_name(name):
    said = kept_as(name)
    plainly = said.removeprefix('attachment; filename="').partition('"')[0]
    assert set("\r\n;%\\") & set(plainly) == set()
    assert said.count('"') == 2
    assert "\r" not in said
    assert "\n" not in said


@pytest.fixture
def ada(rooms, now, monkeypatch):
    sign_in_needed(monkeypatch)
    return somebody(rooms, now)


def test_a_session_put_into_a_browser_before_is_not_the_one_after_signing_in(ada, rooms, now):
    """Whoever planted it knows it; and the one that the browser had ends."""
    with browser("planted" * 6) as visitor:
        answer = visitor.post("/sign-in", data={"email": ada.email, "password": GOOD})
        assert answer.status_code == 303
        assert answer.cookies.get(composition.cookie_name(), "planted" * 6) != "planted" * 6
    with browser(ada.token) as visitor:
        visitor.post("/sign-in", data={"email": ada.email, "password": GOOD})
    assert not sessions.is_live(rooms.own.reception(None), ada.token, now)


@pytest.mark.parametrize("form", [
    ("/sign-out", {}), ("/sign-out-everywhere", {}), ("/account", {"what": "name", "name": "Mallory"}),
    ("/account/erase", {"sure": "yes"}), ("/sign-in", {"email": "ada@paper.example", "password": GOOD}),
    ("/download/invitations.csv", {"network": "1"}), ("/join/abc", {"how": "sign up"}),
    ("/download/case", {"years": "3"}),
])  # fmt: skip
@pytest.mark.parametrize("origin", ["http://127.0.0.1:9999", "http://evil.example", "null", None])
def test_no_form_is_taken_from_another_page(ada, form, origin):
    with browser(ada.token, origin=origin) as visitor:
        assert visitor.post(form[0], data=form[1]).status_code == 403


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(ada):
    def answered(email):
        with browser() as visitor:
            answer = visitor.post("/sign-in", data={"email": email, "password": "none of it is right"})
            return answer.status_code, answer.text.replace(email, "")

    assert answered(ada.email) == answered("nobody@paper.example")


@pytest.fixture
def parted(monkeypatch):
    """A window of its own, whose page was drawn whole; now its parts are drawn by themselves."""
    monkeypatch.setattr(composition, "mode", lambda: "local")
    monkeypatch.setattr(streamlit, "session_state", {})


def desk_of(rooms, catalogue, person, now):
    door, reception = rooms.own.for_user(person), rooms.own.reception(person)
    return composition.Desk(door, catalogue, now, False, reception, standing.alone(person), rooms.own.counting())


def test_a_part_of_an_open_page_shows_nothing_once_the_yes_is_taken_back(rooms, parted, catalogue, door, school, now):
    """The page was read when it was drawn: a part that is opened later holds that."""
    team = around(rooms.own, now).team
    review = submitted(door, catalogue, school, "esafety", now, form="short").id
    wanted = Wanted("team", team, None, 3, now.date() + timedelta(days=30))
    sharing.give(door, school.id, wanted, version=LATEST["team"], now=now)
    adviser = desk_of(rooms, catalogue, ADVISER, now)
    parts.drawn_of(adviser, review)
    assert parts.is_as_drawn(adviser)
    (seer,) = sharing.seen(door, rooms.own.reception(1), school.id, now=now).seers
    assert seer.consent is not None
    sharing.withdraw(door, school.id, seer.consent.id, now=now)
    assert not parts.is_as_drawn(adviser)


def test_a_part_of_an_open_draft_shows_nothing_once_somebody_only_reads(
    rooms, parted, catalogue, door, school, quick, known, now
):
    brook = known("Brook Lark", school, "contributor")
    desk = desk_of(rooms, catalogue, brook, now)
    parts.drawn_of(desk, quick.id)
    assert parts.is_as_drawn(desk)
    people.change_role(door, school.id, brook, "reader", now=now)
    assert not parts.is_as_drawn(desk)
