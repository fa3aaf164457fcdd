"""Signing in and out over HTTP: what the pages say, what the cookie is like, and what is open without a session."""

import re
from http.cookies import SimpleCookie

import argon2
import pytest
from starlette.websockets import WebSocketDisconnect

from assessments.access import accounts, passwords, sessions
from assessments.errors import StoreUnavailable
from assessments.identity_provider import Provider
from assessments.modes import Address
from tests.ui.signed import GOOD, HOST, OTHER, browser, sign_in_needed, somebody
from ui import addresses, composition
from ui.signing import forms, gate


@pytest.fixture(autouse=True)
def local(monkeypatch, rooms):
    sign_in_needed(monkeypatch)
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_argon2", cheap)
    monkeypatch.setattr(passwords, "NOBODY", cheap.hash("nobody's"))


@pytest.fixture
def ada(rooms, now):
    return somebody(rooms, now)


@pytest.fixture
def stranger():
    with browser() as client:
        yield client


@pytest.fixture
def hers(ada):
    with browser(ada.token) as client:
        yield client


def h1(answer):
    return re.findall("<h1>(.*?)</h1>", answer.text)


def cookie(answer):
    return SimpleCookie(answer.headers["set-cookie"])[composition.cookie_name()]


def sign_in(client, password=GOOD, email="ada@paper.example", **more):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def test_every_page_leads_whoever_is_not_signed_in_to_the_way_in_and_keeps_what_was_asked(stranger):
    for name in addresses.PAGES:
        answer = stranger.get(f"/{name}?review=12&section=a.b")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/sign-in?next=%2F{name}%3Freview%3D12%26section%3Da.b"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/health"), ("GET", "/_stcore/host-config"), ("PUT", "/_stcore/upload_file/a/b"),
        ("DELETE", "/_stcore/upload_file/a/b"), ("POST", "/account"), ("POST", "/sign-out-everywhere"), ("POST", "/"),
    ],
)  # fmt: skip
def test_everything_else_is_refused_without_a_session(stranger, method, path):
    answer = stranger.request(method, path)
    assert answer.status_code == 401
    assert "You have been signed out" in answer.text


def socket_closed(token, **headers):
    """The code a socket is closed with: 1008 by the door; else it came to the end of our routes, where none is."""
    with browser(token) as client, pytest.raises(WebSocketDisconnect) as closed:  # noqa: SIM117
        with client.websocket_connect(f"ws://{HOST}/_stcore/stream", headers=headers):
            pass
    return closed.value.code


@pytest.mark.parametrize("token", [None, "made-up", "x" * 4000])
def test_a_socket_is_refused_without_a_session(token, ada):
    assert socket_closed(token) == 1008
    assert socket_closed(ada.token) == 1000
    assert socket_closed(ada.token, origin="http://127.0.0.1:9") == 1008


def test_only_the_way_in_health_and_files_everybody_gets_are_open(stranger, rooms):
    opened = {"/sign-in": 200, "/reset/made-up": 404, "/assets/signing.css": 200, "/healthz": 200, "/readyz": 200}
    assert {path: stranger.get(path).status_code for path in opened} == opened
    assert gate.PUBLIC == ("/sign-in", "/sign-out", "/healthz", "/readyz")
    assert gate.PUBLIC_BELOW == ("/sign-in/", "/join/", "/reset/", "/assets/", "/static/")


def test_signing_in_lands_on_the_page_asked_for_with_a_cookie_no_script_reads(stranger, ada):
    answer = sign_in(stranger, next="/review?review=12")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?review=12")
    given = cookie(answer)
    assert (given["httponly"], given["samesite"], given["path"], given["secure"]) == (True, "lax", "/", "")
    assert (given["expires"], given["max-age"], given["domain"]) == ("", "", "")
    assert answer.headers["cache-control"] == "no-store"
    assert stranger.get("/").status_code == 200


def test_by_https_the_cookie_travels_nowhere_else(monkeypatch, ada):
    sign_in_needed(monkeypatch, address=Address("https", "stocktake.example.org"))
    with browser(origin="https://stocktake.example.org", base="https://stocktake.example.org") as client:
        answer = sign_in(client)
    assert composition.cookie_name() == "__Host-stocktake"
    given = cookie(answer)
    assert (given["secure"], given["path"], given["domain"]) == (True, "/", "")


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/\r\nX: 1"])
def test_signing_in_never_lands_away_from_home(stranger, hers, ada, wanted):
    assert sign_in(stranger, next=wanted).headers["location"] == "/"
    assert hers.get("/sign-in", params={"next": wanted}).headers["location"] == "/"
    assert "evil" not in stranger.get("/sign-in", params={"next": wanted}).text


def test_whoever_is_signed_in_already_goes_on_at_once(hers):
    assert hers.get("/sign-in?next=%2Faccount").headers["location"] == "/account"


def test_a_wrong_password_is_said_at_the_field_and_in_the_title_and_keeps_the_address(stranger, ada):
    answer = sign_in(stranger, "something else")
    assert answer.status_code == 422
    assert "<title>Problem: Sign in – Stocktake</title>" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'aria-describedby="email-fault"' in answer.text
    assert answer.text.count(accounts.WRONG) == 1
    assert 'value="ada@paper.example"' in answer.text
    assert "something else" not in answer.text
    assert "set-cookie" not in answer.headers


def test_what_was_typed_is_shown_literally(stranger):
    answer = sign_in(stranger, email='"><script>alert(1)</script>')
    assert "<script>" not in answer.text
    assert "&quot;&gt;&lt;script&gt;" in answer.text


def test_too_many_tries_are_said_so(stranger, ada):
    answers = [sign_in(stranger, f"guess number {number}") for number in range(12)]
    assert [each.status_code for each in answers] == [422] * 10 + [429] * 2
    assert "tried too often" in answers[-1].text
    assert sign_in(stranger).status_code == 429


def test_fields_tell_a_password_manager_what_belongs_there(stranger, rooms, ada, now):
    page = stranger.get("/sign-in").text
    assert 'type="email" autocomplete="username"' in page
    assert 'type="password" autocomplete="current-password"' in page
    link = accounts.reset_link(rooms.own.reception(None), ada.id, now)
    assert stranger.get(f"/reset/{link}").text.count('autocomplete="new-password"') == 2


def test_signing_out_ends_the_session_and_takes_the_cookie_back(hers, ada, rooms, now):
    answer = hers.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?out=1")
    assert cookie(answer)["max-age"] == "0"
    assert not sessions.is_live(rooms.own.reception(None), ada.token, now)
    assert "You are signed out." in hers.get("/sign-in?out=1").text


def test_a_copied_cookie_is_worth_nothing_after_signing_out(hers, ada):
    hers.post("/sign-out")
    with browser(ada.token) as thief:
        assert thief.get("/").status_code == 303
        assert thief.get("/download/review.json?review=1").status_code == 303
        assert thief.post("/account", data={"what": "name", "name": "Eve"}).status_code == 401


def test_nobody_else_s_page_signs_anybody_in_or_out(ada):
    for origin in ("https://evil.example", None, "null"):
        with browser(ada.token, origin=origin) as client:
            for path in ("/sign-in", "/sign-out", "/sign-out-everywhere", "/account"):
                assert client.post(path, data={"email": ada.email, "password": GOOD}).status_code == 403


def test_signing_out_is_never_done_by_a_link(hers, ada, rooms, now):
    for path in ("/sign-out", "/sign-out-everywhere"):
        assert hers.get(path).status_code in {404, 405}
    assert sessions.is_live(rooms.own.reception(None), ada.token, now)


def test_signing_out_everywhere_ends_it_in_every_browser(hers, ada):
    with browser() as other:
        sign_in(other)
        assert other.get("/").status_code == 200
        answer = hers.post("/sign-out-everywhere")
        assert answer.headers["location"] == "/sign-in?out=everywhere"
        assert other.get("/").status_code == 303


def test_a_link_sets_a_password_and_signs_in(stranger, rooms, ada, now):
    link = accounts.reset_link(rooms.own.reception(None), ada.id, now)
    assert h1(stranger.get(f"/reset/{link}")) == ["Set a new password"]
    for new, again, told in ((OTHER, GOOD, "not the same"), ("short", "short", "at least 12"), (OTHER, OTHER, "")):
        answer = stranger.post(f"/reset/{link}", data={"new": new, "again": again})
        assert told in answer.text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert stranger.get("/").status_code == 200
    used = stranger.get(f"/reset/{link}")
    assert (used.status_code, "used already" in used.text) == (404, True)
    assert stranger.post(f"/reset/{link}", data={"new": GOOD, "again": GOOD}).status_code == 404


def test_one_changes_one_s_name_password_and_choice(hers, ada, rooms, now):
    page = hers.get("/account")
    assert "You sign in as ada@paper.example." in page.text
    assert hers.post("/account", data={"what": "name", "name": " Ada  <b>Quill</b> "}).status_code == 303
    assert 'value="Ada &lt;b&gt;Quill&lt;/b&gt;"' in hers.get("/account?saved=name").text
    assert hers.post("/account", data={"what": "digest", "digest": "yes"}).status_code == 303
    assert 'value="yes" autocomplete="off" checked' in hers.get("/account").text
    changed = hers.post("/account", data={"what": "password", "old": GOOD, "new": OTHER, "again": OTHER})
    assert (changed.status_code, changed.headers["location"]) == (303, "/account?saved=password")
    assert cookie(changed).value != ada.token
    assert hers.get("/account").status_code == 200
    assert not sessions.is_live(rooms.own.reception(None), ada.token, now)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"what": "name", "name": " "}, "Give your name"),
        ({"what": "password", "old": GOOD, "new": OTHER, "again": GOOD}, "not the same"),
        ({"what": "password", "old": "not hers", "new": OTHER, "again": OTHER}, "not your password until now"),
        ({"what": "password", "old": GOOD, "new": "password1234", "again": "password1234"}, "anybody would guess"),
    ],
)
def test_a_fault_on_the_account_page_stands_at_its_field(hers, given, told):
    answer = hers.post("/account", data=given)
    assert answer.status_code == 422
    assert "<title>Problem: Your account" in answer.text
    assert re.search(f'<p id="[a-z]+-fault" class="fault">[^<]*{told}', answer.text)


@pytest.mark.parametrize("given", [{}, {"what": "duty"}, {"what": ""}])
def test_a_form_we_never_made_is_not_there(hers, given):
    assert hers.post("/account", data=given).status_code == 404


def test_a_database_that_is_away_is_said_in_a_sentence(hers, ada, rooms, monkeypatch):
    def away(_rows):
        raise StoreUnavailable("The database cannot be reached just now. Try again in a minute.")

    monkeypatch.setattr(type(rooms.own.reception(None)), "read", lambda _self, work: away(work))
    for path in ("/", "/account", "/download/review.json?review=1"):
        answer = hers.get(path)
        assert (answer.status_code, "cannot be reached" in answer.text) == (503, True)


def test_a_crowd_at_the_door_is_asked_to_wait_and_those_inside_go_on(stranger, hers, ada, monkeypatch):
    monkeypatch.setattr(forms, "MOST_WAITING", 0)
    answer = sign_in(stranger)
    assert (answer.status_code, forms.CROWD in answer.text) == (503, True)
    assert hers.get("/").status_code == 200


def test_with_a_provider_its_button_comes_first_and_a_password_is_for_administrators(monkeypatch, rooms, now, ada):
    provider = Provider("https://id.paper.example", "stocktake", "secret", frozenset(), "Paper & Boat")
    sign_in_needed(monkeypatch, "oidc", provider=provider)
    boss = somebody(rooms, now, name="Cleo", email="cleo@paper.example", password=OTHER, administrator=True)
    with browser() as client:
        page = client.get("/sign-in?next=%2Faccount").text
        assert '<a href="/sign-in/provider?next=%2Faccount" class="button">Sign in with Paper &amp; Boat</a>' in page
        assert "<details><summary>Administrator’s emergency sign-in</summary>" in page
        assert sign_in(client).status_code == 422
        assert sign_in(client, OTHER, boss.email).status_code == 303


def test_where_nobody_signs_in_these_pages_are_not_there(monkeypatch, rooms):
    sign_in_needed(monkeypatch, "single", address=None)
    with browser() as client:
        for path in ("/sign-in", "/account", "/reset/abc"):
            assert client.get(path).status_code == 404
        assert client.get("/").status_code == 200
