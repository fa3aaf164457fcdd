"""What every request passes: who may ask, who is signed in, what every answer carries; and files travel compressed."""

import gzip
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import composition
from ui.addresses import PAGES
from ui.edge import Completed, InWords
from ui.hosts import OnlyOurHost, header, is_own, is_this_computer
from ui.limits import Often, Sizes
from ui.plainly import said
from ui.signing.gate import OnlySignedIn
from ui.streamlits import OnlyNeeded
from ui.uploads import Uploads

FOREVER = "public, max-age=31536000, immutable"
BUNDLES = Path(streamlit.__file__).parent / "static" / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

SIGNING = ("/sign-in", "/sign-out", "/sign-out-everywhere", "/account", "/account/erase")
ADDRESSES = frozenset({*(f"/{name}" for name in PAGES), "/healthz", "/readyz", *SIGNING})
BELOW = (
    "/sign-in/", "/join/", "/reset/", "/assets/", "/download/",
    "/static/", "/media/", "/component/", "/_stcore/",  # Streamlit's
)  # fmt: skip

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' {sockets}; worker-src 'self' blob:; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
GUARDS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# On scripts and styles, a hundred to a first visit, the others mean nothing and would be 20 kB.
SCRIPTS = (b"text/javascript", b"text/css")
SCRIPT_GUARDS = {
    name: GUARDS[name] for name in (b"x-content-type-options", b"x-frame-options", b"cross-origin-resource-policy")
}
REPLACED = frozenset({b"server", b"content-security-policy", *GUARDS})


def may_be_named(host: str) -> bool:
    """Whether a Host is one of ours, and so may stand in the policy."""
    address = composition.settings().address if composition.mode() != "single" else None
    return is_this_computer(host) if address is None else is_own(host, address)


def guarded(headers: Iterable[tuple[bytes, bytes]], host: str) -> list[tuple[bytes, bytes]]:
    """Headers with ours put in; the page may open a socket to the very address it came from and nowhere else."""
    policy = POLICY.format(sockets=f"ws://{host} wss://{host}" if host else "").encode("latin-1")
    kept = [(name, value) for name, value in headers if name.lower() not in REPLACED]
    on_a_page = not any(name.lower() == b"content-type" and value.startswith(SCRIPTS) for name, value in kept)
    return [*kept, (b"content-security-policy", policy), *(GUARDS if on_a_page else SCRIPT_GUARDS).items()]


class Headers:
    """Adds the Content-Security-Policy and its companions to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = header(scope, b"host") or ""
        host = host if may_be_named(host) else ""

        async def with_guards(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = guarded(message["headers"], host)
            await send(message)

        await self.app(scope, receive, with_guards)


@lru_cache(maxsize=256)
def compressed(path: Path) -> bytes:
    """A bundle, compressed once; Streamlit itself sends them as they are.

    Its font of icons (375 kB) is asked for at every start by the letter " ", which no icon holds: told which letters it
    is for, a browser fetches it only where an icon is drawn.
    """
    font, letters = b"@font-face{font-family:Material", b"@font-face{unicode-range:U+5F-7A;font-family:Material"
    return gzip.compress(path.read_bytes().replace(font, letters), compresslevel=9, mtime=0)


@lru_cache(maxsize=1)
def bundles() -> dict[str, Path]:
    """Streamlit's scripts and styles by their address."""
    found = (file for file in BUNDLES.rglob("*") if file.suffix in TYPES)
    return {f"/static/{file.relative_to(BUNDLES).as_posix()}": file for file in found}


class Compressed:
    """Serves Streamlit's scripts and styles compressed; they are two thirds of what a first visit fetches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = bundles().get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if file is None or "gzip" not in (header(scope, b"accept-encoding") or ""):
            await self.app(scope, receive, send)
            return
        headers = {"cache-control": FOREVER, "content-encoding": "gzip", "vary": "accept-encoding"}
        await Response(compressed(file), headers=headers, media_type=TYPES[file.suffix])(scope, receive, send)


class OnlyOurAddresses:
    """Any other address is said not to exist, instead of opening an empty page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in ADDRESSES or scope["path"].startswith(BELOW):
            await self.app(scope, receive, send)
        else:
            await said("Page not found", "There is no page at this address.", 404)(scope, receive, send)


MIDDLEWARE = [
    Middleware(Completed),
    Middleware(Headers),
    Middleware(InWords),
    Middleware(Often),
    Middleware(Sizes),
    Middleware(OnlyOurHost),
    Middleware(OnlyOurAddresses),
    Middleware(OnlySignedIn),
    Middleware(OnlyNeeded),
    Middleware(Uploads),
    Middleware(Compressed),
]
