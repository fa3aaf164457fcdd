"""Streamlit's own addresses, each decided: the few that our pages need are open, all others do not exist."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.plainly import said

STATIC = Path(streamlit.__file__).parent / "static" / "static"
# As Streamlit's own table of routes spells them; a test walks that table and fails at one that is not decided here.
NEEDED: Mapping[str, frozenset[str]] = {
    "/_stcore/stream": frozenset({"websocket"}),  # all that a page does
    "/_stcore/health": frozenset({"GET", "HEAD"}),  # the page asks before it opens its socket again
    "/_stcore/host-config": frozenset({"GET", "HEAD"}),  # the same; it is of the installation, not of a person
    "/_stcore/upload_file/{session_id}/{file_id}": frozenset({"PUT", "DELETE"}),  # files to import, and evidence
    "/static/{path:path}": frozenset({"GET", "HEAD"}),  # Streamlit's scripts, styles and letters
}
CLOSED = frozenset(
    {
        "/_stcore/metrics",  # its counters
        "/_stcore/agent/interact",  # its door for programs
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        "/_stcore/script-health-check",  # runs a page for whoever asks
        "/_stcore/bidi-components/{path:path}",  # components: we have none
        "/component/{path:path}",
        "/media/{file_id:path}",  # pictures and files that a page puts out, served to whoever knows the address
        "/app/static/{path:path}",
        "/auth/login",  # its own sign-in: we have ours
        "/auth/logout",
        "/oauth2callback",
    }
)
BEFORE = ("/_stcore", "/component", "/media", "/app", "/auth", "/oauth2callback", "/static")
PATTERNS = {
    re.compile(re.sub(r"\\\{\w+:path\\\}", ".+", re.escape(path)).replace(r"\{session_id\}", "[^/]+").replace(
        r"\{file_id\}", "[^/]+"
    )): ways
    for path, ways in NEEDED.items()
}  # fmt: skip


def way(scope: Scope) -> str:
    """How it is asked: by a socket, or by which method."""
    return "websocket" if scope["type"] == "websocket" else str(scope["method"])


@lru_cache(maxsize=1)
def files() -> frozenset[str]:
    """The addresses of Streamlit's own files. For any other below /static/ it would answer with its own empty page."""
    return frozenset(f"/static/{file.relative_to(STATIC).as_posix()}" for file in STATIC.rglob("*") if file.is_file())


def is_open(path: str, asked_by: str) -> bool:
    """Whether an address is none of Streamlit's, or one that our pages need, asked as they ask it."""
    if asked_by != "websocket" and not any(path == each or path.startswith(f"{each}/") for each in BEFORE):
        return True
    if path.startswith("/static/") and path not in files():
        return False
    return any(asked_by in ways and pattern.fullmatch(path) for pattern, ways in PATTERNS.items())


class OnlyNeeded:
    """Says of the rest of Streamlit's addresses that there is nothing, whatever is switched on behind them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_open(scope["path"], way(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await said("Page not found", "There is no page at this address.", 404)(scope, receive, send)
