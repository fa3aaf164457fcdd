"""Tries at the web edge to be counted for somebody else, to ask in another's hands, or to be read as something else."""

import pytest

from assessments.access import sessions
from tests.ui.signed import GOOD, browser, sign_in_needed, somebody
from ui import composition, hosts, limits
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
