"""Which requests come in where people sign in: our own host, our own page, and health from this computer."""

from dataclasses import replace

import pytest

from assessments.modes import Address
from ui import composition, hosts

HERE = Address("https", "stocktake.example.org")


@pytest.fixture
def public(monkeypatch):
    """People sign in at https://stocktake.example.org."""
    told = replace(composition.settings(), mode="local", address=HERE)
    monkeypatch.setattr(composition, "settings", lambda: told)


def scope(path="/", method="GET", kind="http", client=("127.0.0.1", 5000), **headers):
    sent = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": kind, "path": path, "method": method, "client": client, "headers": sent}


@pytest.mark.parametrize("host", ["stocktake.example.org", "STOCKTAKE.example.org", "stocktake.example.org:443"])
def test_the_public_host_may_be_asked(public, host):
    assert hosts.may_ask(scope(host=host))


@pytest.mark.parametrize(
    "host",
    [
        "", "example.org", "stocktake.example.org:80", "stocktake.example.org:8443", "stocktake.example.org.",
        "x.stocktake.example.org", "stocktake.example.org.evil.example", "127.0.0.1:8501", "localhost", "[::1]",
        "stocktake.example.org@evil.example",
    ],
)  # fmt: skip
def test_another_host_is_refused(public, host):
    assert not hosts.may_ask(scope(host=host))
    assert not hosts.may_ask(scope("/_stcore/stream", kind="websocket", host=host, origin=HERE.origin))


def test_two_hosts_are_none(public):
    twice = scope(host=HERE.host)
    twice["headers"] *= 2
    assert not hosts.may_ask(twice)


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://stocktake.example.org", "https://stocktake.example.org:8443", "null", "",
     "https://stocktake.example.org.evil.example", "https://stocktake.example.org/"],
)  # fmt: skip
def test_a_page_of_anybody_else_is_refused(public, origin):
    assert not hosts.may_ask(scope(host=HERE.host, origin=origin))
    assert not hosts.may_ask(scope("/sign-in", "POST", host=HERE.host, origin=origin))
    assert not hosts.may_ask(scope("/_stcore/stream", kind="websocket", host=HERE.host, origin=origin))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "MADEUP"])
def test_what_changes_something_says_which_page_it_comes_from(public, method):
    assert not hosts.may_ask(scope("/_stcore/upload_file/a/b", method, host=HERE.host))
    assert hosts.may_ask(scope("/_stcore/upload_file/a/b", method, host=HERE.host, origin=HERE.origin))


def test_a_socket_says_which_page_it_comes_from(public):
    assert not hosts.may_ask(scope("/_stcore/stream", kind="websocket", host=HERE.host))
    assert hosts.may_ask(scope("/_stcore/stream", kind="websocket", host=HERE.host, origin=HERE.origin))


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_this_computer_asks_how_it_is_by_its_own_name(public, path):
    assert hosts.may_ask(scope(path, host="127.0.0.1:8601"))
    assert not hosts.may_ask(scope("/", host="127.0.0.1:8601"))
    assert not hosts.may_ask(scope(path, host="127.0.0.1:8601", x_forwarded_for="192.0.2.7"))
    assert not hosts.may_ask(scope(path, host="127.0.0.1:8601", origin="https://evil.example"))
    assert not hosts.may_ask(scope(path, "POST", host="127.0.0.1:8601"))


@pytest.mark.parametrize(
    ("client", "told", "counted"),
    [
        (("192.0.2.7", 1), None, "192.0.2.7"),
        (("192.0.2.7", 1), "203.0.113.9", "192.0.2.7"),  # only a web server of this computer is believed
        (("127.0.0.1", 1), "203.0.113.9", "203.0.113.9"),
        (("127.0.0.1", 1), "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # what stands before its last word came with it
        (None, "203.0.113.9", "203.0.113.9"),  # a socket in the file system
        (None, None, "here"),
        (("::1", 1), "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (("127.0.0.1", 1), "unknown", "unknown"),
    ],
)
def test_tries_are_counted_by_where_they_come_from(client, told, counted):
    headers = {} if told is None else {"x_forwarded_for": told}
    assert hosts.peer(scope(client=client, **headers)) == counted


@pytest.mark.parametrize("listening", ["0.0.0.0", "::", "192.168.0.7", "", None, "stocktake.example.org"])
def test_without_sign_in_only_this_computer_is_served(listening):
    with pytest.raises(SystemExit, match="Without sign-in Stocktake serves this computer only"):
        composition.refuse_other_address(listening)


@pytest.mark.parametrize("listening", ["127.0.0.1", "localhost", "::1", "unix:///run/stocktake.sock"])
def test_this_computer_is_served_without_sign_in(listening):
    composition.refuse_other_address(listening)


def test_where_people_sign_in_any_address_is_served(public):
    composition.refuse_other_address("0.0.0.0")
