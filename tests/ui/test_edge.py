"""The edge: every answer complete, Streamlit's own addresses decided one by one, floods and oversize refused."""

import ast
import asyncio
import re
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit import config
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from ui import edge, limits, middleware, routes, streamlits, uploads

HOST = "127.0.0.1:8501"
A_SCRIPT = min(path for path in streamlits.files() if not path.endswith((".js", ".css")))  # ours serves those two
UI = Path(__file__).parents[2] / "ui"


async def echo(request):
    return PlainTextResponse(str(len(await request.body())))


def fall(_request):
    raise ValueError("Paper Boat Primary School <b>said</b> so")


@pytest.fixture
def everything(rooms):
    """The whole ring of middleware, with an answer behind every address there is."""
    behind = [Route("/healthz/fall", fall), Route("/{path:path}", echo, methods=["GET", "PUT", "POST", "DELETE"])]
    app = Starlette(routes=[*routes.ROUTES, *behind], middleware=middleware.MIDDLEWARE)
    with TestClient(
        app, base_url=f"http://{HOST}", headers={"origin": f"http://{HOST}"}, raise_server_exceptions=False
    ) as asked:
        yield asked


def address(route):
    return "/static/{path:path}" if isinstance(route, Mount) else route.path


@pytest.fixture
def table():
    """Every address the installed Streamlit could serve, all that can be switched on switched on."""
    before = {
        name: config.get_option(name) for name in ("server.enableStaticServing", "server.scriptHealthCheckEnabled")
    }
    for name in before:
        config.set_option(name, True)
    runtime = MagicMock(_main_script_path=str(UI / "entry" / "main.py"))
    found = create_streamlit_routes(runtime)
    for name, value in before.items():
        config.set_option(name, value)
    return frozenset(address(route) for route in found)


def test_every_address_of_the_installed_streamlit_is_decided(table):
    assert table == streamlits.NEEDED.keys() | streamlits.CLOSED


def filled(path):
    return A_SCRIPT if path.startswith("/static/") else re.sub(r"\{\w+(:path)?\}", "x.js", path)


@pytest.mark.parametrize("path", sorted(streamlits.CLOSED))
def test_what_is_closed_does_not_exist_however_it_is_asked(everything, path):
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        answer = everything.request(method, filled(path))
        assert answer.status_code == 404
        assert "There is no page at this address." in answer.text


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/anything", "/healthz", "/"])
def test_no_socket_but_that_of_the_pages_is_opened(everything, path):
    with pytest.raises(WebSocketDisconnect), everything.websocket_connect(path):
        pass


def test_what_the_pages_need_passes_only_as_they_ask_it(everything):
    for path, ways in streamlits.NEEDED.items():
        for method in ("GET", "PUT", "DELETE", "POST"):
            reached = everything.request(method, filled(path)).text == "0"
            assert reached == (method in ways), (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore",
        "/media",
        "/_stcore/agent/new",
        "/static/js/none.js",
        "/static/",
        "/static/index.html",
        "/component/x/index.html",
        "/_stcore//health",
    ],
)
def test_a_neighbour_of_a_decided_address_is_closed_too(everything, path):
    assert everything.get(path).status_code == 404


def test_pages_put_nothing_out_by_streamlit_s_own_files():
    """These would serve what is on a page at /media, to whoever has the address and without asking who they are."""
    puts_out = {"download_button", "image", "logo", "audio", "video", "pyplot", "graphviz_chart", "pdf"}
    for module in UI.rglob("*.py"):
        used = {
            node.attr
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
        }
        assert not used & puts_out, f"{module.name} uses these of st: {used & puts_out}"


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/nowhere", "/assets/stocktake.js", "/download/review.csv?review=1", "/_stcore/health"]
)
def test_every_answer_is_guarded(everything, path):
    headers = everything.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"]
    assert "server" not in headers


def test_what_says_nothing_of_keeping_is_not_kept(everything):
    assert everything.get("/_stcore/health").headers["cache-control"] == "no-store"  # an answer that said nothing
    assert everything.get("/").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("there", ["/join/", "/reset/"])
def test_a_page_whose_address_is_a_key_tells_it_to_no_other_page(there):
    headers = edge.completed({"path": f"{there}abc"}, [(b"referrer-policy", b"same-origin")])
    assert [value for name, value in headers if name == b"referrer-policy"] == [b"no-referrer"]


def test_only_an_installation_with_an_https_address_promises_https(monkeypatch):
    for https in (True, False):
        monkeypatch.setattr(edge, "only_https", lambda https=https: https)
        names = {name for name, _ in edge.completed({"path": "/"}, [])}
        assert (b"strict-transport-security" in names) == https


def test_a_fault_is_said_in_our_words_with_a_number_and_nothing_of_it(everything, monkeypatch):
    monkeypatch.setattr(middleware, "ADDRESSES", middleware.ADDRESSES | {"/healthz/fall"})
    answer = everything.get("/healthz/fall")
    assert answer.status_code == 500
    assert "reference number" in answer.text
    assert "Paper Boat" not in answer.text
    assert "ValueError" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_page_takes_nothing_and_a_form_little_and_an_upload_a_file(everything):
    def sent(method, path, size):
        return everything.request(method, path, content=b"x" * size).status_code

    assert sent("GET", "/", 1) == 413
    assert sent("GET", "/", 0) == 200
    assert sent("POST", "/healthz", 16_001) == 413
    assert sent("POST", "/healthz", 16_000) == 200
    assert sent("PUT", "/_stcore/upload_file/s/f", 11_000_000) == 200
    assert sent("PUT", "/_stcore/upload_file/s/f", 11_000_001) == 413


def test_what_really_comes_is_counted_whatever_was_said(everything):
    parts = (b"x" * 1_000_000 for _ in range(12))
    answer = everything.put("/_stcore/upload_file/s/f", content=parts)  # in pieces, without a size
    assert answer.status_code == 413
    assert "Stocktake takes files of up to 10 MB. Choose a smaller one." in answer.text


@pytest.mark.parametrize("said", ["-1", "1e3", "9" * 30, "12 "])
def test_a_size_that_is_no_number_is_refused(said):
    scope = {"method": "PUT", "path": "/_stcore/upload_file/s/f", "headers": [(b"content-length", said.encode())]}
    assert limits.said_size(scope) > limits.allowed(scope)


def test_a_long_address_or_many_headers_are_refused(everything):
    assert everything.get("/?" + "a" * 8_000).status_code == 431
    assert everything.get("/", headers={f"x-{n}": "1" for n in range(101)}).status_code == 431
    assert everything.get("/", headers={"x-long": "a" * 32_001}).status_code == 431
    assert everything.get("/?" + "a" * 7_000).status_code == 200


class Held:
    """Files in the memory of a window or two, as Streamlit's own keeper has them."""

    def __init__(self, **windows):
        self.uploaded_file_mgr = MagicMock(
            file_storage={window: {"f": MagicMock(data=b"x" * size)} for window, size in windows.items()}
        )


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ({}, 200),
        ({"mine": 39_999_999}, 200),
        ({"mine": 40_000_000}, 413),
        ({"other": 40_000_000}, 200),
        ({f"w{n}": 39_000_000 for n in range(10)}, 200),
        ({f"w{n}": 39_000_000 for n in range(11)}, 503),
    ],
)
def test_files_on_their_way_in_are_bounded_for_a_window_and_for_all(everything, monkeypatch, held, status):
    runtime = MagicMock(exists=lambda: True, instance=lambda: Held(**held))
    monkeypatch.setattr(uploads, "Runtime", runtime)
    assert everything.put("/_stcore/upload_file/mine/f", content=b"x").status_code == status
    assert everything.delete("/_stcore/upload_file/mine/f").status_code == 200  # letting go is always possible


def asked_from(buckets, client, path="/", kind="http"):
    """What one request from there is answered: its status, or 200 when it came through; and its headers."""
    sent = []

    async def inside(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": "GET", "path": path, "headers": [], "client": (client, 1)}
    asyncio.run(limits.Often(inside, buckets)(scope, receive, send))
    return sent[0].get("status", sent[0]["type"]), dict(sent[0].get("headers", []))


def test_two_hundred_at_once_then_twenty_a_second_from_one_place():
    now = [100.0]
    buckets = limits.Buckets(clock=lambda: now[0])
    came = [asked_from(buckets, "192.0.2.7")[0] for _ in range(201)]
    assert came == [200] * 200 + [429]
    assert asked_from(buckets, "192.0.2.7")[1][b"retry-after"] == b"10"
    assert asked_from(buckets, "192.0.2.8")[0] == 200  # somebody else is not held up
    now[0] += 1
    assert [asked_from(buckets, "192.0.2.7")[0] for _ in range(21)] == [200] * 20 + [429]
    now[0] += 3600
    assert [asked_from(buckets, "192.0.2.7")[0] for _ in range(201)].count(429) == 1


def test_a_house_counts_as_one_place_and_this_computer_is_not_counted():
    buckets = limits.Buckets(clock=lambda: 1.0)
    came = [asked_from(buckets, f"2001:db8::{n:x}")[0] for n in range(1, 202)]
    assert came.count(429) == 1
    assert {asked_from(buckets, "127.0.0.1")[0] for _ in range(300)} == {200}
    assert {asked_from(buckets, "192.0.2.7", "/static/js/a.js")[0] for _ in range(300)} == {200}


def test_a_socket_too_many_is_closed():
    buckets = limits.Buckets(clock=lambda: 1.0)
    came = [asked_from(buckets, "192.0.2.7", kind="websocket")[0] for _ in range(201)]
    assert came[-1] == "websocket.close"


def test_only_so_many_places_are_remembered(monkeypatch):
    monkeypatch.setattr(limits, "PLACES", 3)
    buckets = limits.Buckets(clock=lambda: 1.0)
    for n in range(10):
        buckets.take(str(n))
    assert [*buckets.left] == ["7", "8", "9"]


def test_the_server_takes_no_larger_files_or_messages_than_it_must():
    told = (UI.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "maxUploadSize = 10 " in told
    assert "maxMessageSize = 20 " in told
