"""The door in front of every page: who may ask, what every answer carries, and that it travels compressed."""

import gzip
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from ui import composition, middleware, routes

HOST = "127.0.0.1:8501"


@pytest.fixture
def client(rooms):
    app = Starlette(routes=routes.ROUTES, middleware=middleware.MIDDLEWARE)
    with TestClient(app, base_url=f"http://{HOST}") as asked:
        yield asked


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "LOCALHOST"])
def test_this_computer_may_ask_by_any_of_its_names(client, host):
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "192.168.0.7:8501", "", "[::1"])
def test_another_host_is_refused_on_every_address(client, host):
    for path in ("/", "/healthz", "/assets/stocktake.css", "/download/review.csv"):
        assert client.get(path, headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:9000", "http://localhost:8501"])
def test_another_origin_is_refused(client, origin):
    assert client.get("/healthz", headers={"origin": origin}).status_code == 403
    assert client.get("/healthz", headers={"origin": f"http://{HOST}"}).status_code == 200


@pytest.mark.parametrize("asked_for", ["127.0.0.1", "::1", "127.0.0.1, 127.0.0.7"])
def test_a_web_server_on_this_computer_may_ask_for_somebody_on_it(client, asked_for):
    assert client.get("/healthz", headers={"x-forwarded-for": asked_for}).status_code == 200


@pytest.mark.parametrize("asked_for", ["192.0.2.7", "127.0.0.1, 192.0.2.7", "2001:db8::7", "unknown", ""])
def test_a_web_server_that_asks_for_somebody_elsewhere_is_refused(client, asked_for):
    refused = client.get("/healthz", headers={"x-forwarded-for": asked_for})
    assert refused.status_code == 403
    assert "Stocktake answers this computer only" in refused.text


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": f"http://{HOST}"}, 1000),  # it came to the end of our routes, where none is
        ({"origin": f"http://{HOST}", "host": "example.org"}, 1008),
        ({"origin": "https://example.org"}, 1008),
        ({}, 1008),
        ({"origin": f"http://{HOST}", "x-forwarded-for": "192.0.2.7"}, 1008),
    ],
)
def test_a_socket_from_elsewhere_is_closed(client, headers, code):
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect(f"ws://{HOST}/_stcore/stream", headers=headers),
    ):
        pass
    assert closed.value.code == code


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_changes_something_must_say_which_page_it_comes_from(client, method):
    address = "/_stcore/upload_file/a/b"
    assert client.request(method, address).status_code == 403
    assert client.request(method, address, headers={"origin": "https://example.org"}).status_code == 403
    assert client.request(method, address, headers={"origin": f"http://{HOST}"}).status_code == 404


def test_every_answer_says_what_a_page_may_do(client):
    for path in ("/", "/healthz", "/nowhere", "/assets/stocktake.js"):
        headers = client.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["script-src"] == "'self'"
        assert policy["default-src"] == "'none'"
        assert policy["connect-src"] == f"'self' ws://{HOST} wss://{HOST}"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_host_that_is_refused_does_not_get_into_the_policy(client):
    refused = client.get("/", headers={"host": "example.org"})
    assert "example.org" not in refused.headers["content-security-policy"]


def test_the_page_is_in_our_language_with_our_script_and_no_inline_one(client):
    page = client.get("/review").text
    assert '<html lang="en-GB">' in page
    assert "<script>" not in page
    assert page.count("<script ") == 2
    assert "Streamlit</title>" not in page


def test_scripts_travel_compressed_and_are_the_same_inside(client):
    path, file = max(middleware.bundles().items(), key=lambda each: "index." in each[0] and each[0].endswith(".js"))
    with client.stream("GET", path) as sent:
        raw = b"".join(sent.iter_raw())
        assert sent.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == file.read_bytes()
    assert len(raw) * 2 < file.stat().st_size


def test_an_address_that_is_none_of_ours_says_so_in_a_sentence(client):
    for path in ("/nowhere", "/a/b", "/pages/review.py"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "There is no page at this address." in answer.text


def test_our_own_files_are_kept_by_their_content(client):
    page = client.get("/").text
    address = page.split('href="/assets/stocktake.css')[1].split('"')[0]
    kept = client.get(f"/assets/stocktake.css{address}")
    assert "immutable" in kept.headers["cache-control"]
    assert client.get("/assets/stocktake.css").headers["cache-control"] == "no-cache"
    assert client.get("/assets/..%2Froutes.py").status_code == 404


def test_ready_is_true_only_when_something_could_be_saved(client, monkeypatch):
    assert client.get("/readyz").json() == {"status": "ok"}
    monkeypatch.setattr(composition, "what_is_wrong", lambda: "The disk is full.")
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").json() == {"status": "not ready", "because": "The disk is full."}
    assert client.get("/healthz").status_code == 200


def test_a_download_is_never_kept_on_the_way_and_only_one_s_own(client, quick):
    own = client.get(f"/download/review.json?review={quick.id}")
    assert own.status_code == 200
    assert own.headers["cache-control"] == "no-store"
    assert own.headers["content-disposition"].startswith("attachment;")
    for wrong in ("", "?review=1", "?review=x", "?review=1%27"):
        assert client.get(f"/download/review.json{wrong}").status_code == 404


def test_a_form_of_a_section_that_is_not_there_is_a_sentence(client):
    assert client.get("/download/form.pdf?framework=esafety&section=nowhere").status_code == 404
    assert client.get("/download/form.pdf?framework=nowhere").status_code == 404


def test_a_file_of_the_demo_network_says_so_in_its_name(client, quick, monkeypatch):
    address = f"/download/review.csv?review={quick.id}"
    named = client.get(address).headers["content-disposition"]
    own = composition.desk()
    monkeypatch.setattr(composition, "desk_of", lambda _request: replace(own, demo=True))
    assert client.get(address).headers["content-disposition"] == named.replace('="', '="demo-')
